"""The language of a meeting, earlier ids, and what a meeting keeps of the bank that it was held with."""

import json
from datetime import timedelta

import pytest
from desks import DAY, PAIR, a_desk, desk_at, on, render, say

from checkin.banks.translations.overlay import QuestionWords, mark
from checkin.ground.errors import NotFound
from checkin.meeting.conditions import worded
from checkin.meeting.flow import shown

BANK = """\
format: 1
id: small
title: A small bank
stages:
  - id: talk
    title: Talk
    questions:
      - id: before
        ask: Last time it was “${last.mood|new}”. And now?
        when: {last.mood: {is: Not so well}}
      - id: mood
        type: choice
        ask: How is it going?
        choices: [Well, Not so well]
      - pool: opener
        from:
          - id: one
            ask: One?
          - id: two
            ask: Two?
"""
OVERLAY = f"""\
format: 1
translates: small
language: fi
title: Pieni pankki
questions:
  before: {{ask: "Viimeksi oli ”${{last.mood|uutta}}”. Entä nyt?"}}
  mood:
    of: {mark(QuestionWords(ask="How is it going?", choices=("Well", "Not so well")))}
    ask: Miten menee?
    choices: [Hyvin, Ei niin hyvin]
"""


@pytest.fixture
def home(tmp_path):
    a_desk(tmp_path / "home")
    banks = desk_at(tmp_path / "home").places.banks
    banks.mkdir(parents=True)
    (banks / "small.yaml").write_text(BANK)
    (banks / "small.fi.yaml").write_text(OVERLAY, encoding="utf-8")
    return tmp_path / "home"


def week(home, number):
    return desk_at(home, DAY + timedelta(weeks=number))


def bank_file(home, name="small.yaml"):
    return desk_at(home).places.banks / name


def change(home, old, new, name="small.yaml"):
    file = bank_file(home, name)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def held(home, number, language=None, mood=""):
    desk = week(home, number)
    meeting = desk.begin(PAIR, "small", "full", language)
    if mood:
        say(meeting, "mood", mood)
    desk.save(meeting, render)
    return meeting


def first_words(meeting):
    state = meeting.state
    question = shown(state)[0]
    return worded(state, question.ask, {one.id for one in shown(state)})


def test_a_meeting_is_held_in_the_banks_own_language_unless_one_is_said(home):
    assert held(home, 0).start.bank.language == "en"
    assert held(home, 1, "fi").start.bank.language == "fi"


def test_the_next_meeting_of_the_kind_is_in_the_same_language(home):
    held(home, 0, "fi")
    assert held(home, 1).start.bank.language == "fi"
    assert held(home, 2, "en").start.bank.language == "en"
    assert held(home, 3).start.bank.language == "en"
    assert week(home, 4).bank_for(PAIR, "regular").language == "en"


def test_a_record_keeps_the_language(home):
    held(home, 0, "fi")
    (entry,) = week(home, 1).ledger(PAIR).meetings
    assert (entry.language, entry.title) == ("fi", "Pieni pankki")


def test_an_unknown_language_starts_nothing(home):
    with pytest.raises(NotFound, match="not there in “sv”"):
        week(home, 0).begin(PAIR, "small", "full", "sv")
    assert week(home, 0).unfinished(PAIR) == ()


def test_a_language_that_is_gone_gives_way_to_the_banks_own_and_that_is_told(home):
    held(home, 0, "fi")
    bank_file(home, "small.fi.yaml").write_text("format: 1\ntranslates: small\nlanguage: fi\nquestons: {}\n")
    desk = week(home, 1)
    assert desk.bank_for(PAIR, "small").language == "en"
    (notice,) = desk.notices.take()
    assert "can't be held in fi at the moment" in notice


def test_what_was_chosen_in_one_language_is_understood_in_the_other(home):
    held(home, 0, "fi", mood="Ei niin hyvin")
    desk = week(home, 1)
    meeting = desk.begin(PAIR, "small", "full", "en")
    assert first_words(meeting) == "Last time it was “Not so well”. And now?"
    say(meeting, "mood", "Not so well")
    desk.save(meeting, render)
    meeting = week(home, 2).begin(PAIR, "small", "full", "fi")
    assert first_words(meeting) == "Viimeksi oli ”Ei niin hyvin”. Entä nyt?"
    meeting.leave()


def test_an_answer_given_under_an_earlier_id_is_asked_back(home):
    held(home, 0, mood="Not so well")
    change(home, "id: mood\n", "id: feeling\n        aliases: [mood]\n")
    meeting = week(home, 1).begin(PAIR, "small")
    assert first_words(meeting) == "Last time it was “Not so well”. And now?"
    meeting.leave()
    change(home, "last.mood", "last.feeling")
    desk = week(home, 2)
    meeting = desk.begin(PAIR, "small")
    assert first_words(meeting) == "Last time it was “Not so well”. And now?"
    say(meeting, "feeling", "Not so well")
    desk.save(meeting, render)
    change(home, "last.feeling", "last.mood")
    meeting = week(home, 3).begin(PAIR, "small")
    assert first_words(meeting) == "Last time it was “Not so well”. And now?"
    meeting.leave()


def test_a_renamed_question_of_a_pool_is_not_asked_again_as_if_it_were_new(home):
    assert [q.id for q in shown(held(home, 0).state) if q.pool] == ["one"]
    change(home, "id: one\n", "id: uno\n            aliases: [one]\n")
    assert [q.id for q in shown(held(home, 1).state) if q.pool] == ["two"]
    assert [q.id for q in shown(held(home, 2).state) if q.pool] == ["uno"]


def test_a_meeting_keeps_the_words_as_they_were_asked_and_the_hash_of_all_they_came_from(home):
    desk = week(home, 0)
    meeting = desk.begin(PAIR, "small", "full", "fi")
    version = meeting.start.bank.version
    assert version not in ("", desk.bank("small").version)
    say(meeting, "mood", "Hyvin")
    saved, summary = desk.save(meeting, render)
    kept = json.loads((desk.places.meetings(PAIR) / f"{saved.start.id}.json").read_text(encoding="utf-8"))
    assert "Miten menee?" in json.dumps(kept, ensure_ascii=False)
    assert f'version: "{version}"' in summary.read_text(encoding="utf-8")

    change(home, "How is it going?", "How are things?")
    change(home, "Miten menee?", "Kuinka sujuu?", "small.fi.yaml")
    again = week(home, 1).saved(PAIR)
    assert again.start.bank == saved.start.bank
    assert [q.ask for q in shown(again.state) if q.id == "mood"] == ["Miten menee?"]
    assert week(home, 1).ledger(PAIR).meetings[0].version == version


def test_a_bank_that_is_edited_during_a_meeting_waits_for_the_next(home):
    desk = week(home, 0)
    meeting = desk.begin(PAIR, "small", "full", "fi")
    before = meeting.start.bank
    say(meeting, "mood", "Hyvin")
    bank_file(home).write_text("format: 1\nid: small\n")
    bank_file(home, "small.fi.yaml").unlink()
    meeting.leave()

    desk = week(home, 1)
    meeting = desk.resume(PAIR)
    assert meeting.start.bank == before
    on(meeting, "talked", "mentee", "one")
    saved, _ = desk.save(meeting, render)
    assert saved.start.bank == before
    assert saved.state.answer("mood", "mentee").value == "Hyvin"
