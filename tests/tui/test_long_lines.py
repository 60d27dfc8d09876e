"""A long line on the screen: the same rows as Textual's own, cut once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piloted import laid_out
from rich.text import Text
from test_fields import OneField
from textual.widgets.text_area import Selection

from checkin.tui.widgets import shared_text
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.long_line import LONG, LongLine

PLACES = st.integers(0, 40)


@given(
    st.text("ab c\té漢", min_size=1, max_size=40),
    st.lists(PLACES, max_size=5),
    st.lists(st.tuples(PLACES, PLACES), max_size=4),
)
def test_a_line_is_cut_as_any_text_is(text, places, styled):
    starts = sorted({place for place in places if 0 < place < len(text)})
    ours, stock = LongLine(text), Text(text)
    for line in (ours, stock):
        for start, end in styled:
            line.stylize("bold", start, end)
    assert [cells(row) for row in ours.divide(starts)] == [
        cells(row) for row in stock.divide(starts or [len(text)])
    ][: len(starts) + 1]


def cells(row: Text) -> list[tuple[str, bool]]:
    """Every letter of a row, and whether it is bold."""
    bold = {at for start, end, _ in row.spans for at in range(start, end)}
    return [(letter, at in bold) for at, letter in enumerate(row.plain)]


@pytest.mark.parametrize("select", [False, True])
async def test_a_field_shows_a_long_line_as_textual_does(monkeypatch, select):
    text = "word and\tüber 漢字 " * (LONG // 10)
    shown = []
    for long in (LONG, len(text) * 2):
        monkeypatch.setattr(shared_text, "LONG", long)
        app = OneField(Field(text, lines=True))
        async with app.run_test(size=(60, 20)) as pilot:
            field = app.query_one(Field)
            field.selection = Selection((0, LONG), (0, LONG + 90)) if select else Selection.cursor((0, LONG))
            field.scroll_cursor_visible()
            await laid_out(pilot)
            shown.append([field.render_line(y) for y in range(field.size.height)])
    assert shown[0] == shown[1]
