"""A line of a saved meeting, taken back: its words are nowhere, and all else is as it was."""

import shutil

import pytest
from desks import holding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from taken import PAIR, a_past, desk_at, line_of, on, render, take, word

from checkin.ground.errors import HeldByOther, NotFound
from checkin.meeting.redaction import TAKEN_BACK, Redaction
from checkin.meeting.said_lines import said_lines
from checkin.record.facts import facts
from checkin.record.gone import still_going
from checkin.record.journal import read_journal
from checkin.record.layout import encode
from checkin.record.record_file import RecordFile
from checkin.record.redacted import TABLE, Kept, without
from checkin.record.saved import read_saved, to_bytes
from checkin.record.searching import Searching
from checkin.record.taking_back import finish, take_back


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    home = tmp_path_factory.mktemp("taking") / "home"
    a_past(home)
    return home


@pytest.fixture
def desk(past, tmp_path):
    return desk_at(shutil.copytree(past, tmp_path / "home"))


def entry(desk, which="1"):
    return desk.ledger(PAIR).meeting_meant(which)


def kept(desk):
    """All that is kept, as the program reads it from the disk."""
    tables = RecordFile(desk.places.record(PAIR)).read()
    folder = desk.places.meetings(PAIR)
    return Kept(tables, {path.stem: read_saved(path) for path in folder.iterdir()}, {})


def as_bytes(kept):
    return encode(kept.tables), {id: to_bytes(one) for id, one in kept.meetings.items()}


def test_no_word_of_any_line_is_left_anywhere_and_no_other_line_goes_with_it(desk):
    home, meeting = desk.places.home, entry(desk).id
    lines = said_lines(desk.saved(PAIR, "1").state)
    while lines:
        line, *rest = lines
        take_back(desk, PAIR, meeting, line, render)
        lines = said_lines(desk.saved(PAIR, "1").state)
        # What was brought and became a goal goes with it, and so does the choice of an option that is gone.
        gone = {one.id for one in rest} - {one.id for one in lines}
        assert len(gone) <= 1
        assert [one for one in lines if one.id == line.id] == []
        still = " ".join(one.words for one in lines)
        for words in line.words.split(" · "):
            assert words in still or holding(home, words) == [], words
    assert holding(home, "Kingfisher") != []  # the note is the second meeting's
    take(desk, "2", word("note"))
    assert holding(home, "Kingfisher") == []
    assert desk.notices.take() == ()


def test_what_it_can_not_reach_is_said_and_where_it_was_said_once_more(desk):
    told = take(desk, "2", "Another goal")
    assert ["elsewhere" in told[-2], "privately" in told[-1], len(told)] == [True, True, 2]
    meeting = desk.begin(PAIR, "all_kinds")
    on(meeting, "answered", "mentee", "goal", value=word("goal"))
    desk.save(meeting, render)
    told = take(desk, "1", word("goal"))
    assert told[0] == "The same words are also a line of their own in what you said on Sat 26 Dec 2026."
    assert said_lines(desk.saved(PAIR, "last").state)[0].words == word("goal")


def test_a_redaction_names_a_place_and_who_and_when_and_never_the_words(desk):
    line = line_of(desk, "1", word("lesson"))
    take(desk, "1", word("lesson"))
    (fact,) = facts(RecordFile(desk.places.record(PAIR)).read(), TABLE)
    assert [len(fact.pop("id")), fact.pop("at")[:10]] == [26, "2026-12-26"]
    assert fact == {
        "meeting": entry(desk).id,
        "q": "lesson",
        "row": line.row,
        "role": "mentee",
        "type": "lesson",
    }


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.integers(0, 22), min_size=1, max_size=5, unique=True), data=st.data())
def test_redactions_come_to_the_same_in_any_order_and_twice(past, chosen, data):
    whole = _whole(past)
    lines = said_lines(next(iter(sorted(whole.meetings.items())))[1].state)
    redactions = [
        Redaction(f"{n:026}", min(whole.meetings), one.q, one.seat, one.row, one.field, one.role, one.type)
        for n, one in ((n, lines[n]) for n in chosen)
    ]
    wanted = as_bytes(without(whole, redactions))
    one_by_one = whole
    for redaction in data.draw(st.permutations(redactions)):
        one_by_one = without(one_by_one, [redaction])
    assert as_bytes(one_by_one) == wanted
    assert as_bytes(without(one_by_one, redactions)) == wanted


_READ = {}


def _whole(home):
    if home not in _READ:
        _READ[home] = kept(desk_at(home))
    return _READ[home]


def test_of_a_step_somebody_gave_an_account_of_the_place_stays(desk):
    take(desk, "1", word("step"))
    (step,) = desk.ledger(PAIR).steps
    assert (step.what, step.open, step.due, step.if_, step.notes) == (
        TAKEN_BACK,
        False,
        None,
        "",
        (word("note"),),
    )
    page = desk.places.summaries(PAIR) / entry(desk, "2").summary
    assert f"{TAKEN_BACK} — Sam, partly done" in page.read_text(encoding="utf-8")
    assert "What next?" not in (desk.places.summaries(PAIR) / entry(desk, "1").summary).read_text(
        encoding="utf-8"
    )


def test_a_step_nobody_said_anything_of_is_not_there_at_all(desk):
    meeting = desk.begin(PAIR, "all_kinds")
    on(meeting, "added", "mentee", "step", value={"what": "Paint the fence"})
    desk.save(meeting, render)
    take(desk, "last", "Paint the fence")
    assert [step.what for step in desk.ledger(PAIR).steps] == [word("step")]


def test_an_agreement_without_words_holds_no_more_and_the_other_clause_does(desk):
    take(desk, "1", word("role"))
    assert [clause.text for clause in desk.ledger(PAIR).ledgers.agreement.clauses] == [word("rhythm")]
    take(desk, "1", word("rhythm"))
    assert desk.ledger(PAIR).ledgers.agreement is None


def test_what_was_broken_off_goes_on_without_it(desk):
    take(desk, "1", word("away", "mentee"))
    take(desk, "1", word("step"))
    meeting = desk.resume(PAIR)
    assert meeting.start.takeaways == {}  # the last meeting before it had none
    assert meeting.start.open_steps == ()
    assert meeting.state.answer("goal", "mentee").value == "A third goal"
    desk.save(meeting, render)


def test_an_older_file_put_in_its_place_is_read_without_it(desk):
    path = desk.places.meetings(PAIR) / f"{entry(desk).id}.json"
    before = path.read_bytes()
    take(desk, "1", word("mood", "mentor"))
    path.write_bytes(before)
    assert word("mood", "mentor") not in render(desk.saved(PAIR, "1"))
    searching = Searching(desk, PAIR, render)
    searching.read(entry(desk))
    found = searching.found([entry(desk)], word("mood", "mentor"))
    assert not any(word("mood", "mentor") in one.around for one in found)


def test_the_one_backup_that_is_left_is_good_and_has_none_of_it(desk):
    path = desk.places.record(PAIR)
    take(desk, "1", word("pass_on"))
    assert sorted(one.name for one in path.parent.glob("record.json.*") if one.suffix[1:].isdecimal()) == [
        "record.json.1"
    ]
    path.write_bytes(path.read_bytes()[:-20])
    assert desk.ledger(PAIR).redactions
    assert holding(desk.places.pair(PAIR), word("pass_on")) == []


def test_what_was_set_aside_goes_as_well(desk):
    folder = desk.places.pair(PAIR)
    (folder / "record.json.damaged-01").write_text(word("door"))
    (folder / "meetings" / "x.json.aside-01").write_text(word("door"))
    (folder / "summaries" / ".page.md.12.tmp").write_text(word("door"))
    take(desk, "1", word("door"))
    assert holding(folder, word("door")) == []


def test_the_journal_of_a_meeting_that_was_saved_all_the_same_is_no_way_back(desk):
    meeting = desk.begin(PAIR, "all_kinds")
    on(meeting, "added", "mentee", "step", value={"what": "Paint the fence"})
    left = shutil.copytree(meeting.folder, desk.places.home / "left")
    desk.save(meeting, render)
    shutil.copytree(left, meeting.folder)
    shutil.rmtree(left)
    (meeting.folder / "texts").write_text("Paint the fence")
    take(desk, "last", "Paint the fence")
    assert holding(desk.places.home, "Paint the fence") == []
    assert read_journal(meeting.folder / "journal").damage == ()


def test_nothing_is_taken_back_while_a_meeting_is_held_or_from_one_that_is_not_there(desk):
    line, meeting = line_of(desk, "1", word("lesson")), entry(desk).id
    before = as_bytes(kept(desk))
    held = desk.resume(PAIR)
    with pytest.raises(HeldByOther):
        take_back(desk, PAIR, meeting, line, render)
    held.leave()
    with pytest.raises(NotFound):
        take_back(desk, PAIR, "01K9B0000000000000000MEET1", line, render)
    assert as_bytes(kept(desk)) == before
    assert still_going(desk.places, PAIR) is False


def test_finishing_with_nothing_to_finish_changes_nothing(desk):
    before = as_bytes(kept(desk))
    finish(desk, PAIR, render)
    (desk.places.pair(PAIR) / "taking-back").touch()
    finish(desk, PAIR, render)
    assert as_bytes(kept(desk)) == before
    assert still_going(desk.places, PAIR) is False
