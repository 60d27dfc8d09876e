"""Keys that people chose: each does one thing on every page, whatever else was wished for."""

from __future__ import annotations

import os

import pytest
from every_screen import every_page, key_table
from hypothesis import given
from hypothesis import strategies as st
from terminal import KEEP

from checkin.record.chosen import Wish
from checkin.tui.chosen_keys import Page, settle
from checkin.tui.commands import BACK, EVERYWHERE, Choice, Command, with_choice
from checkin.tui.in_a_meeting import IN_A_MEETING
from checkin.tui.key_pages import TABLE, key_pages
from checkin.tui.key_rules import read_key

MEETING = Page("meeting", (*IN_A_MEETING, *EVERYWHERE))
LIST = Page("list", (Command("kinds", "Kinds", "Kinds.", "a"), BACK, *EVERYWHERE), "l")
ACTS = sorted(MEETING.commands | LIST.commands)
KEYS = [
    "a",
    "o",
    "B",
    "é",
    "j",
    "l",
    "3",
    "f5",
    "F6",
    "ctrl+g",
    "Ctrl-P",
    "ctrl+c",
    "pgdn",
    "esc",
    "nonsense",
    "",
]


def settled(**wishes: str | list[str]):
    told = [
        Wish(act.replace("_", "-"), (keys,) if isinstance(keys, str) else tuple(keys), f"line {at}")
        for at, (act, keys) in enumerate(wishes.items(), 1)
    ]
    return settle(told, [MEETING, LIST])


def keys_of(act: str, choices) -> tuple[str, tuple[str, ...]]:
    return with_choice((MEETING.commands | LIST.commands)[act], choices.get(act))


def test_a_letter_and_keys_take_the_place_of_the_usual_ones():
    choices, problems = settled(next=["f5", "N"], palette="Ctrl+G", kinds="é")
    assert problems == []
    assert keys_of("next", choices) == ("N", ("f5",))
    assert keys_of("palette", choices) == ("c", ("ctrl+g",))
    assert keys_of("kinds", choices)[0] == "é"


def test_esc_leads_back_whatever_else_does():
    choices, _ = settled(back="f4")
    assert with_choice(BACK, choices["back"]) == ("b", ("f4", "escape"))


def test_two_acts_can_swap_their_letters():
    choices, problems = settled(ask="o", open="a")
    assert problems == []
    assert (keys_of("ask", choices)[0], keys_of("open", choices)[0]) == ("o", "a")


@pytest.mark.parametrize(
    ("act", "key", "told"),
    [
        ("nxt", "f5", "The nearest is “next”"),
        ("next", "ctrl+c", "leaves the app"),
        ("next", "Ctrl+Z", "stops the app"),
        ("next", "ctrl+b", "screen and tmux"),
        ("next", "ctrl+u", "writing in a field"),
        ("next", "space", "writing in a field"),
        ("next", "enter", "one meaning everywhere"),
        ("next", "alt+m", "write the letter alone"),
        ("next", "5", "digits choose"),
        ("next", "f13", "no such key"),
        ("next", "hello", "no such key"),
        ("next", "\x1b[31m", "no such key"),
        ("ask", "pagedown", "turns pages"),
        ("next", "b", "“b” is the letter of “back”"),
        ("next", "ctrl+p", "Ctrl+P is the key of “palette”"),
        ("kinds", "j", "has another meaning on a page"),
        ("kinds", "l", "has another meaning on a page"),
        ("help-elsewhere", "H", "keeps its letter"),
    ],
)
def test_what_can_t_be_is_explained_and_the_usual_key_stands(act, key, told):
    choices, (problem,) = settled(**{act: key})
    assert choices == {}
    assert problem.startswith("line 1: ")
    assert told in problem


def test_of_two_that_want_one_key_the_first_has_it():
    choices, (problem,) = settled(next="f5", ask="f5")
    assert choices == {"next": Choice(keys=("f5",))}
    assert problem.startswith("line 2: F5 is the key of “next”")


def test_the_usual_key_can_be_named_too():
    assert settled(next=["pagedown", "f5", "n"])[1] == []
    assert read_key("PgDn", ("pagedown",)).key == "pagedown"


@given(st.dictionaries(st.sampled_from(ACTS), st.lists(st.sampled_from(KEYS), max_size=3), max_size=6))
def test_whatever_is_wished_for_every_act_keeps_a_letter_and_no_key_does_two_things(wishes):
    choices, problems = settled(**{act.replace("-", "_"): keys for act, keys in wishes.items()})
    assert all("\n" not in problem for problem in problems)
    for page in (MEETING, LIST):
        letters = [
            with_choice(one, choices.get(id))[0] for id, one in page.commands.items() if one.usual_letter
        ]
        assert all(letters)
        assert len(set(letters)) == len(letters)
        keys = [key for id, one in page.commands.items() for key in with_choice(one, choices.get(id))[1]]
        assert len(set(keys)) == len(keys)


def test_on_no_page_do_the_usual_keys_of_what_is_shown_together_clash():
    assert settle([], every_page()) == ({}, [])
    assert all(page.name for page in every_page())


def test_the_table_of_keys_is_what_the_screens_say():
    if os.environ.get(KEEP):
        TABLE.write_text(key_table(), encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == key_table(), f"run this test with {KEEP}=1"
    for read, meant in zip(key_pages(), every_page(), strict=True):
        assert (read.name, read.letters, list(read.commands)) == (
            meant.name,
            meant.letters,
            list(meant.commands),
        )
