"""Blind answers, each at a keyboard of their own: a number nobody sees before both are ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.live.permissions import is_shown
from checkin.meeting.rules import Act
from checkin.plain.talk import Word
from checkin.plain.words import whole_number

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.plain.talk import Talk


def ask_blind(talk: Talk, question: Question) -> None:
    """Ask for one's own number. It is ready at once; going on does not wait for the other one."""
    seat = talk.meeting.seat
    wanted = f"a whole number from {question.min} to {question.max}"
    if is_shown(talk.state, question):
        talk.say(
            f"{both_told(talk, question)}\nAn empty line leaves it so; a new number takes the place of yours."
        )
    else:
        talk.say(f"The answer is {wanted}. Nobody sees it before all are ready; then all are read out.")
        _tell_ready(talk, question)
    while line := _line(talk, question).strip():
        number = whole_number(line)
        if number is None or not question.min <= number <= question.max:
            talk.say(f"Please type {wanted}.")
            continue
        _take_back_ready(talk, question)
        if talk.act(Act("answered", seat, question.id, value=number)):
            _make_ready(talk, question)
    if talk.state.answer(question.id, seat).value is None:
        talk.talked(question, (seat,))
    else:
        _make_ready(talk, question, quiet=True)


def both_told(talk: Talk, question: Question) -> str:
    """What everybody answered, once it is shown: `Sam: 5. Robin: 7.`"""
    told = []
    for seat in talk.state.start.seats:
        value = talk.state.answer(question.id, seat).value
        told.append(f"{talk.name(seat)}: {'talked about' if value is None else value}.")
    return " ".join(told)


def _line(talk: Talk, question: Question) -> str:
    """A line; `:x` lets go of a number that nobody has seen."""
    seat = talk.meeting.seat
    while True:
        ready = (question.id, seat) in talk.state.sealed
        prompt = f"{talk.name(seat)}: " if not ready else "Enter goes on; another number takes its place: "
        try:
            return talk.line(prompt)
        except Word as word:
            if word.name != "x" or is_shown(talk.state, question):
                raise
        _take_back_ready(talk, question)
        talk.act(Act("answered", seat, question.id, value=None))
        talk.say("Your number is gone; nobody has seen it.")


def _make_ready(talk: Talk, question: Question, *, quiet: bool = False) -> None:
    key = (question.id, talk.meeting.seat)
    if not is_shown(talk.state, question) and key not in talk.state.sealed:
        talk.act(Act("sealed", talk.meeting.seat, question.id))
        if not quiet:
            _tell_ready(talk, question)


def _take_back_ready(talk: Talk, question: Question) -> None:
    key = (question.id, talk.meeting.seat)
    if not is_shown(talk.state, question) and key in talk.state.sealed:
        talk.act(Act("sealed", talk.meeting.seat, question.id, value=False))


def _tell_ready(talk: Talk, question: Question) -> None:
    sealed, seat = talk.state.sealed, talk.meeting.seat
    others = [one for one in talk.state.start.seats if one != seat]
    for one in others:
        if (question.id, one) in sealed and (question.id, seat) not in sealed:
            talk.say(f"{talk.name(one)} is ready.")
    slow = [one for one in others if (question.id, one) not in sealed]
    waited_for = [talk.name(one) for one in slow if not talk.state.answer(question.id, one).talked]
    if (question.id, seat) in sealed and waited_for:
        talk.say(f"Ready. Waiting for {' and '.join(waited_for)}.")
