"""A text that others may be writing in too: what is typed is told at once, what they typed is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Selection

from checkin.ground.edits import applied, carried, edits_between, smallest_edit
from checkin.ground.text import clean
from checkin.tui.widgets.long_line import LONG, LongLine
from checkin.tui.widgets.stop import Holder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text
    from textual.widgets.text_area import Location

    from checkin.ground.edits import Edit as TextEdit


class SharedText(TextArea, inherit_bindings=False):
    """A text area that tells its nearest `Holder` of every change, in the same call.

    What others typed may arrive right after a key, and must find that the holder knows of that key.
    """

    before = ""
    """What it said before the last change, while that is told."""
    _told = ""
    """What the holder knows."""
    _looks_on = False
    """Whether all that stands here was typed by others while the cursor waited for the first word."""

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown, of which one that is long is not cut into rows over and over."""
        line = super().get_line(line_index)
        return LongLine(line.plain, end="", no_wrap=True) if len(line) > LONG else line

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit, and tell of it."""
        result = super().edit(edit)
        self._tell()
        return result

    def show(self, text: str, *, follow: bool = False, edits: tuple[TextEdit, ...] = ()) -> None:
        """Show what others made of the text, by the smallest edit: no act of its own, and none to undo.

        `edits` are what they did, where that is known: among equal letters only these tell where.

        The cursor, and what is selected, stay with the letters where they are. With `follow` the cursor
        goes to where the text changed, as after undo.
        """
        text = clean(text)
        before = self.text
        self._told = text
        if text == before:
            return
        start, end, new = smallest_edit(before, text)
        there = start + len(new)
        kept = (there, there) if follow else self._carried(before, text, edits)
        where = self.app.cursor_position
        super().edit(_Placed(new, location_of(before, start), location_of(before, end), True, kept))
        # Older edits name places that have moved.
        self.history.clear()
        if self.has_focus:
            self.scroll_cursor_visible()
        else:
            self.app.cursor_position = where
            if self.read_only:
                self.call_after_refresh(self._look_at, there)
        self.refresh()

    def _carried(self, before: str, after: str, edits: tuple[TextEdit, ...]) -> tuple[int, int]:
        """Where the selection goes. One that waited in an empty field stays behind the words that come."""
        anchor, cursor = (index_of(self.document.lines, at) for at in self.selection)
        self._looks_on = (self._looks_on or not before) and anchor == cursor == len(before)
        if self._looks_on:
            return len(after), len(after)
        # Something written anew as a whole may have left much of it as it was: there a comparison knows more.
        exact = edits and all(start == end for start, end, _ in edits)
        if not exact or applied(before, edits) != after:
            edits = edits_between(before, after)
        return carried(anchor, edits), carried(cursor, edits)

    def undo(self) -> None:
        """Take back the last change; where others write too, one's own last one."""
        self._turn_back("undo")

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self._turn_back("redo")

    @property
    def cursor_index(self) -> int:
        """Where the cursor stands in the whole text, in code points."""
        return index_of(self.document.lines, self.cursor_location)

    def _turn_back(self, what: str) -> None:
        holder = self._holder()
        if holder is None or not holder.turned_back(self, forth=what == "redo"):
            self._guarded(what)
            self._tell()

    def _guarded(self, what: str) -> None:
        """Undo or redo; where Textual stumbles over several lines, the text is kept as it stands.

        It looks for the cursor where it was while the lines there are gone already: so it goes up first.
        """
        try:
            self.selection = Selection.cursor((0, 0))
            getattr(super(), what)()
        except (IndexError, KeyError, ValueError, AssertionError):
            text = self.document.text
            self.load_text(text)
            self.move_cursor(self.document.end)

    def _tell(self) -> None:
        """Tell the holder what the text is now, unless it knows."""
        text = self.text
        if text == self._told or not self.is_attached:
            return
        self._looks_on = False
        self.before, self._told = self._told, text
        holder = self._holder()
        if holder is not None:
            holder.typed(self)

    def _holder(self) -> Holder | None:
        return next((one for one in self.ancestors if isinstance(one, Holder)), None)

    def _look_at(self, index: int) -> None:
        """Bring a part of the text into view, without taking the terminal's cursor along."""
        where = self.app.cursor_position
        text = self.text
        line = self.wrapped_document.location_to_offset(location_of(text, min(index, len(text)))).y
        self.scroll_to_region(Region(0, line, 1, 1), animate=False, force=True, immediate=True)
        self.app.cursor_position = where


@dataclass
class _Placed(Edit):
    """An edit after which the selection is where `kept` says: two positions in the new text."""

    kept: tuple[int, int] = (0, 0)

    def after(self, text_area: TextArea) -> None:
        """Put the selection there."""
        text = text_area.text
        text_area.selection = Selection(*(location_of(text, at) for at in self.kept))
        text_area.record_cursor_width()


def index_of(lines: Sequence[str], location: Location) -> int:
    """The position of a row and column in the whole text, in code points."""
    row, column = location
    return sum(len(line) + 1 for line in lines[:row]) + column


def location_of(text: str, index: int) -> Location:
    """The row and column of a position in the whole text."""
    return text.count("\n", 0, index), index - text.rfind("\n", 0, index) - 1
