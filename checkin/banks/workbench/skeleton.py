"""A translation to fill in: every text of a bank as a comment, below its id and its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.format import FORMAT, WORDED
from checkin.banks.schema.schemas import modeline
from checkin.banks.translations.overlay import is_language, mark
from checkin.banks.workbench.starter import scalar
from checkin.ground.errors import WrongInput
from checkin.ground.text import clean_line, cut

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from checkin.banks.model import Bank, Question


def check_language(text: str) -> str:
    """The language, if it is written like one. Raises WrongInput."""
    if not is_language(text):
        raise WrongInput(
            f"“{cut(clean_line(text), 40)}” is not how a language is written here.",
            "Write its code: fi for Finnish, de for German, pt-BR for Portuguese as in Brazil.",
        )
    return text


def skeleton(bank: Bank, language: str, title: str = "", done: Collection[str] = ()) -> str:
    """A translation of `bank` in which nothing is translated yet but, if one is given, its title.

    `done` are the questions that another file puts into this language already (shared ones); they are
    left out.
    """
    lines = [
        modeline("overlay"),
        f"# The bank {bank.id} in another language: {language}. To translate a line, take its # away and",
        f"# write the words anew; a comment is read as it stands in the bank ({bank.language}).",
        "# Leave ids, `of:` and what stands in ${ } as they are. What is left to do is said by:",
        f"#   checkin banks check {bank.id}.{language}.yaml",
        f"format: {FORMAT}",
        f"translates: {bank.id}",
        f"language: {language}",
        *([f"title: {scalar(title)}"] if title else _line("title", bank.title, "# ")),
        *_line("about", bank.about, "# "),
        *_line("closing", bank.closing, "# "),
        *_seats(bank),
        "",
        "# stages:",
    ]
    for stage in bank.stages:
        lines += [
            f"#   {stage.id}:",
            *_line("title", stage.title, "#     "),
            *_line("purpose", stage.purpose, "#     "),
        ]
    questions = [question for question in bank.all_questions() if question.id not in done]
    if questions:
        lines += ["", "questions:"]
    for question in questions:
        lines += [f"  {question.id}:", f"    of: {mark(question)}", *_words(question), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _words(question: Question) -> Iterator[str]:
    for name in WORDED:
        value = getattr(question, name)
        if isinstance(value, tuple):
            if value:
                yield f"    # {name}:"
                yield from (f"    #   - {scalar(each)}" for each in value)
        else:
            yield from _line(name, value, "    # ")


def _seats(bank: Bank) -> list[str]:
    titled = [(seat.id, seat.title) for seat in bank.seats if seat.title]
    return ["# seats:", *(f"#   {name}: {scalar(title)}" for name, title in titled)] if titled else []


def _line(name: str, text: str, lead: str) -> list[str]:
    return [f"{lead}{name}: {scalar(text)}"] if text else []
