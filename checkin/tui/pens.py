"""Pens: the looks of a terminal's cell, and the shortest way from one to another.

A blank shows only its ground, so pens that differ in what a blank doesn't show are as good for it.
"""

from __future__ import annotations

from functools import cache, lru_cache


class Unfamiliar(Exception):
    """Output that is not read here: it goes to the terminal as it is."""


_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
_ONLY_BY_RESET = {"6", "21", "51", "52", "53"}
_ON_BLANKS = {"4", "7", "9", *_ONLY_BY_RESET}
"""Marks that show where there is no letter."""


class Pen:
    """Marks (as SGR codes), colours (as SGR codes, "" is the terminal's own) and a link's opening.

    Two pens that look alike are one object. `blank` is what a blank written with it looks like.
    """

    __slots__ = ("bg", "blank", "fg", "link", "marks")

    def __init__(self, marks: frozenset[str], fg: str, bg: str, link: str) -> None:
        self.marks, self.fg, self.bg, self.link = marks, fg, bg, link
        self.blank: Pen = self
        seen = marks & _ON_BLANKS
        if not seen and (marks or fg):
            self.blank = pen(frozenset(), "", bg, link)
        elif fg and seen == {"7"} == marks:
            self.blank = pen(frozenset(), "", _as_ground(fg), link)

    def linked(self, link: str) -> Pen:
        """This pen with another link, or with none ("")."""
        return pen(self.marks, self.fg, self.bg, link)


@cache
def pen(marks: frozenset[str], fg: str, bg: str, link: str) -> Pen:
    """The one pen that looks like this."""
    return Pen(marks, fg, bg, link)


PLAIN = pen(frozenset(), "", "", "")


def _as_ground(fg: str) -> str:
    first, _, rest = fg.partition(";")
    return ";".join(filter(None, (str(int(first) + 10), rest)))


@lru_cache(4096)
def turned(old: Pen, codes: str, colours: bool) -> Pen:
    """The pen after an SGR sequence. Raises `Unfamiliar`."""
    marks, fg, bg = set(old.marks), old.fg, old.bg
    parts = iter(codes.split(";"))
    for code in parts:
        number = int(code or 0)
        if number == 0:
            marks, fg, bg = set(), "", ""
        elif code in _OFF or code in _ONLY_BY_RESET:
            marks.add(code)
        elif number in (39, 49):
            fg, bg = ("", bg) if number == 39 else (fg, "")
        elif number in (38, 48):
            kind = next(parts, "")
            colour = ";".join([code, kind, *(next(parts, "") for _ in range({"2": 3, "5": 1}.get(kind, 0)))])
            fg, bg = (colour, bg) if number == 38 else (fg, colour)
        elif 30 <= number <= 37 or 90 <= number <= 97:
            fg = code
        elif 40 <= number <= 47 or 100 <= number <= 107:
            bg = code
        else:
            raise Unfamiliar(codes)
    return pen(frozenset(marks), fg if colours else "", bg if colours else "", old.link)


@lru_cache(4096)
def change(old: Pen | None, new: Pen) -> str:
    """The shortest way from one pen to another; from None, an unknown one without a link, by reset."""
    link = f"\x1b{new.link or ']8;;'}\x1b\\" if new.link != (old.link if old else "") else ""
    fresh = ";".join(filter(None, ("0", *sorted(new.marks), new.fg, new.bg)))
    fresh = f"\x1b[{'' if fresh == '0' else fresh}m{link}"
    if old is None:
        return fresh
    gone = old.marks - new.marks
    codes = sorted({_OFF.get(mark, "") for mark in gone})
    if "" in codes:
        return fresh
    codes += sorted((new.marks - old.marks) | (new.marks & {"1", "2"} if "22" in codes else set()))
    if new.fg != old.fg:
        codes.append(new.fg or "39")
    if new.bg != old.bg:
        codes.append(new.bg or "49")
    return min(f"\x1b[{';'.join(codes)}m{link}" if codes else link, fresh, key=len)


@lru_cache(4096)
def for_blank(old: Pen | None, blank: Pen) -> Pen:
    """The pen that is nearest to the old one and whose blanks look like `blank`."""
    if old is None:
        return blank
    ways = (
        old,
        pen(old.marks - _ON_BLANKS, old.fg, blank.bg, blank.link),
        pen(old.marks | {"7"}, old.fg, old.bg, blank.link),
        blank,
    )
    return min((way for way in ways if way.blank is blank), key=lambda way: len(change(old, way)))
