from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.ground.errors import CannotDo, WrongInput
from checkin.ground.ids import ALPHABET, Ids, is_ulid, match_ending, shortest_endings

ULIDS = st.text(ALPHABET, min_size=25, max_size=25).map(lambda rest: "0" + rest)


def no_chance(size):
    return bytes(size)


def all_chance(size):
    return b"\xff" * size


def test_an_id_is_a_ulid_of_the_time():
    assert Ids(lambda: 1469922850259, no_chance).new() == "01ARZ3NDEK0000000000000000"[:10] + "0" * 16


def test_ids_come_in_order_with_a_clock_that_stands_still():
    ids = Ids(lambda: 1000)
    made = [ids.new() for _ in range(1000)]
    assert made == sorted(set(made))
    assert all(is_ulid(ulid) for ulid in made)


@given(st.lists(st.integers(-(10**15), 10**15), min_size=2, max_size=50))
def test_ids_come_in_order_whatever_the_clock_does(times):
    readings = iter(times)
    ids = Ids(lambda: next(readings), all_chance)
    made = [ids.new() for _ in times]
    assert made == sorted(set(made))


@given(ULIDS)
def test_an_id_comes_after_the_last_one_in_use(last):
    assert Ids(lambda: 0, no_chance, last).new() > last
    ids = Ids(lambda: 0, no_chance)
    ids.seen(last)
    assert ids.new() > last


def test_time_that_has_run_out_still_gives_a_greater_id():
    last = "7ZZZZZZZZZ0000000000000000"
    assert Ids(lambda: 0, no_chance, last).new() == "7ZZZZZZZZZ0000000000000001"
    with pytest.raises(CannotDo):
        Ids(lambda: 0, no_chance, "7" + "Z" * 25).new()


@pytest.mark.parametrize(
    "text", ["", "x", "01arz3ndektsv4rrffq69g5fav", "8" + "0" * 25, "0" * 25 + "U", None, 5]
)
def test_other_things_are_no_ulids(text):
    assert not is_ulid(text)


@given(st.lists(ULIDS, min_size=1, max_size=40, unique=True))
def test_the_shortest_ending_leads_back_to_its_id(made):
    for ulid, ending in shortest_endings(made).items():
        assert len(ending) >= 4
        assert ending == ending.lower()
        assert match_ending(ending, made) == ulid
        assert match_ending(ending.upper(), made) == ulid


def test_ids_that_end_alike_get_longer_endings():
    made = ["0" * 20 + "AAAAAA", "0" * 20 + "ABAAAA", "0" * 20 + "BBBBBB"]
    assert shortest_endings(made) == {made[0]: "aaaaa", made[1]: "baaaa", made[2]: "bbbb"}


def test_an_ending_of_several_ids_names_them():
    made = ["0" * 20 + "AAAAAA", "0" * 20 + "ABAAAA"]
    with pytest.raises(WrongInput, match="aaaaa, baaaa"):
        match_ending("aaaa", made)


def test_letters_that_look_like_digits_are_forgiven():
    assert match_ending("l0OI", ["0" * 22 + "1001"]) == "0" * 22 + "1001"


def test_no_ending_and_no_match_give_nothing():
    assert match_ending(" ", ["0" * 26]) is None
    assert match_ending("zzzz", ["0" * 26]) is None
