"""The mentor's turn: closed until the mentee has thought aloud; then offers, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError
from checkin.ground.text import clean_line
from checkin.meeting.answered import own_ideas
from checkin.meeting.cards import SOURCES
from checkin.meeting.flow import seats_of
from checkin.meeting.gate import held_by
from checkin.meeting.offered import put_in
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.meeting.words import OFFER_WORDS, REACTION_WORDS, ideas
from checkin.plain.asking import ask_lines, tell_choices
from checkin.plain.cards import tell_about
from checkin.plain.rows import ask_part, line_or_row_word, row_line, set_part, tell_rows
from checkin.plain.talk import Talk, Word
from checkin.plain.words import whole_number

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.record.private import Queued


def ask_offer(talk: Talk, question: Question) -> None:
    """The turn, if it has come; else what comes before it, and how it can be had at once."""
    if not talk.state.gate_open(question.id):
        _closed(talk, question)
        # It may have come meanwhile, where the two sit at keyboards of their own.
        if talk.behind or not talk.state.gate_open(question.id):
            return
    start = talk.state.start
    giver = start.giver(question)
    if not talk.answers(giver):
        _hear(talk, question)
        return
    mentor = start.name(giver)
    _tell_ideas(talk, question)
    tell_about(talk)
    tell_rows(talk, question)
    ready = _kept_ready(talk, question)
    if ready:
        many = "1 thought" if len(ready) == 1 else f"{len(ready)} thoughts"
        talk.say(f"{mentor} kept {many} ready. :ready says which, :ready 1 puts in the first.")
    while True:
        there = talk.state.live_rows(question.id)
        asked = "another thought (Enter: no)" if there else "your thought (Enter: none to write down)"
        try:
            line = line_or_row_word(talk, question, f"{mentor}, {asked}: ", ("ready",))
        except Word as word:
            if word.name != "ready":
                raise
            _ready(talk, question, word.rest)
            continue
        if not line.strip():
            break
        row = talk.meeting.new_row()
        if talk.act(Act("added", giver, question.id, row, value={"text": line.strip()})):
            _ask_about(talk, question, row)
    if not talk.state.live_rows(question.id):
        talk.talked(question, seats_of(talk.state, question))


def _ask_about(talk: Talk, question: Question, row: str) -> None:
    start = talk.state.start
    giver, receiver = start.giver(question), start.receiver(question)
    mentor, mentee = start.name(giver), start.name(receiver)
    made = talk.state.row(question.id, row)
    if made is None or not made.text("kind"):
        talk.say(f"{mentor}, what it is:")
        tell_choices(talk, list(OFFER_WORDS.values()))
        ask_part(talk, question, row, giver, "kind", "Number (Enter: leave it open): ")
        made = talk.state.row(question.id, row)
    match made.text("kind") if made is not None else "":
        case "story" if made is not None and not made.text("fit"):
            ask_part(talk, question, row, giver, "fit", f"{mentor}, it may not fit {mentee} because: ")
        case "resource":
            tell_choices(talk, SOURCES)
            ask_part(talk, question, row, giver, "source", "Which of these, number (Enter: leave it open): ")
        case "instruction":
            ask_part(talk, question, row, giver, "factors", f"{mentor}, what it rests on: ")
            ask_part(talk, question, row, giver, "risk", f"{mentor}, what could go wrong with it: ")
    if talk.answers(receiver):
        _ask_reaction(talk, question, row)


def _kept_ready(talk: Talk, question: Question) -> tuple[Queued, ...]:
    """What the mentor kept ready for this turn; never a guest's to see."""
    start = talk.state.start
    if talk.guest or start.role(start.giver(question)) != "mentor":
        return ()
    from checkin.record.private import queued_offers

    return queued_offers(talk.desk, start.pair)


def _ready(talk: Talk, question: Question, which: str) -> None:
    """Say what is kept ready, or put one of it in, by its number."""
    from checkin.record.private import take_offer

    ready = _kept_ready(talk, question)
    number = whole_number(which) or 0
    if not 1 <= number <= len(ready):
        tell_choices(talk, [clean_line(one.text) for one in ready])
        talk.say("A number after the word puts it in: :ready 1" if ready else "Nothing is kept ready.")
        return
    one, row = ready[number - 1], talk.meeting.new_row()
    if talk.act(put_in(talk.state, question, row, one)):
        try:
            take_offer(talk.desk, talk.state.start.pair, one.id)
        except CheckinError as trouble:
            talk.say(str(trouble))
        _ask_about(talk, question, row)


def _ask_reaction(talk: Talk, question: Question, row: str) -> None:
    start = talk.state.start
    receiver = start.receiver(question)
    mentee = start.name(receiver)
    talk.say(f"{mentee}, what do you make of it?")
    tell_choices(talk, list(REACTION_WORDS.values()))
    ask_part(talk, question, row, receiver, "reaction", "Number (Enter: nothing yet): ")
    ask_lines(
        talk,
        f"{mentee}, what you take from it (Enter: nothing to write down): ",
        lambda text: set_part(talk, question, row, receiver, "takes", text),
    )


def _hear(talk: Talk, question: Question) -> None:
    """For the mentee at a keyboard of their own: each offer that has come, and what they make of it."""
    start = talk.state.start
    mentor = start.name(start.giver(question))
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
    mentee, mentor = start.name(start.receiver(question)), start.name(start.giver(question))
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


def _tell_ideas(talk: Talk, question: Question) -> None:
    """What is there already, and whose it is, before the mentor adds to it."""
    if own := own_ideas(talk.state, question):
        talk.say(f"{ideas(len(own), talk.name(talk.state.start.receiver(question)))}'s.")
