"""Asking for rows: lines of a list, options, next steps. The last one said can be changed by words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checkin.ground.dates import show_iso
from checkin.meeting.cards import CARDS, HELP_RUNGS
from checkin.meeting.flow import seats_of
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.meeting.steps import READY_FROM, READY_TO, SOFT_CAP
from checkin.meeting.values import ROW_FIELDS
from checkin.plain.talk import ROW_WORDS, Talk, Word
from checkin.plain.words import (
    CHOSEN,
    named,
    one_owner,
    seat_named,
    whole_number,
    yes_or_no,
)

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.state import Row

MAIN = {"steps": "what"}
"""The field that says what a row is, where that is not `text`."""

WORD_FOR = {"help": "support", "help_why": "because"}
"""The words for fields whose own names mean something else here, or would not be said."""


def row_words(question: Question) -> tuple[str, ...]:
    """The words with a colon that the rows of a question understand."""
    fields = [name for name in ROW_FIELDS[question.type] if name != MAIN.get(question.type, "text")]
    mentors = ("mentor",) if question.type == "options" else ()
    return (*ROW_WORDS, *(WORD_FOR.get(name, name) for name in fields), *mentors)


def part_label(question: Question, name: str) -> str:
    """What stands before a field of a row where it is said."""
    labels = {field.name: field.label.lower() for field in CARDS.get(question.type, ())}
    return labels.get(name) or {"help_why": "because"}.get(name, name)


def ask_rows(talk: Talk, question: Question) -> None:
    """Ask for line after line, until an empty one; each seat in turn when a list is for both."""
    if question.type != "list":
        _ask_for(talk, question, first_seat(talk, question))
        return
    for seat in talk.asked(question):
        _ask_for(talk, question, seat)


def first_seat(talk: Talk, question: Question) -> str:
    """Whose a new row is: the seat asked; the mentee's when both are asked at one keyboard."""
    whose = talk.state.start.thinker(question)
    if question.who == "both":
        return whose if talk.answers(whose) else talk.asked(question)[0]
    return whose


def tell_rows(talk: Talk, question: Question) -> None:
    """Say the rows that stand, numbered, with everything that is known of each."""
    for number, row in enumerate(talk.state.live_rows(question.id), 1):
        talk.say(f"{number}. {row_line(talk, question, row)}")


def row_line(talk: Talk, question: Question, row: Row) -> str:
    """A row as one line: what it is, whose, and its other fields by name."""
    main = MAIN.get(question.type, "text")
    names = [name for name in ROW_FIELDS[question.type] if name in row.fields and name != main]
    rest = [f"{part_label(question, name)}: {part_words(talk, name, row.fields[name])}" for name in names]
    whose = [talk.name(row.seat)] if question.type == "options" else []
    return said(row) + (f" ({'; '.join([*whose, *rest])})" if whose or rest else "")


def ask_part(talk: Talk, question: Question, row: str, seat: str, name: str, prompt: str) -> bool:
    """Ask for one field of a row until it fits; an empty line leaves it out. Returns whether it was said."""
    while (line := line_or_row_word(talk, question, prompt)).strip():
        if set_part(talk, question, row, seat, name, line.strip()):
            return True
    return False


def set_part(talk: Talk, question: Question, row: str, seat: str, name: str, text: str) -> bool:
    """Set one field of a row from the words typed for it; what they can't mean is said."""
    value = _value(talk, name, text)
    return value is not None and talk.act(Act("set", seat, question.id, row, name, value))


def change_row(talk: Talk, question: Question, word: Word) -> None:
    """Do what a word about a row says: `:change new words`, `:remove`, `:risk …`; `#2` names the second."""
    if word.name == "mentor":
        add_row(talk, question, _other(talk, question), word.rest)
        return
    rows = talk.state.live_rows(question.id)
    found = re.match(r"#([0-9]{1,3})(?:\s+|$)", word.rest)
    at, rest = (int(found[1]) - 1, word.rest[found.end() :]) if found else (len(rows) - 1, word.rest)
    if not 0 <= at < len(rows):
        talk.say("There is no such line." if rows else "There is nothing here yet.")
        return
    row = rows[at]
    if word.name == "remove":
        if talk.act(Act("removed", row.seat, question.id, row.id)):
            talk.say(f"Gone: {said(row)}")
        return
    name = MAIN.get(question.type, "text") if word.name == "change" else _field_of(word.name)
    mentees = question.type == "offer" and name in ("reaction", "takes")
    seat = talk.state.start.receiver(question) if mentees else row.seat
    if name == "consent":
        seat = talk.state.start.mentee  # whoever wrote the card down
    if not rest and word.name == "change":
        talk.say("The new words stand after it: :change new words, or :change #2 new words.")
    elif not rest and name in ("help", "source", "mode"):
        _tell_chosen(talk, name, word.name)
    elif not rest:
        talk.act(Act("set", seat, question.id, row.id, name, None))
    elif set_part(talk, question, row.id, seat, name, rest):
        made = talk.state.row(question.id, row.id)
        if name == "help" and made is not None and made.text("help") == HELP_RUNGS[-1]:
            ask_part(talk, question, row.id, seat, "help_why", "Because (Enter: nothing to write down): ")


def _field_of(word: str) -> str:
    return next((name for name, said_as in WORD_FOR.items() if said_as == word), word)


def _tell_chosen(talk: Talk, name: str, word: str) -> None:
    for number, words in enumerate(CHOSEN[name].values(), 1):
        talk.say(f"{number}. {words}")
    talk.say(f"A number after the word chooses: :{word} 1")


def _ask_for(talk: Talk, question: Question, seat: str) -> None:
    tell_rows(talk, question)
    thing = "Step" if question.type == "steps" else "Line" if question.type == "list" else "Idea"
    while True:
        number = len(talk.state.live_rows(question.id)) + 1
        if question.at_most is not None and number > question.at_most:
            if not line_or_row_word(talk, question, "Enter goes on: ").strip():
                return
            talk.say(f"There is room for {question.at_most} here. :change and :remove make room.")
            continue
        if question.type == "steps" and number == SOFT_CAP + 1:
            talk.say("Three steps are plenty. More are possible.")
        line = line_or_row_word(talk, question, f"{talk.name(seat)}, {thing.lower()} {number}: ")
        if not line.strip():
            break
        row = add_row(talk, question, seat, line)
        if row and question.type == "steps":
            _ask_step(talk, question, row, seat)
    if not any(said(row) for row in talk.state.live_rows(question.id)):
        talk.talked(question, seats_of(talk.state, question) if question.type != "list" else (seat,))


def _ask_step(talk: Talk, question: Question, row: str, seat: str) -> None:
    ask_part(talk, question, row, seat, "due", "By when: ")
    if talk.state.start.depth == "quick":
        return
    if not talk.state.start.alone:
        ask_part(talk, question, row, seat, "owner", f"Who carries it (Enter: {talk.name(seat)}): ")
    if ask_part(talk, question, row, seat, "if", "If this gets in the way: "):
        ask_part(talk, question, row, seat, "then", "Then I will: ")
    ask_part(talk, question, row, seat, "readiness", f"How ready, {READY_FROM} to {READY_TO}: ")


def _other(talk: Talk, question: Question) -> str:
    """The seat that adds to the options of this one."""
    start = talk.state.start
    return start.mentee if start.thinker(question) == start.mentor else start.mentor


def add_row(talk: Talk, question: Question, seat: str, text: str) -> str | None:
    """Make a row that says this; its id, None when there can't be one."""
    row = talk.meeting.new_row()
    values: dict[str, Any] = {MAIN.get(question.type, "text"): text.strip()}
    if question.type == "steps":
        values["owner"] = talk.state.start.thinker(question)
    if not text.strip() or not talk.act(Act("added", seat, question.id, row, value=values)):
        return None
    return row


def line_or_row_word(talk: Talk, question: Question, prompt: str, words: tuple[str, ...] = ()) -> str:
    """A line; words about rows are done on the way. `words` are further ones, raised as `Word`."""
    while True:
        try:
            return talk.line(prompt, (*row_words(question), *words))
        except Word as word:
            if word.name not in row_words(question):
                raise
            change_row(talk, question, word)


def _value(talk: Talk, name: str, text: str) -> str | int | bool | None:
    """What the words typed for a field mean; None, and said, when they mean nothing there."""
    start = talk.state.start
    if name == "due":
        return talk.day(text)
    if name == "readiness":
        number = whole_number(text)
        if number is None or not READY_FROM <= number <= READY_TO:
            talk.say(f"Please type a whole number from {READY_FROM} to {READY_TO}.")
            return None
        return number
    if name == "owner":
        seat = seat_named(start, text)
        if seat is None:
            talk.say(one_owner(start))
        return seat
    if name == "consent":
        answer = yes_or_no(text)
        if answer is None:
            talk.say("Please type yes or no.")
        return answer
    if name in CHOSEN:
        words = CHOSEN[name]
        key = named(text, words)
        if key is None:
            talk.say(f"Please type a number from 1 to {len(words)}.")
        return key
    return text


def part_words(talk: Talk, name: str, value: Any) -> str:
    """A field's value as it is said."""
    if name == "owner":
        return talk.name(str(value))
    if name == "due":
        return show_iso(str(value), talk.desk.today())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return CHOSEN.get(name, {}).get(str(value), str(value))
