"""The field people type into: pastes, undo, long texts, and every kind of letter."""

from __future__ import annotations

import pytest
from held import a_home, a_meeting, kept
from textual.app import App
from textual.widgets import TextArea

from checkin.tui.theme import THEMES
from checkin.tui.widgets.field import Field

LINES = "\n".join(f"line {n}" for n in range(30))

BEFORE = "two\nlines"


class OneField(App[None]):
    """An app of one field, low enough to scroll."""

    CSS = "TextArea { height: 6; border: none; padding: 0; }"

    def __init__(self, field):
        super().__init__()
        self.field = field
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "checkin-dark"

    def compose(self):
        yield self.field


def paste(field, text):
    result = field._replace_via_keyboard(text, *field.selection)
    field.move_cursor(result.end_location)


async def test_textual_itself_stumbles_when_a_paste_of_several_lines_is_undone():
    """Textualize/textual issue 6686. Where this fails, the guard in `Field` can go."""
    field = TextArea(BEFORE)
    async with OneField(field).run_test(size=(40, 10)) as pilot:
        paste(field, LINES)
        await pilot.pause()
        with pytest.raises(ValueError, match="out of bounds"):
            field.undo()
        field.move_cursor((0, 0))


async def test_a_paste_of_several_lines_is_undone_and_done_again():
    field = Field(BEFORE, lines=True)
    async with OneField(field).run_test(size=(40, 10)) as pilot:
        field.move_cursor((0, 1))
        paste(field, LINES)
        await pilot.pause()
        pasted = field.text
        for _ in range(3):
            field.undo()
            await pilot.pause()
            assert field.text == BEFORE
            field.redo()
            await pilot.pause()
            assert field.text == pasted


async def test_in_the_terminals_own_colours_an_empty_field_is_a_line_and_locked_words_are_not():
    field = Field()
    async with OneField(field).run_test(size=(40, 10)) as pilot:
        pilot.app.theme = "checkin-ansi"
        pilot.app.set_focus(None)
        await pilot.pause()
        parts = [part for part in field.render_line(0) if part.text]
        assert parts
        assert all(part.style and part.style.underline for part in parts)
        field.add_class("locked")
        await pilot.pause()
        assert not field.styles.text_style.underline


def at_the_first_question(home, **more):
    meeting = a_meeting(home, **more)
    meeting.page("opener")
    return meeting


def answer(home, q="really", seat="mentee"):
    return kept(home)[0].answer(q, seat).value


def bracketed(text):
    return f"\x1b[200~{text}\x1b[201~"


def leave(meeting):
    meeting.keys("<C-q>")
    assert meeting.wait_for_end() == 0
    assert "Traceback" not in meeting.received.decode(errors="replace")


def test_a_paste_of_several_lines_and_its_undoing_are_kept_as_they_stand(tmp_path):
    home = a_home(tmp_path)
    with at_the_first_question(home) as meeting:
        meeting.say("One")
        meeting.send(bracketed("\n" + LINES))
        meeting.wait_for("line 29")
        meeting.send("\x1a")
        meeting.wait_until_gone("line 2")
        meeting.keys("<C-y>")
        meeting.wait_for("line 29")
        leave(meeting)
    assert answer(home) == "One\n" + LINES


def test_a_paste_into_a_field_of_one_line_is_one_line(tmp_path):
    home = a_home(tmp_path)
    with at_the_first_question(home) as meeting:
        meeting.keys("<PgDn>" * 8)
        meeting.page("step")
        meeting.send(bracketed("Book\nthe\troom\r\nnow"))
        meeting.wait_for("Book the room now")
        leave(meeting)
    (step,) = kept(home)[0].live_rows("step")
    assert step.text("what") == "Book the room now"


def test_what_is_too_long_is_refused_with_one_line_and_nothing_changes(tmp_path):
    home = a_home(tmp_path)
    with at_the_first_question(home) as meeting:
        meeting.say("Before")
        meeting.send(bracketed("long " * 12_000))
        meeting.wait_for("There is room for 50,000 characters here; nothing was changed.")
        meeting.send(bracketed("line\n" * 8_000))
        meeting.wait_for(lambda t: "line" in t.text() and "There is room" not in t.text())
        leave(meeting)
    assert answer(home) == "Before" + "line\n" * 8_000


LETTERS = {
    "family": "👨\u200d👩\u200d👧\u200d👦 at home",
    "cjk": "小林と話す",
    "combining": "ki\u0302n a\u0301nd x\u0331",
    "right to left": "שלום לך",
    "devanagari": "क्\u200dष",
    "flag and tone": "🇫🇮 👍🏽",
}


def test_letters_of_every_kind_are_kept_as_typed(tmp_path):
    import unicodedata

    home = a_home(tmp_path)
    text = " | ".join(LETTERS.values())
    with at_the_first_question(home) as meeting:
        meeting.send(text + "§")
        # The emulator stops at joiners: what was sent to it is looked at instead.
        meeting.wait_for(lambda t: t.text() and "§".encode() in t.received)
        leave(meeting)
    assert answer(home) == unicodedata.normalize("NFC", text) + "§"


def test_backspace_takes_a_character_as_people_see_it(tmp_path):
    home = a_home(tmp_path)
    with at_the_first_question(home) as meeting:
        meeting.say("a")
        meeting.send("👨\u200d👩\u200d👧")
        meeting.keys("<BS>")
        meeting.say("b")
        meeting.wait_for("ab")
        leave(meeting)
    assert answer(home) == "ab"


def test_keys_that_arrive_together_are_done_in_their_order(tmp_path):
    home = a_home(tmp_path)
    with at_the_first_question(home) as meeting:
        meeting.keys("abc<BS>d<Left><Left>xy<End>z<Tab>A goal<Tab>Tried it<S-Tab>!<PgDn><PgDn>It is so<C-q>")
        assert meeting.wait_for_end() == 0
    assert [answer(home, q) for q in ("really", "goal", "tried", "real_issue")] == [
        "axybdz",
        "A goal!",
        "Tried it",
        "It is so",
    ]


def test_rows_typed_ahead_stay_apart(tmp_path):
    home = a_home(tmp_path)
    with at_the_first_question(home) as meeting:
        meeting.keys("<PgDn>" * 5)
        meeting.page("ideas")
        meeting.keys("One<Enter>Two<Enter>Three<C-q>")
        assert meeting.wait_for_end() == 0
    assert [row.text("text") for row in kept(home)[0].live_rows("ideas")] == ["One", "Two", "Three"]


def test_keys_pressed_before_the_first_page_has_a_field_are_not_lost(tmp_path):
    home = a_home(tmp_path)
    with a_meeting(home) as meeting:
        meeting.wait_for(lambda t: b"\x1b[?1049h" in t.received)
        meeting.keys("Early<Tab>A goal")
        meeting.wait_for(lambda t: t.line(9).strip() == "A goal")
        leave(meeting)
    assert (answer(home), answer(home, "goal")) == ("Early", "A goal")


def test_a_second_enter_on_an_empty_last_line_goes_on_and_leaves_no_empty_line(tmp_path):
    home = a_home(tmp_path)
    with at_the_first_question(home) as meeting:
        meeting.say("One")
        meeting.enter()
        meeting.say("Two")
        meeting.enter(2)
        meeting.page("goal")
        leave(meeting)
    assert answer(home) == "One\nTwo"
