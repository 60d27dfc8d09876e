"""The field people type into: one line or several, growing with its text, empty Enter meaning "talked about".

Built on Textual's text area, with the keys that terminals and multiplexers keep for themselves left
alone, no blinking, and the known crash on undoing a paste of several lines guarded
(Textualize/textual issue 6686).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.message import Message

from checkin.ground.text import MAX_LINE, MAX_TEXT, clean
from checkin.tui.widgets.letters import JOINERS, composed, joined, starts
from checkin.tui.widgets.shared_text import SharedText, location_of
from checkin.tui.widgets.stop import Stop

if TYPE_CHECKING:
    from textual.widgets.text_area import EditResult

    from checkin.ground.edits import Edit


class Field(Stop, SharedText, inherit_bindings=False):
    """A text field. Enter, Tab and the page keys are told to the screen as messages.

    `locked` is for words that somebody else writes: they are shown, and nothing more.
    """

    takes_text = True

    DEFAULT_CSS = """
    Field {
        height: auto; max-height: 8; min-height: 1; border: none; padding: 0;
        background: $panel; color: $foreground; scrollbar-size: 0 0;
    }
    Field:focus { border: none; background: $here; }
    Field:ansi { background: ansi_default; text-style: none; }
    Field:ansi:focus { text-style: underline; }
    Field .text-area--cursor, Field:focus .text-area--cursor {
        color: $foreground; background: $here; text-style: reverse;
    }
    Field:ansi .text-area--cursor { color: ansi_default; background: ansi_default; text-style: reverse; }
    Field .text-area--cursor-line { background: transparent; }
    Field .text-area--placeholder { color: $quiet; text-style: italic; }
    Field.locked { background: transparent; }
    """

    EDITS: ClassVar[dict[str, str]] = {
        "left": "cursor_left",
        "right": "cursor_right",
        "home": "cursor_line_start",
        "end": "cursor_line_end",
        "ctrl+e": "cursor_line_end",
        "ctrl+left": "cursor_word_left",
        "ctrl+right": "cursor_word_right",
        "shift+left": "cursor_left(True)",
        "shift+right": "cursor_right(True)",
        "shift+up": "cursor_up(True)",
        "shift+down": "cursor_down(True)",
        "shift+home": "cursor_line_start(True)",
        "shift+end": "cursor_line_end(True)",
        "backspace": "delete_left",
        "delete": "delete_right",
        "ctrl+d": "delete_right",
        "ctrl+u": "delete_to_start_of_line",
        "ctrl+k": "delete_to_end_of_line_or_delete_line",
        "ctrl+x": "cut",
        "ctrl+v": "paste",
        "ctrl+z": "undo",
        "ctrl+y": "redo",
    }
    """Keys that change the words or move in them. The field does these itself: Textual's bindings are looked
    at only after letters that were typed later, when they arrive together."""

    class Submitted(Message):
        """Enter: the field is done with. `empty` when there is nothing in it."""

        def __init__(self, field: Field, *, empty: bool) -> None:
            super().__init__()
            self.field = field
            self.empty = empty

        @property
        def control(self) -> Field:
            """The field."""
            return self.field

    class Left(Message):
        """Up at the first line (-1) or Down at the last (+1): to the neighbouring field."""

        def __init__(self, field: Field, direction: int) -> None:
            super().__init__()
            self.field = field
            self.direction = direction

    class Refused(Message):
        """What was typed or pasted does not fit; the words say what fits. The field is unchanged."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(
        self,
        text: str = "",
        *,
        lines: bool = False,
        placeholder: str = "",
        replaced: bool = False,
        locked: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(
            clean(text),
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
        )
        self.lines = lines
        self.limit = MAX_TEXT if lines else MAX_LINE
        self.cursor_blink = False
        self._joiner = ""
        self.settled = False
        """Whether one Enter goes on from here, also where there may be several lines."""
        self.replaced = replaced
        """Whether what stands here at first is a proposal: the first letter typed takes its place."""
        self._told = self.text
        self._untyped = True
        self.move_cursor(self.document.end)
        if locked:
            self.can_focus = False
            self.read_only = True
            self.show_cursor = False
            self.add_class("locked")

    def on_focus(self) -> None:
        """A proposal is selected, so that typing replaces it."""
        if self.replaced:
            self.select_all()

    def show(self, text: str, *, follow: bool = False, edits: tuple[Edit, ...] = ()) -> None:
        """As for every text; a proposal in hand stays selected until somebody types in it."""
        start, end = sorted(self.selection)
        whole = (start, end) == ((0, 0), self.document.end)
        super().show(text, follow=follow, edits=edits)
        if self.replaced and self._untyped and self.has_focus and whole:
            self.select_all()

    def _tell(self) -> None:
        if self.text != self._told:
            self._untyped = False
        super()._tell()

    def takes(self, event: events.Event, /) -> bool:
        """Letters, pastes, and the keys that edit."""
        return not isinstance(event, events.Key) or event.key in self.EDITS or _is_text(event)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The mouse puts no cursor into words that somebody else writes."""
        if self.read_only:
            event.prevent_default()

    async def on_key(self, event: events.Key) -> None:
        """Letters are text; Enter and arrows at an edge are told to the page; the rest is the screen's."""
        # Textual's own text area would type what is left to the screen here.
        event.prevent_default()
        key = event.key
        if key == "enter":
            handled = self._enter()
        elif key in ("up", "down"):
            handled = self._vertical(-1 if key == "up" else 1)
        elif key in self.EDITS:
            await self.run_action(self.EDITS[key])
            handled = True
        elif _is_text(event) and event.character is not None:
            handled = self._type(event.character)
        else:
            return
        if handled:
            event.stop()

    def put(self, character: str) -> None:
        """Take a letter that was typed beside it, as if it had been typed here."""
        self._type(character)

    def _type(self, character: str) -> bool:
        if character in JOINERS:
            self._joiner = character
            return True
        joiner, self._joiner = self._joiner, ""
        (row, column), end = sorted(self.selection)
        before = self.document[row][:column]
        text = joined(before, joiner, character)
        if not text:
            return True
        if len(self.text) - len(self.selected_text) + len(text) > self.limit:
            self.post_message(self.Refused(self._too_long()))
            return True
        taken, text = composed(before, text)
        self.replace(text, (row, column - taken), end, maintain_selection_offset=False)
        return True

    def _enter(self) -> bool:
        text = self.text
        if not text.strip():
            self.post_message(self.Submitted(self, empty=True))
        elif not self.lines or self.settled:
            self.post_message(self.Submitted(self, empty=False))
        elif text.endswith("\n") and self.cursor_at_end_of_text:
            # The second Enter, on an empty last line: that line was only the way out.
            end = location_of(text, len(text.rstrip("\n")))
            self.move_cursor(self.delete(end, self.document.end).end_location)
            self.post_message(self.Submitted(self, empty=False))
        elif len(text) < self.limit:
            self._put("\n")
        return True

    def _vertical(self, direction: int) -> bool:
        before = self.cursor_location
        if direction < 0:
            self.action_cursor_up()
            at_edge = self.cursor_location == before or self.cursor_location == (0, 0)
        else:
            self.action_cursor_down()
            at_edge = self.cursor_location == before or self.cursor_location == self.document.end
        if at_edge and before[0] == self.cursor_location[0]:
            self.post_message(self.Left(self, direction))
        return True

    async def on_paste(self, event: events.Paste) -> None:
        """What is pasted, cleaned; on one line in a field of one line; refused whole where it is too long."""
        event.stop()
        event.prevent_default()
        text = clean(event.text)
        if not self.lines:
            text = " ".join(text.split("\n")).replace("\t", " ")
        if len(self.text) - len(self.selected_text) + len(text) > self.limit:
            self.post_message(self.Refused(self._too_long()))
            return
        if text:
            self.move_cursor(self._put(text).end_location)

    def _put(self, text: str) -> EditResult:
        """Put text in place of what is selected, as typing does."""
        return self.replace(text, *self.selection, maintain_selection_offset=False)

    def _too_long(self) -> str:
        return f"There is room for {self.limit:,} characters here; nothing was changed."

    def get_cursor_left_location(self) -> tuple[int, int]:
        """One character to the left, as people see characters."""
        row, column = self.cursor_location
        if column == 0:
            return super().get_cursor_left_location()
        return row, max(start for start in starts(self.document[row]) if start < column)

    def get_cursor_right_location(self) -> tuple[int, int]:
        """One character to the right, as people see characters."""
        row, column = self.cursor_location
        line = self.document[row]
        if column >= len(line):
            return super().get_cursor_right_location()
        return row, min((start for start in starts(line) if start > column), default=len(line))


def _is_text(event: events.Key) -> bool:
    """Whether a key is a letter of a text; Alt and a letter is a command, whatever letter it brings along."""
    return (event.is_printable or event.character in JOINERS) and not event.key.startswith("alt+")
