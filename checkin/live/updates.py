"""What an update of a live text may hold: read and judged here before pycrdt sees it.

pycrdt takes in far more than plain text (maps, embeds, formats, other roots), keeps for later whatever it
can't place yet, however much that is, and loses count when a character of two UTF-16 units is cut in half.
So only pieces of plain text in the one root go through, only once everything they lean on is there, and
only cut between characters.

The form is Yjs's first version. A place in it is (client, clock), the clock in UTF-16 units.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from checkin.live.frames import BadFrame

ROOT = "t"
LARGEST = 700 * 1024
"""The most bytes in an update: so many fit into a line of the log, and into a frame, with what goes along."""

_LATEST = 1 << 30
_HIGHEST_CLIENT = 1 << 53
_TAKEN_OUT, _TEXT, _GAP = 1, 4, 10  # kinds of content; pycrdt knows eight more
_BEFORE, _AFTER, _KIND = 0x80, 0x40, 0x1F
_PLAIN = re.compile(r"[\t\n\x20-\x7e]*")
_WIDE = re.compile("[\U00010000-\U0010ffff]")

Spot = tuple[int, int]
"""A client and a clock."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something one client put in at one time: `text`, or None when it has been taken out since.

    `before` and `after` are what it stands between, as far as it had neighbours.
    """

    client: int
    clock: int
    length: int
    text: str | None
    before: Spot | None = None
    after: Spot | None = None

    @property
    def end(self) -> int:
        """The clock after it."""
        return self.clock + self.length


@dataclass(frozen=True, slots=True)
class Parts:
    """An update taken apart: by client its pieces in order, and what it takes out (client, from, to)."""

    pieces: dict[int, list[Piece]]
    taken_out: list[tuple[int, int, int]]


def misfits(text: str) -> str:
    """Return the characters that no text may hold: what cleaning takes out, whatever stands around it."""
    if _PLAIN.fullmatch(text):
        return ""
    return "".join(letter for letter in text if not (letter.isprintable() or _may_stay(letter)))


def parts(update: bytes) -> Parts:
    """Take an update apart. Raises BadFrame when it is not whole, or holds anything but plain text."""
    if len(update) > LARGEST:
        raise BadFrame("an update that is too large")
    source = _Source(update)
    pieces: dict[int, list[Piece]] = {}
    for _ in range(source.number()):
        count, client, clock = source.number(), source.client(), source.clock()
        if client in pieces:
            raise BadFrame("an update that names a client twice")
        ours = pieces[client] = []
        for _ in range(count):
            kind = source.byte()
            if kind == _GAP:
                clock += source.length()
            else:
                ours.append(source.piece(kind, client, clock))
                clock = ours[-1].end
            if clock > _LATEST:
                raise BadFrame("an update with a clock out of bounds")
    taken_out: list[tuple[int, int, int]] = []
    for _ in range(source.number()):
        client = source.client()
        for _ in range(source.number()):
            start, length = source.clock(), source.clock()
            if not length or start + length > _LATEST:
                raise BadFrame("an update that takes out what can't be")
            taken_out.append((client, start, start + length))
    source.must_be_at_end()
    return Parts(pieces, taken_out)


def clocks(state: bytes) -> dict[int, int]:
    """Return up to which clock a state has each client's pieces. Raises BadFrame when it can't be read."""
    source = _Source(state)
    known = {source.client(): source.clock() for _ in range(source.number())}
    source.must_be_at_end()
    return known


@dataclass(slots=True)
class Known:
    """What a replica holds so far: enough to say whether an update can be placed, and whether it may."""

    ends: dict[int, int] = field(default_factory=dict)
    """Up to which clock each client's pieces are here."""
    _halves: dict[int, set[int]] = field(default_factory=dict)  # clocks in the middle of a character

    def holds(self, found: Parts) -> bool:
        """Whether everything the update leans on is here or comes with it."""
        ends = dict(self.ends)
        waiting = {client: iter(pieces) for client, pieces in found.pieces.items()}
        heads = {client: next(pieces, None) for client, pieces in waiting.items()}
        moved = True
        while moved:
            moved = False
            for client, pieces in waiting.items():
                piece = heads[client]
                while piece is not None and _can_be_placed(piece, ends):
                    ends[client] = max(ends.get(client, 0), piece.end)
                    piece = heads[client] = next(pieces, None)
                    moved = True
        return all(piece is None for piece in heads.values()) and all(
            end <= ends.get(client, 0) for client, _, end in found.taken_out
        )

    def new(self, found: Parts) -> list[Piece]:
        """Return the pieces of which something is not here yet."""
        return [
            piece
            for client, pieces in found.pieces.items()
            for piece in pieces
            if piece.end > self.ends.get(client, 0)
        ]

    def cuts_a_character(self, found: Parts) -> bool:
        """Whether placing the update would cut a character in half."""
        new = self.new(found)
        halves: dict[int, set[int]] = {}
        cuts = [(client, clock) for client, start, end in found.taken_out for clock in (start, end)]
        for piece in new:
            here = self.ends.get(piece.client, 0)
            halves.setdefault(piece.client, set()).update(_halves(piece, here))
            cuts.append((piece.client, max(piece.clock, here)))
            if piece.before:
                cuts.append((piece.before[0], piece.before[1] + 1))
            if piece.after:
                cuts.append(piece.after)
        return any(
            clock in self._halves.get(client, ()) or clock in halves.get(client, ()) for client, clock in cuts
        )

    def ends_in_a_character(self, state: dict[int, int]) -> bool:
        """Whether a state has half a character of something that is here."""
        return any(clock in self._halves.get(client, ()) for client, clock in state.items())

    def add(self, found: Parts) -> None:
        """Take note of an update that was placed."""
        for piece in self.new(found):
            middles = _halves(piece, self.ends.get(piece.client, 0))
            if middles:
                self._halves.setdefault(piece.client, set()).update(middles)
        for client, pieces in found.pieces.items():
            if pieces:
                self.ends[client] = max(self.ends.get(client, 0), pieces[-1].end)


class _Source:
    """An update being read, from the start to the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def byte(self) -> int:
        if self._at >= len(self._data):
            raise BadFrame("an update that is not whole")
        self._at += 1
        return self._data[self._at - 1]

    def number(self) -> int:
        value = shift = 0
        while shift < 63:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
        raise BadFrame("an update with a number out of bounds")

    def client(self) -> int:
        return self._below(_HIGHEST_CLIENT)

    def clock(self) -> int:
        return self._below(_LATEST)

    def piece(self, kind: int, client: int, clock: int) -> Piece:
        if kind & ~(_BEFORE | _AFTER) not in (_TAKEN_OUT, _TEXT):
            raise BadFrame("an update with something that is no text")
        before = (self.client(), self.clock()) if kind & _BEFORE else None
        after = (self.client(), self.clock()) if kind & _AFTER else None
        if before is not None and before == after:
            raise BadFrame("an update with a piece on both sides of itself")
        if before is None and after is None and not (self.number() == 1 and self._string() == ROOT):
            raise BadFrame("an update of something else")
        if kind & _KIND == _TAKEN_OUT:
            return Piece(client, clock, self.length(), None, before, after)
        text = self._string()
        if not text or misfits(text):
            raise BadFrame("an update with characters that no text may hold")
        return Piece(client, clock, _units(text), text, before, after)

    def must_be_at_end(self) -> None:
        if self._at != len(self._data):
            raise BadFrame("an update with something behind it")

    def _below(self, bound: int) -> int:
        number = self.number()
        if number >= bound:
            raise BadFrame("an update with a number out of bounds")
        return number

    def length(self) -> int:
        length = self.clock()
        if not length:
            raise BadFrame("an update with nothing in a piece of it")
        return length

    def _string(self) -> str:
        length = self.number()
        data = self._data[self._at : self._at + length]
        self._at += length
        if len(data) != length:
            raise BadFrame("an update that is not whole")
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise BadFrame("an update that is not text") from error


def _can_be_placed(piece: Piece, ends: dict[int, int]) -> bool:
    here = ends.get(piece.client, 0)
    if piece.end <= here:
        return True
    if piece.clock > here:
        return False
    return all(
        spot is None or spot[1] < (piece.clock if spot[0] == piece.client else ends.get(spot[0], 0))
        for spot in (piece.before, piece.after)
    )


def _may_stay(letter: str) -> bool:
    if letter in "\n\t\u200c\u200d":
        return True
    point = ord(letter)
    noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return not noncharacter and unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _units(text: str) -> int:
    """Return how many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _halves(piece: Piece, since: int) -> list[int]:
    """Return the clocks from `since` on that are in the middle of a character."""
    if piece.text is None or len(piece.text) == piece.length:
        return []
    # Each wide character before one takes two units where the text has one position.
    middles = [piece.clock + one.start() + nth + 1 for nth, one in enumerate(_WIDE.finditer(piece.text))]
    return [clock for clock in middles if clock >= since]
