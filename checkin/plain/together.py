"""Two keyboards, one meeting: going along, meeting at one page again, turning pages alone for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checkin.live.words import is_called, not_here_yet
from checkin.meeting.events import BOTH_HERE, SHARED
from checkin.meeting.rules import Act
from checkin.meeting.turning import place_of, prompt_at
from checkin.plain.moves import do_word, look, turn

if TYPE_CHECKING:
    from checkin.meeting.state import Place
    from checkin.plain.seat_talk import SeatTalk
    from checkin.plain.talk import Talk, Word


def presence(talk: SeatTalk) -> str:
    """Whether the other one is here, and where if not on the same page."""
    name = talk.name(talk.other)
    if not talk.seated.here.get(talk.other):
        return not_here_yet(name)
    there = place_of(talk.state, talk.other)
    here = talk.place
    at = "" if (there.prompt, there.row) == (here.prompt, here.row) else f", at {title_of(talk, there)}"
    return f"{name} is here{at}."


def title_of(talk: Talk, place: Place) -> str:
    """What a place is called: its part of the meeting; its question, when these lines are in that part."""
    prompt, here = prompt_at(talk.state, place), prompt_at(talk.state, talk.place)
    if prompt is None:
        return "the end"
    if here is not None and here.stage.id == prompt.stage.id:
        question = prompt.question
        return f"“{talk.worded(question.label or question.ask, '…')}”"
    return prompt.stage.title


def look_in_seat(talk: Talk, name: str) -> None:
    """As everywhere, and the words there are besides."""
    look(talk, name)
    if name == "help":
        other = talk.name(cast("SeatTalk", talk).other)
        talk.say(
            f":go      to where {other} is\n"
            f":together the same page again; said there, it calls {other} to yours\n"
            f":alone   turn pages for yourself for a while\n"
            f":write   at a question of {other}'s: write it down for {other}"
        )


def do_in_seat(talk: Talk, word: Word) -> None:
    """Do what one of a seat's words says, but for `:stop`."""
    seat = cast("SeatTalk", talk)
    match word.name:
        case "go":
            _go(seat)
        case "together":
            _together(seat)
        case "alone":
            _alone(seat)
        case "back" | "skip" if talk.behind:
            talk.say(f"{talk.name(seat.other)} turned the page; you are with {talk.name(seat.other)} now.")
        case _:
            do_word(talk, word)


def _go(talk: SeatTalk) -> None:
    there = place_of(talk.state, talk.other)
    here = place_of(talk.state, talk.seated.seat)
    if (there.prompt, there.row) != (here.prompt, here.row):
        turn(talk, there)
    elif not talk.behind:
        talk.say(f"{talk.name(talk.other)} is at this page, too.")


def _together(talk: SeatTalk) -> None:
    """Back to the common page; who is there already calls the other one."""
    name = talk.name(talk.other)
    if talk.seated.apart:
        talk.act(Act("turned", talk.seated.seat))
        talk.say(f"You and {name} turn pages together again.")
    elif talk.behind:
        return
    elif talk.other in talk.state.places:
        here = talk.place
        talk.act(Act("turned", SHARED, here.prompt, here.row, BOTH_HERE, here.then or None))
        talk.say(is_called(name))
    else:
        talk.say(f"You and {name} are together at this page.")


def _alone(talk: SeatTalk) -> None:
    here = talk.place
    if talk.act(Act("turned", talk.seated.seat, here.prompt, here.row, value=here.then or None)):
        talk.say("You turn pages for yourself now. :together leads back to the common one.")
