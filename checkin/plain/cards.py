"""Asking for cards: a line makes one, its further fields are asked one at a time, and all may stay empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line, cut
from checkin.meeting.brought import brought_at, brought_line, brought_title, seat_for
from checkin.meeting.cards import CARDS, choices_by_name
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.plain.asking import ask_lines, tell_choices
from checkin.plain.rows import add_row, ask_part, line_or_row_word, set_part, tell_rows
from checkin.plain.words import whole_number

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.cards import CardField
    from checkin.meeting.ledgers import Brought
    from checkin.plain.talk import Talk

THINGS = {"lesson": "lesson", "strength": "strength", "door": "door"}
"""What a card of a kind is called where it is asked for; the others are things."""


def ask_cards(talk: Talk, question: Question) -> None:
    """Card after card, until an empty line; each seat in turn where both are asked."""
    if question.type == "door":
        tell_about(talk)
    things = brought_at(talk.state, question)
    tell_brought(talk, question)
    for seat in talk.asked(question):
        tell_rows(talk, question)
        thing = THINGS.get(question.type, "thing")
        while True:
            here = talk.state.live_rows(question.id)
            number = len([row for row in here if row.seat == seat]) + 1
            full = question.at_most is not None and len(here) >= question.at_most
            line = line_or_row_word(
                talk, question, "Enter goes on: " if full else f"{talk.name(seat)}, {thing} {number}: "
            )
            if not line.strip():
                break
            if full:
                talk.say(f"There is room for {question.at_most} here. :change and :remove make room.")
            elif (one := meant(things, line)) is not None:
                _take_up(talk, question, one)
            elif row := add_row(talk, question, seat, line):
                _ask_parts(talk, question, row, seat)
        if not any(said(row) for row in talk.state.live_rows(question.id)):
            talk.talked(question, (seat,))


def tell_about(talk: Talk) -> None:
    """The first words of what the mentee wants known about them, if they wrote that down."""
    start = talk.state.start
    if words := clean_line(start.known.card):
        talk.say(f"About {start.name(start.seat_of('mentee'))}: {cut(words, 100)} (:card says all of it)")


def tell_brought(talk: Talk, question: Question) -> None:
    """What was brought and stands ready here, numbered."""
    things = brought_at(talk.state, question)
    if things:
        talk.say(brought_title(things, talk.state.start.known.more))
        tell_choices(talk, [brought_line(talk.state, one) for one in things])
        talk.say("Its number takes one up; your own words are as good.")


def meant(things: tuple[Brought, ...], line: str) -> Brought | None:
    """What was brought and is meant by a number, None for any other line."""
    number = whole_number(line) or 0
    return things[number - 1] if 1 <= number <= len(things) else None


def _take_up(talk: Talk, question: Question, one: Brought) -> None:
    value = {"text": one.text, "approach": one.approach} if one.approach.strip() else {"text": one.text}
    row, seat = talk.meeting.new_row(), seat_for(talk.state, question, one)
    if talk.act(Act("added", seat, question.id, row, value=value)):
        talk.say(f"Taken up: {clean_line(one.text)}")


def _ask_parts(talk: Talk, question: Question, row: str, seat: str) -> None:
    for part in CARDS[question.type][1:]:
        _ask_part(talk, question, row, seat, part)


def _ask_part(talk: Talk, question: Question, row: str, seat: str, part: CardField) -> None:
    if part.yes_no:
        # A yes is the mentee's to say, whoever writes the card down.
        mentee = talk.state.start.mentee
        if talk.answers(mentee):
            asked = f"{talk.name(mentee)}, {part.asked}? yes or no (Enter: leave it open): "
            ask_part(talk, question, row, mentee, part.name, asked)
    elif part.choices:
        talk.say(f"{part.label}:")
        start = talk.state.start
        choices = choices_by_name(part, start.name(start.mentee), start.name(start.mentor))
        tell_choices(talk, [words for _, words in choices])
        ask_part(talk, question, row, seat, part.name, "Number (Enter: leave it open): ")
    elif part.lines:
        asked = f"{part.label} (Enter: nothing to write down): "
        ask_lines(talk, asked, lambda text: set_part(talk, question, row, seat, part.name, text))
    else:
        ask_part(talk, question, row, seat, part.name, f"{part.label} (Enter: nothing to write down): ")
