"""`kept` and the owner's calendar."""

from __future__ import annotations

import pytest
from command_line import a_pair, checkin_with, hold
from icalendar import Calendar

from checkin.record.additions import add_door, add_own_strength
from checkin.record.desk import Desk


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("kept") / "home"
    a_pair(home)
    hold(home, "sam-robin")
    desk = Desk.from_environment({"CHECKIN_HOME": str(home)})
    add_door(desk, "sam-robin", "Kim")
    add_own_strength(desk, "sam-robin", "I ask early")
    return home


def test_everything_that_is_kept_is_printed_under_its_title(home):
    done = checkin_with(home, "kept")
    assert "Strengths\n\n- Sam: I ask early" in done.out
    assert "Doors\n\n- Kim\n  First contact by Sam." in done.out
    assert done.err == ""


def test_one_kind_can_be_asked_for_and_is_json_for_programs(home):
    (door,) = checkin_with(home, "kept", "doors", "--json").json()
    assert (door["text"], door["consent"]) == ("Kim", False)
    (strength,) = checkin_with(home, "kept", "sam", "strengths", "--json").json()
    assert "hard_day" not in strength


def test_a_kind_that_is_not_there_is_told_with_the_nearest_name(home):
    done = checkin_with(home, "kept", "sam", "dors")
    assert done.code == 2
    assert "Did you mean doors?" in done.err


@pytest.mark.parametrize(
    ("word", "told"), [("nonsense", "agreement, lessons,"), ("dors", "mean doors?"), ("samm", "mean Sam?")]
)
def test_a_word_that_is_no_pair_and_no_kind_is_told_what_there_is(home, word, told):
    done = checkin_with(home, "kept", word)
    assert done.code == 3
    assert told in done.err


def test_the_open_steps_of_an_owner_are_a_calendar_for_them_alone(home, tmp_path):
    file = tmp_path / "sam.ics"
    done = checkin_with(home, "steps", "--owner", "Sam", "--ics", "-o", str(file))
    assert (done.code, done.out) == (0, "")
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert "Ask Ana to listen on Thursday" in str(event["SUMMARY"])
    assert checkin_with(home, "steps", "--ics").code == 2
    assert checkin_with(home, "steps", "--owner", "Robin", "--ics").code == 1
