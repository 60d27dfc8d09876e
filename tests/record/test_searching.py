"""Searching what was said, and what a pair is offered in its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from desks import PAIR, a_desk, desk_at, render, say

from checkin.meeting.ledgers import Agreement, Clause, Ledgers
from checkin.record.offering import (
    AGREEMENT_OFFERED,
    bringing,
    offers_sentences,
    offers_three_things,
    open_steps,
    review_is_due,
    sentences,
    suggested,
    trial_is_over,
    usual,
)
from checkin.record.searching import Searching
from checkin.summary.document import document_of
from checkin.summary.plain_text import text

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk
    from checkin.record.entries import MeetingEntry
    from checkin.record.facts import LedgerData


def held(desk: Desk, goal: str, takeaway: str = "Ask early") -> None:
    meeting = desk.begin(PAIR)
    say(meeting, "goal", goal)
    say(meeting, "takeaway", takeaway)
    desk.save(meeting, render)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = a_desk(tmp_path_factory.mktemp("searching"))
    held(desk, "Speak at the spring fair", "Questions are not exams")
    held(desk, "A fair spring offer")
    return desk


def searching(desk: Desk) -> tuple[Searching, tuple[MeetingEntry, ...]]:
    meetings = desk.ledger(PAIR).meetings
    found = Searching(desk, PAIR, lambda saved: text(document_of(saved), 10_000))
    for meeting in meetings:
        found.read(meeting)
    return found, meetings


def test_what_was_said_is_found_as_it_stands_with_the_words_around_it(desk: Desk):
    found, meetings = searching(desk)
    assert [(one.meeting, one.around) for one in found.found(meetings, "NOT exams")] == [
        (meetings[1], "Sam: Questions are not exams")
    ]
    assert [one.meeting for one in found.found(meetings, "spring fair")] == [meetings[1]]


def test_where_nobody_said_it_so_all_of_the_words_are_looked_for(desk: Desk):
    found, meetings = searching(desk)
    assert [one.meeting for one in found.found(meetings, "exams spring")] == [meetings[1]]


def test_what_was_not_read_yet_is_not_found_and_titles_have_no_words_around_them(desk: Desk):
    found, meetings = searching(desk)
    fresh = Searching(desk, PAIR, found.render)
    assert fresh.found(meetings, "spring") == []
    assert {one.around for one in found.found(meetings, "regular check-in")} == {""}


def test_a_meeting_that_cannot_be_read_is_found_by_what_the_record_says(tmp_path: Path):
    desk = a_desk(tmp_path)
    held(desk, "Speak", "Slides can wait")
    for file in (tmp_path / "pairs" / PAIR / "meetings").iterdir():
        file.write_text("{")
    found, meetings = searching(desk)
    assert len(found.troubles) == 1
    assert [one.around for one in found.found(meetings, "slides")] == ["Slides can wait"]


def with_meetings(desk: Desk, *kinds: str, days: int = 7) -> LedgerData:
    """A record with these kinds of meeting, the newest first, so many days apart."""
    ledger = desk.ledger(PAIR)
    one = ledger.meetings[0]
    meetings = tuple(
        replace(one, id=f"{99 - at:026}", kind=kind, date=str(date(2026, 11, 20) - timedelta(days=days * at)))
        for at, kind in enumerate(kinds)
    )
    return replace(ledger, meetings=meetings)


TODAY = date(2026, 11, 27)
REGULAR, REVIEW = "regular", "relationship_review"


def test_a_review_is_offered_every_fourth_meeting_or_after_ninety_days(desk: Desk):
    assert not review_is_due(with_meetings(desk, REGULAR, REGULAR), TODAY)
    assert review_is_due(with_meetings(desk, REGULAR, REGULAR, REGULAR), TODAY)
    assert not review_is_due(with_meetings(desk, REGULAR, REGULAR, REVIEW, REGULAR), TODAY)
    assert review_is_due(with_meetings(desk, REGULAR, REVIEW, days=83), TODAY)
    assert not review_is_due(with_meetings(desk, REGULAR, REVIEW, days=82), TODAY)


def test_what_is_suggested_is_the_review_when_it_is_time_for_one(desk: Desk):
    assert suggested(with_meetings(desk, REGULAR, REGULAR, REGULAR), TODAY) == REVIEW
    assert suggested(with_meetings(desk, REGULAR, REVIEW), TODAY) == REGULAR
    assert suggested(replace(with_meetings(desk, REGULAR), meetings=()), TODAY) == "first_meeting"
    assert usual(with_meetings(desk, REGULAR, REGULAR, REGULAR)) == REGULAR


def test_nothing_is_offered_to_a_pair_that_paused_or_has_not_met(desk: Desk):
    ledger = with_meetings(desk, REGULAR, REGULAR, REGULAR)
    assert not review_is_due(replace(ledger, state="paused"), TODAY)
    assert not review_is_due(replace(ledger, meetings=()), TODAY)
    assert not offers_sentences(replace(ledger, meetings=()))
    assert not offers_sentences(replace(ledger, state="closed"))


def test_four_sentences_are_offered_once_and_asked_about_after_three_meetings(desk: Desk):
    ledger = with_meetings(desk, REGULAR, REGULAR, REGULAR)
    assert offers_sentences(ledger)
    assert not offers_sentences(replace(ledger, ledgers=Ledgers(off=frozenset({AGREEMENT_OFFERED}))))
    clauses = tuple(Clause(*one) for one in sentences("Sam", "Robin"))
    assert [clause.id for clause in clauses] == ["role", "rhythm", "reply_time", "boundaries"]
    assert "Robin" in clauses[0].text
    tried = replace(ledger, ledgers=Ledgers((Agreement(f"{96:026}", 1, "2026-10-01", clauses, (), 3),)))
    assert not offers_sentences(tried)
    assert trial_is_over(tried)
    assert not trial_is_over(replace(tried, meetings=tried.meetings[:2]))


def test_three_things_are_asked_for_from_the_tenth_meeting_on(desk: Desk):
    assert not offers_three_things(with_meetings(desk, *[REGULAR] * 9))
    assert offers_three_things(with_meetings(desk, *[REGULAR] * 10))


def test_who_brings_what_is_said_by_name(tmp_path: Path):
    from checkin.record.additions import bring

    desk = desk_at(tmp_path)
    desk.create_pair("Robin", "Sam")
    bring(desk, PAIR, seat="mentee", text="A smaller scope", origin="prep")
    assert bringing(desk.ledger(PAIR).ledgers.waiting, "Sam", "Robin") == "Sam brings 1 thing"
    bring(desk, PAIR, seat="mentor", text="A book", origin="jot")
    assert bringing(desk.ledger(PAIR).ledgers.waiting, "Sam", "Robin") == "Sam and Robin bring 2 things"


def test_open_steps_stand_in_the_order_in_which_they_are_due(desk: Desk):
    assert open_steps(desk.ledger(PAIR)) == ()
