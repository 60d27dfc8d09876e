"""The end of a meeting: the summary as it will be saved, when to meet next, and "looks right to us".

Saving never depends on anything here: what was left out is said once, "not yet" is as good as yes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message

from checkin.ground.dates import parse_date, show_date, show_iso
from checkin.ground.text import cell_width, cut
from checkin.meeting.answered import is_met, left_out
from checkin.meeting.conditions import worded
from checkin.meeting.length import USUAL_GAP
from checkin.meeting.rules import Act
from checkin.meeting.stays_out import stays_out
from checkin.summary.document import document_of
from checkin.summary.plain_text import text as as_text
from checkin.tui.in_a_meeting import esc
from checkin.tui.pages.agreeing import said_of_it
from checkin.tui.pages.moving import Moving
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.day_echo import day_echo, show_day
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widget import Widget
    from textual.widgets import TextArea

    from checkin.live.seat import Change, SeatMeeting
    from checkin.record.held import Held


LETTERS_WAIT = 0.5
"""Seconds for which the summary waits while somebody else is typing."""

_LABEL = 24
"""Cells for what stands before a date or an answer, as the style says."""


class WrapUpPage(Moving, Vertical):
    """The summary to read, a date, and the answers of those who are there, the mentee's last."""

    ENTER = "next, then save"
    ENDS: ClassVar[tuple[str, str]] = ("save", "Save it")
    """What the last line does, as the keys say it and as it stands there."""
    WITHOUT: ClassVar[str] = "; saving works without"
    """What is said of an end without what was left out."""

    DEFAULT_CSS = """
    WrapUpPage { height: 1fr; padding: 0 2; }
    WrapUpPage > #left-out { color: $accent; }
    WrapUpPage > #document { height: 1fr; scrollbar-size-vertical: 1; }
    WrapUpPage > .line { height: auto; }
    WrapUpPage > .line > .label { width: 24; color: $quiet; }
    WrapUpPage > .other, WrapUpPage > #change { color: $quiet; }
    WrapUpPage > #echo { color: $success; padding-left: 24; }
    WrapUpPage > #line { height: 1; color: $rule; }
    """

    class Save(Message):
        """Both have answered, or Enter was pressed at the end: save it."""

    def __init__(self, meeting: Held) -> None:
        super().__init__()
        self.meeting = meeting
        self._next_seen = ""
        """The date that others may have set, as it was last looked at."""
        self._waits: Timer | None = None

    def compose(self) -> ComposeResult:
        """What was left out, the summary, the bank's last words, the date, who agrees."""
        yield Words(self._left_out(), id="left-out")
        with VerticalScroll(id="document", can_focus=False):
            yield Words(id="text")
        yield Words("· " * 12, id="line")
        if closing := self.meeting.start.bank.closing:
            yield Words(worded(self.meeting.state, closing, self.meeting.state.questions), id="closing")
        if not self.meeting.start.alone:
            yield from self._for_both()
        yield Choice([(True, self.ENDS[1])], across=True, bare=True, id="save")

    def _for_both(self) -> ComposeResult:
        """When they meet next, and whether it looks right: nothing to ask of somebody alone."""
        state, start = self.meeting.state, self.meeting.start
        if self._meets_again():
            with Horizontal(classes="line"):
                yield Words("When do you meet next?", classes="label")
                empty = "fri, in 2 weeks; empty: not set"
                yield Field(self._suggestion(), placeholder=empty, replaced=True, id="next")
            yield Words("", id="echo")
        for seat in start.mentee_last() if self.meeting.shared else start.sit_there():
            if self._others(seat):
                yield Words(self._said_by(seat), classes="other", id=f"agreed-{seat}")
                continue
            with Horizontal(classes="line"):
                yield Words(self._asks(seat), classes="label")
                yes = True if seat in state.agreed else None
                yield Choice(
                    [(True, "looks right"), (False, "not yet")], yes, across=True, id=f"agree-{seat}"
                )
        change = Words(f"{esc('back')} goes back to what you would change{self.WITHOUT}.", id="change")
        change.display = False
        yield change

    def _meets_again(self) -> bool:
        """Whether there is a next date to ask for: not of somebody alone, nor where they end here."""
        return not self.meeting.start.alone and not self.meeting.start.is_last

    def _asks(self, seat: str) -> str:
        """What stands before an answer; each has one row, also in a group and with a long name."""
        start = self.meeting.start
        usual = {one: f"Looks right to {start.name(one)}?" for one in start.seats}
        if start.guests or any(cell_width(words) >= _LABEL for words in usual.values()):
            return f"Right to {cut(start.name(seat), 12)}?"
        return usual[seat]

    def _others(self, seat: str) -> bool:
        """Whether somebody else answers for a seat, at a keyboard of their own."""
        return self.meeting.shared and seat != self.meeting.seat

    def _said_by(self, seat: str) -> str:
        return said_of_it(self.meeting, seat)

    def on_mount(self) -> None:
        """Show the summary as it stands."""
        self._next_seen = self.meeting.state.next_meeting
        self.show_document()
        if self._meets_again():
            self._echo(self.query_one("#next", Field).text)

    def on_resize(self) -> None:
        """Wrap it anew."""
        self.show_document()

    def show_document(self) -> None:
        """The document as it will be saved, as text."""
        saved = self.meeting.saved()
        width = max(40, min(self.size.width - 6, 100))
        self.query_one("#text", Words).say(as_text(document_of(saved), width))

    def _left_out(self) -> str:
        return "\n".join(filter(None, [self._not_talked_about(), *self._stays_out()]))

    def _stays_out(self) -> list[str]:
        """What is written down and would be in no summary, each with the way to it."""
        state = self.meeting.state
        common = cast("SeatMeeting", self.meeting).told if self.meeting.shared else None
        stages = {q.id: stage.title for stage in state.start.bank.stages for q in stage.questions}
        return [f"{one.words} {esc('stages')} leads to {stages[one.q]}." for one in stays_out(state, common)]

    def _not_talked_about(self) -> str:
        state = self.meeting.state
        missing = left_out(state)
        if not missing:
            return ""
        questions = [q for page in missing for q in page.questions if q.required and not is_met(state, q)]
        names = ", ".join(f"“{q.label or cut(worded(state, q.ask, state.questions), 50)}”" for q in questions)
        told = "Left open" if state.start.alone else "Not talked about yet"
        return f"{told}: {names}. {esc('back')} goes back{self.WITHOUT}."

    def _suggestion(self) -> str:
        state = self.meeting.state
        if state.next_meeting:
            return show_iso(state.next_meeting)
        return show_date(self._today() + USUAL_GAP)

    def _today(self) -> date:
        return self.meeting.clock.now().date()

    # Moving and answering

    def focus_first(self, *, last: bool = False) -> None:
        """The date first."""
        stops = self.stops()
        stops[-1 if last else 0].focus()

    def enter_does(self) -> str:
        """What Enter does in the field in hand."""
        focused = self.screen.focused
        if isinstance(focused, Field):
            return "take this date" if focused.text.strip() else "no date yet"
        return self.ENDS[0] if focused is self.stops()[-1] else "next"

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """What was typed is known already: `typed` was told at once."""
        event.stop()

    def typed(self, field: Field) -> None:
        """The date in words, shown as the day it is, and kept at once."""
        self._echo(field.text)
        self._take(parse_date(field.text, self._today()))

    def _take(self, day: date | None) -> None:
        value = day.isoformat() if day else None
        if (value or "") != self.meeting.state.next_meeting and self.do(Act("next", value=value)):
            self.show_document()
            if self.meeting.shared:
                self._renew_agreed()

    # What others do

    def refresh_from(self, change: Change | None = None, /) -> bool:
        """Show what others did: the summary (now and then while they type), the date, what they say of it."""
        if change is not None and change.typed:
            if self._waits is None:
                self._waits = self.set_timer(LETTERS_WAIT, self._after_typing)
        else:
            self.show_document()
        state = self.meeting.state
        self.query_one("#left-out", Words).say(self._left_out())
        set_by_them = change is not None and any(event.what == "next" for event in change.events)
        if self._meets_again() and (set_by_them or state.next_meeting != self._next_seen):
            field = self.query_one("#next", Field)
            if show_day(field, state.next_meeting, "", self._today()):
                self._echo(field.text)
        self._renew_agreed()
        return False

    def _after_typing(self) -> None:
        self._waits = None
        self.show_document()

    def _renew_agreed(self) -> None:
        """Who says that it looks right; whoever said so is asked again once something changed."""
        state = self.meeting.state
        self._next_seen = state.next_meeting
        for seat in state.start.seats:
            for words in self.query(f"#agreed-{seat}").results(Words):
                words.say(self._said_by(seat))
            for choice in self.query(f"#agree-{seat}").results(Choice):
                if (seat in state.agreed) != (choice.value is True):
                    choice.show(True if seat in state.agreed else None)

    def leaving(self) -> None:
        """The date that stands there is the date that is meant.

        But for one that was only proposed, when somebody has said by now that it looks right without it.
        """
        if not self._meets_again():
            return
        text = self.query_one("#next", Field).text
        if not (
            self.meeting.state.agreed and not self.meeting.state.next_meeting and text == self._suggestion()
        ):
            self._take(parse_date(text, self._today()))

    def _echo(self, typed: str) -> None:
        _day, words = day_echo(typed, self._today())
        echo = self.query_one("#echo", Words)
        echo.say(words)
        echo.display = bool(words)

    def accepts_enter(self, widget: Widget) -> bool:
        """Enter on the date takes it; an empty one is not set; one that is none stays."""
        if not isinstance(widget, Field):
            return True
        found = parse_date(widget.text, self._today())
        if widget.text.strip() and found is None:
            return False
        self._take(found)
        return True

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """One of the two says yes, or not yet."""
        event.stop()
        if event.choice.id == "save":
            self.finish()
            return
        # What looks right includes the date that stands there.
        self.leaving()
        seat = (event.choice.id or "").removeprefix("agree-")
        self.query_one("#change").display = event.value is False
        if self.do(Act("agreed", seat, value=event.value is True)):
            self.show_document()

    def finish(self) -> None:
        """Enter on the last line saves."""
        self.post_message(self.Save())

    def scroll_document(self, direction: int) -> None:
        """PageUp and PageDown read the summary here."""
        area = self.query_one("#document", VerticalScroll)
        area.scroll_relative(y=direction * max(1, area.size.height - 1), animate=False)
