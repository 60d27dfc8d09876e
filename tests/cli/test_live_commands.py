"""`share`, `join`, `seat` and `invite` as a person or sshd runs them: what they print, what they refuse."""

import contextlib
import os
import select
import sys

import pytest
from command_line import IMPORTED_FROM, a_pair, checkin_with, environment
from warm_start import piped

from checkin.live.where import read_note
from checkin.record.desk import Desk

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A" * 42 + "B"
NOBODY = (
    "checkin: Nobody shares a meeting at the moment. Ask the other one to share theirs (Esc, then Share; or "
)


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    a_pair(home)
    return home


@pytest.fixture
def key(tmp_path):
    file = tmp_path / "sam.pub"
    file.write_text(f"{KEY} sam@laptop\n")
    return str(file)


class Sitting:
    """A plain seat in a process of its own, waited for by what it says."""

    def __init__(self, home, *arguments, **env):
        argv = [sys.executable, "-m", "checkin", *arguments]
        self.process = piped(argv, env=environment(home, env), cwd=IMPORTED_FROM, one_output=True)
        self._heard = b""

    @property
    def heard(self):
        return self._heard.decode(errors="replace")  # a piece may end in the middle of a letter

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.leave()
        self.process.wait(60)
        self.process.stdout.close()

    def leave(self):
        self.process.stdin.close()

    def wait_for(self, text):
        while text not in self.heard:
            piece = os.read(self.process.stdout.fileno(), 4096)
            assert piece, f"{text!r} did not come; there was {self.heard!r}"
            self._heard += piece


def broken_off(home, pair="sam-robin"):
    assert checkin_with(home, "meet", pair, "--plain", stdin="Fine\n\n:stop\n").code == 0


# invite


def test_an_invite_is_one_line_on_stdout_and_words_on_stderr(home, key):
    done = checkin_with(home, "invite", key, "--as", "mentee")
    assert done.code == 0
    assert done.out.count("\n") == 1
    assert done.out.startswith('command="')
    assert f' seat --as mentee --pair sam-robin --home {home}",restrict,pty {KEY} sam@laptop\n' in done.out
    for words in ("authorized_keys", "ssh -t ", "Sam", "SHA256:", "can read", "no other pair"):
        assert words in done.err


def test_an_invite_can_be_made_of_what_comes_on_stdin(home, key):
    piped = checkin_with(home, "invite", "-", "Sam", "--as", "mentor", stdin=f"{KEY} sam@laptop\r\n")
    assert piped.out == checkin_with(home, "invite", key, "--as", "mentor").out


def test_a_private_key_never_comes_out_again(home, tmp_path):
    file = tmp_path / "id"
    file.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE\n")
    done = checkin_with(home, "invite", str(file), "--as", "mentee")
    assert (done.code, done.out) == (2, "")
    assert "is a private key, which stays with its owner" in done.err
    assert "b3Blbn" not in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["{tmp}/none.pub", "--as", "mentee"], 2, "can't be read"),
        (["{tmp}", "--as", "mentee"], 2, "can't be read"),
        (["/dev/zero", "--as", "mentee"], 2, "too long"),
        (["/dev/null", "--as", "mentee"], 2, "no key"),
        (["{key}"], 2, "--as"),
        (["{key}", "--as", "guest"], 2, "guest"),
        (["{key}", "san-robin", "--as", "mentee"], 3, "sam-robin"),
    ],
)
def test_what_can_make_no_invite_is_said_in_one_line(home, key, tmp_path, arguments, code, said):
    done = checkin_with(home, "invite", *[one.format(tmp=tmp_path, key=key) for one in arguments])
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_with_several_pairs_an_invite_says_for_which(home, key):
    a_pair(home, "Noor")
    assert checkin_with(home, "invite", key, "--as", "mentee").code == 2
    assert "--pair noor-robin" in checkin_with(home, "invite", key, "noor", "--as", "mentee").out


def test_a_key_that_opens_more_already_is_pointed_out(home, key, tmp_path):
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh/authorized_keys").write_text(f"{KEY} from earlier\n")
    done = checkin_with(home, "invite", key, "--as", "mentee", env={"HOME": str(tmp_path)})
    assert "stands there already" in done.err


def test_a_terminal_that_cannot_write_the_line_is_told_what_to_set(tmp_path, key):
    home = tmp_path / "Müller"
    a_pair(home)
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = checkin_with(home, "invite", key, "--as", "mentee", env=ascii_only)
    assert (done.code, done.out) == (1, "")
    assert str(home) in checkin_with(home, "invite", key, "--as", "mentee").out


# share, join, seat: what stands in the way


def test_there_is_nothing_to_share_or_to_join(home):
    share = checkin_with(home, "share")
    assert (share.code, share.out) == (3, "")
    assert "checkin meet sam-robin" in share.err
    join = checkin_with(home, "join")
    assert (join.code, join.out) == (1, "")
    assert join.err.startswith(NOBODY)
    named = checkin_with(home, "join", "Sam")
    assert (named.code, "sam-robin" in named.err) == (1, True)
    assert checkin_with(home, "join", "san-robin").code == 3
    assert checkin_with(home, "share", "san-robin").code == 3


def test_joining_from_ones_own_machine_is_for_a_later_version(home):
    done = checkin_with(home, "join", "ssh://host/sam-robin")
    assert done.code == 2
    assert "ssh -t HOST checkin join" in done.err


def test_a_meeting_that_is_open_in_a_window_is_shared_from_there(home):
    with Sitting(home, "meet", "--plain") as window:
        window.wait_for("1 of ")
        done = checkin_with(home, "share")
        assert done.code == 4
        assert str(window.process.pid) in done.err
        assert "Share it from there: Esc, then Share" in done.err


def test_a_seat_is_for_a_pair_by_its_very_id(home):
    for pair in ("sam", "Sam", "SAM-ROBIN", "../sam-robin", "nobody"):
        done = checkin_with(None, "seat", "--as", "mentee", "--pair", pair, "--home", str(home))
        assert (done.code, done.out) == (3, "")
        assert done.err == "checkin: The pair of this invite is not here any more. Ask for a new invite.\n"


def test_a_seat_waits_for_nobody(home):
    done = checkin_with(None, "seat", "--as", "mentee", "--pair", "sam-robin", "--home", str(home))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("checkin: Your meeting is not shared at the moment. Ask the other one")


def test_a_seat_goes_by_its_own_line_and_not_by_what_is_set(home, tmp_path):
    other = tmp_path / "other"
    a_pair(other, "Noor")
    line = ["seat", "--as", "mentee", "--pair", "sam-robin", "--home", str(home)]
    env = {"CHECKIN_HOME": str(other), "CHECKIN_BANKS": "/nowhere", "XDG_DATA_HOME": str(other)}
    assert "not shared" in checkin_with(None, *line, env=env).err
    assert "not here" in checkin_with(None, *line[:-2], env={**env, "HOME": str(tmp_path)}).err


@pytest.mark.parametrize(
    "asked", ["sh", "checkin join; sh", "checkin join sam-robin", "checkin seat --stdio"]
)
def test_a_seat_does_nothing_else(home, asked):
    line = ["seat", "--as", "mentee", "--pair", "sam-robin", "--home", str(home)]
    done = checkin_with(None, *line, env={"SSH_ORIGINAL_COMMAND": asked})
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "Come in with: ssh -t HOST" in done.err


# A meeting that is shared


def test_one_shares_and_the_others_come_in_by_name_by_invite_or_by_sharing_again(home):
    broken_off(home)
    with Sitting(home, "share", "--plain", "--as", "mentor") as robin:
        robin.wait_for("The meeting is shared now.")
        robin.wait_for("You sit in Robin's seat.")
        with Sitting(home, "join", "--as", "mentee", "--plain") as sam:
            sam.wait_for("You sit in Sam's seat. Robin is here.")
        line = ["seat", "--as", "mentee", "--pair", "sam-robin", "--home", str(home)]
        with Sitting(None, *line, SSH_ORIGINAL_COMMAND="checkin join --plain") as guest:
            guest.wait_for("You sit in Sam's seat.")
            guest.leave()
            guest.wait_for("Come back with the same command.")
        with Sitting(home, "share", "--plain", "--as", "mentee") as again:
            again.wait_for("You sit in Sam's seat.")
        done = checkin_with(home, "meet", "--plain", stdin="no\n")
        assert done.code == 4
        assert "It is shared: come in with: checkin join sam-robin" in done.err


def test_a_guest_comes_in_only_where_somebody_is(home):
    """The note of a shared meeting stays when all have left; the host opens the room again, not a guest."""
    broken_off(home)
    with Sitting(home, "share", "--plain", "--as", "mentor") as robin:
        robin.wait_for("You sit in Robin's seat.")
        shared = read_note(Desk.from_environment({"CHECKIN_HOME": str(home)}).places, "sam-robin")
        robin.leave()
        robin.wait_for("Go on with: checkin resume")
    with contextlib.suppress(ProcessLookupError):  # the room ends after its last seat
        handle = os.pidfd_open(shared.pid)
        assert select.select([handle], [], [], 60)[0]
        os.close(handle)
    line = ["seat", "--as", "mentee", "--pair", "sam-robin", "--home", str(home)]
    done = checkin_with(None, *line, env={"SSH_ORIGINAL_COMMAND": "checkin join --plain"})
    assert (done.code, done.out) == (1, "")
    assert "Your meeting is not shared at the moment." in done.err
    with Sitting(home, "join", "--as", "mentor", "--plain") as robin:
        robin.wait_for("You sit in Robin's seat.")


def test_with_several_shared_meetings_one_says_which(home):
    a_pair(home, "Noor")
    broken_off(home)
    broken_off(home, "noor-robin")
    with (
        Sitting(home, "share", "sam-robin", "--plain", "--as", "mentor") as one,
        Sitting(home, "share", "noor-robin", "--plain", "--as", "mentor") as two,
    ):
        one.wait_for("You sit in")
        two.wait_for("You sit in")
        done = checkin_with(home, "join")
        assert done.code == 2
        assert "noor-robin, sam-robin" in done.err
        with Sitting(home, "join", "noor", "--as", "mentee", "--plain") as noor:
            noor.wait_for("You sit in Noor's seat.")
