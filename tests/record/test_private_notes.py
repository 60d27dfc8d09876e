"""One's own notes: kept with their owner, and found in no other file, whatever happens around them."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from desks import PAIR, a_desk, desk_at, holding, on, render, say

from checkin.ground.errors import CannotDo, NotFound, WrongInput
from checkin.meeting.events import to_json as event_to_json
from checkin.meeting.offered import put_in
from checkin.meeting.start import to_json
from checkin.record import private
from checkin.record.bringing import bring_outcome
from checkin.record.layout import encode
from checkin.record.record_file import RecordFile
from checkin.record.whose import claim

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

CANARY = "kanarie-7f3a"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path / "home")


def person(desk: Desk, seat: str) -> str:
    return next(one.id for one in desk.ledger(PAIR).people if one.seat == seat)


def test_a_note_is_in_a_file_that_only_its_owner_reads(desk: Desk):
    private.note(desk, PAIR, "mentee", "Sleep first.\nThen write.")
    path = desk.places.notes(person(desk, "mentee"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    (kept,) = private.entries(desk, PAIR, "mentee", "note")
    assert kept.text == "Sleep first.\nThen write."
    assert private.entries(desk, PAIR, "mentor") == ()


def test_a_note_that_is_removed_is_in_no_backup_either(desk: Desk):
    note = private.note(desk, PAIR, "mentee", CANARY)
    private.note(desk, PAIR, "mentee", "another")
    private.forget(desk, PAIR, "mentee", note[-6:].lower())
    assert [one.text for one in private.entries(desk, PAIR, "mentee")] == ["another"]
    assert holding(desk.places.home, CANARY) == []
    with pytest.raises(NotFound):
        private.forget(desk, PAIR, "mentee", note)


def test_a_damaged_file_of_notes_comes_back_from_its_backup(desk: Desk):
    private.note(desk, PAIR, "mentee", "first")
    private.note(desk, PAIR, "mentee", "second")
    path = desk.places.notes(person(desk, "mentee"))
    path.write_bytes(path.read_bytes()[:-9])
    assert [one.text for one in private.entries(desk, PAIR, "mentee")] == ["first"]
    assert any("backup" in notice for notice in desk.notices.take())


def test_three_heavy_meetings_in_a_row_suggest_a_talk_about_boundaries(desk: Desk):
    for value in (9, 8, 3, 7, 10):
        private.load(desk, PAIR, value)
        assert not private.too_heavy(desk, PAIR)
    private.load(desk, PAIR, private.HEAVY)
    assert private.too_heavy(desk, PAIR)


def test_a_thought_kept_ready_is_taken_out_once(desk: Desk):
    first = private.queue_offer(desk, PAIR, "story", "I froze too.", "It was smaller.")
    private.queue_offer(desk, PAIR, "", "Ask Kim.")
    kept = private.queued_offers(desk, PAIR)
    assert [(one.kind, one.text, one.fit) for one in kept] == [
        ("story", "I froze too.", "It was smaller."),
        ("", "Ask Kim.", ""),
    ]
    assert private.take_offer(desk, PAIR, first).text == "I froze too."
    assert [one.text for one in private.queued_offers(desk, PAIR)] == ["Ask Kim."]
    with pytest.raises(NotFound):
        private.take_offer(desk, PAIR, first)


def test_a_thought_that_could_not_be_put_in_is_refused_when_it_is_written(desk: Desk):
    with pytest.raises(WrongInput, match="501 characters"):
        private.queue_offer(desk, PAIR, "story", "x" * 501)
    private.queue_offer(desk, PAIR, "story", "x" * 500)
    meeting = desk.begin(PAIR)
    offer = next(one for one in meeting.state.questions.values() if one.type == "offer")
    on(meeting, "opened", "mentee", offer.id, value="asked")
    (thought,) = private.queued_offers(desk, PAIR)
    meeting.act(put_in(meeting.state, offer, meeting.new_row(), thought))
    assert [row.text("text") for row in meeting.state.live_rows(offer.id)] == ["x" * 500]


def test_what_the_mentor_keeps_ready_is_not_seen_from_the_mentees_account(desk: Desk):
    private.queue_offer(desk, PAIR, "factor", "Money.")
    claim(desk, PAIR, ["mentee"])
    assert private.queued_offers(desk, PAIR) == ()
    for look in (private.too_heavy, lambda d, p: private.load(d, p, 3)):
        with pytest.raises(CannotDo, match="This account is Sam's"):
            look(desk, PAIR)


def test_a_debrief_and_a_door_held_back_are_kept_with_their_reason(desk: Desk):
    private.debrief(desk, PAIR, "neither", "The firm closed.")
    private.held_door(desk, PAIR, "Kim at the paper", private.OWN_PAST)
    one, other = private.entries(desk, PAIR, "mentor")
    assert (one.more["whose"], one.text) == ("neither", "The firm closed.")
    assert (other.more["reason"], other.text) == ("own_past", "Kim at the paper")


def test_the_end_of_a_pair_takes_all_that_was_kept_alone_about_it(desk: Desk):
    other = desk.create_pair("Robin", "Kim")
    private.note(desk, PAIR, "mentee", CANARY)
    meeting = desk.begin(PAIR, "solo")
    say(meeting, "matter", CANARY)
    desk.save(meeting, render)
    private.note(desk, other, "mentee", "stays")
    private.forget_pair(desk.places, PAIR, person(desk, "mentee"))
    private.forget_pair(desk.places, PAIR, person(desk, "mentor"))
    assert holding(desk.places.home, CANARY) == []
    assert [one.text for one in private.entries(desk, other, "mentee")] == ["stays"]


def test_nothing_private_is_in_any_other_file_or_on_the_wire(desk: Desk, tmp_path: Path):
    """A canary in every private field, while time alone is open, broken off, saved, and after a joint one."""
    private.note(desk, PAIR, "mentee", f"{CANARY} note")
    private.note(desk, PAIR, "mentor", f"{CANARY} note")
    private.debrief(desk, PAIR, "theirs", f"{CANARY} debrief")
    private.held_door(desk, PAIR, f"{CANARY} door", "other", f"{CANARY} why")
    private.queue_offer(desk, PAIR, "story", f"{CANARY} offer", f"{CANARY} fit")
    alone = desk.begin(PAIR, "solo")
    for question in ("matter", "tried", "real_issue", "takeaway"):
        say(alone, question, f"{CANARY} {question}")
    on(alone, "added", "mentee", "ideas", value={"text": f"{CANARY} idea"})
    on(alone, "added", "mentee", "step", value={"what": f"{CANARY} step", "owner": "mentee"})
    on(alone, "added", "mentee", "bring", value={"text": f"{CANARY} bring", "approach": f"{CANARY} how"})
    assert only_private(desk) == []  # while it is open
    desk.save(alone, render)
    broken_off = desk.begin(PAIR, "solo")
    say(broken_off, "matter", f"{CANARY} broken off")
    broken_off.leave()
    joint = desk.begin(PAIR, "regular")
    say(joint, "goal", "Give the talk")
    # What a shared meeting sends is this: its start, and its events.
    assert CANARY not in json.dumps([to_json(joint.start), *map(event_to_json, joint.events)])
    desk.save(joint, render)
    assert only_private(desk) == []
    assert holding(tmp_path, CANARY)  # it is there at all
    # The owner's yes brings the words that were said yes to, and nothing else.
    (outcome,) = private.outcomes(desk, PAIR)
    bring_outcome(desk, PAIR, outcome, "The talk, again")
    assert only_private(desk) == []
    waiting = desk_at(desk.places.home).ledger(PAIR).ledgers.waiting
    assert [(one.text, one.origin) for one in waiting] == [("The talk, again", "solo")]


def only_private(desk: Desk) -> list[str]:
    """The files that have the canary and are not with the private ones."""
    return [name for name in holding(desk.places.home.parent, CANARY) if "/private/" not in f"/{name}"]


@pytest.mark.parametrize("text", ["\x1b[31mred\r\n[b]bold[/b]", "\ud800", "", "\u202eback\0", "😀" * 500])
def test_any_words_can_be_kept_and_read(desk: Desk, text: str):
    private.note(desk, PAIR, "mentee", text)
    (kept,) = private.entries(desk, PAIR, "mentee")
    assert not {"\r", "\x1b", "\0", "\ud800"} & set(kept.text)


@pytest.mark.parametrize("value", [None, {}, "heavy", True, float("inf"), -3, 99])
def test_how_heavy_it_was_is_read_from_a_damaged_entry_too(desk: Desk, value: object):
    for _ in range(private.IN_A_ROW):
        private.load(desk, PAIR, 3)
    path = desk.places.notes(person(desk, "mentor"))
    tables = RecordFile(path).read()
    assert tables is not None
    for entry in tables[private.ENTRIES].values():
        entry["value"] = value
    path.write_bytes(encode(tables))
    assert private.too_heavy(desk, PAIR) is (value == 99)
    assert all(0 <= private.heaviness(one) <= 10 for one in private.entries(desk, PAIR, "mentor"))
