"""Lines of a meeting: which there are to take back, and what a meeting is without one."""

from dataclasses import replace

from meetings import Meeting, a_bank, a_start, an_open_step

from checkin.banks.model import Question
from checkin.meeting.folding import fold
from checkin.meeting.known import Known
from checkin.meeting.ledgers import Agreement, Brought, Clause
from checkin.meeting.redaction import TAKEN_BACK, Redaction
from checkin.meeting.reviewing import quoted
from checkin.meeting.said_lines import said_lines
from checkin.meeting.taken_back import content_without, lines_without, page_without, start_without, words_at

BANK = a_bank(
    Question("goal", "What for?", "goal", practices=()),
    Question("ideas", "What could you do?", "options"),
    Question("near", "Which?", "choices", choices_from="ideas"),
    Question("seen", "What did you see?", "strength", who="mentor"),
)


def taken(meeting, **place):
    return Redaction("01R", meeting.start.id, **place)


def left(meeting, *redactions):
    return fold(meeting.start, content_without(meeting.start.bank, meeting.events, redactions))


def test_a_note_for_a_hard_day_is_shown_to_nobody_who_looks_for_a_line():
    meeting = Meeting(a_start(BANK))
    meeting.add("seen", "mentor", text="You ask first", evidence="On Monday", hard_day="You did this before")
    (line,) = said_lines(meeting.state)
    assert (line.words, line.who, line.role) == ("You ask first · On Monday", "Robin", "mentor")
    words = {
        text for _, text in words_at(meeting.state, taken(meeting, q="seen", row=line.row, type="strength"))
    }
    assert "You did this before" in words


def test_an_answer_that_is_gone_was_talked_about_and_a_choice_goes_with_what_was_chosen():
    meeting = Meeting(a_start(BANK))
    meeting.say("goal", "Speak")
    first, second = meeting.add("ideas", text="Ask Kim"), meeting.add("ideas", text="Rehearse")
    meeting.say("near", ["Ask Kim", "Rehearse"])
    state = left(meeting, taken(meeting, q="goal", seat="mentee"), taken(meeting, q="ideas", row=first))
    assert state.answer("goal", "mentee").between_us
    assert state.answer("near", "mentee").value == ["Rehearse"]
    assert [row.id for row in state.live_rows("ideas")] == [second]


def test_what_a_later_meeting_brought_back_goes_by_its_place_or_its_words():
    step = an_open_step("Call them")
    agreement = Agreement(
        "A", 1, "2026-11-01", (Clause("role", "Role", "Listen\nAsk"), Clause("x", "X", "Ask"))
    )
    start = replace(
        a_start(
            BANK,
            open_steps=[step],
            last={"goal": "Speak", "ideas": ["Ask Kim", "Rest"], "mood": "Sam: Low; Robin: Ok"},
        ),
        takeaways={"mentee": "Slow down", "mentor": "Slow down too"},
        known=Known(
            agreement=agreement,
            brought=(Brought("B", "2026-11-01", "mentee", "Speak"),),
            card="Low\nEarly riser",
            facts={"topics": ["Speak", "Rest"], "door": "D", "door_what": "Kim"},
        ),
    )
    hinted = replace(start.bank.stages[0].items[0], hint=f"Sam, last time: {quoted('Speak')}\nKept")
    bank = replace(
        start.bank, stages=(replace(start.bank.stages[0], items=(hinted, *start.bank.stages[0].items[1:])),)
    )
    redactions = [Redaction("1", "M", q="step", row=step.id), Redaction("2", "M", q="door", row="D")]
    words = frozenset(
        {
            ("goal", "Speak"),
            ("options", "Ask Kim"),
            ("text", "Low"),
            ("takeaway", "Slow down"),
            ("agreement", "Ask"),
        }
    )
    after = start_without(replace(start, bank=bank), redactions, words, brought={"B"}, accounted={step.id})
    assert [(one.what, one.due) for one in after.open_steps] == [(TAKEN_BACK, "")]
    assert after.last == {"ideas": ["Rest"]}
    assert after.takeaways == {"mentor": "Slow down too"}
    assert [(one.id, one.text) for one in after.known.agreement.clauses] == [("role", "Listen")]
    assert (after.known.brought, after.known.card) == ((), "Early riser")
    assert after.known.facts == {"topics": ["Rest"], "door": "D"}
    assert after.bank.stages[0].items[0].hint == "Kept"
    assert start_without(after, redactions, words, brought={"B"}, accounted={step.id}) == after
    assert start_without(start, redactions, frozenset()).open_steps == ()


def test_lines_and_pages_lose_what_was_said_however_it_is_written():
    assert lines_without("One\nTwo\nThree", ["Two"]) == "One\nThree"
    assert lines_without("One  ", ["Two"]) == "One  "
    page = "# Page\n\n- Ask \\*Kim\\* &amp; Ben\n  first idea: wait\n- Rest"
    assert (
        page_without(page, frozenset({("brought", "Ask *Kim* & Ben")}))
        == "# Page\n\n  first idea: wait\n- Rest"
    )
    assert page_without(page, frozenset({("goal", "est")})) == page
