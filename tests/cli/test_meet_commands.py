"""`meet` and `resume` without the app: from a file of answers, as plain lines, and cut off in the middle."""

import re
import shutil
import signal
import sys
import textwrap
from pathlib import Path

import pytest
from command_line import ANSWERS, IMPORTED_FROM, a_pair, checkin_with, environment, hold
from warm_start import piped

import checkin

MANUAL = Path(checkin.__file__).parent / "docs"


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    a_pair(home)
    return home


@pytest.fixture
def answers(tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS)
    return file


def files(home):
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}


class Talk:
    """A meeting held as plain lines by a process that we can stop in any way."""

    def __init__(self, home, *arguments):
        argv = [sys.executable, "-m", "checkin", *arguments]
        self.process = piped(argv, env=environment(home), cwd=IMPORTED_FROM)

    def say(self, *lines):
        self.process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self.process.stdin.flush()

    def wait_for(self, text):
        heard = b""
        while text.encode() not in heard:
            piece = self.process.stdout.read1()
            assert piece, f"{text!r} did not come; there was {heard!r}"
            heard += piece
        return heard.decode(errors="replace")

    def end(self, how):
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=180)
        assert b"Traceback" not in out + err
        return self.process.returncode, err.decode()


def test_a_meeting_from_answers_prints_where_its_summary_is(home, answers):
    done = checkin_with(home, "meet", "sam-robin", "--answers", str(answers))
    assert done.code == 0
    summary = Path(done.out.strip())
    assert summary.parent == home / "pairs/sam-robin/summaries"
    assert "Speak at the team demo" in summary.read_text()
    assert "checkin summary" in done.err
    assert not list((home / "pairs/sam-robin/open").glob("*"))


def test_the_pair_may_be_left_out_when_there_is_one_and_the_depth_be_quick(home, answers):
    done = checkin_with(home, "meet", "--quick", "--answers", str(answers))
    assert done.code == 2, "the cards are not asked one by one in the quick depth"
    answers.write_text(re.sub(r"(?m)^(tried|real_issue|outcome|pick): .*\n|^perspective.*\n", "", ANSWERS))
    assert checkin_with(home, "meet", "--quick", "--answers", str(answers)).code == 0
    assert checkin_with(home, "summary", "--format", "json").json()["depth"] == "quick"


def test_the_example_of_the_manual_is_a_meeting(home, answers):
    page = (MANUAL / "answers.md").read_text()
    example = textwrap.dedent(re.search(r"\n((?:    .*\n)+)\n`\{talked", page)[1])
    answers.write_text(example)
    done = checkin_with(home, "meet", "--answers", str(answers))
    assert done.code == 0, done.err


def test_every_problem_of_the_answers_is_listed_and_nothing_is_saved(home, answers):
    answers.write_text(
        "goal: Speak\nnonsense: 1\nstep: {what: Ask, owner: Zoe}\nperspective: Do it like me\n"
    )
    before = files(home)
    done = checkin_with(home, "meet", "--answers", str(answers))
    assert done.code == 2
    assert done.out == ""
    for line, name in ((2, "nonsense"), (3, "step"), (4, "perspective")):
        assert re.search(rf"^.*answers\.yaml:{line}: {name}: ", done.err, re.M)
    assert files(home) == before


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"goal: [", b"- a\n- b\n", b"[" * 50_000])
def test_a_file_that_is_no_map_of_answers_is_said_to_be(home, answers, content):
    answers.write_bytes(content)
    done = checkin_with(home, "meet", "--answers", str(answers))
    assert done.code == 2
    assert str(answers) in done.err


def test_answers_that_are_not_there(home, tmp_path):
    assert checkin_with(home, "meet", "--answers", str(tmp_path / "none.yaml")).code == 2
    assert checkin_with(home, "meet", "--answers", str(tmp_path)).code == 2


def test_unknown_pairs_and_banks_offer_the_nearest_name(home, answers):
    given = ["--answers", str(answers)]
    pair = checkin_with(home, "meet", "san-robin", *given)
    assert (pair.code, "sam-robin" in pair.err) == (3, True)
    bank = checkin_with(home, "meet", "--bank", "regulr", *given)
    assert (bank.code, "regular" in bank.err) == (3, True)
    plain = checkin_with(home, "meet", "--bank", "regulr", "--plain")
    assert (plain.code, plain.out) == (3, "")
    nobody = checkin_with(home.parent / "empty", "meet", *given)
    assert (nobody.code, "checkin pair new" in nobody.err) == (3, True)


def test_a_broken_bank_is_one_line_and_no_meeting(home, tmp_path):
    (tmp_path / "regular.yaml").write_text("format: 1\nid: regular\ntitle: Mine\nstages: 7\n")
    done = checkin_with(home, "meet", "--plain", "--banks", str(tmp_path))
    assert done.code == 2
    assert "banks check" in done.err
    assert done.err.count("\n") == 1
    assert not list((home / "pairs/sam-robin").glob("open/*"))


def test_a_data_folder_that_cannot_be_written_is_said_before_anybody_types(home):
    shutil.rmtree(home / "pairs/sam-robin/open", ignore_errors=True)
    (home / "pairs/sam-robin/open").write_text("a file in the way")
    done = checkin_with(home, "meet", "--plain", stdin="Speak\n")
    assert done.code == 1
    assert done.out == ""
    assert done.err.count("\n") == 1


def test_without_a_terminal_it_is_plain_lines_and_the_end_of_input_keeps_all(home):
    done = checkin_with(home, "meet", stdin="We are well\n\n")
    assert done.code == 130
    assert "Goals" in done.out
    assert "checkin resume" in done.err
    assert checkin_with(home, "pairs", "--json").json()[0]["state"] == "unfinished"
    on = checkin_with(home, "resume", stdin=":stop\n")
    assert on.code == 0
    assert "Goals" in on.out


def test_resume_without_anything_to_go_on_with(home):
    done = checkin_with(home, "resume")
    assert done.code == 3
    assert "checkin meet sam-robin" in done.err


def test_resume_finds_the_one_pair_that_has_something_to_go_on_with(home):
    a_pair(home, "Noor")
    assert checkin_with(home, "resume").code == 2
    checkin_with(home, "meet", "noor", stdin=":stop\n")
    done = checkin_with(home, "resume", stdin=":stop\n")
    assert done.code == 0
    assert "Noor with Robin" in done.out


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGINT])
def test_every_word_is_kept_however_the_process_ends(home, how):
    talk = Talk(home, "meet", "--plain")
    talk.wait_for("1 of ")
    talk.say("We are well", "", "Speak at the demo")
    talk.wait_for("2 of ")
    talk.say("", ":summary")
    talk.wait_for("Speak at the demo")
    code, _ = talk.end(how)
    assert code == (130 if how is signal.SIGINT else -how)
    on = checkin_with(home, "resume", "--plain", stdin=":summary\n:stop\n")
    assert on.code == 0
    assert "Speak at the demo" in on.out


def test_a_second_process_is_told_who_holds_the_meeting(home, answers):
    talk = Talk(home, "meet", "--plain")
    talk.wait_for("1 of ")
    for arguments in (["--answers", str(answers)], ["--plain"]):
        done = checkin_with(home, "meet", *arguments, stdin="no\n")
        assert done.code == 4
        assert str(talk.process.pid) in done.err
    looking = checkin_with(home, "steps")
    assert looking.code == 0, "looking needs no lock"
    talk.end(signal.SIGKILL)
    assert checkin_with(home, "meet", "--answers", str(answers)).code == 0


def test_bare_checkin_as_lines_begins_with_two_names(tmp_path):
    done = checkin_with(tmp_path / "home", stdin="Sam\nRobin\n")
    assert done.code == 0
    assert "Sam with Robin" in done.out
    assert checkin_with(tmp_path / "home", "pairs", "--json").json()[0]["id"] == "sam-robin"
    assert checkin_with(tmp_path / "other", "--plain", stdin="").code == 130


def test_the_same_answers_again_are_another_meeting(home):
    assert hold(home, "sam-robin").out != hold(home, "sam-robin").out
    assert len(checkin_with(home, "history", "--json").json()) == 2
