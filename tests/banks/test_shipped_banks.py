"""The banks that come with the program: clean, within their budgets, in words of the right kind."""

import re

import pytest
from meetings import Meeting, a_start

from checkin.banks.agenda import agenda, agenda_markdown
from checkin.banks.drawing import draw
from checkin.banks.folders import Folder, shipped_folder
from checkin.banks.format import CORE_STAGES
from checkin.banks.library import Library
from checkin.banks.model import Pool
from checkin.banks.piping import fill
from checkin.banks.reading.reader import check_file, read_bank
from checkin.banks.rehearsal.cost import PROMPTS, TYPED
from checkin.banks.rehearsal.paths import paths
from checkin.ground.text import cell_width, wrap
from checkin.meeting.flow import shown
from checkin.meeting.ledgers import CLAUSES

FILES = sorted(shipped_folder().rglob("*.yaml"))
NAMES = sorted(path.stem for path in shipped_folder().glob("*.yaml") if "." not in path.stem)
each_bank = pytest.mark.parametrize("name", NAMES)
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
ALONE = ("solo", "prepare")
"""The banks at which no mentor sits."""

JARGON = (
    r"leverag|synerg|stakeholder|align|actionable|deliverable|bandwidth|deep dive|low.hanging|empower|"
    r"framework|KPI|SMART|accountab|mindset|resilien|growth|process|trauma|heal|feelings|feel about"
)
LEADING = r"(don't|isn't|aren't|wouldn't|shouldn't|won't|can't) (you|it|that|they)|shouldn't|why (don't|not)"


def bank(name):
    return Library([Folder(shipped_folder(), "shipped")]).find(name).bank


def prompts(of, depth):
    """The prompts of a meeting with one open step, the card of what an offer waits for counted as one."""
    asked = [each for each in draw(of, {}, depth).all_questions() if depth == "full" or each.quick]
    names = {each.id for each in asked}
    cards = sum(1 for each in asked if set(each.opens_after) - names)
    return len(asked) + cards


def test_the_shipped_banks_are_these():
    assert NAMES == [
        "closing",
        "decision",
        "first_meeting",
        "group",
        "open_doors",
        "peer",
        "prepare",
        "regular",
        "relationship_review",
        "reverse",
        "setback",
        "solo",
        "stretch",
    ]


@each_file
def test_a_shipped_file_checks_clean(path):
    assert check_file(path, [shipped_folder()]).told() == ""


@each_file
def test_a_shipped_file_tells_editors_where_its_schema_is(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    shared = path.parent.name == "shared"
    kind = "overlay" if "." in path.stem else "shared" if shared else "bank"
    up = "../" if shared else "./"
    assert first == f"# yaml-language-server: $schema={up}.schema/{kind}-1.json"


@each_bank
def test_a_shipped_file_is_called_like_its_bank(name):
    assert read_bank(shipped_folder() / f"{name}.yaml").bank.id == name


@each_bank
@pytest.mark.parametrize("depth", ["quick", "full"])
def test_no_path_through_a_bank_asks_for_more_than_the_budget(name, depth):
    most = paths(bank(name), depth).most
    assert most.prompts <= PROMPTS[depth]
    assert most.typed <= TYPED[depth]
    assert most.minutes <= bank(name).minutes[depth]


@each_bank
def test_there_is_nothing_in_a_bank_that_is_never_asked(name):
    of = bank(name)
    assert paths(of, "full").asked == {each.id for each in of.all_questions()}


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


def test_every_opener_of_the_regular_meeting_is_about_the_person():
    opening = next(stage for stage in bank("regular").stages if stage.id == "opening")
    pool = next(item for item in opening.items if isinstance(item, Pool))
    assert len(pool.questions) > 20
    assert all(20 in each.practices for each in pool.questions)


@pytest.mark.parametrize("name", ["regular", "decision", "stretch"])
def test_goal_pick_and_steps_are_the_mentees(name):
    theirs = ("goal", "options", "pick", "steps", "owner", "follow_through")
    found = [each for each in bank(name).all_questions() if each.type in theirs]
    assert {each.who for each in found} == {"mentee"}
    assert {"goal", "options", "pick", "steps"} <= {each.type for each in found}


def test_a_pair_that_meets_fortnightly_hears_no_opener_twice_in_a_year():
    regular = bank("regular")
    asked = {}
    heard = []
    for meeting in range(26):
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
        assert " or " not in each.ask, each.ask
        assert not re.search(r" and (?!by when)", each.ask) or each.type == "say", each.ask


@each_bank
def test_no_question_leads_and_none_needs_explaining(name):
    for each in bank(name).all_questions():
        for text in (each.ask, *each.follow_ups):
            assert not re.search(LEADING, text, re.IGNORECASE), text
        for text in (each.ask, each.hint, each.cue, each.label, *each.follow_ups):
            assert not re.search(JARGON, text), text


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
def test_every_question_helps_both_and_names_its_practices(name):
    for each in bank(name).all_questions():
        assert each.hint, each.id
        assert bool(each.cue) == (name not in ALONE), each.id
        assert each.practices, each.id
        assert set(each.practices) <= set(range(1, 46))
        # An opener is a heading by itself.
        assert each.label or "opener" in each.tags, each.id
        if not each.label:
            assert cell_width(each.ask) <= 64, each.ask


@each_bank
def test_a_bank_says_when_to_use_it_how_long_it_takes_and_what_each_stage_is_for(name):
    of = bank(name)
    assert of.about
    assert len(wrap(of.about, 70)) <= 2
    assert of.minutes["quick"] < of.minutes["full"]
    assert all(stage.purpose for stage in of.stages)
    assert len(wrap(of.closing, 76)) <= 1


@each_bank
def test_a_bank_has_the_four_stages_or_says_that_it_is_free(name):
    of = bank(name)
    assert of.shape == "free" or {stage.id for stage in of.stages} >= set(CORE_STAGES)


@pytest.mark.parametrize("name", ALONE)
def test_whoever_is_alone_is_asked_for_nobody_elses_part(name):
    assert {each.who for each in bank(name).all_questions()} == {"mentee"}
    assert "offer" not in {each.type for each in bank(name).all_questions()}
    assert a_start(bank(name)).alone


def test_time_alone_says_what_stays_and_what_is_seen():
    assert "stays with you" in bank("solo").about
    assert "sees what you bring" in bank("prepare").about


def test_the_first_meeting_and_the_review_write_the_same_clauses():
    def clauses(name):
        return {each.id for each in bank(name).all_questions() if each.type == "agreement"}

    assert clauses("first_meeting") == clauses("relationship_review") == set(CLAUSES)


def test_a_setback_goes_the_way_that_is_chosen():
    def asked(choice):
        meeting = Meeting(a_start(bank("setback")))
        if choice:
            meeting.say("now", choice)
        return {each.id for each in shown(meeting.state)}

    looking = {"tried", "in_hand", "outcome", "ideas", "lesson"}
    close, smaller, helped = next(q.choices for q in bank("setback").all_questions() if q.id == "now")
    assert asked(close) >= looking
    assert asked("") == asked(close)
    assert asked(smaller) >= {"lighter", "ideas"}
    assert not asked(smaller) & {"lesson", "turn_to"}
    assert "turn_to" in asked(helped)
    assert not asked(helped) & looking
    for choice in (close, smaller, helped):
        assert asked(choice) >= {"happened", "step", "takeaway"}
        # Where somebody needs other help, nobody offers a story.
        assert ("perspective" in asked(choice)) == (choice != helped)
        # Nobody is asked to carry what was not written down.
        assert "owner" not in asked(choice)


def test_whom_somebody_turns_to_is_not_written_down():
    (turn_to,) = (each for each in bank("setback").all_questions() if each.id == "turn_to")
    assert turn_to.type == "say"


def test_a_decision_that_can_be_undone_gets_a_small_try():
    meeting = Meeting(a_start(bank("decision")))
    asked = {}
    for undo in (None, True, False):
        if undo is not None:
            meeting.say("undo", undo)
        asked[undo] = {each.id for each in shown(meeting.state)} & {"small_try", "sure_first"}
    assert asked == {None: set(), True: {"small_try"}, False: {"sure_first"}}


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
