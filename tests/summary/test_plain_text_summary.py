"""The plain-text form."""

from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import Meeting, a_bank, a_full_meeting, a_start, shipped
from test_escaping import TYPED
from test_markdown_summary import meeting_saying

from checkin.banks.model import Question
from checkin.ground.text import cell_width
from checkin.summary.document import document
from checkin.summary.plain_text import text


def text_of(state, width=78):
    return text(document(state, ended="2026-11-27T14:41:00.000+00:00", minutes=41), width)


def test_it_has_every_section_and_no_markup():
    said = text_of(a_full_meeting().state)
    assert said.startswith(
        "Sam with Robin, Fri 27 Nov 2026\nRegular check-in, 41 minutes\n\nSince last time\n\n"
    )
    assert "  Goal for today\n    Speak at the team demo\n" in said
    assert (
        "    - Rehearse the first two minutes — Sam, by Thu 3 Dec 2026\n      If Ana has no time, then"
        in said
    )
    assert said.endswith("Next meeting: Fri 11 Dec 2026\nLooks right to both.\n")
    assert not set("#*`\\") & set(said)


def test_an_empty_meeting_is_short():
    said = text_of(Meeting(a_start(shipped("regular"))).state)
    assert "Goals\n\n  Not discussed: Goal for today\n" in said


def test_a_pulse_has_a_line_for_each_with_the_name():
    meeting = Meeting(a_start(a_bank(Question("us", "How are we doing?", type="pulse", who="both"))))
    meeting.say("us", 4)
    meeting.say("us", 7, seat="mentor")
    assert "  How are we doing?\n    Sam: 4 (0 to 10)\n    Robin: 7 (0 to 10)\n" in text_of(meeting.state)


@settings(max_examples=40, deadline=None)
@given(words=TYPED, width=st.integers(20, 120))
def test_no_line_is_wider_than_asked(words, width):
    lines = text_of(meeting_saying(words), width).split("\n")
    assert all(cell_width(line) <= width for line in lines)
