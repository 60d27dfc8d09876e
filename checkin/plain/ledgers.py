"""Looking back as plain lines: the meetings, what was kept, how it moved, and what the pair is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.text import clean, clean_line, counted
from checkin.meeting.doors import MOVE_WORDS, next_moves
from checkin.meeting.ledgers import Clause
from checkin.plain.adding import NEW_WORDS, ask_new
from checkin.plain.paper import read_aloud, render
from checkin.plain.replies import ask_yes, choose_one
from checkin.plain.words import whole_number
from checkin.record.gone import still_going
from checkin.record.offering import (
    AGREEMENT_OFFERED,
    THREE_OFFERED,
    TRIAL,
    offers_sentences,
    offers_three_things,
    sentences,
    three_things,
    trial_is_over,
)
from checkin.summary.around import around_of
from checkin.summary.kept import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.plain.console import Console
    from checkin.record.desk import Desk
    from checkin.record.facts import LedgerData
    from checkin.summary.kept_lines import Kept

TAKE_BACK = ":x"
READ_FIRST = "Read a summary first, by its number: :x takes a line of that one back."

SHOWN = 20
"""Lines of a list that are said at once."""


def look_back(desk: Desk, console: Console, pair: str) -> None:
    """Say what there is to look back at, and read what is chosen. Raises `CheckinError`."""
    while True:
        ledger = desk.ledger(pair)
        around = around_of(ledger, desk.today())
        counts = {id: len(one.read(ledger.ledgers, around)) for id, one in COLLECTIONS.items()}
        acts = [("meetings", f"Every meeting, {len(ledger.meetings)}"), ("trends", "How it moved over time")]
        acts += [(id, f"{one.title}, {counts[id] or 'none yet'}") for id, one in COLLECTIONS.items()]
        if offers_three_things(ledger):
            acts.append(("three", three_things(around.mentee)))
        at = choose_one(console, [words for _, words in acts])
        if at is None:
            return
        what = acts[at][0]
        if what == "meetings":
            tell_history(desk, console, pair)
        elif what == "trends":
            from checkin.plain.trends import tell_trends

            tell_trends(desk, console, pair)
        elif what == "three":
            _ask_three(desk, console, pair, around.mentee)
        elif what == "agreement":
            tell_agreement(desk, console, pair)
        else:
            _tell_kept(desk, console, pair, what)


def tell_history(desk: Desk, console: Console, pair: str) -> None:
    """The meetings, the newest first; a number reads one, two numbers hold two against each other, words
    search what was said.
    """
    ledger = desk.ledger(pair)
    meetings = ledger.meetings
    count = len(meetings)
    for at, meeting in enumerate(meetings[:SHOWN]):
        day = show_iso(meeting.date) or "no date"
        told = f"{meeting.title}, {meeting.minutes} minutes, {ledger.looks_right(meeting)}"
        console.say(f"{count - at}. {day}, {told}")
    if count > SHOWN:
        console.say(f"… and {count - SHOWN} before these, from number {count - SHOWN} down.")
    if still_going(desk.places, pair):
        from checkin.record.taking_back import finish

        finish(desk, pair, render)
    read = 0
    while True:
        line = console.ask(
            "A number reads that summary, words search, two numbers compare; Enter goes back: "
        )
        if line is None or not line.strip():
            return
        if line.strip().casefold() == TAKE_BACK:
            _take_back(desk, console, pair, read)
            continue
        numbers = [whole_number(word) for word in line.split()]
        if None in numbers:
            _search(desk, console, ledger, line)
        elif not all(number is not None and 1 <= number <= count for number in numbers):
            console.say(f"Please type a number from 1 to {count}, or press Enter.")
        elif len(numbers) == 2 and numbers[0] != numbers[1]:
            _compare(desk, console, pair, sorted(number for number in numbers if number is not None))
        else:
            read = numbers[0] or 0
            console.say(read_aloud(desk.saved(pair, str(read))))
            console.say(f"{TAKE_BACK} takes a line of it back.")


def _take_back(desk: Desk, console: Console, pair: str, read: int) -> None:
    """Take back a line of the meeting with the number that was read last, 0 for none."""
    if not read:
        console.say(READ_FIRST)
        return
    from checkin.plain.taking_back import ask_back

    ask_back(desk, console, pair, str(read))


def _search(desk: Desk, console: Console, ledger: LedgerData, words: str) -> None:
    from checkin.record.searching import Searching
    from checkin.summary.document import document_of
    from checkin.summary.plain_text import text

    searching = Searching(desk, ledger.pair, lambda saved: text(document_of(saved), 1_000_000))
    for meeting in ledger.meetings:
        searching.read(meeting)
    for trouble in searching.troubles:
        console.say(trouble)
    found = searching.found(ledger.meetings, words)
    numbers = {one.id: len(ledger.meetings) - at for at, one in enumerate(ledger.meetings)}
    for one in found[:SHOWN]:
        beside = f": {one.around}" if one.around else ""
        day = show_iso(one.meeting.date) or "no date"
        console.say(f"{numbers[one.meeting.id]}. {day}, {one.meeting.title}{beside}")
    if len(found) > SHOWN:
        console.say(f"… and {len(found) - SHOWN} more.")
    if not found:
        console.say("This was said in none of them.")


def _compare(desk: Desk, console: Console, pair: str, numbers: Sequence[int]) -> None:
    from checkin.summary.document import document_of
    from checkin.summary.side_by_side import side_by_side

    earlier, later = (document_of(desk.saved(pair, str(number))) for number in numbers)
    console.say(side_by_side(earlier, later, 78))


def _tell_kept(desk: Desk, console: Console, pair: str, collection: str) -> None:
    """One collection; a number reads the whole of a thing and asks what can be done with it, or adds one."""
    while True:
        ledger = desk.ledger(pair)
        kept = COLLECTIONS[collection].read(ledger.ledgers, around_of(ledger, desk.today()))
        lines = [f"{one.line} ({one.beside})" if one.beside else one.line for one in kept]
        if not kept:
            console.say(f"{COLLECTIONS[collection].about} {COLLECTIONS[collection].nothing}")
        if collection in NEW_WORDS:
            lines.append(NEW_WORDS[collection])
        at = choose_one(console, lines) if lines else None
        if at is None:
            return
        if at == len(kept):
            ask_new(desk, console, ledger, collection)
            continue
        console.say(clean(kept[at].text))
        _act_on(desk, console, ledger, collection, kept[at])


def _act_on(desk: Desk, console: Console, ledger: LedgerData, collection: str, one: Kept) -> None:
    from checkin.record import additions

    mentee = around_of(ledger, desk.today()).mentee
    if collection == "strengths":
        words = console.ask(f"{mentee}, in your own words, “I …” (Enter: leave it): ")
        if words and words.strip():
            additions.put_in_own_words(desk, ledger.pair, one.id, words)
            console.say("On record.")
    elif collection == "doors":
        door = next(door for door in ledger.ledgers.doors if door.id == one.id)
        moves = next_moves(door)
        told = [MOVE_WORDS[what].replace("{mentee}", mentee) for what in moves]
        at = choose_one(console, told, "What happened? Number (Enter: nothing yet): ") if moves else None
        if at is not None:
            note = console.ask(f"{mentee}, what came of it: ") if moves[at] == "outcome" else ""
            additions.move_door(desk, ledger.pair, one.id, moves[at], note or "")
            console.say("On record.")
    elif collection == "shelf":
        steps = [step for step in ledger.steps if step.open]
        told = [clean_line(step.what) for step in steps]
        at = choose_one(console, told, "For which step? Number (Enter: none): ") if steps else None
        if at is not None:
            additions.attach_resource(desk, ledger.pair, one.id, steps[at].id)
            console.say("On record.")


def tell_agreement(desk: Desk, console: Console, pair: str) -> None:
    """The agreement that holds and what can be done with it; where there is none, four sentences to try."""
    from checkin.record.additions import add_agreement, agree_to_agreement

    ledger = desk.ledger(pair)
    around = around_of(ledger, desk.today())
    agreement = ledger.ledgers.agreement
    if agreement is None:
        _offer_sentences(desk, console, ledger)
        return
    versions = COLLECTIONS["agreement"].read(ledger.ledgers, around)
    console.say(clean(versions[0].text))
    if trial_is_over(ledger):
        keep = ask_yes(
            console, "You tried these. Keep them as they are? yes or no (Enter: later): ", may_pass=True
        )
        if keep is not None:
            clauses = agreement.clauses if keep else _changed(console, agreement.clauses)
            add_agreement(desk, pair, clauses)
            console.say("On record.")
            ledger = desk.ledger(pair)
            agreement = ledger.ledgers.agreement or agreement
    for seat, name in (("mentor", around.mentor), ("mentee", around.mentee)):
        if seat not in agreement.agreed and ask_yes(
            console, f"{name}, does it look right? yes or no: ", may_pass=True
        ):
            agree_to_agreement(desk, pair, seat, agreement.id)
    if len(versions) > 1:
        at = choose_one(
            console, [f"{one.line}, {one.beside}" for one in versions], "Read which? (Enter: back): "
        )
        if at is not None:
            console.say(clean(versions[at].text))


def _offer_sentences(desk: Desk, console: Console, ledger: LedgerData) -> None:
    from checkin.record.additions import add_agreement, switch

    around = around_of(ledger, desk.today())
    console.say("You have no agreement yet. Four sentences to begin with:")
    clauses = tuple(Clause(*one) for one in sentences(around.mentee, around.mentor))
    for clause in clauses:
        console.say(f"{clause.label}: {clause.text}")
    wanted = ask_yes(
        console, f"Try them for {counted(TRIAL, 'meeting')}? yes or no (Enter: not yet): ", may_pass=True
    )
    if wanted:
        add_agreement(desk, ledger.pair, _changed(console, clauses), trial=TRIAL)
        console.say("On record. After that: keep them, or change them.")
    elif wanted is False and offers_sentences(ledger):
        switch(desk, ledger.pair, AGREEMENT_OFFERED, on=False)


def _changed(console: Console, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses, each in other words where some are typed."""
    found = []
    for clause in clauses:
        words = console.ask(f"{clean_line(clause.label)}, in other words (Enter: as it is): ")
        found.append(Clause(clause.id, clause.label, words if words and words.strip() else clause.text))
    return tuple(found)


def _ask_three(desk: Desk, console: Console, pair: str, mentee: str) -> None:
    from checkin.record.additions import add_own_strength, switch

    console.say(f"{mentee} chooses. One is enough.")
    for number in range(1, 4):
        words = console.ask(f"{number}. I now … without asking (Enter: no more): ")
        if words is None:
            return  # broken off: it is offered again
        if not words.strip():
            break
        add_own_strength(desk, pair, words)
    switch(desk, pair, THREE_OFFERED, on=False)
