"""The kinds of meeting as plain lines: what each is for, what is wrong with one, and which one to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.text import clean, clean_line
from checkin.plain.words import chosen, whole_number
from checkin.plain.yes_no import ask_yes
from checkin.record.kinds import Kind, kinds

if TYPE_CHECKING:
    from checkin.banks.model import Depth
    from checkin.plain.console import Console
    from checkin.record.desk import Desk

_DEPTHS: dict[str, Depth] = {"full": "full", "f": "full", "short": "quick", "s": "quick", "quick": "quick"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A meeting to begin: what `Desk.begin` takes."""

    bank: str
    depth: Depth
    language: str | None = None
    shipped: bool = False


def choose_kind(desk: Desk, console: Console, pair: str) -> Wanted | None:
    """Say which kinds of meeting there are, and ask for one; None when they would rather not.

    Raises `CheckinError` when the record or a folder of banks can't be read.
    """
    while True:
        found = kinds(desk, pair)
        for number, kind in enumerate(found, 1):
            console.say(f"{number}. {_told(desk, kind)}")
        picked = _asked(console, found)
        if picked is None:
            return None
        if picked.bank is None:
            if offer_shipped(console, picked):
                return Wanted(picked.id, "full", shipped=True)
            continue
        wanted = _how(console, picked)
        if wanted is not None:
            return wanted


def without_broken(desk: Desk, console: Console, pair: str, bank: str) -> bool | None:
    """Whether to hold a meeting with the shipped bank of this id, since the one that is meant is broken.

    What is wrong with it is said. None when it is not broken, or there is no other.
    """
    kind = next((one for one in kinds(desk, pair) if one.id == bank and one.bank is None), None)
    return offer_shipped(console, kind) if kind is not None and kind.spare else None


def offer_shipped(console: Console, kind: Kind) -> bool:
    """Say what is wrong with a bank that can't be used; whether they take the shipped one instead."""
    console.say(f"{kind.title} {kind.standing}.")
    console.say(clean(kind.reading.told()))
    if not kind.spare:
        return False
    return bool(ask_yes(console, "Use the shipped one this time? yes or no: ", may_pass=True))


def _told(desk: Desk, kind: Kind) -> str:
    """One kind in a line or two."""
    now = "suggested now" if kind.suggested else ""
    beside = ", ".join(filter(None, [now, kind.standing]))
    about = clean_line(kind.bank.about) if kind.bank else ""
    # How long it takes is said already.
    facts = [
        fact
        for fact in kind.facts(desk.today())
        if not fact.startswith("About ") and fact.casefold() != kind.left.casefold()
    ]
    sentences = [about, *(f"{fact}." for fact in facts)]
    return f"{kind.name}, {beside}. {' '.join(filter(None, sentences))}".replace(", .", ".").strip()


def _asked(console: Console, found: tuple[Kind, ...]) -> Kind | None:
    while True:
        line = console.ask("Number (Enter: back): ")
        if line is None or not line.strip():
            return None
        number = whole_number(line) or 0
        if 1 <= number <= len(found):
            return found[number - 1]
        console.say(f"Please type a number from 1 to {len(found)}, or press Enter.")


def _how(console: Console, kind: Kind) -> Wanted | None:
    """In which depth and language; on request the agenda first, or what may be put right in it."""
    words = [*(("full", "short") if kind.has_short else ("start",)), "agenda"]
    words += ["problems"] if kind.reading.diagnostics else []
    prompt = f"{', '.join(words[:-1])} or {words[-1]} (Enter: back): "
    while True:
        line = console.ask(f"{prompt[:1].upper()}{prompt[1:]}")
        if line is None or not line.strip():
            return None
        word = clean_line(line).casefold()
        if word in ("agenda", "a") and kind.bank is not None:
            from checkin.banks.agenda import agenda

            console.say(clean(agenda(kind.bank, kind.after)).rstrip("\n"))
        elif word in ("problems", "p") and kind.reading.diagnostics:
            console.say(clean(kind.reading.told()))
        elif word in ("start", "full", "f") or (kind.has_short and word in _DEPTHS):
            language = _language(console, kind)
            return Wanted(kind.id, _DEPTHS.get(word, "full"), language) if language is not None else None
        else:
            console.say(f"Please type one of these words: {', '.join(words)}.")


def _language(console: Console, kind: Kind) -> str | None:
    """The language to hold it in, asked for where there are several. None at the end of input."""
    from checkin.banks.translations.languages import language_name

    codes = kind.entry.languages
    if len(codes) < 2:
        return kind.language
    names = [language_name(code) for code in codes]
    for number, name in enumerate(names, 1):
        console.say(f"{number}. {name}")
    while True:
        line = console.ask(f"Language (Enter: {language_name(kind.language)}): ")
        if line is None:
            return None
        if not line.strip():
            return kind.language
        at = chosen(line, names)
        if at is None:
            at = chosen(line, list(codes))
        if at is not None:
            return codes[at]
        console.say(f"Please type a number from 1 to {len(codes)}.")
