"""A record that was damaged: its backup is taken, what that lacks is put back, and people are told."""

from datetime import timedelta

import pytest
from desks import DAY, PAIR, a_desk, desk_at, on, render, say

from checkin.record.ledger import Ledger


@pytest.fixture
def home(tmp_path):
    desk = a_desk(tmp_path / "home")
    step = ""
    for week in range(2):
        desk = desk_at(desk.places.home, DAY + timedelta(weeks=week))
        meeting = desk.begin(PAIR)
        say(meeting, "takeaway", f"Word {week}")
        if step:
            on(meeting, "set", "mentee", "account", row=step, field="status", value="done")
        step = on(meeting, "added", "mentee", "step", value={"what": f"Step {week}"})
        on(meeting, "agreed", "mentee", value=True)
        desk.save(meeting, render)
    return desk.places.home


def damage(home):
    (home / "pairs" / PAIR / "record.json").write_bytes(b"damaged")


def a_later_desk(home):
    return desk_at(home, DAY + timedelta(weeks=3))


def told(ledger):
    """What a record says, but for the ids of what was put back."""
    steps = [(one.id, one.what, one.status, [a.what for a in one.accounts]) for one in ledger.steps]
    return ledger.meetings, steps, ledger.people, ledger.last_takeaways()


def test_the_newest_meeting_is_put_back_from_its_file(home):
    before = a_later_desk(home).ledger(PAIR)
    damage(home)
    desk = a_later_desk(home)
    assert told(desk.ledger(PAIR)) == told(before)
    (notice,) = desk.notices.take()
    assert "One saved meeting that it lacked was put back" in notice
    assert told(a_later_desk(home).ledger(PAIR)) == told(before)


def test_a_change_puts_it_back_too(home):
    before = a_later_desk(home).ledger(PAIR)
    damage(home)
    ledger = Ledger(home / "pairs" / PAIR)
    with ledger.change():
        pass
    assert "put back" in ledger.notices[0]
    assert told(Ledger.read(ledger.folder)) == told(before)


def test_several_meetings_are_put_back_in_their_order(home):
    before = a_later_desk(home).ledger(PAIR)
    damage(home)
    record = home / "pairs" / PAIR / "record.json"
    for number in (1, 2):
        record.with_name(f"record.json.{number}").unlink(missing_ok=True)
    assert sorted(path.name for path in record.parent.glob("record.json.?")) == []
    record.with_name("record.json.1").write_bytes(b"damaged, too")
    record.with_name("record.json.2").write_bytes(without_meetings(before))
    desk = a_later_desk(home)
    assert told(desk.ledger(PAIR)) == told(before)
    assert "2 saved meetings that it lacked were put back" in desk.notices.take()[0]


def without_meetings(ledger):
    from checkin.record.layout import encode

    people = {str(n): {"id": p.id, "name": p.name, "seat": p.seat} for n, p in enumerate(ledger.people, 1)}
    return encode({"pair": {"1": {"id": PAIR, "made": ledger.made, "format": 1}}, "people": people})


def test_a_meeting_file_that_is_damaged_or_still_has_its_journal_is_not_put_back(home):
    newest = a_later_desk(home).ledger(PAIR).meetings[0]
    damage(home)
    content = home / "pairs" / PAIR / newest.file
    whole = content.read_bytes()
    content.write_bytes(whole[: len(whole) // 2])
    assert [one.id for one in a_later_desk(home).ledger(PAIR).meetings] != [newest.id]
    content.write_bytes(whole)
    damage(home)
    journal = home / "pairs" / PAIR / "open" / newest.id / "journal"
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b"")
    assert len(a_later_desk(home).ledger(PAIR).meetings) == 1


@pytest.mark.parametrize(
    "look",
    [
        lambda desk: desk.pairs(),
        lambda desk: desk.ledger(PAIR),
        lambda desk: desk.find_pair("Sam"),
        lambda desk: desk.begin(PAIR).leave(),
        lambda desk: desk.saved(PAIR),
        lambda desk: desk.unfinished(PAIR) or desk.ledger(PAIR),
    ],
)
def test_whoever_meets_the_damage_hears_of_it_once(home, look):
    damage(home)
    desk = a_later_desk(home)
    look(desk)
    look(desk)
    (notice,) = desk.notices.take()
    assert "was damaged" in notice
    assert desk.notices.take() == ()


def test_damage_met_while_saving_is_told(home):
    desk = a_later_desk(home)
    meeting = desk.begin(PAIR)
    damage(home)
    desk.save(meeting, render)
    assert "was damaged" in desk.notices.take()[0]
    assert len(desk.ledger(PAIR).meetings) == 3


def test_a_restored_backup_is_no_problem_of_the_pair(home):
    damage(home)
    (pair,) = a_later_desk(home).pairs()
    assert pair.problem is None
    assert "was damaged" in pair.notices[0]
