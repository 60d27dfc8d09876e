"""Pairs with two years of meetings, made of scripted events folded in memory: quick to make, and believable.

Four of them: one that helps, one in which the mentor takes over, one in a crisis, and two peers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from meetings import a_start, shipped

from checkin.banks.model import Bank, Question, Stage
from checkin.ground.clock import stamp
from checkin.ground.ids import Ids
from checkin.meeting.events import Event
from checkin.meeting.folding import fold
from checkin.meeting.ledgers import Door, Ledgers, Resource, Topic
from checkin.meeting.trends.past import Past, PastAccount, PastMeeting, PastStep

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST = date(2024, 11, 8)
MEETINGS = 52

REVIEW = Bank(
    "relationship_review",
    "Relationship review",
    (
        Stage(
            "pulses",
            "How it is",
            (
                Question("challenge", "How challenged do you feel?", "pulse", "both", label="Challenge"),
                Question("support", "How supported do you feel?", "pulse", "both", label="Support"),
            ),
        ),
    ),
    version="0123abcd",
)


@dataclass(frozen=True)
class Talk:
    """One scripted meeting. `offers` are (kind, reaction), `steps` (owner, readiness, help, fate)."""

    goal: str = "Speak at the team demo"
    end: str = "step"
    depends: str = ""
    own: int = 2
    later: int = 0
    added: int = 0
    opened: str = "thought"
    offers: tuple[tuple[str, str], ...] = ()
    pick: str = "own"
    steps: tuple[tuple[str, int | None, str, str], ...] = (("mentee", 7, "", "done"),)
    carried: int = 0
    doors: tuple[str, ...] = ()
    shelf: tuple[tuple[str, str], ...] = ()
    pulses: tuple[tuple[str, int, int], ...] = ()
    setback: bool = False


@dataclass
class Pair:
    """A pair and what it has been through so far."""

    mentee: str = "Sam"
    mentor: str = "Robin"
    held: list[PastMeeting] = field(default_factory=list)
    steps: list[PastStep] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)
    shelf: list[Resource] = field(default_factory=list)
    ids: Ids = field(default_factory=lambda: Ids(now_ms=lambda: 1_731_000_000_000, chance=lambda n: bytes(n)))

    def meet(self, talk: Talk, days: int = 14) -> PastMeeting:
        """Hold a meeting so many days after the last one."""
        day = self.held[-1].date + timedelta(days=days) if self.held else FIRST
        id, at = self.ids.new(), datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
        bank = REVIEW if talk.pulses else shipped("regular")
        if talk.setback:
            bank = replace(bank, kind="setback", title="A setback")
        start = replace(a_start(bank, mentee=self.mentee, mentor=self.mentor), id=id, at=stamp(at))
        events = self._events(talk, stamp(at))
        held = PastMeeting(id, day, bank.kind or bank.id, bank.title, fold(start, events), tuple(events))
        self.held.append(held)
        self._leave(talk, held, events)
        return held

    def past(self, off: Iterable[str] = ()) -> Past:
        """What looking back sees."""
        ledgers = Ledgers(
            topics=tuple(self.topics),
            doors=tuple(self.doors),
            resources=tuple(self.shelf),
            off=frozenset(off),
        )
        return Past(self.mentee, self.mentor, tuple(self.held), tuple(self.steps), ledgers)

    def _events(self, talk: Talk, at: str) -> list[Event]:
        found: list[Event] = []

        def on(
            what: str, q: str = "", seat: str = "mentee", value: Any = None, row: str = "", part: str = ""
        ) -> str:
            id = self.ids.new()
            row = id if what == "added" else row
            found.append(Event(id, len(found) + 1, seat, at, what, q, row, part, value))
            return row

        for q, mentee, mentor in talk.pulses:
            on("answered", q, value=mentee)
            on("answered", q, "mentor", mentor)
        if talk.pulses:
            return found
        on("answered", "goal", value=talk.goal)
        if talk.depends:
            on("answered", "goal", value=talk.depends, part="depends")
        if talk.opened:
            on(
                "opened",
                "perspective",
                "mentee" if talk.opened in ("thought", "asked") else "mentor",
                talk.opened,
            )
        own = [on("added", "ideas", value={"text": f"Idea {n + 1} of mine"}) for n in range(talk.own)]
        theirs = [
            on(
                "added",
                "perspective",
                "mentor",
                {"kind": kind, "text": f"A {kind} of mine", "reaction": reaction},
            )
            for kind, reaction in talk.offers
        ]
        theirs += [on("added", "ideas", "mentor", {"text": "Another way"}) for _ in range(talk.added)]
        own += [on("added", "ideas", value={"text": f"Later idea {n + 1}"}) for n in range(talk.later)]
        picked = {"own": own, "mentor": theirs}.get(talk.pick, [])
        if picked:
            on("answered", "pick", value=picked[0])
        for owner, ready, helped, _fate in talk.steps:
            value = {
                "what": f"A step of the {owner}",
                "owner": owner,
                "readiness": ready,
                "help": helped or None,
            }
            on("added", "step", value=value)
        on("answered", "takeaway", value="Something to keep")
        on("answered", "takeaway", "mentor", "Something learned")
        return found

    def _leave(self, talk: Talk, held: PastMeeting, events: list[Event]) -> None:
        rows = [event.row for event in events if event.q == "step"]
        iso, later = held.date.isoformat(), held.date + timedelta(days=5)
        for row, (owner, _ready, _helped, fate) in zip(rows, () if talk.pulses else talk.steps, strict=True):
            accounts = [PastAccount(later, "carried") for _ in range(talk.carried)]
            accounts += [PastAccount(later, fate)] if fate != "open" else []
            what = f"A step of the {owner}"
            self.steps.append(PastStep(row, held.id, what, owner, fate, talk.carried, tuple(accounts)))
        if not talk.pulses:
            topic = Topic(f"{held.id}T", held.id, iso, talk.goal, talk.end, depends=talk.depends)
            self.topics.append(topic)
        for mode in talk.doors:
            self.doors.append(Door(self.ids.new(), held.id, iso, "Mira, who runs the demo", mode))
        for source, text in talk.shelf:
            self.shelf.append(Resource(self.ids.new(), held.id, iso, text, source))


GOALS = (
    "Speak at the team demo",
    "Say no to extra shifts",
    "Plan the move to Lyon",
    "Ask for feedback early",
    "Learn to read a balance sheet",
    "Write the grant application",
    "Settle the argument with Kim",
)
"""Goals that differ in all their words."""


def a_helping_pair(meetings: int = MEETINGS) -> Pair:
    """More and more is the mentee's own; the mentor asks, tells stories, and points elsewhere."""
    pair = Pair()
    for n in range(meetings):
        if n % 8 == 7:
            pair.meet(Talk(pulses=(("challenge", 5 + n % 4, 6), ("support", 8, 7 + n % 3))))
            continue
        kind = ("story", "factor", "resource", "door")[n % 4]
        grown = n > meetings // 2
        pair.meet(
            Talk(
                goal=GOALS[n % len(GOALS)],
                own=3 if grown else 2,
                later=n % 2,
                opened="asked" if n % 5 == 2 else "covered" if n % 9 == 4 else "thought",
                offers=((kind, "keep" if n % 2 else "think"),) if n % 3 else (),
                pick="mentor" if n % 6 == 1 else "own",
                steps=(
                    (
                        "mentee",
                        5 + n % 5,
                        "" if grown else "question",
                        ("done", "done", "partly", "changed")[n % 4],
                    ),
                    *([("mentor", None, "", "done")] if n % 10 == 3 else []),
                ),
                doors=(("mentee", "together")[n % 2],) if kind == "door" and n % 3 else (),
                shelf=((("book", "tool", "person")[n % 3], ("A book", "A tool", "Ana")[n % 3]),)
                if kind == "resource"
                else (),
                depends="my team, and the weather" if n % 4 == 0 else "",
                setback=n in (12, 26, 40),
            )
        )
    return pair


def a_pair_where_the_mentor_takes_over(meetings: int = MEETINGS) -> Pair:
    """The mentor goes first, tells what to do, does it, and keeps the doors."""
    pair = Pair()
    for n in range(meetings):
        pair.meet(
            Talk(
                goal=("Write the grant application", GOALS[n % 3], "Write that grant application")[n % 3],
                end="" if n % 3 != 1 else "step",
                depends="Robin",
                own=1,
                added=1,
                opened="covered" if n % 4 else "thought",
                offers=(("instruction", "keep"), ("story" if n % 3 else "instruction", "keep")),
                pick="mentor",
                steps=(
                    ("mentor", None, "", "done"),
                    ("mentee", 4, "do" if n % 2 else "", "open"),
                ),
                carried=2,
                doors=("mentor",) if n % 3 == 0 else (),
            )
        )
    return pair


def a_pair_in_a_crisis(meetings: int = MEETINGS) -> Pair:
    """Much is urgent, and the mentor rightly goes first and does things; between, it is an ordinary pair."""
    pair = Pair()
    for n in range(meetings):
        if n % 3:
            pair.meet(
                Talk(
                    goal="Get through this month",
                    end="",
                    own=0,
                    opened="urgent" if n % 2 else "safety",
                    offers=(("instruction", "keep"), ("instruction", "keep")),
                    pick="mentor",
                    steps=(("mentor", None, "", "done"), ("mentee", 2, "do", "open")),
                    carried=3,
                    doors=("mentor",),
                ),
                days=5,
            )
        else:
            pair.meet(Talk(goal=GOALS[n % len(GOALS)], offers=(("story", "think"),)), days=9)
    return pair


def two_peers(meetings: int = MEETINGS) -> Pair:
    """Both bring ideas, both carry steps, about half and half."""
    pair = Pair("Kim", "Ana")
    for n in range(meetings):
        odd = n % 2 == 1
        pair.meet(
            Talk(
                goal=GOALS[n % len(GOALS)],
                own=2,
                added=1,
                opened="asked" if odd else "thought",
                offers=(("story", "keep"), ("resource", "keep" if odd else "think")),
                pick="mentor" if odd else "own",
                steps=(("mentee", 6, "", "done"), *([("mentor", 7, "", "done")] if n % 3 == 0 else [])),
                shelf=(("article", "An article"),) if odd else (),
                doors=("mentee", "mentor") if n % 5 == 0 else (),
            )
        )
    return pair
