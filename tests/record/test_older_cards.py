"""Meetings of earlier versions, in which a card was one text: no word of theirs is lost."""

import pytest
from meetings import a_bank, a_start

from checkin.banks.model import Question
from checkin.meeting.events import Event, to_json
from checkin.meeting.folding import fold
from checkin.meeting.start import from_json as start_from_json
from checkin.meeting.start import to_json as start_to_json
from checkin.record.journal_lines import NAME, VERSION, line_of
from checkin.record.saved import SavedMeeting, from_bytes, to_bytes
from checkin.record.starting import read_meeting

AT = "2026-11-27T14:00:00.000+00:00"
START = a_start(a_bank(Question("found", "What did you learn?", type="lesson")))
EVENTS = (
    Event("01KAEVENT00000000000000001", 1, "mentee", AT, "answered", q="found", value="Rest"),
    Event("01KAEVENT00000000000000002", 2, "mentee", AT, "answered", q="found", value="Rest first"),
)


def told(state):
    return [(row.id, row.seat, dict(row.fields)) for row in state.live_rows("found")]


def test_a_saved_meeting_has_the_text_as_a_card():
    data = to_bytes(SavedMeeting(START, EVENTS[1:], AT, 40))
    assert told(from_bytes(data, "it").state) == [
        ("01KAEVENT00000000000000002", "mentee", {"text": "Rest first"})
    ]


def test_an_unfinished_meeting_goes_on_with_the_text_as_a_card(tmp_path):
    header = line_of({**start_to_json(START), NAME: VERSION})
    journal = tmp_path / NAME
    journal.write_bytes(header + header + b"".join(line_of(to_json(event)) for event in EVENTS))
    start, events, damage = read_meeting(journal)
    assert not damage
    assert told(fold(start, events)) == [("01KAEVENT00000000000000001", "mentee", {"text": "Rest first"})]


def test_a_meeting_of_a_later_version_is_refused_and_one_of_an_earlier_is_read():
    data = start_to_json(START)
    assert data["v"] == 3
    assert start_from_json(data | {"v": 1}) == START
    assert start_from_json(data | {"v": 2}) == START
    with pytest.raises(ValueError, match="version 4"):
        start_from_json(data | {"v": 4})
