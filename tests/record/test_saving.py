"""What a saved meeting puts on record."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from desks import DAY, PAIR, a_desk, desk_at, on, render, say

from checkin.ground.errors import CannotDo
from checkin.ground.ids import Ids
from checkin.record.record_file import RecordFile
from checkin.record.saved import SavedMeeting, from_bytes, to_bytes
from checkin.record.saving import accounts_of, steps_of


@pytest.fixture
def desk(tmp_path):
    return a_desk(tmp_path / "home")


def held(desk, *steps, **accounts):
    """A saved meeting with these steps, and accounts of earlier ones by what they are."""
    meeting = desk.begin(PAIR)
    for what, parts in steps:
        on(meeting, "added", "mentee", "step", value={"what": what, **parts})
    by_what = {step.what: step for step in meeting.start.open_steps}
    for what, status in accounts.items():
        step = by_what[what]
        if status == "talked":
            on(meeting, "talked", step.owner, "account", row=step.id)
        else:
            on(meeting, "set", step.owner, "account", row=step.id, field="status", value=status)
            on(meeting, "set", step.owner, "account", row=step.id, field="note", value=f" {what} it is ")
    return desk.save(meeting, render)[0]


def test_steps_stand_in_the_ledger_with_their_owner_plan_and_date(desk):
    plan = {"due": "2026-12-03", "if": "Ana is away ", "then": " I record it", "readiness": 8}
    held(desk, ("Rehearse ", plan), ("Ask for a slot", {"owner": "mentor"}))
    ledger = desk.ledger(PAIR)
    first, second = ledger.steps
    assert (first.what, first.owner_seat, first.owner_name) == ("Rehearse", "mentee", "Sam")
    assert (first.due, first.if_, first.then, first.readiness) == (
        "2026-12-03",
        "Ana is away",
        "I record it",
        8,
    )
    assert (second.what, second.owner_seat, second.owner_name) == ("Ask for a slot", "mentor", "Robin")
    assert (first.priority, second.priority) == (True, False)
    assert first.meeting == second.meeting == ledger.meetings[0].id
    assert first.open
    assert second.open


def test_a_step_that_says_nothing_is_none(desk):
    held(desk, (" ", {"readiness": 9}), ("Rehearse", {}))
    assert [(step.what, step.priority) for step in desk.ledger(PAIR).steps] == [("Rehearse", True)]


def test_what_became_of_steps_stands_in_the_ledger(desk):
    steps = ("one", "two", "three", "four", "five", "six")
    held(desk, *[(what, {}) for what in steps[:3]])
    held(desk, *[(what, {}) for what in steps[3:]])
    saved = held(desk, one="done", two="partly", three="changed", four="still", five="talked")
    by_what = {step.what: step for step in desk.ledger(PAIR).steps}
    assert {what: (step.status, step.open, step.carried) for what, step in by_what.items()} == {
        "one": ("done", False, 0),
        "two": ("partly", True, 0),
        "three": ("changed", False, 0),
        "four": ("open", True, 1),
        "five": ("open", True, 0),
        "six": ("open", True, 0),
    }
    assert by_what["one"].notes == ("one it is",)
    assert by_what["one"].accounts[0].meeting == saved.start.id
    assert by_what["one"].accounts[0].by == "mentee"
    assert by_what["five"].accounts == ()


def test_the_index_says_when_what_and_how_long(desk):
    meeting = desk.begin(PAIR, "regular", "quick")
    say(meeting, "takeaway", " I was alone ")
    on(meeting, "next", value="2026-12-11")
    on(meeting, "agreed", "mentor", value=True)
    on(meeting, "agreed", "mentee", value=True)
    desk.save(meeting, render)
    (entry,) = desk.ledger(PAIR).meetings
    assert (entry.bank, entry.kind, entry.title, entry.depth) == (
        "regular",
        "regular",
        "Regular check-in",
        "quick",
    )
    assert (entry.date, entry.next, entry.minutes) == ("2026-11-27", "2026-12-11", 2)
    assert entry.takeaways == {"mentee": "I was alone"}
    assert set(entry.agreed) == {"mentee", "mentor"}
    assert entry.drawn == ("really",)
    assert entry.started < entry.ended


def test_two_meetings_of_a_day_have_two_summaries(desk):
    held(desk)
    held(desk)
    names = [meeting.summary for meeting in desk.ledger(PAIR).meetings]
    assert len(set(names)) == 2
    for name, number in zip(names, ("2", "1"), strict=True):
        text = (desk.places.summaries(PAIR) / name).read_text("utf-8")
        assert text == render(desk.saved(PAIR, number))


def test_a_saved_file_is_read_as_it_was_written(desk):
    saved = held(desk, ("Rehearse", {"readiness": 3}))
    assert from_bytes(to_bytes(saved), "x") == saved


def test_words_of_a_crafted_journal_that_mean_nothing_are_not_put_on_record(desk):
    held(desk, ("Rehearse", {}))
    meeting = desk_at(desk.places.home, DAY + timedelta(days=7)).begin(PAIR)
    (step,) = meeting.start.open_steps
    on(meeting, "set", step.owner, "account", row=step.id, field="status", value="done")
    events = tuple(replace(event, value="vanished") for event in meeting.events)
    meeting.leave()
    crafted = SavedMeeting(meeting.start, events, meeting.start.at, 1)
    assert accounts_of(crafted, Ids()) == []
    assert steps_of(crafted) == []


def test_a_note_without_a_word_of_what_became_of_the_step_is_kept_and_changes_nothing(desk):
    held(desk, ("Rehearse", {}))
    for status in ("done", ""):
        meeting = desk.begin(PAIR)
        for step in meeting.start.open_steps:
            on(meeting, "set", step.owner, "account", row=step.id, field="note", value=" Ana listened ")
            if status == "done":
                on(meeting, "added", "mentee", "step", value={"what": "Again"})
        desk.save(meeting, render)
    first, again = desk.ledger(PAIR).steps
    assert first.notes == ("Ana listened", "Ana listened")
    assert again.notes == ("Ana listened",)
    assert (first.status, first.open, first.carried) == ("open", True, 0)
    assert [account.what for account in first.accounts] == ["noted", "noted"]


@pytest.mark.parametrize("harm", ["deleted", "moved", "a folder", "another's", "a loop", "a pipe"])
def test_whatever_happened_to_a_summary_of_the_day_the_next_meeting_is_saved(desk, harm):
    held(desk)
    summaries = desk.places.summaries(PAIR)
    (page,) = summaries.iterdir()
    if harm == "moved":
        page.rename(summaries / "mine.md")
    elif harm != "another's":
        page.unlink()
    if harm == "a folder":
        page.mkdir()
    if harm == "a loop":
        page.symlink_to(page)
    if harm == "a pipe":
        os.mkfifo(page)
    if harm == "another's":
        page.with_name(page.stem + "-2.md").write_text("notes of my own")
    held(desk)
    newest, first = desk.ledger(PAIR).meetings
    assert first.summary == page.name
    assert newest.summary == page.stem + ("-3.md" if harm == "another's" else "-2.md")
    assert (summaries / newest.summary).read_text("utf-8") == render(desk.saved(PAIR))


def test_a_save_that_is_refused_leaves_no_file_of_the_meeting(desk, monkeypatch):
    held(desk)
    before = sorted(path.name for path in desk.places.pair(PAIR).rglob("*") if "open" not in path.parts)
    meeting = desk.begin(PAIR)
    say(meeting, "goal", "A talk")

    def refuse(*_):
        raise CannotDo("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(RecordFile, "write", refuse)
        with pytest.raises(CannotDo):
            desk.save(meeting, render)
    after = sorted(path.name for path in desk.places.pair(PAIR).rglob("*") if "open" not in path.parts)
    assert [name for name in after if "lock" not in name] == [name for name in before if "lock" not in name]
    saved, summary = desk.save(meeting, render)
    assert summary.read_text("utf-8") == render(saved)
