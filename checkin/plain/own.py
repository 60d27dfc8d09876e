"""One's own page as plain lines: preparing, time alone, and the notes that nobody else opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError
from checkin.ground.text import clean_line
from checkin.meeting.start import PREPARE, SOLO
from checkin.meeting.words import LATER_WORDS, OFFER_WORDS
from checkin.plain.alone import ask_to_bring, hold_alone
from checkin.plain.meeting import INTERRUPTED, hold
from checkin.plain.paper import read_aloud
from checkin.plain.replies import choose_one
from checkin.plain.words import whole_number
from checkin.record import own_page as page
from checkin.record import private
from checkin.record.alone import alone_ledger, own_desk, unfinished_alone
from checkin.record.bringing import bring_once, prepared, see
from checkin.record.pair_states import waits_words
from checkin.record.unfinished import began_words
from checkin.record.whose import ASKED_WHY, changed_by, claim, owner, seats_here

if TYPE_CHECKING:
    from checkin.plain.console import Console
    from checkin.record.desk import Desk


def own_page(
    desk: Desk, console: Console, pair: str, seat: str | None = None, *, prepare: bool = False
) -> int:
    """Say what there is to do alone, and do what is chosen. Returns the exit code.

    `seat` is whose page it is, asked for where it is None and this account is for both, or nobody said so.
    `prepare` begins with what is prepared. Raises `CannotDo` where the page is somebody else's.
    """
    whose = seat or _whose(desk, console, pair)
    if whose is None:
        return 0
    name = owner(desk, pair, whose).name
    console.say(f"{name}'s own page. {page.standing(desk, pair, whose)}")
    if prepare and whose == "mentor":
        _ready(desk, console, pair)
    while True:
        for notice in desk.notices.take():
            console.say(notice)
        there = page.acts(desk, pair, whose)
        picked = choose_one(console, [act.words for act in there], "Number (Enter: leave): ")
        if picked is None:
            return 0
        try:
            code = _do(desk, console, pair, whose, there[picked].id)
        except CheckinError as trouble:
            console.say(str(trouble))
            continue
        if code == INTERRUPTED:
            return code
        here = seats_here(desk, pair)
        if here and whose not in here:
            return 0


def _go_on(desk: Desk, console: Console, pair: str) -> int:
    """With what was broken off alone, with what is chosen if there is more. Returns the exit code."""
    waiting, at = unfinished_alone(desk, pair), 0
    if len(waiting) > 1:
        today = desk.today()
        lines = [f"{began_words(one, today)}, {clean_line(one.title)}" for one in waiting]
        picked = choose_one(console, lines, "Go on with which one? Number (Enter: back): ")
        if picked is None:
            return 0
        at = picked
    return hold(desk, own_desk(desk, pair).resume(pair, waiting[at].id), console, resumed=True)


def _whose(desk: Desk, console: Console, pair: str) -> str | None:
    here = seats_here(desk, pair)
    if not here:
        _ask_who(desk, console, pair)
        here = seats_here(desk, pair)
    if len(here) < 2:
        return here[0] if here else None
    names = _names(desk, pair)
    here = tuple(one for one in here if one in names)
    at = choose_one(console, [names[one] for one in here], "Whose page? Number (Enter: leave): ")
    return None if at is None else here[at]


def _ask_who(desk: Desk, console: Console, pair: str) -> None:
    names = _names(desk, pair)
    seats = [*names, ""]
    console.say(f"{ASKED_WHY}\n{changed_by(pair)}")
    at = choose_one(
        console, [*names.values(), "Both of us"], "Who uses this account? Number (Enter: leave it): "
    )
    if at is not None:
        claim(desk, pair, [seats[at]] if seats[at] else names)


def _names(desk: Desk, pair: str) -> dict[str, str]:
    people = {person.seat: person.name for person in desk.joint().ledger(pair).people}
    return {seat: people[seat] for seat in ("mentee", "mentor") if seat in people}


def _do(desk: Desk, console: Console, pair: str, seat: str, act: str) -> int:
    match act:
        case "go_on":
            return _go_on(desk, console, pair)
        case "prepare" | "alone":
            return hold_alone(desk, pair, PREPARE if act == "prepare" else SOLO, "full", console)
        case "bring":
            ask_to_bring(desk, pair, console)
        case "jot":
            if words := clean_line(console.ask("For next time: ") or ""):
                bring_once(desk, pair, words, "", "jot", seat)
                console.say(waits_words(desk.joint().ledger(pair)))
        case "hard_day":
            console.say(page.hard_day(desk, pair))
        case "words":
            _own_words(desk, console, pair)
        case "steps":
            _steps(desk, console, pair)
        case "earlier":
            _earlier(desk, console, pair)
        case "ready":
            _ready(desk, console, pair)
        case "queue":
            _queue(desk, console, pair)
        case "queued":
            _queued(desk, console, pair)
        case "load":
            _load(desk, console, pair)
        case "debrief":
            _debrief(desk, console, pair)
        case "door":
            _door(desk, console, pair)
        case "after":
            _read(desk, console, pair, seat, "load", "debrief", "held_door")
        case "note":
            if words := _lines(console, "Your note, an empty line ends it: "):
                private.note(desk, pair, seat, words)
                console.say(page.FOR_YOU)
        case "notes":
            _read(desk, console, pair, seat, "note")
        case "who":
            _ask_who(desk, console, pair)
    return 0


def _own_words(desk: Desk, console: Console, pair: str) -> None:
    from checkin.record.additions import put_in_own_words

    there = page.strengths(desk, pair)
    at = choose_one(console, [f"{one.text}{f' — {one.own}' if one.own else ''}" for one in there])
    if at is not None and (
        words := clean_line(console.ask("In your own words, “I …” (Enter: back): ") or "")
    ):
        put_in_own_words(desk.joint(), pair, there[at].id, words)
        console.say(page.OWN_WORDS_KEPT)


def _steps(desk: Desk, console: Console, pair: str) -> None:
    there, today = page.steps_alone(desk, pair), desk.today()
    due = [f"{one.what}{f', by {show_iso(one.due, today)}' if one.due else ''}" for one in there]
    at = choose_one(console, due)
    if at is None:
        return
    whats = list(LATER_WORDS)
    what = choose_one(console, [LATER_WORDS[one].capitalize() for one in whats])
    if what is not None:
        own_desk(desk, pair).account(pair, there[at], whats[what])
        console.say(page.FOR_YOU)


def _earlier(desk: Desk, console: Console, pair: str) -> None:
    ledger = alone_ledger(desk, pair)
    meetings = ledger.meetings if ledger is not None else ()
    at = choose_one(console, [f"{show_iso(one.date, desk.today())}, {one.title}" for one in meetings])
    if at is not None:
        console.say(read_aloud(own_desk(desk, pair).saved(pair, meetings[at].id)))


def _ready(desk: Desk, console: Console, pair: str) -> None:
    console.say(page.mentor_ready(desk, pair))
    found = prepared(desk, pair)
    if found is not None:
        see(desk, pair, found)


def _queue(desk: Desk, console: Console, pair: str) -> None:
    console.say("It stays closed until your turn has come. Then you choose whether it still fits.")
    words = clean_line(console.ask("The thought (Enter: back): ") or "")
    if not words:
        return
    kinds = list(OFFER_WORDS)
    at = choose_one(console, list(OFFER_WORDS.values()), "What it is, number (Enter: leave it open): ")
    fit = clean_line(console.ask("It may not fit because (Enter: leave it open): ") or "")
    private.queue_offer(desk, pair, "" if at is None else kinds[at], words, fit)
    console.say("Kept ready, for you alone.")


def _queued(desk: Desk, console: Console, pair: str) -> None:
    there = private.queued_offers(desk, pair)
    at = choose_one(
        console, [clean_line(one.text) for one in there], "A number takes one out again (Enter: back): "
    )
    if at is not None:
        private.take_offer(desk, pair, there[at].id)
        console.say("Taken out.")


def _load(desk: Desk, console: Console, pair: str) -> None:
    while line := (
        console.ask("How heavy was it for you? 0 not at all, 10 very (Enter: back): ") or ""
    ).strip():
        value = whole_number(line)
        if value is not None and 0 <= value <= 10:
            private.load(desk, pair, value)
            console.say(page.FOR_YOU)
            if private.too_heavy(desk, pair):
                console.say(private.BOUNDARIES)
            return
        console.say("Please type a number from 0 to 10.")


def _debrief(desk: Desk, console: Console, pair: str) -> None:
    console.say("Was what happened yours, theirs, or neither? It is no verdict on you.")
    whose = list(private.WHOSE)
    at = choose_one(console, [words.capitalize() for words in private.WHOSE.values()])
    if at is not None:
        private.debrief(desk, pair, whose[at], _lines(console, "A word about it, an empty line ends it: "))
        console.say(page.FOR_YOU)


def _door(desk: Desk, console: Console, pair: str) -> None:
    words = clean_line(console.ask("Which door did you hold back? (Enter: back): ") or "")
    if not words:
        return
    reasons = list(private.HELD_REASONS)
    at = choose_one(
        console, list(private.HELD_REASONS.values()), "What held you back? Number (Enter: leave it open): "
    )
    reason = reasons[at] if at is not None else "other"
    private.held_door(
        desk, pair, words, reason, clean_line(console.ask("A word about it (Enter: none): ") or "")
    )
    console.say(private.LET_THEM_DECIDE if reason == private.OWN_PAST else page.FOR_YOU)


def _read(desk: Desk, console: Console, pair: str, seat: str, *kinds: str) -> None:
    there = private.entries(desk, pair, seat, *kinds)[::-1]
    lines = [page.entry_line(desk, one) for one in there]
    at = choose_one(console, lines, "A number removes one for good (Enter: back): ")
    if at is not None:
        private.forget(desk, pair, seat, there[at].id)
        console.say("Removed.")


def _lines(console: Console, prompt: str) -> str:
    lines: list[str] = []
    while (line := console.ask(prompt if not lines else "")) is not None and line.strip():
        lines.append(line.strip())
    return "\n".join(lines)
