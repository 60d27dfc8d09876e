"""A seat over a real SSH connection: an invited guest comes in, and the host's own second window."""

import shlex
import sys

import pytest
from command_line import checkin_with
from terminal import Terminal


@pytest.fixture(scope="module")
def broken_off(home):
    """An unfinished meeting of Sam with Robin."""
    assert checkin_with(home, "meet", "sam-robin", "--plain", stdin="Fine\n\n:stop\n").code == 0


@pytest.fixture
def robin(home, broken_off):
    """The mentor's window on the host, sharing."""
    argv = [sys.executable, "-m", "checkin", "share", "sam-robin", "--as", "mentor"]
    with Terminal(argv, env={"CHECKIN_HOME": str(home)}) as terminal:
        terminal.wait_for("You are here as Robin.")
        yield terminal
        terminal.keys("<C-q>")
        terminal.wait_for_end()


def test_a_guest_comes_in_with_ssh_alone_and_is_told_how_to_come_back(server, guest, robin):
    with Terminal(server.ssh(guest), size=(100, 30)) as sam:
        sam.wait_for("You are here as Sam. Robin is here.")
        sam.keys("<C-q>")
        assert sam.wait_for_end() == 0
        assert "Come back with the same command." in sam.said_afterwards()
        assert str(server.folder) not in sam.said_afterwards()


def test_a_guest_takes_plain_lines_if_they_ask_for_them(server, guest, robin):
    with Terminal(server.ssh(guest, "checkin", "join", "--plain")) as sam:
        sam.wait_for("You sit in Sam's seat. Robin is here.")
        assert b"\x1b" not in sam.received


def test_the_host_is_asked_in_a_second_window_who_sits_there(server, host, home, robin):
    command = f"OUR_HOME={shlex.quote(str(home))} checkin join"
    with Terminal(server.ssh(host, command)) as window:
        window.wait_for("Who are you?")
        window.wait_for("Sam")
        window.keys("<C-q>")
        assert window.wait_for_end() == 0
