"""The end of a meeting from a plain seat: each says for themselves, one saves, both are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_seats import Hall, does, hold, said, turned

from checkin.meeting.flow import SUMMARY
from checkin.meeting.rules import Act
from checkin.record import private

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.live.seat import SeatMeeting


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


@pytest.fixture
def pair(hall: Hall) -> tuple[SeatMeeting, SeatMeeting]:
    """Sam and Robin at the summary."""
    sam, robin = hall.sit("mentee"), hall.sit("mentor")
    sam.act(said("goal", "Give the talk"))
    sam.act(turned(SUMMARY))
    hall.deliver()
    return sam, robin


def agrees(seat: str) -> Act:
    return Act("agreed", seat, value=True)


def test_each_is_asked_for_oneself_and_what_both_agreed_on_is_saved_at_once(
    hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]
):
    sam, robin = pair
    code, console = hold(hall, sam, "", "", does(hall, robin, agrees("mentor")), "yes", "never read")
    assert code == 0
    assert "Robin: it looks right to me." in console.said
    assert not any("Robin, does it look right" in line for line in console.said)
    saved = hall.desk.saved("sam-robin")
    assert sorted(saved.state.agreed) == ["mentee", "mentor"]
    (summary,) = hall.desk.places.summaries("sam-robin").iterdir()
    assert f"Saved. The summary is in {summary}\n" in console.said
    assert not hall.desk.unfinished("sam-robin")


def test_the_other_ones_word_is_waited_for(hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]):
    sam, robin = pair
    code, console = hold(hall, sam, "", "", "yes", "", does(hall, robin, agrees("mentor")), "")
    assert code == 0
    assert console.said.count("Robin has not said so yet. Enter waits; “save” saves now, for both: ") == 2
    assert sorted(hall.desk.saved("sam-robin").state.agreed) == ["mentee", "mentor"]


def test_one_may_save_without_the_other_ones_word(hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]):
    sam, robin = pair
    assert hold(hall, sam, "", "", "yes", "save")[0] == 0
    assert hall.desk.saved("sam-robin").state.agreed == ("mentee",)
    assert robin.ended


def test_alone_in_the_meeting_saving_is_asked_for(hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]):
    sam, robin = pair
    hall.get_up(robin)
    _, console = hold(hall, sam, "", "", "yes", "", "save")
    how = "“save” saves now, for both; :stop keeps it for another time: "
    down = "Robin's line is down: what they type there now would come too late."
    assert f"{down} {how}" in console.said
    assert hall.desk.saved("sam-robin").state.agreed == ("mentee",)


def test_whoever_left_is_not_waited_for_and_their_line_is_not_called_down(
    hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]
):
    sam, robin = pair
    robin.leave()
    hall.deliver()
    _, console = hold(hall, sam, "", "", "yes", "save")
    assert "Robin is not here. “save” saves now, for both; :stop keeps it for another time: " in console.said


def test_words_that_are_not_in_the_meeting_are_said_and_kept_with_ones_own_notes(
    hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]
):
    sam, robin = pair

    def saved_elsewhere() -> None:
        hall.cut(sam)
        sam.act(said("goal", "Give the talk standing"))
        robin.ask_to_save()
        hall.deliver()
        sam.end("This meeting is saved.", meeting_too=True)
        sam.changes_done()

    _, console = hold(hall, sam, saved_elsewhere, "", "")
    words = "This came too late for the meeting: “standing”"
    assert f"{words}\nIt is kept with your own notes: checkin own" in console.said
    assert [one.text for one in private.entries(hall.desk, "sam-robin", "mentee", "note")] == [words]


def test_whoever_did_not_save_is_told_and_may_say_so_afterwards(
    hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]
):
    sam, robin = pair

    def save() -> None:
        robin.ask_to_save()
        hall.deliver()

    code, console = hold(hall, sam, "in 2 weeks", save, "maybe", "yes")
    assert code == 0
    assert "Saved. The summary is in " in console.transcript
    assert "Please type yes or not yet." in console.said
    assert "Noted: it looks right to you." in console.said
    assert hall.desk.saved("sam-robin").state.agreed == ("mentee",)


def test_saving_interrupts_a_question_in_the_middle(hall: Hall):
    sam, robin = hall.sit("mentee"), hall.sit("mentor")

    def save() -> None:
        robin.ask_to_save()
        hall.deliver()

    code, _ = hold(hall, sam, "Tired", save)
    assert code == 0
    assert hall.desk.saved("sam-robin").state.answer("really", "mentee").value == "Tired"


def test_a_guest_reads_the_summary_and_sees_no_place_on_this_computer(
    hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]
):
    sam, robin = pair
    code, console = hold(hall, sam, "", "", does(hall, robin, agrees("mentor")), "yes", guest=True)
    assert code == 0
    assert str(hall.desk.places.home) not in console.transcript
    assert console.said[-1].startswith("Saved. This is the summary:\n")
    assert "Give the talk" in console.said[-1]


def test_what_is_changed_after_ones_word_is_asked_about_again(
    hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]
):
    sam, robin = pair
    change = does(hall, robin, said("goal", "Give two talks"), agrees("mentor"))
    code, console = hold(hall, sam, "", "", "yes", change, "", "yes")
    assert code == 0
    assert "Something was changed since you said that it looks right." in console.said
    assert "Robin for Sam, Goals: Give two talks" in console.transcript
    assert sorted(hall.desk.saved("sam-robin").state.agreed) == ["mentee", "mentor"]


def test_back_at_a_question_with_the_other_one_the_end_comes_again(
    hall: Hall, pair: tuple[SeatMeeting, SeatMeeting]
):
    sam, robin = pair
    back = does(hall, robin, turned("takeaway"))
    _, console = hold(hall, sam, "", back, "", "Start small", "", ":stop")
    assert "Robin went back to " in console.transcript
    hall.deliver()
    assert robin.state.answer("takeaway", "mentee").value == "Start small"


def test_what_can_not_be_saved_can_be_tried_again(
    hall: Hall, pair: tuple[SeatMeeting, SeatMeeting], monkeypatch: pytest.MonkeyPatch
):
    sam, robin = pair
    robin.act(agrees("mentor"))
    hall.deliver()
    meetings = hall.desk.places.meetings("sam-robin")
    meetings.parent.mkdir(parents=True, exist_ok=True)
    meetings.write_text("a file where a folder should be")
    _, console = hold(hall, sam, "", "", "yes", meetings.unlink, "")
    assert "Nothing is lost." in console.said
    assert "Saved. The summary is in " in console.transcript


# Blind answers

PULSE = """\
format: 1
id: pulse
title: Pulse
language: en
stages:
  - id: one
    title: How it goes
    questions:
      - {id: pulse, type: pulse, who: both, ask: "How was this for you, 0 to 10?"}
      - {id: goal, type: goal, ask: What next?}
"""


@pytest.fixture
def blind(tmp_path: Path) -> Hall:
    from scripted import a_desk, sam_and_robin

    desk = a_desk(tmp_path)
    sam_and_robin(desk)
    desk.places.banks.mkdir(parents=True)
    (desk.places.banks / "pulse.yaml").write_text(PULSE)
    return Hall(tmp_path, "pulse", desk=desk)


def test_a_blind_answer_is_ready_unseen_and_both_are_read_out_together(blind: Hall):
    sam, robin = blind.sit("mentee"), blind.sit("mentor")
    seen = []

    def look() -> None:
        blind.deliver()
        seen.append((robin.state.answer("pulse", "mentee").value, blind.meeting.state.answers))

    answer = does(blind, robin, said("pulse", 7, "mentor"), Act("sealed", "mentor", "pulse"))
    _, console = hold(blind, sam, "11", "5", look, answer, "", ":stop")
    assert seen == [(None, {})]
    assert "Please type a whole number from 0 to 10." in console.said
    assert "Ready. Waiting for Robin." in console.said
    assert "Both are ready. Sam: 5. Robin: 7." in console.transcript
    blind.deliver()
    assert robin.state.answer("pulse", "mentee").value == 5


def test_one_goes_on_without_waiting_and_hears_both_later(blind: Hall):
    sam, robin = blind.sit("mentee"), blind.sit("mentor")
    answer = does(blind, robin, said("pulse", 7, "mentor"), Act("sealed", "mentor", "pulse"))
    _, console = hold(blind, sam, "5", "", answer, "A goal", ":stop")
    lines = console.transcript.split("\n")
    assert lines.index("Sam: What next?") < lines.index("Robin is ready.")
    assert "Both are ready. Sam: 5. Robin: 7." in lines


def test_a_number_nobody_has_seen_can_be_changed_or_taken_back(blind: Hall):
    sam, robin = blind.sit("mentee"), blind.sit("mentor")
    hold(blind, sam, "5", "6", ":x", "4", "", ":stop")
    blind.deliver()
    robin.act(said("pulse", 7, "mentor"))
    robin.act(Act("sealed", "mentor", "pulse"))
    blind.deliver()
    assert ("pulse", "mentee") in robin.state.sealed


def test_the_other_one_is_ready_first(blind: Hall):
    sam, robin = blind.sit("mentee"), blind.sit("mentor")
    robin.act(said("pulse", 7, "mentor"))
    robin.act(Act("sealed", "mentor", "pulse"))
    blind.deliver()
    _, console = hold(blind, sam, "5", "", ":stop")
    assert "Robin is ready." in console.said
    assert "Both are ready. Sam: 5. Robin: 7." in console.said
    assert "7" not in "".join(console.said[: console.said.index("Both are ready. Sam: 5. Robin: 7.")])


def test_talking_about_it_is_an_answer_to_a_blind_question(blind: Hall):
    sam, robin = blind.sit("mentee"), blind.sit("mentor")
    hold(blind, sam, "", ":stop")
    blind.deliver()
    assert robin.state.answer("pulse", "mentee").talked
