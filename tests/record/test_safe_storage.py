from __future__ import annotations

import hashlib
import json
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import increment
from tinydb.table import Document

from checkin.ground.errors import CannotDo
from checkin.record.lock import Lock
from checkin.record.storage import SafeStorage


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.json"


@pytest.fixture
def db(path):
    return TinyDB(path, storage=SafeStorage)


def test_insert_search_update_remove(db):
    steps = db.table("steps")
    assert steps.insert({"what": "write", "n": 1}) == 1
    assert steps.insert_multiple([{"what": "read", "n": 2}, {"what": "call", "n": 3}]) == [2, 3]
    assert steps.get(where("what") == "read") == {"what": "read", "n": 2}
    assert steps.update(increment("n"), where("n") >= 2) == [2, 3]
    assert [step["n"] for step in steps.search(where("n") > 0)] == [1, 3, 4]
    assert steps.remove(where("what") == "write") == [1]
    assert len(steps) == 2
    assert steps.contains(doc_id=3)
    steps.truncate()
    assert steps.all() == []


def test_upsert(db):
    assert db.upsert({"id": "a", "n": 1}, where("id") == "a") == [1]
    assert db.upsert({"id": "a", "n": 2}, where("id") == "a") == [1]
    assert db.all() == [{"id": "a", "n": 2}]
    assert db.upsert(Document({"id": "b"}, doc_id=7)) == [7]


def test_tables_live_beside_each_other_and_ours_do_not_show(db):
    db.table("people").insert({"name": "Mia"})
    db.table("steps").insert({"what": "write"})
    assert db.tables() == {"people", "steps"}
    db.drop_table("people")
    assert db.tables() == {"steps"}
    db.drop_tables()
    assert db.tables() == set()


def test_what_is_written_is_there_for_the_next_reader(db, path):
    db.insert({"text": "“é” 👍 \ud800 \u2028"})
    again = TinyDB(path, storage=SafeStorage)
    assert again.all() == [{"text": "“é” 👍 \ud800 \u2028"}]
    assert again.insert({}) == 2


def test_a_missing_record_is_empty_and_reading_makes_no_file(db, path):
    assert db.all() == []
    assert not path.exists()


@settings(max_examples=40, deadline=None)
@given(
    tables=st.dictionaries(
        st.text().filter(lambda name: name not in ("_check", "_about")),
        st.dictionaries(
            st.integers(1).map(str), st.dictionaries(st.text(), st.text() | st.integers()), max_size=3
        ),
        max_size=3,
    )
)
def test_any_tables_come_back(tables, tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "record.json"
    SafeStorage(path).write(tables)
    assert SafeStorage(path).read() == tables


def test_stock_tinydb_and_any_json_reader_can_read_it(db, path):
    db.table("people").insert({"name": "Mia"})
    assert TinyDB(path).table("people").all() == [{"name": "Mia"}]
    assert json.loads(path.read_bytes())["_about"] == {"1": {"format": 1}}


def test_a_person_can_read_it_one_document_a_line(db, path):
    db.table("people").insert_multiple([{"name": "Mia"}, {"name": "Sam"}])
    first, rest = path.read_text().split("\n", 1)
    digest = hashlib.sha256(rest.encode()).hexdigest()
    assert first == '{"_check": {"1": {"sha256": "' + digest + '"}},'
    assert rest == (
        '"_about": {"1": {"format": 1}},\n"people": {\n"1": {"name": "Mia"},\n"2": {"name": "Sam"}\n}\n}\n'
    )


def test_five_backups_are_kept_and_everything_is_private(db, path):
    for n in range(8):
        db.insert({"n": n})
    assert sorted(entry.name for entry in path.parent.iterdir()) == [
        "record.json",
        *(f"record.json.{number}" for number in range(1, 6)),
    ]
    for number in range(1, 6):
        backup = path.with_name(f"record.json.{number}")
        assert len(SafeStorage(backup).read()["_default"]) == 8 - number
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_json_cannot_hold_changes_nothing(db, path):
    db.insert({"n": 1})
    before = path.read_bytes()
    with pytest.raises(TypeError):
        db.insert({"n": {1, 2}})
    assert path.read_bytes() == before
    assert not path.with_name("record.json.1").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: b"\0" * len(raw),
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw + b" ",
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: raw.replace(b"Mia", b"Mio"),
        lambda raw: raw.split(b"\n", 1)[1],
        lambda raw: b'{"people": {"1": {"name": "Somebody else"}}}',
        lambda raw: b"not json",
        lambda raw: b"[" * 200_000,
    ],
)
def test_a_damaged_record_is_set_aside_and_restored_loudly(db, path, damage):
    db.table("people").insert({"name": "Mia"})
    db.table("people").insert({"name": "Sam"})
    good = path.with_name("record.json.1").read_bytes()
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    storage = SafeStorage(path)
    assert storage.read() == {"people": {"1": {"name": "Mia"}}}
    (notice,) = storage.notices
    (aside,) = path.parent.glob("record.json.damaged-*")
    assert aside.read_bytes() == damaged
    assert aside.name in notice
    assert "record.json.1" in notice
    assert path.read_bytes() == good
    assert SafeStorage(path).read() == {"people": {"1": {"name": "Mia"}}}


def test_the_newest_good_backup_is_taken(db, path):
    for n in range(5):
        db.insert({"n": n})
    for name in ("record.json", "record.json.1", "record.json.2"):
        path.with_name(name).write_bytes(b"")
    storage = SafeStorage(path)
    assert len(storage.read()["_default"]) == 2
    assert "record.json.3" in storage.notices[0]


def test_a_record_that_vanished_is_restored(db, path):
    db.insert({"n": 1})
    db.insert({"n": 2})
    path.unlink()
    storage = SafeStorage(path)
    assert len(storage.read()["_default"]) == 1
    assert storage.notices
    assert path.exists()


def test_with_no_good_backup_nothing_is_touched(path):
    path.write_bytes(b"damaged")
    path.with_name("record.json.1").write_bytes(b"damaged too")
    with pytest.raises(CannotDo, match="damaged"):
        SafeStorage(path).read()
    assert path.read_bytes() == b"damaged"


def test_a_damaged_record_can_be_read_while_somebody_else_holds_the_lock(db, path):
    db.insert({"n": 1})
    db.insert({"n": 2})
    path.write_bytes(b"damaged")
    with Lock(path.with_name("record.json.lock"), "the record"):
        storage = SafeStorage(path)
        assert len(storage.read()["_default"]) == 1
        assert storage.notices
        assert path.read_bytes() == b"damaged"


def test_writing_over_a_damaged_record_keeps_it_and_makes_it_no_backup(db, path):
    db.insert({"n": 1})
    db.insert({"n": 2})
    path.write_bytes(b"damaged")
    SafeStorage(path, locked=True).write({"_default": {"1": {"n": 9}}})
    (aside,) = path.parent.glob("record.json.damaged-*")
    assert aside.read_bytes() == b"damaged"
    assert SafeStorage(path.with_name("record.json.1")).read() == {"_default": {"1": {"n": 1}}}


def later(check):
    rest = b'"_about": {"1": {"format": 2}},\n"people": {"1": {"name": "Mia", "new": [1]}}\n}\n'
    return b'{"_check": {"1": {%b}},\n%b' % (check(hashlib.sha256(rest).hexdigest().encode()), rest)


@pytest.mark.parametrize("check", [lambda d: b'"sha256": "%b"' % d, lambda d: b'"blake3": "another way"'])
def test_a_later_versions_record_is_refused_untouched(db, path, check):
    db.insert({"n": 1})
    db.insert({"n": 2})
    raw = later(check)
    path.write_bytes(raw)
    for act in (SafeStorage(path).read, lambda: SafeStorage(path).write({}), lambda: db.insert({})):
        with pytest.raises(CannotDo, match="later version"):
            act()
    assert path.read_bytes() == raw
    assert not list(path.parent.glob("*damaged*"))


def test_a_record_that_cannot_be_read_is_said_plainly(path):
    path.mkdir()
    with pytest.raises(CannotDo, match="folder"):
        SafeStorage(path).read()
