"""The named figures that the conditions of right-moment prompts look at: of the record, and of today."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING, Any

from checkin.meeting.moments.table import first_id
from checkin.meeting.picks import said
from checkin.meeting.steps import priority_of, steps_of
from checkin.meeting.topics import alike

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from checkin.banks.model import Question
    from checkin.meeting.ledgers import Door, Ledgers, Met
    from checkin.meeting.start import OpenStep
    from checkin.meeting.state import State

SETBACK = "setback"
"""The kind of the meetings that are about a setback."""

TOPICS = 60
"""How many earlier goals that led to no step are looked at, the newest."""

LONGEST = 200
"""The most characters of an earlier goal that are kept for comparing."""

NAMED = {"door": "door_what", "speak_for_door": "speak_for_what"}
"""The figures that are ids of doors, each with the one that says the door in words."""


def history_facts(
    *,
    today: date,
    meetings: Iterable[Met],
    next_agreed: str = "",
    open_steps: Iterable[OpenStep] = (),
    ledgers: Ledgers,
) -> dict[str, Any]:
    """The figures of the record when a meeting begins, as values JSON holds; what is unknown is left out.

    `meetings` are those held before, in any order; `next_agreed` is the ISO date they agreed on last time,
    empty for none.
    """
    held = sorted(meetings, key=lambda meeting: meeting.id)
    found: dict[str, Any] = {
        "meetings": len(held),
        "open_steps": len(tuple(open_steps)),
        "sources": len({one.source for one in ledgers.resources if one.source}),
        "topics": [topic.text[:LONGEST] for topic in ledgers.topics if topic.end != "step"][-TOPICS:],
        "lesson_tags": sorted({tag for lesson in ledgers.lessons for tag in lesson.tags}),
    }
    agreed = _day(next_agreed)
    if agreed is not None:
        found["days_early"] = (agreed - today).days
    found |= _setback(held, ledgers, today)
    found |= _doors(ledgers.doors, today)
    return found


def facts_now(state: State, visible: Container[str]) -> dict[str, Any]:
    """The figures of the meeting as it stands, together with those of the record frozen with it.

    `visible` are the ids of the questions that are asked. What can't be told yet is not there: whether a
    step was made is known only once the steps were talked about, or left behind.
    """
    asked = [question for question in state.questions.values() if question.id in visible]
    known = state.start.known
    found: dict[str, Any] = {
        **known.facts,
        "urgent": any(opening.why in ("urgent", "safety") for opening in state.gate.values()),
        **_offered(state, asked),
        **_steps(state, asked),
        **_carried(state, asked),
        **_goal(state, asked),
    }
    if known.card:
        found["card"] = True
    return found


def furthest(state: State) -> float:
    """How far people have come: the place in the bank's order of the last page somebody is at now.

    Below 0 when nobody has turned a page yet, infinite at the summary.
    """
    order = {q: at for at, q in enumerate(state.questions)}
    at = [order.get(place.prompt, float("inf")) for place in state.places.values() if place.prompt]
    return max(at, default=-1.0)


def carried_step(state: State) -> OpenStep | None:
    """The mentee's open step that was carried along most often, today's account included; None for none.

    One that is done, or of which something else came, is open no more.
    """
    today = _accounts(state)
    theirs = (step for step in state.start.open_steps if step.owner == state.start.mentee)
    waiting = [step for step in theirs if today.get(step.id) not in ("done", "changed")]
    return max(waiting, key=lambda step: _times(step, today), default=None)


def _accounts(state: State) -> dict[str, str]:
    return {
        row.id: row.text("status")
        for q in state.questions.values()
        if q.type == "follow_through"
        for row in state.live_rows(q.id)
    }


def _times(step: OpenStep, accounts: dict[str, str]) -> int:
    return step.carried + (accounts.get(step.id) == "still")


def _carried(state: State, asked: list[Question]) -> dict[str, Any]:
    if not any(question.type == "follow_through" for question in asked):
        return {}
    step = carried_step(state)
    if step is None:
        return {}
    return {"carried": _times(step, _accounts(state)), "carried_what": step.what}


def _offered(state: State, asked: list[Question]) -> dict[str, Any]:
    rows = [row for q in asked if q.type == "offer" for row in state.live_rows(q.id) if said(row)]
    bare = [row for row in rows if row.text("kind") == "instruction" and not row.text("factors").strip()]
    return {
        "bare_instructions": len(bare),
        "doors_offered": sum(row.text("kind") == "door" for row in rows),
        "resources_offered": sum(row.text("kind") == "resource" for row in rows),
    }


def _steps(state: State, asked: list[Question]) -> dict[str, Any]:
    questions = [question for question in asked if question.type == "steps"]
    made = [step for question in questions for step in steps_of(state, question.id)]
    if not made:
        gone = furthest(state)
        order = list(state.questions)
        behind = all(
            gone > order.index(q.id) or any(state.answer(q.id, seat).talked for seat in state.start.seats)
            for q in questions
        )
        return {"steps": 0} if questions and behind else {}
    found: dict[str, Any] = {"steps": len(made)}
    first = next(step for q in questions if (step := priority_of(state, q.id)))
    if first.readiness is not None:
        found["readiness"] = first.readiness
    row = next(row for q in questions for row in state.live_rows(q.id) if row.id == first.id)
    if row.text("help"):
        found["help"] = row.text("help")
    return found


def _goal(state: State, asked: list[Question]) -> dict[str, Any]:
    """Whether there is a goal, written or talked about, and how many meetings before led it to no step."""
    goal = next((q for q in asked if q.type == "goal"), None)
    if goal is None:
        return {}
    answer = state.answer(goal.id, goal.who)
    text = answer.value if isinstance(answer.value, str) else ""
    before = state.start.known.facts.get("topics", ())
    return {
        "goal": bool(text.strip()) or answer.talked,
        "met_before": _alike(text, tuple(map(str, before))),
    }


@functools.lru_cache(maxsize=64)
def _alike(text: str, topics: tuple[str, ...]) -> int:
    """How many of the topics are like a text. What is asked is looked at with every key: counted once."""
    return sum(alike(text, topic) for topic in topics)


def _setback(held: list[Met], ledgers: Ledgers, today: date) -> dict[str, Any]:
    """Days since the last setback, unless the pair talked since about getting going again."""
    last = next((meeting for meeting in reversed(held) if meeting.kind == SETBACK), None)
    day = _day(last.date) if last is not None else None
    if last is None or day is None or ledgers.moments.get("back_up", "") > last.id:
        return {}
    return {"setback_days": (today - day).days}


def _doors(doors: Iterable[Door], today: date) -> dict[str, Any]:
    """The open door that was quiet longest, and the one where contact still waits for the mentor."""
    waiting = [door for door in doors if door.open]
    found: dict[str, Any] = {"doors": len(waiting)}
    if waiting:
        quiet = min(waiting, key=_last_heard)
        day = _day(_last_heard(quiet))
        if day is not None:
            found |= {"door_days": (today - day).days, "door": quiet.id, "door_what": quiet.text}
    theirs = [door for door in waiting if door.mode == "mentor" and door.state in ("offered", "accepted")]
    found["speak_for"] = len(theirs)
    if theirs:
        found |= {"speak_for_door": theirs[0].id, "speak_for_what": theirs[0].text}
    return found


def _last_heard(door: Door) -> str:
    return max((door.date, *(move.date for move in door.moves)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def answer_words(state: State, moment: str) -> object:
    """The words of the answer to a prompt's first question, None when there is none."""
    question = state.questions.get(first_id(moment))
    return None if question is None else state.answer(question.id, question.who).value
