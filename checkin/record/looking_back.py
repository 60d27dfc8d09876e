"""Everything a pair's record holds, read for looking back: meetings, steps, ledgers, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.clock import local_day, zone_name
from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError
from checkin.meeting.trends.past import Past, PastAccount, PastMeeting, PastStep

if TYPE_CHECKING:
    from datetime import date

    from checkin.meeting.trends.totals import Totals
    from checkin.record.desk import Desk
    from checkin.record.entries import AccountEntry, StepEntry
    from checkin.record.facts import LedgerData


def past_of(desk: Desk, pair: str) -> Past:
    """A pair's past. A meeting whose file can't be read is passed over, and `missing` tells of it.

    Raises `CannotDo` when the record itself can't be read.
    """
    ledger = desk.ledger(pair)
    meetings: list[PastMeeting] = []
    missing: list[str] = []
    for entry in reversed(ledger.meetings):
        try:
            saved = desk.saved(pair, entry.id)
        except (CheckinError, OSError) as trouble:
            missing.append(f"The meeting of {show_iso(entry.date)} is left out: {trouble}")
            continue
        day = local_day(saved.start.at, saved.start.zone)
        meetings.append(PastMeeting(entry.id, day, entry.kind, entry.title, saved.state, saved.events))
    days = {held.id: held.date for held in meetings}
    return Past(
        mentee=_name(ledger, "mentee"),
        mentor=_name(ledger, "mentor"),
        meetings=tuple(meetings),
        steps=tuple(_step(step, days) for step in ledger.steps),
        ledgers=ledger.ledgers,
        missing=tuple(missing),
    )


def _name(ledger: LedgerData, seat: str) -> str:
    person = ledger.person(seat)
    return person.name if person else f"the {seat}"


def _step(step: StepEntry, days: dict[str, date]) -> PastStep:
    return PastStep(
        id=step.id,
        meeting=step.meeting,
        what=step.what,
        owner=step.owner_seat if step.owner_seat in ("mentee", "mentor") else "other",
        status=step.status,
        carried=step.carried,
        accounts=tuple(
            PastAccount(day, account.what, account.meeting or "")
            for account in step.accounts
            if (day := _day(account, days)) is not None
        ),
    )


def _day(account: AccountEntry, days: dict[str, date]) -> date | None:
    """The day of an account: its meeting's where it was held, else that of its stamp here; None where that is
    no time at all.
    """
    if account.meeting in days:
        return days[account.meeting or ""]
    try:
        return local_day(account.at, zone_name())
    except ValueError:
        return None


def totals_for(desk: Desk, pair: str) -> Totals:
    """The counts of a pair for whoever looks after a programme. Raises `CannotDo`."""
    from checkin.meeting.trends.totals import totals_of

    ledger = desk.ledger(pair)
    return totals_of(
        _mark(ledger),
        desk.today().isoformat(),
        [(entry.kind, entry.date) for entry in ledger.meetings],
        [step.status == "done" for step in ledger.steps],
        agreement=ledger.ledgers.agreement is not None,
    )


def _mark(ledger: LedgerData) -> str:
    """A mark that is the same for a pair wherever its record is, and from which nobody finds its names: it is
    made of the chance in its people's ids.
    """
    from hashlib import sha256

    people = " ".join(sorted(person.id for person in ledger.people))
    return sha256(f"checkin totals {people}".encode()).hexdigest()[:16]
