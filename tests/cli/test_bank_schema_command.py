"""`banks schema`: printed for a program, or put where the first line of a bank looks for it."""

import json

import jsonschema
from command_line import checkin_with


def schema(home, *arguments, **more):
    return checkin_with(home, "banks", "schema", *arguments, **more)


def test_the_schema_of_banks_is_printed(tmp_path):
    printed = schema(tmp_path).json()
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["title"] == "A question bank"
    assert "stages" in printed["properties"]


def test_there_is_one_for_shared_questions_and_one_for_translations(tmp_path):
    assert "questions" in schema(tmp_path, "--shared").json()["properties"]
    assert "translates" in schema(tmp_path, "--overlay").json()["properties"]


def test_a_terminal_without_unicode_gets_the_same_schema(tmp_path):
    plain = schema(tmp_path, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert plain.out.isascii()
    assert plain.json() == schema(tmp_path).json()


def test_it_can_be_written_to_a_file(tmp_path):
    file = tmp_path / "mine.json"
    done = schema(tmp_path, "-o", str(file))
    assert (done.code, done.out) == (0, "")
    assert str(file) in done.err
    assert file.read_text(encoding="utf-8") == schema(tmp_path).out


def test_all_three_are_put_beside_the_persons_own_banks(tmp_path):
    done = schema(tmp_path, "--write")
    folder = tmp_path / "question_banks" / ".schema"
    assert done.code == 0
    assert done.out.split() == [str(folder / f"{name}-1.json") for name in ("bank", "shared", "overlay")]
    assert "# yaml-language-server: $schema=./.schema/bank-1.json" in done.err
    assert json.loads((folder / "bank-1.json").read_text(encoding="utf-8")) == schema(tmp_path).json()
    assert checkin_with(tmp_path, "banks", "list").code == 0


def test_they_can_be_put_beside_the_banks_of_another_folder(tmp_path):
    team = tmp_path / "team banks"
    team.mkdir()
    assert schema(tmp_path, "--write", str(team)).code == 0
    assert (team / ".schema" / "overlay-1.json").is_file()
    assert not (tmp_path / "question_banks").exists()


def test_what_does_not_go_together_is_explained(tmp_path):
    for arguments, said in (
        (("--write", str(tmp_path / "nowhere")), "There is no folder"),
        ((str(tmp_path),), "only with --write"),
        (("--write", "--shared"), "leave out --write"),
        (("-o", str(tmp_path / "no" / "file.json")), "There is no folder"),
    ):
        done = schema(tmp_path, *arguments)
        assert done.code == 2 or said == "There is no folder"
        assert done.code != 0
        assert said in done.err
        assert done.out == ""


def test_a_place_that_can_not_be_written_to_is_said(tmp_path):
    (tmp_path / "question_banks").write_text("in the way")
    done = schema(tmp_path, "--write")
    assert done.code not in (0, 2)
    assert "Move that file away" in done.err
