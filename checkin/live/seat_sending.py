"""What a seat says to the room: payloads in order, each edit with its number on the connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.live.messages import Encoder, Message, TextUpdate

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.live.pending import Pending


class Sending:
    """What is to be sent on one connection after another. `wanted` is called when something can be taken."""

    def __init__(self, wanted: Callable[[], None]) -> None:
        self._wanted = wanted
        self._out: list[bytes] = []
        self._encoder = Encoder()
        self._seq = 0

    def take(self) -> list[bytes]:
        """The payloads to be sent now, in order."""
        out, self._out = self._out, []
        return out

    def drop(self) -> None:
        """The connection is gone: what was not taken is sent to nobody."""
        self._out = []

    def begin(self, hello: Message) -> None:
        """There is a new connection: this goes first. Nobody is told that it can be taken."""
        self._out = []
        self._encoder, self._seq = Encoder(), 0
        self._put(hello)

    def send(self, message: Message) -> None:
        """Send a message."""
        self._put(message)
        self._wanted()

    def send_pending(self, pending: Pending) -> None:
        """Send what was done here: an act, or an edit, which gets its number."""
        if pending.key:
            self._seq += 1
            pending.seq = self._seq
            self.send(TextUpdate(pending.key, pending.generation, pending.update, seq=pending.seq))
        else:
            act = pending.acts[0]
            parts = {name: part for name in ("seat", "q", "row", "field") if (part := getattr(act, name))}
            self.send({"k": "act", "id": pending.id, "what": act.what, **parts, "value": act.value})

    def _put(self, message: Message) -> None:
        self._out += self._encoder.encode(message)
