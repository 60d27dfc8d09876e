"""The days of a meeting for a calendar, read back by another's parser."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from meetings import Meeting, a_full_meeting, a_start, shipped

from checkin.ground.text import clean, clean_line
from checkin.summary.document import document
from checkin.summary.ics import Day, calendar, day_of_step, days_of

ENDED = "2026-11-27T14:41:30.500+00:00"


def calendar_of(saved):
    document = document_of(saved)
    return calendar(days_of(document), document.ended)


def document_of(meeting):
    return document(meeting.state, ended=ENDED, minutes=41)


def events(data):
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_a_step_with_a_date_and_the_next_meeting_are_days_in_it():
    step, meeting = events(calendar_of(a_full_meeting()))
    assert step["summary"] == "Rehearse the first two minutes (Sam)"
    assert (step.decoded("dtstart"), step.decoded("dtend")) == (date(2026, 12, 3), date(2026, 12, 4))
    assert step["description"] == "If Ana has no time, then I record myself\nSam with Robin, Fri 27 Nov 2026"
    assert meeting["summary"] == "Meeting: Sam with Robin"
    assert meeting.decoded("dtstart") == date(2026, 12, 11)
    for event in (step, meeting):
        (alarm,) = event.walk("VALARM")
        assert alarm["action"] == "DISPLAY"
        assert alarm.decoded("trigger") == timedelta(hours=9)
        assert event.decoded("dtstamp") == datetime(2026, 11, 27, 14, 41, 30, tzinfo=UTC)


def test_reading_it_in_again_replaces_what_is_there():
    once, again = (calendar_of(a_full_meeting()) for _ in range(2))
    assert once == again
    uids = [str(event["uid"]) for event in events(once)]
    assert len(set(uids)) == 2
    step = document_of(a_full_meeting()).steps[0]
    assert day_of_step(step.id, "Other words", "Sam", "2026-12-04").uid + "@checkin" == uids[0]


def test_for_one_owner_only_their_own_steps_are_in_it():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.add("step", what="Rehearse", due="2026-12-03")
    meeting.add("step", what="Ask for a slot", owner="mentor", due="2026-12-04")
    meeting.add("step", what="Some day")
    told = document_of(meeting)
    assert [day.title for day in days_of(told)] == ["Rehearse (Sam)", "Ask for a slot (Robin)"]
    assert [day.title for day in days_of(told, "mentor")] == ["Ask for a slot (Robin)"]


def test_nobody_is_invited_and_no_address_is_in_it():
    data = calendar_of(a_full_meeting()).upper()
    for word in (b"ATTENDEE", b"ORGANIZER", b"MAILTO", b"METHOD"):
        assert word not in data


def test_what_is_no_date_is_left_out():
    days = [Day("a", "soon", "x"), Day("b", "9999-12-31", "y"), Day("c", "2026-12-01", "z")]
    assert [str(event["summary"]) for event in events(calendar(days, ENDED))] == ["z"]
    with pytest.raises(ValueError):
        calendar(days, "yesterday")


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:x@example.org",
            "one, two; three \\n four \\\\ \\, \\;",
            'quoted "words": and = signs ^n ^^',
            "é😀日" * 40,
            "x" * 10_000,
            "\u2028BEGIN:VALARM\u0085END:VCALENDAR\x0b\x0c",
            "BEGIN:VCALENDAR",
        ]
    ),
)


@settings(max_examples=25)
@given(HOSTILE, HOSTILE)
def test_whatever_was_typed_is_words_of_one_entry(title, about):
    data = calendar([Day("u1", "2026-12-01", title, about)], ENDED)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (event,) = events(data)
    assert set(event) == {"UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "TRANSP", "SUMMARY"} | (
        {"DESCRIPTION"} if clean(about).strip() else set()
    )
    assert str(event["summary"]) == clean_line(title)
    if about := clean(about).strip():
        assert str(event["description"]) == about
