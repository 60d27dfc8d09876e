"""A seat of one's own in a shared meeting, as plain lines: `checkin join --plain` and `share --plain`."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError, NotFound
from checkin.live.shared import check_for_two, meeting_to_share, seat_meant, shared_meeting, start_of
from checkin.live.words import way_back
from checkin.plain.console import aside
from checkin.plain.meeting import DONE, INTERRUPTED, converse, greet
from checkin.plain.seat_closing import close_from_seat, tell_saved
from checkin.plain.seat_talk import Over, SeatTalk
from checkin.plain.talk import Ended, Word
from checkin.plain.together import do_in_seat, presence
from checkin.plain.words import seat_named, who_is_here, whole_number
from checkin.record.kept_back import keep_back

if TYPE_CHECKING:
    from checkin.meeting.start import Start
    from checkin.plain.console import Console
    from checkin.record.desk import Desk


def join_plain(desk: Desk, pair: str, seat: str | None, console: Console, *, guest: bool = False) -> int:
    """Take a seat in the pair's shared meeting, and hold it from there. Returns the exit code.

    `seat` is the seat's id, or whom it plays (`mentee`, `mentor`); asked for when None. A `guest` reaches
    this meeting and nothing else. Raises `NotFound` when nothing is shared, and what `enter` raises.
    """
    shared = shared_meeting(desk, pair)
    if not shared:
        raise NotFound(
            "Nobody shares a meeting of this pair at the moment.", "Ask the other one to share theirs."
        )
    return _sit_down(desk, pair, shared, seat, console, guest=guest)


def share_plain(desk: Desk, pair: str, seat: str | None, console: Console) -> int:
    """Share the pair's latest unfinished meeting, and go on with it from one seat. Returns the exit code.

    Raises `NotFound` when there is none, `HeldByOther` when it is open elsewhere, and what `enter` raises.
    """
    return _sit_down(desk, pair, meeting_to_share(desk, pair), seat, console, sharing=True)


def _sit_down(
    desk: Desk,
    pair: str,
    meeting: str,
    seat: str | None,
    console: Console,
    *,
    guest: bool = False,
    sharing: bool = False,
) -> int:
    from checkin.live.entering import enter
    from checkin.live.link import LineLink

    start = start_of(desk, pair, meeting)
    check_for_two(start)
    own = seat_meant(start, seat) if seat else _ask_seat(start, console)
    if own is None:
        return INTERRUPTED
    seated, wire = enter(desk, pair, own, meeting=meeting)
    talk = SeatTalk(desk, seated, LineLink(seated, wire), console, guest=guest)
    try:
        if sharing:
            name, role = start.name(talk.other), start.role(talk.other)
            console.say(
                f"The meeting is shared now. {name} comes in with: checkin join\n"
                f"From another computer: ssh -t HOST checkin join\n"
                f"Without an account here: checkin invite KEY.pub --as {role} lets a key into this one seat."
            )
        return hold_seat(talk)
    finally:
        talk.link.close()
        talk.waiting.close()


def hold_seat(talk: SeatTalk) -> int:
    """Hold the meeting from this seat until it is over, or one leaves. Returns the exit code."""
    code = INTERRUPTED
    over: Over | None = None
    try:
        greet(talk, resumed=not talk.seated.blank)
        talk.say(f"You sit in {talk.name(talk.seated.seat)}'s seat. {presence(talk)}")
        converse(talk, lambda: close_from_seat(talk), do_in_seat)
    except Over as end:
        over, code = end, DONE
    except Word:  # :stop
        code = DONE
    except (Ended, KeyboardInterrupt):
        pass
    talk.link.close()
    if over is None:
        aside(_how_to_come_back(talk))
        return code
    if left_over := talk.news.left_over:
        where = keep_back(talk.desk, talk.state.start, talk.seated.seat, left_over, guest=talk.guest)
        talk.say("\n".join([*left_over, where]))
    meeting = over.saved or _on_record(talk)
    if not meeting:
        talk.say(over.why)
        return code
    with suppress(KeyboardInterrupt):
        tell_saved(talk, meeting)
    return code


def _on_record(talk: SeatTalk) -> str:
    """The meeting's id, if it was saved while the line was down; else empty."""
    start = talk.state.start
    try:
        return talk.desk.ledger(start.pair).meeting_meant(start.id).id
    except CheckinError:
        return ""


def _how_to_come_back(talk: SeatTalk) -> str:
    """What is said to somebody who gets up before the end: what is kept, and the way back."""
    back = way_back(talk.seated, guest=talk.guest)
    if talk.seated.connected:
        return f"Everything is kept. {back}"
    # The link could not come back either.
    words = "".join(f"\n  {text}" for text in talk.unsent.values())
    lost = f"What you said since then is not in the meeting:{words}\n" if words else ""
    return f"The line to the meeting was down. {lost}{back}"


def _ask_seat(start: Start, console: Console) -> str | None:
    """Ask who sits here, by number or name; None when there are no more lines."""
    console.say(f"{start.bank.title}: {start.pair_words}.\nWho are you?")
    seats = start.mentee_last()[::-1]
    for number, seat in enumerate(seats, 1):
        console.say(f"{number}. {start.name(seat)}")
    while (line := console.ask("Number: ")) is not None:
        number = whole_number(line) or 0
        named = seats[number - 1] if 1 <= number <= len(seats) else seat_named(start, line)
        if named is not None:
            return named
        console.say(f"Please type a number from 1 to {len(seats)}: it is {who_is_here(start)}.")
    return None
