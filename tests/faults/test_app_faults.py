"""What goes wrong while a meeting is open in the app: a full disk, a record that refuses, two at once."""

from __future__ import annotations

import os
import resource

import pytest
from held import a_home, a_meeting, desk_of, journal_of, kept
from stopwatch import Stopwatch

pytestmark = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs prlimit (Linux)")

FULL = "What you type is kept in memory for now."
WELL = "It can be written again. Nothing was lost."


@pytest.fixture
def home(tmp_path):
    return a_home(tmp_path)


def no_file_larger_than(meeting, size):
    """As a full disk: files of the running program can't grow beyond so many bytes; -1 is no limit."""
    _, hard = resource.prlimit(meeting.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(meeting.process.pid, resource.RLIMIT_FSIZE, (size if size >= 0 else hard, hard))


def test_a_full_disk_is_said_within_a_second_and_the_meeting_carries_on(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.say("Before")
        no_file_larger_than(meeting, journal_of(home).stat().st_size)
        since = Stopwatch()
        meeting.send(" the disk was full")
        meeting.wait_for(FULL)
        assert since.seconds < 1.5
        meeting.wait_for("Before the disk was full")
        meeting.keys("<Tab>")
        meeting.page("goal")
        meeting.say("Go on all the same")
        assert "all the same" not in journal_of(home).read_text()
        no_file_larger_than(meeting, -1)
        meeting.wait_for(WELL)
        assert "Go on all the same" in journal_of(home).read_text()
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
        assert "Traceback" not in meeting.received.decode(errors="replace")
    state, _ = kept(home)
    assert state.answer("really", "mentee").value == "Before the disk was full"
    assert state.answer("goal", "mentee").value == "Go on all the same"


def test_leaving_while_the_disk_is_full_says_that_something_is_not_kept(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.say("Before")
        no_file_larger_than(meeting, journal_of(home).stat().st_size)
        meeting.say(" it was full")
        meeting.wait_for(FULL)
        meeting.keys("<C-q>")
        meeting.wait_for_end()
        said = meeting.said_afterwards()
        assert "Everything is kept" not in said
        assert "What was typed last is not on the disk." in said
        assert "checkin resume sam-robin" in said
        assert "Traceback" not in meeting.received.decode(errors="replace")
    assert kept(home)[0].answer("really", "mentee").value == "Before"


def test_a_record_that_can_not_be_written_is_said_and_saving_works_afterwards(home):
    with a_meeting(home, "--quick") as meeting:
        meeting.page("opener")
        record = home / "pairs" / "sam-robin" / "record.json"
        before = record.read_bytes()

        def in_the_way():
            no_file_larger_than(meeting, 200)
            meeting.keys("<Enter>")
            meeting.wait_for("Nothing is lost; try again with Esc w.")
            assert record.read_bytes() == before
            assert not desk_of(home).ledger("sam-robin").meetings
            no_file_larger_than(meeting, -1)
            meeting.menu("w")

        up_to_saving(meeting)
        in_the_way()
        meeting.wait_for("Saved. To send")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
        assert "Traceback" not in meeting.received.decode(errors="replace")
    assert desk_of(home).saved("sam-robin").state.answer("goal", "mentee").value == "Give the talk"
    assert not list(home.glob("pairs/*/open/*"))


def up_to_saving(meeting):
    """Everything but the last Enter."""
    meeting.keys("<PgDn>")
    meeting.page("goal")
    meeting.say("Give the talk")
    meeting.menu("s")
    meeting.wait_for("Go to")
    meeting.keys("e")
    meeting.page("end")
    meeting.keys("<Tab><Tab>1<Enter>")
    meeting.wait_for("Enter save")


def test_a_second_process_is_told_who_holds_the_meeting(home):
    with a_meeting(home) as first:
        first.page("opener")
        for command in ("meet", "resume"):
            with a_meeting(home, "sam-robin", command=command) as second:
                assert second.wait_for_end() == 4
                lines = [line for line in second.text().splitlines() if line and "plain lines" not in line]
                assert str(first.process.pid) in " ".join(lines)
                assert lines[0].startswith("checkin: ")
                assert b"\x1b[?1049h" not in second.received
        first.say("Undisturbed")
        first.kill()
        first.wait_for_end()
    with a_meeting(home, command="resume") as again:
        again.wait_for("Undisturbed")


def test_a_folder_that_can_not_be_written_is_said_before_anybody_types(home, tmp_path):
    if os.geteuid() == 0:
        file = tmp_path / "a file"
        file.write_text("in the way")
        place = file / "home"
    else:
        place = tmp_path / "shut"
        place.mkdir(0o500)
    with a_meeting(place, command="") as meeting:
        assert meeting.wait_for_end() in (1, 2, 3)
        assert "Traceback" not in meeting.text()
        assert "checkin: " in meeting.text()
