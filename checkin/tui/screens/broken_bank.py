"""A meeting that was to begin with a bank that can't be used: what is wrong, or the shipped one this time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.record.kinds import kinds

if TYPE_CHECKING:
    from checkin.banks.model import Depth
    from checkin.ground.errors import WrongInput
    from checkin.tui.screens.pair_meetings import PairMeetings

_READ, _SPARE = "problems", "spare"


def offer_another(screen: PairMeetings, bank: str, depth: Depth, error: WrongInput) -> None:
    """Ask what to do where one's own bank is broken and the shipped one is not; else show what is wrong.

    Raises `CheckinError`: `error` itself where it is about something else.
    """
    from checkin.tui.screens.problems import ProblemsScreen

    kind = next((one for one in kinds(screen.checkin.desk, screen.pair) if one.id == bank), None)
    if kind is None or kind.bank is not None:
        raise error

    def spare() -> None:
        screen.begin(bank, depth, shipped=True)

    def chosen(what: str | None) -> None:
        if what == _SPARE:
            screen.call_later(spare)
        elif what == _READ:
            screen.app.push_screen(ProblemsScreen(kind.entry.path, spare))

    if not kind.spare:
        screen.app.push_screen(ProblemsScreen(kind.entry.path))
        return
    from checkin.tui.screens.choose import ChooseScreen

    choices = [(_READ, "p", "Read what is wrong"), (_SPARE, "u", "Use the shipped one this time")]
    screen.app.push_screen(ChooseScreen(f"The bank “{bank}” {kind.standing}", choices), chosen)
