"""The document both agreed to, as plain data that every form of the summary is made from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from checkin.ground.clock import local_day
from checkin.ground.dates import show_date, show_iso
from checkin.ground.text import clean_line
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.picks import choice_of, said
from checkin.meeting.recall import takeaways
from checkin.meeting.returning import easier_words
from checkin.meeting.start import PREPARE
from checkin.meeting.steps import plan_words, steps_of
from checkin.meeting.words import all_of, looks_right, who_with_whom
from checkin.summary.entries import Entry, entry
from checkin.summary.items import Item, name_of, words
from checkin.summary.rows import help_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from checkin.meeting.flow import Question
    from checkin.meeting.state import State


@dataclass(frozen=True, slots=True)
class Section:
    """A stage that has something to show: its title and its rows."""

    title: str
    entries: tuple[Entry, ...]

    def runs(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """The rows in order, those with nothing to show together: why not (or empty), and the rows."""
        for quiet, found in groupby(self.entries, lambda entry: entry.quiet):
            yield quiet, tuple(found)

    def headed(self, entry: Entry) -> bool:
        """Whether a row needs a heading of its own: not the first one when it would repeat the stage's."""
        return entry is not self.entries[0] or entry.heading.casefold() != self.title.casefold()


@dataclass(frozen=True, slots=True)
class NextStep:
    """A next step. `owner` is a name and `seat` theirs, `due` is in words or empty, `due_on` the same date as
    an ISO one, `plan` the if–then plan or empty, `help` how somebody helps with it or empty.
    """

    what: str
    owner: str
    due: str = ""
    plan: str = ""
    id: str = ""
    seat: str = ""
    due_on: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What the shared summary says. All text is clean; none of it is escaped for any format.

    `names` and `takeaways` go by seat; `mentee` and `mentor` are the seats that play these parts.
    `date` is the local date the meeting began on, `minutes` the time spent. `goals` are the goals as
    typed, `talked` the types and seats of what was only talked about, `asked` those of all that was asked.
    `lessons` are what was learned, each as "next time I can …" where that was said, `outcomes` what was
    decided and which doors were chosen, each with its heading. `next_meeting` is a date
    in words, or empty, `next_on` the same as an ISO date. `agreed` are the seats that said it looks right.
    `alone` says that only the mentee sat there, `last` that it ended the pair; `talked_words` is what was
    written down of what was not; `language` is the tag of the language the questions were asked in.
    """

    meeting: str
    pair: str
    names: Mapping[str, str]
    mentee: str
    mentor: str
    date: date
    ended: str
    minutes: int
    depth: str
    bank: str
    title: str
    version: str
    sections: tuple[Section, ...]
    goals: tuple[str, ...]
    steps: tuple[NextStep, ...]
    takeaways: Mapping[str, str]
    lessons: tuple[str, ...]
    outcomes: tuple[str, ...]
    talked: frozenset[tuple[str, str]]
    asked: frozenset[tuple[str, str]]
    next_meeting: str
    next_on: str
    agreed: tuple[str, ...]
    alone: bool
    last: bool
    talked_words: str
    language: str

    def name(self, seat: str) -> str:
        """The name of the person in a seat."""
        return self.names.get(seat, seat)

    @property
    def heading(self) -> str:
        """Who met, and when: `Sam with Robin, Fri 27 Nov 2026`."""
        return f"{self.who}, {show_date(self.date)}"

    @property
    def who(self) -> str:
        """Who met, the mentee first: `Sam with Robin`."""
        if self.alone:
            return self.name(self.mentee)
        others = [name for seat, name in self.names.items() if seat != self.mentee]
        return who_with_whom(self.name(self.mentee), all_of(others))

    @property
    def subheading(self) -> str:
        """What kind of meeting it was, and how long: `Regular check-in, 41 minutes`."""
        length = "1 minute" if self.minutes == 1 else f"{self.minutes} minutes"
        return f"{self.title}, {length}" if self.minutes > 0 else self.title

    @property
    def closing(self) -> str:
        """Whether it looks right to both, in words."""
        words = looks_right([self.names[seat] for seat in self.names if seat in self.agreed], len(self.names))
        return f"{words[:1].upper()}{words[1:]}."

    @property
    def ending(self) -> tuple[str, ...]:
        """The last lines: when they meet next, and whom it looks right to; none for somebody alone."""
        return () if self.alone else (*self.meets_next, self.closing)

    @property
    def meets_next(self) -> tuple[str, ...]:
        """When they meet next, in a line; none where that is not set and they end here."""
        unset = () if self.last else ("Next meeting: not set",)
        return (f"Next meeting: {self.next_meeting}",) if self.next_meeting else unset


PARKED = "Parked"
"""The title over what waits for another time."""


def parked_in(state: State) -> tuple[Item, ...]:
    """What was parked, with whose it is where two or more sit there. Whoever prepares parks it for themselves
    and the page is for both, so there it is not in it.
    """
    start = state.start
    if start.bank.goes_by == PREPARE:
        return ()
    return tuple(
        Item(text, by="" if start.alone else name_of(state, row.seat))
        for row in state.waits
        if (text := words(row.text("text")))
    )


class Saved(Protocol):
    """A meeting as the record keeps it."""

    @property
    def ended(self) -> str:
        """When it was saved, a stamp."""
        ...

    @property
    def minutes(self) -> int:
        """The time spent on it."""
        ...

    @property
    def state(self) -> State:
        """The state it ended in."""
        ...


def document_of(meeting: Saved) -> Document:
    """The document of a saved meeting."""
    return document(meeting.state, ended=meeting.ended, minutes=meeting.minutes)


def document(state: State, *, ended: str, minutes: int) -> Document:
    """The document of a meeting as it stands. `ended` is a stamp, `minutes` the time spent on it."""
    start = state.start
    asked = shown(state)
    visible = {question.id for question in asked}
    sections = []
    for stage in start.bank.stages:
        found = [entry(state, q, visible) for q in stage.questions if q.id in visible]
        if entries := tuple(one for one in found if one is not None):
            sections.append(Section(clean_line(stage.title), entries))
    if parked := parked_in(state):
        sections.append(Section(PARKED, (Entry("", "parked", PARKED, "list", parked),)))
    names = {seat: clean_line(start.name(seat)) for seat in start.seats}
    mentee = start.mentee
    return Document(
        meeting=start.id,
        pair=clean_line(start.pair),
        names=names,
        mentee=mentee,
        mentor=start.mentor,
        date=local_day(start.at, start.zone),
        ended=ended,
        minutes=minutes,
        depth=start.depth,
        bank=clean_line(start.bank.id),
        title=clean_line(start.bank.title),
        version=clean_line(start.bank.version),
        sections=tuple(sections),
        goals=tuple(
            text
            for q in asked
            if q.type == "goal"
            for s in names
            if (text := words(state.answer(q.id, s).value))
        ),
        steps=tuple(
            NextStep(
                what=words(step.what),
                owner=clean_line(start.name(step.owner)),
                due=show_iso(step.due),
                plan=plan_words(step.if_, step.then),
                id=step.id,
                seat=step.owner,
                due_on=step.due,
                help=help_words(step),
            )
            for question in asked
            for step in steps_of(state, question.id)
            if words(step.what)
        ),
        takeaways={seat: text for seat, raw in takeaways(state).items() if (text := words(raw))},
        lessons=tuple(
            f"Next time I can {easier}" if (easier := easier_words(row.text("easier"))) else words(said(row))
            for question in asked
            if question.type == "lesson"
            for row in state.live_rows(question.id)
            if words(said(row))
        ),
        outcomes=tuple(_outcomes(state, asked, visible)),
        talked=frozenset(
            (q.type, seat) for q in asked for seat in start.seats if state.answer(q.id, seat).talked
        ),
        asked=frozenset((q.type, seat) for q in asked for seat in seats_of(state, q)),
        next_meeting=show_iso(state.next_meeting),
        next_on=state.next_meeting,
        agreed=tuple(seat for seat in start.seats if seat in state.agreed),
        alone=start.alone,
        last=start.is_last,
        talked_words=start.talked_words,
        language=clean_line(start.bank.language),
    )


def _outcomes(state: State, asked: Iterable[Question], visible: set[str]) -> Iterator[str]:
    """What a decision came to, and the doors that were chosen: `Leaning towards: Half a year on loan`."""
    for question in asked:
        found: list[str] = []
        if question.type == "pick" and "decision" in question.tags:
            picked = (choice_of(state, question, seat, visible) for seat in seats_of(state, question))
            found = [words(said(row)) for row in picked if row is not None]
        elif question.type == "door":
            found = [text for row in state.live_rows(question.id) if (text := words(said(row)))]
        if found:
            yield f"{clean_line(question.label)}: {'; '.join(found)}"
