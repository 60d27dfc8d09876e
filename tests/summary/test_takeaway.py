"""What each takes away when a pair ends: theirs, whole, and nothing that the other keeps for themselves."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import a_full_meeting
from rendering import read, squeezed

from checkin.meeting.ledgers import (
    Agreement,
    Clause,
    Door,
    DoorMove,
    Intention,
    Ledgers,
    Lesson,
    Resource,
    Ripple,
    Strength,
    Topic,
)
from checkin.summary.takeaway import html, markdown, takeaway_of

DAY, LATER = "2026-11-27", "2027-06-11"


@dataclass(frozen=True)
class Somebody:
    name: str


@dataclass(frozen=True)
class AStep:
    what: str
    owner_seat: str = "mentee"
    status: str = "done"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AMeeting:
    date: str
    takeaways: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ARecord:
    ledgers: Ledgers = field(default_factory=Ledgers)
    meetings: tuple[AMeeting, ...] = ()
    steps: tuple[AStep, ...] = ()
    state: str = "active"
    state_date: str = ""

    def person(self, seat):
        return Somebody({"mentee": "Sam", "mentor": "Robin"}[seat])


YEAR = ARecord(
    ledgers=Ledgers(
        agreements=(Agreement("a", 1, DAY, (Clause("role", "The mentor's part", "To listen first"),)),),
        lessons=(Lesson("l", "m", DAY, "I skipped the check", "look twice"),),
        strengths=(
            Strength("s", "m", DAY, "Patience", "The week in May", "You waited once", "I can wait"),
            Strength("t", "m", DAY, "Now without asking", own="Now without asking"),
        ),
        doors=(
            Door(
                "d", "m", DAY, "Mira", "mentor", "Ask about June", True, (DoorMove("x", LATER, "contacted"),)
            ),
        ),
        ripples=(Ripple("r", "m", DAY, "The checklist", "the new ones"),),
        resources=(Resource("b", "m", DAY, "A book on speaking", "book"),),
        topics=(Topic("g", "m", DAY, "Speak at the demo", "step", "I sleep the night before"),),
        intentions=(
            Intention("i", "m", DAY, "mentor", "Wait longer"),
            Intention("j", "m", DAY, "mentee", "Ask sooner"),
        ),
        card="I need a day to answer",
    ),
    meetings=(AMeeting(LATER, {"mentee": "I can do this"}), AMeeting(DAY, {"mentor": "To ask first"})),
    steps=(
        AStep("Rehearse", notes=("It went well",)),
        AStep("Write to Ana", status="open"),
        AStep("Ask for a slot", "mentor"),
    ),
    state="closed",
    state_date=LATER,
)


def text_for(seat, record=YEAR, held=()):
    return markdown(takeaway_of(record, held, seat))


def test_the_mentee_takes_away_goals_steps_lessons_strengths_doors_and_the_notes_for_a_hard_day():
    text = text_for("mentee")
    for words in (
        "Sam with Robin: for Sam",
        "2 meetings, Fri 27 Nov 2026 to Fri 11 Jun 2027, ended on Fri 11 Jun 2027",
        "I can do this",
        "Speak at the demo — Fri 27 Nov 2026, ended with a step",
        "I sleep the night before",
        "Rehearse — done  \n  It went well",
        "## Steps still open\n\n- Write to Ana",
        "Next time I can: look twice",
        "I can wait  \n  Robin called it: Patience  \n  Seen when: The week in May",
        "You waited once",
        "First contact by: Robin",
        "contact is made",
        "A book on speaking — book",
        "I need a day to answer",
        "### The mentor's part\n\nTo listen first",
    ):
        assert words in text


def test_the_mentor_takes_away_what_they_learned_and_what_they_gave():
    text = text_for("mentor", held=(a_full_meeting(),))
    for words in (
        "To ask first",
        "Wait longer",
        "Notes in the hand are allowed.",
        "A story: I read my first talk from paper",
        "The checklist  \n  Who could use it: the new ones",
        "Ask for a slot — done",
        "Patience  \n  Seen when: The week in May",
        "To listen first",
    ):
        assert words in text


def test_neither_has_what_is_the_others():
    mentee, mentor = text_for("mentee"), text_for("mentor")
    for words in ("Wait longer", "To ask first", "Ask for a slot", "The checklist"):
        assert words not in mentee
    for words in ("You waited once", "I can wait", "I need a day", "Ask sooner", "Rehearse", "I can do this"):
        assert words not in mentor


def test_a_pair_that_never_met_has_a_document_too():
    assert text_for("mentee", ARecord()) == "# Sam with Robin: for Sam\n\nYou have not met yet.\n"
    with pytest.raises(ValueError):
        takeaway_of(ARecord(), (), "boss")


def test_the_page_to_print_says_the_same():
    page = html(takeaway_of(YEAR, (a_full_meeting(),), "mentee"))
    assert page.startswith("<!DOCTYPE html>")
    for words in ("You waited once", "Notes in the hand are allowed.", "<h2", "Sam with Robin: for Sam"):
        assert words in page


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("# -*_`<>&[]()|\\\n1.x\"'"), min_size=1, max_size=20).filter(str.strip))
def test_what_people_wrote_renders_as_just_that(text):
    left = Ledgers(
        lessons=(Lesson("l", "m", DAY, f"A{text}Z"),), strengths=(Strength("s", "m", DAY, f"B{text}Y"),)
    )
    whole = takeaway_of(replace(YEAR, ledgers=left), (), "mentee")
    rendered, tags = read(markdown(whole))
    assert squeezed(f"A{text}Z") in rendered
    assert squeezed(f"B{text}Y") in rendered
    assert "script" not in tags
    assert "<script" not in html(whole)
