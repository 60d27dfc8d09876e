"""Cards, and the further parts of goals, offers and steps, in every form of the summary."""

import json
from dataclasses import replace

import pytest
from meetings import Meeting, a_bank, a_start
from rendering import DIALECTS, read

from checkin.banks.model import Question
from checkin.meeting.known import Known
from checkin.meeting.ledgers import Agreement, Clause
from checkin.summary.document import document
from checkin.summary.entries import entry
from checkin.summary.html import html
from checkin.summary.json_form import as_json
from checkin.summary.markdown import markdown
from checkin.summary.plain_text import text
from checkin.summary.recap import recap

ENDED = "2026-11-27T14:41:00.000+00:00"

CARDS = a_bank(
    Question("bring", "What would you like to bring?", type="challenges", label="To talk about"),
    Question("found", "What did you learn?", type="lesson", label="Lesson"),
    Question("seen", "What have you seen them do?", type="strength", who="mentor", label="Seen"),
    Question("door", "Which door?", type="door", label="Doors"),
    Question("pass", "What could be passed on?", type="ripple", who="both", label="Passed on"),
)


def document_of(meeting):
    return document(meeting.state, ended=ENDED, minutes=41)


def every_form(meeting):
    """Markdown, plain text, HTML, JSON and the recap of a meeting."""
    told = document_of(meeting)
    data = json.dumps(as_json(meeting.state, ended=ENDED, minutes=41), ensure_ascii=False)
    return markdown(told), text(told), html(told), data, recap(told)


def a_meeting_with_cards():
    meeting = Meeting(a_start(CARDS))
    meeting.add("bring", text="The demo", approach="Half of it")
    meeting.add("found", text="Rehearsing alone is not enough", easier="ask somebody to listen")
    meeting.add("seen", seat="mentor", text="Patience", evidence="The talk with Ana", hard_day="PRIVATE note")
    row = meeting.add("door", text="Kim, who runs the meetup", mode="mentee", message="May I watch once?")
    meeting.set("door", row, consent=True)
    meeting.add("door", text="The open day", mode="together", consent=False)
    meeting.add("pass", text="The list of questions", person="Ana")
    meeting.add("pass", seat="mentor", text="To wait")
    return meeting


def test_cards_stand_under_their_stage_in_words():
    written = markdown(document_of(a_meeting_with_cards()))
    told = written.split("## Goals")[1].split("---")[0].strip()
    assert "\n".join(line.removesuffix("  ") for line in told.split("\n")) == UNDER_THEIR_STAGE


UNDER_THEIR_STAGE = """\
### To talk about

- The demo
  A first idea: Half of it

### Lesson

- Rehearsing alone is not enough
  Next time I can: ask somebody to listen

### Seen

- Patience — Robin
  Seen when: The talk with Ana

### Doors

- Kim, who runs the meetup
  First contact by: Sam
  What should be said: May I watch once?
  Sam wants this
- The open day
  First contact by: both together
  Sam does not want this

### Passed on

- The list of questions — Sam
  Who could use it: Ana
- To wait — Robin"""


@pytest.mark.parametrize("dialect", DIALECTS)
def test_others_read_the_same_headings_and_lists_in_it(dialect):
    _, tags = read(markdown(document_of(a_meeting_with_cards())), dialect)
    assert [tag for tag in tags if tag in ("h1", "h2", "h3", "ul", "hr")] == [
        *("h1", "h2", "h3", "ul", "h3", "ul", "h3", "ul", "h3", "ul", "h3", "ul", "hr"),
    ]
    assert tags.count("li") == 7
    assert tags.count("br") == 9


def test_a_note_for_a_hard_day_is_in_no_form_of_the_shared_summary():
    for form in every_form(a_meeting_with_cards()):
        assert "PRIVATE" not in form


def test_cards_are_rows_with_their_fields_for_programs():
    data = as_json(a_meeting_with_cards().state, ended=ENDED, minutes=41)
    rows = {q["id"]: q["rows"] for stage in data["stages"] for q in stage["questions"]}
    (strength,), doors = rows["seen"], rows["door"]
    assert {**strength, "id": ""} == {
        "id": "",
        "by": "mentor",
        "text": "Patience",
        "evidence": "The talk with Ana",
    }
    assert [(door["mode"], door["consent"]) for door in doors] == [("mentee", True), ("together", False)]


def test_the_recap_names_a_lesson_after_the_mentees_words_and_has_six_lines_at_most():
    questions = (
        Question("goal", "What for?", type="goal"),
        Question("found", "What did you learn?", type="lesson"),
        Question("step", "What next?", type="steps"),
        Question("takeaway", "What do you take away?", type="takeaway", who="both"),
    )
    meeting = Meeting(a_start(a_bank(*questions)))
    meeting.say("goal", "The demo")
    meeting.say("takeaway", "I can ask")
    assert recap(document_of(meeting)).splitlines()[1] == "Goal: The demo"
    meeting.add("found", text="Alone is not enough", easier="ask somebody")
    meeting.add("found", text="Slow is fine")
    lines = recap(document_of(meeting)).splitlines()
    assert lines[:2] == ["Sam takes away: I can ask", "Lesson: Next time I can ask somebody; Slow is fine"]
    assert len(lines) == 6
    assert not any(line.startswith("Goal") for line in lines)


def test_a_goal_says_its_sign_and_what_else_it_depends_on():
    meeting = Meeting(a_start(a_bank(Question("goal", "What for?", type="goal", label="Goal"))))
    meeting.say("goal", "The demo")
    meeting.say("goal", "I slept well before it", field="sign")
    meeting.say("goal", "Ana's calendar", field="depends")
    written = markdown(document_of(meeting))
    told = (
        "The demo  \nHow you would know: I slept well before it  \nWhat else it depends on: Ana's calendar\n"
    )
    assert told in written
    (question,) = as_json(meeting.state, ended=ENDED, minutes=1)["stages"][0]["questions"]
    assert question["answers"]["mentee"] == {
        "value": "The demo",
        "sign": "I slept well before it",
        "depends": "Ana's calendar",
    }


def test_an_instruction_comes_with_its_factors_and_risk_and_only_when_it_is_kept():
    meeting = Meeting(a_start(a_bank(Question("offer", "A thought?", type="offer", who="mentor"))))
    row = meeting.add(
        "offer",
        seat="mentor",
        kind="instruction",
        text="Call first",
        factors="They read little",
        risk="Late",
    )
    assert "Call first" not in markdown(document_of(meeting))
    meeting.set("offer", row, reaction="keep")
    book = meeting.add("offer", seat="mentor", kind="resource", source="book", text="Talk well")
    meeting.set("offer", book, reaction="think")
    written = markdown(document_of(meeting))
    assert "A clear instruction: Call first — Robin  \n  Factors: They read little  \n  Risk: Late" in written
    assert "Something to use (book): Talk well — Robin, to think about" in written


def test_a_step_says_how_somebody_helps_with_it():
    meeting = Meeting(a_start(a_bank(Question("step", "What next?", type="steps"))))
    meeting.add("step", what="Rehearse", help="listen")
    meeting.add("step", what="Book the room", help="do", help_why="only staff may")
    written = markdown(document_of(meeting))
    assert "- [ ] Rehearse — Sam  \n  Help with it: listen" in written
    assert "Help with it: do it: only staff may" in written
    first, second = as_json(meeting.state, ended=ENDED, minutes=1)["steps"]
    assert (first["help"], first["help_why"]) == ("listen", None)
    assert (second["help"], second["help_why"]) == ("do", "only staff may")


def test_a_clause_that_nobody_changed_reads_as_it_stands():
    bank = a_bank(Question("rhythm", "How often?", type="agreement", label="Rhythm", required=True))
    known = Known(agreement=Agreement("A", 1, "2026-10-01", (Clause("rhythm", "Rhythm", "Monthly"),)))
    meeting = Meeting(replace(a_start(bank), known=known))
    assert "Rhythm\n\nMonthly" in markdown(document_of(meeting))
    meeting.say("rhythm", "Weekly")
    assert "Monthly" not in markdown(document_of(meeting))


def test_a_prompt_of_the_moment_is_there_only_with_what_was_written():
    meeting = Meeting(a_start(a_bank(Question("still", "Still worth it?", required=True))))
    prompt = replace(meeting.state.questions["still"], moment="carried")
    meeting.talk("still")
    assert entry(meeting.state, prompt, {"still"}) is None
    meeting.say("still", "Yes, but smaller")
    told = entry(meeting.state, prompt, {"still"})
    assert told is not None
    assert [item.text for item in told.items] == ["Yes, but smaller"]


def test_a_prompt_of_the_moment_says_which_step_or_door_it_was_about():
    bank = a_bank(
        Question("come", "Has anything come of “${known.door_what|it}”?", type="line", label="The door")
    )
    meeting = Meeting(replace(a_start(bank), known=Known(facts={"door_what": "Ada Kline"})))
    meeting.say("come", "Not yet")
    prompt = replace(meeting.state.questions["come"], moment="door")
    told = entry(meeting.state, prompt, {"come"})
    assert told is not None
    assert told.heading == "The door: “Ada Kline”"
