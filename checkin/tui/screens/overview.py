"""What a pair's page says before anybody chooses: what is waiting, what is open, what was taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from checkin.ground.dates import show_iso
from checkin.ground.text import cell_width, clean_line, cut, wrap
from checkin.meeting.returning import next_time
from checkin.meeting.unsure import meant
from checkin.meeting.words import who_with_whom
from checkin.record.offering import (
    agreement_words,
    bringing,
    offer_words,
    offers_three_things,
    open_steps,
    review_is_due,
    trial_is_over,
)
from checkin.record.pair_states import ended_words
from checkin.record.unfinished import began_words
from checkin.summary.around import around_of

if TYPE_CHECKING:
    from datetime import date

    from checkin.record.desk import Desk
    from checkin.record.entries import StepEntry
    from checkin.record.facts import LedgerData
    from checkin.record.kinds import Kind
    from checkin.record.unfinished import Unfinished

NAME_CELLS = 26
"""A name takes no more than this where two of them stand on one line."""

Line = tuple[str, str]
"""Words and their style."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A pair as its page shows it. `steps` are the open ones, `waiting` the meetings that were broken off."""

    pair: str
    mentee: str
    mentor: str
    meetings: int
    last_date: str
    next: str
    steps: tuple[StepEntry, ...]
    takeaway: str
    waiting: tuple[Unfinished, ...]
    notices: tuple[str, ...]
    standing: str = ""
    """That the pair paused or ended, in a sentence; empty for one that goes on."""
    closed: bool = False
    brought: tuple[str, ...] = ()
    """What waits for the next meeting, in the words of who brings it."""
    bringing: str = ""
    """Who brings it, in a sentence."""
    easier: str = ""
    """The last "next time I can …"."""
    three: bool = False
    """Whether the mentee may choose what they now do without asking."""
    offer: str = ""
    """That they tried their agreement, in a sentence; empty until then."""
    review: bool = False
    """Whether it is time to look at how they work together."""
    agreement: str = ""
    """How their agreement stands, in a few words."""

    @property
    def names(self) -> str:
        """Who with whom."""
        return names(self.mentee, self.mentor)


def names(mentee: str, mentor: str) -> str:
    """Who with whom, on one line."""
    return who_with_whom(cut(clean_line(mentee), NAME_CELLS), cut(clean_line(mentor), NAME_CELLS))


def overview(desk: Desk, pair: str) -> Overview:
    """Read what a pair's page shows. Raises `CannotDo` when the record can't be read."""
    ledger = desk.ledger(pair)
    last = ledger.last_meeting()
    around = around_of(ledger, desk.today())
    left = ledger.ledgers
    goes_on = ledger.state == "active"
    return Overview(
        pair=pair,
        mentee=name_of(ledger, "mentee"),
        mentor=name_of(ledger, "mentor"),
        meetings=len(ledger.meetings),
        last_date=last.date if last else "",
        next=(last.next or "") if last and goes_on else "",
        steps=open_steps(ledger),
        takeaway=meant(clean_line(last.takeaways.get("mentee", ""))) if last else "",
        waiting=waiting(desk, pair),
        notices=desk.notices.take(),
        standing="" if goes_on else ended_words(ledger),
        closed=ledger.state == "closed",
        brought=tuple(clean_line(one.text) for one in left.waiting),
        bringing=bringing(left.waiting, around.mentee, around.mentor),
        easier=next_time(left.lessons_of("mentee")),
        three=goes_on and offers_three_things(ledger),
        offer=offer_words(ledger) if goes_on and trial_is_over(ledger) else "",
        review=review_is_due(ledger, desk.today()),
        agreement=agreement_words(ledger),
    )


def name_of(ledger: LedgerData, seat: str) -> str:
    """The name of the one in a seat, the seat itself where the record names nobody."""
    person = ledger.person(seat)
    return clean_line(person.name) if person else seat


def waiting(desk: Desk, pair: str) -> tuple[Unfinished, ...]:
    """The meetings that were broken off. Looks first: what reads journals is not needed on most days."""
    there = any(desk.places.open(pair).glob("*/journal"))
    return tuple(one for one in desk.unfinished(pair) if not one.problem) if there else ()


def step_line(step: StepEntry, today: date) -> str:
    """Whose a step is and until when; never that it is late."""
    owner = cut(clean_line(step.owner_name), NAME_CELLS)
    return f"{owner}, by {show_iso(step.due, today)}" if step.due else owner


def next_line(iso: str, today: date) -> str:
    """When the next meeting is, in words."""
    if not iso:
        return ""
    when = "today" if iso == today.isoformat() else show_iso(iso, today)
    return f"The next meeting was to be on {when}" if iso < today.isoformat() else f"Next meeting: {when}"


def lines(seen: Overview, today: date, width: int, rows: int) -> Content:
    """The page's words in at most `rows` lines of `width` cells: less is said where there is less room."""
    if rows <= 0:
        return Content("")
    for airy, steps, quoted in _ways(len(seen.steps)):
        blocks = [block for block in _blocks(seen, today, width, steps, quoted, airy=airy) if block]
        found: list[Line] = []
        for block in blocks:
            found += [("", "")] if airy and found else []
            found += block
        if len(found) <= rows:
            break
    shown = found[:rows]
    return Content("\n").join([Content.styled(words, style) for words, style in shown])


def _ways(steps: int) -> list[tuple[bool, int, int]]:
    """How to say it, the fullest way first: whether airy, how many steps, how many lines of a quote."""
    most = min(steps, 6)
    airy = [(True, shown, quoted) for shown in range(most, -1, -1) for quoted in (3, 2, 1)]
    dense = [(False, shown, quoted) for shown in range(most, -1, -1) for quoted in (2, 1, 0)]
    enough = [way for way in airy if way[1] >= min(most, 2)]
    return [*enough, *dense]


def _blocks(
    seen: Overview, today: date, width: int, steps: int, quoted: int, *, airy: bool
) -> list[list[Line]]:
    return [
        _standing(seen, today, width, airy=airy),
        _offer(seen, width, airy=airy),
        _steps(seen.steps, today, width, steps),
        _takeaway(seen, width, quoted),
    ]


def _offer(seen: Overview, width: int, *, airy: bool) -> list[Line]:
    """What is brought, and what the program has to say of the agreement: a line each."""
    found: list[Line] = []
    if seen.brought:
        more = f" and {len(seen.brought) - 1} more" if len(seen.brought) > 1 else ""
        lead = cut(seen.bringing, width // 2)
        room = max(10, width - cell_width(lead) - len(more) - len(": “”"))
        found.append((cut(f"{lead}: “{cut(seen.brought[0], room)}”{more}", width), ""))
    if seen.offer:
        found += [(line, "") for line in (wrap(seen.offer, width) if airy else [cut(seen.offer, width)])]
    return found


def _standing(seen: Overview, today: date, width: int, *, airy: bool) -> list[Line]:
    found: list[Line] = []
    for meeting in seen.waiting[:1]:
        day = began_words(meeting, today)
        words = f"Not finished yet: {cut(clean_line(meeting.title), 40)}, begun on {day}"
        told = wrap(f"{words}. Every word is kept.", width) if airy else [cut(words, width)]
        found += [(line, "bold") for line in told]
    if seen.standing:
        found.append((cut(f"{seen.standing} Everything is kept.", width), "bold"))
    elif seen.next:
        found.append((cut(next_line(seen.next, today), width), ""))
    elif not seen.meetings and not seen.waiting:
        found += [
            (line, "")
            for line in wrap("You have not met here yet. The first meeting is a good place to begin.", width)
        ]
    return found


def _steps(steps: tuple[StepEntry, ...], today: date, width: int, shown: int) -> list[Line]:
    if not steps:
        return []
    if not shown:
        return [(f"Still open: {len(steps)} step{'s' if len(steps) > 1 else ''}", "")]
    found: list[Line] = [("Still open", "bold")]
    for step in steps[:shown]:
        whose = step_line(step, today)
        what = cut(clean_line(step.what), max(10, width - len(whose) - 5))
        found.append((cut(f"- {what} ({whose})", width), ""))
    if more := len(steps) - shown:
        found.append((f"  and {more} more", "$quiet"))
    return found


def _takeaway(seen: Overview, width: int, quoted: int) -> list[Line]:
    whose = cut(clean_line(seen.mentee), NAME_CELLS)
    lesson = [(cut(seen.easier, width), "")] if seen.easier and quoted else []
    return [*_taken(seen, width, quoted, whose), *lesson]


def _taken(seen: Overview, width: int, quoted: int, whose: str) -> list[Line]:
    if not seen.takeaway or not quoted:
        return []
    if quoted == 1:
        return [(cut(f"{whose} took away: “{clean_line(seen.takeaway)}”", width), "")]
    words = wrap(f"“{seen.takeaway}”", width)
    if len(words) > quoted - 1:
        words = [*words[: quoted - 2], cut(words[quoted - 2], width - 2).rstrip("…") + " …"]
    return [(f"Last time {whose} took away", "bold"), *((line, "") for line in words)]


def start_lengths(kind: Kind, *, named: bool) -> tuple[str, str]:
    """What is said beside the two ways to start, of a bank that is not the shipped one, or that is broken."""
    if kind.bank is None:
        return kind.standing, ""
    full, quick = (kind.bank.minutes.get(depth) for depth in ("full", "quick"))
    title = cut(kind.title, 40) if named else ""
    length = f"about {full} minutes" if full else ""
    return ", ".join(filter(None, [title, length])), f"about {quick} minutes" if quick else ""
