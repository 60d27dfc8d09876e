"""A smaller version of the step: words, and one key that makes them the step."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.meeting.flow import seats_of
from checkin.meeting.smaller import made_the_step, step_to_change, told, words_for
from checkin.tui.in_a_meeting import esc
from checkin.tui.pages.moving import Said
from checkin.tui.pages.text import TextPage
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from checkin.banks.model import Question
    from checkin.tui.widgets.field import Field

NO_WORDS = "Write the smaller step first."


class SmallerPage(TextPage):
    """As any text; below it stands how it becomes the step, once there are words."""

    ADDS = True
    ADDS_WHAT: ClassVar[tuple[str, str]] = (
        "Make it the step",
        "The smaller one is the step from now on; the bigger one goes.",
    )

    def _field(self, question: Question, seat: str) -> Iterable[Widget]:
        yield from super()._field(question, seat)
        keeps = Words(
            f"Going on keeps both · {esc('more')} makes this the step", classes="said", id=f"keeps-{seat}"
        )
        keeps.display = self._may_choose(seat)
        yield keeps

    def _theirs(self, seat: str) -> bool:
        return self.meeting.seat == seat if self.meeting.shared else not self.locked(self.question, seat)

    def _may_choose(self, seat: str) -> bool:
        words = words_for(self.state, self.question, seat)
        return (
            self._theirs(seat) and bool(words) and step_to_change(self.state, self.question, seat) is not None
        )

    def typed(self, field: Field) -> None:
        """The answer, and what can be done with it."""
        super().typed(field)
        self._say_below()

    def renew(self) -> None:
        """Also what can be done with it."""
        super().renew()
        self._say_below()

    def _say_below(self) -> None:
        for seat in seats_of(self.state, self.question):
            for keeps in self.query(f"#keeps-{seat}"):
                keeps.display = self._may_choose(seat)

    def add_another(self) -> None:
        """`m`: the smaller one is the step, and the page is done with."""
        seats = [seat for seat in seats_of(self.state, self.question) if self._may_choose(seat)]
        focused = self.screen.focused
        place = self._places.get(focused.id or "") if focused is not None else None
        seat = place[1] if place is not None and place[1] in seats else next(iter(seats), "")
        step = step_to_change(self.state, self.question, seat) if seat else None
        if step is None:
            mine = any(self._theirs(one) for one in seats_of(self.state, self.question))
            self.post_message(Said(NO_WORDS if mine else f"{self.who()} decides that."))
            return
        words = words_for(self.state, self.question, seat)
        if all(self.do_once(act) for act in made_the_step(self.state, self.question, seat)):
            self.post_message(self.Done(self))
            self.post_message(Said(told(step.what, words)))
