"""Cards: rows of the seats that are asked, and what was one text in earlier versions."""

import pytest
from meetings import Meeting, a_bank, a_start

from checkin.banks import model
from checkin.banks.model import CARD_TYPES, Question, When
from checkin.banks.piping import parse_key
from checkin.meeting.answered import is_answered, is_met
from checkin.meeting.cards import CARDS
from checkin.meeting.compaction import compact, same_but_for_places, without
from checkin.meeting.conditions import worded
from checkin.meeting.events import Event
from checkin.meeting.flow import shown
from checkin.meeting.folding import fold
from checkin.meeting.older import brought_forward
from checkin.meeting.rules import NotNow

AT = "2026-11-27T14:00:00.000+00:00"


def of_both(kind):
    return Meeting(a_start(a_bank(Question("card", "What?", type=kind, who="both"))))


@pytest.mark.parametrize("kind", CARD_TYPES)
def test_each_seat_that_is_asked_has_cards_of_its_own(kind):
    meeting = of_both(kind)
    question = meeting.state.questions["card"]
    meeting.add("card", text="mine")
    assert is_answered(meeting.state, question, "mentee")
    assert not is_answered(meeting.state, question, "mentor")
    assert not is_met(meeting.state, question)
    meeting.talk("card", seat="mentor")
    assert is_met(meeting.state, question)


def test_who_is_not_asked_has_no_card_here():
    meeting = Meeting(a_start(a_bank(Question("seen", "What strength?", type="strength", who="mentor"))))
    with pytest.raises(NotNow, match="Robin"):
        meeting.add("seen", text="patience")
    meeting.add("seen", seat="mentor", text="patience")


@pytest.mark.parametrize("kind", CARD_TYPES)
def test_a_card_takes_every_field_of_its_own_and_no_other(kind):
    meeting = of_both(kind)
    values = {"mode": "together", "consent": True}
    row = meeting.add("card", **{field.name: values.get(field.name, "words") for field in CARDS[kind]})
    assert set(meeting.state.row("card", row).fields) == {field.name for field in CARDS[kind]}
    with pytest.raises(NotNow):
        meeting.set("card", row, upside="none")


def test_only_the_mentee_says_yes_to_a_door():
    meeting = Meeting(a_start(a_bank(Question("door", "Which door?", type="door", who="mentor"))))
    with pytest.raises(NotNow, match="Sam's to say"):
        meeting.add("door", seat="mentor", text="Kim", consent=True)
    row = meeting.add("door", seat="mentor", text="Kim")
    with pytest.raises(NotNow, match="Sam's to say"):
        meeting.set("door", row, seat="mentor", consent=True)
    meeting.set("door", row, seat="mentee", consent=True)
    meeting.set("door", row, seat="mentor", consent=None)
    assert meeting.state.row("door", row).fields == {"text": "Kim"}


def test_cards_are_put_in_and_asked_after_by_their_texts():
    answered = When((model.Test(parse_key("found"), "answered", True),))
    rests = When((model.Test(parse_key("found"), "includes", "Rest"),))
    bank = a_bank(
        Question("found", "What did you learn?", type="lesson"),
        Question("more", "What of “${found|it}”?", when=answered),
        Question("rest", "How do you rest?", when=rests),
    )
    meeting = Meeting(a_start(bank))
    assert [question.id for question in shown(meeting.state)] == ["found"]
    row = meeting.add("found", text="Rest", easier="stop")
    meeting.add("found", text="Ask")
    assert [question.id for question in shown(meeting.state)] == ["found", "more", "rest"]
    assert worded(meeting.state, "${found}", {"found"}) == "Rest; Ask"
    meeting.act("between_us", "found", seat="mentee", row=row)
    assert [question.id for question in shown(meeting.state)] == ["found", "more"]


def of_old(*acts):
    """Events as the last version wrote them."""
    return [
        Event(f"E{n}", n, seat, AT, what, q="card", value=value)
        for n, (what, seat, value) in enumerate(acts, 1)
    ]


def test_the_text_of_an_earlier_version_is_a_card_of_its_seat():
    start = of_both("lesson").start
    events = of_old(
        ("answered", "mentee", "Re"),
        ("answered", "mentee", "Rest\nfirst"),
        ("answered", "mentor", "Wait"),
        ("talked", "mentor", None),
    )
    state = fold(start, brought_forward(start.bank, events))
    assert [(row.id, row.seat, row.text("text")) for row in state.live_rows("card")] == [
        ("E1", "mentee", "Rest first"),
        ("E3", "mentor", "Wait"),
    ]


def test_it_reads_the_same_each_time_and_after_it_is_compacted():
    start = of_both("strength").start
    events = brought_forward(start.bank, of_old(("answered", "mentee", "a"), ("answered", "mentee", "ab")))
    state = fold(start, events)
    kept = compact(state, events)
    assert brought_forward(start.bank, events) == events
    assert fold(start, kept).live_rows("card") == state.live_rows("card")


def test_an_earlier_text_that_was_taken_back_stays_gone():
    start = of_both("door").start
    events = of_old(
        ("answered", "mentee", "SECRET"), ("between_us", "mentee", None), ("answered", "mentee", "Kim")
    )
    events = brought_forward(start.bank, events)
    (row,) = fold(start, events).live_rows("card")
    assert row.text("text") == "Kim"
    assert "SECRET" not in str(without(events[:1], events[1]))


def test_nothing_said_then_is_no_card_now():
    start = of_both("ripple").start
    events = of_old(("answered", "mentee", ""), ("answered", "mentor", None), ("answered", "mentee", 3))
    assert not fold(start, brought_forward(start.bank, events)).live_rows("card")


def test_what_belongs_to_an_answer_stays_when_the_rest_is_talked_about():
    meeting = Meeting(a_start(a_bank(Question("goal", "What about?", type="goal"))))
    meeting.say("goal", "I slept well", field="sign")
    meeting.talk("goal")
    answer = meeting.state.answer("goal", "mentee")
    assert (answer.talked, dict(answer.fields)) == (True, {"sign": "I slept well"})
    kept = fold(meeting.start, compact(meeting.state, meeting.events))
    assert same_but_for_places(kept, meeting.state)
    meeting.act("between_us", "goal", seat="mentee")
    assert meeting.state.answer("goal", "mentee").fields == {}
