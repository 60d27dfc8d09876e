"""The settings file in the app: colours from the first frame on, other keys wherever keys are named."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager

import pytest
from every_screen import every_page
from piloted import laid_out, press
from shell_data import a_pair, begun, desk_at
from terminal import KEEP

from checkin.record.chosen import read_chosen
from checkin.tui.app import CheckinApp
from checkin.tui.commands import choose, key_name
from checkin.tui.from_settings import settled
from checkin.tui.opening import Opening
from checkin.tui.screens.help import DOCS, keys_of
from checkin.tui.widgets.words import Words

KEYS = "keys:\n  next: [f5, N]\n  back: f4\n  ask: A\n  kinds: K\n  help: f2\n  palette: ctrl+g\n"


@pytest.fixture(autouse=True)
def usual_keys_afterwards():
    yield
    choose({})


@asynccontextmanager
async def the_app(home, settings: str, opening=None, meeting=None):
    (home / "config.yaml").write_text(settings, encoding="utf-8")
    app = CheckinApp(desk_at(home), opening or Opening(), meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot)
        yield pilot


def shown(app) -> str:
    return "\n".join(
        str(one.render()) for one in app.screen.query("*") if one.display and hasattr(one, "render")
    )


async def test_footer_list_palette_and_help_name_the_keys_that_were_chosen(tmp_path):
    a_pair(tmp_path)
    async with the_app(tmp_path, KEYS) as pilot:
        app = pilot.app
        assert "F2 help" in shown(app)
        assert "K  Another kind" in shown(app)
        assert "K          Another kind" in keys_of(app.screen)
        await press(pilot, "ctrl+g", *"another")
        assert "Another kind" in shown(app)
        assert " K" in shown(app)
        await press(pilot, "enter")
        assert type(app.screen).__name__ == "KindsScreen"
        await press(pilot, "f4")
        await press(pilot, "K")
        assert type(app.screen).__name__ == "KindsScreen"
        await press(pilot, "escape", "a")
        assert type(app.screen).__name__ == "PairScreen"


async def test_a_meeting_is_held_with_the_keys_that_were_chosen(tmp_path):
    pair = a_pair(tmp_path)
    begun(tmp_path, pair).leave()
    meeting = desk_at(tmp_path).resume(pair)
    async with the_app(tmp_path, KEYS, Opening("resume", pair), meeting) as pilot:
        app = pilot.app
        at = app.screen.place.prompt
        assert "F4 back" in shown(app)
        await press(pilot, "pagedown")
        assert app.screen.place.prompt == at
        await press(pilot, "f5")
        after = app.screen.place.prompt
        assert after != at
        await press(pilot, "f4")
        assert app.screen.place.prompt == at
        await press(pilot, "escape", "N")
        assert app.screen.place.prompt == after
        await press(pilot, "n", "N")
        assert app.screen.place.prompt == after, "letters are words while one types"


async def test_colours_are_there_from_the_start_and_a_choice_is_kept(tmp_path):
    a_pair(tmp_path)
    async with the_app(tmp_path, "# ours\ntheme: light\n") as pilot:
        assert pilot.app.theme == "checkin-light"
        await press(pilot, "ctrl+p", *"light or", "enter", "1")
        assert pilot.app.theme == "checkin-dark"
        assert "Kept in your settings." in shown(pilot.app)
    assert (tmp_path / "config.yaml").read_text(encoding="utf-8") == "# ours\ntheme: dark\n"


async def test_a_broken_file_is_told_at_home_and_nothing_else_is_otherwise(tmp_path):
    a_pair(tmp_path)
    async with the_app(tmp_path, "theme: [dark\n") as pilot:
        notice = str(pilot.app.screen.query_one("#notice", Words).render())
        assert "config.yaml was passed over. Line 1, column 8" in notice
        assert pilot.app.theme == "checkin-dark"


async def test_a_guest_has_neither_the_hosts_colours_nor_keys_nor_reads_of_mistakes(tmp_path):
    (tmp_path / "config.yaml").write_text("theme: light\nkeys: 3\n" + "x: [", encoding="utf-8")
    desk = desk_at(tmp_path)
    assert CheckinApp(desk, Opening("join", "sam-robin", guest=True)).theme == "checkin-dark"
    assert desk.notices.take() == ()


def test_what_was_read_is_kept_until_a_byte_of_the_file_changes(tmp_path):
    places = desk_at(tmp_path).places
    places.settings.write_text(KEYS, encoding="utf-8")
    first = settled(places)
    kept = tmp_path / "cache" / "settings.json"
    assert first.keys
    assert settled(places) == first
    for broken in (
        "",
        "[]",
        '{"of": 3}',
        kept.read_text(encoding="utf-8").replace('"keys": {', '"keys": [{'),
    ):
        kept.write_text(broken, encoding="utf-8")
        assert settled(places) == first
    places.settings.write_text(KEYS.replace("f5", "f6"), encoding="utf-8")
    assert settled(places).keys["next"].keys == ("f6",)
    places.settings.unlink()
    assert settled(places).keys == {}


def test_a_settings_file_that_is_no_file_is_passed_over(tmp_path):
    places = desk_at(tmp_path).places
    places.settings.mkdir()
    assert settled(places).problems == ()


def rows_of_the_manual() -> list[str]:
    """The manual's table: every act by its id, what it is called, and its usual keys."""
    first = ("meeting", "pair", "look back", "own")
    pages = sorted(every_page(), key=lambda page: (*(page.name != one for one in first), page.name))
    told: dict[str, tuple[list[str], list[str]]] = {}
    for one in (command for page in pages for command in page.commands.values()):
        names, keys = told.setdefault(one.id, ([], []))
        names += [one.name] if one.name not in names else []
        usual = [one.usual_letter, *map(key_name, one.usual_keys)]
        keys += [key for key in dict.fromkeys(usual) if key and key not in keys]
    return [
        f"| `{id}` | {'; '.join(names)} | {', '.join(keys) or 'none'} |" for id, (names, keys) in told.items()
    ]


def test_the_manual_has_everything_that_can_have_a_key():
    manual = DOCS / "settings.md"
    head, mark, table = manual.read_text(encoding="utf-8").rpartition("|---|---|---|\n")
    wanted = "".join(f"{row}\n" for row in rows_of_the_manual())
    if os.environ.get(KEEP):
        manual.write_text(head + mark + wanted, encoding="utf-8")
    else:
        assert table == wanted, f"run this test with {KEEP}=1"


def test_the_example_of_the_manual_is_a_settings_file_without_a_mistake(tmp_path):
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    example = [line[4:] for line in text.split("| setting")[0].splitlines() if line.startswith("    ")]
    places = desk_at(tmp_path).places
    places.settings.write_text("\n".join(example), encoding="utf-8")
    assert read_chosen(places).theme == "light"
    assert settled(places).problems == ()
    assert set(settled(places).keys) == {"next", "back", "palette"}
