"""Clean text: the one function that decides what people's words may contain, and how wide they are."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_TEXT = 50_000
"""The most characters a field may hold."""
MAX_LINE = 500
"""The most characters a one-line field (a name, a title) may hold."""

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_JOINERS = _ZWNJ + _ZWJ
_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_JOINER_RUN = re.compile(f"([{_JOINERS}])[{_JOINERS}]+")
_PLAIN = re.compile(r"[\t\n\x20-\x7e]*")
_SLUG_LONGEST = 60
_NARROWEST = 20
# Letters that Unicode does not take apart, in the spelling their own readers use for them.
_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d"}
    | {"ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ı": "i", "ħ": "h", "Ħ": "h"}
)
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}


def clean(text: str) -> str:
    """Return text that is safe to keep and to show: idempotent, and the same for every way in.

    Normalised to NFC; every line end becomes a newline. Control and format characters go (escape
    sequences' starters, bidi overrides, zero-width spaces, byte-order marks, tags), lone surrogates
    and noncharacters too. Kept: newline, tab, private use, and the joiners that scripts and emoji need.
    """
    if _PLAIN.fullmatch(text) or _is_clean(text):
        return text
    while True:
        cleaned = _clean_once(text)
        # Taking a joiner away can let two characters compose, and composing can strand a joiner.
        if cleaned == text:
            return cleaned
        text = cleaned


def clean_line(text: str) -> str:
    """Return cleaned text on one line: every run of white space is one space, none at the ends."""
    return " ".join(clean(text).split())


def clean_tree(value: object) -> object:
    """Return the same data (texts, numbers, lists, maps) with every text clean, keys included."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): clean_tree(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean_tree(one) for one in value]
    return value


def trimmed(value: Any) -> Any:
    """Return a text without the blank space around it that typing leaves behind, anything else as it is."""
    return value.strip() if isinstance(value, str) else value


def slug(text: str) -> str:
    """Return a name for a file: `a-z0-9-`, 1 to 60 characters, never a device's name.

    Text with nothing of that kind in it gives `pair`.
    """
    ascii_only = unicodedata.normalize("NFKD", text.translate(_FOLDED)).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:_SLUG_LONGEST].strip("-")
    if not name:
        return "pair"
    return f"pair-{name}" if name in _DEVICES else name


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` most like `word`, whatever the case, or None when none comes near."""
    folded: dict[str, str] = {}
    for known in words:
        folded.setdefault(known.casefold(), known)
    import difflib

    close = difflib.get_close_matches(word.casefold(), folded, n=1)
    return folded[close[0]] if close else None


def cell_width(text: str) -> int:
    """Return how many terminal cells the text takes (wide characters 2, combining ones 0)."""
    if text.isascii():
        return len(text) if text.isprintable() else sum(letter.isprintable() for letter in text)
    return sum(width for _, width in clusters(text))


def cut(text: str, cells: int) -> str:
    """Return the text if it fits in so many cells, else its beginning with `…`, never wider."""
    if cell_width(text) <= cells:
        return text
    kept, room = "", cells - 1
    for cluster, width in clusters(text):
        if width > room:
            break
        kept, room = kept + cluster, room - width
    return kept.rstrip() + "…" if cells > 0 else ""


def cut_at_word(text: str, cells: int) -> str:
    """As `cut`, but after a whole word, where that keeps at least half of the cells."""
    short = cut(text, cells)
    if short == text or re.match(r"\W*(?:\s|$)", text[len(short) - 1 :]):
        return short
    words = short.rpartition(" ")[0].rstrip(" ,;:–—-(“„«»\"'") + "…"
    return words if cell_width(words) >= cells / 2 else short


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most `width` cells (at least 2), at spaces where there are any.

    Newlines stay breaks, an empty line stays an empty line, tabs become spaces. A word that is too long
    is broken between characters as people see them.
    """
    width = max(width, 2)
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width)]


def hanging(text: str, lead: str, width: int) -> list[str]:
    """Text without its line breaks, in lines of at most `width` cells: the first after `lead`, the others
    below its end. None for an empty text.
    """
    text = " ".join(text.split())
    rows = wrap(text, max(_NARROWEST, width - cell_width(lead))) if text else []
    return [(" " * cell_width(lead) if at else lead) + row for at, row in enumerate(rows)]


def counted(number: int, noun: str) -> str:
    """So many of something: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the characters as people see them, each with its width in cells."""
    cluster, width = "", 0
    for letter in text:
        previous = cluster[-1:]
        if cluster and _goes_with(letter, cluster):
            cluster += letter
            shaped = letter == "\ufe0f" and _takes_emoji_shape(previous)
            if shaped or previous == _ZWJ or letter in _FLAG_LETTERS:
                width = 2
            continue
        if cluster:
            yield cluster, width
        cluster, width = letter, _own_width(letter)
    if cluster:
        yield cluster, width


_FLAG_LETTERS = {chr(point) for point in range(0x1F1E6, 0x1F200)}
_SKIN_TONES = {chr(point) for point in range(0x1F3FB, 0x1F400)}


def _is_clean(text: str) -> bool:
    """Whether there is surely nothing to do: quick to tell, where cleaning takes a look at every letter."""
    printable = text.replace("\n", "").replace("\t", "").isprintable()
    return printable and unicodedata.is_normalized("NFC", text)


def _clean_once(text: str) -> str:
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    text = _JOINER_RUN.sub(r"\1", "".join(letter for letter in text if _may_stay(letter)))
    if _ZWNJ in text or _ZWJ in text:
        text = "".join(
            letter
            for i, letter in enumerate(text)
            if letter not in _JOINERS or _joins(text[i - 1 : i], text[i + 1 : i + 2])
        )
    return unicodedata.normalize("NFC", text)


def _may_stay(letter: str) -> bool:
    if letter in "\n\t" or letter in _JOINERS:
        return True
    kind = unicodedata.category(letter)
    if kind == "Cn":  # a character newer than this Python may stay, a noncharacter may not
        point = ord(letter)
        return point & 0xFFFE != 0xFFFE and not 0xFDD0 <= point <= 0xFDEF
    return kind not in ("Cc", "Cf", "Cs")


def _joins(before: str, after: str) -> bool:
    """Say whether a joiner between these two has something to join."""
    if not _joinable(before):
        return False
    # In Arabic and the Indic scripts a joiner shapes the letter before it, even at a word's end.
    return _joinable(after) or "\u0600" <= before <= "\u0dff"


def _joinable(letter: str) -> bool:
    return bool(letter) and (unicodedata.category(letter)[0] in "LM" or _is_emoji(letter))


def _is_emoji(letter: str) -> bool:
    return unicodedata.category(letter) == "So" or letter in _SKIN_TONES or letter == "↔"


def _goes_with(letter: str, cluster: str) -> bool:
    if letter in _SKIN_TONES:
        return _is_emoji(cluster[0])
    if letter in _FLAG_LETTERS:
        return cluster in _FLAG_LETTERS
    if cluster.endswith(_ZWJ) and _is_emoji(letter):
        return True
    return letter != "\n" and letter != "\t" and _own_width(letter) == 0


def _takes_emoji_shape(letter: str) -> bool:
    return letter in "0123456789#*" or unicodedata.category(letter) in ("So", "Sm", "Po")


@functools.lru_cache(maxsize=4096)
def _own_width(letter: str) -> int:
    if " " <= letter <= "~":
        return 1
    if "\u1160" <= letter <= "\u11ff":  # the later parts of a Hangul syllable share its cells
        return 0
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc", "Cs"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _wrap_paragraph(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    line, used, gap, between = "", 0, "", 0
    for piece in re.findall(r"\s+|\S+", paragraph.expandtabs(4)):
        if piece.isspace():
            gap, between = piece, cell_width(piece)
            continue
        size = cell_width(piece)
        if used + between + size <= width:
            line, used = line + gap + piece, used + between + size
        else:
            if line:
                lines.append(line)
            *full, line = _break_word(piece, width)
            lines += full
            used = cell_width(line)
        gap, between = "", 0
    return [*lines, line]


def _break_word(word: str, width: int) -> list[str]:
    parts, part, used = [], "", 0
    for cluster, size in clusters(word):
        if used + size > width:
            parts.append(part)
            part, used = "", 0
        part, used = part + cluster, used + size
    return [*parts, part]
