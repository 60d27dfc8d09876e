"""What a meeting parked comes back in the next one, once, and ends there; alone it waits for a yes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desks import PAIR, a_desk, as_if_killed, on, render, say

from checkin.ground.errors import CannotDo
from checkin.meeting.brought import brought_at, brought_line, brought_title, in_a_line
from checkin.record import private
from checkin.record.bringing import bring_once, preparation
from checkin.record.journal_lines import line_of
from checkin.record.offering import bringing
from checkin.record.own_page import mentor_ready
from checkin.record.saved import from_bytes
from checkin.record.starting import read_meeting
from checkin.summary.around import around_of
from checkin.summary.json_form import as_json
from checkin.summary.kept import COLLECTIONS
from checkin.summary.takeaway import takeaway_of

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk
    from checkin.record.open_meeting import OpenMeeting


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path / "home")


def park(meeting: OpenMeeting, text: str, seat: str = "mentee") -> str:
    row = meeting.new_row()
    on(meeting, "parked", seat, row=row, value=text)
    return row


def met(desk: Desk, *parked: str, goal: str = "", bank: str = "regular") -> None:
    meeting = desk.begin(PAIR, bank)
    if goal:
        say(meeting, "goal", goal)
    for text in parked:
        park(meeting, text)
    desk.save(meeting, render)


def brought(desk: Desk) -> list[tuple[str, str, bool]]:
    return [(one.text, one.origin, bool(one.used)) for one in desk.ledger(PAIR).ledgers.brought]


def test_what_was_parked_is_offered_once_and_ends_there(desk: Desk):
    meeting = desk.begin(PAIR, "regular")
    row = park(meeting, "How to ask for leave")
    park(meeting, "The slides", "mentor")
    saved, _ = desk.save(meeting, render)
    (first, second) = desk.ledger(PAIR).ledgers.waiting
    assert (first.id, first.meeting, first.seat, second.seat) == (row, saved.start.id, "mentee", "mentor")

    again = desk.begin(PAIR, "regular")
    things = brought_at(again.state, again.state.questions["goal"])
    assert brought_title(things) == "2 things were parked:"
    assert [brought_line(again.state, one) for one in things] == [
        "How to ask for leave",
        "The slides (Robin)",
    ]
    say(again, "goal", "How to ask for leave")
    desk.save(again, render)
    assert brought(desk) == [("How to ask for leave", "parked", True), ("The slides", "parked", True)]

    third = desk.begin(PAIR, "regular")
    assert third.start.known.brought == ()
    third.leave(if_blank_drop=True)


def test_where_a_meeting_ends_before_the_goal_it_waits_on(desk: Desk):
    met(desk, "How to ask for leave")
    met(desk)
    assert brought(desk) == [("How to ask for leave", "parked", False)]


def test_among_other_things_it_says_that_it_was_parked(desk: Desk):
    met(desk, "Leave")
    bring_once(desk, PAIR, "The demo", "", "jot")
    meeting = desk.begin(PAIR, "regular")
    things = brought_at(meeting.state, meeting.state.questions["goal"])
    assert brought_title(things) == "2 things were brought or parked:"
    assert [brought_line(meeting.state, one) for one in things] == ["Leave (parked)", "The demo"]
    meeting.leave(if_blank_drop=True)


def test_the_page_of_the_pair_and_whoever_prepares_are_told(desk: Desk):
    met(desk, "Leave", "The budget")
    waiting = desk.ledger(PAIR).ledgers.waiting
    assert bringing(waiting, "Sam", "Robin") == "2 things are parked"
    bring_once(desk, PAIR, "The demo", "", "jot")
    waiting = desk.ledger(PAIR).ledgers.waiting
    assert bringing(waiting, "Sam", "Robin") == "Sam brings 1 thing, 2 are parked"
    assert [in_a_line(one) for one in waiting] == ["Leave (parked)", "The budget (parked)", "The demo"]
    assert "- Leave (parked)" in mentor_ready(desk, PAIR)
    prepares = desk.begin(PAIR, "prepare")
    assert "- Leave (parked)" in next(iter(prepares.state.questions.values())).hint
    prepares.leave(if_blank_drop=True)


def test_the_summary_has_a_short_part_for_it_and_the_lists_what_became_of_it(desk: Desk):
    meeting = desk.begin(PAIR, "regular")
    park(meeting, "Leave", "mentor")
    saved, page = desk.save(meeting, render)
    (told,) = as_json(saved.state, ended=saved.ended, minutes=saved.minutes)["parked"]
    assert (told["by"], told["text"]) == ("mentor", "Leave")
    assert page.read_text().split("## Parked")[1].split("---")[0].strip() == "- Leave — Robin"
    ledger = desk.ledger(PAIR)
    around = around_of(ledger, desk.today())
    (one,) = COLLECTIONS["parked"].read(ledger.ledgers, around)
    assert "Parked by Robin" in one.text
    assert one.beside.startswith("waits since")
    titles = {
        seat: [part.title for part in takeaway_of(ledger, (), seat).sections] for seat in ("mentee", "mentor")
    }
    assert all("Parked for another time" in each for each in titles.values())
    met(desk, goal="Something else")
    ledger = desk.ledger(PAIR)
    assert COLLECTIONS["parked"].read(ledger.ledgers, around)[0].beside == "came up again"
    assert not any("Parked" in part.title for part in takeaway_of(ledger, (), "mentee").sections)


def test_a_goal_that_was_parked_itself_was_left_so(desk: Desk):
    met(desk, "Speak at the team demo, another day", goal="Speak at the team demo")
    met(desk, "Leave", goal="Say no to Kim")
    assert [topic.end for topic in desk.ledger(PAIR).ledgers.topics] == ["parked", ""]


def test_what_is_parked_alone_waits_for_its_owners_yes(desk: Desk):
    met(desk, "My fear", bank="solo")
    assert [one.text for one in private.outcomes(desk, PAIR)] == ["My fear"]
    assert brought(desk) == []


def test_what_is_parked_while_preparing_is_not_on_the_page_that_both_may_read(desk: Desk):
    meeting = desk.begin(PAIR, "prepare")
    on(meeting, "added", "mentee", "bring", row=meeting.new_row(), value={"text": "The talk"})
    park(meeting, "My fear")
    desk.save(meeting, render)
    assert "The talk" in preparation(desk, PAIR).page
    assert "My fear" not in preparation(desk, PAIR).page
    assert [one.text for one in private.outcomes(desk, PAIR)] == ["My fear"]
    assert brought(desk) == [("The talk", "prep", False)]


def test_a_meeting_broken_off_goes_on_with_what_was_parked_and_without_what_was_taken_back(desk: Desk):
    meeting = desk.begin(PAIR, "regular")
    park(meeting, "Leave")
    row = park(meeting, "canary")
    on(meeting, "between_us", "mentee", row=row)
    again = as_if_killed(desk).resume(PAIR, meeting.start.id)
    assert [one.text("text") for one in again.state.waits] == ["Leave"]
    assert "canary" not in (again.folder / "journal").read_text()
    again.leave()


def test_an_earlier_version_does_not_go_on_where_this_one_did(desk: Desk):
    meeting = desk.begin(PAIR, "regular")
    say(meeting, "goal", "Speak")
    path = meeting.folder / "journal"
    meeting.leave()
    lines = path.read_bytes().split(b"\n")
    header = json.loads(lines[0][9:]) | {"v": 2}
    path.write_bytes(line_of(header) * 2 + b"\n".join(lines[2:]))
    again = desk.resume(PAIR, meeting.start.id)
    park(again, "Leave")
    again.leave()
    assert json.loads(path.read_bytes()[9:].split(b"\n")[0])["v"] == 3
    _, events, damage = read_meeting(path)
    assert not damage
    assert [event.value for event in events if event.what in ("answered", "parked")] == ["Speak", "Leave"]


def test_a_saved_meeting_of_a_later_version_is_refused_politely(desk: Desk):
    met(desk, "Leave")
    (file,) = desk.places.meetings(PAIR).glob("*.json")
    later = file.read_bytes().replace(b'"start": {\n "v": 3', b'"start": {\n "v": 4', 1)
    assert later != file.read_bytes()
    with pytest.raises(CannotDo, match="later version"):
        from_bytes(later, "it")


def test_a_guest_parks_under_their_own_name(tmp_path: Path):
    desk = a_desk(tmp_path / "group")
    meeting = desk.begin(PAIR, "group", people={"third": "Kim"})
    park(meeting, "The venue", "third")
    _, page = desk.save(meeting, render)
    assert "- The venue — Kim" in page.read_text()
    (one,) = desk.ledger(PAIR).ledgers.waiting
    assert bringing((one,), "Sam", "Robin") == "1 thing is parked"
    # What waits is the pair's, and comes up when the two of them meet.
    again = desk.begin(PAIR, "regular")
    assert brought_line(again.state, again.start.known.brought[0]) == "The venue"
    again.leave(if_blank_drop=True)
