"""A meeting from one plain seat, the other one doing what the test says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_seats import Hall, does, hold, said, turned

from checkin.meeting.events import BOTH_HERE
from checkin.meeting.rules import Act
from checkin.meeting.turning import place_of

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.live.seat import SeatMeeting


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def at(meeting: SeatMeeting, seat: str) -> str:
    return place_of(meeting.state, seat).prompt


def test_one_is_told_whose_seat_it_is_and_who_is_here(hall: Hall):
    robin = hall.sit("mentor")
    _, console = hold(hall, hall.sit("mentee"), ":stop")
    assert "You sit in Sam's seat. Robin is here." in console.said
    hall.deliver()
    _, console = hold(hall, robin, ":stop")
    assert "You sit in Robin's seat. Sam is not here yet." in console.said


def test_ones_own_question_is_asked_and_reaches_the_other_one(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    code, _ = hold(hall, sam, "Tired.", "But fine.", "", ":stop")
    hall.deliver()
    assert code == 0
    assert robin.state.answer("really", "mentee").value == "Tired.\nBut fine."
    assert at(robin, "mentor") == "goal"


def test_the_other_ones_question_is_heard_and_a_line_typed_there_is_not_written_down(hall: Hall):
    sam = hall.sit("mentee")
    sam.act(said("really", "Tired."))
    _, console = hold(hall, hall.sit("mentor"), "Me too", "", ":stop")
    assert "Sam said: Tired." in console.said
    assert "This one is Sam's. What Sam writes is read out as it is finished. Enter goes on." in console.said
    told = "This one is Sam's: your line was not written down. :write puts it down for Sam."
    assert told in console.said
    assert sam.state.answer("really", "mentee").value == "Tired."
    assert at(sam, "mentee") == "goal"


def test_write_puts_the_line_down_for_the_other_one_after_what_they_wrote(hall: Hall):
    sam = hall.sit("mentee")
    sam.act(said("really", "Tired."))
    hold(hall, hall.sit("mentor"), "But fine.", ":write", "", ":write ::Talk", "", ":stop")
    hall.deliver()
    assert sam.state.answer("really", "mentee").value == "Tired.\nBut fine."
    assert sam.state.answer("goal", "mentee").value == "::Talk"


def test_enter_at_the_other_ones_question_means_talked_about(hall: Hall):
    sam = hall.sit("mentee")
    hold(hall, hall.sit("mentor"), "", ":stop")
    hall.deliver()
    assert sam.state.answer("really", "mentee").talked


def test_a_page_turned_by_the_other_one_waits_for_an_empty_line_and_the_answer_stays_where_it_was_typed(
    hall: Hall,
):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    _, console = hold(hall, sam, "Tired", does(hall, robin, turned("ideas")), "very", "", ":stop")
    hall.deliver()
    assert "Robin went on to Options. An empty line here goes along; :go goes at once." in console.transcript
    assert robin.state.answer("really", "mentee").value == "Tired\nvery"
    assert at(robin, "mentor") == "ideas"
    assert "Sam: What could move your goal for today forward?" in console.transcript


def test_going_along_marks_nothing_of_the_other_ones_as_talked_about(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    hold(hall, robin, does(hall, sam, turned("goal")), "", ":stop")
    hall.deliver()
    assert not sam.state.answer("really", "mentee").talked
    assert at(sam, "mentee") == "goal"


def test_within_one_part_of_the_meeting_a_turned_page_is_told_by_its_question(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    _, console = hold(hall, sam, ":skip", does(hall, robin, turned("tried")), "", ":stop")
    assert "Robin went on to “Tried so far”. An empty line" in console.transcript
    _, console = hold(hall, hall.sit("mentee"), does(hall, robin, turned("really")), "", ":stop")
    assert "Robin went back to Since last time. An empty line" in console.transcript


def test_what_the_other_one_writes_is_said_in_one_line_when_they_turn_the_page(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    typing = does(hall, sam, *[said("really", "Tired."[:n]) for n in range(1, 7)], turned("goal"))
    _, console = hold(hall, robin, typing, "", ":stop")
    assert [one for one in console.transcript.split("\n") if one.startswith("Sam,")] == [
        "Sam, Since last time: Tired."
    ]
    lines = console.transcript.split("\n")
    assert lines.index("Sam, Since last time: Tired.") < lines.index(
        "Sam went on to Goals. An empty line here goes along; :go goes at once."
    )


def test_alone_go_and_together(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    seen = []
    _, console = hold(
        hall,
        sam,
        ":alone",
        ":skip",
        lambda: seen.append((at(robin, "mentee"), at(robin, "mentor"))),
        does(hall, robin, turned("ideas")),
        ":go",
        lambda: seen.append((at(robin, "mentee"), at(robin, "mentor"))),
        ":back",
        ":together",
        lambda: seen.append((at(robin, "mentee"), sam.apart)),
        ":stop",
    )
    assert seen == [("goal", "really"), ("ideas", "ideas"), ("ideas", False)]
    assert "You turn pages for yourself now." in console.transcript
    assert "Robin is at Options now. :go goes there." in console.transcript
    assert "You and Robin turn pages together again." in console.said


def test_together_calls_somebody_who_is_alone(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    alone = does(hall, robin, turned("ideas", seat="mentor"))
    _, console = hold(hall, sam, alone, ":together", ":stop")
    hall.deliver()
    assert "Robin turns pages alone now." in console.transcript
    assert at(robin, "mentor") == "really"
    assert not robin.apart


def test_one_is_called_to_the_other_ones_page(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    _, console = hold(hall, sam, does(hall, robin, turned("pick", field=BOTH_HERE)), "", ":stop")
    assert "Robin calls you to Options. An empty line here goes along" in console.transcript
    assert "Which one will you try first?" in console.transcript


def test_the_words_of_a_seat_are_in_its_help_only(hall: Hall):
    hall.sit("mentor")
    _, console = hold(hall, hall.sit("mentee"), ":help", ":stop")
    assert ":go      to where Robin is" in console.transcript
    assert ":write   at a question of Robin's" in console.transcript


def test_two_who_write_one_text_lose_no_words(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    robins = does(hall, robin, said("really", "Tired.\n(very)"))
    hold(hall, sam, "Tired.", robins, "But fine.", "Really.", "", ":stop")
    hall.deliver()
    assert robin.state.answer("really", "mentee").value == "Tired.\n(very)\nBut fine.\nReally."


def test_an_offer_is_made_in_one_seat_and_taken_in_the_other(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    robin.act(turned("perspective"))
    hall.deliver()
    _, mentees = hold(
        hall,
        sam,
        "let me in",
        ":ask",
        does(hall, robin, Act("added", "mentor", "perspective", "R1", value={"text": "I froze too"})),
        "",
        "1",
        "It passes",
        "",
        lambda: robin.state,
        "",
        ":stop",
    )
    hall.deliver()
    assert "Robin offers: I froze too" in mentees.transcript
    row = robin.state.row("perspective", "R1")
    assert row is not None
    assert row.text("reaction") == "keep"
    assert row.text("takes") == "It passes"
    assert at(robin, "mentor") == "pick"


def test_the_mentor_offers_without_being_asked_for_the_mentees_part(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    sam.act(Act("opened", "mentee", "perspective", value="asked"))
    sam.act(turned("perspective"))
    hall.deliver()
    reaction = does(hall, sam, turned("pick"))
    _, console = hold(hall, robin, "I froze too", "1", "it was smaller", reaction, "", ":stop")
    assert "what do you make of it" not in console.transcript
    (row,) = robin.state.live_rows("perspective")
    assert (row.text("text"), row.text("kind"), row.text("fit")) == (
        "I froze too",
        "story",
        "it was smaller",
    )


def test_a_turn_that_comes_while_the_mentor_waits_for_it_is_told_and_taken(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    robin.act(turned("perspective"))
    hall.deliver()
    opening = does(hall, sam, Act("opened", "mentee", "perspective", value="asked"))
    _, console = hold(hall, robin, opening, "Now?", "I froze too", "", "", ":stop")
    assert "Sam asks for Robin's turn." in console.transcript
    assert "Please say that once more." in console.transcript
    assert [row.text("text") for row in robin.state.live_rows("perspective")] == ["I froze too"]


def test_only_the_mentee_asks_for_the_turn_from_their_own_seat(hall: Hall):
    hall.sit("mentee")
    robin = hall.sit("mentor")
    _, console = hold(hall, robin, ":ask", ":stop")
    assert "That is Sam's to do." in console.transcript
    assert not robin.state.gate


def test_on_the_card_either_writes_down_what_is_worth_it(tmp_path: Path):
    hall = Hall(tmp_path, depth="quick")
    sam = hall.sit("mentee")
    hold(hall, hall.sit("mentor"), ":skip", ":skip", "2", "Freezing", "", "", ":stop")
    hall.deliver()
    assert sam.state.answer("real_issue", "mentee").value == "Freezing"
    assert sam.state.answer("tried", "mentee").talked
    assert sam.state.gate_open("perspective")


def test_just_between_us_takes_back_nothing_of_the_other_ones_ideas(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    sam.act(Act("added", "mentee", "ideas", "R1", value={"text": "Ask Kim"}))
    sam.act(turned("ideas"))
    hall.deliver()
    _, console = hold(hall, robin, ":x", ":stop")
    assert "Nothing has been said here yet." in console.said
    _, console = hold(hall, sam, ":x", ":stop")
    assert "Just between us: “Ask Kim” leaves summary and record." in console.said


def test_coming_and_leaving_are_said(hall: Hall):
    sam = hall.sit("mentee")
    others = []
    _, console = hold(
        hall,
        sam,
        lambda: others.append(hall.sit("mentor")),
        "Tired",
        lambda: hall.get_up(others[0]),
        "",
        ":stop",
    )
    assert "Robin is here." in console.said
    assert "Robin left. Everything is kept; go on or wait." in console.said


def test_what_is_said_while_the_line_is_down_arrives_when_it_is_back(hall: Hall):
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    _, console = hold(
        hall,
        sam,
        lambda: hall.cut(sam),
        "Tired",
        "very",
        lambda: hall.reconnect(sam),
        "",
        ":stop",
    )
    hall.deliver()
    lines = console.transcript.split("\n")
    lost = "The room went away. What you type is kept; it is being started again."
    assert lines.index(lost) < lines.index("The room is back.")
    assert "memory" not in console.transcript
    assert robin.state.answer("really", "mentee").value == "Tired\nvery"


def test_words_that_never_arrived_are_told_at_the_end(hall: Hall, capsys: pytest.CaptureFixture[str]):
    hall.sit("mentor")
    sam = hall.sit("mentee")
    code, _ = hold(hall, sam, lambda: hall.cut(sam), "Tired", "very")
    assert code == 130
    told = capsys.readouterr().err
    assert told == (
        "The line to the meeting was down. What you said since then is not in the meeting:\n  Tired\nvery\n"
        "Come back with: checkin join sam-robin\n"
    )


def test_a_seat_that_is_taken_in_another_window_ends_in_plain_words(hall: Hall):
    sam = hall.sit("mentee")
    code, console = hold(hall, sam, lambda: hall.sit("mentee"), "x", ":stop")
    assert code == 0
    assert "Your seat is taken in another window now." in console.said


def test_the_way_back_is_said_to_whoever_gets_up(hall: Hall, capsys: pytest.CaptureFixture[str]):
    sam, robin = hall.sit("mentee"), hall.sit("mentor")
    assert hold(hall, robin, ":stop")[0] == 0
    assert capsys.readouterr().err == "Everything is kept. Come back with: checkin join sam-robin\n"
    hall.deliver()
    assert hold(hall, sam, guest=True)[0] == 130
    assert capsys.readouterr().err == "Everything is kept. Come back with the same command.\n"
