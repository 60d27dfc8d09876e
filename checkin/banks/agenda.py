"""The agenda of a bank as people will meet it, as text for a terminal and as Markdown for a handout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.banks.model import Pool
from checkin.banks.piping import fill
from checkin.ground.text import hanging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.banks.model import Bank, Question

_WIDTH = 76


def agenda(bank: Bank, after: str = "", *, ids: bool = False) -> str:
    """The agenda for a terminal: stages, what they are for, and the questions in order.

    `after` is the title of the bank that is named under `opens_with`, if it is known. A dot marks what is
    asked in the quick depth too, a ring what stands there on the one card. With `ids`, what commands and
    files call each thing stands behind it. Ends with a newline.
    """

    def named(text: str, id: str) -> str:
        return f"{text} [{id}]" if ids else text

    card = _card(bank)
    lines = [*_wrapped(_heading(bank), ""), *_wrapped(bank.about, "")]
    facts = _facts(bank, after)
    if facts:
        lines += ["", *_wrapped(facts, "")]
    for stage in bank.stages:
        lines += ["", *_wrapped(named(stage.title, stage.id), ""), *_wrapped(stage.purpose, "  ")]
        for item in stage.items:
            if isinstance(item, Pool):
                lines += _wrapped(named(_pool_heading(item), item.id), _lead(item.quick))
                for each in item.questions:
                    lines += _wrapped(named(_asked(bank, each), each.id), "      - ")
            else:
                lead = "  ◦ " if item.id in card else _lead(item.quick)
                lines += _wrapped(named(_asked(bank, item), item.id), lead)
    if bank.closing:
        lines += ["", *_wrapped(bank.closing, "")]
    if any(_quick(bank)):
        lines += ["", "• is asked in the quick meeting too"]
    if card:
        lines.append("◦ is asked there as well, together with the others, aloud")
    return "\n".join(lines) + "\n"


def agenda_markdown(bank: Bank, after: str = "") -> str:
    """The agenda as Markdown, in which a bank's text can't change the structure. Ends with a newline."""
    lines = [f"# {_escaped(_heading(bank))}"]
    for text in (bank.about, _facts(bank, after)):
        if text:
            lines += ["", _escaped(text)]
    for stage in bank.stages:
        lines += ["", f"## {_escaped(stage.title)}", ""]
        if stage.purpose:
            lines += [f"*{_escaped(stage.purpose)}*", ""]
        for item in stage.items:
            if isinstance(item, Pool):
                lines.append(f"- {_escaped(_pool_heading(item))}{' •' if item.quick else ''}")
                lines += [f"  - {_escaped(_text(each))}{_notes(bank, each)}" for each in item.questions]
            else:
                quick = " •" if item.quick else ""
                lines.append(f"- {_escaped(_text(item))}{_notes(bank, item)}{quick}")
    if bank.closing:
        lines += ["", _escaped(bank.closing)]
    if any(_quick(bank)):
        lines += ["", "• is asked in the quick meeting too"]
    return "\n".join(lines) + "\n"


def _asked(bank: Bank, question: Question) -> str:
    return _text(question) + _notes(bank, question)


def _text(question: Question) -> str:
    return " ".join(fill(question.ask, lambda ref: "the step" if ref.name == "item" else None).split())


def _notes(bank: Bank, question: Question) -> str:
    """Who answers, if not the mentee, what an offer waits for, and that it depends."""
    notes = []
    if question.who == "both":
        notes.append("both")
    elif question.who != bank.seat("mentee"):
        titles = {seat.id: seat.title or seat.id for seat in bank.seats}
        notes.append(titles.get(question.who, question.who))
    if question.type == "follow_through":
        notes.append("for each open step")
    if question.opens_after:
        notes.append("opens after " + ", ".join(_name(bank, name) for name in question.opens_after))
    if question.when is not None:
        notes.append("only when it fits")
    return f" ({'; '.join(notes)})" if notes else ""


def _name(bank: Bank, name: str) -> str:
    """A question as it is called in passing: its label, else its id in plain words."""
    found = next((each for each in bank.all_questions() if each.id == name), None)
    return f"“{found.label}”" if found and found.label else f"“{name.replace('_', ' ')}”"


def _pool_heading(pool: Pool) -> str:
    return "One of these, in turn:" if pool.pick == 1 else f"{pool.pick} of these, in turn:"


def _heading(bank: Bank) -> str:
    """The title, and the language if it is another than that of the words around it."""
    if bank.language == "en":
        return bank.title
    from checkin.banks.translations.languages import language_name

    return f"{bank.title} (in {language_name(bank.language)})"


def _facts(bank: Bank, after: str) -> str:
    parts = [f"{name} in {bank.minutes[name]} minutes" for name in ("quick", "full") if name in bank.minutes]
    if bank.opens_with:
        parts.append(f"best after “{after}”" if after else f"best after {bank.opens_with}")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _card(bank: Bank) -> set[str]:
    """The questions that hold a gate and are asked together in the quick depth."""
    held_by = {name for q in bank.all_questions() if q.type == "offer" and q.quick for name in q.opens_after}
    return {q.id for q in bank.all_questions() if q.id in held_by and not q.quick}


def _quick(bank: Bank) -> Iterator[bool]:
    for stage in bank.stages:
        for item in stage.items:
            yield item.quick


def _lead(quick: bool) -> str:
    return "  • " if quick else "    "


def _wrapped(text: str, lead: str) -> list[str]:
    return hanging(text, lead, _WIDTH)


def _escaped(text: str) -> str:
    """`text` in one line, with every sign that means something in Markdown made plain."""
    line = " ".join(text.split())
    line = re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", line)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", line))
