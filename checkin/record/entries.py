"""The entries of a pair's record, each read from its fact: people, meetings, steps, what was said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.meeting.redaction import TAKEN_BACK, Redaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checkin.record.left_behind import Fact

ACCOUNTS = ("done", "partly", "changed", "dropped", "carried", "noted")
"""What an owner can say of a step. `done`, `changed` and `dropped` close it; `noted` leaves it as it is."""
CLOSING = frozenset({"done", "changed", "dropped"})


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody of the pair; `seat` is `mentor` or `mentee`. Of a guest it is the seat they had first."""

    id: str
    name: str
    seat: str


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A saved meeting's line in the index.

    `started` and `ended` are stamps, `date` is the local ISO date, `next` an ISO date or None, `drawn`
    the ids of the questions drawn from pools, `takeaways` seat to text, `summary` a file name in
    `summaries/`, `file` the path of the content below the pair's folder, `agreed` the seats that said
    the summary looks right. `language` is the bank's as it was held, empty in records of earlier versions.
    `moment` is the right-moment prompt that was shown in it, or empty. `people` is how many were there when
    it was not just the two of the pair, else 0.
    """

    id: str
    pair: str
    bank: str
    kind: str
    title: str
    version: str
    depth: str
    started: str
    ended: str
    date: str
    minutes: int
    next: str | None
    drawn: tuple[str, ...]
    takeaways: Mapping[str, str]
    summary: str
    file: str
    sha256: str
    agreed: tuple[str, ...]
    language: str = ""
    moment: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """What an owner said of a step: one of `ACCOUNTS`. `at` is a stamp, `by` a seat, `note` may be empty.

    `meeting` is None when it was said between meetings.
    """

    id: str
    step: str
    at: str
    by: str
    what: str
    note: str
    meeting: str | None


@dataclass(frozen=True, slots=True)
class StepEntry:
    """A next step and where it stands.

    `due` is an ISO date or None, `readiness` a whole number or None, `if_` and `then` may be empty.
    `status` is open, done, partly, changed or dropped; `open` says whether it still asks for an account.
    `carried` counts how often it was carried on; `notes` are those of its accounts, oldest first.
    """

    id: str
    meeting: str
    what: str
    owner: str
    owner_seat: str
    owner_name: str
    due: str | None
    readiness: int | None
    if_: str
    then: str
    priority: bool
    status: str
    open: bool
    carried: int
    notes: tuple[str, ...]
    accounts: tuple[AccountEntry, ...]


def meeting_of(fact: Fact, pair: str, agreed: Iterable[str], moment: str) -> MeetingEntry:
    """The entry of a meeting's fact; `agreed` are those who said it looks right."""
    bank = str(fact.get("bank", ""))
    return MeetingEntry(
        id=str(fact["id"]),
        pair=pair,
        bank=bank,
        kind=str(fact.get("kind") or bank),
        title=str(fact.get("title") or bank),
        version=str(fact.get("version", "")),
        depth=str(fact.get("depth", "full")),
        started=str(fact.get("started", "")),
        ended=str(fact.get("ended", "")),
        date=str(fact.get("date", "")),
        minutes=int(fact.get("minutes") or 0),
        next=_text_or_none(fact.get("next")),
        drawn=tuple(str(question) for question in fact.get("drawn") or ()),
        takeaways={str(seat): str(text) for seat, text in (fact.get("takeaways") or {}).items()},
        summary=str(fact.get("summary", "")),
        file=str(fact.get("file", "")),
        sha256=str(fact.get("sha256", "")),
        agreed=tuple(dict.fromkeys(agreed)),
        language=str(fact.get("language") or ""),
        people=int(fact.get("people") or 0),
        moment=moment,
    )


def account_of(fact: Fact) -> AccountEntry:
    """The entry of an account's fact."""
    return AccountEntry(
        id=str(fact["id"]),
        step=str(fact["step"]),
        at=str(fact.get("at", "")),
        by=str(fact.get("by", "")),
        what=str(fact["what"]),
        note=str(fact.get("note") or ""),
        meeting=_text_or_none(fact.get("meeting")),
    )


def redactions_of(said: Iterable[Fact]) -> tuple[Redaction, ...]:
    """The redactions of their facts, as they come; one that names no place is passed over."""
    names = set(Redaction.__dataclass_fields__)
    return tuple(
        Redaction(**{name: str(value) for name, value in fact.items() if name in names})
        for fact in said
        if fact.get("meeting") and (fact.get("q") or fact.get("row"))
    )


def step_of(fact: Fact, people: Mapping[str, PersonEntry], accounts: tuple[AccountEntry, ...]) -> StepEntry:
    """The entry of a step's fact, with where its accounts, oldest first, leave it."""
    status = "open"
    for account in accounts:
        if account.what == "noted":
            continue
        if account.what in CLOSING or account.what == "partly":
            status = account.what
        elif status in CLOSING:  # carried on after all
            status = "open"
    owner = people.get(str(fact["owner"]))
    readiness = fact.get("readiness")
    gone = bool(fact.get("gone"))
    if gone and status not in CLOSING:
        status = "dropped"  # nobody is asked about words that were taken back
    return StepEntry(
        id=str(fact["id"]),
        meeting=str(fact.get("meeting", "")),
        what=TAKEN_BACK if gone else str(fact["what"]),
        owner=str(fact["owner"]),
        owner_seat=owner.seat if owner else "",
        owner_name=owner.name if owner else "",
        due=_text_or_none(fact.get("due")),
        readiness=None if readiness is None else int(readiness),
        if_=str(fact.get("if") or ""),
        then=str(fact.get("then") or ""),
        priority=bool(fact.get("priority")),
        status=status,
        open=status not in CLOSING,
        carried=sum(account.what == "carried" for account in accounts),
        notes=tuple(account.note for account in accounts if account.note),
        accounts=accounts,
    )


def _text_or_none(value: object) -> str | None:
    return str(value) if value else None
