"""Sockets that give every byte sent before their other end went, however it went.

On Linux a Unix socket that is closed while something still waits to be read there tells the other end
"connection reset" before the bytes it had sent: whoever takes that for the end loses them. A write that
fails says nothing about what can still be read, either.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from _typeshed import ReadableBuffer


def read_to_the_end(connection: socket.socket, most: int) -> bytes:
    """Read at most so many bytes. A reset is passed over once: what was sent before it comes first.

    Raises what `recv` raises: BlockingIOError when there is nothing yet, ConnectionError at the end.
    """
    try:
        return socket.socket.recv(connection, most)
    except ConnectionResetError:
        return socket.socket.recv(connection, most)


class Patient(socket.socket):
    """A connection that is read to its end, even when nobody reads at the other end any more."""

    def recv(self, most: int, flags: int = 0, /) -> bytes:
        """As everywhere, with what was sent before a reset."""
        assert not flags
        return read_to_the_end(self, most)

    def send(self, data: ReadableBuffer, flags: int = 0, /) -> int:
        """As everywhere; what nobody reads any more counts as sent; reading finds the end."""
        try:
            return super().send(data, flags)
        except ConnectionError:
            return len(memoryview(data))

    def sendmsg(self, buffers: Iterable[ReadableBuffer], /, *more: Any) -> int:
        """As `send`, of several stretches: asyncio's way from Python 3.12 on."""
        stretches = [memoryview(data) for data in buffers]
        try:
            return super().sendmsg(stretches, *more)
        except ConnectionError:
            return sum(len(stretch) for stretch in stretches)


class PatientListener(socket.socket):
    """A listening socket whose connections are patient ones."""

    def accept(self) -> tuple[socket.socket, Any]:
        """As everywhere."""
        connection, address = super().accept()
        patient = Patient(connection.family, connection.type, connection.proto, connection.detach())
        patient.setblocking(connection.gettimeout() is None)
        return patient, address
