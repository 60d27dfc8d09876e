"""What the settings file chooses for colours and keys, and how its mistakes are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desks import a_desk

from checkin.record.chosen import Chosen, read_chosen
from checkin.record.settings import read_settings, write_theme

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.ground.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return a_desk(tmp_path / "home").places


def chosen(places: Places, text: str) -> Chosen:
    places.settings.write_text(text, encoding="utf-8")
    return read_chosen(places)


def test_colours_and_keys_are_read_as_they_are_written(places: Places):
    found = chosen(places, "me: Sam\ntheme: Light\nkeys:\n  next: f5\n  back: [F4, B]\n")
    assert (found.theme, found.problems) == ("light", ())
    assert [(one.act, one.keys) for one in found.wishes] == [("next", ("f5",)), ("back", ("F4", "B"))]
    assert found.wishes[1].where.endswith("config.yaml, line 5, column 9")


@pytest.mark.parametrize("text", ["", "# nothing\n", "me: Sam\n", "theme:\nkeys:\n", "other: {a: b}\n"])
def test_what_is_not_said_is_as_usual(places: Places, text: str):
    assert chosen(places, text) == Chosen()


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("theme: lihgt\n", "line 1, column 8", "The nearest is “light”"),
        ("theme: [dark]\n", "line 1, column 8", "dark, light or ansi"),
        ("me: Sam\nkeys: f5\n", "line 2, column 7", "lines like"),
        ("keys: [next, f5]\n", "line 1, column 7", "lines like"),
        ("keys:\n  next: {a: b}\n", "line 2, column 9", "“next:” takes a key"),
        ("keys:\n  next:\n", "line 2, column 3", "“next:” takes a key"),
        ("keys:\n  next: []\n", "line 2, column 9", "“next:” takes a key"),
        ("thme: dark\n", "line 1, column 1", "the nearest is “theme”"),
        ("keys:\n  next: [f5\n", "line 2, column 9", "was passed over"),
        ("- theme\n", "", "was passed over"),
        ("\0", "", "was passed over"),
    ],
)
def test_a_mistake_is_one_line_that_says_where_and_the_usual_stands(places: Places, text, where, what):
    found = chosen(places, text)
    assert (found.theme, found.wishes) == ("", ())
    (problem,) = found.problems
    assert "config.yaml" in problem
    assert where in problem.replace("Line", "line")
    assert what in problem
    assert "\n" not in problem


def test_a_wrong_colour_closes_nobodys_notes(places: Places):
    chosen(places, "me: Sam\ntheme: pink\nkeys: 3\n")
    assert read_settings(places).me == ("Sam",)
    assert not read_settings(places).problem


def test_colours_are_put_into_the_file_and_all_else_stays(places: Places):
    chosen(places, "# ours\nme: Sam # me\ntheme: dark\nkeys: # mine\n  next: f5\n")
    write_theme(places, "light")
    assert places.settings.read_text(encoding="utf-8") == (
        "# ours\nme: Sam # me\ntheme: light\nkeys: # mine\n  next: f5\n"
    )
    places.settings.unlink()
    write_theme(places, "ansi")
    assert read_chosen(places) == Chosen("ansi")
