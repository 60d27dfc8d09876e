"""What reaches the summary, and what does not."""

from datetime import date

from meetings import Meeting, a_bank, a_full_meeting, a_start, an_open_step, shipped

from checkin.banks import model
from checkin.banks.model import Question, When
from checkin.banks.piping import parse_key
from checkin.summary.document import document, local_day
from checkin.summary.entries import in_words
from checkin.summary.json_form import as_json
from checkin.summary.markdown import markdown
from checkin.summary.plain_text import text


def document_of(meeting, minutes=41):
    return document(meeting.state, ended=meeting.events[-1].at if meeting.events else "", minutes=minutes)


def entries(meeting):
    return {e.question: e for section in document_of(meeting).sections for e in section.entries}


def test_sections_are_the_stages_that_have_something_to_show():
    titles = [section.title for section in document_of(a_full_meeting()).sections]
    assert titles == ["Since last time", "Goals", "Options", "Next step", "Close"]


def test_a_meeting_in_which_nothing_was_written_says_what_was_not_discussed():
    found = entries(Meeting(a_start(shipped("regular"))))
    assert {name: entry.quiet for name, entry in found.items()} == {
        "goal": "not discussed",
        "step": "not discussed",
    }


def test_what_was_only_talked_about_says_so():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.talk("goal", "tried", "ideas")
    found = entries(meeting)
    assert {found[q].quiet for q in ("goal", "tried", "ideas")} == {"talked about"}


def test_a_row_is_headed_by_the_label_or_else_by_the_question_as_it_was_asked():
    bank = a_bank(
        Question("goal", "What would be good?", type="goal", label="Goal"),
        Question("why", "Why does “${goal|this}” matter?"),
    )
    meeting = Meeting(a_start(bank))
    meeting.say("goal", "a talk")
    meeting.say("why", "it scares me")
    assert [entry.heading for entry in entries(meeting).values()] == ["Goal", "Why does “a talk” matter?"]


def test_words_taken_back_are_nowhere():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.say("goal", "SECRET goal")
    row = meeting.add("ideas", text="SECRET idea")
    meeting.say("pick", row)
    meeting.act("between_us", "goal", seat="mentee")
    meeting.act("between_us", "ideas", seat="mentee", row=row)
    written = markdown(document_of(meeting))
    assert "SECRET" not in written
    assert entries(meeting)["goal"].quiet == "talked about"
    assert "pick" not in entries(meeting)


def test_hidden_questions_say_nothing():
    low = When((model.Test(parse_key("sure"), "below", 5),))
    bank = a_bank(
        Question("sure", "How sure are you?", type="scale"),
        Question("more", "What else?", when=low, required=True),
    )
    meeting = Meeting(a_start(bank))
    meeting.say("sure", 3)
    meeting.say("more", "a lot")
    assert entries(meeting)["more"].items[0].text == "a lot"
    meeting.say("sure", 8)
    assert set(entries(meeting)) == {"sure"}
    assert entries(meeting)["sure"].items[0].text == "8 (0 to 10)"


def test_cues_hints_and_reasons_at_the_gate_are_not_in_it():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.act("opened", "perspective", seat="mentor", value="urgent")
    meeting.add("perspective", seat="mentor", kind="door", text="I know somebody there")
    meeting.talk("goal", "tried", "step")
    written = markdown(document_of(meeting)).lower()
    assert "urgent" not in written
    for question in meeting.state.questions.values():
        for said in (question.cue, question.hint, *question.follow_ups):
            assert not said or said.lower() not in written


def test_what_the_mentee_wants_to_think_about_is_marked_and_in_every_form():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.talk("tried", "real_issue", "outcome")
    row = meeting.add("perspective", seat="mentor", text="Ask for the room next door")
    meeting.set("perspective", row, reaction="think")
    thought = entries(meeting)["perspective"].items[-1]
    assert (thought.text, thought.tail) == ("Ask for the room next door", "to think about")
    told = document_of(meeting)
    for form in (markdown(told), text(told)):
        assert "Ask for the room next door — Robin, to think about" in form
    data = as_json(meeting.state, ended=meeting.events[-1].at, minutes=41)
    rows = [r for s in data["stages"] for q in s["questions"] if q["id"] == "perspective" for r in q["rows"]]
    assert rows[-1]["reaction"] == "think"


def test_only_offers_the_mentee_takes_something_from_are_in_it():
    (offer,) = entries(a_full_meeting())["perspective"].items
    assert (offer.lead, offer.text, offer.by) == ("A story", "I read my first talk from paper", "Robin")
    assert offer.details[-1].text == "Notes in the hand are allowed."


def test_options_say_whose_they_are_and_the_pick_says_why():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.act("opened", "perspective", seat="mentee", value="asked")
    meeting.add("ideas", text="mine")
    theirs = meeting.add("ideas", seat="mentor", text="yours")
    meeting.say("pick", theirs)
    meeting.say("pick", "easier", field="why")
    found = entries(meeting)
    assert [(item.text, item.by) for item in found["ideas"].items] == [("mine", "Sam"), ("yours", "Robin")]
    (picked,) = found["pick"].items
    assert (picked.text, picked.by, picked.details[0].text) == ("yours", "Robin", "easier")


def test_accounts_of_earlier_steps_are_in_plain_words():
    steps = [an_open_step(f"step {n}", id=f"01K9C00000000000000000ST0{n}") for n in range(6)]
    meeting = Meeting(a_start(shipped("regular"), open_steps=steps))
    for step, status in zip(steps, ("done", "partly", "changed", "still"), strict=False):
        meeting.set("account", step.id, status=status)
    meeting.act("talked", "account", seat="mentee", row=steps[4].id)
    assert [item.tail for item in entries(meeting)["account"].items] == [
        "done",
        "partly done",
        "something else happened",
        "still on it",
        "talked about",
    ]


def test_without_a_label_the_accounts_have_a_heading_that_reads():
    meeting = Meeting(
        a_start(
            a_bank(Question("account", "What happened with “${item}”?", type="follow_through")),
            open_steps=[an_open_step("read")],
        )
    )
    meeting.set("account", an_open_step("read").id, status="done")
    assert entries(meeting)["account"].heading == "What became of earlier steps"


def test_steps_have_owner_date_and_plan_and_no_rating():
    first, second = entries(a_full_meeting())["step"].items
    assert (first.by, first.tail) == ("Sam", "by Thu 3 Dec 2026")
    assert first.details[0].text == "If Ana has no time, then I record myself"
    assert (second.by, second.tail, second.details) == ("Robin", "", ())
    assert "owner" not in entries(a_full_meeting())


def test_an_if_typed_twice_is_said_once():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.add("step", what="run", if_="If it rains,", then="then I swim")
    assert document_of(meeting).steps[0].plan == "If it rains, then I swim"


def test_every_plain_type_has_its_words():
    bank = a_bank(
        Question("a", "A?", type="yes_no"),
        Question("b", "B?", type="date"),
        Question("c", "C?", type="choices", choices=("x", "y", "z")),
        Question("d", "D?", type="list", who="both"),
        Question("e", "E?", who="mentor"),
        Question("f", "F?", who="both"),
        Question("g", "Read this aloud.", type="say"),
        Question("i", "I?", type="pulse", who="both", max=5),
        Question("h", "How was it?", type="load", required=True),
    )
    meeting = Meeting(a_start(bank))
    meeting.say("a", False)
    meeting.say("b", "2026-12-01")
    meeting.say("c", ["z", "x"])
    meeting.add("d", text="one")
    meeting.add("d", seat="mentor", text="two")
    meeting.say("e", "because", seat="mentor")
    meeting.say("f", "this")
    meeting.talk("f", seat="mentor")
    meeting.say("i", 0)
    meeting.say("i", 4, seat="mentor")
    told = {q: [(item.text, item.by) for item in entry.items] for q, entry in entries(meeting).items()}
    assert told == {
        "a": [("no", "")],
        "b": [("Tue 1 Dec 2026", "")],
        "c": [("x", ""), ("z", "")],
        "d": [("one", "Sam"), ("two", "Robin")],
        "e": [("because", "Robin")],
        "f": [("this", "Sam")],
        "i": [("0 (0 to 5)", "Sam"), ("4 (0 to 5)", "Robin")],
    }


def test_words_kept_for_a_pulse_by_an_earlier_version_stand_as_they_are():
    assert in_words(Question("i", "I?", type="pulse", who="both"), "quite well") == "quite well"


def test_the_closing_words_say_to_whom_it_looks_right():
    meeting = Meeting(a_start(shipped("regular")))
    assert document_of(meeting).closing == "Not yet agreed."
    meeting.act("agreed", seat="mentor", value=True)
    assert document_of(meeting).closing == "Looks right to Robin."
    meeting.act("agreed", seat="mentee", value=True)
    assert document_of(meeting).closing == "Looks right to both."
    meeting.say("goal", "one more thing")
    assert document_of(meeting).closing == "Not yet agreed."


def test_the_date_is_the_one_where_they_met():
    assert local_day("2026-11-27T23:30:00.000+00:00", "Europe/Helsinki") == date(2026, 11, 28)
    assert local_day("2026-11-27T23:30:00.000+00:00", "+02:00") == date(2026, 11, 28)
    assert local_day("2026-11-27T00:30:00.000+00:00", "-05:30") == date(2026, 11, 26)


def test_an_unknown_zone_still_gives_a_date():
    for zone in ("", "Nowhere/Land", "/etc/passwd", "../x", "+99:99", "Europe"):
        assert local_day("2026-11-27T12:00:00.000+00:00", zone) == date(2026, 11, 27)
