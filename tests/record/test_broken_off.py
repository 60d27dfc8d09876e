"""Meetings that were broken off and can't be gone on with: said in one line, left as they are."""

import json
import zlib

import pytest
from desks import PAIR, a_desk, desk_at, say

from checkin.ground.errors import CannotDo


@pytest.fixture
def desk(tmp_path):
    return a_desk(tmp_path / "home")


def broken_off(desk):
    meeting = desk.begin(PAIR)
    say(meeting, "goal", "A talk")
    meeting.leave()
    return meeting.folder / "journal"


def later_version(_):
    text = json.dumps({"journal": 99, "id": "x"}).encode()
    return b"%08x %b\n" % (zlib.crc32(text), text) * 2


HARM = {
    "nonsense": lambda _: b"nothing",
    "both headers lost": lambda raw: b"\n".join([b"x", b"x", *raw.split(b"\n")[2:]]),
    "a later version": later_version,
}


@pytest.mark.parametrize("harm", HARM)
def test_a_journal_that_can_not_be_read_is_named_and_left_as_it_is(desk, harm):
    journal = broken_off(desk)
    journal.write_bytes(HARM[harm](journal.read_bytes()))
    raw = journal.read_bytes()
    (one,) = desk.unfinished(PAIR)
    assert str(journal) in one.problem
    assert desk.notices.take() == (one.problem,)
    with pytest.raises(CannotDo) as refused:
        desk.resume(PAIR)
    assert str(refused.value) == one.problem
    (pair,) = desk_at(desk.places.home).pairs()
    assert (pair.state, pair.notices) == ("unfinished", (one.problem,))
    assert journal.read_bytes() == raw


def test_another_meeting_can_still_be_gone_on_with(desk):
    good = broken_off(desk).parent.name
    bad = broken_off(desk)
    bad.write_bytes(b"nothing")
    found = desk.unfinished(PAIR)
    assert [(one.id, bool(one.problem)) for one in found] == [(good, False), (bad.parent.name, True)]
    again = desk.resume(PAIR)
    assert again.start.id == good
    again.leave()
    with pytest.raises(CannotDo):
        desk.resume(PAIR, bad.parent.name)


def test_a_folder_without_a_journal_is_no_meeting(desk):
    (desk.places.open(PAIR) / "empty").mkdir(parents=True)
    (desk.places.open(PAIR) / "a-file").write_text("x")
    assert desk.unfinished(PAIR) == ()
