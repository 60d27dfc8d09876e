"""Ending a meeting and saving it: at one keyboard by oneself, from a seat by asking the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError
from checkin.live.words import line_is_down
from checkin.tui.in_a_meeting import esc
from checkin.tui.screens.presence import other_of

if TYPE_CHECKING:
    from checkin.live.seat import SeatMeeting
    from checkin.tui.pages.wrap_up import WrapUpPage
    from checkin.tui.screens.together import Together as _Base
else:
    _Base = object  # not a screen itself


class Saving(_Base):
    """Mixed into the meeting's screen."""

    def do_save(self) -> None:
        """End and save."""
        self.save()

    def on_wrap_up_page_save(self, event: WrapUpPage.Save) -> None:
        """Enter at the very end."""
        event.stop()
        self.save()

    def save(self) -> None:
        """Put it on record; when that can't be done, say why and stay, with everything still here."""
        meeting = self.seated
        if meeting is not None:
            self._ask_room(meeting)
            return
        from checkin.tui.screens.saved import SavedScreen

        try:
            self.page.leaving()
            saved, path = self.checkin.save_meeting()
        except CheckinError as error:
            self.trouble_told = self.meeting.trouble  # one line is enough for both
            self.notify_line(f"Nothing is lost; try again with {esc('save')}. {error}")
            return
        if saved.start.alone:
            from checkin.tui.screens.bring import BringScreen

            self.app.switch_screen(BringScreen(saved.start.pair, saved, path))
            return
        self.app.switch_screen(SavedScreen(saved, path))

    # From a seat

    def _ask_room(self, meeting: SeatMeeting) -> None:
        """Save for both; first ask whether to wait for the other one, who was here and has not agreed yet."""
        from checkin.tui.pages.agreeing import looks_right

        other = other_of(meeting)
        looks, here = looks_right(meeting, other), bool(meeting.here.get(other))
        down = other in meeting.lost_lines
        if not down and (looks or not (here or self._was_here)):
            self._save_for_both()
            return
        name = meeting.start.name(other)
        title = "" if looks else _not_agreed(name, looks, here=here)
        if down:
            title = f"{title} {line_is_down(name)}".strip()

        def chosen(what: str | None) -> None:
            if what == "save":
                self._save_for_both()

        from checkin.tui.screens.choose import ChooseScreen

        choices = [("wait", "w", f"Wait for {name}"), ("save", "s", "Save now, for both of you")]
        self.app.push_screen(ChooseScreen(title, choices), chosen)

    def _save_for_both(self) -> None:
        meeting = self.seated
        if meeting is None:
            return
        self.page.leaving()
        self.notify_line("Saving…")
        meeting.ask_to_save()

    def on_record(self, meeting: str) -> None:
        """The room saved it: the same last page for both."""
        self.checkin.show_saved(meeting)


def _not_agreed(name: str, looks: bool | None, *, here: bool) -> str:
    """What somebody said of the summary, who has not said that it looks right."""
    if looks is None:
        said = "has not said yet whether it looks right." if here else "has not said whether it looks right."
    else:
        said = "says: not yet." if here else "said: not yet."
    return f"{name} {said}" if here else f"{name} is not here now and {said}"
