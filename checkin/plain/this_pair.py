"""What concerns a pair itself, as plain lines: prompts, other names, pausing, ending, opening again.

Deleting and the document to take away are at the command line: `checkin pair`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.plain.replies import choose_one
from checkin.record.pair_states import rename_people, set_state
from checkin.summary.around import around_of

if TYPE_CHECKING:
    from checkin.plain.console import Console
    from checkin.record.desk import Desk


def tell_this_pair(desk: Desk, console: Console, pair: str) -> None:
    """Say what can be done with the pair as a whole, and do what is chosen. Raises `CheckinError`."""
    ledger = desk.ledger(pair)
    acts = [("prompts", "Prompts at the right moment"), ("names", "Other names")]
    if ledger.state != "active":
        acts.append(("active", "Begin again"))
    if ledger.state == "active":
        acts.append(("paused", "Pause; everything is kept"))
    if ledger.state != "closed":
        acts.append(("closed", "End it; everything is kept"))
    at = choose_one(console, [words for _, words in acts])
    if at is None:
        return
    what = acts[at][0]
    if what == "prompts":
        from checkin.plain.moments import tell_moments

        tell_moments(desk, console, pair)
    elif what == "names":
        around = around_of(ledger, desk.today())
        others = {
            seat: console.ask(f"{name}, from now on (Enter: the same): ") or ""
            for seat, name in (("mentee", around.mentee), ("mentor", around.mentor))
        }
        rename_people(desk, pair, {seat: other for seat, other in others.items() if other.strip()})
    else:
        set_state(desk, pair, what)
        told = {
            "active": "Open again.",
            "paused": "Paused.",
            "closed": "Ended. To delete it or take it with you: ",
        }
        console.say(
            told[what]
            + (f"checkin pair delete {pair}, checkin pair takeaway {pair}" if what == "closed" else "")
        )
