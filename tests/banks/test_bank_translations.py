"""Translations: found beside their bank, held against it, and put on it, words and nothing else."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.banks.drawing import draw, from_json, to_json
from checkin.banks.folders import Folder, shipped_folder
from checkin.banks.library import Library
from checkin.banks.model import Bank, Pool, Question, Ref, Stage, When
from checkin.banks.model import Test as OneTest
from checkin.banks.reading.reader import check_file, read_bank
from checkin.banks.translations.overlay import Overlay, QuestionWords, StageWords, mark, translated, words_of
from checkin.banks.workbench.starter import starter
from checkin.ground.errors import NotFound, WrongInput

BANK = """\
format: 1
id: small
title: A small bank
about: For trying things out.
include: [shared/openers.yaml]
seats:
  - {id: learner, plays: mentee, title: The learner}
  - {id: guide, plays: mentor}
stages:
  - id: talk
    title: Talk
    questions:
      - pool: opener
        from:
          - use: openers.really
          - use: openers.proud
            ask: What went well, in your eyes?
      - id: mood
        type: choice
        ask: How is it going?
        choices:
          - Well
          - Not so well
      - id: why
        ask: What makes it “${mood|so}”?
        hint: A guess will do.
        when: {mood: {is: Not so well}}
"""
SHARED = """\
format: 1
questions:
  - id: really
    ask: How are you, really?
    hint: In a word.
  - id: proud
    ask: What are you proud of?
    hint: Small things count.
"""
SHARED_FI = """\
format: 1
translates: openers
language: fi
questions:
  really:
    of: {really}
    ask: Mitä kuuluu, oikeasti?
    hint: Yhdellä sanalla.
  proud:
    of: {proud}
    ask: Mistä olet ylpeä?
    hint: Pienikin riittää.
"""
OWN_FI = """\
format: 1
translates: small
language: fi
title: Pieni pankki
about: Kokeiluun.
seats:
  learner: Oppija
stages:
  talk: {{title: Puhe}}
questions:
  proud:
    ask: Mikä on mielestäsi sujunut?
    of: {own_proud}
  mood:
    of: {mood}
    ask: Miten menee?
    choices:
      - Hyvin
      - Ei niin hyvin
  why:
    of: {why}
    ask: Mikä tekee siitä ”${{mood|sellaista}}”?
    hint: Arvauskin kelpaa.
"""
MARKS = {
    "really": mark(QuestionWords(ask="How are you, really?", hint="In a word.")),
    "proud": mark(QuestionWords(ask="What are you proud of?", hint="Small things count.")),
    "own_proud": mark(QuestionWords(ask="What went well, in your eyes?", hint="Small things count.")),
    "mood": mark(QuestionWords(ask="How is it going?", choices=("Well", "Not so well"))),
    "why": mark(QuestionWords(ask="What makes it “${mood|so}”?", hint="A guess will do.")),
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "shared").mkdir()
    put(tmp_path, "small.yaml", BANK)
    put(tmp_path, "small.fi.yaml", OWN_FI.format(**MARKS))
    put(tmp_path, "shared/openers.yaml", SHARED)
    put(tmp_path, "shared/openers.fi.yaml", SHARED_FI.format(**MARKS))
    return tmp_path


def put(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def edit(folder, name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    return put(folder, name, text.replace(old, new, 1))


def library(*folders):
    return Library([Folder(each, "given") for each in folders])


def asks(bank):
    return {question.id: question.ask for question in bank.all_questions()}


def found(folder, name="small.fi.yaml", search=()):
    return [(each.code, each.line) for each in check_file(folder / name, list(search)).diagnostics]


def test_every_file_of_the_example_is_right(folder):
    for name in ("small.yaml", "small.fi.yaml", "shared/openers.yaml", "shared/openers.fi.yaml"):
        assert check_file(folder / name, [folder]).told() == ""


def test_a_bank_is_read_in_another_language(folder):
    bank = library(folder).find("small", "fi").bank
    assert (bank.language, bank.title, bank.about) == ("fi", "Pieni pankki", "Kokeiluun.")
    assert [seat.title for seat in bank.seats] == ["Oppija", ""]
    assert bank.stages[0].title == "Puhe"
    assert asks(bank)["mood"] == "Miten menee?"


def test_shared_questions_come_in_their_own_translation_and_the_banks_wins(folder):
    bank = library(folder).find("small", "fi").bank
    assert asks(bank)["really"] == "Mitä kuuluu, oikeasti?"
    assert asks(bank)["proud"] == "Mikä on mielestäsi sujunut?"
    assert {q.id: q.hint for q in bank.all_questions()}["proud"] == "Pienikin riittää."


def test_what_a_bank_words_itself_is_not_taken_from_the_shared_translation(folder):
    edit(folder, "small.fi.yaml", "    ask: Mikä on mielestäsi sujunut?\n", "    hint: Pieni.\n")
    bank = library(folder).find("small", "fi").bank
    assert asks(bank)["proud"] == "What went well, in your eyes?"


def test_a_condition_follows_the_words_of_a_choice(folder):
    bank = library(folder).find("small", "fi").bank
    questions = {question.id: question for question in bank.all_questions()}
    assert questions["mood"].choices == ("Hyvin", "Ei niin hyvin")
    assert questions["why"].when.tests[0].value == "Ei niin hyvin"


def test_the_hash_takes_in_every_file_that_words_come_from(folder):
    def versions():
        reach = library(folder)
        return reach.find("small").bank.version, reach.find("small", "fi").bank.version

    seen = [versions()]
    for name in ("small.fi.yaml", "shared/openers.fi.yaml", "shared/openers.yaml", "small.yaml"):
        edit(folder, name, "format: 1\n", "format: 1\n# a remark\n")
        seen.append(versions())
    own, other = zip(*seen, strict=True)
    assert [len(set(own)), len(set(other))] == [3, 5]
    assert not set(own) & set(other)


def test_the_languages_of_a_bank_are_listed_its_own_first(folder):
    put(folder, "small.de.yaml", "format: 1\ntranslates: small\nlanguage: de\ntitle: Klein\n")
    assert library(folder).languages("small") == ("en", "de", "fi")
    assert library(folder).entries()[0].languages == ("en", "de", "fi")
    assert [entry.id for entry in library(folder).entries()] == ["small"]


def test_a_translation_in_ones_own_folder_is_found_for_a_bank_that_is_elsewhere(folder, tmp_path_factory):
    mine = tmp_path_factory.mktemp("mine")
    put(mine, "small.sv.yaml", "format: 1\ntranslates: small\nlanguage: sv\ntitle: En liten bank\n")
    reach = library(mine, folder)
    assert reach.languages("small") == ("en", "fi", "sv")
    assert next(iter(reach.entries())).problems == 0, "it is being written"
    assert check_file(mine / "small.sv.yaml", [mine, folder]).diagnostics
    assert reach.find("small", "sv").bank.title == "En liten bank"


def test_a_shipped_bank_can_be_translated_by_anybody(tmp_path):
    put(
        tmp_path, "regular.is.yaml", "format: 1\ntranslates: regular\nlanguage: is\ntitle: Reglulegt spjall\n"
    )
    bank = library(tmp_path, shipped_folder()).find("regular", "is").bank
    own = library(shipped_folder()).find("regular").bank
    assert bank.title == "Reglulegt spjall"
    assert asks(bank) == asks(own)


def test_a_copy_of_a_bank_speaks_the_languages_of_the_bank_where_its_words_are_the_same(folder, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    put(
        mine,
        "small.yaml",
        BANK.replace("How is it going?", "How are things?").replace("id: why", "id: whence"),
    )
    bank = library(mine, folder).find("small", "fi").bank
    assert asks(bank)["mood"] == "How are things?"
    assert asks(bank)["whence"] == "What makes it “${mood|so}”?"
    assert asks(bank)["really"] == "Mitä kuuluu, oikeasti?"


def test_a_bank_does_not_inherit_the_translation_of_the_one_that_it_stands_before(folder, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    put(mine, "small.yaml", starter("small", "Mine"))
    reach = library(mine, folder)
    entry = reach.entries()[0]
    assert (entry.title, entry.problems, entry.languages) == ("Mine", 0, ("en",))
    assert reach.with_translations(reach.find("small")).diagnostics == ()
    with pytest.raises(NotFound):
        reach.find("small", "fi")


def test_what_does_not_fit_of_another_banks_translation_is_no_problem_of_this_one(folder, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    put(mine, "small.yaml", BANK.replace("How is it going?", "How are things?"))
    reach = library(mine, folder)
    entry = reach.entries()[0]
    assert (entry.problems, entry.languages) == (0, ("en", "fi"))
    bank = reach.find("small", "fi").bank
    assert bank.title == "A small bank", "a title has no mark that says what it translates"
    assert asks(bank)["mood"] == "How are things?"
    assert asks(bank)["why"] == "Mikä tekee siitä ”${mood|sellaista}”?"


def test_another_banks_translation_does_not_put_in_what_this_bank_does_not_know(folder, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    put(mine, "small.yaml", BANK.replace("mood", "temper"))
    assert asks(library(mine, folder).find("small", "fi").bank)["why"] == "What makes it “${temper|so}”?"


def test_a_language_that_is_not_there_names_those_that_are(folder):
    with pytest.raises(NotFound, match="not there in “sv”") as told:
        library(folder).find("small", "sv")
    assert "en and fi" in str(told.value)


def test_a_broken_translation_leaves_the_bank_alone_and_is_not_offered(folder):
    edit(folder, "small.fi.yaml", "      - Ei niin hyvin\n", "")
    reach = library(folder)
    assert reach.find("small").bank is not None
    assert reach.languages("small") == ("en",)
    (entry,) = reach.entries()
    assert (entry.languages, entry.broken, entry.problems) == (("en",), False, 1)
    with pytest.raises(WrongInput, match=r"small in fi can't be used.*line 17"):
        reach.find("small", "fi")


@pytest.mark.parametrize(
    "junk", [b"", b"\xff\xfe\x00", b"- a\n- b\n", b"translates: [", b"x" * 300_000, b"{}"]
)
def test_whatever_stands_in_a_translation_the_bank_can_be_used(folder, junk):
    (folder / "small.fi.yaml").write_bytes(junk)
    reach = library(folder)
    assert reach.languages("small") == ("en",)
    assert reach.find("small").diagnostics == ()
    assert check_file(folder / "small.fi.yaml", [folder]).errors
    assert next(iter(reach.entries())).problems


def test_a_broken_translation_of_shared_questions_leaves_them_in_their_own_words(folder):
    put(folder, "shared/openers.fi.yaml", "format: 1\ntranslates: openers\nlanguage: fi\nquestions: no\n")
    bank = library(folder).find("small", "fi").bank
    assert asks(bank)["really"] == "How are you, really?"
    assert asks(bank)["mood"] == "Miten menee?"


def test_words_that_the_bank_has_changed_are_read_in_its_own_language(folder):
    edit(folder, "small.yaml", "How is it going?", "How are things?")
    assert found(folder) == [("overlay-stale", 15)]
    bank = library(folder).find("small", "fi").bank
    assert asks(bank)["mood"] == "How are things?"
    assert {q.id: q.when for q in bank.all_questions()}["why"].tests[0].value == "Not so well"


def test_the_new_mark_is_the_remedy_for_a_stale_translation(folder):
    edit(folder, "small.yaml", "How is it going?", "How are things?")
    (told,) = check_file(folder / "small.fi.yaml", []).diagnostics
    new = mark(QuestionWords(ask="How are things?", choices=("Well", "Not so well")))
    assert f"`of: {new}`" in told.help
    edit(folder, "small.fi.yaml", MARKS["mood"], new)
    assert found(folder) == []


def test_a_mistyped_id_points_at_the_id_and_nothing_else_is_said_of_it(folder):
    edit(folder, "small.fi.yaml", "  mood:\n", "  moood:\n")
    (told,) = check_file(folder / "small.fi.yaml", []).diagnostics
    assert (told.code, told.line, told.help) == ("overlay-unknown", 14, "a similar one exists: `mood`")


def test_a_mistyped_setting_is_told_once(folder):
    edit(folder, "small.fi.yaml", "    hint: Arvauskin", "    hnt: Arvauskin")
    assert found(folder) == [("unknown-key", 23)]


def test_questions_that_are_not_translated_are_one_problem(folder):
    edit(folder, "small.yaml", "stages:\n", "stages:\n" + stage_of(6))
    told = [
        each for each in check_file(folder / "small.fi.yaml", []).diagnostics if "question" in each.message
    ]
    assert [each.message for each in told] == [
        "the questions `extra_0`, `extra_1`, `extra_2`, `extra_3` and 2 more are not translated"
    ]


def stage_of(number):
    questions = "".join(f"      - id: extra_{at}\n        ask: And then?\n" for at in range(number))
    return "  - id: more\n    title: More\n    questions:\n" + questions


def test_shared_questions_are_missed_only_where_nothing_translates_them(folder):
    (folder / "shared/openers.fi.yaml").unlink()
    told = check_file(folder / "small.fi.yaml", []).diagnostics
    assert [each.message for each in told] == [
        "the question `really` is not translated",
        "`proud` has no `hint`",
    ]


def test_a_reference_that_the_question_could_not_make_is_an_error_as_in_a_bank(folder):
    edit(folder, "small.fi.yaml", "Miten menee?", "Miten ”${why}” menee?")
    assert found(folder) == [("later-question", 16)]
    edit(folder, "small.fi.yaml", "${why}", "${whyy}")
    assert found(folder) == [("unknown-question", 16)]


def test_a_shared_translation_puts_in_what_the_shared_question_puts_in(folder):
    edit(folder, "shared/openers.fi.yaml", "Mitä kuuluu", "Mitä ${goal} kuuluu")
    assert found(folder, "shared/openers.fi.yaml") == [("unknown-question", 7)]


def test_a_fallback_that_the_bank_has_is_asked_for(folder):
    edit(folder, "small.fi.yaml", "${mood|sellaista}", "${mood}")
    assert found(folder) == [("overlay-reference", 22)]


def test_two_choices_of_the_same_words_can_not_be_told_apart(folder):
    edit(folder, "small.fi.yaml", "- Ei niin hyvin", "- Hyvin")
    assert found(folder) == [("overlay-choices", 19)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("translates: small", "translates: smal", "overlay-base"),
        ("translates: small", "translates: []", "wrong-type"),
        ("language: fi", "language: Finnish", "overlay-language"),
        ("language: fi", "language: en", "overlay-language"),
        ("language: fi", "language: sv", "overlay-language"),
        ("title: Pieni pankki", 'title: "Pieni\\u0007"', "control-character"),
        ("format: 1", "format: 2", "format-version"),
        ("seats:\n", "seats: Oppija\nseat:\n", "wrong-type"),
    ],
)
def test_what_is_wrong_at_the_top_is_told(folder, old, new, code):
    edit(folder, "small.fi.yaml", old, new)
    assert code in [each for each, _ in found(folder)]


def test_the_name_of_the_file_says_what_it_translates(folder):
    put(folder, "other.fi.yaml", OWN_FI.format(**MARKS))
    assert found(folder, "other.fi.yaml") == [("overlay-base", 2)]


def test_a_translation_of_a_bank_that_can_not_be_used_says_so(folder):
    edit(folder, "small.yaml", "title: A small bank\n", "")
    assert found(folder) == [("overlay-base", 2)]


def test_a_translation_is_no_bank_by_itself(folder):
    (told,) = read_bank(folder / "small.fi.yaml").diagnostics
    assert told.code == "not-a-bank"


def test_everything_in_reach_is_checked(folder):
    put(folder, "notes.de.yaml", BANK)
    (folder / ".schema").mkdir()
    put(folder, ".schema/hidden.fi.yaml", "x")
    put(folder, "shared/data.yaml", "x: 1\n")
    names = [str(path.relative_to(folder)) for path in library(folder).reach()]
    assert names == ["small.yaml", "small.fi.yaml", "shared/openers.fi.yaml", "shared/openers.yaml"]


def test_renaming_what_a_reference_names_leaves_a_mark_as_it_is():
    before = QuestionWords(ask="What could move “${goal|it}” forward?")
    after = QuestionWords(ask="What could move “${aim|it}” forward?")
    assert mark(before) == mark(after)
    assert mark(before) != mark(QuestionWords(ask="What could move “${aim|this}” forward?"))


def test_a_bank_in_another_language_goes_into_a_journal_and_back(folder):
    bank = draw(library(folder).find("small", "fi").bank, {}, "full")
    assert from_json(to_json(bank)) == bank


texts = st.text("abc ${}|é", min_size=1, max_size=12).map(str.strip).filter(bool)
several = st.lists(texts, max_size=3, unique=True).map(tuple)
conditions = st.builds(
    When,
    tests=st.lists(
        st.builds(
            OneTest, st.builds(Ref, st.sampled_from(["q0", "q1"])), st.sampled_from(["is", "includes"]), texts
        ),
        max_size=2,
    ).map(tuple),
)


@st.composite
def banks(draw_from):
    made = [
        Question(
            f"q{at}",
            ask=draw_from(texts),
            hint=draw_from(st.just("") | texts),
            cue=draw_from(st.just("") | texts),
            label=draw_from(st.just("") | texts),
            follow_ups=draw_from(several),
            choices=draw_from(several),
            when=draw_from(st.none() | conditions),
            aliases=(f"old{at}",),
        )
        for at in range(draw_from(st.integers(1, 4)))
    ]
    pooled = draw_from(st.integers(0, len(made)))
    items = (*made[pooled:], *([Pool("pool", tuple(made[:pooled]))] if pooled else []))
    return Bank("b", draw_from(texts), (Stage("s", draw_from(texts), items),), about=draw_from(texts))


@given(banks(), st.booleans())
def test_a_bank_in_its_own_words_is_the_same_bank(bank, marked):
    overlay = Overlay(
        translates=bank.id,
        language="fi",
        title=bank.title,
        about=bank.about,
        stages={stage.id: StageWords(stage.title, stage.purpose) for stage in bank.stages},
        questions={
            q.id: dataclasses.replace(words_of(q), of=mark(q) if marked else "") for q in bank.all_questions()
        },
    )
    other = translated(bank, overlay)
    assert dataclasses.replace(other, language=bank.language, version=bank.version) == bank
    assert (other.language, other.version != bank.version) == ("fi", True)


@given(
    banks(),
    st.dictionaries(st.sampled_from(["q0", "q1", "zz"]), st.builds(QuestionWords, texts, choices=several)),
)
def test_a_translation_changes_words_and_nothing_else(bank, questions):
    other = translated(bank, Overlay("b", "fi", questions=questions))
    blank = {"ask": "", "choices": (), "when": None}
    assert [dataclasses.replace(q, **blank) for q in other.all_questions()] == [
        dataclasses.replace(q, **blank) for q in bank.all_questions()
    ]
    assert [len(q.choices) for q in other.all_questions()] == [len(q.choices) for q in bank.all_questions()]


LONG = "Sanoja riittää täyttämään koko sivun ja vähän vielä päälle. " * 25


@pytest.mark.parametrize("setting", ["ask: Mikä tekee", "hint: Arvauskin"])
def test_words_that_do_not_fit_a_screen_are_told_where_they_stand(folder, setting):
    edit(folder, "small.fi.yaml", setting, f"{setting} {LONG.strip()}")
    line = next(
        number
        for number, text in enumerate((folder / "small.fi.yaml").read_text().splitlines(), 1)
        if "riittää" in text
    )
    assert found(folder) == [("overflows", line)]
    assert library(folder).find("small", "fi").bank is not None


def test_a_stage_title_that_is_cut_in_another_language_is_told(folder):
    edit(folder, "small.fi.yaml", "title: Puhe", "title: " + "Puhe ja vastapuhe " * 5)
    assert found(folder) == [("overflows", 9)]


def test_what_does_not_fit_in_the_banks_own_words_is_not_told_again(folder):
    edit(folder, "small.yaml", "hint: A guess will do.", f"hint: {LONG.strip()}")
    edit(folder, "small.fi.yaml", "hint: Arvauskin kelpaa.", f"hint: {LONG.strip()}")
    edit(folder, "small.fi.yaml", MARKS["why"], mark(own_words(folder)["why"]))
    assert found(folder) == []


def own_words(folder):
    return {question.id: question for question in library(folder).find("small").bank.all_questions()}
