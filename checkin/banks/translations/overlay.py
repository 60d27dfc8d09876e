"""A translation as plain data, and a bank put into its words: nothing but the words changes."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.banks.format import WORDED
from checkin.banks.model import Bank, Question, Stage, Test, When
from checkin.banks.piping import references

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
"""How a language is written: `fi`, `pt-BR`."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of a question, empty where there are none. `of` is the mark of what they translate."""

    ask: str = ""
    hint: str = ""
    cue: str = ""
    label: str = ""
    follow_ups: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class StageWords:
    """The words of a stage, empty where there are none."""

    title: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The words of a bank, or of a file of shared questions, in another language; empty where there are none.

    `seats` are titles by seat id, `stages` and `questions` go by id. `version` is eight characters of the
    hash of the bytes that it was read from.
    """

    translates: str
    language: str
    title: str = ""
    about: str = ""
    closing: str = ""
    seats: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, StageWords] = field(default_factory=dict)
    questions: Mapping[str, QuestionWords] = field(default_factory=dict)
    version: str = ""


def words_of(question: Question) -> QuestionWords:
    """The words of a question of a bank."""
    return QuestionWords(**{name: getattr(question, name) for name in WORDED})


def mark(words: Question | QuestionWords) -> str:
    """The mark of these words, eight hexadecimal digits: other words have another one.

    What a `${…}` names is left out of it, so that renaming a question leaves the marks of others alone.
    """
    told = json.dumps([_nameless(getattr(words, name)) for name in WORDED], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def hash_of(*contents: bytes) -> str:
    """Eight characters that tell these contents of files from others."""
    return hashlib.sha256(b"\0".join(contents)).hexdigest()[:8]


def translated(bank: Bank, overlay: Overlay) -> Bank:
    """`bank` in the overlay's words and language; what the overlay leaves out stays as it is.

    Words are left out, too, whose `of` is not the mark of what the question says now, choices that are
    not as many as its own, and words for settings that it has not. Tests of `when` are put into the
    words of the new choices. The version tells bank and overlay from any others.
    """
    words = {
        question.id: _fitting(question, overlay.questions.get(question.id, QuestionWords()))
        for question in bank.all_questions()
    }
    choices = {
        name: dict(zip(question.choices, words[question.id].choices, strict=True))
        for question in bank.all_questions()
        if words[question.id].choices
        for name in (question.id, *question.aliases)
    }

    def put(question: Question) -> Question:
        found = words[question.id]
        changed = {name: value for name in WORDED if (value := getattr(found, name))}
        when = question.when and _when(question.when, choices)
        return dataclasses.replace(question, **changed, when=when)

    return dataclasses.replace(
        bank,
        title=overlay.title or bank.title,
        about=overlay.about or bank.about,
        closing=overlay.closing or bank.closing,
        language=overlay.language,
        seats=tuple(
            dataclasses.replace(seat, title=overlay.seats.get(seat.id) or seat.title) for seat in bank.seats
        ),
        stages=tuple(_stage(stage, overlay) for stage in bank.with_questions(put).stages),
        version=hash_of(bank.version.encode(), overlay.version.encode()),
    )


def _stage(stage: Stage, overlay: Overlay) -> Stage:
    own = overlay.stages.get(stage.id, StageWords())
    return dataclasses.replace(stage, title=own.title or stage.title, purpose=own.purpose or stage.purpose)


def _fitting(question: Question, words: QuestionWords) -> QuestionWords:
    """Those of the words that can stand in for the question's own."""
    if words.of and words.of != mark(question):
        return QuestionWords()
    kept = {name: getattr(words, name) for name in WORDED if getattr(question, name)}
    if len(words.choices) != len(question.choices):
        kept.pop("choices", None)
    return QuestionWords(**kept)


def _when(when: When, choices: Mapping[str, Mapping[str, str]]) -> When:
    return When(
        tests=tuple(_test(test, choices.get(test.ref.name, {})) for test in when.tests),
        any=tuple(_when(each, choices) for each in when.any),
    )


def _test(test: Test, choices: Mapping[str, str]) -> Test:
    value = test.value
    if isinstance(value, tuple):
        value = tuple(choices.get(each, each) for each in value)
    elif isinstance(value, str):
        value = choices.get(value, value)
    return dataclasses.replace(test, value=value)


def _nameless(value: str | tuple[str, ...]) -> str | list[str]:
    """The text or texts, `${goal|it}` as `${|it}`."""
    if not isinstance(value, str):
        return [str(_nameless(each)) for each in value]
    parts, at = [], 0
    for ref, start, end in references(value):
        parts += [value[at:start], "${", "" if ref.fallback is None else f"|{ref.fallback}", "}"]
        at = end
    return "".join([*parts, value[at:]])


def is_language(text: str) -> bool:
    """Whether this is how a language is written: `fi`, `pt-BR`."""
    return re.fullmatch(LANGUAGE, text) is not None
