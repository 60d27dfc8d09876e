"""Weighing options side by side in lines: what matters, how much, and how well each of them fits it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.meeting.grid import (
    FITS,
    MOST,
    NOT_THE_ANSWER,
    PART,
    USUAL,
    WEIGHTS,
    Criterion,
    adds_up,
    grid_of,
    kept_to_weigh,
    mattered,
    template,
    weighed,
    written,
)
from checkin.meeting.rules import Act
from checkin.plain.words import whole_number, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.banks.model import Question
    from checkin.plain.talk import Talk


def weigh(talk: Talk, question: Question, seat: str) -> None:
    """Ask for what matters until an empty line, each with its weight and its fits; then what it adds up to.

    What mattered last time can be taken up. What was weighed before stays and is added to.
    """
    name = talk.name(seat)
    found = grid_of(talk.state, question, seat)
    before = template(talk.state, question)
    if before and not found:
        talk.say(f"Last time it mattered: {mattered(before)}.")
        if yes_or_no(talk.line("The same again? yes, or Enter for no: ")):
            for one in before:
                found = (*found, _fitted(talk, question, one))
                _keep(talk, question, seat, found)
    if to_weigh := kept_to_weigh(talk.state, question):
        talk.say(to_weigh)
    while len(found) < MOST:
        text = clean_line(talk.line(f"{name}, what matters here (Enter: that is all): "))
        if not text:
            break
        weight = _number(talk, f"How much, {WEIGHTS[0]} to {WEIGHTS[-1]} (Enter: {USUAL}): ", WEIGHTS, USUAL)
        found = (*found, _fitted(talk, question, Criterion(text, weight)))
        _keep(talk, question, seat, found)
    if found:
        for number, (id, words) in enumerate(weighed(talk.state, question), 1):
            talk.say(f"{number}. {words} adds up to {adds_up(found, id)}.")
        talk.say(NOT_THE_ANSWER)


def _fitted(talk: Talk, question: Question, one: Criterion) -> Criterion:
    fits: dict[str, int] = {}
    for id, words in weighed(talk.state, question):
        asked = f"{one.text}: how well does “{words}” fit, {FITS[0]} to {FITS[-1]} (Enter: {FITS[0]}): "
        fits[id] = _number(talk, asked, FITS, FITS[0])
    return replace(one, fits=fits)


def _number(talk: Talk, asked: str, numbers: Sequence[int], otherwise: int) -> int:
    while line := talk.line(asked).strip():
        number = whole_number(line)
        if number is not None and number in numbers:
            return number
        talk.say(f"Please type a whole number from {numbers[0]} to {numbers[-1]}.")
    return otherwise


def _keep(talk: Talk, question: Question, seat: str, found: tuple[Criterion, ...]) -> None:
    talk.act(Act("answered", seat, question.id, field=PART, value=written(found)))
