"""Frames: how messages lie one behind the other on a stream of bytes, each with its length and checksum.

A frame is four bytes of length, four bytes of CRC-32 (both big-endian, both of the payload), then the
payload, which is never empty.
"""

from __future__ import annotations

import struct
import zlib

LARGEST = 1 << 20
"""The most bytes in a payload."""

_HEAD = struct.Struct(">II")


class BadFrame(Exception):
    """What came is not what the other side may send. The connection it came by can't be believed any more."""


def frame(payload: bytes) -> bytes:
    """Return the frame that carries a payload of 1 to `LARGEST` bytes. Raises ValueError for any other."""
    if not 0 < len(payload) <= LARGEST:
        raise ValueError(f"a payload has 1 to {LARGEST} bytes, not {len(payload)}")
    return _HEAD.pack(len(payload), zlib.crc32(payload)) + payload


class Frames:
    """Takes a stream apart into payloads, however its bytes come in.

    After a `BadFrame` it takes nothing more: each further `feed` raises again.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._bad: str = ""

    @property
    def pending(self) -> int:
        """How many bytes of an unfinished frame are held."""
        return len(self._held)

    def feed(self, data: bytes) -> list[bytes]:
        """Take the next bytes of the stream; return the payloads that are now whole, in order.

        Raises BadFrame as soon as a length is 0 or above `LARGEST`, or a checksum does not agree; whole
        payloads before it in the same bytes are not returned.
        """
        if self._bad:
            raise BadFrame(self._bad)
        held = self._held
        held += data
        payloads: list[bytes] = []
        at, size = 0, len(held)
        while size - at >= _HEAD.size:
            length, checksum = _HEAD.unpack_from(held, at)
            if not 0 < length <= LARGEST:
                self._refuse(f"a frame of {length} bytes")
            end = at + _HEAD.size + length
            if end > size:
                break
            payload = bytes(held[at + _HEAD.size : end])
            if zlib.crc32(payload) != checksum:
                self._refuse("a frame whose checksum does not agree")
            payloads.append(payload)
            at = end
        del held[:at]
        return payloads

    def _refuse(self, why: str) -> None:
        self._bad = why
        self._held.clear()
        raise BadFrame(why)
