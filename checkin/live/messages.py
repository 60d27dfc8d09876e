"""The messages between a seat and the room: JSON objects, and a compact form for the one sent at every key.

A text's update, a receipt for it, something packed and a part of something large are binary and begin with
a byte of their own; everything else is a JSON object with its kind under `k`. What can't be read is a
`BadFrame`, whoever sent it.

| kind | from | parts |
|---|---|---|
| `hello` | seat | v, seat, and when coming back: meeting, since (the last number it has), life (see `Room`) |
| `who` | seat | instead of a hello: only asks who is here |
| `welcome` | room | v, seat, n, start (left out when coming back), damage |
| `event` | room | e: an event of the meeting |
| `text` | room | key, gen, n, whole: this text begins anew with this content, last edited as number n |
| `ready` | room | n: what was missed has been told |
| `here` | room | here: how many windows each seat has; lost: the seats whose line broke |
| `trouble` | room | why: what is typed is kept in memory only; empty when it is well again |
| `act` | seat | an act with an id of its own |
| `shown` | seat | q, value: a blind answer, sent once all are ready |
| `save` | seat | end the meeting and save it |
| `last` | room | somebody saves it: say what you still have |
| `said` | seat | that was all |
| `no` | room | id (may be empty), why: that could not be done; no why: it was done, and undone since |
| `saved` | room | meeting: it is on record; silent: the seats that gave no answer to `last` |
| `leave` | seat | this seat goes |
| `bye` | room | why, held: the connection ends here |
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from typing import Any

from checkin.live.frames import LARGEST, BadFrame

VERSION = 2
"""Version of these messages, and of what events there may be. A hello with another one gets a goodbye that
says so. In 2 something can be parked, and seats are heard out before a meeting is saved.
"""

TEXT, NEW_TEXT, RECEIPT, PART, LAST_PART, PACKED = (bytes([kind]) for kind in range(1, 7))

MAX_PARTS = 32 * 1024 * 1024
"""Bytes that something sent in parts may have: far more than any meeting."""

WORTH_PACKING = 256
"""Bytes from which a payload is packed: what was missed while a line was down is mostly repetition."""

NOBODY = 255
"""The author of a text's update that the room itself made."""

_KINDS = frozenset(
    "hello who welcome event text ready here trouble act shown save last said no saved leave bye".split()  # noqa: SIM905 (reads as a line)
)


@dataclass(frozen=True, slots=True)
class TextUpdate:
    """An edit of one text. `n` is its number in the meeting, 0 on the way to the room.

    `author` is the seat's place among the meeting's seats. `seq` counts what one seat sends on one
    connection, so that the room's receipt can say what has arrived.
    """

    key: str
    generation: int
    update: bytes
    n: int = 0
    author: int = NOBODY
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """The room has everything up to `seq`; the meeting is at number `n`."""

    seq: int
    n: int


Message = dict[str, Any] | TextUpdate | Receipt


@dataclass
class Encoder:
    """Makes payloads for one direction of one connection: a text's key is written out once, then numbered."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def encode(self, message: Message) -> list[bytes]:
        """The payloads of one message, several when it is large."""
        if isinstance(message, TextUpdate):
            return _in_parts(_packed(self._text(message)))
        if isinstance(message, Receipt):
            return [RECEIPT + _varint(message.seq) + _varint(message.n)]
        return _in_parts(_packed(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()))

    def _text(self, message: TextUpdate) -> bytes:
        number = self._numbers.get(message.key)
        if number is None:
            number = self._numbers[message.key] = len(self._numbers)
            key = message.key.encode()
            head = NEW_TEXT + _varint(number) + _varint(len(key)) + key
        else:
            head = TEXT + _varint(number)
        counts = _varint(message.generation) + _varint(message.n) + _varint(message.seq)
        return head + counts + bytes([message.author]) + message.update


@dataclass
class Decoder:
    """Reads payloads of one direction of one connection. `most` bounds what may come in parts; 0: nothing."""

    most: int = 0
    _keys: dict[int, str] = field(default_factory=dict)
    _parts: list[bytes] = field(default_factory=list)

    def decode(self, payload: bytes) -> Message | None:
        """The message of a payload, None while more parts are to come. Raises `BadFrame`."""
        kind = payload[:1]
        if kind in (PART, LAST_PART):
            self._parts.append(payload[1:])
            if sum(map(len, self._parts)) > self.most:
                raise BadFrame("too much in parts")
            if kind == PART:
                return None
            payload = b"".join(self._parts)
            self._parts = []
        if payload[:1] == PACKED:
            payload = _unpacked(payload[1:], max(self.most, LARGEST))
        kind = payload[:1]
        if kind in (TEXT, NEW_TEXT):
            return self._text(payload, new=kind == NEW_TEXT)
        if kind == RECEIPT:
            seq, at = _read_varint(payload, 1)
            n, at = _read_varint(payload, at)
            return Receipt(seq, n)
        return _object(payload)

    def _text(self, payload: bytes, *, new: bool) -> TextUpdate:
        number, at = _read_varint(payload, 1)
        if new:
            length, at = _read_varint(payload, at)
            if length > 1000 or len(self._keys) >= 10_000:
                raise BadFrame("a text with such a name, or too many of them")
            try:
                self._keys[number] = payload[at : at + length].decode()
            except UnicodeDecodeError:
                raise BadFrame("a text whose name is none") from None
            at += length
        if number not in self._keys:
            raise BadFrame("a text that was not named")
        generation, at = _read_varint(payload, at)
        n, at = _read_varint(payload, at)
        seq, at = _read_varint(payload, at)
        if at >= len(payload) - 1:
            raise BadFrame("an edit without content")
        return TextUpdate(self._keys[number], generation, payload[at + 1 :], n, payload[at], seq)


def in_text(data: bytes) -> str:
    """Bytes as they stand in a JSON message."""
    return b64encode(data).decode()


def from_text(text: Any) -> bytes:
    """The bytes of `in_text`. Raises `BadFrame`."""
    try:
        return b64decode(text, validate=True)
    except (NotBase64, TypeError, ValueError):
        raise BadFrame("bytes that are none") from None


def text_of(message: dict[str, Any], name: str) -> str:
    """A part of a message that is a text, empty when it is not there. Raises `BadFrame`."""
    value = message.get(name, "")
    if not isinstance(value, str) or len(value) > LARGEST:
        raise BadFrame(f"a {name} that is no text")
    return value


def count_of(message: dict[str, Any], name: str) -> int:
    """A part of a message that is a whole number from 0, 0 when it is not there. Raises `BadFrame`."""
    value = message.get(name, 0)
    if type(value) is not int or not 0 <= value < 2**53:
        raise BadFrame(f"a {name} that is no count")
    return value


def _object(payload: bytes) -> dict[str, Any]:
    try:
        # Lone surrogates come through as \\ud800: they can't be written to a file or a terminal.
        message = json.loads(payload)
        json.dumps(message, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BadFrame("something that is no message") from None
    if not isinstance(message, dict) or message.get("k") not in _KINDS:
        raise BadFrame("a message of unknown kind")
    return message


def _packed(payload: bytes) -> bytes:
    if len(payload) < WORTH_PACKING:
        return payload
    packed = PACKED + zlib.compress(payload)
    return packed if len(packed) < len(payload) else payload


def _unpacked(packed: bytes, most: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        payload = unpacking.decompress(packed, most)
    except zlib.error:
        raise BadFrame("something packed that can't be unpacked") from None
    if not unpacking.eof or unpacking.unused_data:
        raise BadFrame("something packed that is too large, or torn")
    return payload


def _in_parts(payload: bytes) -> list[bytes]:
    if len(payload) <= LARGEST:
        return [payload]
    step = LARGEST - 1
    pieces = [payload[at : at + step] for at in range(0, len(payload), step)]
    return [*(PART + piece for piece in pieces[:-1]), LAST_PART + pieces[-1]]


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        if at >= len(data) or shift > 56:
            raise BadFrame("a number that does not end")
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7
