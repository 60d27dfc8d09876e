"""Asking about what is there: earlier steps, the option to try first, who carries the step, a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.answered import is_answered, is_met, pickable, picked_row, priority_step, steps
from checkin.meeting.flow import Prompt, seats_of
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.meeting.words import STATUS_WORDS
from checkin.plain.asking import NO_CHOICES, ask_lines, tell_choices
from checkin.plain.talk import Word
from checkin.plain.weighing import weigh
from checkin.plain.words import chosen, named, one_owner, seat_named, whole_number, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.banks.model import Question
    from checkin.meeting.state import Row
    from checkin.meeting.steps import Step
    from checkin.plain.talk import Talk


NO_STEP = "No step is written down. Say it aloud, or :back leads there. Enter goes on."
"""Said where one is to carry a step, and none was written down."""


def ask_account(talk: Talk, question: Question, row: Row) -> None:
    """What became of one earlier step, and a note on what was found out. Empty means talked about."""
    name = talk.name(row.seat)
    if row.text("status"):
        note = f", {row.text('note')}" if row.text("note") else ""
        talk.say(f"{name} said: {STATUS_WORDS[row.text('status')]}{note}\nAn empty line leaves it so.")
    again = talk.menu == question.id
    if not again:
        tell_choices(talk, list(STATUS_WORDS.values()))
        talk.menu = question.id
    prompt = f"{name}, number, 1 to {len(STATUS_WORDS)} as before: " if again else f"{name}, number: "
    while (line := talk.line(prompt)).strip():
        status = named(line, STATUS_WORDS)
        if status is None:
            tell_choices(talk, list(STATUS_WORDS.values()) if again else ())
            talk.say(f"Please type a number from 1 to {len(STATUS_WORDS)}.")
        elif talk.act(Act("set", row.seat, question.id, row.id, "status", status)):
            ask_lines(
                talk,
                f"{name}, what you found out (Enter: nothing to write down): ",
                lambda text: talk.act(Act("set", row.seat, question.id, row.id, "note", text)),
            )
            return
    if not row.text("status") and not row.fields.get("talked"):
        talk.act(Act("talked", row.seat, question.id, row.id))


def ask_pick(talk: Talk, question: Question) -> None:
    """Which option to try first, by number, and why."""
    for seat in talk.asked(question):
        _ask_pick_of(talk, question, seat)


def _ask_pick_of(talk: Talk, question: Question, seat: str) -> None:
    rows = pickable(talk.state, question)
    texts = [said(row) for row in rows]
    tell_choices(talk, texts)
    if not texts:
        talk.say(NO_CHOICES)
    before = picked_row(talk.state, question, seat)
    if before is not None:
        talk.say(f"{talk.name(seat)} picked: {said(before)}\nAn empty line leaves it so.")
    number = ", number" if texts else ""
    while True:
        try:
            line = talk.line(f"{talk.name(seat)}{number}: ", ("weigh",) if texts else ())
        except Word as word:
            if word.name != "weigh":
                raise
            weigh(talk, question, seat)
            continue
        if not line.strip():
            break
        at = chosen(line, texts)
        if at is None:
            talk.say(f"Please type a number from 1 to {len(texts)}." if texts else NO_CHOICES)
        elif talk.act(Act("answered", seat, question.id, value=rows[at].id)):
            ask_lines(
                talk,
                "Why (Enter: no reason to write down): ",
                lambda text: talk.act(Act("answered", seat, question.id, field="why", value=text)),
            )
            return
    talk.talked(question, (seat,))


def ask_owner(talk: Talk, question: Question) -> None:
    """Who carries the step: Enter is yes to the owner it has, a name makes somebody else the owner."""
    step = priority_step(talk.state)
    seats = talk.asked(question)
    seat = talk.state.start.mentee if talk.state.start.mentee in seats else seats[0]
    if len(steps(talk.state)) > 1:
        _ask_owners(talk, question, seat)
        return
    carried = f"{step.what.strip()}. {talk.name(step.owner)} carries it." if step is not None else NO_STEP
    talk.say(carried)
    how = ", yes (Enter), or the name of the one who carries it" if step is not None else ""
    while True:
        line = talk.line(f"{talk.name(seat)}{how}: ").strip()
        if not line and step is None:
            talk.talked(question, (seat,))
            return
        answer: bool | None = yes_or_no(line) if line else True
        owner = seat_named(talk.state.start, line) if answer is None else None
        if answer is None and owner is None:
            talk.say(one_owner(talk.state.start))
            continue
        if owner is not None and not make_owner(talk, owner):
            continue
        if talk.act(Act("answered", seat, question.id, value=answer is not False)):
            return


def _ask_owners(talk: Talk, question: Question, seat: str) -> None:
    """Who carries each of several steps: Enter is yes to all, a number and a name change one."""
    while True:
        found = steps(talk.state)
        if not found:  # others took them away meanwhile
            talk.talked(question, (seat,))
            return
        tell_choices(talk, [f"{step.what.strip()}. {talk.name(step.owner)} carries it." for step in found])
        line = talk.line(f"{talk.name(seat)}, yes (Enter), or a number and who carries that one: ").strip()
        answer = yes_or_no(line) if line else True
        if answer is not None:
            if talk.act(Act("answered", seat, question.id, value=answer)):
                return
            continue
        number, _, name = line.partition(" ")
        at = whole_number(number.rstrip(".:")) or 0
        owner = seat_named(talk.state.start, name if at else line)
        if owner is None:
            talk.say(one_owner(talk.state.start))
        elif not 0 <= at <= len(found):
            talk.say(f"Please type a number from 1 to {len(found)}, and a name.")
        else:
            make_owner(talk, owner, found[max(at - 1, 0)])


def make_owner(talk: Talk, owner: str, step: Step | None = None) -> bool:
    """Make somebody the owner of a step, else of the priority one; true when they are."""
    step = step or priority_step(talk.state)
    if step is None:
        talk.say(NO_STEP)
        return False
    if step.owner == owner:
        return True
    every = ((q, row) for q, rows in talk.state.rows.items() for row in rows)
    q, row = next((q, row) for q, row in every if row.id == step.id)
    return talk.act(Act("set", row.seat, q, row.id, "owner", owner))


def ask_card(talk: Talk, prompt: Prompt, ask: Callable[[Question], None]) -> None:
    """Several questions asked aloud as one: Enter once all are talked about, a number to write one down.

    `ask` asks one of them by itself.
    """
    for number, question in enumerate(prompt.questions, 1):
        talk.say(f"{number}. {talk.worded(question.ask)}")
    talk.say("Talk them through, then press Enter. A number first lets you write that one down.")
    while (line := talk.line("Number, or Enter: ")).strip():
        number = whole_number(line) or 0
        if 1 <= number <= len(prompt.questions):
            ask(prompt.questions[number - 1])
        else:
            talk.say(f"Please type a number from 1 to {len(prompt.questions)}, or press Enter.")
    for question in prompt.questions:
        if not is_met(talk.state, question):
            talk.talked(question, _silent(talk, question))


def _silent(talk: Talk, question: Question) -> tuple[str, ...]:
    """The seats that have not said anything to a question yet."""
    seats = seats_of(talk.state, question)
    return tuple(seat for seat in seats if not is_answered(talk.state, question, seat))
