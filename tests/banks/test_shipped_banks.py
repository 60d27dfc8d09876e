"""The banks that come with the program: clean, within their budgets, in words of the right kind."""

import re

import pytest

from checkin.banks.agenda import agenda, agenda_markdown
from checkin.banks.drawing import draw
from checkin.banks.library import Folder, Library, shipped_folder
from checkin.banks.model import Pool
from checkin.banks.piping import fill
from checkin.banks.reader import check_file, read_bank
from checkin.ground.text import cell_width, wrap

NAMES = sorted(path.stem for path in shipped_folder().glob("*.yaml"))
each_bank = pytest.mark.parametrize("name", NAMES)


def bank(name):
    return Library([Folder(shipped_folder(), "shipped")]).find(name).bank


def prompts(of, depth):
    """The prompts of a meeting with one open step, the card of what an offer waits for counted as one."""
    asked = [each for each in draw(of, {}, depth).all_questions() if depth == "full" or each.quick]
    names = {each.id for each in asked}
    cards = sum(1 for each in asked if set(each.opens_after) - names)
    return len(asked) + cards


@pytest.mark.parametrize("path", sorted(shipped_folder().rglob("*.yaml")), ids=lambda path: path.name)
def test_a_shipped_file_checks_clean(path):
    assert check_file(path, [shipped_folder()]).told() == ""


@each_bank
def test_a_shipped_file_is_called_like_its_bank(name):
    assert read_bank(shipped_folder() / f"{name}.yaml").bank.id == name


@each_bank
def test_the_budget_of_prompts_holds(name):
    assert prompts(bank(name), "quick") <= 9
    assert prompts(bank(name), "full") <= 14


def test_the_regular_meeting_is_the_one_that_was_designed():
    regular = bank("regular")
    full = [each.id for each in draw(regular, {}, "full").all_questions()]
    assert [stage.id for stage in regular.stages] == [
        "opening",
        "goals",
        "options",
        "next_step",
        "owner",
        "close",
    ]
    assert full[1:] == [
        "account",
        "goal",
        "tried",
        "real_issue",
        "outcome",
        "ideas",
        "perspective",
        "pick",
        "step",
        "smaller",
        "owner",
        "takeaway",
    ]
    assert prompts(regular, "full") == 13
    assert prompts(regular, "quick") == 9


def test_a_pair_that_meets_fortnightly_hears_no_opener_twice_in_six_months():
    regular = bank("regular")
    asked = {}
    heard = []
    for meeting in range(13):
        opener = next(each for each in draw(regular, asked, "quick").all_questions() if each.pool)
        heard.append(opener.id)
        asked[opener.id] = f"{meeting:03}"
    assert len(set(heard)) == len(heard)


@each_bank
def test_a_question_is_one_sentence_of_at_most_eighteen_words(name):
    for each in bank(name).all_questions():
        assert len(each.ask.split()) <= 18, each.ask
        assert each.ask[-1] in "?.", each.ask
        assert each.ask.count("?") <= 1, each.ask


@each_bank
def test_no_word_is_used_that_people_should_not_read(name):
    of = bank(name)
    words = " ".join(
        [of.title, of.about, of.closing]
        + [stage.title + " " + stage.purpose for stage in of.stages]
        + [" ".join([q.ask, q.hint, q.cue, q.label, *q.follow_ups]) for q in of.all_questions()]
    )
    assert not re.search(r"rescu|score|performance|complian|fail|overdue|!", words, re.IGNORECASE)


@each_bank
def test_headings_and_questions_fit_a_small_screen_with_long_answers_in_them(name):
    of = bank(name)
    for stage in of.stages:
        assert cell_width(stage.title) <= 40
        assert len(wrap(stage.purpose, 76)) <= 1
    for each in of.all_questions():
        assert len(wrap(fill(each.ask, lambda _: "word " * 40), 76)) <= 3
        assert len(wrap(each.hint, 76)) <= 1
        assert len(wrap(each.cue, 70)) <= 2
        assert cell_width(each.label) <= 30


@each_bank
def test_what_was_only_talked_about_never_leaves_a_hole_in_a_question(name):
    for each in bank(name).all_questions():
        assert "…" not in fill(each.ask, lambda ref: "a step" if ref.name == "item" else None)


@each_bank
def test_every_question_helps_the_mentor_and_names_its_practices(name):
    for each in bank(name).all_questions():
        assert each.cue
        assert each.practices
        assert set(each.practices) <= set(range(1, 46))


def test_the_first_meeting_needs_nothing_from_before():
    first = bank("first_meeting")
    assert "follow_through" not in [each.type for each in first.all_questions()]
    assert "${last." not in "".join(each.ask for each in first.all_questions())


@each_bank
def test_the_agenda_shows_every_question_and_fits_a_small_screen(name):
    of = bank(name)
    shown, flat = agenda(of), " ".join(agenda(of).split())
    assert max(cell_width(line) for line in shown.splitlines()) <= 80
    for stage in of.stages:
        assert stage.title in shown
        for item in stage.items:
            for each in item.questions if isinstance(item, Pool) else (item,):
                assert each.ask.split("“")[0].strip() in flat
    assert "• " in shown


def test_an_agenda_says_who_and_what_it_waits_for():
    shown = " ".join(agenda(bank("regular")).split())
    assert "One of these, in turn:" in shown
    assert "(for each open step)" in shown
    assert "(both)" in shown
    assert "mentor; opens after “Tried so far”" in shown


def test_a_handout_is_markdown_that_no_text_can_break(tmp_path):
    path = tmp_path / "b.yaml"
    path.write_text(
        'format: 1\nid: b\ntitle: "# <b>*Title*"\nstages:\n  - id: s\n    title: "- one"\n    questions:\n'
        '      - id: a\n        ask: "1. [link](x) `code`?"\n',
        encoding="utf-8",
    )
    text = agenda_markdown(read_bank(path, []).bank)
    assert text.splitlines()[0] == "# \\# \\<b\\>\\*Title\\*"
    assert "## \\- one" in text
    assert "- 1\\. \\[link\\](x) \\`code\\`?" in text
