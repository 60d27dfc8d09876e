"""`banks edit`: a draft in somebody's own editor, and a bank that is never half written."""

import os
import signal
import stat
import subprocess
import sys

import pytest
from command_line import IMPORTED_FROM, checkin_with, environment
from terminal import Terminal

from checkin.cli.editors import command_line, find_editor
from checkin.ground.errors import WrongInput

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
BETTER = GOOD.replace("on your mind", "good")
BROKEN = GOOD.replace("        ask:", "        aks:")
WARNED = GOOD.replace("What has been on your mind lately?", "It's #1 for me, #really")

EDITOR = """\
#!/bin/sh
for file; do :; done
cd "{folder}"
echo x >> rounds
round=$(wc -l < rounds | tr -d ' ')
printf '%s\\n' "$*" >> arguments
if [ -f "before-$round" ]; then . "./before-$round"; fi
if [ -f "$round" ]; then cat "$round" > "$file"; fi
if [ -f "code-$round" ]; then exit "$(cat "code-$round")"; fi
"""


class Editor:
    """A real program that stands for an editor: in each round it writes what it was told to."""

    def __init__(self, folder, name="vim"):
        self.folder = folder
        folder.mkdir()
        self.path = folder / name
        self.path.write_text(EDITOR.format(folder=folder))
        self.path.chmod(0o755)

    def writes(self, *texts):
        for number, text in enumerate(texts, 1):
            if text is not None:
                (self.folder / str(number)).write_text(text)
        return self

    def runs(self, number, script):
        (self.folder / f"before-{number}").write_text(script)
        return self

    def ends_with(self, number, code):
        (self.folder / f"code-{number}").write_text(str(code))
        return self

    def arguments(self):
        return (self.folder / "arguments").read_text().splitlines()


@pytest.fixture
def home(tmp_path):
    banks = tmp_path / "home" / "question_banks"
    banks.mkdir(parents=True)
    (banks / "coffee.yaml").write_text(GOOD)
    return tmp_path / "home"


@pytest.fixture
def bank(home):
    return home / "question_banks" / "coffee.yaml"


@pytest.fixture
def draft(home):
    return home / "question_banks" / ".coffee.draft.yaml"


@pytest.fixture
def editor(tmp_path):
    return Editor(tmp_path / "editor")


def edit(home, editor, *arguments):
    return checkin_with(home, "banks", "edit", *arguments, env={"EDITOR": str(editor.path)})


def terminal(home, editor, *arguments):
    argv = [sys.executable, "-m", "checkin", "banks", "edit", *arguments]
    return Terminal(argv, size=(100, 40), env={"CHECKIN_HOME": str(home), "EDITOR": str(editor.path)})


def test_a_clean_draft_takes_the_place_of_the_bank(home, bank, draft, editor):
    bank.chmod(0o640)
    done = edit(home, editor.writes(BETTER), "coffee")
    assert done.code == 0
    assert f"Put in place: {bank}" in done.err
    assert bank.read_text() == BETTER
    assert stat.S_IMODE(bank.stat().st_mode) == 0o640
    assert not draft.exists()
    assert editor.arguments() == [str(draft)]


def test_warnings_are_shown_and_do_not_stop_it(home, bank, editor):
    done = edit(home, editor.writes(WARNED), "coffee")
    assert done.code == 0
    assert "warning[swallowed-comment]" in done.err
    assert "with 1 warning" in done.err
    assert bank.read_text() == WARNED


def test_a_link_stays_a_link(tmp_path, home, editor):
    real = tmp_path / "real.yaml"
    real.write_text(GOOD)
    link = home / "question_banks" / "coffee.yaml"
    link.unlink()
    link.symlink_to(real)
    assert edit(home, editor.writes(BETTER), "coffee").code == 0
    assert link.is_symlink()
    assert real.read_text() == BETTER


def test_nothing_changed_leaves_nothing_behind(home, bank, draft, editor):
    done = edit(home, editor, "coffee")
    assert (done.code, bank.read_text()) == (0, GOOD)
    assert done.err == "It is as it was, and in order.\n"
    assert not draft.exists()


def test_what_was_wrong_before_is_counted_when_nothing_was_changed(home, bank, editor):
    bank.write_text(WARNED)
    said = "It is as it was, with 1 warning, explained by: checkin banks check coffee"
    assert said in edit(home, editor, "coffee").err
    bank.write_text(BROKEN)
    assert "It is as it was, with 1 error," in edit(home, editor, "coffee").err


def test_what_is_wrong_is_told_of_the_banks_own_file(home, bank, draft, editor):
    done = edit(home, editor.writes(WARNED), "coffee")
    assert done.err.startswith("coffee.yaml:9:")
    done = edit(home, editor.writes(BROKEN, BROKEN), "coffee")
    assert done.err.startswith("coffee.yaml:")
    assert f"Your text is kept in {draft}" in done.err


def test_before_words_are_lost_it_is_asked_whether_to_edit_again(home, bank, editor):
    editor.writes(WARNED, BETTER)
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("[e] edit again · Enter: put it in place:")
        assert bank.read_text() == GOOD
        screen.keys("e<Enter>")
        screen.wait_for("Put in place")
        assert screen.wait_for_end() == 0
    assert bank.read_text() == BETTER
    editor.writes(None, None, WARNED)
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("[e] edit again · Enter: put it in place:")
        screen.keys("<Enter>")
        screen.wait_for("Put in place, with 1 warning")
        assert screen.wait_for_end() == 0
    # What stood there before is no news.
    editor.writes(None, None, None, WARNED.replace("A coffee", "Coffee"))
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("Put in place, with 1 warning")
        assert screen.wait_for_end() == 0


@pytest.mark.parametrize("name", ["coffee.fi", "coffee.fi.yaml"])
def test_a_translation_is_edited_by_its_name_from_anywhere(home, bank, editor, name):
    file = bank.with_name("coffee.fi.yaml")
    file.write_text("format: 1\ntranslates: coffee\nlanguage: fi\n")
    done = edit(home, editor.writes("format: 1\ntranslates: coffee\nlanguage: fi\ntitle: Kahvi\n"), name)
    assert done.code == 0
    assert "title: Kahvi" in file.read_text()


def test_with_nobody_to_ask_an_error_keeps_the_last_good_version(home, bank, draft, editor):
    done = edit(home, editor.writes(BROKEN), "coffee")
    assert done.code == 2
    assert "error[unknown-key]" in done.err
    assert f"Your text is kept in {draft}" in done.err
    assert (bank.read_text(), draft.read_text()) == (GOOD, BROKEN)


def test_the_editor_opens_at_the_first_problem(home, bank, editor):
    bank.write_text(BROKEN)
    assert edit(home, editor.writes(BETTER), "coffee").code == 0
    assert editor.arguments()[0].startswith("+8 ") or editor.arguments()[0].startswith("+9 ")


def test_a_line_can_be_asked_for(home, draft, editor):
    assert edit(home, editor.writes(BETTER), "coffee", "--line", "5").code == 0
    assert editor.arguments() == [f"+5 {draft}"]


def test_edit_again_until_it_is_right(home, bank, draft, editor):
    editor.writes(BROKEN, BETTER)
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("[e] edit again · [k] keep the last good version:")
        assert bank.read_text() == GOOD
        screen.keys("e<Enter>")
        screen.wait_for("Put in place")
        assert screen.wait_for_end() == 0
    assert bank.read_text() == BETTER
    assert editor.arguments()[1].startswith("+")
    assert not draft.exists()


def test_the_kept_text_is_offered_the_next_time(home, bank, draft, editor):
    editor.writes(BROKEN, BETTER)
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("keep the last good version:")
        screen.keys("what?<Enter>k<Enter>")
        screen.wait_for("Your text is kept in")
        assert screen.wait_for_end() == 2
    assert (bank.read_text(), draft.read_text()) == (GOOD, BROKEN)
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("Go on with the draft? [Y/n]")
        screen.keys("<Enter>")
        screen.wait_for("Put in place")
        assert screen.wait_for_end() == 0
    assert bank.read_text() == BETTER


def test_a_draft_that_is_not_wanted_is_kept_all_the_same(home, bank, draft, editor):
    draft.write_text(BROKEN)
    with terminal(home, editor.writes(BETTER), "coffee") as screen:
        screen.wait_for("Go on with the draft? [Y/n]")
        screen.keys("n<Enter>")
        screen.wait_for("Put in place")
        assert screen.wait_for_end() == 0
    assert draft.with_name(".coffee.draft-2.yaml").read_text() == BROKEN
    assert bank.read_text() == BETTER


def test_an_interruption_says_where_the_text_is(home, bank, draft, editor):
    with terminal(home, editor.writes(BROKEN), "coffee") as screen:
        screen.wait_for("keep the last good version:")
        screen.keys("<C-c>")
        screen.wait_for("Your text is kept in")
        assert screen.wait_for_end() == 130
    assert (bank.read_text(), draft.read_text()) == (GOOD, BROKEN)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_being_ended_in_the_middle_loses_nothing(home, bank, draft, editor, number):
    with terminal(home, editor.writes(BROKEN), "coffee") as screen:
        screen.wait_for("keep the last good version:")
        screen.kill(number)
        if number != signal.SIGKILL:
            screen.wait_for("Your text is kept in")
        assert screen.wait_for_end() in (128 + number, -number)
    assert (bank.read_text(), draft.read_text()) == (GOOD, BROKEN)
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("Go on with the draft?")


def test_being_ended_while_the_editor_is_open_ends_the_editor_too(home, bank, draft, editor):
    editor.writes(BETTER).runs(1, 'cat 1 > "$file"; echo Typing; exec sleep 600')
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("Typing")
        screen.kill(signal.SIGTERM)
        screen.wait_for("Your text is kept in")
        assert screen.wait_for_end() == 128 + signal.SIGTERM
    assert (bank.read_text(), draft.read_text()) == (GOOD, BETTER)


def test_a_second_edit_of_the_same_bank_waits_its_turn(home, editor):
    with terminal(home, editor.writes(BROKEN), "coffee") as screen:
        screen.wait_for("keep the last good version:")
        second = edit(home, editor, "coffee")
        assert second.code == 4
        assert "Editing coffee.yaml is held by process" in second.err


def test_a_change_by_somebody_else_is_told_and_nothing_is_lost(home, bank, draft, editor):
    theirs = GOOD.replace("A coffee", "Their coffee")
    (editor.folder / "theirs").write_text(theirs)
    editor.writes(BETTER, BETTER).runs(1, f'cat theirs > "{bank}"')
    done = edit(home, editor, "coffee")
    assert done.code == 1
    assert "was changed meanwhile" in done.err
    assert (bank.read_text(), draft.read_text()) == (theirs, BETTER)
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("Go on with the draft?")
        os.utime(draft, (1, 1))
        screen.keys("y<Enter>")
        assert screen.wait_for_end() == 0
    assert bank.read_text() == BETTER


def test_ones_own_can_go_over_anothers_which_is_kept(home, bank, draft, editor):
    theirs = GOOD.replace("A coffee", "Their coffee")
    (editor.folder / "theirs").write_text(theirs)
    editor.writes(BETTER).runs(1, f'cat theirs > "{bank}"')
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("[k] keep theirs:")
        screen.keys("p<Enter>")
        screen.wait_for("Put in place")
        assert screen.wait_for_end() == 0
    assert bank.read_text() == BETTER
    assert bank.with_name(".coffee.theirs.yaml").read_text() == theirs


def test_an_editor_that_goes_wrong_changes_nothing(home, bank, draft, editor):
    done = edit(home, editor.ends_with(1, 3), "coffee")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "ended with code 3; nothing was changed" in done.err
    assert not draft.exists()
    (editor.folder / "2").write_text(BETTER)
    done = edit(home, editor.ends_with(2, 1), "coffee")
    assert done.code == 1
    assert "nothing was put in place" in done.err
    assert (bank.read_text(), draft.read_text()) == (GOOD, BETTER)


def test_an_editor_that_empties_the_draft_changes_nothing(home, bank, draft, editor):
    done = edit(home, editor.writes(" \n"), "coffee")
    assert done.code == 1
    assert "left nothing in the draft" in done.err
    assert (bank.read_text(), draft.exists()) == (GOOD, False)
    draft.write_text(BROKEN)
    editor.runs(2, 'rm "$file"')
    assert edit(home, editor, "coffee").code == 1
    assert (bank.read_text(), draft.read_text()) == (GOOD, BROKEN)


@pytest.mark.parametrize(
    ("value", "said", "code"),
    [
        ("/no/such/editor", "There is no editor called /no/such/editor.", 1),
        ("vim 'open", "a quotation mark is left open", 2),
        ("/etc", "can't be started", 1),
    ],
)
def test_an_editor_that_cannot_be_started_is_said_in_one_line(home, draft, value, said, code):
    done = checkin_with(home, "banks", "edit", "coffee", env={"EDITOR": value})
    assert (done.code, done.err.count("\n")) == (code, 1)
    assert said in done.err
    assert not draft.exists()


def test_no_editor_at_all_is_said(home, tmp_path):
    done = checkin_with(home, "banks", "edit", "coffee", env={"PATH": str(tmp_path)})
    assert (done.code, "Set EDITOR" in done.err) == (1, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(home, bank, editor):
    bank.parent.chmod(0o500)
    done = edit(home, editor, "coffee")
    bank.parent.chmod(0o700)
    assert (done.code, done.err.count("\n")) == (1, 1)


def test_a_disk_without_room_is_said_in_one_line(home, bank, draft, editor):
    command = f'ulimit -f 0; exec "{sys.executable}" -m checkin banks edit coffee'
    done = subprocess.run(
        ["sh", "-c", command],
        env=environment(home, {"EDITOR": str(editor.path)}),
        cwd=IMPORTED_FROM,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Could not write the file" in done.stderr
    assert (bank.read_text(), draft.exists()) == (GOOD, False)


def test_a_folder_where_the_draft_should_be_is_said(home, draft, editor):
    draft.mkdir()
    done = edit(home, editor, "coffee")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "a folder stands where a file should be" in done.err


@pytest.mark.parametrize("left", ['mkfifo "$file"', 'ln -s /dev/zero "$file"', 'mkdir -p "$file/x"'])
def test_an_editor_that_leaves_no_ordinary_file_changes_nothing(home, bank, editor, left):
    editor.runs(1, f'rm "$file"; {left}')
    done = edit(home, editor, "coffee")
    assert (done.code, done.err.count("\n"), bank.read_text()) == (1, 1, GOOD)
    assert "The editor left nothing in the draft" in done.err


def test_what_an_earlier_round_typed_is_kept_when_the_draft_becomes_a_folder(home, draft, editor):
    editor.writes(BROKEN).runs(2, 'rm "$file"; mkdir "$file"')
    with terminal(home, editor, "coffee") as screen:
        screen.wait_for("[e] edit again")
        screen.keys("e<Enter>")
        screen.wait_for("what stood there before is kept")
        assert screen.wait_for_end() == 1
    assert draft.read_text() == BROKEN


def test_a_huge_draft_is_told_at_once_and_kept(home, bank, draft, editor):
    editor.runs(1, 'truncate -s 2G "$file"')
    done = edit(home, editor, "coffee")
    assert (done.code, bank.read_text(), draft.stat().st_size) == (2, GOOD, 2 << 30)
    assert "this file is bigger than 200 KB" in done.err
    draft.unlink()


def test_when_it_cannot_be_put_in_place_the_text_is_said_to_be_kept(home, bank, draft, editor):
    editor.writes(BETTER).runs(1, f'rm "{bank}"; mkdir "{bank}"')
    done = edit(home, editor, "coffee")
    assert (done.code, draft.read_text()) == (1, BETTER)
    assert f"Your text is kept in {draft}" in done.err
    bank.rmdir()


def test_an_unknown_bank_offers_the_nearest(home, editor):
    done = edit(home, editor, "cofee")
    assert (done.code, "Did you mean coffee?" in done.err) == (3, True)
    assert edit(home, editor, "cofee.yaml").code == 3


def test_a_file_given_by_its_name_is_edited_in_place(tmp_path, home, editor):
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD)
    assert edit(home, editor.writes(BETTER), str(file)).code == 0
    assert file.read_text() == BETTER


def test_a_shipped_bank_is_copied_only_when_that_is_wanted(home, editor):
    own = home / "question_banks" / "regular.yaml"
    done = edit(home, editor, "regular")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "banks edit regular --copy" in done.err
    with terminal(home, editor, "regular") as screen:
        screen.wait_for("Make one? [y/N]")
        screen.keys("<Enter>")
        screen.wait_for("Nothing was changed.")
        assert screen.wait_for_end() == 0
    assert not own.exists()
    assert "No copy was made" in edit(home, editor, "regular", "--copy").err
    assert not own.exists()


def test_the_copy_of_a_shipped_bank_shadows_it_once_it_is_good(home, editor):
    own = home / "question_banks" / "regular.yaml"
    editor.runs(1, 'sed "s/^title:.*/title: Ours/" "$file" > 1')
    assert edit(home, editor, "regular", "--copy").code == 0
    assert "title: Ours" in own.read_text()
    listed = {each["id"]: each for each in checkin_with(home, "banks", "list", "--json").json()}
    assert (listed["regular"]["origin"], listed["regular"]["shadows"]) == ("yours", "shipped")


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vi", ["vi", "+3", "F"]),
        ("/usr/bin/vim.tiny -u NONE", ["/usr/bin/vim.tiny", "-u", "NONE", "+3", "F"]),
        ("nano", ["nano", "+3,7", "F"]),
        ("emacs -nw", ["emacs", "-nw", "+3:7", "F"]),
        ("emacsclient", ["emacsclient", "+3:7", "F"]),
        ("hx", ["hx", "F:3:7"]),
        ("micro", ["micro", "+3:7", "F"]),
        ("kak", ["kak", "+3:7", "F"]),
        ("code", ["code", "--wait", "--goto", "F:3:7"]),
        ("codium -w", ["codium", "-w", "--goto", "F:3:7"]),
        ("subl", ["subl", "--wait", "F:3:7"]),
        ("gvim", ["gvim", "-f", "+3", "F"]),
        ("kate", ["kate", "--block", "--line", "3", "--column", "7", "F"]),
        ("'my editor' --fast", ["my editor", "--fast", "F"]),
    ],
)
def test_each_editor_is_told_the_place_in_its_own_way(tmp_path, editor, words):
    file = tmp_path / "F"
    command = command_line(find_editor({"EDITOR": editor}), file, 3, 7)
    assert [word.replace(str(file), "F") for word in command] == words


def test_visual_comes_before_editor_and_blank_is_not_said():
    assert find_editor({"VISUAL": "one two", "EDITOR": "three"}) == ["one", "two"]
    assert find_editor({"VISUAL": " ", "EDITOR": "three"}) == ["three"]
    with pytest.raises(WrongInput):
        find_editor({"EDITOR": "'three"})
