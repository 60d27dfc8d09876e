"""What is put on record between meetings as plain lines: a new door, something new for the shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.meeting.cards import CARDS, SOURCES, choices_by_name
from checkin.plain.replies import ask_yes, choose_one
from checkin.record.additions import add_door, add_resource
from checkin.summary.around import around_of

if TYPE_CHECKING:
    from checkin.plain.console import Console
    from checkin.record.desk import Desk
    from checkin.record.facts import LedgerData

NEW_WORDS = {"doors": "A new door", "shelf": "Something new for the shelf"}
"""The collections that can be added to outside of a meeting, and how that is said."""


def ask_new(desk: Desk, console: Console, ledger: LedgerData, collection: str) -> None:
    """Ask for a new one and put it on record; an empty first line leaves it. Raises `CheckinError`."""
    if collection == "doors":
        _ask_door(desk, console, ledger)
    else:
        _ask_resource(desk, console, ledger)


def _ask_door(desk: Desk, console: Console, ledger: LedgerData) -> None:
    words = clean_line(console.ask("A person, a place, an occasion (Enter: back): ") or "")
    if not words:
        return
    around = around_of(ledger, desk.today())
    mentee = around.mentee
    (field,) = (one for one in CARDS["door"] if one.name == "mode")
    modes = choices_by_name(field, mentee, around.mentor)
    at = choose_one(
        console, [told for _, told in modes], f"Who writes or calls first? Number (Enter: {mentee}): "
    )
    message = console.ask(f"{mentee}, what should be said (Enter: leave it open): ") or ""
    consent = ask_yes(console, f"{mentee}, do you want this? yes or no (Enter: not yet): ", may_pass=True)
    mode = "mentee" if at is None else modes[at][0]
    add_door(desk, ledger.pair, words, mode=mode, message=message, consent=consent is True)
    console.say("On record." if consent else f"On record. It waits for {mentee}'s yes.")


def _ask_resource(desk: Desk, console: Console, ledger: LedgerData) -> None:
    words = clean_line(console.ask("What is it? (Enter: back): ") or "")
    if not words:
        return
    kind = choose_one(console, SOURCES, "What kind is it? Number (Enter: leave it open): ")
    steps = [step for step in ledger.steps if step.open]
    told = [clean_line(step.what) for step in steps]
    at = choose_one(console, told, "For which step? Number (Enter: none): ") if steps else None
    source, step = "" if kind is None else SOURCES[kind], "" if at is None else steps[at].id
    add_resource(desk, ledger.pair, words, source, step)
    console.say("On record.")
