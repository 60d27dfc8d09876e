"""What concerns a pair itself: prompts, other names, a copy to take away, pausing, ending, deleting."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.ground.places import short
from checkin.ground.text import clean_line
from checkin.meeting.start import CLOSING
from checkin.record.pair_states import rename_people, set_state
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.listing import ListScreen
from checkin.tui.screens.overview import name_of, names
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.record.facts import LedgerData
    from checkin.tui.screens.pair import PairScreen

PROMPTS = Command("prompts", "Prompts", "The questions that come at the right moment: which are on.", "p")
NAMES = Command("names", "Other names", "How the two of you are called from now on.", "n")
TAKEAWAY = Command("takeaway", "Take away", "All of it in one document, for one of you.", "t")
PAUSE = Command("pause", "Pause", "Leave it for a while; everything is kept.", "z")
CLOSE = Command("close", "End it well", "Hold the last meeting, or end it without one.", "e")
REOPEN = Command("reopen", "Begin again", "Open it again; everything is kept.", "u")
DELETE = Command("delete", "Delete", "Remove all of it from this machine.", "x")


class ThisPairScreen(ListScreen):
    """The acts that concern the pair as a whole. `below` is its page."""

    HELP_PAGE = "ending"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *(PROMPTS, NAMES, TAKEAWAY, PAUSE, CLOSE, REOPEN, DELETE),
        BACK,
    )

    def __init__(self, below: PairScreen, ledger: LedgerData) -> None:
        super().__init__()
        self.below = below
        self.pair = below.pair
        self.ledger = ledger
        self._shown_before = False

    @property
    def _names(self) -> tuple[str, str]:
        return name_of(self.ledger, "mentee"), name_of(self.ledger, "mentor")

    def head(self) -> Content:
        """Who with whom."""
        return styled((names(*self._names), "bold"), (" · This pair", "$quiet"))

    def body(self) -> ComposeResult:
        """Where it is kept, and what can be done."""
        where = short(self.below.checkin.desk.places.pair(self.pair))
        yield Words(f"Kept in {where}, on this machine only.", id="told", classes="told quiet")
        yield Menu(self.items())

    def items(self) -> list[Item]:
        """What makes sense as it stands."""
        acts = (
            (REOPEN, "Begin again", "everything is kept"),
            (PROMPTS, "Prompts at the right moment", "which of them are on"),
            (NAMES, "Other names", ""),
            (TAKEAWAY, "Take it with you", "one document, for one of you"),
            (PAUSE, "Pause", "everything is kept"),
            (CLOSE, "End it well", "with a last meeting, or without"),
            (DELETE, "Delete all of it", "from this machine"),
        )
        return [Item(one.id, words, one.letter, detail) for one, words, detail in acts if self.can(one)]

    def can(self, command: Command) -> bool:
        """What is over can be opened again; what goes on can be paused or ended."""
        state = self.ledger.state
        if command is REOPEN:
            return state != "active"
        if command is PAUSE:
            return state == "active"
        if command is CLOSE:
            return state != "closed"
        if command is TAKEAWAY:
            return bool(self.ledger.meetings)
        return super().can(command)

    def on_screen_resume(self) -> None:
        """Something may have changed."""
        if self._shown_before:
            self._look()
        self._shown_before = True

    def _look(self) -> None:
        with suppress(CheckinError):
            self.ledger = self.checkin.desk.ledger(self.pair)
        self.query_one("#head", Words).say(self.head())
        self.menu.show(self.items())
        self.show_keys()

    def _put(self, act: Callable[[], object], told: str) -> None:
        try:
            act()
        except CheckinError as error:
            self.notify_line(str(error))
            return
        self._look()
        self.notify_line(told)

    def do_prompts(self) -> None:
        """The list of prompts."""
        from checkin.tui.screens.moments import MomentsScreen

        self.app.push_screen(MomentsScreen(self.pair))

    def do_names(self) -> None:
        """Ask for both names."""
        from checkin.tui.screens.write import Asked, WriteScreen

        mentee, mentor = self._names

        def keep(texts: tuple[str, ...]) -> None:
            def rename() -> None:
                told = zip(("mentee", "mentor"), (mentee, mentor), texts, strict=True)
                names = {seat: name for seat, before, name in told if name and name != before}
                rename_people(self.checkin.desk, self.pair, names)

            self._put(rename, "On record. What was saved before keeps the names of then.")

        asked = [Asked("The mentee", mentee), Asked("The mentor", mentor)]
        self.app.push_screen(WriteScreen("Other names", "How you are called from now on.", asked, keep))

    def do_takeaway(self) -> None:
        """Ask for whom, and for the file. It is not shown here: some of it is for one of them only."""
        from checkin.tui.screens.choose import ChooseScreen
        from checkin.tui.screens.write import Asked, WriteScreen

        def chosen(seat: str | None) -> None:
            if seat is not None:
                name = f"~/{self.pair}-for-{seat}.html"
                about = "Everything of theirs in one document. A name that ends in .md makes Markdown of it."
                asked = [Asked("Write it to which file?", name)]

                def write(texts: tuple[str, ...]) -> None:
                    self._write_takeaway(seat, texts[0])

                self.app.push_screen(WriteScreen("Take it with you", about, asked, write))

        mentee, mentor = self._names
        choices = [("mentee", "1", f"For {mentee}"), ("mentor", "2", f"For {mentor}")]
        self.app.push_screen(ChooseScreen("Whose document?", choices), chosen)

    def _write_takeaway(self, seat: str, name: str) -> None:
        from checkin.tui.takeaway_file import write_takeaway

        try:
            path = write_takeaway(self.checkin.desk, self.pair, seat, name)
        except CheckinError as error:
            self.notify_line(str(error))
        else:
            self.notify_line(f"Written to {short(path)}")

    def do_pause(self) -> None:
        """Pause."""
        self._put(
            lambda: set_state(self.checkin.desk, self.pair, "paused"),
            "Paused. The next meeting takes it up again by itself.",
        )

    def do_close(self) -> None:
        """Ask how."""
        from checkin.tui.screens.choose import ChooseScreen

        def chosen(how: str | None) -> None:
            if how == "meet":
                self.below.begin_from_above(CLOSING)
            elif how == "now":
                self._put(
                    lambda: set_state(self.checkin.desk, self.pair, "closed"),
                    "Ended. Everything is kept, and it can begin again.",
                )

        choices = [
            ("meet", "1", "Hold a last meeting: thanks, what stays, what comes next"),
            ("now", "2", "End it without one"),
        ]
        self.app.push_screen(ChooseScreen("End it well", choices), chosen)

    def do_reopen(self) -> None:
        """Open it again."""
        self._put(
            lambda: set_state(self.checkin.desk, self.pair, "active"), "Open again. Good to have you back."
        )

    def do_delete(self) -> None:
        """Ask for the pair's id, so that nobody does it by mistake."""
        from checkin.tui.screens.write import Asked, WriteScreen

        def typed(texts: tuple[str, ...]) -> None:
            if clean_line(texts[0]).casefold() != self.pair.casefold():
                self.notify_line(f"That is not “{self.pair}”; nothing was deleted.")
                return
            self._delete()

        about = (
            "Meetings, summaries, steps and backups go from this machine. What you sent or copied elsewhere "
            "stays there. Private notes about it go too, where this account may open them."
        )
        asked = [Asked(f"Type {self.pair} to delete it")]
        self.app.push_screen(WriteScreen("Delete all of it", about, asked, typed))

    def _delete(self) -> None:
        from checkin.record.deleting import delete_pair
        from checkin.tui.screens.home import first_screen
        from checkin.tui.screens.said import SaidScreen

        try:
            told = delete_pair(self.checkin.desk, self.pair)
        except CheckinError as error:
            self.notify_line(str(error))
            return
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        self.app.switch_screen(first_screen(self.checkin.desk))
        self.app.push_screen(SaidScreen("Deleted", "\n\n".join(told)))
