"""`summary` in the forms that are made for other programs: a page to print, days for a calendar."""

import pytest
from command_line import TALKED, a_pair, checkin_with, hold
from icalendar import Calendar

from checkin.cli.summary import form_of


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("forms") / "home"
    pair = a_pair(home)
    hold(home, pair)
    hold(home, pair, TALKED)
    return home


def test_days_for_a_calendar_go_to_stdout_as_they_are(home):
    done = checkin_with(home, "summary", "1", "--format", "ics", env={"LANG": "C"})
    assert (done.code, done.err) == (0, "")
    assert done.out.count("\n") == done.out.count("\r\n") > 20
    step, meeting = Calendar.from_ical(done.out).walk("VEVENT")
    assert step["summary"] == "Ask Ana to listen on Thursday (Sam)"
    assert meeting.decoded("dtstart").isoformat() == "2030-01-04"


def test_a_files_ending_says_the_form(home, tmp_path):
    page, days = tmp_path / "to print.HTML", tmp_path / "days.ics"
    assert checkin_with(home, "summary", "2", "-o", str(page)).code == 0
    assert page.read_bytes().startswith(b"<!DOCTYPE html>\n")
    assert "Read the “Zen” paper" in page.read_text(encoding="utf-8")
    assert checkin_with(home, "summary", "1", "-o", str(days)).code == 0
    assert days.read_bytes().count(b"\r\n") > 20


def test_without_any_date_there_is_no_calendar_and_no_file(home, tmp_path):
    target = tmp_path / "days.ics"
    done = checkin_with(home, "summary", "2", "-o", str(target))
    assert done.code == 1
    assert "date" in done.err
    assert not target.exists()


@pytest.mark.parametrize(
    ("file", "form"),
    [("a.md", "md"), ("a.htm", "html"), ("a.txt", "txt"), ("a.b.ICS", "ics"), ("a", "md")],
)
def test_an_unknown_ending_is_markdown(file, form):
    assert form_of(file) == form
