"""`:park` and `:unpark`: what shall wait for another time, said at any question without leaving it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.meeting.events import PARKED
from checkin.meeting.parking import ASKED, parks_for
from checkin.meeting.rules import Act
from checkin.meeting.turning import prompt_at

if TYPE_CHECKING:
    from checkin.meeting.state import Row
    from checkin.plain.talk import Talk

_NUMBERED = re.compile(r"#\s*([0-9]{1,3})\s*(.*)", re.DOTALL)
_BACK = ("x", ":x")


def do_parking(talk: Talk, name: str, rest: str) -> None:
    """Do what `:park` or `:unpark` says. Raises what `Talk.line` does."""
    numbered = _NUMBERED.fullmatch(rest.strip())
    row = _numbered(talk, int(numbered[1])) if numbered else None
    words = clean_line(numbered[2] if numbered else rest)
    if numbered and row is None:
        return
    if name == "unpark":
        _unpark(talk, row, words)
    elif row is not None:
        if not words:
            talk.say(f"In which words? Like: :park #{numbered[1] if numbered else 1} and the new ones.")
        elif talk.act(Act(PARKED, row.seat, row=row.id, value=words)):
            talk.say("It waits, in these words.")
    elif words:
        _park(talk, words)
    else:
        tell_parked(talk)
        if text := clean_line(talk.line(f"{ASKED} ")):
            _park(talk, text)


def tell_parked(talk: Talk) -> None:
    """What is parked so far, numbered, with whose it is."""
    start, waits = talk.state.start, talk.state.waits
    for number, row in enumerate(waits, 1):
        whose = "" if start.alone else f" ({start.name(row.seat)})"
        talk.say(f"{number}. {clean_line(row.text('text'))}{whose}")
    if waits:
        talk.say(":park #1 and new words changes the first; :unpark #1 takes it away.")


def taken_back(talk: Talk) -> bool:
    """Take back what was parked last, where that was the last thing said. Whether it was."""
    if talk.last is None or talk.last[0]:
        return False
    _, seat, row_id = talk.last
    row = next((one for one in talk.state.waits if one.id == row_id), None)
    return row is not None and _take_back(talk, row, seat)


def _park(talk: Talk, words: str) -> None:
    prompt = prompt_at(talk.state, talk.place)
    seat = talk.meeting.seat or parks_for(talk.state, prompt.question if prompt is not None else None)
    if talk.act(Act(PARKED, seat, row=talk.meeting.new_row(), value=words)):
        talk.say("It waits for another time. :park shows what is parked.")


def _unpark(talk: Talk, row: Row | None, words: str) -> None:
    if row is None:
        tell_parked(talk)
        if not talk.state.waits:
            talk.say("Nothing is parked.")
    elif words.casefold() in _BACK:
        _take_back(talk, row, row.seat)
    elif talk.act(Act(PARKED, row.seat, row=row.id)):
        talk.say("It is taken away.")


def _take_back(talk: Talk, row: Row, seat: str) -> bool:
    done = talk.act(Act("between_us", seat, row=row.id))
    if done:
        talk.say("Just between us: it leaves summary and record.")
    return done


def _numbered(talk: Talk, number: int) -> Row | None:
    waits = talk.state.waits
    if 1 <= number <= len(waits):
        return waits[number - 1]
    talk.say(f"There is no #{number}; :park shows what is parked.")
    return None
