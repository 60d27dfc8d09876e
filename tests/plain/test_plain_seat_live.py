"""Two people in one meeting, each in a terminal of their own, with a real room between them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from held import a_home, desk_of, kept
from terminal import PATIENCE, REPOSITORY, Terminal, _environment
from two_seats import Listening

from checkin.ground.errors import HeldByOther, NotFound
from checkin.live.launch import start_room
from checkin.live.where import read_note
from checkin.meeting.events import SHARED
from checkin.meeting.rules import Act
from checkin.plain.seat import join_plain, share_plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a meeting of Sam and Robin that was begun and broken off."""
    home = a_home(tmp_path)
    meeting = desk_of(home).begin("sam-robin")
    meeting.act(Act("turned", SHARED, next(iter(meeting.state.questions))))
    meeting.leave()
    return home


def share(home: Path) -> None:
    """Start the room; it ends with its last seat."""
    desk = desk_of(home)
    environ = {**os.environ, "CHECKIN_HOME": str(home), "PYTHONPATH": str(REPOSITORY)}
    start_room(desk.places, environ, "sam-robin", desk.unfinished("sam-robin")[0].id)


def seat(home: Path, *arguments: str, command: str = "join") -> Terminal:
    argv = [sys.executable, "-m", "checkin", command, *arguments]
    return Terminal(argv, size=(100, 50), env={"CHECKIN_HOME": str(home)})


def wait_until_free(home: Path) -> None:
    """Wait until the room has ended after its last seat."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            desk_of(home).make_sure_free("sam-robin")
        except HeldByOther:
            assert time.monotonic() < deadline
        else:
            return


def pass_by(seat: Terminal, *pages: int) -> None:
    """Enter on one question after the other."""
    for page in pages:
        seat.wait_for(f", {page} of ")
        seat.keys("<Enter>")


def test_a_whole_meeting_from_two_plain_seats(home: Path):
    share(home)
    with seat(home, "--plain") as sam, seat(home, "--plain", "--as", "mentor") as robin:
        sam.wait_for("2. Robin")
        sam.keys("3<Enter>Sam<Enter>")
        sam.wait_for("You sit in Sam's seat.")
        robin.wait_for("Sam is here")
        sam.keys("Tired<Enter>but fine<Enter>")
        robin.wait_for("Sam, Since last time: Tired\nbut fine")
        sam.keys("<Enter>Give the talk<Enter>")
        robin.wait_for("Sam went on to Goals. An empty line here goes along; :go goes at once.")
        robin.keys("<Enter>")
        robin.wait_for("Goals, 2 of 11.")
        sam.keys("<Enter>")
        pass_by(sam, 3, 4, 5, 6)
        robin.wait_for("Robin's turn has come.")
        sam.wait_for("7 of 11.")
        robin.keys(":go<Enter>")
        robin.wait_for("Robin, your thought")
        robin.keys("I froze too<Enter><Enter>")
        sam.wait_for("Robin offers: I froze too")
        sam.keys("<Enter>")
        sam.wait_for("what do you make of it?")
        sam.keys("1<Enter><Enter>")
        robin.wait_for("I froze too, reaction: keep it")
        sam.keys("<Enter>")
        pass_by(sam, 8, 9, 10, 11)
        sam.wait_for("Next meeting")
        sam.keys("<Enter>yes<Enter>")
        sam.wait_for("Robin has not said so yet.")
        robin.keys(":go<Enter>")
        robin.wait_for("Next meeting")
        robin.keys("<Enter>yes<Enter>")
        for one in (sam, robin):
            one.wait_for("Saved. The summary is in")
            assert one.wait_for_end() == 0
    saved = desk_of(home).saved("sam-robin")
    assert saved.state.answer("goal", "mentee").value == "Give the talk"
    assert [row.text("text") for row in saved.state.live_rows("perspective")] == ["I froze too"]
    assert sorted(saved.state.agreed) == ["mentee", "mentor"]


def test_the_room_is_killed_in_the_middle_and_nothing_is_lost(home: Path):
    share(home)
    with (
        seat(home, "--plain", "--as", "mentee") as sam,
        seat(home, "--plain", "--as", "mentor") as robin,
    ):
        sam.wait_for("Robin is here")
        robin.wait_for("Sam is here")
        sam.keys("Tired<Enter>")
        robin.wait_for("Sam, Since last time: Tired")
        note = read_note(desk_of(home).places, "sam-robin")
        assert note is not None
        os.kill(note.pid, signal.SIGKILL)
        sam.wait_for("The room went away.")
        sam.keys("but fine<Enter>")
        sam.wait_for("The room is back.")
        robin.wait_for("but fine")
        sam.keys(":stop<Enter>")
        assert sam.wait_for_end() == 0
        robin.wait_for("Sam left. Everything is kept; go on or wait.")
        robin.keys("<C-d>")
        assert robin.wait_for_end() == 130
    wait_until_free(home)
    state, _ = kept(home)
    assert state.answer("really", "mentee").value == "Tired\nbut fine"


def test_a_seat_through_pipes_keeps_every_line_and_ends_with_its_input(home: Path):
    share(home)
    ended = subprocess.run(
        [sys.executable, "-m", "checkin", "join", "--plain", "--as", "mentee"],
        input="Tired\nbut fine\n\nGive the talk\n",
        capture_output=True,
        text=True,
        timeout=180,
        env=_environment({"CHECKIN_HOME": str(home)}),
        check=False,
    )
    assert ended.returncode == 130
    assert "Traceback" not in ended.stderr
    assert "Everything is kept. Go on with: checkin resume sam-robin" in ended.stderr
    wait_until_free(home)
    state, _ = kept(home)
    assert state.answer("really", "mentee").value == "Tired\nbut fine"
    assert state.answer("goal", "mentee").value == "Give the talk"


def test_sharing_says_how_the_other_one_comes_in(home: Path):
    console = Listening(["Tired", ":stop"])
    assert share_plain(desk_of(home), "sam-robin", "mentee", console) == 0
    assert "The meeting is shared now. Robin comes in with: checkin join" in console.transcript
    wait_until_free(home)
    assert kept(home)[0].answer("really", "mentee").value == "Tired"


def test_without_an_unfinished_meeting_there_is_nothing_to_share_or_join(tmp_path: Path):
    desk = desk_of(a_home(tmp_path))
    with pytest.raises(NotFound, match="no unfinished meeting to share"):
        share_plain(desk, "sam-robin", "mentee", Listening([]))
    with pytest.raises(NotFound, match="Nobody shares"):
        join_plain(desk, "sam-robin", None, Listening([]))


def test_a_closed_terminal_is_told_to_the_other_one(home: Path):
    with seat(home, "--plain", "--as", "mentor", command="share") as robin:
        robin.wait_for("Enter goes on:")
        with seat(home, "--plain", "--as", "mentee") as sam:
            sam.wait_for("Robin is here")
            robin.wait_for("Sam is here")
            sam.hang_up()
            robin.wait_for("Sam left.")


def test_resume_joins_a_meeting_that_is_shared(home: Path):
    share(home)
    with seat(home, "--plain", "--as", "mentor") as robin:
        robin.wait_for("Enter goes on:")
        argv = [sys.executable, "-m", "checkin", "resume", "--plain"]
        with Terminal(argv, env={"CHECKIN_HOME": str(home)}) as sam:
            sam.wait_for("Who are you?")
            sam.keys("1<Enter>")
            sam.wait_for("Robin is here")


def test_a_plain_seat_beside_a_full_screen_one(home: Path):
    argv = [sys.executable, "-m", "checkin", "share", "--as", "mentor"]
    with Terminal(argv, env={"CHECKIN_HOME": str(home)}) as robin:
        robin.wait_for("How are you, really?")
        with seat(home, "--plain", "--as", "mentee") as sam:
            sam.wait_for("Robin is here")
            robin.wait_for("Sam is here")
            sam.keys("Tired<Enter>")
            robin.wait_for("Tired")
            robin.keys("<PgDn>")
            robin.wait_for("What one thing")
            sam.wait_for("Robin went on to Goals. An empty line here goes along")
            sam.keys("<Enter>")
            sam.wait_for("Goals, 2 of 11.")
            sam.keys(":stop<Enter>")
            assert sam.wait_for_end() == 0
        robin.wait_for("Sam left")
        robin.keys("<C-q>")
        assert robin.wait_for_end() == 0
