"""The open steps of a pair, and what their owners say became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.ground.text import clean_line, cut
from checkin.meeting.words import LATER_WORDS
from checkin.tui.screens.finding import FindingScreen
from checkin.tui.screens.overview import name_of, names, step_line
from checkin.tui.widgets.menu import Item
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from checkin.record.entries import StepEntry
    from checkin.record.facts import LedgerData

LETTERS = {"done": "d", "changed": "s", "carried": "o", "dropped": "n"}
"""The key for each thing an owner can say of a step between meetings; all answers are equal."""


class StepsScreen(FindingScreen):
    """One line a step. Enter asks what became of it."""

    HELP_PAGE = "steps"
    NOTHING: ClassVar[str] = "No step is open."

    def __init__(self, pair: str, ledger: LedgerData) -> None:
        super().__init__()
        self.pair = pair
        self.ledger = ledger

    def head(self) -> Content:
        """Who with whom."""
        who = names(name_of(self.ledger, "mentee"), name_of(self.ledger, "mentor"))
        return styled((who, "bold"), (" · Open steps", "$quiet"))

    def entries(self) -> Sequence[tuple[Item, str]]:
        """What, whose, and until when."""
        today = self.checkin.desk.today()
        return [
            (Item(step.id, step.what, detail=step_line(step, today)), f"{step.owner_name} {step.due or ''}")
            for step in self.ledger.steps
            if step.open
        ]

    def picked(self, id: str) -> None:
        """Ask what became of a step."""
        from checkin.tui.screens.choose import ChooseScreen

        step = self.ledger.step(id)
        if step is None:
            return

        def say(what: str | None) -> None:
            if what is not None:
                self.account(step, what)

        title = f"“{cut(clean_line(step.what), 50)}”: what became of it?"
        accounts = [(what, LETTERS[what], words.capitalize()) for what, words in LATER_WORDS.items()]
        self.app.push_screen(ChooseScreen(title, accounts), say)

    def account(self, step: StepEntry, what: str) -> None:
        """Put on record what became of a step; what stands in the way becomes a notice."""
        try:
            self.checkin.desk.account(self.pair, step, what)
            self.ledger = self.checkin.desk.ledger(self.pair)
        except CheckinError as error:
            self.notify_line(str(error))
            return
        self.show_found()
        self.notify_line("On record.")
