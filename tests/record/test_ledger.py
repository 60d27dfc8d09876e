from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from checkin.ground.clock import FixedClock
from checkin.ground.errors import CannotDo, HeldByOther, NotFound, WrongInput
from checkin.ground.ids import Ids
from checkin.ground.places import find_places
from checkin.record.layout import encode
from checkin.record.ledger import Ledger
from checkin.record.pairs import create_pair, list_pairs
from checkin.record.record_file import RecordFile, lock_of

AT = "2026-11-22T10:00:00.000+00:00"
IDS = Ids()


@pytest.fixture
def places(tmp_path):
    return find_places({"CHECKIN_HOME": str(tmp_path)})


@pytest.fixture
def folder(places):
    clock = FixedClock(datetime(2026, 11, 22, tzinfo=UTC))
    return places.pair(create_pair(places, "Sam", "Mia", None, IDS, clock))


def meeting(folder, *, kind="regular", drawn=(), steps=("write",), accounts=(), agreed=()):
    """What saving one meeting takes."""
    ulid = IDS.new()
    mentee = Ledger.read(folder).person("mentee").id
    entry = {
        "id": ulid,
        "bank": kind,
        "kind": kind,
        "title": "A title",
        "version": "12345678",
        "depth": "full",
        "started": AT,
        "ended": AT,
        "date": "2026-11-22",
        "minutes": 45,
        "next": "2026-12-06",
        "drawn": list(drawn),
        "takeaways": {"mentee": "ask sooner"},
    }
    step_facts = [
        {"id": IDS.new(), "meeting": ulid, "what": what, "owner": mentee, "due": "2026-12-01", "readiness": 8}
        | {"if": "it is Monday", "then": "I write", "priority": True}
        for what in steps
    ]
    account_facts = [
        {"id": IDS.new(), "step": step, "at": AT, "by": "mentee", "what": what, "note": note, "meeting": ulid}
        for step, what, note in accounts
    ]
    agreed_facts = [{"id": IDS.new(), "meeting": ulid, "seat": seat, "at": AT} for seat in agreed]
    return {
        "entry": entry,
        "steps": step_facts,
        "accounts": account_facts,
        "agreed": agreed_facts,
        "content": b'{"meeting": "%b"}' % ulid.encode(),
        "summary_name": f"{ulid.lower()}.md",
        "summary": b"# Summary\n",
    }


def save(folder, **wishes):
    what = meeting(folder, **wishes)
    Ledger(folder).save_meeting(**what)
    return what["entry"]["id"]


def test_a_saved_meeting_is_on_record_with_its_files(folder, places):
    ulid = save(folder, drawn=["q1"], agreed=["mentee"])
    ledger = Ledger.read(folder)
    (entry,) = ledger.meetings
    assert (entry.id, entry.pair, entry.kind, entry.minutes) == (ulid, "mia-sam", "regular", 45)
    assert (entry.date, entry.next, entry.drawn) == ("2026-11-22", "2026-12-06", ("q1",))
    assert entry.agreed == ("mentee",)
    assert ledger.last_takeaways() == {"mentee": "ask sooner"}
    content = (folder / entry.file).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry.sha256
    assert (folder / "summaries" / entry.summary).read_bytes() == b"# Summary\n"
    (listed,) = list_pairs(places)
    assert (listed.state, listed.open_steps, listed.next, listed.last_used) == ("active", 1, "2026-12-06", AT)


def test_a_meeting_is_saved_in_one_write(folder):
    save(folder)
    assert not (folder / "record.json.2").exists()


def test_saving_again_adds_nothing_twice(folder):
    first = save(folder)
    step = Ledger.read(folder).steps[0].id
    again = meeting(folder, accounts=[(step, "carried", "next week")], agreed=["mentee"])
    for _ in range(3):
        # After a crash the accounts are made afresh, with other ids.
        again["accounts"][0]["id"] = IDS.new()
        again["agreed"][0]["id"] = IDS.new()
        Ledger(folder).save_meeting(**again)
    ledger = Ledger.read(folder)
    assert [entry.id for entry in ledger.meetings] == [again["entry"]["id"], first]
    assert len(ledger.steps) == 2
    assert ledger.steps[0].carried == 1
    assert ledger.meetings[0].agreed == ("mentee",)
    assert sorted(path.name for path in (folder / "meetings").iterdir()) == sorted(
        f"{entry.id}.json" for entry in ledger.meetings
    )


def test_a_saved_meeting_never_changes(folder):
    what = meeting(folder)
    Ledger(folder).save_meeting(**what)
    before = (folder / "record.json").read_bytes()
    with pytest.raises(CannotDo, match="never changes"):
        Ledger(folder).save_meeting(**what | {"content": b"other"})
    assert (folder / "record.json").read_bytes() == before
    assert (folder / "meetings" / f"{what['entry']['id']}.json").read_bytes() == what["content"]


def test_what_an_interrupted_save_left_gives_way_but_is_kept(folder):
    what = meeting(folder)
    left = folder / "meetings" / f"{what['entry']['id']}.json"
    left.parent.mkdir()
    left.write_bytes(b"half a meeting")
    Ledger(folder).save_meeting(**what)
    assert left.read_bytes() == what["content"]
    (aside,) = left.parent.glob("*.aside-*")
    assert aside.read_bytes() == b"half a meeting"


def test_the_summary_of_another_meeting_is_not_overwritten(folder):
    first, second = meeting(folder), meeting(folder)
    assert Ledger(folder).save_meeting(**first) == first["summary_name"]
    wanted = {"summary_name": first["summary_name"], "summary": b"x"}
    name = Ledger(folder).save_meeting(**second | wanted)
    assert name == first["summary_name"].replace(".md", "-2.md")
    assert (folder / "summaries" / first["summary_name"]).read_bytes() == b"# Summary\n"
    assert (folder / "summaries" / name).read_bytes() == b"x"
    assert Ledger(folder).save_meeting(**second | wanted) == name


@pytest.mark.parametrize("name", ["../x.md", "/x.md", "", ".hidden", "a\0"])
def test_a_summary_stays_in_its_folder(folder, name):
    with pytest.raises(WrongInput):
        Ledger(folder).save_meeting(**meeting(folder) | {"summary_name": name})
    assert Ledger.read(folder).meetings == ()


@pytest.mark.parametrize(
    ("said", "status", "is_open", "carried"),
    [
        ([], "open", True, 0),
        (["carried"], "open", True, 1),
        (["carried", "carried", "done"], "done", False, 2),
        (["partly"], "partly", True, 0),
        (["partly", "carried"], "partly", True, 1),
        (["dropped"], "dropped", False, 0),
        (["changed"], "changed", False, 0),
        (["done", "carried"], "open", True, 1),
        (["done", "done"], "done", False, 0),
    ],
)
def test_a_steps_status_is_the_fold_of_what_was_said_of_it(folder, said, status, is_open, carried):
    save(folder)
    step = Ledger.read(folder).steps[0].id
    # The clock goes back between accounts: their order is still the one they were given in.
    for hour, what in enumerate(said):
        at = f"2026-11-22T{20 - hour}:00:00.000+00:00"
        Ledger(folder).account(step, what, f"note {hour}", "mentee", at, Ids(lambda: 0))
    entry = Ledger.read(folder).step(step)
    assert (entry.status, entry.open, entry.carried) == (status, is_open, carried)
    assert entry.notes == tuple(f"note {hour}" for hour in range(len(said)))
    assert [account.what for account in entry.accounts] == said


def test_a_step_has_its_owner_and_its_plan(folder):
    save(folder)
    (step,) = Ledger.read(folder).steps
    assert (step.owner_name, step.owner_seat, step.due) == ("Mia", "mentee", "2026-12-01")
    assert (step.readiness, step.if_, step.then, step.priority) == (8, "it is Monday", "I write", True)


def test_an_account_of_no_step_or_of_no_kind_is_refused(folder):
    save(folder)
    before = (folder / "record.json").read_bytes()
    with pytest.raises(NotFound):
        Ledger(folder).account("01X", "done", "", "mentee", AT, IDS)
    with pytest.raises(WrongInput, match="done, partly, changed, dropped, carried"):
        Ledger(folder).account(Ledger.read(folder).steps[0].id, "won", "", "mentee", AT, IDS)
    assert (folder / "record.json").read_bytes() == before


def test_agreeing_later_is_a_new_fact_and_counts_once(folder):
    ulid = save(folder)
    for _ in range(2):
        Ledger(folder).agree({"id": IDS.new(), "meeting": ulid, "seat": "mentor", "at": AT})
    assert Ledger.read(folder).meetings[0].agreed == ("mentor",)
    with pytest.raises(NotFound):
        Ledger(folder).agree({"id": IDS.new(), "meeting": "01X", "seat": "mentor", "at": AT})


def test_what_was_asked_is_known_by_kind(folder):
    first = save(folder, drawn=["a", "b"])
    second = save(folder, drawn=["b", "c"])
    other = save(folder, kind="first_meeting", drawn=["a"])
    ledger = Ledger.read(folder)
    assert ledger.asked("regular") == {"a": first, "b": second, "c": second}
    assert ledger.last_meeting().id == other
    assert ledger.last_meeting("regular").id == second
    assert ledger.last_meeting("solo") is None
    assert ledger.newest_id > other


def test_an_error_in_a_change_writes_nothing(folder):
    before = (folder / "record.json").read_bytes()

    def go_wrong():
        with Ledger(folder).change() as tables:
            tables.table("steps").insert({"id": "01X"})
            raise KeyError

    with pytest.raises(KeyError):
        go_wrong()
    assert (folder / "record.json").read_bytes() == before
    assert not lock_of(folder / "record.json").held
    with Ledger(folder).change(wait_seconds=0):
        pass
    assert (folder / "record.json").read_bytes() == before
    assert not (folder / "record.json.1").exists()


def test_what_is_no_fact_is_passed_over_and_stays(folder):
    """A record with a sound checksum that another hand or another version wrote."""
    path = folder / "record.json"
    tables = RecordFile(path).read()
    strange = [5, "words", None, [], {}, {"text": "no id"}]
    numbered = {str(number): one for number, one in enumerate(strange, 1)}
    tables["brought"] = {**numbered, "odd key": {"id": "1", "seat": "mentor", "text": "Before"}}
    tables["agreed"] = {"1": {"id": {}, "meeting": [], "seat": {}}}
    path.write_bytes(encode(tables))
    Ledger(folder).add("brought", {"seat": "mentee", "text": "The demo"}, IDS)
    save(folder, agreed=("mentee",))
    after = RecordFile(path).read()
    assert [one for one in after["brought"].values() if one in strange] == strange
    assert len(after["agreed"]) == 2
    assert {one.text for one in Ledger.read(folder).ledgers.brought} == {"Before", "The demo"}


def test_a_change_while_somebody_else_changes_names_the_holder(folder):
    with Ledger(folder).change() as _, pytest.raises(HeldByOther, match="The record of this pair"):
        Ledger(folder).change(wait_seconds=0).__enter__()


def test_a_restored_backup_is_told(folder):
    save(folder)
    save(folder)
    (folder / "record.json").write_bytes(b"damaged")
    ledger = Ledger(folder)
    with ledger.change():
        pass
    assert "backup" in ledger.notices[0]
    (folder / "record.json").write_bytes(b"damaged")
    assert "backup" in Ledger.read(folder).notices[0]


def test_no_record_and_a_record_of_nonsense_are_said_plainly(folder, tmp_path):
    with pytest.raises(CannotDo, match="no record"):
        Ledger.read(tmp_path)
    with pytest.raises(CannotDo, match="no record"), Ledger(tmp_path).change():
        pass
    for steps in ({"1": {"id": "01X"}}, {"1": {"id": 1, "what": [], "owner": {}, "readiness": "many"}}):
        (folder / "record.json").write_bytes(encode({"steps": steps}))
        with pytest.raises(CannotDo, match="understood"):
            Ledger.read(folder)


def test_reading_needs_neither_tinydb_nor_filelock(folder):
    code = (
        "import json, sys; from pathlib import Path; from checkin.record.ledger import Ledger;"
        "from checkin.record.pairs import list_pairs;"
        "Ledger.read(Path(sys.argv[1]));"
        "print(json.dumps([name for name in ('tinydb', 'filelock', 'yaml') if name in sys.modules]))"
    )
    found = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, check=True)
    assert json.loads(found.stdout) == []
