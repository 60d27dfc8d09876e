"""Home as plain lines: the pair met last, an unfinished meeting first, and what can be done from here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError, HeldByOther, WrongInput
from checkin.ground.text import clean_line
from checkin.meeting.returning import next_time
from checkin.plain.console import aside
from checkin.plain.ledgers import look_back, tell_agreement
from checkin.plain.meeting import INTERRUPTED, hold
from checkin.plain.paper import read_aloud
from checkin.plain.replies import QUIT, ask_yes
from checkin.plain.words import whole_number
from checkin.record.offering import (
    REVIEW,
    THREE_WORDS,
    bringing,
    offer_words,
    offers_three_things,
    open_steps,
    review_is_due,
)
from checkin.record.pair_states import ended_words, set_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.model import Depth
    from checkin.plain.console import Console
    from checkin.plain.kinds import Wanted
    from checkin.record.desk import Desk
    from checkin.record.pairs import PairEntry
    from checkin.record.unfinished import Unfinished


def home(desk: Desk, console: Console) -> int:
    """Welcome two people, or say how their pair stands, and do what they choose. Returns the exit code.

    Raises `CannotDo` when there is nowhere to keep anything.
    """
    if not desk.pairs() and not _welcome(desk, console):
        return INTERRUPTED
    pair = desk.pairs()[0]
    while True:
        _tell_pair(desk, console, pair)
        for notice in desk.notices.take():
            console.say(notice)
        choice = _choose(desk, console, pair)
        if choice is None or choice == "quit":
            return 0
        try:
            if choice == "other":
                pair = _another_pair(desk, console) or pair
            else:
                code = _do(desk, console, pair.id, choice)
                if code == INTERRUPTED:
                    return code
                pair = next((one for one in desk.pairs() if one.id == pair.id), pair)
        except CheckinError as trouble:
            console.say(str(trouble))


def meet_plain(
    desk: Desk,
    pair: str,
    bank: str,
    depth: Depth,
    console: Console,
    language: str | None = None,
    people: Mapping[str, str] | None = None,
) -> int:
    """Hold a new meeting as plain lines; one that was broken off is offered first. Returns the exit code.

    `language` and `people` are as for `Desk.begin`; guests who are not named are asked for. Raises what
    `Desk.begin` and `Desk.resume` raise.
    """
    from checkin.meeting.start import is_alone

    if is_alone(desk.bank(bank, language)):
        from checkin.plain.alone import hold_alone

        return hold_alone(desk, pair, bank, depth, console, language)
    for waiting in _waiting(desk, pair):
        go_on = ask_yes(console, f"{waiting.title} was not finished. Go on with it? yes or no: ")
        if go_on is None:
            aside("Nothing was started; the unfinished meeting is as it was.")
            return INTERRUPTED
        if go_on:
            return hold(desk, desk.resume(pair, waiting.id), console, resumed=True)
    from checkin.plain.kinds import Wanted

    return _hold_new(desk, console, pair, Wanted(bank, depth, language), people)


def _hold_new(
    desk: Desk, console: Console, pair: str, wanted: Wanted, people: Mapping[str, str] | None = None
) -> int:
    """Begin a meeting and hold it; where it is one for a group, ask first who is there."""
    from checkin.plain.guests import ask_guests

    if people is None:
        bank = desk.bank_for(pair, wanted.bank, wanted.language, shipped=wanted.shipped)
        people = ask_guests(desk, console, pair, bank)
        if people is None:
            return INTERRUPTED
    begun = desk.begin(
        pair, wanted.bank, wanted.depth, wanted.language, shipped=wanted.shipped, people=people
    )
    return hold(desk, begun, console)


def resume_plain(desk: Desk, pair: str, console: Console) -> int:
    """Go on with the unfinished meeting as plain lines; a shared one is joined. Returns the exit code.

    Raises what `Desk.resume` raises.
    """
    try:
        meeting = desk.resume(pair)
    except HeldByOther:
        from checkin.live.where import read_note

        if read_note(desk.places, pair) is None:
            raise
        from checkin.plain.seat import join_plain

        return join_plain(desk, pair, None, console)
    return hold(desk, meeting, console, resumed=True)


def _waiting(desk: Desk, pair: str) -> list[Unfinished]:
    """The latest meeting that can be gone on with, if there is one."""
    return [one for one in desk.unfinished(pair) if not one.problem][:1]


def _welcome(desk: Desk, console: Console) -> bool:
    """The first start: two names. Returns whether there is a pair now."""
    console.say("Welcome to checkin: a guided conversation for a mentor and a mentee.")
    console.say(f"What you say is kept on this machine only, in {desk.places.home}")
    while True:
        names = []
        for role in ("mentee", "mentor"):
            name = _filled(console, f"The {role}'s name: ")
            if name is None:
                return False
            names.append(name)
        try:
            desk.create_pair(mentor=names[1], mentee=names[0])
        except CheckinError as refused:
            if refused.exit_code != 2:
                raise
            console.say(str(refused))
        else:
            return True


def _tell_pair(desk: Desk, console: Console, pair: PairEntry) -> None:
    if pair.problem:
        console.say(f"{pair.id}: {pair.problem}")
        return
    ledger = desk.ledger(pair.id)
    today = desk.today()
    console.say(f"\n{pair.words}.")
    if pair.next:
        when = "Next meeting:" if pair.next >= today.isoformat() else "The next meeting was planned for"
        console.say(f"{when} {show_iso(pair.next, today)}.")
    if ledger.state != "active":
        console.say(ended_words(ledger))
    told = bringing(ledger.ledgers.waiting, pair.mentee, pair.mentor)
    if told:
        console.say(f"{told}: “{clean_line(ledger.ledgers.waiting[0].text)}”.")
    if easier := next_time(ledger.ledgers.lessons_of("mentee")):
        console.say(f"{easier}.")
    if ledger.state == "active" and (offer := offer_words(ledger)):
        console.say(offer)
    steps = open_steps(ledger)
    if steps:
        console.say("Open steps:")
    for step in steps:
        due = f", by {show_iso(step.due, today)}" if step.due else ""
        console.say(f"- {step.what} ({step.owner_name}{due})")


def _choose(desk: Desk, console: Console, pair: PairEntry) -> str | None:
    """What they want to do next, None at the end of input."""
    choices: list[tuple[str, str]] = []
    if not pair.problem:
        choices += [("resume", f"Go on with: {one.title}") for one in _waiting(desk, pair.id)]
        title = _title_of_next(desk, pair.id)
        ledger = desk.ledger(pair.id)
        if ledger.state != "active":
            choices += [("reopen", "Begin again")]
        if ledger.state != "closed":
            if review_is_due(ledger, desk.today()):
                choices += [("review", "Look at how you work together, it is time for one")]
            choices += [("full", f"{title}"), ("quick", f"{title}, quick")]
            choices += [("kinds", "Another kind of meeting")]
        choices += [("own", "Prepare, or think alone")]
        if ledger.meetings:
            three = f", {THREE_WORDS}" if ledger.state == "active" and offers_three_things(ledger) else ""
            choices += [("history", f"Look back{three}"), ("last", "The last summary")]
        choices += [("agreement", "Agreement"), ("this", "This pair")]
    choices += [("other", "Another pair"), ("quit", "Quit")]
    for number, (_, words) in enumerate(choices, 1):
        console.say(f"{number}. {words}")
    while True:
        line = console.ask("Number: ")
        if line is None:
            return None
        number = whole_number(line) or 0
        if 1 <= number <= len(choices):
            return choices[number - 1][0]
        if clean_line(line).casefold() in QUIT:
            return "quit"
        console.say(f"Please type a number from 1 to {len(choices)}.")


def _title_of_next(desk: Desk, pair: str) -> str:
    try:
        return desk.bank_for(pair, desk.usual_bank(pair)).title
    except CheckinError:
        return "A meeting"  # what is wrong with the bank is said when it is chosen


def _do(desk: Desk, console: Console, pair: str, choice: str) -> int:
    if choice == "resume":
        return resume_plain(desk, pair, console)
    if choice == "history":
        look_back(desk, console, pair)
    elif choice == "agreement":
        tell_agreement(desk, console, pair)
    elif choice == "reopen":
        set_state(desk, pair, "active")
    elif choice == "this":
        from checkin.plain.this_pair import tell_this_pair

        tell_this_pair(desk, console, pair)
    elif choice == "own":
        from checkin.plain.own import own_page

        return own_page(desk, console, pair)
    elif choice == "last":
        console.say(read_aloud(desk.saved(pair, "last")))
    else:
        wanted = _wanted(desk, console, pair, choice)
        if wanted is not None:
            return _hold_new(desk, console, pair, wanted)
    return 0


def _wanted(desk: Desk, console: Console, pair: str, choice: str) -> Wanted | None:
    """The meeting to begin: another kind, or the suggested one, also where one's own of it is broken."""
    from checkin.plain.kinds import Wanted, choose_kind, without_broken

    if choice == "kinds":
        return choose_kind(desk, console, pair)
    bank = REVIEW if choice == "review" else desk.usual_bank(pair)
    wanted = Wanted(bank, "quick" if choice == "quick" else "full")
    try:
        desk.bank(bank)
    except WrongInput:
        shipped = without_broken(desk, console, pair, bank)
        if shipped is not None:
            return replace(wanted, shipped=True) if shipped else None
    return wanted


def _another_pair(desk: Desk, console: Console) -> PairEntry | None:
    """One of the other pairs, or a new one; None when they would rather stay."""
    pairs = desk.pairs()
    for number, pair in enumerate(pairs, 1):
        console.say(f"{number}. {pair.words if not pair.problem else pair.id}")
    console.say(f"{len(pairs) + 1}. A new pair")
    while True:
        line = console.ask("Number (Enter: stay): ")
        if line is None or not line.strip():
            return None
        number = whole_number(line) or 0
        if 1 <= number <= len(pairs):
            return pairs[number - 1]
        if number == len(pairs) + 1:
            before = {pair.id for pair in pairs}
            made = _welcome(desk, console)
            return next((pair for pair in desk.pairs() if pair.id not in before), None) if made else None
        console.say(f"Please type a number from 1 to {len(pairs) + 1}.")


def _filled(console: Console, prompt: str) -> str | None:
    while (line := console.ask(prompt)) is not None:
        if clean_line(line):
            return clean_line(line)
        console.say("A name is needed here.")
    return None
