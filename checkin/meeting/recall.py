"""What the next meeting may ask back: `${last.goal}`, `when: {last.…}`, last time's takeaways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.meeting.conditions import answer_value
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.grid import PART as GRID
from checkin.meeting.grid import grid_of, written
from checkin.meeting.steps import FIELDS, priority_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.model import Bank
    from checkin.meeting.state import State


def recall(state: State) -> dict[str, Any]:
    """The answers by `id` and `id.part`, as the values a `when` compares; none for what was not answered."""
    kept: dict[str, Any] = {}
    asked = shown(state)
    visible = frozenset(question.id for question in asked)
    for question in asked:
        if (value := answer_value(state, question, visible)) is not None:
            kept[question.id] = value
        parts: tuple[str, ...] = ()
        if question.type == "steps" and priority_of(state, question.id):
            parts = FIELDS
        elif question.who == "both":
            parts = seats_of(state, question)
        if question.type == "pick" and (grid := grid_of(state, question, seats_of(state, question)[0])):
            # What mattered is offered again, at the next pick of this kind.
            kept[f"{question.id}.{GRID}"] = written(grid)
        for part in parts:
            if (value := answer_value(state, question, visible, part)) is not None:
                kept[f"{question.id}.{part}"] = value
    return kept


def under_every_name(kept: Mapping[str, Any], bank: Bank) -> dict[str, Any]:
    """What `recall` kept, for each question of `bank` under its id and under all that it had before."""
    found = dict(kept)
    by_name: dict[str, list[str]] = {}
    for key in kept:
        by_name.setdefault(key.partition(".")[0], []).append(key)
    for question in bank.all_questions():
        names = (question.id, *question.aliases)
        had = next((name for name in names if name in by_name), None)
        for key in by_name[had] if had is not None else ():
            for name in names:
                found.setdefault(name + key[len(had or "") :], kept[key])
    return found


def in_words_of(kept: Mapping[str, Any], before: Bank, bank: Bank) -> dict[str, Any]:
    """What was kept of a meeting held with `before`, choices in the words of `bank`.

    The two are one bank in two languages. What is not a choice of `before` stays as it is.
    """
    words: dict[str, dict[str, str]] = {}
    own = {question.id: question for question in bank.all_questions()}
    for question in before.all_questions():
        other = own.get(question.id)
        if other is not None and question.choices and len(question.choices) == len(other.choices):
            told = dict(zip(question.choices, other.choices, strict=True))
            words |= dict.fromkeys((question.id, *question.aliases), told)

    def put(key: str, value: Any) -> Any:
        told = words.get(key.partition(".")[0], {})
        if isinstance(value, list | tuple):
            return [told.get(each, each) for each in value]
        return told.get(value, value) if isinstance(value, str) else value

    return {key: put(key, value) for key, value in kept.items()}


def takeaways(state: State) -> dict[str, str]:
    """What each seat takes away, by seat."""
    kept: dict[str, str] = {}
    for question in shown(state):
        if question.type == "takeaway":
            for seat in seats_of(state, question):
                if text := state.answer(question.id, seat).value:
                    kept[seat] = str(text).strip()
    return kept


def drawn(state: State) -> tuple[str, ...]:
    """The ids of the questions that pools gave to this meeting: what rotation goes by next time."""
    return tuple(question.id for question in shown(state) if question.pool)
