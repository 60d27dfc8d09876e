"""The goal: what was brought, ready to be taken up, lessons that fit it, two further fields on request."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from checkin.meeting.brought import brought_at, brought_line, brought_title, seat_for
from checkin.meeting.flow import seats_of
from checkin.meeting.returning import lesson_words, returning
from checkin.meeting.rules import Act
from checkin.meeting.words import GOAL_PARTS
from checkin.tui.pages.ready import Ready
from checkin.tui.pages.text import TextPage
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from checkin.banks.model import Question
    from checkin.tui.widgets.choice import Choice


class GoalPage(TextPage):
    """A line, and above it what earlier meetings and people by themselves have to say to it."""

    ADDS = True
    ADDS_WHAT: ClassVar[tuple[str, str]] = (
        "How to know",
        "By what you would know that it worked, and what else it depends on.",
    )

    DEFAULT_CSS = """
    GoalPage > .returning { color: $secondary; margin-bottom: 1; }
    GoalPage > .brought { color: $quiet; }
    GoalPage > .further { height: auto; }
    GoalPage > .further > Field { margin-bottom: 1; }
    """

    def enter_does(self) -> str:
        """From what was brought on to the field, or past it once one of them is the goal."""
        focused = self.screen.focused
        if not isinstance(focused, Ready):
            return super().enter_does()
        return "to your own words" if focused.empty else "next (Tab: other words)"

    def go_on(self, widget: Widget) -> None:
        """What was taken up needs no second Enter."""
        if isinstance(widget, Ready) and not widget.empty:
            self.finish()
        else:
            super().go_on(widget)

    def fields(self) -> Iterable[Widget]:
        """Lessons, what was brought, the goal, and how one would know, once somebody asks for that."""
        self._parts: dict[str, str] = {}
        lessons = Words(self._lessons(), classes="returning")
        lessons.display = bool(self._lessons())
        yield lessons
        things = brought_at(self.state, self.question)
        if things:
            yield Words(brought_title(things, self.state.start.known.more), classes="brought")
            lines: list[tuple[object, str]] = [(one.id, brought_line(self.state, one)) for one in things]
            ready = Ready(lines, self._taken_up(), self._own_field, id="ready")
            ready.can_focus = self._own_seat() != ""
            yield ready
        yield from super().fields()

    def _field(self, question: Question, seat: str) -> Iterable[Widget]:
        yield from super()._field(question, seat)
        answer, locked = self.state.answer(question.id, seat), self.locked(question, seat)
        with Vertical(classes="further") as further:
            for part, words in GOAL_PARTS.items():
                name = f"{part}-{question.id}-{seat}"
                self._places[name], self._parts[name] = (question, seat), part
                yield Words(words, classes="label")
                empty = self.writes_here(seat) if locked else ""
                yield Field(answer.fields.get(part, ""), placeholder=empty, locked=locked, id=name)
        further.display = bool(answer.fields)

    def add_another(self) -> None:
        """`m`: how one would know, and what else it depends on."""
        for further in self.query(".further"):
            further.display = True
        focused = self.screen.focused
        near = focused.parent if focused is not None and focused.id in self._parts else None
        fields = [field for field in self.query(Field) if field.id in self._parts and field.can_focus]
        if near is None and fields:
            fields[0].focus()

    def act_of(self, field: Field) -> Act | None:
        """The goal, or one of its parts."""
        question, seat = self._places[field.id or ""]
        return Act("answered", seat, question.id, field=self._parts.get(field.id or "", ""))

    def typed(self, field: Field) -> None:
        """A lesson comes back with its word, before anybody gives advice."""
        super().typed(field)
        self._say_around()

    def renew(self) -> None:
        """Also what stands around the field."""
        super().renew()
        for further in self.query(".further"):
            further.display = further.display or any(field.text.strip() for field in further.query(Field))
        for name in self._parts:
            question, seat = self._places[name]
            here = self.locked(question, seat)
            self.query_one(f"#{name}", Field).placeholder = self.writes_here(seat) if here else ""
        self._say_around()

    def _say_around(self) -> None:
        words = self._lessons()
        for lessons in self.query(".returning").results(Words):
            lessons.say(words)
            lessons.display = bool(words)
        for ready in self.query("#ready").results(Ready):
            ready.show(self._taken_up())

    def _lessons(self) -> str:
        goals = (self.state.answer(self.question.id, seat).value for seat in self._seats())
        goal = " ".join(value for value in goals if isinstance(value, str))
        today = self.meeting.clock.now().date()
        return "\n".join(lesson_words(one, today) for one in returning(self.state, goal))

    # What was brought

    def _seats(self) -> tuple[str, ...]:
        return seats_of(self.state, self.question)

    def _own_seat(self) -> str:
        return next((seat for seat in self._seats() if not self.locked(self.question, seat)), "")

    def _own_field(self) -> Field | None:
        seat = self._own_seat()
        return self.query_one(f"#answer-{self.question.id}-{seat}", Field) if seat else None

    def _taken_up(self) -> object:
        """What the goal says word for word."""
        goals = [self.state.answer(self.question.id, seat).value for seat in self._seats()]
        things = brought_at(self.state, self.question)
        return next((one.id for one in things if one.text.strip() in goals), None)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """What was brought becomes the goal; it can be put into other words there."""
        event.stop()
        one = next(one for one in brought_at(self.state, self.question) if one.id == event.value)
        seat = seat_for(self.state, self.question, one)
        if self.locked(self.question, seat):
            seat = self._own_seat()
        self.act("answered", seat, value=one.text.strip())
        self.renew()
