"""Typing on a page: what stands in a field becomes an act at once, and what others write comes into it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from checkin.ground.edits import rebased
from checkin.ground.text import clean
from checkin.tui.pages.moving import Acted, Moving

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from checkin.ground.edits import Edit
    from checkin.live.seat import SeatMeeting
    from checkin.meeting.rules import Act
    from checkin.meeting.state import State
    from checkin.tui.widgets.field import Field


class Writing(Moving):
    """Mixed into pages. Children say in `act_of` which act a field's words are."""

    @property
    def state(self) -> State:
        """The meeting's state now."""
        return self.meeting.state

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """What was typed is known already: `typed` was told at once."""
        event.stop()

    def typed(self, field: Field) -> None:
        """A field's text changed: make the act of it."""
        act = self.act_of(field)
        if act is not None:
            self.write(field, act)

    def act_of(self, _field: Field, /) -> Act | None:
        """The act that a field's words are, still without them; None where something else is made of them."""
        return None

    def write(self, field: Field, act: Act) -> None:
        """Put a field's words where they belong."""
        text, cursor = field.text, field.cursor_index
        if not self.meeting.shared:
            self.do_once(replace(act, value=text if text.strip() else None, cursor=cursor))
            return
        now = clean(self.said_in(act))
        if now != field.before and (now.strip() or field.before.strip()):
            # Somebody else's words came in and are not shown yet: they stay.
            text, cursor = rebased(field.before, text, now, cursor)
        self.do_once(replace(act, value=text if text.strip() else None, cursor=cursor))
        self.renew_text(field)

    def said_in(self, act: Act) -> str:
        """What the state holds for the text that an act writes."""
        if act.what == "set":
            row = self.state.row(act.q, act.row)
            return row.text(act.field) if row is not None and not row.removed else ""
        answer = self.state.answer(act.q, act.seat)
        value = answer.fields.get(act.field) if act.field else answer.value
        return value if isinstance(value, str) else ""

    def turned_back(self, field: Field, /, *, forth: bool) -> bool:
        """Undo and redo: where others write too, of one's own typing only."""
        act = self.act_of(field) if self.meeting.shared else None
        if act is None:
            return False
        seated = cast("SeatMeeting", self.meeting)
        if (seated.redo if forth else seated.undo)(act):
            field.show(self.said_in(act), follow=True)
            self.post_message(Acted())
        return True

    def renew_text(self, field: Field) -> None:
        """Show in a field what the state says; blank space that is being typed stays."""
        act = self.act_of(field)
        if act is not None:
            text = self.said_in(act)
            if text.strip() or field.text.strip():
                field.show(text, edits=self._edits_in(act))

    def _edits_in(self, act: Act) -> tuple[Edit, ...]:
        """What others' typing did to the text that an act writes, where that is told."""
        if not self._their_edits:
            return ()
        from checkin.live.text_places import key_of

        return self._their_edits.get(key_of(self.state, act) or "", ())

    def do_once(self, act: Act) -> bool:
        """Do an act, unless it changes nothing. When it is not allowed now, say why and return False."""
        return True if self._stands(act) else self.do(act)

    def _stands(self, act: Act) -> bool:
        """Whether an answer or a row holds this value already."""
        if act.what == "set":
            row = self.state.row(act.q, act.row)
            return row is not None and row.fields.get(act.field) == act.value
        answer = self.state.answer(act.q, act.seat)
        if act.what != "answered" or answer.talked:
            return False
        return (answer.fields.get(act.field) if act.field else answer.value) == act.value
