"""`banks new`: a first bank that is a pleasure to read, a copy, a translation to fill in."""

import json
import stat

import pytest
from command_line import a_pair, checkin_with, hold

from checkin.banks.folders import shipped_folder
from checkin.banks.reading.reader import check_file, read_bank
from checkin.banks.workbench.starter import scalar


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def new(home, *arguments, **more):
    return checkin_with(home, "banks", "new", *arguments, **more)


def made(home, *arguments):
    done = new(home, *arguments)
    assert done.code == 0, done.err
    return home / "question_banks" / done.out.strip().rpartition("/")[2]


def test_the_starter_is_explained_line_by_line_and_checks_clean(home):
    done = new(home, "walk_and_talk")
    path = home / "question_banks" / "walk_and_talk.yaml"
    assert (done.code, done.out) == (0, f"{path}\n")
    assert done.err.count("\n") == 2
    assert "checkin banks edit walk_and_talk" in done.err
    text = path.read_text()
    assert text.startswith("# yaml-language-server: $schema=./.schema/bank-1.json\n")
    assert "title: Walk and talk\n" in text
    assert text.count("#") > 20
    assert max(len(line) for line in text.splitlines()) <= 80
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (path.parent / ".schema" / "bank-1.json").is_file()
    checked = checkin_with(home, "banks", "check", "--strict", str(path))
    assert (checked.code, checked.out) == (0, "")


@pytest.mark.parametrize("name", ["walk", "regular", "first_meeting", "solo"])
def test_a_starter_of_any_name_can_be_used_at_once(home, name):
    path = made(home, name)
    assert read_bank(path).diagnostics == ()
    assert read_bank(path).bank.id == name


def test_what_a_starter_has_as_comments_can_be_switched_on(home):
    path = made(home, "walk")
    text = path.read_text()
    for line in ("# include:", "#   - shared/openers.yaml", "# - use: openers.small_win", "# closing:"):
        assert line in text
        text = text.replace(line, line.replace("# ", "", 1).replace("#   -", "  -"))
    path.write_text(text)
    assert read_bank(path).diagnostics == ()


def test_a_meeting_can_be_held_with_it_at_once(home):
    made(home, "walk")
    pair = a_pair(home)
    answers = "lately: A lot\ntopic: My talk\nsure: 4\nclearer: A friend\ngood: The tea\n"
    steps = "step: {what: Ask Ana, due: 2030-01-02}\ntakeaway: {mentee: One, mentor: Two}\n"
    hold(home, pair, answers + steps + "agreed: [mentee, mentor]\n", "--bank", "walk")
    assert "My talk" in checkin_with(home, "summary", pair).out


def test_a_title_is_written_as_yaml_needs_it(home):
    path = made(home, "walk", "--title", "Now: what? #1")
    assert 'title: "Now: what? #1"\n' in path.read_text()
    assert read_bank(path).bank.title == "Now: what? #1"


@pytest.mark.parametrize(
    "text",
    ["Plain words", "no", "It's #1", "a: b", "ends:", "“Quoted” ${goal}", "1 two", "- x", "x\u00a0y", "@"],
)
def test_a_text_is_read_as_it_was_meant(tmp_path, text):
    path = tmp_path / "a.yaml"
    head = "format: 1\nid: a\nstages:\n  - id: b\n    title: B\n    questions: [{id: c, ask: d}]\n"
    path.write_text(head + f"title: {scalar(text)}\n")
    assert read_bank(path).diagnostics == ()
    assert read_bank(path).bank.title == " ".join(text.split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("My Bank", "my_bank"),
        ("Über uns", "uber_uns"),
        ("1to1", "to1"),
        ("会議", "can't be an id"),
        ("last", "a meaning of its own"),
        ("../x", "can't be an id"),
        ("x" * 61, "at most 60"),
    ],
)
def test_a_name_that_cannot_be_an_id_is_explained(home, name, said):
    done = new(home, name)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert said in done.err
    assert not (home / "question_banks").exists()


def test_no_file_is_ever_written_over(home):
    path = made(home, "walk")
    path.write_text("mine\n")
    done = new(home, "walk")
    assert (done.code, path.read_text()) == (2, "mine\n")
    assert "There is a file" in done.err
    assert sorted(each.name for each in path.parent.iterdir()) == [".schema", "walk.yaml"]


def test_a_bank_that_stands_before_a_shipped_one_says_so(home):
    done = new(home, "regular", "--from", "regular")
    assert done.code == 0
    assert "in place of the shipped bank regular" in done.err


def test_a_copy_keeps_every_comment_and_changes_two_spans(home):
    source = (shipped_folder() / "regular.yaml").read_text()
    path = made(home, "ours", "--from", "regular", "--title", "Our way")
    expected = source.replace("\nid: regular\n", "\nid: ours\n").replace(
        "\ntitle: Regular check-in\n", "\ntitle: Our way\n"
    )
    assert path.read_text().removeprefix("# yaml-language-server: $schema=./.schema/bank-1.json\n") == (
        expected.removeprefix("# yaml-language-server: $schema=./.schema/bank-1.json\n")
    )
    # What it includes is found among the shipped banks: nothing is copied with it.
    assert not (path.parent / "shared").exists()
    assert check_file(path).errors == ()
    assert checkin_with(home, "banks", "show", "ours").code == 0


def test_a_file_is_copied_with_its_line_ends_and_mark(tmp_path, home):
    text = "format: 1\nid: 'a'  # mine\ntitle: A\nstages:\n  - id: b\n    title: B\n"
    text += "    questions: [{id: c, ask: d}]\n"
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    path = made(home, "c", "--from", str(file))
    first, _, rest = path.read_bytes().partition(b"\r\n")
    assert first == b"\xef\xbb\xbf# yaml-language-server: $schema=./.schema/bank-1.json"
    assert rest == text.replace("'a'", "c").replace("title: A\n", "title: C\n").replace("\n", "\r\n").encode()
    assert read_bank(path).bank.id == "c"


def test_a_broken_bank_is_not_copied(tmp_path, home):
    file = tmp_path / "a.yaml"
    file.write_text("format: 1\nid: a\ntitel: A\nstages: []\n")
    done = new(home, "b", "--from", str(file))
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "can't be copied as it is: " in done.err
    assert "a.yaml, line" in done.err
    assert not (home / "question_banks" / "b.yaml").exists()


def test_copying_what_is_not_there_offers_the_nearest(home):
    done = new(home, "b", "--from", "regula")
    assert (done.code, "Did you mean regular?" in done.err) == (3, True)


def test_a_translation_to_fill_in_checks_without_errors(home):
    path = made(home, "regular", "--translate", "fi")
    assert path.name == "regular.fi.yaml"
    text = path.read_text()
    assert "translates: regular\nlanguage: fi\n" in text
    assert "  goal:\n    of: " in text
    assert "    # ask: What one thing would make today worth it?\n" in text
    reading = check_file(path)
    assert reading.errors == ()
    assert {each.code for each in reading.diagnostics} == {"overlay-missing"}


def test_a_translation_whose_comments_are_taken_away_is_whole(home):
    path = made(home, "first_meeting", "--translate", "fi")
    lines = path.read_text().splitlines()
    at = lines.index("language: fi")
    whole = lines[:at] + [line.replace("# ", "", 1).replace("#   ", "  ", 1) for line in lines[at:]]
    path.write_text("\n".join(whole) + "\n")
    assert check_file(path).diagnostics == ()
    shown = checkin_with(home, "banks", "show", "first_meeting", "--language", "fi")
    assert shown.code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("regular", "--translate", "Finnish!"), 2, "is not how a language is written"),
        (("regular", "--translate", "en"), 2, "written in en itself"),
        (("regula", "--translate", "fi"), 3, "Did you mean regular?"),
        (("regular", "--translate", "fi", "--from", "regular"), 2, "do not go together"),
    ],
)
def test_a_translation_that_cannot_be_is_explained(home, arguments, code, said):
    done = new(home, *arguments)
    assert (done.code, said in done.err) == (code, True), done.err


def test_a_translation_that_is_there_is_not_begun_anew(home):
    made(home, "regular", "--translate", "fi")
    done = new(home, "regular", "--translate", "fi")
    assert (done.code, "there in fi already" in done.err) == (2, True)
    assert "Go on with it: checkin banks edit regular.fi" in done.err
    shipped = new(home, "regular", "--translate", "de")
    assert (shipped.code, "Copy that file" in shipped.err) == (2, True)


def test_what_a_new_translation_says_can_be_typed_from_anywhere(home, tmp_path):
    done = new(home, "regular", "--translate", "fi")
    assert "checkin banks edit regular.fi\n" in done.err
    assert "checkin banks check regular.fi\n" in done.err
    assert checkin_with(home, "banks", "check", "regular.fi", cwd=tmp_path).code == 0


def test_a_copy_is_called_by_its_id_in_words_unless_it_stands_before_its_original(home):
    assert "\ntitle: Walk and talk\n" in made(home, "walk_and_talk", "--from", "regular").read_text()
    assert "\ntitle: Regular check-in\n" in made(home, "regular", "--from", "regular").read_text()


def test_what_is_left_to_translate_is_counted_apart_and_told_the_same_everywhere(home):
    made(home, "walk")
    path = made(home, "walk", "--translate", "fi")
    listed = checkin_with(home, "banks", "list")
    assert "problems" not in listed.out
    assert "walk: 19 lines not translated yet." in listed.err
    rows = {each["id"]: each for each in json.loads(checkin_with(home, "banks", "list", "--json").out)}
    assert (rows["walk"]["problems"], rows["walk"]["untranslated"]) == (0, 19)
    for name in ("walk", "walk.fi", "walk.fi.yaml", str(path)):
        assert "0 errors, 3 warnings" in checkin_with(home, "banks", "check", name).err, name
    assert "0 errors, 3 warnings" in checkin_with(home, "banks", "check").err
    made(home, "regular", "--translate", "fi")
    assert "0 errors, 0 warnings" not in checkin_with(home, "banks", "check", "regular").err
    assert "regular: " in checkin_with(home, "banks", "list").err
    path.write_text(path.read_text().replace("# title: Walk\n", "title: Kävely\n"))
    assert "walk: 18 lines" in checkin_with(home, "banks", "list").err


def test_the_list_tells_minutes_languages_and_when_it_was_used(home):
    pair = a_pair(home)
    made(home, "walk")
    answers = "topic: My talk\nstep: {what: Ask Ana, due: 2030-01-02}\n"
    hold(home, pair, answers, "--bank", "walk")
    rows = {each["id"]: each for each in json.loads(checkin_with(home, "banks", "list", "--json").out)}
    assert rows["walk"]["minutes"] == {"quick": 10, "full": 30}
    assert rows["walk"]["languages"] == ["en"]
    assert len(rows["walk"]["last_used"]) == 10
    assert rows["regular"]["last_used"] is None
    table = checkin_with(home, "banks", "list").out
    assert "used" in table.splitlines()[0]
    assert "10/30" in table
    assert all(len(line) <= 80 for line in table.splitlines())
    a_pair(home, "Kim", "Lee")
    assert "used" not in checkin_with(home, "banks", "list").out.splitlines()[0]
    assert "used" in checkin_with(home, "banks", "list", "--pair", "Sam").out.splitlines()[0]
    assert checkin_with(home, "banks", "list", "--pair", "Nobody").code == 3
