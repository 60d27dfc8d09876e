"""The end of a meeting: the summary as it will be saved, when to meet next, and "looks right to us".

Saving never depends on anything here: what was left out is said once, "not yet" is as good as yes.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget

from checkin.ground.dates import HELP, parse_date, show_date
from checkin.meeting.flow import left_out
from checkin.meeting.rules import Act
from checkin.summary.document import document_of
from checkin.summary.plain_text import text as as_text
from checkin.tui.pages.base import Page
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widgets import TextArea

    from checkin.record.open_meeting import OpenMeeting

USUAL_GAP = timedelta(weeks=2)
"""How far ahead the next meeting is suggested: the regular bank is made for every two to four weeks."""


class WrapUpPage(Vertical):
    """The summary to read, a date, and two answers, the mentee's last."""

    ENTER = "next, then save"

    DEFAULT_CSS = """
    WrapUpPage { height: 1fr; padding: 0 2; }
    WrapUpPage > #left-out { color: $accent; }
    WrapUpPage > #document { height: 1fr; scrollbar-size-vertical: 1; }
    WrapUpPage > .line { height: auto; }
    WrapUpPage > .line > .label { width: 24; color: $quiet; }
    WrapUpPage > #echo { color: $success; padding-left: 24; }
    WrapUpPage > #line { height: 1; color: $rule; }
    """

    class Save(Message):
        """Both have answered, or Enter was pressed at the end: save it."""

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__()
        self.meeting = meeting

    def compose(self) -> ComposeResult:
        """What was left out, the summary, the date, who agrees."""
        yield Words(self._left_out(), id="left-out")
        with VerticalScroll(id="document", can_focus=False):
            yield Words(id="text")
        yield Words("· " * 12, id="line")
        state = self.meeting.state
        with Horizontal(classes="line"):
            yield Words("When do you meet next?", classes="label")
            yield Field(self._suggestion(), placeholder="fri, in 2 weeks; empty: not set", id="next")
        yield Words("", id="echo")
        for seat in self._agreeing():
            with Horizontal(classes="line"):
                yield Words(f"Looks right to {state.start.name(seat)}?", classes="label")
                yes = True if seat in state.agreed else None
                yield Choice(
                    [(True, "looks right"), (False, "not yet")], yes, across=True, id=f"agree-{seat}"
                )

    def on_mount(self) -> None:
        """Show the summary as it stands."""
        self.show_document()
        self._echo(self.query_one("#next", Field).text)

    def on_resize(self) -> None:
        """Wrap it anew."""
        self.show_document()

    def show_document(self) -> None:
        """The document as it will be saved, as text."""
        saved = self.meeting.saved()
        width = max(40, min(self.size.width - 6, 100))
        self.query_one("#text", Words).say(as_text(document_of(saved), width))

    def _agreeing(self) -> list[str]:
        """The seats, those that play the mentee last."""
        start = self.meeting.start
        return sorted(start.seats, key=lambda seat: start.plays(seat) == "mentee")

    def _left_out(self) -> str:
        missing = left_out(self.meeting.state)
        if not missing:
            return ""
        stages = ", ".join(dict.fromkeys(f"“{page.stage.title}”" for page in missing))
        return f"Not talked about yet: {stages}. Esc s goes there; saving works without."

    def _suggestion(self) -> str:
        state = self.meeting.state
        if state.next_meeting:
            return show_date(date.fromisoformat(state.next_meeting))
        return show_date(self._today() + USUAL_GAP)

    def _today(self) -> date:
        return self.meeting.clock.now().date()

    # Moving and answering

    def stops(self) -> list[Widget]:
        """The date and the two answers."""
        return [w for w in self.query(Widget) if isinstance(w, Field | Choice) and w.display]

    def focus_first(self, *, last: bool = False) -> None:
        """The date first."""
        stops = self.stops()
        stops[-1 if last else 0].focus()

    def enter_does(self) -> str:
        """What Enter does in the field in hand."""
        focused = self.screen.focused
        if isinstance(focused, Field):
            return "take this date" if focused.text.strip() else "no date yet"
        return "save" if focused is self.stops()[-1] else "next"

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The date in words, shown as the day it is, and kept at once."""
        event.stop()
        typed = event.text_area.text
        self._echo(typed)
        self._take(parse_date(typed, self._today()))
        self.post_message(Page.Acted())

    def _take(self, day: date | None) -> None:
        value = day.isoformat() if day else None
        if (value or "") != self.meeting.state.next_meeting:
            self.meeting.act(Act("next", value=value))
            self.show_document()

    def _echo(self, typed: str) -> None:
        found = parse_date(typed, self._today())
        echo = self.query_one("#echo", Words)
        echo.say(f"→ {show_date(found)}" if found else f"Say it like: {HELP}")
        echo.display = bool(typed.strip()) and not (found and show_date(found) == typed.strip())

    def on_field_submitted(self, event: Field.Submitted) -> None:
        """Enter on the date takes it; an empty one is not set."""
        event.stop()
        found = parse_date(event.field.text, self._today())
        if not event.empty and found is None:
            return
        self._take(found)
        self._go_on(event.field)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """One of the two says yes, or not yet."""
        event.stop()
        seat = (event.choice.id or "").removeprefix("agree-")
        self.meeting.act(Act("agreed", seat, value=event.value is True))
        self.show_document()

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """Enter on the last answer saves."""
        event.stop()
        self._go_on(event.choice)

    def on_field_left(self, event: Field.Left) -> None:
        """Arrows move between the fields."""
        event.stop()
        self._move(event.field, event.direction)

    def on_choice_left(self, event: Choice.Left) -> None:
        """Arrows move between the fields."""
        event.stop()
        self._move(event.choice, event.direction)

    def _go_on(self, widget: Widget) -> None:
        stops = self.stops()
        at = stops.index(widget)
        if at + 1 < len(stops):
            stops[at + 1].focus()
        else:
            self.post_message(self.Save())

    def _move(self, widget: Widget, direction: int) -> None:
        stops: Iterable[Widget] = self.stops()
        order = list(stops)
        to = order.index(widget) + direction
        if 0 <= to < len(order):
            order[to].focus()

    def scroll_document(self, direction: int) -> None:
        """PageUp and PageDown read the summary here."""
        area = self.query_one("#document", VerticalScroll)
        area.scroll_relative(y=direction * max(1, area.size.height - 1), animate=False)
