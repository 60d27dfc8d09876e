"""A meeting that is being held: broken off, gone on with, taken back, saved."""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from desks import DAY, PAIR, a_desk, as_if_killed, desk_at, holding, on, render, say, talk

from checkin.ground.errors import CannotDo, HeldByOther, NotFound
from checkin.meeting.compaction import same_but_for_places
from checkin.meeting.events import from_json
from checkin.meeting.folding import fold
from checkin.meeting.rules import Act, NotNow
from checkin.meeting.state import Place
from checkin.meeting.turning import place_of
from checkin.record.journal import read_journal
from checkin.record.record_file import lock_of


@pytest.fixture
def desk(tmp_path):
    return a_desk(tmp_path / "home")


@pytest.fixture
def meeting(desk):
    meeting = desk.begin(PAIR, "regular", "full")
    yield meeting
    meeting.leave()


def hold(meeting):
    """Most of a regular meeting."""
    say(meeting, "goal", "Speak at the demo")
    talk(meeting, "tried", "real_issue")
    say(meeting, "outcome", "To finish a talk")
    idea = on(meeting, "added", "mentee", "ideas", value={"text": "Rehearse"})
    on(meeting, "turned", q="perspective")
    offer = on(meeting, "added", "mentor", "perspective", value={"kind": "story", "text": "I read mine"})
    on(meeting, "set", "mentee", "perspective", row=offer, field="takes", value="Paper is allowed")
    say(meeting, "pick", idea)
    on(meeting, "answered", "mentee", "pick", field="why", value="It is small")
    on(meeting, "added", "mentee", "step", value={"what": "Two minutes", "due": "2026-12-03", "readiness": 6})
    say(meeting, "smaller", "One sentence")
    say(meeting, "owner", True)
    say(meeting, "takeaway", "I was alone")
    say(meeting, "takeaway", "I waited", seat="mentor")


def resumed_as(again, meeting):
    """Whether a meeting gone on with is where the other one is, but for having been resumed."""
    assert again.events[-1].what == "resumed"
    assert again.events[:-1] == meeting.events
    assert replace(again.state, n=0, stopped=False) == replace(meeting.state, n=0, stopped=False)
    return True


# Broken off


def test_every_act_is_on_disk_when_it_is_done(desk, meeting):
    before = 0
    for act in (
        hold,
        lambda it: on(it, "turned", q="account"),
        lambda it: on(it, "next", value="2026-12-04"),
    ):
        act(meeting)
        copy = as_if_killed(desk)
        again = copy.resume(PAIR)
        assert resumed_as(again, meeting)
        assert len(again.events) > before
        before = len(again.events)
        again.leave()


def test_one_goes_on_at_the_very_question(desk, meeting):
    on(meeting, "turned", q="outcome")
    say(meeting, "outcome", "To fin")
    again = as_if_killed(desk).resume(PAIR)
    assert place_of(again.state, "") == Place("outcome")
    assert again.state.answer("outcome", "mentee").value == "To fin"
    assert again.start == meeting.start
    assert again.damage == ()
    again.leave()


def test_resuming_opens_no_gate_and_ids_go_on_after_the_last(desk, meeting):
    for q in ("tried", "real_issue", "outcome"):
        say(meeting, q, "So")
    again = as_if_killed(desk, at=DAY - timedelta(days=3)).resume(PAIR)
    assert not again.state.gate
    ids = [event.id for event in again.events]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert [event.n for event in again.events] == list(range(1, len(ids) + 1))
    assert again.new_row() > ids[-1]
    again.leave()


def test_a_meeting_broken_off_before_its_first_word_goes_on_too(desk, meeting):
    again = as_if_killed(desk).resume(PAIR)
    assert again.start == meeting.start
    assert again.events == ()
    again.leave()


def test_a_process_that_is_killed_loses_nothing(tmp_path):
    home = tmp_path / "home"
    a_desk(home)
    script = """
import json, os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from desks import desk_at, on, say, PAIR
from checkin.meeting.events import to_json
meeting = desk_at(Path(sys.argv[1])).begin(PAIR, "regular", "quick")
for end in range(1, 18):
    say(meeting, "goal", "Speak at the demo"[:end])
on(meeting, "added", "mentee", "ideas", value={"text": "Rehearse"})
print(json.dumps([to_json(event) for event in meeting.events]), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script, str(home), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    said = tuple(from_json(event) for event in json.loads(done.stdout))
    again = desk_at(home).resume(PAIR)
    assert again.events[:-1] == said
    assert again.state.answer("goal", "mentee").value == "Speak at the demo"
    again.leave()


def test_one_process_at_a_time_holds_a_meeting_of_a_pair(desk, meeting):
    with pytest.raises(HeldByOther):
        desk_at(desk.places.home).resume(PAIR)
    with pytest.raises(HeldByOther):
        desk_at(desk.places.home).begin(PAIR)
    meeting.leave()
    desk_at(desk.places.home).resume(PAIR).leave()


def test_leaving_and_resuming_many_times_changes_nothing_that_was_said(desk):
    meeting = desk.begin(PAIR)
    hold(meeting)
    said = meeting.state
    for _ in range(3):
        meeting.leave()
        meeting = desk.resume(PAIR)
    assert same_but_for_places(meeting.state, said)
    meeting.leave()


def test_what_is_refused_leaves_no_trace(desk, meeting):
    say(meeting, "goal", "A talk")
    before, journal = meeting.state, holding(desk.places.home, "before its time")
    with pytest.raises(NotNow):
        on(meeting, "added", "mentor", "perspective", value={"text": "before its time"})
    assert meeting.state is before
    assert holding(desk.places.home, "before its time") == journal == []


# Saved


def test_a_saved_meeting_says_what_was_said_and_its_journal_is_gone(desk, meeting):
    hold(meeting)
    folder = meeting.folder
    saved, summary = desk.save(meeting, render)
    assert same_but_for_places(saved.state, meeting.state)
    assert same_but_for_places(fold(meeting.start, meeting.events), meeting.state)
    assert desk.saved(PAIR) == saved
    assert summary.read_text("utf-8") == render(saved)
    assert not folder.exists()
    assert desk.unfinished(PAIR) == ()
    with pytest.raises(NotFound):
        desk.resume(PAIR)


def test_a_meeting_that_was_ended_and_not_saved_goes_on_and_is_saved(desk, meeting):
    hold(meeting)
    on(meeting, "stopped")
    on(meeting, "agreed", "mentee", value=True)
    copy = as_if_killed(desk)
    assert [one.id for one in copy.unfinished(PAIR)] == [meeting.start.id]
    again = copy.resume(PAIR)
    assert not again.state.stopped
    assert again.state.agreed == ("mentee",)
    saved, _ = copy.save(again, render)
    assert same_but_for_places(saved.state, meeting.state)
    assert copy.unfinished(PAIR) == ()
    assert copy.ledger(PAIR).meetings[0].agreed == ("mentee",)


def test_what_can_not_be_saved_stays_open_and_is_saved_later(desk, meeting):
    hold(meeting)
    meetings = desk.places.meetings(PAIR)
    if meetings.exists():
        rmtree(meetings)
    meetings.write_text("in the way")
    with pytest.raises(CannotDo):
        desk.save(meeting, render)
    assert meeting.folder.exists()
    assert desk.ledger(PAIR).meetings == ()
    meetings.unlink()
    saved, _ = desk.save(meeting, render)
    assert desk.saved(PAIR) == saved
    assert len(desk.ledger(PAIR).meetings) == 1


def test_the_minutes_leave_out_the_break(tmp_path):
    desk = a_desk(tmp_path / "home")
    meeting = desk.begin(PAIR)
    hold(meeting)
    spent = meeting.saved().minutes
    assert spent >= 8
    meeting.leave()
    later = desk_at(desk.places.home, DAY + timedelta(hours=5))
    again = later.resume(PAIR)
    assert again.saved().minutes == spent
    again.leave()


def test_a_clock_set_back_in_the_middle_keeps_the_order(tmp_path):
    desk = a_desk(tmp_path / "home")
    meeting = desk.begin(PAIR)
    hold(meeting)
    meeting.leave()
    again = desk_at(desk.places.home, DAY - timedelta(days=1)).resume(PAIR)
    say(again, "goal", "Another")
    assert again.state.answer("goal", "mentee").value == "Another"
    saved, _ = desk.save(again, render)
    assert saved.state.answer("goal", "mentee").value == "Another"
    assert 0 <= saved.minutes < 60


# Killed right after saving


def with_journal(desk, home):
    """The desk, with the journals of another folder put back as if they had never gone."""
    rmtree(desk.places.open(PAIR), ignore_errors=True)
    copytree(home / "pairs" / PAIR / "open", desk.places.open(PAIR))
    return desk


def test_a_journal_that_is_in_the_record_word_for_word_is_removed_and_not_listed(desk, meeting):
    hold(meeting)
    on(meeting, "stopped")
    before = as_if_killed(desk).places.home
    desk.save(meeting, render)
    with_journal(desk, before)
    assert desk.unfinished(PAIR) == ()
    assert not any(desk.places.open(PAIR).iterdir())
    with pytest.raises(NotFound):
        desk.resume(PAIR)
    assert len(desk.ledger(PAIR).meetings) == 1


def test_a_journal_that_says_more_than_the_record_becomes_a_meeting_of_its_own(desk, meeting):
    hold(meeting)
    on(meeting, "stopped")
    copy = as_if_killed(desk)
    first, summary = desk.save(meeting, render)
    content = (desk.places.meetings(PAIR) / f"{first.start.id}.json").read_bytes()
    page = summary.read_bytes()

    other = copy.resume(PAIR)
    say(other, "goal", "Another goal")
    on(other, "added", "mentee", "step", value={"what": "A new step"})
    other.leave()
    with_journal(desk, copy.places.home)

    assert [one.id for one in desk.unfinished(PAIR)] == [first.start.id]
    again = desk.resume(PAIR)
    assert again.start.id != first.start.id
    assert again.state.answer("goal", "mentee").value == "Another goal"
    second, other_summary = desk.save(again, render)

    ledger = desk.ledger(PAIR)
    assert [one.id for one in ledger.meetings] == [second.start.id, first.start.id]
    assert (desk.places.meetings(PAIR) / f"{first.start.id}.json").read_bytes() == content
    assert summary.read_bytes() == page
    assert other_summary != summary
    assert desk.saved(PAIR, "1") == first
    assert desk.saved(PAIR, "2") == second
    assert [step.what for step in ledger.steps] == ["Two minutes", "A new step"]
    assert desk.unfinished(PAIR) == ()


def test_such_a_journal_may_be_broken_off_again(desk, meeting):
    hold(meeting)
    copy = as_if_killed(desk)
    desk.save(meeting, render)
    other = copy.resume(PAIR)
    say(other, "goal", "Another goal")
    other.leave()
    with_journal(desk, copy.places.home)
    for words in ("One", "Two"):
        again = desk.resume(PAIR)
        say(again, "tried", words)
        again.leave()
    again = desk.resume(PAIR)
    assert again.state.answer("tried", "mentee").value == "Two"
    desk.save(again, render)
    assert len(desk.ledger(PAIR).meetings) == 2


# Just between us

CANARY = "a canary sang"


def typed(meeting, q, seat="mentee", field=""):
    for end in range(3, len(CANARY) + 1):
        on(meeting, "answered", seat, q, field=field, value=CANARY[:end])
    return q, seat, ""


def a_row(meeting, q, seat, field, *more):
    row = on(meeting, "added", seat, q, value={field: CANARY})
    for name in more:
        on(meeting, "set", seat, q, row=row, field=name, value=f"{name}: {CANARY}")
    return q, seat, row


def an_offer(meeting):
    q, seat, row = a_row(meeting, "perspective", "mentor", "text", "fit")
    on(meeting, "set", "mentee", "perspective", row=row, field="takes", value=CANARY)
    return q, seat, row


def a_reason(meeting):
    say(meeting, "pick", on(meeting, "added", "mentee", "ideas", value={"text": "Rehearse"}))
    return typed(meeting, "pick", field="why")


WORDS = {
    "an answer": lambda meeting: typed(meeting, "goal"),
    "a takeaway of the mentor": lambda meeting: typed(meeting, "takeaway", "mentor"),
    "an option": lambda meeting: a_row(meeting, "ideas", "mentee", "text", "upside", "risk"),
    "an offer": an_offer,
    "a step": lambda meeting: a_row(meeting, "step", "mentee", "what", "if", "then"),
    "the reason of a pick": a_reason,
}


@pytest.mark.parametrize("kind", WORDS)
def test_what_is_just_between_us_leaves_nothing(desk, meeting, kind):
    home = desk.places.home
    hold(meeting)
    q, seat, row = WORDS[kind](meeting)
    journal = f"pairs/{PAIR}/open/{meeting.start.id}/journal"
    assert holding(home, CANARY) == [journal]
    on(meeting, "between_us", seat, q, row=row)
    assert holding(home, CANARY[:4]) == []
    assert CANARY not in repr(meeting.state)

    again = as_if_killed(desk).resume(PAIR)
    assert resumed_as(again, meeting)
    again.leave()

    on(meeting, "next", value="2026-12-04")
    desk.save(meeting, render)
    assert holding(home, CANARY[:4]) == []
    assert "Two minutes" in render(desk.saved(PAIR))


def test_words_that_can_not_be_taken_off_the_disk_stay_where_they_are(desk, meeting):
    hold(meeting)
    events, state = meeting.events, meeting.state
    folder = meeting.folder
    away = folder.with_name("away")
    folder.rename(away)
    with pytest.raises(CannotDo):
        meeting.act(Act("between_us", "mentee", "goal"))
    assert (meeting.events, meeting.state) == (events, state)
    away.rename(folder)
    assert same_but_for_places(meeting.saved().state, state)
    meeting.act(Act("between_us", "mentee", "goal"))
    assert holding(desk.places.home, "Speak at the demo") == []


def an_account(desk):
    """A meeting, and a step of the one before it whose account holds the canary."""
    before = desk.begin(PAIR)
    step = on(before, "added", "mentee", "step", value={"what": "Rehearse"})
    desk.save(before, render)
    meeting = desk.begin(PAIR)
    on(meeting, "set", "mentee", "account", row=step, field="status", value="partly")
    for end in range(3, len(CANARY) + 1):
        on(meeting, "set", "mentee", "account", row=step, field="note", value=CANARY[:end])
    return meeting, step


def test_the_note_of_an_account_is_taken_back_and_what_became_of_the_step_stays(desk):
    home = desk.places.home
    meeting, step = an_account(desk)
    with pytest.raises(NotNow):
        on(meeting, "between_us", "mentee", "account", row=step)
    on(meeting, "between_us", "mentee", "account", row=step, field="note")
    assert holding(home, CANARY[:4]) == []
    again = as_if_killed(desk).resume(PAIR)
    assert resumed_as(again, meeting)
    again.leave()
    desk.save(meeting, render)
    assert holding(home, CANARY[:4]) == []
    (kept,) = desk.ledger(PAIR).steps
    assert (kept.status, kept.notes) == ("partly", ())


# Refused


@pytest.mark.parametrize(
    "refusal", [CannotDo("Full."), HeldByOther("Held."), KeyError("x"), KeyboardInterrupt()]
)
def test_a_meeting_that_was_not_kept_goes_on(desk, meeting, refusal):
    hold(meeting)

    def keep(*_):
        raise refusal

    with pytest.raises(type(refusal)):
        meeting.save(keep)
    assert not meeting.state.stopped
    assert meeting.events[-1].what == "resumed"
    say(meeting, "goal", "Another goal")
    again = as_if_killed(desk).resume(PAIR)
    assert resumed_as(again, meeting)
    again.leave()
    saved, _ = desk.save(meeting, render)
    assert saved.state.answer("goal", "mentee").value == "Another goal"


def test_a_record_that_is_held_for_a_moment_is_waited_for(desk, meeting):
    say(meeting, "goal", "A talk")
    lock = lock_of(desk.places.pair(PAIR) / "record.json")
    lock.acquire()
    letting_go = threading.Timer(0.2, lock.release)
    letting_go.start()
    desk.save(meeting, render)
    letting_go.join()
    assert len(desk.ledger(PAIR).meetings) == 1


# Killed right after saving what goes on as a meeting of its own


def test_such_a_journal_is_saved_once_even_when_killed_before_it_goes(desk, meeting):
    hold(meeting)
    copy = as_if_killed(desk)
    desk.save(meeting, render)
    other = copy.resume(PAIR)
    say(other, "goal", "Another goal")
    other.leave()
    with_journal(desk, copy.places.home)
    journal = desk.places.journal(PAIR, meeting.start.id)
    with journal.open("ab") as file:
        file.write(b"damaged\n")

    again = desk.resume(PAIR)
    assert b"damaged" in journal.read_bytes()
    on(again, "stopped")
    left = as_if_killed(desk).places.home
    saved, _ = desk.save(again, render)
    with_journal(desk, left)
    assert read_journal(journal).header["id"] == saved.start.id
    journal.write_bytes(journal.read_bytes().replace(b"damaged\n", b""))
    assert desk.unfinished(PAIR) == ()
    assert not journal.exists()
    assert len(desk.ledger(PAIR).meetings) == 2
