"""A bank in which one question has another id: what a renaming in the files must come to."""

from __future__ import annotations

import dataclasses

from checkin.banks.model import Bank, Question, Ref, When
from checkin.banks.piping import references


def renamed(bank: Bank, old: str, new: str) -> Bank:
    """`bank` with the question `old` called `new`, wherever it is named, and `old` kept as an alias.

    Where `new` was an alias of it, `old` takes its place. The version is left as it is.
    """
    return bank.with_questions(lambda question: _question(question, old, new))


def _question(question: Question, old: str, new: str) -> Question:
    names = {old: new}
    aliases = question.aliases
    if question.id == old:
        back = new in aliases
        aliases = tuple(old if each == new else each for each in aliases) if back else (*aliases, old)
    return dataclasses.replace(
        question,
        id=names.get(question.id, question.id),
        ask=_text(question.ask, old, new),
        hint=_text(question.hint, old, new),
        cue=_text(question.cue, old, new),
        label=_text(question.label, old, new),
        follow_ups=tuple(_text(each, old, new) for each in question.follow_ups),
        when=_when(question.when, old, new),
        choices_from=names.get(question.choices_from, question.choices_from),
        opens_after=tuple(names.get(each, each) for each in question.opens_after),
        aliases=aliases,
    )


def _text(text: str, old: str, new: str) -> str:
    for ref, start, end in reversed(references(text)):
        if ref.name == old:
            inner = text[start + 2 : end]
            at = len(inner) - len(inner.lstrip(" ")) + (len("last.") if ref.last else 0)
            text = text[: start + 2] + inner[:at] + new + inner[at + len(old) :] + text[end:]
    return text


def _when(when: When | None, old: str, new: str) -> When | None:
    if when is None:
        return None
    tests = tuple(dataclasses.replace(test, ref=_ref(test.ref, old, new)) for test in when.tests)
    choices = (_when(each, old, new) for each in when.any)
    return When(tests, tuple(each for each in choices if each is not None))


def _ref(ref: Ref, old: str, new: str) -> Ref:
    return dataclasses.replace(ref, name=new) if ref.name == old else ref
