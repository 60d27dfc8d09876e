"""The pages that are opened from a pair's page: kinds, steps, looking back, the agreement, other pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checkin.tui.commands import Command

if TYPE_CHECKING:
    from checkin.tui.screens.listing import ListScreen as _Base
    from checkin.tui.screens.pair import PairScreen
else:
    _Base = object  # not a screen itself

KINDS = Command("kinds", "Another kind", "Other kinds of meeting, and when to use each.", "a")
OWN = Command("own", "Prepare or alone", "One of you by yourself: prepare, think it through, notes.", "r")
STEPS = Command("steps", "Open steps", "Say what became of a step.", "d")
LAST = Command("last", "Last summary", "Read the summary of the last meeting.", "y")
HISTORY = Command("history", "Look back", "Every meeting so far, and what came of them.", "l")
AGREEMENT = Command("agreement", "Agreement", "How you work together; see it, agree to it, change it.", "m")
THIS = Command("this", "This pair", "Prompts, pausing, ending, a copy to take away, other names.", "i")
OTHERS = Command("others", "Other pairs", "The list of pairs.", "o")
NEW = Command("new", "New pair", "Name two people who will meet.", "p")


class PairPages(_Base):
    """Mixed into the pair's page."""

    pair: str

    @property
    def _page(self) -> PairScreen:
        return cast("PairScreen", self)

    def do_kinds(self) -> None:
        """The list of banks."""
        from checkin.tui.screens.kinds import KindsScreen

        screen = KindsScreen(self._page)
        screen.read()
        self.app.push_screen(screen)

    def do_steps(self) -> None:
        """The list of open steps."""
        from checkin.tui.screens.steps import StepsScreen

        self.app.push_screen(StepsScreen(self.pair, self.checkin.desk.ledger(self.pair)))

    def do_own(self) -> None:
        """The page of one of them."""
        from checkin.tui.screens.own import OwnScreen

        self.app.push_screen(OwnScreen(self.pair))

    def do_agreement(self) -> None:
        """How they work together."""
        from checkin.tui.screens.agreement import AgreementScreen

        self.app.push_screen(AgreementScreen(self._page, self.checkin.desk.ledger(self.pair)))

    def do_this(self) -> None:
        """What concerns the pair itself."""
        from checkin.tui.screens.this_pair import ThisPairScreen

        self.app.push_screen(ThisPairScreen(self._page, self.checkin.desk.ledger(self.pair)))

    def do_last(self) -> None:
        """The newest summary."""
        from checkin.tui.screens.reader import ReaderScreen

        ledger = self.checkin.desk.ledger(self.pair)
        self.app.push_screen(ReaderScreen(self.pair, ledger, ledger.meetings[0]))

    def do_history(self) -> None:
        """The meetings, and what came of them."""
        from checkin.tui.screens.look_back import LookBackScreen

        self.app.push_screen(LookBackScreen(self._page, self.checkin.desk.ledger(self.pair)))

    def do_others(self) -> None:
        """The list of pairs, which nobody sees unasked."""
        from checkin.tui.screens.pairs import PairsScreen

        self.app.push_screen(PairsScreen(self.checkin.desk.pairs()))

    def do_new(self) -> None:
        """Name two people."""
        from checkin.tui.screens.welcome import WelcomeScreen

        self.app.push_screen(WelcomeScreen())
