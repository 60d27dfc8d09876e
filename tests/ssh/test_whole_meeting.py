"""A whole meeting over a real SSH connection: the host in the app, the guest with `ssh` and an invite.

Lines that drop, programs that are killed, a connection that hangs, and a guest with plain lines are here too.
"""

import json
import os
import signal
import subprocess
import tempfile
import time
from types import SimpleNamespace

import pytest
from command_line import checkin_with, hold
from held import Meeting, a_home, a_meeting, desk_of, files_of, kept
from stopwatch import Stopwatch
from terminal import PATIENCE

from checkin.ground.errors import HeldByOther

ASKED = "Which of you sits at this keyboard?"
TOLD_WITHIN = 2.0
"""Seconds in which one is told that the other is gone."""

HOSTS, GUESTS = " [the demo went well]", " [and nobody laughed]"

ANSWERS = """\
really: {really}
goal: Give the talk
tried: {{talked: yes}}
real_issue: {{talked: yes}}
outcome: {{talked: yes}}
ideas: [Rehearse, Ask Kim]
perspective: {{text: I froze too}}
step: {{what: Book the room, due: 2035-06-01}}
owner: yes
takeaway: {{mentee: Start small, mentor: Ask first}}
next_meeting: 2035-06-15
agreed: [mentee, mentor]
"""


@pytest.fixture
def here(tmp_path, server):
    """Robin's data folder and runtime folder, and Sam's command line: ssh with a key that Robin invited."""
    home = a_home(tmp_path)
    key = server.new_key(f"guest-{len(list(server.folder.iterdir()))}")
    done = checkin_with(home, "invite", str(key.public_file), "--as", "mentee")
    assert done.code == 0, done.err
    server.let_in(done.out)
    # Short, as such paths are: sockets need that.
    with tempfile.TemporaryDirectory(prefix="ci-", dir="/tmp") as runtime:
        yield SimpleNamespace(home=home, runtime=runtime, server=server, key=key)


def robin_s(here, *arguments):
    """A meeting in the app on Robin's own computer."""
    return a_meeting(here.home, *arguments, XDG_RUNTIME_DIR=here.runtime)


def sam_s(here, *asked):
    """What Sam sees of it, over SSH."""
    return Meeting(here.server.ssh(here.key, *asked), size=(110, 32))


def share(robin):
    """As Robin, in the middle of a meeting."""
    robin.menu("i")
    robin.wait_for(ASKED)
    robin.keys("2")
    robin.wait_for("How Sam comes in")
    robin.keys("<Esc>")
    robin.wait_for("Sam is not here yet")


def come_in(sam, robin):
    sam.wait_for("You are here as Sam. Robin is here.")
    robin.wait_for("Sam is here")


def leave(*seats):
    for one in seats:
        one.keys("<C-q>")
        assert one.wait_for_end() == 0


def unwrapped(terminal):
    return " ".join(terminal.text().split())


def told_in_time(terminal, words, since):
    """Wait for words on a screen; they have to come in time."""
    terminal.wait_for(words)
    assert since.seconds < TOLD_WITHIN


def seats_of(home):
    """The processes of guests' seats in meetings of a data folder."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True
    )
    found = [line.split(maxsplit=1) for line in listed.stdout.splitlines()]
    return [int(pid) for pid, args in found if " seat --as mentee" in args and str(home) in args]


def test_the_whole_meeting_is_held_over_ssh_and_both_have_the_summary(here, tmp_path):
    with robin_s(here, "--quick") as robin:
        robin.page("opener")
        robin.say("So:")
        share(robin)
        with sam_s(here) as sam:
            come_in(sam, robin)
            sam.wait_for("So:")
            # In the same text at the same time.
            sam.keys("<End>")
            sam.wait_for_silence()
            for hosts, guests in zip(HOSTS, GUESTS, strict=False):
                robin.send(hosts)
                sam.send(guests)
            orders = (f"So:{HOSTS}{GUESTS}", f"So:{GUESTS}{HOSTS}")
            robin.wait_for(lambda t: any(words in t.text() for words in orders))
            really = next(words for words in orders if words in robin.text())
            sam.wait_for(really)
            # Pages turn for both, not under somebody's hands.
            sam.keys("<PgDn>")
            sam.page("goal")
            robin.wait_for("Sam went on to Goals.")
            robin.keys("<PgDn>")
            robin.page("goal")
            sam.say("Give the talk")
            robin.wait_for("Give the talk")
            sam.type_until(robin, "Sam is typing")
            sam.enter()
            sam.page("tried")
            robin.page("tried")
            # Alone, and back.
            sam.menu("l")
            sam.wait_for("You turn pages for yourself now.")
            sam.keys("<PgUp>")
            sam.page("goal")
            robin.wait_for("Sam is at")
            sam.menu("t")
            sam.page("tried")
            robin.wait_for("Sam is here")
            robin.enter()
            robin.page("ideas")
            sam.page("ideas")
            sam.say("Rehearse")
            sam.enter()
            sam.say("Ask Kim")
            robin.wait_for("Ask Kim")
            sam.enter()
            sam.enter()
            for one in (sam, robin):
                one.page("perspective")
            robin.say("I froze too")
            sam.wait_for("I froze too")
            robin.keys("<PgDn>")
            for one in (sam, robin):
                one.page("step")
            sam.say("Book the room")
            robin.wait_for("Book the room")
            sam.enter()
            sam.say("2035-06-01")
            sam.wait_for("→ Fri 1 Jun 2035")
            sam.keys("<PgDn>")
            for one in (sam, robin):
                one.page("owner")
                one.wait_for("Book the room, by Fri 1 Jun 2035")
            sam.enter()
            for one in (sam, robin):
                one.page("takeaway")
            # Each their own, at once.
            sam.send("Start small")
            robin.send("Ask first")
            for one in (sam, robin):
                one.wait_for(lambda t: "Start small" in t.text() and "Ask first" in t.text())
            robin.keys("<PgDn>")
            sam.wait_for("Robin went on to the end.")
            sam.keys("<PgDn>")
            for one in (sam, robin):
                one.page("end")
            # Both say that it looks right; one saves.
            sam.keys("<C-u>")
            sam.say("2035-06-15")
            sam.enter()
            robin.wait_for("15 Jun 2035")
            robin.enter()
            for one, name, other in ((robin, "Robin", sam), (sam, "Sam", robin)):
                one.wait_for("1, 2 … choose")
                one.keys("1")
                other.wait_for(f"{name}: looks right")
            robin.keys("<Enter>")
            robin.wait_for("Enter save")
            robin.keys("<Enter>")
            for one in (sam, robin):
                one.page("Saved. To send")
            assert str(here.home) not in sam.text()
            sam.keys("r")
            sam.wait_for("How are you, really?")
            sam.wait_for(lambda terminal: really in " ".join(terminal.text().split()))
            sam.keys("<Esc>")
            sam.wait_for("To send to each")
            sam.keys("b")
            assert sam.wait_for_end() == 0
        leave(robin)
    (summary,) = here.home.glob("pairs/sam-robin/summaries/*.md")
    for words in (really, "Give the talk", "Ask Kim", "Book the room", "Start small", "Ask first"):
        assert words in " ".join(summary.read_text().replace("\\", "").split())
    # To the byte what the same answers from a file come to.
    other = a_home(tmp_path / "other")
    hold(other, "sam-robin", ANSWERS.format(really=json.dumps(really)), "--quick")
    assert files_of(here.home) == files_of(other)
    assert not list(here.home.glob("pairs/*/open/*"))
    assert not (here.home / "pairs/sam-robin/room.json").exists()


def test_a_killed_client_and_a_killed_seat_cost_nothing(here):
    with robin_s(here) as robin:
        robin.page("opener")
        robin.say("Tired")
        share(robin)
        with sam_s(here) as sam:
            come_in(sam, robin)
            robin.keys("<PgDn>")
            for one in (sam, robin):
                one.page("goal")
            sam.say("Give the talk")
            robin.wait_for("Give the talk")
            since = Stopwatch()
            sam.kill(signal.SIGKILL)
            told_in_time(robin, "Sam left. Everything is kept; go on or wait.", since)
        robin.keys("<Home>")
        robin.send("To them: ")
        robin.wait_for("To them: Give the talk")
        with sam_s(here) as sam:
            come_in(sam, robin)
            sam.page("goal")
            sam.wait_for("To them: Give the talk")
            sam.keys("<End>")
            sam.say(", really")
            robin.wait_for("To them: Give the talk, really")
            robin.wait_for(lambda _: len(seats_of(here.home)) == 1)  # the one before may still be ending
            (seat,) = seats_of(here.home)
            since = Stopwatch()
            os.kill(seat, signal.SIGKILL)
            told_in_time(robin, "Sam left. Everything is kept; go on or wait.", since)
            assert sam.wait_for_end() != 0
        robin.send("Today. ")
        robin.wait_for("Today. Give the talk")
        with sam_s(here) as sam:
            come_in(sam, robin)
            sam.page("goal")
            sam.wait_for("To them: Today. Give the talk, really")
            leave(sam)
        robin.wait_for("Sam left")
        leave(robin)
    wait_until_free(here.home)
    state, _ = kept(here.home)
    assert state.answer("goal", "mentee").value == "To them: Today. Give the talk, really"
    assert state.answer("really", "mentee").value == "Tired"


def test_a_line_that_hangs_holds_nobody_up_and_its_seat_is_taken_over(here):
    with robin_s(here) as robin:
        robin.page("opener")
        share(robin)
        with sam_s(here) as hanging:
            come_in(hanging, robin)
            hanging.say("Tired")
            robin.wait_for("Tired")
            hanging.kill(signal.SIGSTOP)
            try:
                robin.say(" but here")
                with sam_s(here) as sam:
                    sam.wait_for("You are here as Sam. Robin is here.")
                    sam.wait_for("Tired but here")
                    sam.keys("<End>")
                    sam.say(", and glad")
                    robin.wait_for("Tired but here, and glad")
                    hanging.kill(signal.SIGCONT)
                    assert hanging.wait_for_end() == 0
                    assert "Your seat is taken in another window now." in hanging.said_afterwards()
                    leave(sam)
            finally:
                hanging.kill(signal.SIGCONT)
        leave(robin)


def test_a_guest_with_plain_lines_beside_a_host_with_a_full_screen(here):
    with robin_s(here, "--quick") as robin:
        robin.page("opener")
        share(robin)
        with sam_s(here, "checkin", "join", "--plain") as sam:
            sam.wait_for("Robin is here")
            robin.wait_for("Sam is here")
            sam.keys("Tired<Enter>")
            robin.wait_for("Tired")
            robin.say(", I see")
            sam.keys("<Enter>")
            sam.wait_for("I see")
            robin.wait_for("Sam went on to Goals.")
            robin.menu("s")
            robin.wait_for("Go to")
            robin.keys("e")
            robin.page("end")
            sam.wait_for("Robin went on to the end.")
            sam.keys(":go<Enter>")
            sam.wait_for("or :back goes there:")
            sam.keys("<Enter>")
            sam.wait_for("Next meeting")
            sam.keys("<Enter>")
            sam.keys("yes<Enter>")
            robin.wait_for("Sam: looks right")
            robin.menu("w")
            robin.page("Saved. To send")
            sam.wait_for("Tired, I see")
            assert sam.wait_for_end() == 0
            assert b"\x1b" not in sam.received
        robin.keys("l")
        robin.wait_for("Looks right to both.")
        leave(robin)
    state = desk_of(here.home).saved("sam-robin").state
    assert state.answer("really", "mentee").value == "Tired, I see"
    assert sorted(state.agreed) == ["mentee", "mentor"]


def wait_until_free(home):
    """Until the room, which ends with the last seat, has let go of the meeting."""
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            return desk_of(home).make_sure_free("sam-robin")
        except HeldByOther:
            assert time.monotonic() < ends
