"""Pausing a pair, ending it, opening it again, other names, deleting it: nothing goes unless it is meant."""

from datetime import timedelta
from pathlib import Path

import pytest
from desks import DAY, PAIR, a_desk, desk_at, on, render, say

from checkin.ground.errors import CannotDo, HeldByOther, NotFound, WrongInput
from checkin.record import additions
from checkin.record.deleting import delete_pair
from checkin.record.desk import Desk
from checkin.record.gone import GONE
from checkin.record.pair_states import rename_people, set_state
from checkin.record.private import note
from checkin.record.whose import claim, seats_here


@pytest.fixture
def desk(tmp_path):
    return a_desk(tmp_path / "home")


def later(desk, days=1):
    return desk_at(desk.places.home, DAY + timedelta(days=days))


def listed(desk):
    (pair,) = desk.pairs()
    return pair


def hold(desk, bank="regular", **answers):
    meeting = desk.begin(PAIR, bank)
    for q, value in answers.items():
        say(meeting, q, value)
    on(meeting, "next", value="2026-12-11")
    return desk.save(meeting, render)[0]


# Paused


def test_a_paused_pair_says_so_and_reminds_nobody_of_a_date(desk):
    hold(desk)
    assert (listed(desk).state, listed(desk).next) == ("active", "2026-12-11")
    set_state(later(desk), PAIR, "paused", "Sam is away")
    ledger = desk.ledger(PAIR)
    assert (ledger.state, ledger.state_note, ledger.state_date) == ("paused", "Sam is away", "2026-11-28")
    assert (listed(desk).state, listed(desk).next) == ("paused", None)


def test_a_pair_that_meets_again_is_not_paused_any_more(desk):
    set_state(desk, PAIR, "paused")
    hold(later(desk))
    assert desk.ledger(PAIR).state == listed(desk).state == "active"
    set_state(later(desk, 2), PAIR, "paused")
    assert desk.ledger(PAIR).state == "paused"


def test_a_pause_holds_and_ends_whatever_the_clock_says(desk):
    hold(later(desk, 400))  # by a clock that was ahead
    now = desk_at(desk.places.home)
    set_state(now, PAIR, "paused")
    assert now.ledger(PAIR).state == "paused"
    hold(desk_at(desk.places.home, DAY - timedelta(days=3)))
    assert now.ledger(PAIR).state == "active"


def test_a_meeting_that_was_broken_off_can_be_found_in_a_paused_pair(desk):
    desk.begin(PAIR).leave()
    set_state(desk, PAIR, "paused")
    assert listed(desk).state == "unfinished"


# Ended, and begun again


def test_a_closing_meeting_ends_the_pair_and_says_so(desk):
    hold(desk)
    desk.notices.take()
    hold(later(desk), "closing")
    ended = later(desk)
    hold_again = pytest.raises(CannotDo, match=r"Sam with Robin ended on Sat 28 Nov 2026\. Reopen with: ")
    with hold_again:
        ended.begin(PAIR)
    assert (listed(ended).state, len(ended.ledger(PAIR).meetings)) == ("closed", 2)


def test_whoever_saves_the_closing_meeting_hears_how_to_begin_again(desk):
    hold(desk, "closing")
    assert "To begin again: checkin pair reopen sam-robin" in desk.notices.take()[-1]


def test_a_pair_that_is_opened_again_has_all_it_had(desk):
    hold(desk, "closing", changed="I ask sooner")
    set_state(later(desk), PAIR, "active")
    again = later(desk, 2)
    assert (again.ledger(PAIR).state, len(again.ledger(PAIR).meetings)) == ("active", 1)
    hold(again)
    assert again.ledger(PAIR).state == "active"


def test_what_was_broken_off_before_the_end_can_still_be_finished(desk):
    meeting = desk.begin(PAIR)
    say(meeting, "goal", "Say goodbye")
    meeting.leave()
    set_state(desk, PAIR, "closed")
    assert listed(desk).state == "closed"
    desk.save(desk.resume(PAIR), render)
    ledger = desk.ledger(PAIR)
    assert (ledger.state, [one.text for one in ledger.ledgers.topics]) == ("closed", ["Say goodbye"])


def test_a_closing_meeting_put_back_from_its_file_ends_the_pair_too(desk):
    hold(desk, "closing")
    desk.places.record(PAIR).write_bytes(b"damaged")
    assert later(desk).ledger(PAIR).state == "closed"


def test_only_what_there_is_can_be_said_of_a_pair(desk):
    for state, words in (("asleep", ""), ("paused", "x" * 501)):
        with pytest.raises(WrongInput):
            set_state(desk, PAIR, state, words)
    assert desk.ledger(PAIR).state == "active"


# Other names


def test_another_name_holds_from_now_on(desk):
    before = hold(desk)
    rename_people(desk, PAIR, {"mentee": " Samira "})
    after = later(desk)
    assert [person.name for person in after.ledger(PAIR).people] == ["Robin", "Samira"]
    assert after.find_pair("samira") == PAIR
    meeting = after.begin(PAIR)
    assert meeting.start.name("mentee") == "Samira"
    meeting.leave()
    assert before.start.name("mentee") == "Sam"
    for name in ("", "robin", "x" * 501):
        with pytest.raises(WrongInput):
            rename_people(after, PAIR, {"mentee": name})


def test_names_that_were_given_the_wrong_way_round_can_be_swapped_at_once(desk):
    claim(desk, PAIR, ["mentee"])
    rename_people(desk, PAIR, {"mentee": "Robin", "mentor": "Sam"})
    assert {one.seat: one.name for one in desk.ledger(PAIR).people} == {"mentee": "Robin", "mentor": "Sam"}
    assert seats_here(desk, PAIR) == ("mentee",)
    with pytest.raises(WrongInput):
        rename_people(desk, PAIR, {"mentor": "Kim", "mentee": "Kim"})
    assert [one.name for one in desk.ledger(PAIR).people] == ["Sam", "Robin"]


def test_with_another_name_private_notes_are_still_their_owners_alone(desk):
    claim(desk, PAIR, ["mentee"])
    rename_people(desk, PAIR, {"mentee": "Samira"})
    assert seats_here(desk, PAIR) == ("mentee",)


# Deleted


def test_deleting_leaves_no_word_of_a_pair(desk):
    desk.create_pair("Kim", "Lee")
    hold(desk, goal="Speak at the demo")
    additions.bring(desk, PAIR, seat="mentee", text="The demo")
    meeting = later(desk).begin(PAIR)
    say(meeting, "goal", "Broken off at the demo")
    meeting.leave()
    told = delete_pair(desk, PAIR)
    assert "still there" in told[-1]
    left = [path for path in desk.places.home.rglob("*") if path.is_file()]
    assert not [path for path in left if b"demo" in path.read_bytes() and "cache" not in path.parts]
    assert [path.name for path in desk.places.pairs.iterdir()] == ["lee-kim"]
    assert [pair.id for pair in desk.pairs()] == ["lee-kim"]
    with pytest.raises(NotFound):
        delete_pair(desk, PAIR)


def test_a_pair_does_not_end_while_a_meeting_of_theirs_is_held(desk):
    meeting = desk.begin(PAIR)
    with pytest.raises(HeldByOther):
        set_state(desk, PAIR, "closed")
    meeting.leave()
    set_state(desk, PAIR, "closed")
    assert desk.ledger(PAIR).state == "closed"


def test_no_meeting_begins_while_a_pair_is_being_ended(desk):
    refused = []

    class OtherBegins(Desk):
        def changing(self, pair):
            with pytest.raises(HeldByOther):
                desk.begin(pair)
            refused.append(pair)
            return super().changing(pair)

    set_state(OtherBegins(desk.places), PAIR, "closed")
    assert refused == [PAIR]


def test_a_meeting_does_not_begin_in_a_pair_that_has_just_ended(desk):
    class EndsMeanwhile(Desk):
        def library(self, *, shipped=False):
            set_state(desk, PAIR, "closed")
            return super().library(shipped=shipped)

    with pytest.raises(CannotDo, match="ended on"):
        EndsMeanwhile(desk.places).begin(PAIR)
    assert not desk.unfinished(PAIR)


def test_a_pair_whose_meeting_is_held_is_not_deleted(desk):
    meeting = desk.begin(PAIR)
    with pytest.raises(HeldByOther):
        delete_pair(desk, PAIR)
    meeting.leave()
    assert desk.ledger(PAIR).people


def test_a_pair_whose_record_can_not_be_read_can_be_deleted(desk):
    desk.places.record(PAIR).write_bytes(b"damaged")
    assert "private notes about it" in delete_pair(desk, PAIR)[0]
    assert desk.pairs() == []


def test_what_a_disk_refused_to_remove_is_named_and_goes_the_next_time(desk, monkeypatch):
    def refuse(path):
        raise OSError(5, "no")

    with monkeypatch.context() as patch:
        patch.setattr("checkin.record.deleting.shutil.rmtree", refuse)
        with pytest.raises(CannotDo, match="Remove that folder yourself"):
            delete_pair(desk, PAIR)
    assert desk.pairs() == []
    assert desk.create_pair("Robin", "Sam") == PAIR
    delete_pair(desk, PAIR)
    assert not list(desk.places.pairs.glob(f"{GONE}*"))


def test_a_pair_is_not_deleted_while_its_mentee_holds_a_meeting_alone(desk):
    meeting = desk.begin(PAIR, "solo")
    with pytest.raises(HeldByOther, match="held alone"):
        delete_pair(desk, PAIR)
    say(meeting, "matter", "Still here")
    meeting.leave()
    delete_pair(desk, PAIR)
    assert not list(desk.places.private.rglob("journal*"))


def test_private_notes_that_the_system_keeps_closed_do_not_leave_half_a_pair(desk, monkeypatch):
    note(desk, PAIR, "mentee", "closed")
    there = Path.exists

    def refuse(path):
        if "private" in path.parts:
            raise PermissionError(13, "no")
        return there(path)

    monkeypatch.setattr(Path, "exists", refuse)
    told = delete_pair(desk, PAIR)
    assert any("Sam about this pair are still there" in line for line in told)
    assert not list(desk.places.pairs.iterdir())


def test_deleting_that_was_stopped_on_the_way_is_finished_by_whoever_looks_next(desk, monkeypatch):
    def die(path, **kept):
        raise KeyboardInterrupt

    hold(desk, goal="canary")
    with monkeypatch.context() as patch:
        patch.setattr("checkin.record.deleting.shutil.rmtree", die)
        with pytest.raises(KeyboardInterrupt):
            delete_pair(desk, PAIR)
    assert list(desk.places.pairs.glob(f"{GONE}*"))
    assert desk.pairs() == []
    assert not list(desk.places.pairs.iterdir())


def test_private_notes_go_where_they_may_be_opened_and_stay_where_they_may_not(desk):
    for seat, name in (("mentee", "Sam"), ("mentor", "Robin")):
        note(desk, PAIR, seat, f"canary of {name}")
    claim(desk, PAIR, ["mentee"])
    told = delete_pair(desk, PAIR)
    private = b"".join(path.read_bytes() for path in desk.places.private.rglob("*") if path.is_file())
    assert b"canary of Sam" not in private
    assert b"canary of Robin" in private
    assert any("Robin" in line for line in told)
