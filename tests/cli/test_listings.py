"""`pairs`, `steps`, `history` and `summary`, over a record with two pairs and three meetings."""

import json
from pathlib import Path

import pytest
from command_line import ANSWERS, TALKED, a_pair, checkin_with, hold


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("listings") / "home"
    a_pair(home)
    a_pair(home, "Noor", "Robin")
    hold(home, "sam-robin")
    hold(home, "sam-robin", TALKED)
    hold(home, "noor-robin", ANSWERS.replace("team demo", "spring fair"))
    return home


def test_pairs_are_listed_with_the_shape_that_was_promised(home):
    pairs = checkin_with(home, "pairs", "--json").json()
    assert [pair["id"] for pair in pairs] == ["noor-robin", "sam-robin"]
    assert pairs[1] | {"open_steps": 2} == {
        "id": "sam-robin",
        "mentor": "Robin",
        "mentee": "Sam",
        "state": "active",
        "open_steps": 2,
        "next": None,
    }
    assert pairs[0]["next"] == "2030-01-04"


def test_pairs_as_a_table_fit_eighty_columns(home):
    done = checkin_with(home, "pairs")
    assert done.out.startswith("pair")
    assert "Fri 4 Jan 2030" in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert done.err == ""


def test_steps_of_every_pair_have_the_shape_that_was_promised(home):
    steps = checkin_with(home, "steps", "--json").json()
    assert {step["pair"] for step in steps} == {"sam-robin", "noor-robin"}
    first = next(step for step in steps if step["pair"] == "sam-robin" and step["due"])
    assert first["what"] == "Ask Ana to listen on Thursday"
    assert first["owner"] == "Sam"
    assert first["due"] == "2020-01-02"
    assert first["status"] == "open"
    assert first["readiness"] == 8
    assert (first["if"], first["then"]) == ("she has no time", "I ask Ben")
    assert len(first["id"]) == len(first["meeting"]) == 26


def test_steps_of_one_pair_or_one_person(home):
    def whats(*arguments):
        return [step["what"] for step in checkin_with(home, "steps", *arguments, "--json").json()]

    assert len(whats("sam-robin")) == 2
    assert len(whats("Noor")) == 1
    assert whats("--owner", "robin") == ["Read the “Zen” paper"]
    assert len(whats("--owner", "mentee")) == 2
    assert len(whats("--due")) == 2, "those without a date are not due"


def test_an_owner_nobody_knows_is_told_with_the_nearest_name(home):
    done = checkin_with(home, "steps", "--owner", "Robn")
    assert done.code == 3
    assert done.err == "checkin: Nobody here is called “Robn”. Did you mean Robin?\n"


def test_steps_are_printed_by_the_short_endings_of_their_ids(home):
    done = checkin_with(home, "steps", "sam-robin")
    heading, *rows = done.out.splitlines()
    assert heading.split() == ["id", "owner", "due", "step"]
    ids = [step["id"] for step in checkin_with(home, "steps", "sam-robin", "--json").json()]
    assert rows[0].split()[0] == ids[0][-4:].lower()
    assert "if she has no time, then I ask Ben" in " ".join(done.out.split())
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_history_is_newest_first_and_says_who_agreed(home):
    meetings = checkin_with(home, "history", "sam", "--json").json()
    assert [sorted(meeting["agreed"]) for meeting in meetings] == [[], ["mentee", "mentor"]]
    assert {"id", "date", "bank", "title", "minutes", "agreed"} <= meetings[0].keys()
    assert meetings[0]["bank"] == "regular"
    table = checkin_with(home, "history", "sam").out.splitlines()
    assert [line.split()[0] for line in table] == ["no", "2", "1"]
    assert "Sam and Robin" in table[2]
    assert "not yet" in table[1]


def test_history_finds_what_was_said_whatever_the_case(home):
    found = checkin_with(home, "history", "sam", "--search", "NOT EXAMS")
    assert "Questions are not exams" in found.out
    assert len(found.out.splitlines()) <= 3
    nothing = checkin_with(home, "history", "sam", "--search", "zebra")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err == "There is no such meeting.\n"
    assert checkin_with(home, "history", "sam", "--search", "zebra", "--json").json() == []


def test_which_pair_has_to_be_said_when_there_are_several(home):
    done = checkin_with(home, "history")
    assert done.code == 2
    assert "noor-robin, sam-robin" in done.err
    assert done.err.count("\n") == 1


def test_a_pair_that_is_not_there_is_told_with_the_nearest_name(home):
    done = checkin_with(home, "summary", "sam-robn")
    assert done.code == 3
    assert "sam-robin" in done.err
    assert done.out == ""


def test_the_summary_printed_is_the_file_that_was_saved(home):
    done = checkin_with(home, "summary", "sam", "1")
    (kept,) = [
        path for path in (home / "pairs/sam-robin/summaries").iterdir() if "team demo" in path.read_text()
    ]
    assert done.out == kept.read_text()
    assert checkin_with(home, "summary", "sam", "last").out == checkin_with(home, "summary", "sam", "2").out


def test_a_summary_whose_file_is_gone_or_no_text_any_more_is_made_again(home, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    before = checkin_with(copy, "summary", "noor").out
    for damaged in (b"", b"\xff\xfe nothing", b"\0" * 99):
        for kept in (copy / "pairs/noor-robin/summaries").iterdir():
            kept.write_bytes(damaged)
        assert checkin_with(copy, "summary", "noor").out == before
    shutil.rmtree(copy / "pairs/noor-robin/summaries")
    assert checkin_with(copy, "summary", "noor").out == before


def test_the_summary_as_json_has_the_meeting_by_stage_question_and_seat(home):
    whole = checkin_with(home, "summary", "sam", "1", "--format", "json").json()
    goals = next(stage for stage in whole["stages"] if stage["id"] == "goals")
    goal = next(question for question in goals["questions"] if question["id"] == "goal")
    assert goal["answers"]["mentee"]["value"] == "Speak at the team demo"
    assert whole["steps"][0]["due"] == "2020-01-02"


def test_the_summary_as_text_has_no_markdown(home):
    done = checkin_with(home, "summary", "sam", "1", "--format", "txt")
    assert "Speak at the team demo" in done.out
    assert not any(line.startswith("#") for line in done.out.splitlines())


def test_a_summary_number_that_is_not_there_says_how_many_there_are(home):
    done = checkin_with(home, "summary", "sam", "9")
    assert done.code == 3
    assert "2" in done.err


def test_one_number_means_the_meeting_when_there_is_one_pair(tmp_path):
    home = tmp_path / "home"
    hold(home, a_pair(home))
    assert "team demo" in checkin_with(home, "summary", "1").out
    assert "team demo" in checkin_with(home, "summary", "last").out


def test_a_summary_goes_to_a_file(home, tmp_path):
    target = tmp_path / "to send.md"
    target.write_text("older")
    done = checkin_with(home, "summary", "sam", "1", "-o", str(target))
    assert (done.code, done.out) == (0, "")
    assert target.read_text() == checkin_with(home, "summary", "sam", "1").out
    assert str(target) in done.err


def test_writing_a_summary_never_replaces_a_device_and_follows_links(home, tmp_path):
    real = tmp_path / "real.md"
    link = tmp_path / "link.md"
    link.symlink_to(real)
    assert checkin_with(home, "summary", "sam", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert real.read_text().startswith("---")
    assert checkin_with(home, "summary", "sam", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("place", ["nowhere/summary.md", ".", "x" * 300])
def test_a_place_where_no_file_can_be_is_one_clear_line(home, tmp_path, place):
    done = checkin_with(home, "summary", "sam", "-o", str(tmp_path / place))
    assert done.code == 1
    assert done.err.startswith("checkin: ")
    assert done.err.count("\n") == 1


def test_a_record_that_cannot_be_read_is_told_and_the_others_are_listed(home, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    for path in (copy / "pairs/noor-robin").glob("record.json*"):
        path.write_bytes(b"\x00 no record")
    pairs = checkin_with(copy, "pairs", "--json")
    assert {pair["id"] for pair in pairs.json()} == {"sam-robin", "noor-robin"}
    assert "noor-robin" in pairs.err
    steps = checkin_with(copy, "steps", "--json")
    assert {step["pair"] for step in steps.json()} == {"sam-robin"}
    assert "noor-robin" in steps.err


def test_nothing_yet_is_said_kindly_and_is_an_empty_list_for_programs(tmp_path):
    home = tmp_path / "home"
    assert checkin_with(home, "pairs", "--json").json() == []
    assert "checkin pair new" in checkin_with(home, "pairs").err
    assert checkin_with(home, "steps", "--json").json() == []
    assert checkin_with(home, "history").code == 3
    assert not home.exists(), "looking makes no folders"
    a_pair(home)
    assert checkin_with(home, "history", "--json").json() == []
    assert checkin_with(home, "summary").code == 3


def test_json_stays_whole_where_only_ascii_can_be_printed(home):
    done = checkin_with(home, "steps", "--json", env={"PYTHONIOENCODING": "ascii"})
    assert "Read the “Zen” paper" in [step["what"] for step in json.loads(done.out)]
    plain = checkin_with(home, "steps", env={"PYTHONIOENCODING": "ascii"})
    assert 'Read the "Zen" paper' in plain.out
