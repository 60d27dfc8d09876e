"""Saving from one seat: what the other one had typed by then is in it, and what can't be is said and kept."""

import pytest
from live_net import Net
from meetings import a_bank, a_start

from checkin.banks.model import Question
from checkin.live.drafts import Drafts
from checkin.meeting.rules import Act

BANK = a_bank(
    Question("goal", "What for?", "goal"),
    Question("note", "Anything?", "text"),
    Question("us", "How do we do?", "pulse", who="both", label="Us"),
)


@pytest.fixture
def net(tmp_path):
    return Net(tmp_path / "open", a_start(BANK))


def both(net):
    return net.join("mentee"), net.join("mentor")


def write(seat, words, q="goal"):
    seat.act(Act("answered", "mentee", q, value=words))


def goal(net):
    return net.saved[0].state.answer("goal", "mentee").value


def test_what_the_other_one_typed_just_before_is_in_it(net):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    write(sam, "Speak up")
    robin.ask_to_save()
    net.up("mentor", 9)
    assert not net.saved  # first the other seat is heard out
    net.settle()
    assert goal(net) == "Speak up"
    for seat in ("mentee", "mentor"):
        last = net.changes[seat][-1]
        assert last.saved
        assert (last.refused, last.left_over) == ((), ())


def test_what_is_typed_between_the_question_and_the_answer_is_in_it_too(net):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    robin.ask_to_save()
    net.up("mentor", 9)
    write(sam, "Speak up")  # the room's question is on its way
    net.settle()
    assert goal(net) == "Speak up"


def test_whoever_still_types_after_that_is_told_what_came_too_late_in_full(net):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    robin.ask_to_save()
    net.up("mentor", 9)
    net.down("mentee", 9)  # heard out
    long = " at the demo" * 40
    net.up("mentee", 9)
    write(sam, "Speak" + long)
    net.settle()
    assert goal(net) == "Speak"
    assert net.changes["mentee"][-1].left_over == (f"This came too late for the meeting: “{long.strip()}”",)


def test_both_who_save_at_once_save_it_once(net):
    sam, robin = both(net)
    write(sam, "Speak")
    sam.ask_to_save()
    robin.ask_to_save()
    net.settle()
    assert len(net.saved) == 1
    assert goal(net) == "Speak"


def test_a_seat_that_goes_while_it_is_heard_out_holds_nothing_up(net):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    robin.ask_to_save()
    net.up("mentor", 9)
    assert net.room.saving
    net.cut("mentee")
    assert net.saved
    net.settle()
    assert net.changes["mentor"][-1].saved


def test_whoever_saves_may_go_at_once(net):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    write(sam, "Speak up")
    robin.ask_to_save()
    net.up("mentor", 9)
    net.cut("mentor")
    assert not net.saved
    net.settle()
    assert goal(net) == "Speak up"


def test_a_seat_that_gives_no_answer_is_not_waited_for_without_end_and_that_is_said(net):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    robin.ask_to_save()
    net.up("mentor", 9)
    assert net.room.saving
    net.room.save_anyway()
    assert not net.room.saving
    net._from_room()
    net.settle()
    assert goal(net) == "Speak"
    assert net.changes["mentor"][-1].refused == (
        "Sam's line gave no answer: what they typed last may not be in it.",
    )
    assert net.changes["mentee"][-1].refused == ()


def test_a_seat_that_comes_back_meanwhile_brings_what_it_has(net):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    robin.ask_to_save()
    net.up("mentor", 9)
    sam.lost()  # the room has not noticed yet
    write(sam, "Speak up")
    net.again("mentee")
    net.settle()
    assert goal(net) == "Speak up"
    assert net.changes["mentee"][-1].left_over == ()


def test_that_a_line_is_down_is_known_to_the_other_one_and_that_somebody_left_is_not_taken_for_it(net):
    sam, robin = both(net)
    net.cut("mentee")
    net.settle()
    assert robin.lost_lines == {"mentee"}
    net.again("mentee")
    net.settle()
    assert robin.lost_lines == frozenset()
    sam.leave()
    net._from_seat("mentee")
    net.settle()
    assert not robin.here["mentee"]
    assert robin.lost_lines == frozenset()


def test_what_was_typed_while_the_line_was_down_is_not_lost_with_the_meeting(net):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    net.cut("mentee")
    write(sam, "Speak up")
    robin.ask_to_save()
    net.settle()
    sam.end("This meeting is saved.", meeting_too=True)
    sam.changes_done()
    assert net.changes["mentee"][-1].left_over == ("This came too late for the meeting: “up”",)


# Blind answers that nobody saw


def test_a_blind_answer_nobody_saw_is_in_no_summary_and_its_owner_has_it(net, tmp_path):
    file = tmp_path / "private" / "a.blind.json"
    sam, robin = net.join("mentee", Drafts(file)), net.join("mentor")
    sam.act(Act("answered", "mentee", "us", value=7))
    assert sam.saved().state.answer("us", "mentee").value is None  # as it would be saved now
    sam.act(Act("sealed", "mentee", "us"))
    net.settle()
    assert sam.saved().state.answer("us", "mentee").value is None
    robin.ask_to_save()
    net.settle()
    assert net.saved[0].state.answer("us", "mentee").value is None
    told = "Your answer to “Us” was 7. Nobody has seen it, and it is in no summary."
    assert net.changes["mentee"][-1].left_over == (told,)
    assert net.changes["mentor"][-1].left_over == ()
    assert not file.exists()


def test_blind_answers_that_all_gave_are_saved_and_nothing_is_left_over(net):
    sam, robin = both(net)
    for seat, value in ((sam, 7), (robin, 3)):
        seat.act(Act("answered", seat.seat, "us", value=value))
        seat.act(Act("sealed", seat.seat, "us"))
    sam.ask_to_save()
    net.settle()
    assert [net.saved[0].state.answer("us", seat).value for seat in ("mentee", "mentor")] == [7, 3]
    assert [net.changes[seat][-1].left_over for seat in ("mentee", "mentor")] == [(), ()]


def test_a_save_that_could_not_be_done_can_be_tried_again(net, monkeypatch):
    from checkin.ground.errors import CannotDo

    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    keep = net.room._save

    def full(_meeting):
        raise CannotDo("The disk is full.", "Make room.")

    net.room._save = full
    robin.ask_to_save()
    net.settle()
    assert "The disk is full." in net.changes["mentor"][-1].refused[0]
    assert not net.room.saving
    net.room._save = keep
    write(sam, "Speak up")
    robin.ask_to_save()
    net.settle()
    assert goal(net) == "Speak up"


def test_a_seat_may_answer_a_moment_later_for_keys_that_are_on_their_way(net):
    sam, robin = both(net)
    waiting = []
    sam.answer_last(waiting.append)
    write(sam, "Speak")
    robin.ask_to_save()
    net.settle()
    assert not net.saved
    write(sam, "Speak up")
    (said_all,) = waiting
    said_all()
    net.settle()
    assert goal(net) == "Speak up"
