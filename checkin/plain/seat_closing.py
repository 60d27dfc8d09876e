"""The end of a meeting from a seat of one's own: one's own word on the summary, and saving for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError
from checkin.live.words import line_is_down
from checkin.meeting.words import LATER
from checkin.plain.closing import ask_agreement, ask_next_meeting, says_right
from checkin.plain.paper import read_aloud, recap_of, render
from checkin.plain.talk import Word
from checkin.record.saving import agree_later

if TYPE_CHECKING:
    from checkin.plain.seat_talk import SeatTalk


def close_from_seat(talk: SeatTalk) -> None:
    """When to meet next, whether it looks right to oneself, and saving. Raises `Over` once it is saved.

    Raises a `Word` that leads nowhere when the other one went back to a question.
    """
    ask_next_meeting(talk)
    _along(talk)
    ask_agreement(talk)
    _along(talk)
    while not _both_through(talk):
        talk.say("Something was changed since you said that it looks right.")
        ask_agreement(talk)
        _along(talk)
    while True:
        _save(talk)
        talk.say("Nothing is lost.")
        talk.line("Enter tries again; :stop keeps everything for another time: ")
        _along(talk)


def _save(talk: SeatTalk) -> None:
    """Ask the room to save. Returns when it could not, and said why."""
    talk.news.refused = talk.news.back = False
    talk.seated.ask_to_save()
    talk.say_news()
    while not talk.news.refused:
        talk.wait_for_room()
        if talk.news.back:  # whoever was asked is gone
            talk.news.back = False
            talk.seated.ask_to_save()
            talk.say_news()


def tell_saved(talk: SeatTalk, meeting: str) -> None:
    """Say that the meeting is on record, and where its summary is; to a guest, the summary itself.

    Whoever has not said so far that it looks right can do so now. Raises `Ended`.
    """
    pair = talk.state.start.pair
    try:
        saved = talk.desk.saved(pair, meeting)
        name = talk.desk.ledger(pair).meeting_meant(meeting).summary
    except CheckinError as trouble:
        talk.say(f"Saved. {trouble}")
        return
    if talk.guest:
        talk.say(f"Saved. This is the summary:\n\n{read_aloud(saved)}")
    else:
        talk.say(f"Saved. The summary is in {talk.desk.places.summaries(pair) / name}\n")
        talk.say(f"{LATER}\n")
        talk.say(recap_of(saved))
    seat = talk.seated.seat
    if seat in saved.state.agreed:
        return
    while line := _last_line(talk, "Does it look right to you? yes, or not yet (Enter): "):
        answer = says_right(line)
        if answer:
            try:
                agree_later(talk.desk, pair, meeting, talk.state.start.role(seat), render)
            except CheckinError as trouble:
                talk.say(str(trouble))
            else:
                talk.say("Noted: it looks right to you.")
        if answer is not None:
            return
        talk.say("Please type yes or not yet.")


def _last_line(talk: SeatTalk, prompt: str) -> str:
    """A line after the meeting: nothing comes from the room any more."""
    said = talk.console.ask(prompt)
    return (said or "").strip()


def _both_through(talk: SeatTalk) -> bool:
    """Wait for the other one's word, or for leave to save without it. False when one's own fell away."""
    name, own = talk.name(talk.other), talk.seated.seat
    said = own in talk.state.agreed
    while talk.other not in talk.state.agreed or talk.other in talk.seated.lost_lines:
        if talk.other in talk.seated.lost_lines:
            down = line_is_down(name)
            line = talk.line(f"{down} “save” saves now, for both; :stop keeps it for another time: ")
        elif talk.seated.here.get(talk.other):
            line = talk.line(f"{name} has not said so yet. Enter waits; “save” saves now, for both: ")
        else:
            line = talk.line(
                f"{name} is not here. “save” saves now, for both; :stop keeps it for another time: "
            )
        _along(talk)
        if said and own not in talk.state.agreed:
            return False
        if line.strip().casefold().rstrip(".") == "save":
            break
    return not said or own in talk.state.agreed


def _along(talk: SeatTalk) -> None:
    if talk.behind:
        raise Word("along")
