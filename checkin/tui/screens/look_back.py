"""Looking back: the meetings, what was learned, seen and opened, and how it moved over time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.record.offering import THREE_OFFERED, offers_three_things, three_things
from checkin.summary.around import around_of
from checkin.summary.kept import COLLECTIONS
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.listing import ListScreen
from checkin.tui.screens.overview import names
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.record.facts import LedgerData
    from checkin.tui.screens.pair import PairScreen

THREE = Command("three", "Three things", "What the mentee now does without asking.", "w")
LAST = Command("last", "Last summary", "Read the summary of the last meeting.", "y")
MEETINGS = Command("meetings", "Every meeting", "Every meeting, newest first: search, read, compare.", "m")
TRENDS = Command("trends", "Over time", "Whose ideas, whose steps, and what became of them.", "t")
AGREEMENT = Command("agreement", "Agreement", COLLECTIONS["agreement"].about, "a")

LETTERS = {
    "lessons": "l",
    "strengths": "s",
    "doors": "d",
    "shelf": "f",
    "topics": "g",
    "parked": "n",
    "rungs": "r",
    "people": "p",
}
"""The letter of each collection that is listed here."""


class LookBackScreen(ListScreen):
    """What there is to look back at, with how much of it there is. `below` is the pair's page."""

    HELP_PAGE = "looking_back"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (THREE, LAST, MEETINGS, TRENDS, AGREEMENT, BACK)
    OTHER_LETTERS: ClassVar[frozenset[str]] = frozenset(LETTERS.values())

    def __init__(self, below: PairScreen, ledger: LedgerData) -> None:
        super().__init__()
        self.below = below
        self.pair = below.pair
        self.ledger = ledger
        self._shown_before = False

    def head(self) -> Content:
        """Who with whom."""
        around = around_of(self.ledger, self.below.checkin.desk.today())
        return styled((names(around.mentee, around.mentor), "bold"), (" · Look back", "$quiet"))

    def body(self) -> ComposeResult:
        """The list."""
        yield Words("What you did together, and what came of it.", classes="told quiet")
        yield Menu(self.items())

    def items(self) -> list[Item]:
        """Meetings first, then what was kept, each with how many there are."""
        around = around_of(self.ledger, self.below.checkin.desk.today())
        ledgers, met = self.ledger.ledgers, self.ledger.meetings
        acts = [
            (THREE, three_things(around.mentee), "since you met ten times"),
            (LAST, "Read the last summary", around.day(met[0].date) if met else ""),
            (MEETINGS, "Every meeting", str(len(met))),
            (TRENDS, "How it moved over time", ""),
            (AGREEMENT, "Agreement", _versions(len(ledgers.agreements))),
        ]
        items = [Item(one.id, words, one.letter, detail) for one, words, detail in acts if self.can(one)]
        counts = {id: len(COLLECTIONS[id].read(ledgers, around)) for id in LETTERS}
        return items + [
            Item(id, COLLECTIONS[id].title, letter, str(counts[id]) if counts[id] else "none yet")
            for id, letter in LETTERS.items()
        ]

    def can(self, command: Command) -> bool:
        """What a pair that has not met has not."""
        if command is THREE:
            return offers_three_things(self.ledger)
        if command in (LAST, MEETINGS, TRENDS):
            return bool(self.ledger.meetings)
        return super().can(command)

    def on_screen_resume(self) -> None:
        """Something may have been put on record."""
        if self._shown_before:
            with suppress(CheckinError):
                self.ledger = self.checkin.desk.ledger(self.pair)
            self.menu.show(self.items())
        self._shown_before = True

    def picked(self, id: str) -> None:
        """Open what was kept of one kind."""
        from checkin.tui.screens.kept_acts import kept_screen

        self.app.push_screen(kept_screen(self.pair, self.ledger, id))

    def do_last(self) -> None:
        """The newest summary."""
        from checkin.tui.screens.reader import ReaderScreen

        self.app.push_screen(ReaderScreen(self.pair, self.ledger, self.ledger.meetings[0]))

    def do_meetings(self) -> None:
        """The list of meetings."""
        from checkin.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.pair, self.ledger))

    def do_trends(self) -> None:
        """The pictures."""
        from checkin.tui.screens.trends import TrendsScreen

        self.app.push_screen(TrendsScreen(self.pair))

    def do_agreement(self) -> None:
        """How they work together."""
        self.below.do_agreement()

    def do_three(self) -> None:
        """Ask the mentee for what they now do without asking; it is kept as their strengths."""
        from checkin.tui.screens.write import Asked, WriteScreen

        mentee = around_of(self.ledger, self.checkin.desk.today()).mentee
        about = f"{mentee} chooses. One is enough, and it stays among your strengths."
        asked = [Asked("I now … without asking"), Asked("And"), Asked("And")]
        self.app.push_screen(WriteScreen("Three things you now do without asking", about, asked, self._keep))

    def _keep(self, texts: tuple[str, ...]) -> None:
        """Also when they choose none. Whoever only looked is asked again."""
        from checkin.record.additions import add_own_strength, switch

        try:
            for text in filter(None, texts):
                add_own_strength(self.checkin.desk, self.pair, text)
            switch(self.checkin.desk, self.pair, THREE_OFFERED, on=False)
        except CheckinError as error:
            self.notify_line(str(error))
        else:
            self.notify_line("Kept among the strengths.")


def _versions(many: int) -> str:
    return "none yet" if not many else "1 version" if many == 1 else f"{many} versions"
