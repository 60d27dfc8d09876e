"""The mentor's turn: closed until the mentee has thought aloud; then offers, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.flow import own_ideas, said, seats_of
from checkin.meeting.gate import held_by
from checkin.meeting.rules import Act
from checkin.meeting.words import OFFER_WORDS, REACTION_WORDS, ideas
from checkin.plain.asking import ask_lines, tell_choices
from checkin.plain.rows import ask_part, line_or_row_word, row_line, set_part, tell_rows

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.plain.talk import Talk


def ask_offer(talk: Talk, question: Question) -> None:
    """The turn, if it has come; else what comes before it, and how it can be had at once."""
    if not talk.state.gate_open(question.id):
        _closed(talk, question)
        # It may have come meanwhile, where the two sit at keyboards of their own.
        if talk.behind or not talk.state.gate_open(question.id):
            return
    start = talk.state.start
    if not talk.answers(start.mentor):
        _hear(talk, question)
        return
    mentor = start.name(start.mentor)
    _tell_ideas(talk)
    tell_rows(talk, question)
    while True:
        there = talk.state.live_rows(question.id)
        asked = "another thought (Enter: no)" if there else "your thought (Enter: none to write down)"
        line = line_or_row_word(talk, question, f"{mentor}, {asked}: ")
        if not line.strip():
            break
        row = talk.meeting.new_row()
        if talk.act(Act("added", start.mentor, question.id, row, value={"text": line.strip()})):
            _ask_about(talk, question, row)
    if not talk.state.live_rows(question.id):
        talk.talked(question, seats_of(talk.state, question))


def _ask_about(talk: Talk, question: Question, row: str) -> None:
    start = talk.state.start
    mentor, mentee = start.name(start.mentor), start.name(start.mentee)
    talk.say(f"{mentor}, what it is:")
    tell_choices(talk, list(OFFER_WORDS.values()))
    ask_part(talk, question, row, start.mentor, "kind", "Number (Enter: leave it open): ")
    made = talk.state.row(question.id, row)
    if made is not None and made.text("kind") == "story":
        ask_part(talk, question, row, start.mentor, "fit", f"{mentor}, it may not fit {mentee} because: ")
    if talk.answers(start.mentee):
        _ask_reaction(talk, question, row)


def _ask_reaction(talk: Talk, question: Question, row: str) -> None:
    start = talk.state.start
    mentee = start.name(start.mentee)
    talk.say(f"{mentee}, what do you make of it?")
    tell_choices(talk, list(REACTION_WORDS.values()))
    ask_part(talk, question, row, start.mentee, "reaction", "Number (Enter: nothing yet): ")
    ask_lines(
        talk,
        f"{mentee}, what you take from it (Enter: nothing to write down): ",
        lambda text: set_part(talk, question, row, start.mentee, "takes", text),
    )


def _hear(talk: Talk, question: Question) -> None:
    """For the mentee at a keyboard of their own: each offer that has come, and what they make of it."""
    start = talk.state.start
    mentor = start.name(start.mentor)
    talk.say(f"{mentor} offers a thought, or none. It is read out when it comes. Enter goes on.")
    asked: set[str] = set()
    while True:
        new = [row for row in talk.state.live_rows(question.id) if said(row) and row.id not in asked]
        for row in new:
            asked.add(row.id)
            talk.say(f"{mentor} offers: {row_line(talk, question, row)}")
            if not row.text("reaction"):
                _ask_reaction(talk, question, row.id)
        if line_or_row_word(talk, question, "Enter goes on: ").strip():
            talk.say(f"This one is {mentor}'s to offer; nothing was written down.")
        elif all(row.id in asked for row in talk.state.live_rows(question.id) if said(row)):
            return


def _closed(talk: Talk, question: Question) -> None:
    start = talk.state.start
    mentee, mentor = start.name(start.mentee), start.name(start.mentor)
    first = [talk.worded(held.label or held.ask) for held in held_by(talk.state, question)]
    talk.say(f"{mentor}'s turn comes after {mentee} has said or talked about: {'; '.join(first)}.")
    talk.say(
        f"{mentee} can have it now with :ask. {mentor} can go first with :open urgent, covered or safety."
    )
    while talk.line("Enter goes on: ").strip():
        if talk.state.gate_open(question.id):
            talk.say(f"{mentor}'s turn has come meanwhile. Please say that once more.")
            return
        talk.say(f"{mentor}'s turn has not come yet; nothing was written down.")


def _tell_ideas(talk: Talk) -> None:
    """What is there already, and whose it is, before the mentor adds to it."""
    if own := own_ideas(talk.state):
        talk.say(f"{ideas(len(own), talk.name(talk.state.start.mentee))}'s.")
