"""Two seats and their room, with every delay and every break on the line between them."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from live_net import Net

from checkin.meeting.events import ASKED, BOTH_HERE, SHARED
from checkin.meeting.folding import fold
from checkin.meeting.rules import Act, NotNow
from checkin.meeting.turning import place_of

GOAL = Act("answered", "mentee", "goal")


@pytest.fixture
def net(tmp_path):
    return Net(tmp_path / "open")


def both(net):
    return net.join("mentee"), net.join("mentor")


def type_at(seat, act, at, new):
    """Type `new` at a position of a text, a key at a time."""
    from dataclasses import replace

    for n, character in enumerate(new):
        before = text_of(seat, act)
        here = min(at + n, len(before))
        seat.act(replace(act, value=before[:here] + character + before[here:], cursor=here + 1))


def text_of(seat, act):
    value = seat.state.answer(act.q, act.seat).value
    return value if isinstance(value, str) else ""


def test_what_one_types_the_other_sees_and_the_journal_has(net):
    sam, robin = both(net)
    type_at(sam, GOAL, 0, "Speak at the demo")
    assert text_of(robin, GOAL) == ""
    net.settle()
    assert text_of(robin, GOAL) == "Speak at the demo"
    assert net.changes["mentor"][-1].typed == "mentee"
    type_at(robin, GOAL, 5, " up")
    net.settle()
    assert text_of(sam, GOAL) == "Speak up at the demo"
    assert net.meeting.state.answer("goal", "mentee").value == "Speak up at the demo"


def test_two_phrases_typed_at_the_same_spot_at_the_same_time_each_stay_in_one_piece(net):
    sam, robin = both(net)
    for n in range(12):
        type_at(sam, GOAL, n, "aaabbbaaabbb"[n])
        type_at(robin, GOAL, n, "bbbaaabbbaaa"[n])
    net.settle()
    assert text_of(sam, GOAL) == text_of(robin, GOAL)
    assert text_of(sam, GOAL) in ("aaabbbaaabbb" + "bbbaaabbbaaa", "bbbaaabbbaaa" + "aaabbbaaabbb")


def test_the_room_refuses_what_another_seat_has_to_do(net):
    sam, robin = both(net)
    for seat, act in (
        (robin, Act("agreed", "mentee", value=True)),
        (robin, Act("opened", "mentee", "perspective", value=ASKED)),
        (robin, Act("added", "mentee", "ideas", sam.new_row(), value={"text": "Mine"})),
        (robin, Act("answered", "mentee", "takeaway", value="Yours")),
        (robin, Act("turned", "mentee", "goal")),
        (sam, Act("stopped")),
        (sam, Act("resumed")),
    ):
        with pytest.raises(NotNow):
            seat.act(act)
        # A seat that does not ask itself first is refused by the room.
        if act.what not in ("answered", "added"):
            seat._send_pending(seat._view.do(act))
    net.settle()
    assert not net.meeting.state.agreed
    assert not net.meeting.state.gate
    assert any(change.refused for change in net.changes["mentor"])
    assert sam.state == robin.state


def test_a_row_is_live_from_its_first_letter(net):
    sam, robin = both(net)
    row = sam.new_row()
    sam.act(Act("added", "mentee", "ideas", row, value={"text": "R"}))
    sam.act(Act("set", "mentee", "ideas", row, "text", "Rehearse", cursor=8))
    assert sam.state.row("ideas", row).text("text") == "Rehearse"
    net.settle()
    assert robin.state.row("ideas", row).text("text") == "Rehearse"
    assert net.meeting.state.row("ideas", row).text("text") == "Rehearse"
    with pytest.raises(NotNow):
        robin.act(Act("set", "mentor", "ideas", row, "text", "Mine"))


def test_words_taken_back_leave_both_seats_the_journal_and_the_log_of_texts(net):
    sam, robin = both(net)
    type_at(sam, GOAL, 0, "a canary in a cage")
    net.settle()
    sam.act(Act("between_us", "mentee", "goal"))
    type_at(sam, GOAL, 0, "hush")
    net.settle()
    assert text_of(sam, GOAL) == text_of(robin, GOAL) == "hush"
    for path in net.folder.iterdir():
        assert b"canary" not in path.read_bytes()
        assert b"Y2FuYXJ5" not in path.read_bytes()
    assert "canary" not in "".join(update.hex() for update in ())
    late = net.join("mentor")
    assert text_of(late, GOAL) == "hush"


def test_undo_takes_back_only_what_was_typed_here(net):
    sam, robin = both(net)
    type_at(sam, GOAL, 0, "one")
    net.settle()
    type_at(robin, GOAL, 3, " two")
    net.settle()
    assert sam.undo(GOAL)
    net.settle()
    assert text_of(sam, GOAL).strip() == text_of(robin, GOAL).strip() == "two"
    assert sam.redo(GOAL)
    net.settle()
    assert text_of(robin, GOAL) == "one two"


def test_pages_turn_for_those_who_are_together(net):
    sam, robin = both(net)
    robin.act(Act("turned", SHARED, "goal"))
    net.settle()
    assert sam.place.prompt == robin.place.prompt == "goal"
    sam.act(Act("turned", "mentee", "tried"))
    robin.act(Act("turned", SHARED, "outcome"))
    net.settle()
    assert (sam.place.prompt, robin.place.prompt) == ("tried", "outcome")
    assert sam.apart
    assert not robin.apart
    sam.act(Act("turned", "mentee"))
    net.settle()
    assert sam.place.prompt == "outcome"
    sam.act(Act("turned", "mentee", "tried"))
    robin.act(Act("turned", SHARED, "real_issue", field=BOTH_HERE))
    net.settle()
    assert sam.place.prompt == robin.place.prompt == "real_issue"
    assert place_of(net.meeting.state, "mentee").prompt == "real_issue"


def test_the_gate_opens_for_both_once_the_mentee_has_thought(net):
    sam, robin = both(net)
    for q in ("tried", "real_issue", "outcome"):
        sam.act(Act("talked", "mentee", q))
    assert sam.state.gate_open("perspective"), "seen at once by whoever opened it"
    net.settle()
    assert robin.state.gate_open("perspective")
    assert sam.state.gate == robin.state.gate == net.meeting.state.gate


def test_talked_about_never_takes_away_what_the_other_has_just_written(net):
    sam, robin = both(net)
    type_at(robin, Act("answered", "mentee", "tried"), 0, "Wrote")
    net.up("mentor", 100)
    sam.act(Act("talked", "mentee", "tried"))
    net.settle()
    assert sam.state.answer("tried", "mentee").value == "Wrote"
    assert sam.state == robin.state


def test_both_say_that_it_looks_right_and_one_saves(net):
    sam, robin = both(net)
    type_at(sam, GOAL, 0, "Speak")
    net.settle()
    sam.act(Act("agreed", "mentee", value=True))
    robin.act(Act("agreed", "mentor", value=True))
    net.settle()
    robin.ask_to_save()
    net.settle()
    assert [
        change.saved for name in ("mentee", "mentor") for change in net.changes[name] if change.saved
    ] == [net.start.id] * 2
    assert net.room.over
    assert set(net.saved[0].state.agreed) == {"mentee", "mentor"}
    assert net.saved[0].state.answer("goal", "mentee").value == "Speak"


def test_the_newest_window_of_a_seat_has_it(net):
    both(net)
    again = net.join("mentee")
    assert again.here == {"mentee": 1, "mentor": 1}
    net.settle()
    assert not [change for change in net.changes["mentor"] if change.left]


def test_who_comes_and_goes_is_told(net):
    both(net)
    net.settle()
    net.cut("mentee")
    net.settle()
    assert net.changes["mentor"][-1].left == ("mentee",)
    assert net.changes["mentee"][-1].connection == "lost"
    net.again("mentee")
    net.settle()
    assert net.changes["mentor"][-1].came == ("mentee",)
    assert "back" in [change.connection for change in net.changes["mentee"]]
    assert not net.room.over
    net.cut("mentee")
    net.cut("mentor")
    assert net.room.over


def news_of(net, seat):
    """The words that a seat's interface was told of, by question, since this was asked last."""
    events = [event for change in net.changes[seat] for event in change.events]
    net.changes[seat].clear()
    return {event.q: event.value for event in events if event.what == "answered"}


def test_what_the_other_wrote_while_ones_line_was_down_is_news_in_new_texts_too(net):
    sam, _ = both(net)
    type_at(sam, GOAL, 0, "Give")
    net.settle()
    net.cut("mentor")
    news_of(net, "mentor")
    type_at(sam, GOAL, 4, " the talk")
    type_at(sam, Act("answered", "mentee", "tried"), 0, "Hiding")
    net.settle()
    net.again("mentor")
    net.settle()
    assert news_of(net, "mentor") == {"goal": "Give the talk", "tried": "Hiding"}


@pytest.mark.parametrize("first", ["mentee", "mentor"])
def test_what_one_wrote_while_the_room_was_away_is_news_to_the_other_only_whoever_is_back_first(net, first):
    sam, _ = both(net)
    sam.act(Act("answered", "mentee", "goal", value="Give"))  # a line at once, as in plain lines
    net.settle()
    net.kill()
    for seat in ("mentee", "mentor"):
        news_of(net, seat)
    type_at(sam, GOAL, 4, " the talk")
    net.restart()
    for seat in sorted(("mentee", "mentor"), key=lambda seat: seat != first):
        net.again(seat)
        net.settle()
    assert news_of(net, "mentor") == {"goal": "Give the talk"}
    assert news_of(net, "mentee") == {}


def test_a_cut_line_costs_little_and_loses_nothing(net):
    sam, robin = both(net)
    type_at(sam, GOAL, 0, "Before. ")
    net.settle()
    net.cut("mentee")
    type_at(sam, GOAL, 8, "fifty letters of Sam's while the line was down!!!!!")
    type_at(robin, GOAL, 0, "fifty letters of Robin's while the line was down!! ")
    net.settle()
    net.bytes["mentee"] = 0
    net.again("mentee")
    net.settle()
    assert text_of(sam, GOAL) == text_of(robin, GOAL)
    assert "fifty letters of Sam's while the line was down!!!!!" in text_of(sam, GOAL)
    assert "fifty letters of Robin's while the line was down!! " in text_of(sam, GOAL)
    assert net.bytes["mentee"] < 2048
    assert sam.state == robin.state


def test_fifty_edits_in_fifty_places_cost_less_than_two_kilobytes(net):
    sam, robin = both(net)
    type_at(sam, GOAL, 0, "x" * 200)
    net.settle()
    net.cut("mentee")
    chance = random.Random(3)
    for seat in (sam, robin):
        for _ in range(50):
            type_at(seat, GOAL, chance.randrange(200), chance.choice("abc"))
    net.settle()
    net.bytes["mentee"] = 0
    net.again("mentee")
    net.settle()
    assert text_of(sam, GOAL) == text_of(robin, GOAL)
    assert len(text_of(sam, GOAL)) == 300
    assert net.bytes["mentee"] < 2048


def test_a_killed_room_goes_on_where_it_was(net):
    sam, robin = both(net)
    type_at(sam, GOAL, 0, "Speak at the demo")
    net.settle()
    type_at(sam, GOAL, 17, ", on Friday")
    net.up("mentee", 5)  # some has arrived, and nobody knows
    net.kill()
    type_at(robin, GOAL, 0, "I'd like to: ")
    row = sam.new_row()
    sam.act(Act("added", "mentee", "ideas", row, value={"text": "Rehearse"}))
    assert sam.trouble is not None
    net.restart()
    net.again("mentee")
    net.again("mentor")
    net.settle()
    assert text_of(sam, GOAL) == text_of(robin, GOAL) == "I'd like to: Speak at the demo, on Friday"
    assert robin.state.row("ideas", row).text("text") == "Rehearse"
    assert sam.trouble is None
    assert sam.state == robin.state
    assert said(net.meeting.state) == said(sam.state)


def test_a_meeting_held_at_one_keyboard_in_between_is_not_doubled(net):
    sam, _ = both(net)
    type_at(sam, GOAL, 0, "speak at the demo")
    net.settle()
    net.kill()
    net.restart()
    net.meeting.act(Act("answered", "mentee", "goal", value="speak at the big demo"))
    net.kill()
    net.restart()
    late = net.join("mentor")
    assert text_of(late, GOAL) == "speak at the big demo"
    assert net.meeting.state.answer("goal", "mentee").value == "speak at the big demo"


def said(state):
    return (state.answers, state.rows, state.gate, state.next_meeting, state.agreed, state.sealed)


LETTERS = "ab cdé漢字🙂👩‍👧‍👦\u0301\n"
DOING = st.lists(
    st.tuples(
        st.sampled_from(["mentee", "mentor"]),
        st.sampled_from(
            ["type"] * 8
            + ["delete"] * 3
            + ["undo", "up", "down", "up", "down", "cut", "again", "kill"]
            + ["option", "talk", "turn", "back", "step"]
        ),
        st.integers(0, 1000),
    ),
    max_size=60,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(doing=DOING)
def test_whatever_happens_on_the_way_both_seats_and_the_room_come_to_the_same(tmp_path_factory, doing):
    net = Net(tmp_path_factory.mktemp("net") / "open")
    both(net)
    alive = True
    for name, what, number in doing:
        seat = net.seats[name]
        act = (GOAL, Act("answered", "mentee", "tried"), Act("answered", name, "takeaway"))[number % 3]
        try:
            if what == "type":
                type_at(seat, act, number % (len(text_of(seat, act)) + 1), LETTERS[number % len(LETTERS)])
            elif what == "delete":
                from dataclasses import replace

                text = text_of(seat, act)
                at = number % (len(text) + 1)
                seat.act(replace(act, value=(text[:at] + text[at + 2 :]) or None, cursor=at))
            elif what == "undo":
                seat.undo(act)
            elif what == "option":
                seat.act(Act("added", name, "ideas", seat.new_row(), value={"text": f"idea {number}"}))
            elif what == "step":
                seat.act(Act("added", name, "step", seat.new_row(), value={"what": f"step {number}"}))
            elif what == "talk":
                seat.act(Act("talked", act.seat, act.q))
            elif what == "turn":
                seat.act(Act("turned", SHARED if number % 2 else name, "goal"))
            elif what == "back":
                seat.act(Act("between_us", act.seat, act.q))
            elif what == "up" and name in net.lines:
                net.up(name, number % 7)
            elif what == "down" and name in net.lines:
                net.down(name, number % 7)
            elif what == "cut" and name in net.lines and len(net.lines) > 1:
                net.cut(name)
            elif what == "again" and alive and name not in net.lines:
                net.again(name)
            elif what == "kill":
                net.kill()
                net.restart()
        except NotNow:
            pass
    for name in ("mentee", "mentor"):
        if name not in net.lines:
            net.again(name)
    net.settle()
    sam, robin = net.seats["mentee"], net.seats["mentor"]
    assert said(sam.state) == said(robin.state) == said(net.meeting.state)
    assert said(fold(net.start, net.meeting.events)) == said(net.meeting.state)
    assert sam.trouble is None
    assert not sam._view.pending
    for seat in (sam, robin):
        for key, text in seat._view._texts.items():
            if key in net.room._texts:
                assert text.content.text == net.room._texts[key].content.text
    sam.saved(), robin.saved()
    late = net.join("mentor")
    assert said(late.state) == said(sam.state)
    net.kill()


def test_what_one_parks_waits_for_both_and_is_its_own_seats_to_change(net):
    sam, robin = both(net)
    row = sam.new_row()
    sam.act(Act("parked", "mentee", row=row, value="How to ask for leave"))
    net.settle()
    assert [one.text("text") for one in robin.state.waits] == ["How to ask for leave"]
    for act in (Act("parked", "mentee", row=row, value="x"), Act("between_us", "mentee", row=row)):
        with pytest.raises(NotNow):
            robin.act(act)
    robin.act(Act("parked", "mentor", row=robin.new_row(), value="The slides"))
    sam.act(Act("between_us", "mentee", row=row))
    net.settle()
    assert [one.text("text") for one in sam.state.waits] == ["The slides"]
    assert net.meeting.state.waits == sam.state.waits == robin.state.waits
    assert "ask for leave" not in (net.folder / "journal").read_text()


def test_what_is_parked_while_the_line_is_down_waits_and_arrives(net):
    sam, robin = both(net)
    net.cut("mentee")
    sam.act(Act("parked", "mentee", row=sam.new_row(), value="Leave"))
    assert [one.text("text") for one in sam.state.waits] == ["Leave"]
    net.again("mentee")
    net.settle()
    assert [one.text("text") for one in robin.state.waits] == ["Leave"]
