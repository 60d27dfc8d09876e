"""What a pair can hold, and when a question that takes turns was last its turn."""

from datetime import UTC, datetime, timedelta

import pytest
from desks import render
from meetings import SHIPPED

from checkin.banks.translations.languages import language_name
from checkin.ground.clock import FixedClock
from checkin.meeting.words import why_drawn
from checkin.record.desk import Desk
from checkin.record.kinds import kinds, own_start
from checkin.record.offering import REVIEW, review_is_due

DAY = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)

POOLED = """\
format: 1
id: coffee
title: Coffee
opens_with: first_meeting
minutes: {full: 30}
stages:
  - id: talk
    title: Talk
    questions:
      - pool: opener
        from:
          - id: sugar
            ask: Sugar?
          - id: milk
            ask: Milk?
"""


def at(home, days=0):
    desk = Desk.from_environment({"CHECKIN_HOME": str(home)})
    desk.clock = FixedClock(DAY + timedelta(days=days), timedelta(0))
    return desk


@pytest.fixture
def home(tmp_path):
    desk = at(tmp_path)
    desk.create_pair("Robin", "Sam")
    desk.places.banks.mkdir(parents=True)
    (desk.places.banks / "coffee.yaml").write_text(POOLED)
    return tmp_path


def coffee(home, days):
    desk = at(home, days)
    meeting = desk.begin("sam-robin", "coffee")
    desk.save(meeting, render)
    return meeting.start


def drawn(start):
    return next(start.bank.all_questions())


def told(start):
    return drawn(start).ask, why_drawn(drawn(start), start)


def test_a_question_that_takes_turns_knows_when_this_pair_had_it_last(home):
    assert told(coffee(home, 0)) == ("Sugar?", "One of several that take turns; you have not had it yet.")
    assert told(coffee(home, 14)) == ("Milk?", "One of several that take turns; you have not had it yet.")
    third = coffee(home, 28)
    assert drawn(third).asked_last == at(home).ledger("sam-robin").meetings[-1].date
    assert told(third)[1].startswith("One of several that take turns; you had it last on ")


def test_a_renamed_question_is_not_asked_as_if_it_were_new(home):
    coffee(home, 0)
    bank = at(home).places.banks / "coffee.yaml"
    renamed = POOLED.replace("id: sugar\n", "id: sweet\n            aliases:\n              - sugar\n")
    bank.write_text(renamed)
    assert drawn(coffee(home, 14)).id == "milk"
    assert drawn(coffee(home, 28)).asked_last


def test_a_question_of_no_pool_needs_no_reason(home):
    desk = at(home)
    meeting = desk.begin("sam-robin", "first_meeting")
    plain = next(q for q in meeting.start.bank.all_questions() if not q.pool)
    assert why_drawn(plain, meeting.start) == ""
    meeting.leave()


def test_the_suggested_kind_comes_first_and_the_last_day_of_each_is_known(home):
    coffee(home, 0)
    found = kinds(at(home, 3), "sam-robin")
    assert found[0].suggested
    assert found[0].id == "regular"
    mine = next(kind for kind in found if kind.id == "coffee")
    assert mine.held == at(home).ledger("sam-robin").meetings[0].date
    assert mine.standing == "30 min"


def test_when_a_review_is_due_it_is_what_is_suggested_and_the_regular_one_is_still_begun(home):
    coffee(home, 0)
    desk = at(home, 100)
    assert review_is_due(desk.ledger("sam-robin"), desk.today())
    first, *others = kinds(desk, "sam-robin")
    assert first.id == desk.suggested_bank("sam-robin") == REVIEW
    assert not any(kind.suggested for kind in others)
    assert desk.usual_bank("sam-robin") == "regular"


def test_the_kind_that_is_suggested_is_best_had_now(tmp_path):
    desk = at(tmp_path)
    desk.create_pair("Robin", "Sam")

    def regular():
        return next(kind for kind in kinds(at(tmp_path), "sam-robin") if kind.id == "regular")

    assert (regular().suggested, regular().first) == (False, "First meeting")
    desk.save(desk.begin("sam-robin", "decision"), render)
    assert (regular().suggested, regular().first, regular().after) == (True, "", "First meeting")


def test_a_bank_that_is_best_after_another_says_so_until_that_was_held(home):
    first = lambda: next(kind.first for kind in kinds(at(home), "sam-robin") if kind.id == "coffee")  # noqa: E731
    assert first() == "First meeting"
    desk = at(home)
    desk.save(desk.begin("sam-robin", "first_meeting"), render)
    assert first() == ""


def test_a_broken_bank_has_no_stand_in_unless_the_shipped_one_is_sound(home):
    folder = at(home).places.banks
    (folder / "coffee.yaml").write_text("id: coffee\n")
    (folder / "regular.yaml").write_text("id: regular\n")
    found = {kind.id: kind for kind in kinds(at(home), "sam-robin")}
    assert (found["coffee"].bank, found["coffee"].spare) == (None, False)
    assert (found["regular"].bank, found["regular"].spare) == (None, True)
    meeting = at(home).begin("sam-robin", "regular", shipped=True)
    assert meeting.start.bank.title == "Regular check-in"
    meeting.leave()


def test_ones_own_start_is_told_only_where_it_is_not_the_shipped_one(home):
    assert own_start(at(home), "sam-robin") is None
    (at(home).places.banks / "first_meeting.yaml").write_text(
        POOLED.replace("id: coffee", "id: first_meeting")
    )
    found = own_start(at(home), "sam-robin")
    assert found is not None
    assert found.title == "Coffee"


def test_languages_have_names():
    assert language_name("fi") == "Finnish"
    assert language_name("pt-BR") == "Portuguese (pt-BR)"
    assert language_name("tlh") == "tlh"


def test_the_shipped_translations_are_no_problem_of_a_bank_of_ones_own(home):
    text = (SHIPPED / "regular.yaml").read_text(encoding="utf-8")
    changed = text.replace("What one thing would make today worth it?", "What is today for?")
    assert changed != text
    (at(home).places.banks / "regular.yaml").write_text(changed, encoding="utf-8")
    assert next(kind.problems for kind in kinds(at(home), "sam-robin") if kind.id == "regular") == ""


def test_two_that_are_called_the_same_are_told_apart_by_their_ids(home):
    folder = home / "question_banks"
    (folder / "tea.yaml").write_text(POOLED.replace("id: coffee", "id: tea").replace("Coffee", "coffee"))
    names = {kind.id: kind.name for kind in kinds(at(home), "sam-robin")}
    assert (names["coffee"], names["tea"]) == ("Coffee (coffee)", "coffee (tea)")
    assert names["regular"] == "Regular check-in"


def test_the_short_meeting_needs_quick_questions_and_no_minutes(home):
    text = POOLED.replace("minutes: {full: 30}\n", "").replace(
        "pool: opener", "pool: opener\n        quick: yes"
    )
    (home / "question_banks" / "coffee.yaml").write_text(text)
    coffee = next(kind for kind in kinds(at(home), "sam-robin") if kind.id == "coffee")
    assert (coffee.has_short, coffee.standing) == (True, "")
    assert coffee.facts(at(home).today())[0] == "Best after “First meeting”"
    (home / "question_banks" / "coffee.yaml").write_text(POOLED)
    assert not next(kind for kind in kinds(at(home), "sam-robin") if kind.id == "coffee").has_short


def test_what_is_left_to_translate_is_no_problem(home):
    overlay = home / "question_banks" / "coffee.fi.yaml"
    overlay.write_text(
        "format: 1\ntranslates: coffee\nlanguage: fi\nquestions:\n  sugar:\n    ask: Sokeria?\n"
    )

    def told():
        coffee = next(kind for kind in kinds(at(home), "sam-robin") if kind.id == "coffee")
        return coffee.problems, coffee.left

    # `sugar` has no mark of what it translates; the title, a stage and a question are not there yet.
    assert told() == ("1 problem", "3 lines not translated yet")
    overlay.write_text("format: 1\ntranslates: coffee\nlanguage: fi\ntitle: Kahvi\n")
    assert told() == ("", "3 lines not translated yet")
