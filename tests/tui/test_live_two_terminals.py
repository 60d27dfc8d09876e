"""One meeting in two terminals: sharing it from within, coming in, a room or a window gone, the end."""

from __future__ import annotations

import json
import os
import signal
import tempfile
import time
from pathlib import Path

import pytest
from held import MENU, a_home, a_meeting, json_of, kept
from terminal import PATIENCE

ASKED = "Which of you sits at this keyboard?"


@pytest.fixture
def home(tmp_path):
    return a_home(tmp_path)


@pytest.fixture
def runtime():
    """A session's runtime folder; its path is short, as such paths are: sockets need that."""
    with tempfile.TemporaryDirectory(prefix="ci-", dir="/tmp") as folder:
        yield folder


def share(meeting):
    """As Sam, in the middle of a meeting."""
    meeting.menu("i")
    meeting.wait_for(ASKED)
    meeting.keys("1")
    meeting.wait_for("How Robin comes in")
    meeting.wait_for("checkin join")
    meeting.keys("<Esc>")
    meeting.wait_for("Robin is not here yet")


def come_in(home, runtime, **how):
    robin = a_meeting(home, "--as", "mentor", command="join", XDG_RUNTIME_DIR=runtime, **how)
    robin.wait_for("You are here as Robin. Sam is here.")
    return robin


def leave(meeting):
    meeting.keys("<C-q>")
    assert meeting.wait_for_end() == 0


def room_of(home):
    return json.loads((home / "pairs/sam-robin/room.json").read_text())


def test_a_meeting_is_shared_and_held_and_saved_in_two_terminals(home, runtime):
    with a_meeting(home, "--quick", XDG_RUNTIME_DIR=runtime) as sam:
        sam.page("opener")
        sam.say("Tired but here")
        share(sam)
        sam.wait_for("Tired but here")
        sam.say(" today")
        with come_in(home, runtime, size=(120, 40)) as robin:
            robin.wait_for("Tired but here today")
            sam.wait_for("Robin is here")
            robin.say(", and glad")
            sam.wait_for("Tired but here today, and glad")
            robin.type_until(sam, "Robin is typing")
            sam.menu("s")
            sam.wait_for("Go to")
            sam.keys("e")
            sam.page("end")
            robin.wait_for("Sam went on to the end.")
            robin.keys("<PgDn>")
            robin.wait_for("Looks right to")
            sam.menu("w")
            sam.wait_for("Robin has not said yet whether it looks right.")
            sam.keys("s")
            for one in (sam, robin):
                one.wait_for("To send to each other")
            robin.keys("l")
            robin.wait_for("Looks right to Robin.")
            for one in (sam, robin):
                one.keys("<Enter>")
                assert one.wait_for_end() == 0
    assert json_of(home)["start"]["pair"] == "sam-robin"
    assert not (home / "pairs/sam-robin/room.json").exists()


def test_who_closes_the_terminal_is_missed_at_once_and_comes_back_with_the_same_command(home, runtime):
    with a_meeting(home, XDG_RUNTIME_DIR=runtime) as sam:
        sam.page("opener")
        sam.say("Tired but here")
        share(sam)
        with come_in(home, runtime) as robin:
            sam.wait_for("Robin is here")
            robin.say(" and glad")
            robin.hang_up()
            sam.wait_for("Robin left. Everything is kept; go on or wait.")
        sam.wait_for("Tired but here and glad")
        sam.send("!")  # the cursor is where Sam left it
        with come_in(home, runtime) as robin:
            robin.wait_for("Tired but here! and glad")
            leave(robin)
            assert "Come back with: checkin join sam-robin" in robin.said_afterwards()
        leave(sam)
        assert "Go on with: checkin resume sam-robin" in sam.said_afterwards()
    wait_for_free(home)
    state, _ = kept(home)
    assert state.answer("really", "mentee").value == "Tired but here! and glad"


def test_the_room_is_killed_and_both_carry_on_with_every_word(home, runtime):
    with a_meeting(home, XDG_RUNTIME_DIR=runtime) as sam:
        sam.page("opener")
        sam.say("Tired but here")
        share(sam)
        with come_in(home, runtime) as robin:
            sam.wait_for("Robin is here")
            killed = room_of(home)["pid"]
            os.kill(killed, signal.SIGKILL)
            sam.send(" and typing on")
            sam.wait_for("Tired but here and typing on")
            robin.wait_for("Tired but here and typing on")
            assert room_of(home)["pid"] != killed
            for one in (sam, robin):
                one.wait_for("is here")
            leave(robin)
        leave(sam)


def test_what_stands_in_the_way_of_sharing_is_said_and_the_meeting_goes_on(home, runtime):
    (Path(runtime) / "checkin").symlink_to("/tmp")
    with a_meeting(home, XDG_RUNTIME_DIR=runtime) as sam:
        sam.page("opener")
        sam.say("Tired but here")
        sam.menu("i")
        sam.wait_for(ASKED)
        sam.keys("2")
        sam.wait_for("It is not shared; you go on here as before.")
        sam.wait_for(lambda terminal: "a link" in " ".join(terminal.text().split()))
        sam.say(" and going on")
        leave(sam)
    state, _ = kept(home)
    assert state.answer("really", "mentee").value == "Tired but here and going on"


def test_the_pair_s_page_leads_into_a_meeting_that_is_shared(home, runtime):
    with a_meeting(home, XDG_RUNTIME_DIR=runtime) as sam:
        sam.page("opener")
        sam.say("Tired but here")
        share(sam)
        with a_meeting(home, command="", XDG_RUNTIME_DIR=runtime) as robin:
            robin.wait_for("shared: join it")
            robin.keys("g")
            robin.wait_for("This meeting is shared. Who are you?")
            robin.keys("2")
            robin.wait_for("You are here as Robin. Sam is here.")
            robin.wait_for("Tired but here")
            robin.keys("<Esc>")
            robin.wait_for(MENU)
            robin.wait_for("l on my own")
            robin.keys("<Esc>")
            leave(robin)
        leave(sam)


def test_an_invited_guest_sees_the_meeting_and_leaves_from_its_last_page(home, runtime):
    with a_meeting(home, "--quick", XDG_RUNTIME_DIR=runtime) as sam:
        sam.page("opener")
        sam.say("Tired but here")
        share(sam)
        guest = a_meeting(
            home,
            "--as",
            "mentor",
            "--pair",
            "sam-robin",
            "--home",
            str(home),
            command="seat",
            XDG_RUNTIME_DIR=runtime,
        )
        with guest as robin:
            robin.wait_for("You are here as Robin. Sam is here.")
            robin.keys("<C-p>")
            robin.wait_for("All commands of the page before")
            assert "Share" not in robin.text()
            robin.keys("<Esc>")
            sam.menu("s")
            sam.keys("e")
            sam.page("end")
            sam.menu("w")
            sam.wait_for("Robin has not said yet")
            sam.keys("s")
            robin.wait_for("press r to read it, a to copy it.")
            assert str(home) not in robin.text()
            robin.keys("r")
            robin.wait_for("Tired but here")
            robin.keys("<Esc>")
            robin.wait_for("To send to each")
            robin.keys("b")
            assert robin.wait_for_end() == 0
        sam.wait_for("To send to each")
        leave(sam)


def wait_for_free(home):
    """Until the room, which ends with the last seat, has let go of the meeting."""
    from held import desk_of

    from checkin.ground.errors import HeldByOther

    ends = time.monotonic() + PATIENCE
    while True:
        try:
            return desk_of(home).make_sure_free("sam-robin")
        except HeldByOther:
            assert time.monotonic() < ends
