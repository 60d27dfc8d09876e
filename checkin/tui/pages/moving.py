"""Moving between the fields of a page: Enter to the next one, arrows to the neighbour. For every page."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.message import Message

from checkin.meeting.rules import Act, NotNow
from checkin.tui.widgets.stop import Holder, Stop

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.geometry import Region
    from textual.widget import Widget

    from checkin.ground.edits import Edit
    from checkin.live.seat import Change
    from checkin.record.held import Held
    from checkin.tui.widgets.choice import Choice
    from checkin.tui.widgets.field import Field


class Acted(Message):
    """An act was done; what stands around the page may have changed."""


class Said(Message):
    """Something to say in the notice line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


if TYPE_CHECKING:
    _Base = Widget
else:
    _Base = object  # not a widget itself: Textual takes styles from the first base that is one


class Moving(Holder, _Base):
    """Mixed into what holds fields and choices. Children say what `finish` is and what Enter may pass."""

    meeting: Held

    def stops(self) -> list[Widget]:
        """The fields and choices, from top to bottom."""
        return [w for w in self.query("*") if w.can_focus and isinstance(w, Stop) and self._in_sight(w)]

    def _in_sight(self, widget: Widget) -> bool:
        """Whether neither a widget nor anything on this page that it stands in is folded away."""
        for one in widget.ancestors_with_self:
            if one is self:
                return True
            if not getattr(one, "display", True):
                return False
        return False

    def accepts_enter(self, widget: Widget) -> bool:
        """Whether Enter may go on from a widget now: a date must be one. A child shows why not."""
        return widget.is_attached

    def finish(self) -> None:
        """Enter on the last of them."""

    def leaving(self) -> None:
        """The page is about to be turned, whichever way."""

    # What others do

    def in_hand(self, holder: Widget) -> bool:
        """Whether somebody is at a field within this, also while the row of letters is open."""
        at = getattr(self.screen, "in_hand", self.screen.focused)  # as every screen of ours says
        return at is not None and holder in at.ancestors_with_self

    _their_edits: Mapping[str, tuple[Edit, ...]] = MappingProxyType({})
    """What others' typing did to texts, while it is being shown."""

    def refresh_from(self, _change: Change | None = None, /) -> bool:
        """Show what others did, here or elsewhere, in place. True when the page has to be built anew for it.

        Cursor, selection and scroll stay: nobody is disturbed at their typing.
        """
        if self.outgrown():
            return True
        had_stops = bool(self.stops())
        focused = self.screen.focused
        where = focused.region if focused is not None else None
        self._their_edits = _change.edits if _change is not None else {}
        self.renew()
        self._their_edits = {}
        self.call_after_refresh(self._stay_in_sight, where, had_stops)
        return False

    def outgrown(self) -> bool:
        """Whether other widgets are needed than the ones that are here."""
        return False

    def renew(self) -> None:
        """Show in each widget what the state holds now."""

    def _stay_in_sight(self, where: Region | None, had_stops: bool) -> None:
        """What grew above must not push the field in hand away; the first field there is gets the cursor."""
        if not self.is_attached:
            return
        screen = self.screen
        if screen.focused is not None:
            if screen.focused.region != where and self in screen.focused.ancestors:
                screen.focused.scroll_visible(animate=False)
        elif not had_stops and not getattr(screen, "menu_open", False) and self.app.screen is screen:
            for stop in self.stops()[:1]:
                stop.focus()

    # Moving

    def go_on(self, widget: Widget) -> None:
        """From a field to the next one, from the last one past the page."""
        stops = self.stops()
        at = stops.index(widget) if widget in stops else len(stops) - 1
        if at + 1 < len(stops):
            stops[at + 1].focus()
        else:
            self.finish()

    def move(self, widget: Widget, direction: int) -> None:
        """An arrow past a field's edge: to its neighbour on this page."""
        stops = self.stops()
        to = stops.index(widget) + direction if widget in stops else 0
        if 0 <= to < len(stops):
            stops[to].focus()

    def do(self, act: Act) -> bool:
        """Do an act; when the meeting does not allow it now, say why and return False."""
        try:
            self.meeting.act(act)
        except NotNow as refused:
            self.post_message(Said(str(refused)))
            return False
        self.post_message(Acted())
        return True

    def on_field_submitted(self, event: Field.Submitted) -> None:
        """Enter in a field."""
        event.stop()
        if self.accepts_enter(event.field):
            self.go_on(event.field)

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """Enter on a choice."""
        event.stop()
        if self.accepts_enter(event.choice):
            self.go_on(event.choice)

    def on_field_left(self, event: Field.Left) -> None:
        """An arrow out of a field."""
        event.stop()
        self.move(event.field, event.direction)

    def on_choice_left(self, event: Choice.Left) -> None:
        """An arrow out of a choice."""
        event.stop()
        self.move(event.choice, event.direction)

    def on_field_refused(self, event: Field.Refused) -> None:
        """What was typed does not fit."""
        event.stop()
        self.post_message(Said(event.why))
