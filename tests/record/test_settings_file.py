"""The settings file: who uses this account, whatever else stands in it and however it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desks import PAIR, a_desk

from checkin.ground.errors import CannotDo
from checkin.record.settings import Settings, read_settings, write_me
from checkin.record.whose import claim, owner, seats_here

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path / "home")


def written(desk: Desk, text: str) -> Settings:
    desk.places.settings.write_text(text, encoding="utf-8")
    return read_settings(desk.places)


def test_without_a_file_nothing_is_said(desk: Desk):
    assert read_settings(desk.places) == Settings()
    assert seats_here(desk, PAIR) == ()


@pytest.mark.parametrize(
    ("text", "me"),
    [
        ("me: Sam\n", ("Sam",)),
        ("me: [Sam, Robin]\n", ("Sam", "Robin")),
        ("# us\nme:\n  - Sam\n  - robin # hi\nother: 1\n", ("Sam", "robin")),
        ("me:\n", ()),
        ("", ()),
        ("# nothing yet\n", ()),
        ("other: {deep: [1]}\n", ()),
    ],
)
def test_who_uses_the_account_is_a_name_or_several(desk: Desk, text: str, me: tuple[str, ...]):
    assert written(desk, text) == Settings(me)


@pytest.mark.parametrize(
    "text", ["me: [Sam", "- a\n- b\n", "me: {a: b}\n", "\tme: x", "just words\n", "\0", "me: &a Sam\nx: *a\n"]
)
def test_a_broken_file_is_one_clear_line_and_the_defaults(desk: Desk, text: str):
    found = written(desk, text)
    assert found.me == ()
    assert found.problem
    assert "\n" not in found.problem
    assert seats_here(desk, PAIR) == ()
    assert any("config.yaml" in notice for notice in desk.notices.take())
    with pytest.raises(CannotDo, match="stays closed"):
        owner(desk, PAIR, "mentee")


@pytest.mark.parametrize(
    "text",
    [
        "# mine\nother: 1 # kept\n\nme: Robin\n\n# the end\nlast: [a,\n  b]\n",
        "me:\n- Robin\n# between\nother: x\n",
        "me:\n    - Robin\n    - Kim\nother: x\n",
        "other: x\nme: >\n  Robin\n# after\nlast: y\n",
        "other: x # no line end",
    ],
)
def test_saying_who_keeps_all_else_comments_too(desk: Desk, text: str):
    written(desk, text)
    write_me(desk.places, ["Sam: the “first”"])
    after = desk.places.settings.read_text(encoding="utf-8")
    assert read_settings(desk.places).me == ("Sam: the “first”",)
    assert "Robin" not in after
    for kept in text.replace("Robin", "\0").splitlines():
        if "\0" not in kept and not kept.strip().startswith(("me:", "- Kim")):
            assert kept in after.splitlines()


@pytest.mark.parametrize("text", ["{me: Robin, other: x}\n", "me: [Rob\n", "--- {a: b}\n"])
def test_what_is_not_safe_to_change_is_left_as_it_is(desk: Desk, text: str):
    written(desk, text)
    with pytest.raises(CannotDo):
        write_me(desk.places, ["Sam"])
    assert desk.places.settings.read_text(encoding="utf-8") == text


def test_whoever_the_account_is_not_of_keeps_theirs_closed(desk: Desk):
    assert owner(desk, PAIR, "mentor").name == "Robin"
    assert claim(desk, PAIR, ["mentee"]) == ("Sam",)
    assert owner(desk, PAIR, "mentee").name == "Sam"
    with pytest.raises(CannotDo, match="This account is Sam's") as refused:
        owner(desk, PAIR, "mentor")
    assert refused.value.remedy.endswith(f"checkin own {PAIR} --me Robin")


def test_people_of_other_pairs_stay_said(desk: Desk):
    write_me(desk.places, ["Kim"])
    assert seats_here(desk, PAIR) == ()
    claim(desk, PAIR, ["mentor"])
    claim(desk, PAIR, ["mentee", "mentor"])
    assert read_settings(desk.places).me == ("Kim", "Sam", "Robin")
    assert set(seats_here(desk, PAIR)) == {"mentee", "mentor"}


def test_a_person_can_be_named_by_id(desk: Desk):
    (robin,) = (one for one in desk.ledger(PAIR).people if one.seat == "mentor")
    write_me(desk.places, [robin.id])
    assert seats_here(desk, PAIR) == ("mentor",)
