"""`banks list`, `banks show` and `banks check`."""

import json
import re

import pytest
from command_line import checkin_with

from checkin.banks.codes.catalogue import CATALOGUE, explain_code
from checkin.banks.folders import shipped_folder
from checkin.banks.reading.reader import read_bank
from checkin.cli.table import table

GOOD = """\
format: 1
id: coffee
title: A coffee
stages:
  - id: talk
    title: Talk
    questions:
      - id: lately
        ask: What has been on your mind lately?
"""
BROKEN = GOOD.replace("        ask:", "        aks:")
WARNED = GOOD.replace("What has been on your mind lately?", "It's #1 for me, #really")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "coffee.yaml").write_text(GOOD)
    return folder


def test_the_shipped_banks_are_listed_with_the_shape_that_was_promised(tmp_path):
    banks = {bank["id"]: bank for bank in checkin_with(tmp_path, "banks", "list", "--json").json()}
    assert {"regular", "first_meeting"} <= banks.keys()
    regular = banks["regular"]
    assert regular["title"] == "Regular check-in"
    assert regular["origin"] == "shipped"
    assert regular["path"].endswith("question_banks/regular.yaml")
    assert regular["problems"] == 0
    assert regular["questions"] > 10


@pytest.mark.parametrize("before", [True, False])
def test_a_folder_can_be_given_before_and_after_the_command(tmp_path, folder, before):
    given = ["--banks", str(folder)]
    command = ["banks", "list", "--json"]
    done = checkin_with(tmp_path, *(given + command if before else command + given))
    coffee = next(bank for bank in done.json() if bank["id"] == "coffee")
    assert coffee["origin"] == "given"


def test_several_folders_are_looked_in_in_their_order(tmp_path, folder):
    second = tmp_path / "second"
    second.mkdir()
    (second / "coffee.yaml").write_text(GOOD.replace("A coffee", "A tea"))
    (second / "walk.yaml").write_text(GOOD.replace("coffee", "walk"))
    given = ["--banks", str(folder), "banks", "--banks", str(second), "list", "--json"]
    banks = {bank["id"]: bank["title"] for bank in checkin_with(tmp_path, *given).json()}
    assert banks["coffee"] == "A coffee"
    assert banks["walk"] == "A walk"


def test_folders_from_the_environment_and_ones_own(tmp_path, folder):
    own = tmp_path / "home" / "question_banks"
    own.mkdir(parents=True)
    (own / "regular.yaml").write_text(
        GOOD.replace("coffee", "regular").replace("title:", "shape: free\ntitle:", 1)
    )
    env = {"CHECKIN_BANKS": str(folder)}
    banks = {b["id"]: b for b in checkin_with(tmp_path / "home", "banks", "list", "--json", env=env).json()}
    assert banks["coffee"]["origin"] == "environment"
    assert banks["regular"]["origin"] == "yours"
    listed = checkin_with(tmp_path / "home", "banks", "list", env=env)
    assert "regular: the one that is yours is used in place of the one that is shipped." in listed.err
    assert all(len(line) <= 80 for line in (listed.out + listed.err).splitlines())


def test_a_folder_that_is_not_there_is_a_wrong_command_line(tmp_path):
    done = checkin_with(tmp_path, "banks", "list", "--banks", str(tmp_path / "none"))
    assert done.code == 2
    assert "there is no folder" in done.err


def test_a_broken_bank_is_listed_and_cannot_be_used(tmp_path, folder):
    (folder / "regular.yaml").write_text(BROKEN.replace("coffee", "regular"))
    given = ["--banks", str(folder)]
    banks = {b["id"]: b for b in checkin_with(tmp_path, "banks", "list", "--json", *given).json()}
    assert banks["regular"]["problems"] > 0
    shown = checkin_with(tmp_path, "banks", "show", "regular", *given)
    assert shown.code == 2
    assert "checkin banks check" in shown.err
    assert shown.err.count("\n") == 1


def test_show_prints_the_agenda(tmp_path):
    done = checkin_with(tmp_path, "banks", "show", "regular")
    assert done.code == 0
    assert "What one thing would make today worth it?" in done.out
    assert checkin_with(tmp_path, "banks", "show", "regular", "--markdown").out.startswith("#")


@pytest.mark.parametrize("form", [[], ["--markdown"]])
def test_the_agenda_names_the_meeting_that_is_best_had_before_and_its_language(tmp_path, form):
    done = checkin_with(tmp_path, "banks", "show", "regular", "--language", "de", *form)
    assert "best after “First meeting”" in done.out
    assert "(in German)" in done.out.splitlines()[0]
    assert "(in " not in checkin_with(tmp_path, "banks", "show", "regular", *form).out.splitlines()[0]


def test_a_meeting_to_have_before_that_is_not_there_is_called_by_its_id(tmp_path, folder):
    (folder / "coffee.yaml").write_text(GOOD.replace("stages:", "opens_with: nothing_here\nstages:"))
    done = checkin_with(tmp_path, "--banks", str(folder), "banks", "show", "coffee")
    assert "est after nothing_here" in done.out


def test_showing_a_bank_that_is_not_there_offers_the_nearest(tmp_path):
    done = checkin_with(tmp_path, "banks", "show", "regula")
    assert done.code == 3
    assert "regular" in done.err


def test_every_shipped_bank_checks_clean_even_strictly(tmp_path):
    done = checkin_with(tmp_path, "banks", "check", "--strict")
    assert (done.code, done.out) == (0, "")
    assert "0 errors, 0 warnings" in done.err


def test_an_error_is_shown_where_it_is_and_exits_with_two(tmp_path, folder):
    (folder / "coffee.yaml").write_text(BROKEN)
    done = checkin_with(tmp_path, "banks", "check", "coffee.yaml", cwd=folder)
    assert done.code == 2
    assert done.out.startswith("coffee.yaml:")
    assert "coffee.yaml:9:9: error[unknown-key]" in done.out
    assert "= help:" in done.out
    assert "\x1b" not in done.out


def test_a_warning_exits_with_nought_unless_it_is_strict(tmp_path, folder):
    (folder / "coffee.yaml").write_text(WARNED)
    file = str(folder / "coffee.yaml")
    done = checkin_with(tmp_path, "banks", "check", file)
    assert done.code == 0
    assert "warning[swallowed-comment]" in done.out
    assert checkin_with(tmp_path, "banks", "check", file, "--strict").code == 2


def test_problems_for_tools_have_the_shape_that_was_promised(tmp_path, folder):
    (folder / "coffee.yaml").write_text(BROKEN)
    done = checkin_with(tmp_path, "banks", "check", str(folder / "coffee.yaml"), "--format", "json")
    assert done.code == 2
    problems = json.loads(done.out)
    keys = {"file", "line", "column", "end_line", "end_column", "severity", "code", "message", "help"}
    assert all(problem.keys() == keys for problem in problems)
    assert problems[0]["line"] >= 8
    clean = checkin_with(tmp_path, "banks", "check", "regular", "--format", "json")
    assert clean.json() == []


@pytest.mark.parametrize(("name", "code"), [("none.yaml", "no-such-file"), ("empty", "not-a-file")])
def test_a_file_that_is_none_has_its_own_message(tmp_path, folder, name, code):
    (folder / "empty").mkdir()
    done = checkin_with(tmp_path, "banks", "check", name, cwd=folder)
    assert done.code == 2
    assert done.out.startswith(f"{name}: error[{code}]")


def test_a_folder_stands_for_every_bank_in_it_told_by_file_and_line(tmp_path, folder):
    (folder / "shared").mkdir()
    (folder / "shared" / "openers.yaml").write_text("format: 1\nquestions:\n  - id: a\n    aks: What?\n")
    (folder / "coffee.yaml").write_text(BROKEN + "        hnt: x\n")
    (folder / "walk.yaml").write_text(BROKEN.replace("coffee", "walk"))
    done = checkin_with(tmp_path, "banks", "check", str(folder), cwd=tmp_path)
    assert done.code == 2
    places = [line.split(": error")[0] for line in done.out.splitlines() if ": error[" in line]
    assert places == [
        "mine/coffee.yaml:9:9",
        "mine/coffee.yaml:10:9",
        "mine/walk.yaml:9:9",
        "mine/shared/openers.yaml:4:5",
    ]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (GOOD, 0, ""),
        (BROKEN, 2, "<stdin>:9:9: error[unknown-key]"),
        ("", 2, "<stdin>: error[empty-file]"),
        (
            "format: 1\ntranslates: regular\nlanguage: sv\ntitle: Samtal\n",
            0,
            "<stdin>:2:1: warning[overlay-mi",
        ),
        ("format: 1\nquestions:\n  - {id: a, ask: What}\n", 0, ""),
    ],
)
def test_what_comes_on_stdin_is_checked_as_a_file_is(tmp_path, text, code, said):
    done = checkin_with(tmp_path, "banks", "check", "-", stdin=text, cwd=tmp_path)
    assert (done.code, done.out.splitlines()[:1] == [], done.err[:14]) == (code, not said, "1 file checked")
    assert done.out.startswith(said)


def test_a_bank_on_stdin_takes_shared_questions_from_the_folder_one_is_in(tmp_path, folder):
    (folder / "shared").mkdir()
    (folder / "shared" / "own.yaml").write_text("format: 1\nquestions:\n  - {id: tea, ask: Tea?}\n")
    text = GOOD.replace("stages:", "include: [shared/own.yaml]\nstages:") + "      - use: own.tea\n"
    done = checkin_with(tmp_path, "banks", "check", "-", "coffee.yaml", stdin=text, cwd=folder)
    assert (done.code, done.out) == (0, "")
    assert "2 files checked" in done.err
    for_tools = checkin_with(tmp_path, "banks", "check", "-", "--format", "json", stdin=BROKEN, cwd=folder)
    assert {each["file"] for each in json.loads(for_tools.out)} == {"<stdin>"}


def test_of_very_many_problems_the_first_fifty_are_shown(tmp_path, folder):
    (folder / "coffee.yaml").write_text(GOOD + "".join(f"        zz{n}: x\n" for n in range(60)))
    done = checkin_with(tmp_path, "banks", "check", "coffee.yaml", cwd=folder)
    assert done.out.count("error[unknown-key]") == 50
    assert done.out.rstrip().endswith("… and 10 more; they are shown when some of these are mended")
    assert "60 errors" in done.err
    for_tools = checkin_with(tmp_path, "banks", "check", "coffee.yaml", "--format", "json", cwd=folder)
    assert len(json.loads(for_tools.out)) == 60


def test_the_words_of_an_explanation_keep_to_the_screen():
    for code in CATALOGUE.values():
        words = re.split(r"\n(?:Noted|Right):", explain_code(code))[0]
        assert max(map(len, words.splitlines())) <= 80
        assert " ".join(words.split()).endswith(" ".join(code.explanation.split()))


def test_codes_are_explained(tmp_path):
    done = checkin_with(tmp_path, "banks", "check", "--explain", "swallowed-comment")
    assert done.code == 0
    assert done.out.startswith("swallowed-comment")
    unknown = checkin_with(tmp_path, "banks", "check", "--explain", "swallowed-commnt")
    assert unknown.code == 2
    assert "swallowed-comment" in unknown.err
    listed = checkin_with(tmp_path, "help", "codes").out
    assert all(name in listed for name in CATALOGUE)


def test_a_bank_whose_id_fills_the_line_leaves_the_others_readable(tmp_path, folder):
    (folder / "long.yaml").write_text(GOOD.replace("coffee", "w" * 3000))
    listed = checkin_with(tmp_path, "banks", "--banks", str(folder), "list")
    assert "coffee" in listed.out
    assert all(len(line) <= 80 for line in listed.out.splitlines())


def test_show_tells_the_ids_that_commands_take(tmp_path):
    shown = checkin_with(tmp_path, "banks", "show", "first_meeting", "--ids").out
    bank = read_bank(shipped_folder() / "first_meeting.yaml").bank
    assert all(f"[{stage.id}]" in shown for stage in bank.stages)
    assert all(f"[{each.id}]" in shown for each in bank.all_questions())


def test_a_page_that_is_not_there_leads_to_the_list_of_pages(tmp_path):
    done = checkin_with(tmp_path, "help", "bnks")
    said = "checkin: The manual has no page “bnks”. The nearest is “banks”. See: checkin help\n"
    assert (done.code, done.err) == (2, said)


def test_of_columns_that_may_give_way_the_first_ones_do():
    rows = [["a", "Ein langer Titel mit Worten", "from CHECKIN_BANKS", "Fri 13 Nov"]]
    shown = table(("id", "title", "origin", "used"), rows, 56, (0,), (2, 3))
    assert "Ein langer Titel mit Worten" in shown
    assert "CHECKIN_BANKS" in shown
    assert max(map(len, shown.splitlines())) <= 56
