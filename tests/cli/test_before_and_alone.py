"""`prep`, `solo`, `review`, `jot` and `own` as a person or a script uses them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from terminal import Terminal

from checkin.cli.root import invoke
from checkin.ground.errors import CannotDo, CheckinError, NotFound, WrongInput
from checkin.record.desk import Desk
from checkin.record.whose import ASKED_WHY, changed_by, seats_here

if TYPE_CHECKING:
    from pathlib import Path

PAIR = "sam-robin"
SOLO = """\
matter: The talk
ideas: [Rehearse, Leave it]
step: {what: Sleep on it}
bring: [{text: Tell the team, approach: ask Kim}]
"""
PREP = "bring: [{text: Tell the team}, {text: Ask for a day, approach: write first}]\nmost: A plan\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("CHECKIN_HOME", str(home))
    Desk.from_environment({"CHECKIN_HOME": str(home)}).create_pair("Robin", "Sam")
    return home


@pytest.fixture
def desk(home: Path) -> Desk:
    return Desk.from_environment({"CHECKIN_HOME": str(home)})


@pytest.fixture
def said(home: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command within this process; what it said on both streams."""

    def run(*arguments: str) -> tuple[str, str]:
        assert not invoke([*arguments], {"CHECKIN_HOME": str(home)})
        captured = capsys.readouterr()
        return captured.out, captured.err

    return run


def test_who_uses_this_account_is_asked_with_a_reason_and_again_after_an_empty_line(home, desk):
    argv = [sys.executable, "-m", "checkin", "own", "--plain"]
    with Terminal(argv, size=(100, 40), env={"CHECKIN_HOME": str(home)}) as screen:
        screen.wait_for("3 both of you:")
        assert f"{ASKED_WHY}\n{changed_by(PAIR)}\n" in "\n".join(map(str.rstrip, screen.text().splitlines()))
        screen.keys("<Enter>")
        screen.wait_for("Please type 1, 2 or 3.")
        screen.keys("2<Enter>")
        screen.wait_for("Robin's own page.")
    assert seats_here(desk, PAIR) == ("mentor",)


def waiting(desk: Desk) -> list[tuple[str, str, str, str]]:
    return [(one.text, one.approach, one.origin, one.seat) for one in desk.ledger(PAIR).ledgers.waiting]


def from_file(home: Path, text: str) -> tuple[str, str]:
    file = home.parent / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    return "--answers", str(file)


def test_time_alone_from_a_file_is_kept_private_and_brought_on_request(said, home, desk):
    out, err = said("solo", *from_file(home, SOLO))
    assert "/private/" in out
    assert "saved with Sam's own files" in err
    assert "1 thing waits for your yes: checkin own sam-robin" in err
    assert waiting(desk) == []
    _, err = said("solo", *from_file(home, SOLO.replace("Tell", "Ask")), "--bring")
    assert waiting(desk) == [("Ask the team", "ask Kim", "solo", "mentee")]
    assert "1 thing brought to the next meeting." in err
    assert "1 thing waits for your yes: checkin own sam-robin" in err  # nobody said yes to the one before


def test_another_way_to_time_alone_is_as_private(said, home, desk):
    out, _ = said("meet", "--bank", "solo", *from_file(home, SOLO))
    assert "/private/" in out
    assert desk.ledger(PAIR).meetings == ()
    out, err = said("history")
    assert "On your own" not in out + err


def test_what_is_prepared_can_be_printed_and_mailed(said, home, desk, tmp_path):
    said("prep", *from_file(home, PREP))
    assert [one[:3] for one in waiting(desk)] == [
        ("Tell the team", "", "prep"),
        ("Ask for a day", "write first", "prep"),
    ]
    out, _ = said("prep", "--show")
    assert out.startswith("# Sam, ")
    assert "Tell the team" in out
    assert "---" not in out
    file = tmp_path / "page.md"
    said("prep", "--show", "-o", str(file))
    assert file.read_text(encoding="utf-8") == out


def test_that_the_mentor_has_opened_it_is_said_and_that_not_never(said, home, desk):
    from checkin.record.bringing import prepared_words

    said("prep", *from_file(home, PREP))
    said("prep", "--show")
    assert prepared_words(desk, PAIR) == "Sam prepared 2 things."
    said("own", "--me", "Robin")
    said("prep", "--show")
    assert prepared_words(desk, PAIR) == "Sam prepared 2 things. Robin has seen it."


def test_something_for_next_time_and_a_note_to_oneself(said, home, desk):
    from checkin.record import private

    _, err = said("jot", "Ask", "about the fair")
    assert err == "It waits for your next meeting, as Sam's. You will both see it there.\n"
    said("jot", "--private", "I was tired")
    said("own", "--me", "robin")
    said("jot", "Bring the book")
    assert [(text, seat) for text, _, _, seat in waiting(desk)] == [
        ("Ask about the fair", "mentee"),
        ("Bring the book", "mentor"),
    ]
    said("own", "--me", "sam")
    assert [one.text for one in private.entries(desk, PAIR, "mentee")] == ["I was tired"]


def test_what_is_jotted_down_after_the_end_waits_for_a_new_beginning_and_says_so(said, home, desk):
    said("pair", "close")
    _, err = said("jot", "One more thing")
    assert "ended on" in err
    assert "should you begin again: checkin pair reopen sam-robin" in err
    assert [text for text, *_ in waiting(desk)] == ["One more thing"]
    for bank, text in (("solo", SOLO), ("prep", PREP)):
        with pytest.raises(CannotDo, match="Reopen with"):
            invoke([bank, *from_file(home, text)], {"CHECKIN_HOME": str(home)})


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("jot", " "), WrongInput),
        (("jot", "x" * 100_000), WrongInput),
        (("jot", "--pair", "nobody", "x"), NotFound),
        (("own", "--me", "Kim"), NotFound),
        (("prep", "--show"), NotFound),
        (("prep", "-o", "file"), WrongInput),
        (("solo", "nobody"), NotFound),
    ],
)
def test_what_cant_be_is_one_clear_line(home, arguments, error):
    with pytest.raises(error) as refused:
        invoke([*arguments], {"CHECKIN_HOME": str(home)})
    assert isinstance(refused.value, CheckinError)
    assert "\n" not in str(refused.value)


def test_from_the_mentors_account_the_mentees_side_stays_closed(said, home):
    said("own", "--me", "Robin")
    for arguments in (
        ("solo", *from_file(home, SOLO)),
        ("own", "--as", "mentee"),
        ("jot", "--private", "--as", "mentee", "x"),
    ):
        with pytest.raises(CannotDo, match="This account is Robin's"):
            invoke([*arguments], {"CHECKIN_HOME": str(home)})


def test_a_review_is_the_meeting_about_how_they_work_together(said, home, desk):
    file = home.parent / "none.yaml"
    file.write_text("{}\n", encoding="utf-8")
    said("review", "--answers", str(file))
    assert desk.ledger(PAIR).meetings[0].bank == "relationship_review"


def test_whose_account_it_is_is_never_guessed_from_a_first_name_that_both_have(said, home, desk):
    both = desk.create_pair("Sam Lee", "Sam")
    said("own", both, "--me", "Sam")  # the whole name of one goes before the first name of the other
    assert seats_here(desk, both) == ("mentee",)
    said("pair", "rename", both, "--mentee", "Sam Ray")
    with pytest.raises(WrongInput, match="could be both"):
        invoke(["own", both, "--me", "sam"], {"CHECKIN_HOME": str(home)})
    assert seats_here(desk, both) == ("mentee",)
