"""What two seats and their room do to each other at the worst moment: nothing lost, doubled or passed by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from live_net import Net
from meetings import a_bank, a_start

from checkin.banks.model import Question
from checkin.live.drafts import Drafts
from checkin.live.frames import BadFrame
from checkin.live.messages import Encoder, TextUpdate
from checkin.live.texts import LiveText
from checkin.meeting.events import SHARED
from checkin.meeting.rules import Act, NotNow

GOAL = Act("answered", "mentee", "goal")
BANK = a_bank(
    Question("goal", "Goal?", "text"),
    Question("tried", "Tried?", "text"),
    Question("us", "How are we?", "pulse", who="both"),
    Question("kind", "Which?", "choice", choices=("a", "b", "c")),
    Question("when", "When?", "date"),
    Question("each", "Each?", "list", who="both"),
    Question("ideas", "Ideas?", "options"),
    Question("pick", "Pick?", "pick", choices_from="ideas"),
    Question("step", "Steps?", "steps"),
)


@pytest.fixture
def net(tmp_path):
    return Net(tmp_path / "open", a_start(BANK))


def both(net):
    sam, robin = net.join("mentee"), net.join("mentor")
    net.settle()
    return sam, robin


def write(seat, words, act=GOAL):
    seat.act(replace(act, value=words, cursor=len(words)))


def text_of(seat, act=GOAL):
    return seat.state.answer(act.q, act.seat).value or ""


def said(state):
    return (state.answers, state.rows, state.gate, state.next_meeting, state.agreed, state.sealed)


def all_agree(net):
    for seat in net.seats.values():
        assert said(seat.state) == said(net.meeting.state)
        assert not seat._view.pending
        for key, text in seat._view._texts.items():
            if key in net.room._texts:
                room = net.room._texts[key]
                assert (text.content.text, text.generation) == (room.content.text, room.generation)


def on_disk(net):
    return [len((net.folder / name).read_bytes().split(b"\n")) - 1 for name in ("journal", "texts")]


def killed_with_only(net, journal, texts):
    """The room is killed, and nothing after so many lines was on the disk, which was full."""
    net.kill()
    for name, kept in (("journal", journal), ("texts", texts)):
        path = net.folder / name
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:kept]))
    net.restart()


def ready(net, seat, value):
    seat.act(Act("answered", seat.seat, "us", value=value))
    seat.act(Act("sealed", seat.seat, "us", value=True))


# A room that dies with a full disk


@pytest.mark.parametrize("lost", ["both", "the journal's", "the texts'"])
@pytest.mark.parametrize("more", [0, 1, 20])
def test_words_that_a_dead_room_never_wrote_come_back_from_the_seats_once(net, lost, more):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    before = on_disk(net)
    for seat, words in ((sam, "Speak up"), (robin, "Speak up now"), (sam, "Speak up now, please")):
        write(seat, words)
        net.settle()
    after = on_disk(net)
    killed_with_only(
        net,
        after[0] if lost == "the texts'" else before[0],
        after[1] if lost == "the journal's" else before[1],
    )
    net.again("mentee")
    net.settle()
    for _ in range(more):  # the numbers of what was lost are given to other things
        sam.act(Act("turned", SHARED, "goal"))
        net.settle()
    net.again("mentor")
    net.settle()
    assert net.meeting.state.answer("goal", "mentee").value == "Speak up now, please"
    write(robin, text_of(robin) + "!")
    net.settle()
    assert text_of(sam) == text_of(robin) == "Speak up now, please!"
    all_agree(net)


def test_acts_that_a_dead_room_never_wrote_come_back_from_the_seats(net):
    sam, robin = both(net)
    write(sam, "Speak")
    net.settle()
    before = on_disk(net)
    idea, step = sam.new_row(), robin.new_row()
    sam.act(Act("added", "mentee", "ideas", idea, value={"text": "Rehearse"}))
    net.settle()
    robin.act(Act("answered", "mentee", "kind", value="b"))
    robin.act(Act("next", value="2026-12-04"))
    robin.act(Act("added", "mentor", "step", step, value={"what": "Book", "owner": "mentor"}))
    net.settle()
    killed_with_only(net, *before)
    net.again("mentor")
    net.again("mentee")
    net.settle()
    state = net.meeting.state
    assert state.row("ideas", idea).text("text") == "Rehearse"
    assert dict(state.row("step", step).fields) == {"what": "Book", "owner": "mentor"}
    assert (state.answer("kind", "mentee").value, state.next_meeting) == ("b", "2026-12-04")
    all_agree(net)


def test_words_taken_back_stay_away_when_the_log_could_not_be_written_anew(net):
    sam, robin = both(net)
    write(sam, "a canary")
    net.settle()
    old = (net.folder / "texts").read_bytes()
    sam.act(Act("between_us", "mentee", "goal"))
    net.settle()
    net.kill()
    (net.folder / "texts").write_bytes(old)
    net.restart()
    net.again("mentee")
    net.again("mentor")
    net.settle()
    write(sam, "hush")
    net.settle()
    assert text_of(robin) == net.meeting.state.answer("goal", "mentee").value == "hush"
    assert b"canary" not in b"".join(update for _, update in net.room._texts["answered|goal|mentee||"].tail)
    assert len((net.folder / "texts").read_bytes()) < 2 * len(old)
    all_agree(net)


def test_words_that_could_not_be_taken_back_are_there_again(net):
    sam, robin = both(net)
    write(sam, "words")
    net.settle()
    folder = net.folder.rename(net.folder.with_name("away"))  # the journal can't be written anew
    sam.act(Act("between_us", "mentee", "goal"))
    net.settle()
    folder.rename(net.folder)
    assert any(change.refused for change in net.changes["mentee"])
    write(sam, text_of(sam) + "!")
    net.settle()
    assert text_of(sam) == text_of(robin) == net.meeting.state.answer("goal", "mentee").value == "words!"


# A line that breaks


def test_a_text_begun_while_the_line_was_down_is_there_when_it_is_back(net):
    sam, robin = both(net)
    write(sam, "x")
    net.settle()
    net.cut("mentee")
    robin.act(Act("turned", SHARED, "tried"))
    write(robin, "words", Act("answered", "mentee", "tried"))
    net.settle()
    net.again("mentee")
    net.settle()
    assert sam.state.answer("tried", "mentee").value == "words"
    all_agree(net)


@pytest.mark.parametrize("writer", ["mentee", "mentor"])
def test_that_it_looks_right_is_not_unsaid_by_what_was_written_before(net, writer):
    sam, robin = both(net)
    write(sam, "x")
    net.settle()
    write(net.seats[writer], "x and more")
    net.up(writer, 9)
    net.cut("mentee")
    net.settle()
    robin.act(Act("agreed", "mentor", value=True))
    net.settle()
    net.again("mentee")
    net.settle()
    assert sam.state.agreed == robin.state.agreed == net.meeting.state.agreed == ("mentor",)
    all_agree(net)


def test_a_line_that_breaks_between_taking_back_and_beginning_anew_loses_nothing_later(net):
    sam, robin = both(net)
    write(sam, "words")
    net.settle()
    sam.act(Act("between_us", "mentee", "goal"))
    net.up("mentee", 9)
    net.down("mentor", 1)
    net.cut("mentor")
    net.settle()
    net.again("mentor")
    net.settle()
    write(robin, "new")
    net.settle()
    assert text_of(sam) == text_of(robin) == "new"
    all_agree(net)


def test_a_line_that_breaks_in_the_midst_of_what_was_missed_leaves_no_hole(net):
    sam, robin = both(net)
    write(sam, "x")
    net.settle()
    net.cut("mentee")
    write(robin, "x and more")
    robin.act(Act("next", value="2026-12-04"))
    net.settle()
    net.again("mentee")
    net.up("mentee")
    while sam.state.next_meeting != "2026-12-04":
        net.down("mentee")
    net.cut("mentee")
    net.again("mentee")
    net.settle()
    assert text_of(sam) == "x and more"
    all_agree(net)


def test_a_choice_taken_back_does_not_come_again_from_a_seat_that_was_away(net):
    sam, robin = both(net)
    sam.act(Act("answered", "mentee", "kind", value="b"))
    net.up("mentee", 9)
    net.cut("mentee")
    net.settle()
    robin.act(Act("between_us", "mentee", "kind"))
    net.settle()
    net.again("mentee")
    net.settle()
    assert sam.state.answer("kind", "mentee").value is None
    all_agree(net)


def test_written_and_deleted_again_is_no_longer_talked_about_for_anybody(net):
    sam, robin = both(net)
    sam.act(Act("talked", "mentee", "goal"))
    net.settle()
    net.cut("mentor")
    write(sam, "hm")
    write(sam, "")
    net.settle()
    net.again("mentor")
    net.settle()
    assert not robin.state.answer("goal", "mentee").talked
    all_agree(net)


def test_coming_back_to_a_long_text_takes_no_replay_of_it(net):
    sam, robin = both(net)
    for n in range(300):
        write(sam, "x" * (n + 1))
    net.settle()
    net.cut("mentor")
    write(sam, "x" * 300 + "!")
    net.settle()
    applied = []
    before = LiveText.apply
    LiveText.apply = lambda self, *given: applied.append(self) or before(self, *given)
    try:
        net.again("mentor")
        net.settle()
    finally:
        LiveText.apply = before
    assert text_of(robin).endswith("!")
    assert len(applied) < 10


# Two at the same time


def test_two_long_texts_at_once_are_refused_to_one_and_nobody_is_cut_off(net):
    sam, robin = both(net)
    write(sam, "a" * 30_000)
    write(robin, "b" * 30_000)
    net.up("mentor", 9)
    net.settle()
    assert text_of(sam) == text_of(robin) == "b" * 30_000
    assert any("room for" in line for change in net.changes["mentee"] for line in change.refused)
    all_agree(net)


def test_the_reason_of_a_pick_is_not_lost_when_the_other_talks_about_it(net):
    sam, robin = both(net)
    for text in ("one", "two"):
        sam.act(Act("added", "mentee", "ideas", sam.new_row(), value={"text": text}))
    write(sam, "because", Act("answered", "mentee", "pick", field="why"))
    net.up("mentee", 99)
    robin.act(Act("talked", "mentee", "pick"))
    net.settle()
    assert net.meeting.state.answer("pick", "mentee").fields["why"] == "because"
    all_agree(net)


def test_words_of_a_date_typed_while_the_other_takes_them_back_are_gone_for_both(net):
    sam, robin = both(net)
    words = Act("answered", "mentee", "when", field="words")
    write(sam, "fri", words)
    sam.act(Act("between_us", "mentee", "when"))
    write(robin, "soon", words)
    net.settle()
    all_agree(net)


def test_one_line_says_that_a_row_is_gone_however_many_letters_came_too_late(net):
    sam, robin = both(net)
    row = sam.new_row()
    sam.act(Act("added", "mentee", "step", row, value={"what": "Book"}))
    net.settle()
    for n in range(1, 6):
        robin.act(Act("set", "mentor", "step", row, "what", "Book" + " a room"[:n], cursor=4 + n))
    sam.act(Act("removed", "mentee", "step", row))
    net.up("mentee", 9)
    net.settle()
    assert [line for change in net.changes["mentor"] for line in change.refused] == ["That line is gone."]
    assert not [key for key in robin._view._texts if row in key]
    all_agree(net)


# Who may do what


def test_a_line_of_a_list_is_its_writers_alone(net):
    sam, robin = both(net)
    row = sam.new_row()
    sam.act(Act("added", "mentee", "each", row, value={"text": "deadline"}))
    net.settle()
    for what in ("removed", "between_us"):
        act = Act(what, "mentor", "each", row)
        with pytest.raises(NotNow):
            robin.act(act)
        robin._send_pending(robin._view.do(act))  # a seat that does not ask itself first
        net.settle()
    assert net.meeting.state.row("each", row).text("text") == "deadline"
    all_agree(net)


def test_no_text_can_be_begun_in_a_seat_that_is_not_there_or_far_ahead(net):
    both(net)
    line = net.lines["mentor"]
    update = LiveText().set("x")
    for edit in (
        TextUpdate("answered|goal|nobody||", 0, update, seq=1),
        TextUpdate("answered|goal|mentee||zz", 0, update, seq=2),
    ):
        net.room.receive(line.number, Encoder().encode(edit)[0])
    assert not net.room._texts
    far = Encoder().encode(TextUpdate("answered|goal|mentee||", 1 << 60, update, seq=3))[0]
    with pytest.raises(BadFrame):
        net.room.receive(line.number, far)


# Blind answers


def test_a_blind_answer_changed_after_it_was_given_is_shown_as_changed(net, tmp_path):
    files = [tmp_path / "private" / f"{name}.blind.json" for name in "ab"]
    sam, robin = net.join("mentee", Drafts(files[0])), net.join("mentor", Drafts(files[1]))
    ready(net, sam, 7)
    net.settle()
    ready(net, robin, 3)
    net.up("mentor", 9)
    net.cut("mentor")  # before robin has heard that all are ready
    net.settle()
    assert net.meeting.state.answer("us", "mentee").value is None
    sam.act(Act("answered", "mentee", "us", value=8))
    net.settle()
    net.join("mentor", Drafts(files[1]))
    net._from_seat("mentor")
    net.settle()
    shown = [net.meeting.state.answer("us", seat).value for seat in ("mentee", "mentor")]
    assert shown == [8, 3]
    assert not any(file.exists() for file in files)
    all_agree(net)


@pytest.mark.parametrize("late", [False, True])
def test_whoever_only_talks_after_having_been_ready_does_not_hold_the_other_ones_answer(net, late):
    sam, robin = both(net)
    ready(net, sam, 7)
    net.settle()
    ready(net, robin, 3)
    if late:
        net.up("mentor", 9)
    sam.act(Act("talked", "mentee", "us"))
    net.settle()
    assert net.meeting.state.answer("us", "mentor").value == 3
    all_agree(net)


def test_a_blind_answer_lost_with_its_window_can_be_given_again(net):
    sam, robin = both(net)
    ready(net, sam, 7)
    net.settle()
    net.cut("mentee")
    sam = net.join("mentee")
    ready(net, robin, 3)
    net.settle()
    assert net.meeting.state.answer("us", "mentor").value is None
    sam.act(Act("answered", "mentee", "us", value=6))
    net.settle()
    assert [net.meeting.state.answer("us", seat).value for seat in ("mentee", "mentor")] == [6, 3]
    all_agree(net)


def test_a_blind_answer_that_was_given_is_saved_though_the_other_ones_never_came(net):
    sam, robin = both(net)
    ready(net, sam, 7)
    net.settle()
    ready(net, robin, 3)
    net.up("mentor", 9)
    net.cut("mentor")
    net.settle()
    sam.ask_to_save()
    net.settle()
    assert net.saved[0].state.answer("us", "mentee").value == 7


def test_a_meeting_that_ended_elsewhere_leaves_no_blind_answer_behind(net, tmp_path):
    file = tmp_path / "private" / "a.blind.json"
    sam = net.join("mentee", Drafts(file))
    sam.act(Act("answered", "mentee", "us", value=7))
    assert file.exists()
    net.cut("mentee")
    sam.end("This meeting is saved.", meeting_too=True)
    assert not file.exists()


def test_a_blind_answer_is_in_no_byte_that_leaves_its_seat_before_all_are_ready(net):
    sam, _ = both(net)
    sent = []
    sam.on_send = lambda: sent.extend(sam.take())
    ready(net, sam, 7)
    sam.act(Act("answered", "mentee", "us", value=9))
    assert sent
    assert not any(b'"value":7' in payload or b'"value":9' in payload for payload in sent)
    assert not any(b"answered" in payload for payload in sent)
