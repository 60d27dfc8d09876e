from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta

import pytest

from checkin.ground.clock import FixedClock
from checkin.ground.errors import CannotDo, NotFound, WrongInput
from checkin.ground.ids import Ids
from checkin.ground.places import find_places
from checkin.record.ledger import Ledger
from checkin.record.pairs import create_pair, find_pair, list_pairs


@pytest.fixture
def places(tmp_path):
    return find_places({"CHECKIN_HOME": str(tmp_path / "home")})


@pytest.fixture
def make(places):
    ids, clock = Ids(), FixedClock(datetime(2026, 11, 22, tzinfo=UTC), timedelta(minutes=1))
    return lambda mentor, mentee, slug=None: create_pair(places, mentor, mentee, slug, ids, clock)


def test_a_pair_is_made_of_two_names(places, make):
    assert make("Sam Lee", " Mia\t") == "mia-sam-lee"
    ledger = Ledger.read(places.pair("mia-sam-lee"))
    assert [(person.seat, person.name) for person in ledger.people] == [
        ("mentor", "Sam Lee"),
        ("mentee", "Mia"),
    ]
    (entry,) = list_pairs(places)
    assert (entry.id, entry.mentor, entry.mentee, entry.state) == ("mia-sam-lee", "Sam Lee", "Mia", "new")
    assert (entry.open_steps, entry.next, entry.problem) == (0, None, None)
    assert entry.last_used == "2026-11-22T00:00:00.000+00:00"


def test_a_pairs_folders_are_private_and_nothing_half_made_stays(places, make):
    make("Sam", "Mia")
    assert [path.name for path in places.pairs.iterdir()] == ["mia-sam"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in places.home.rglob("*") if path.is_dir()} == {0o700}
    assert stat.S_IMODE(places.record("mia-sam").stat().st_mode) == 0o600


def test_funny_names_make_harmless_ids(places, make):
    assert make("../../etc", "李雷") == "pair-etc"
    assert make("; rm -rf /", "[bold]x[/]") == "bold-x-rm-rf"
    assert len(make("A" * 500, "B" * 500)) <= 60
    assert {path.parent for path in places.pairs.iterdir()} == {places.pairs}


def test_an_id_taken_by_other_people_gets_a_number(make):
    assert make("Sam", "Mia") == "mia-sam"
    assert make("Sám", "Mia") == "mia-sam-2"
    assert make("sam.", "Mia") == "mia-sam-3"
    with pytest.raises(CannotDo, match="a pair already: mia-sam-2"):
        make("SÁM", "mia")


def test_an_id_that_is_asked_for_must_be_free_and_fit(make):
    assert make("Sam", "Mia", "team") == "team"
    with pytest.raises(CannotDo, match="taken"):
        make("Ann", "Bob", "team")
    for wanted in ("../../etc", "Team", "", "a b"):
        with pytest.raises(WrongInput):
            make("Ann", "Bob", wanted)


@pytest.mark.parametrize(
    ("mentor", "mentee"), [("", "Mia"), ("Sam", " \n"), ("Mia", "mia"), ("x" * 501, "Mia")]
)
def test_names_that_cannot_be_are_refused(make, places, mentor, mentee):
    with pytest.raises(WrongInput):
        make(mentor, mentee)
    assert list_pairs(places) == []


def test_a_pair_is_found_by_id_by_name_and_when_it_is_the_only_one(places, make):
    with pytest.raises(NotFound, match="pair new"):
        find_pair(places, None)
    make("Sam Lee", "Mia")
    for name in ("mia-sam-lee", "MIA", "sam lee", "Sam", None):
        assert find_pair(places, name) == "mia-sam-lee"


def test_a_name_that_is_nobodys_offers_the_nearest(places, make):
    make("Sam", "Mia")
    with pytest.raises(NotFound, match="Did you mean mia-sam"):
        find_pair(places, "mia-san")
    with pytest.raises(NotFound, match=r"There are: mia-sam\."):
        find_pair(places, "../../etc")


def test_a_name_in_several_pairs_lists_them(places, make):
    make("Sam", "Mia")
    make("Sam", "Ann")
    assert find_pair(places, "ann") == "ann-sam"
    for name in ("sam", None):
        with pytest.raises(WrongInput, match="ann-sam, mia-sam"):
            find_pair(places, name)


def test_the_pair_used_last_comes_first(places, make):
    assert [make("Sam", name) for name in ("Mia", "Ann", "Zoe")]
    assert [entry.id for entry in list_pairs(places)] == ["zoe-sam", "ann-sam", "mia-sam"]


def test_a_broken_record_is_listed_with_its_problem(places, make):
    make("Sam", "Mia")
    make("Sam", "Ann")
    places.record("mia-sam").write_bytes(b"garbage")
    broken = list_pairs(places)[-1]
    assert (broken.id, broken.state) == ("mia-sam", "unreadable")
    assert "damaged" in broken.problem
    assert find_pair(places, "mia-sam") == "mia-sam"


def test_strangers_among_the_pairs_are_passed_over(places, make):
    make("Sam", "Mia")
    (places.pairs / "Not a pair").mkdir()
    (places.pairs / "empty").mkdir()
    (places.pairs / ".new-1234").mkdir()
    (places.pairs / "file").touch()
    assert [entry.id for entry in list_pairs(places)] == ["mia-sam"]


def test_an_unfinished_meeting_shows_in_the_list(places, make):
    pair = make("Sam", "Mia")
    places.open_meeting(pair, "01M").mkdir(parents=True)
    places.journal(pair, "01M").touch()
    assert list_pairs(places)[0].state == "unfinished"
