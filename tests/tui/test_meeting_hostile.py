"""Hostile text in a meeting: it changes nothing but itself, on the screen and in the files."""

from __future__ import annotations

import re

import pytest
from held import a_home, a_meeting, desk_of, kept

CONTROL = "\x1b]52;c;Y2FuYXJ5\x07\x1b[31m\x1b[2J\x9b5n\x90q\x9c\x00\x08\x7f\u202e\u2066\u200b\ufeff\U000e0041"
"""A clipboard write, a colour, a cleared screen, C1 controls, bidi overrides, what can't be seen."""

LETTERS = [
    "[bold]b[/]",
    "[@click=app.quit]q[/]",
    "[link=file:///x]l[/link]",
    "# h **b** `c`",
    "<b>&amp;</b>",
    "$here",
]

INVISIBLE = ("\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041", "\u0090", "\u009b")

BANK = """\
format: 1
id: odd
title: "[bold]Odd[/]"
about: odd words
stages:
  - id: one
    title: "[red]S[/]"
    questions:
      - id: first
        ask: "[bold]Ask[/] <i>i</i>?"
        hint: "[@click=app.quit]hint[/]"
        cue: "[reverse]cue[/]"
        follow_ups: ["[link=x]more[/]"]
      - id: choose
        type: choice
        ask: "[u]Choose[/]"
        choices: ["[bold]a[/]", "[/]b"]
"""


@pytest.fixture
def home(tmp_path):
    return a_home(tmp_path)


def nothing_hostile_in(received):
    """No sequence of the text reached the terminal, and nothing that can't be seen did."""
    for sequence in (b"\x1b]52", b"Y2FuYXJ5\x07", b"\x1b]0;", b"\x1b[2J\xc2", b"\x1b]8;"):
        assert sequence not in received
    shown = received.decode(errors="replace")
    for letter in INVISIBLE:
        assert letter not in shown
    assert "Traceback" not in shown


def typed(text):
    """What a keyboard could send of a text: the letters without the keys that are commands."""
    return "".join(letter for letter in text if letter >= " " and letter != "\x7f")


@pytest.mark.parametrize("how", ["typed", "pasted"])
def test_hostile_answers_are_shown_to_the_letter_and_do_nothing(home, how):
    with a_meeting(home, size=(120, 40)) as meeting:
        meeting.page("opener")
        for at, words in enumerate(LETTERS):
            text = CONTROL + words
            meeting.send(typed(text) if how == "typed" else f"\x1b[200~{text}\x1b[201~")
            meeting.wait_for(words)
            if at < len(LETTERS) - 1:
                meeting.send(" ")
        meeting.keys("<PgDn>")
        meeting.page("goal")
        for words in LETTERS:
            meeting.wait_for(lambda t, words=words: "".join(words.split()) in said_beside(t))
        meeting.send("[bold]goal[/]")
        meeting.wait_for("[bold]goal[/]")
        meeting.keys("<PgDn>" * 4)
        meeting.page("What could move “[bold]goal[/]” forward?")
        meeting.send("[/]idea[red]")
        meeting.wait_for("[/]idea[red]")
        meeting.keys("<PgDn><PgDn>")
        meeting.page("pick")
        meeting.wait_for("1 [/]idea[red]")
        meeting.keys("<PgDn>")
        meeting.page("step")
        meeting.send("[@click=app.quit]step[/]")
        meeting.wait_for("[@click=app.quit]step[/]")
        meeting.click_on("app.quit")
        meeting.keys("<PgDn>")
        meeting.page("owner")
        meeting.wait_for("[@click=app.quit]step[/]")
        meeting.click_on("app.quit")
        meeting.menu("s")
        meeting.wait_for("Go to")
        meeting.keys("e")
        meeting.page("end")
        meeting.wait_for("[bold]goal[/]")
        meeting.menu("w")
        meeting.page("Saved. To send")
        meeting.wait_for("[bold]goal[/]")
        meeting.keys("r")
        meeting.wait_for("[bold]b[/]")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
        nothing_hostile_in(bytes(meeting.received))
    answer = desk_of(home).saved("sam-robin").state.answer("really", "mentee").value
    assert all(words in answer for words in LETTERS)
    files = b"\n".join(path.read_bytes() for path in home.rglob("*") if path.is_file()).decode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", files)
    assert not any(letter in files for letter in INVISIBLE)
    (summary,) = home.glob("pairs/*/summaries/*.md")
    assert "\\[bold]goal\\[/]" in summary.read_text()
    assert not re.search(r"(?<!\\)<b>|^# h", summary.read_text(), re.MULTILINE)


def said_beside(meeting):
    """The words beside the question, put together over their lines, without spaces."""
    return "".join("".join(line.partition("▏")[2].split()) for line in meeting.text().splitlines())


def test_the_end_of_a_paste_inside_a_paste_does_nothing_worse_than_typing(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.send("\x1b[200~one\x1b[201~ two\x1b[201~ three")
        meeting.wait_for("three")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
    assert kept(home)[0].answer("really", "mentee").value == "one two three"


def test_hostile_names_and_banks_are_shown_to_the_letter(tmp_path):
    home = a_home(tmp_path, mentee=f"[b]S[/] {CONTROL}", mentor="<R> # [@click=app.quit]")
    (home / "question_banks").mkdir()
    (home / "question_banks" / "odd.yaml").write_text(BANK)
    with a_meeting(home, "--bank", "odd", size=(120, 40)) as meeting:
        meeting.page("[bold]Ask[/] <i>i</i>?")
        meeting.wait_for(lambda t: t.line(0).strip().startswith("[b]S[/]"))
        meeting.wait_for(lambda t: "<R> # [@click=app.quit] · [bold]Odd[/]" in t.line(0))
        meeting.wait_for(lambda t: "▸ [red]S[/]" in t.line(1))
        meeting.wait_for("[@click=app.quit]hint[/]")
        meeting.menu("f")
        meeting.wait_for("[link=x]more[/]")
        meeting.menu("u")
        meeting.wait_for("[reverse]cue[/]")
        meeting.keys("<PgDn>")
        meeting.page("[u]Choose[/]")
        meeting.wait_for("( ) 1 [bold]a[/]")
        meeting.keys("2")
        meeting.wait_for("(•) 2 [/]b")
        meeting.keys("<PgDn>")
        meeting.page("end")
        meeting.wait_for("<R> # [@click=app.quit]")
        meeting.menu("w")
        meeting.page("Saved. To send")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
        nothing_hostile_in(bytes(meeting.received))


def test_a_bank_with_control_characters_is_refused_before_anything_of_it_is_shown(tmp_path):
    home = a_home(tmp_path)
    (home / "question_banks").mkdir()
    (home / "question_banks" / "odd.yaml").write_text(BANK.replace("<i>", "\\e]52;c;Y2FuYXJ5\\a"))
    with a_meeting(home, "--bank", "odd") as meeting:
        assert meeting.wait_for_end() == 2
        assert "The question bank odd can't be used" in meeting.text()
        nothing_hostile_in(bytes(meeting.received))
