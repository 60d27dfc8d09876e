"""Asking for the goal, with lessons and what was brought told before it; and for a clause to agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.meeting.agreed import clause_of
from checkin.meeting.brought import brought_at
from checkin.meeting.returning import lesson_words, returning
from checkin.meeting.rules import Act
from checkin.meeting.words import GOAL_PARTS
from checkin.plain.asking import ask_text, tell_written
from checkin.plain.cards import meant, tell_brought
from checkin.plain.talk import Word

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.ledgers import Lesson
    from checkin.plain.talk import Talk


def ask_goal(talk: Talk, question: Question) -> None:
    """The goal. A lesson that its words bring back is told before anybody goes on."""
    told = _tell_lessons(talk, "", ())
    tell_brought(talk, question)
    things = brought_at(talk.state, question)
    for seat in talk.asked(question):
        tell_written(talk, question, seat)

        def read(prompt: str, seat: str = seat) -> str:
            line = _line(talk, question, seat, prompt)
            one = meant(things, line) if prompt else None
            return line if one is None else clean_line(one.text)

        ask_text(talk, question, seat, read)
        goal = talk.state.answer(question.id, seat).value
        told = _tell_lessons(talk, goal if isinstance(goal, str) else "", told)


def ask_clause(talk: Talk, question: Question) -> None:
    """A clause as it stands; an empty line leaves it so."""
    so_far = clause_of(talk.state, question)
    if not so_far:
        for seat in talk.asked(question):
            tell_written(talk, question, seat)
            ask_text(talk, question, seat)
        return
    talk.say(f"So far: {so_far}\nAn empty line leaves it so; new words take its place.")
    for seat in talk.asked(question):
        answer = talk.state.answer(question.id, seat)
        if answer.value != so_far:
            tell_written(talk, question, seat)
        first = True

        def read(prompt: str, seat: str = seat) -> str:
            nonlocal first
            line = talk.line(prompt)
            untouched = talk.state.answer(question.id, seat)
            if first and not line.strip() and untouched.value is None and not untouched.talked:
                talk.act(Act("answered", seat, question.id, value=so_far))
            first = False
            return line

        ask_text(talk, question, seat, read)


def _line(talk: Talk, question: Question, seat: str, prompt: str) -> str:
    """A line; `:sign` and `:depends` are kept with the goal on the way."""
    while True:
        try:
            return talk.line(prompt, tuple(GOAL_PARTS))
        except Word as word:
            if word.name not in GOAL_PARTS:
                raise
            text = word.rest or talk.line(f"{GOAL_PARTS[word.name]} ").strip()
            if text:
                talk.act(Act("answered", seat, question.id, field=word.name, value=text))


def _tell_lessons(talk: Talk, goal: str, told: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    found = returning(talk.state, goal)
    for one in found:
        if one not in told:
            talk.say(lesson_words(one, talk.desk.today()))
    return (*told, *found)
