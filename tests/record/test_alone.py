"""Meetings held alone: with the mentee's private files, helped by the record, and brought only with a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desks import DAY, PAIR, a_desk, as_if_killed, desk_at, on, render, say

from checkin.ground.errors import CannotDo, NotFound
from checkin.meeting.before_alone import OPENING
from checkin.meeting.brought import brought_where
from checkin.meeting.flow import shown
from checkin.meeting.ledgers import Clause
from checkin.meeting.start import is_alone
from checkin.record import private
from checkin.record.additions import add_agreement, put_in_own_words
from checkin.record.alone import (
    ALONE_KEPT,
    JOINTLY_KEPT,
    alone_ledger,
    go_on_with,
    kept_where,
    own_desk,
    unfinished_alone,
)
from checkin.record.bringing import (
    bring_outcome,
    leave_outcome,
    preparation,
    prepared,
    prepared_words,
    see,
)
from checkin.record.lock import Lock
from checkin.record.own_page import SEEN_NOW, acts, as_text, hard_day, mentor_ready, standing, steps_alone
from checkin.record.starting import begin
from checkin.record.whose import claim

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path / "home")


def alone(desk: Desk, matter: str = "The talk", *, bring: tuple[str, ...] = (), bank: str = "solo") -> None:
    """Time alone, or preparing, with what comes out of it."""
    meeting = desk.begin(PAIR, bank)
    if bank == "solo":
        say(meeting, "matter", matter)
    for text in bring:
        on(meeting, "added", "mentee", "bring", value={"text": text, "approach": "ask Kim"})
    desk.save(meeting, render)


def strength(desk: Desk, **words: str) -> str:
    fact = {
        "meeting": "",
        "date": "2026-10-01",
        "text": "Asks early",
        "evidence": "",
        "hard_day": "",
        **words,
    }
    with desk.changing(PAIR) as ledger:
        return ledger.add("strengths", fact, desk.ids)


def waiting(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.text, one.approach, one.origin) for one in desk.ledger(PAIR).ledgers.waiting]


def test_a_meeting_alone_is_nowhere_in_the_pairs_record(desk: Desk):
    alone(desk)
    assert desk.ledger(PAIR).meetings == ()
    assert not list(desk.places.pair(PAIR).rglob("*.md"))
    kept = own_desk(desk, PAIR)
    assert kept.saved(PAIR).state.answer("matter", "mentee").value == "The talk"
    assert len(list(kept.places.summaries(PAIR).glob("*.md"))) == 1
    assert [one.id for one in desk.pairs()] == [PAIR]


def test_the_next_one_alone_knows_the_last_one(desk: Desk):
    alone(desk, "The talk")
    meeting = desk.begin(PAIR, "solo")
    assert meeting.start.last["matter"] == "The talk"
    meeting.leave(if_blank_drop=True)


def test_time_alone_that_an_earlier_version_began_stays_where_it_began_and_says_so(desk: Desk):
    _, page = desk.save(desk.begin(PAIR, "solo"), render)
    assert kept_where(desk, page) == ALONE_KEPT
    lock = Lock(desk.places.pair(PAIR) / "meeting.lock", "a meeting")
    lock.acquire()
    solo, ledger = desk.bank("solo"), desk.ledger(PAIR)
    earlier = begin(desk.places, PAIR, ledger, solo, "full", lock, desk.ids, desk.clock, desk.library())
    assert go_on_with(desk, earlier) == f"checkin resume {PAIR}"
    _, page = desk.save(earlier, render)
    assert page.is_relative_to(desk.places.pair(PAIR))
    assert kept_where(desk, page) == JOINTLY_KEPT


def test_what_was_broken_off_alone_goes_on_alone(desk: Desk):
    meeting = desk.begin(PAIR, "solo")
    say(meeting, "matter", "The talk")
    assert go_on_with(desk, meeting) == f"checkin solo {PAIR}"
    later = as_if_killed(desk)
    assert later.unfinished(PAIR) == ()
    assert later.pairs()[0].state == "new"
    (one,) = unfinished_alone(later, PAIR)
    again = own_desk(later, PAIR).resume(PAIR, one.id)
    assert again.state.answer("matter", "mentee").value == "The talk"
    later.save(again, render)
    assert unfinished_alone(later, PAIR) == ()


def test_a_joint_meeting_and_time_alone_do_not_wait_for_each_other(desk: Desk):
    joint, own = desk.begin(PAIR, "regular"), desk.begin(PAIR, "solo")
    own.leave()
    joint.leave()


def test_time_alone_opens_with_the_note_for_a_hard_day_the_plan_and_own_lessons(desk: Desk):
    add_agreement(
        desk,
        PAIR,
        [
            Clause("reply_time", "How soon", "within two days"),
            Clause("bridge", "Until then", "walk, then Kim"),
        ],
    )
    strength(desk, hard_day="You have done ${harder} things.", evidence="The demo in May.")
    own = strength(desk, text="Listens")
    put_in_own_words(desk, PAIR, own, "I hear people out.")
    with desk.changing(PAIR) as ledger:
        ledger.add(
            "lessons", {"meeting": "", "date": "2026-10-02", "text": "l", "easier": "say no"}, desk.ids
        )
    meeting = desk.begin(PAIR, "solo", "quick")
    first = shown(meeting.state)[0]
    meeting.leave()
    assert (first.id, first.type) == (OPENING, "say")
    assert first.hint.split("\n") == [
        "Robin, for a hard day: You have done $ {harder} things.",
        "Asks early. Robin saw it: The demo in May.",
        "When Robin answers: within two days",
        "Until then: walk, then Kim",
        "Next time I can: say no",
        "In my own words: I hear people out.",
    ]
    assert "You have done ${harder} things." in hard_day(desk, PAIR)


def test_with_nothing_to_say_first_the_meeting_begins_at_once(desk: Desk):
    meeting = desk.begin(PAIR, "solo")
    assert shown(meeting.state)[0].id != OPENING
    meeting.leave()


def test_what_comes_out_waits_for_a_yes_and_then_for_the_next_joint_meeting_once(desk: Desk):
    alone(desk, bring=("Tell the team", "Leave it", "Ask for a day"))
    assert waiting(desk) == []
    first, second, third = private.outcomes(desk, PAIR)
    bring_outcome(desk, PAIR, first)
    leave_outcome(desk, PAIR, second)
    bring_outcome(desk, PAIR, third, "Ask for two days")
    assert private.outcomes(desk, PAIR) == ()
    assert waiting(desk) == [("Tell the team", "ask Kim", "solo"), ("Ask for two days", "", "solo")]
    joint = desk.begin(PAIR, "regular")
    assert [one.text for one in joint.start.known.brought] == ["Tell the team", "Ask for two days"]
    on(joint, "turned", q=brought_where(joint.state))
    desk.save(joint, render)
    assert waiting(desk) == []


def test_steps_made_alone_stay_with_the_mentee(desk: Desk):
    meeting = desk.begin(PAIR, "solo")
    on(meeting, "added", "mentee", "step", value={"what": "Sleep on it", "owner": "mentee"})
    desk.save(meeting, render)
    assert desk.ledger(PAIR).steps == ()
    (step,) = steps_alone(desk, PAIR)
    own_desk(desk, PAIR).account(PAIR, step, "done")
    assert steps_alone(desk, PAIR) == ()


def test_what_was_prepared_is_brought_and_its_page_kept_where_both_may_read_it(desk: Desk):
    alone(desk, bring=("Tell the team", "Ask for a day"), bank="prepare")
    assert waiting(desk) == [("Tell the team", "ask Kim", "prep"), ("Ask for a day", "ask Kim", "prep")]
    page = preparation(desk, PAIR)
    assert "Tell the team" in page.page
    assert "agreed" not in page.page
    assert prepared_words(desk, PAIR) == "Sam prepared 2 things."
    assert mentor_ready(desk, PAIR).count("Tell the team") == 1
    see(desk, PAIR, page)
    see(desk, PAIR, page)
    assert prepared_words(desk, PAIR) == "Sam prepared 2 things. Robin has seen it."
    assert standing(desk, PAIR, "mentee") == f"{SEEN_NOW}\nSam prepared 2 things. Robin has seen it."
    assert standing(desk, PAIR, "mentor") == SEEN_NOW
    desk.save(desk.begin(PAIR, "regular"), render)  # stopped before it came up
    assert prepared(desk, PAIR) == preparation(desk, PAIR)
    meeting = desk.begin(PAIR, "regular")
    on(meeting, "turned", q=brought_where(meeting.state))
    desk.save(meeting, render)
    assert prepared(desk, PAIR) is None
    assert prepared_words(desk, PAIR) == ""


def test_what_was_prepared_reads_as_it_was_typed(desk: Desk):
    typed = "# <b>one</b> *two* **3** 4 * 5 \\_ &amp; 1. x"
    alone(desk, bring=(typed,), bank="prepare")
    assert typed in mentor_ready(desk, PAIR)


def test_a_page_is_read_without_the_signs_of_markdown():
    page = "## To bring\n\n*Thought about: Worth it if*\n\n**Sam:** 4 * 5, \\*two\\*"
    assert as_text(page) == "To bring\n\nThought about: Worth it if\n\nSam: 4 * 5, *two*"


def test_preparing_nothing_is_fine(desk: Desk):
    with pytest.raises(NotFound):
        preparation(desk, PAIR)
    alone(desk, bank="prepare")
    assert waiting(desk) == []
    assert prepared_words(desk, PAIR) == "Sam prepared."


def test_preparing_shows_what_waits_already_and_brings_nothing_twice(desk: Desk):
    alone(desk, bring=("Tell the team",), bank="prepare")
    meeting = desk.begin(PAIR, "prepare")
    assert shown(meeting.state)[0].hint == "- Tell the team"
    on(meeting, "added", "mentee", "bring", value={"text": "Tell the team", "approach": "ask Kim"})
    desk.save(meeting, render)
    assert len(waiting(desk)) == 1


def test_from_the_mentors_account_nobody_gets_at_the_mentees_time_alone(desk: Desk):
    alone(desk, bring=("Tell the team",))
    claim(desk, PAIR, ["mentor"])
    for look in (own_desk, alone_ledger, private.outcomes, hard_day):
        with pytest.raises(CannotDo, match="This account is Robin's"):
            look(desk, PAIR)
    with pytest.raises(CannotDo):
        desk.begin(PAIR, "solo")
    assert unfinished_alone(desk, PAIR) == ()


def test_what_one_page_offers_is_for_one_of_them(desk: Desk):
    alone(desk, bring=("Tell the team",))
    desk.begin(PAIR, "solo").leave()
    mentee = {act.id for act in acts(desk, PAIR, "mentee")}
    mentor = {act.id for act in acts(desk, PAIR, "mentor")}
    assert mentee >= {"go_on", "bring", "prepare", "alone", "jot", "earlier", "note", "who"}
    assert mentor >= {"ready", "queue", "load", "debrief", "door", "note", "who"}
    assert mentee & mentor == {"note", "who"}
    for seat in ("mentee", "mentor"):
        letters = [act.letter for act in acts(desk, PAIR, seat)]
        assert len(letters) == len(set(letters))


def test_which_kinds_are_held_alone(desk: Desk):
    found = {name for name in ("solo", "prepare", "regular", "setback") if is_alone(desk.bank(name))}
    assert found == {"solo", "prepare"}


def test_a_record_that_is_held_up_leaves_the_meeting_open(desk: Desk):
    meeting = desk.begin(PAIR, "prepare")
    on(meeting, "added", "mentee", "bring", value={"text": "Tell the team"})
    path = desk.places.record(PAIR)
    whole = path.read_bytes()
    path.write_bytes(b"{}")
    with pytest.raises(CannotDo):
        desk_at(desk.places.home, DAY).save(meeting, render)
    path.write_bytes(whole)
    desk.save(meeting, render)
    assert len(waiting(desk)) == 1
