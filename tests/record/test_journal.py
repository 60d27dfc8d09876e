from __future__ import annotations

import json
import os
import stat
import threading
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.ground.errors import CannotDo
from checkin.record.journal import Journal, read_journal

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def line(text):
    return b"%08x %b\n" % (zlib.crc32(text), text)


@pytest.fixture
def journal(tmp_path):
    made = Journal.create(tmp_path / "open" / "01M", {"bank": {"title": "Regular"}})
    yield made
    made.close()


def test_entries_come_back_in_order_with_the_header(journal):
    entries = [{"n": n, "value": "two\nlines\u2028 “é” 👍\ud800"} for n in range(20)]
    assert all(journal.append(entry) for entry in entries)
    journal.close()
    found = read_journal(journal.path)
    assert found.header == {"journal": 1, "bank": {"title": "Regular"}}
    assert found.entries == entries
    assert found.damage == ()


def test_an_entry_is_in_the_file_as_soon_as_append_returns(journal):
    journal.append({"n": 1})
    assert read_journal(journal.path).entries == [{"n": 1}]
    assert journal.path.read_bytes().endswith(line(b'{"n":1}'))


def test_a_journal_is_private_and_never_made_twice(journal):
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700
    with pytest.raises(CannotDo):
        Journal.create(journal.path.parent, {})
    assert read_journal(journal.path).header == {"journal": 1, "bank": {"title": "Regular"}}


@settings(max_examples=40, deadline=None)
@given(entries=st.lists(st.dictionaries(st.text().filter(lambda key: key != "journal"), VALUES), max_size=5))
def test_any_entries_come_back(entries, tmp_path_factory):
    journal = Journal.create(tmp_path_factory.mktemp("journal") / "m", {})
    for entry in entries:
        journal.append(entry)
    journal.close()
    assert read_journal(journal.path).entries == entries


def test_going_on_adds_to_what_is_there(journal):
    journal.append({"n": 1})
    journal.close()
    again = Journal.open_for_append(journal.path)
    again.append({"n": 2})
    again.close()
    assert read_journal(journal.path).entries == [{"n": 1}, {"n": 2}]


@pytest.mark.parametrize("torn", [b"0000", b"\0" * 4096, line(b'{"n":2}')[:-3], b'deadbeef {"n":2}'])
def test_going_on_after_a_torn_end_keeps_every_entry(journal, torn):
    journal.append({"n": 1})
    journal.close()
    with journal.path.open("ab") as file:
        file.write(torn)
    again = Journal.open_for_append(journal.path)
    again.append({"n": 3})
    again.close()
    assert read_journal(journal.path).entries == [{"n": 1}, {"n": 3}]


def test_a_whole_last_line_without_its_newline_counts(journal):
    journal.append({"n": 1})
    journal.close()
    journal.path.write_bytes(journal.path.read_bytes()[:-1])
    assert read_journal(journal.path).entries == [{"n": 1}]


def test_the_header_alone_can_be_read(journal):
    journal.append({"n": 1})
    found = read_journal(journal.path, header_only=True)
    assert found.header == {"journal": 1, "bank": {"title": "Regular"}}
    assert found.entries == []


def test_the_header_survives_the_loss_of_its_line(journal):
    journal.append({"n": 1})
    raw = bytearray(journal.path.read_bytes())
    raw[12] ^= 1
    journal.path.write_bytes(raw)
    found = read_journal(journal.path)
    assert found.header == {"journal": 1, "bank": {"title": "Regular"}}
    assert found.entries == [{"n": 1}]
    assert found.damage == ("Line 1 of the journal is damaged and was left out.",)


def test_what_is_taken_back_leaves_the_file(journal):
    for word in ("keep", "secret", "also"):
        journal.append({"value": word})
    journal.rewrite([{"value": "keep"}, {"value": "also"}])
    journal.append({"value": "later"})
    journal.close()
    assert b"secret" not in journal.path.read_bytes()
    found = read_journal(journal.path)
    assert [entry["value"] for entry in found.entries] == ["keep", "also", "later"]
    assert found.header == {"journal": 1, "bank": {"title": "Regular"}}
    assert [path.name for path in journal.path.parent.iterdir()] == ["journal"]


def test_a_rewrite_may_bring_its_own_header(journal):
    journal.rewrite([{"journal": 1, "bank": {"title": "Other"}}, {"value": 1}])
    found = read_journal(journal.path)
    assert found.header == {"journal": 1, "bank": {"title": "Other"}}
    assert found.entries == [{"value": 1}]


@pytest.mark.parametrize("version", [2, 99])
def test_a_later_versions_journal_is_refused_untouched(tmp_path, version):
    path = tmp_path / "journal"
    raw = line(json.dumps({"journal": version}).encode()) + line(b'{"n":1}')
    path.write_bytes(raw)
    for opening in (read_journal, Journal.open_for_append):
        with pytest.raises(CannotDo, match="later version"):
            opening(path)
    assert path.read_bytes() == raw


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"\n", b"\0" * 5000, b"00000000 \n" * 3, b"00000000 ", b"\xff\xfe" * 100, b"x" * (3 << 20)),
        *(
            line(b"[1]"),
            line(b"{"),
            line(b'{"a":' * 100_000),
            line(b'{"n":' + b"9" * 5000 + b"}"),
            line(b'{"\xff":1}'),
        ),
        line(b'{"a":"' + b"x" * (1 << 20) + b'"}'),
    ],
    ids=lambda raw: f"{raw[:12]!r}-{len(raw)}",
)
def test_what_is_no_entry_is_none(tmp_path, raw):
    path = tmp_path / "journal"
    path.write_bytes(raw + b"\n" + line(b'{"n":1}'))
    found = read_journal(path)
    assert found.header is None
    assert found.entries == [{"n": 1}]


@given(raw=st.binary(max_size=300))
def test_no_bytes_make_reading_raise(raw, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "any-journal"
    path.write_bytes(raw)
    assert read_journal(path).entries == []


def test_an_entry_no_journal_could_hold_is_refused_and_the_rest_goes_on(journal):
    with pytest.raises(CannotDo, match="too long"):
        journal.append({"value": "x" * (1 << 20)})
    assert journal.append({"value": "\0" * 50_000})
    assert len(read_journal(journal.path).entries) == 1


def test_links_pipes_and_missing_files_are_refused(tmp_path, journal):
    (tmp_path / "link").symlink_to(journal.path)
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "link", tmp_path / "pipe", tmp_path / "none", tmp_path):
        with pytest.raises(CannotDo):
            read_journal(path)
        with pytest.raises(CannotDo):
            Journal.open_for_append(path)


def test_many_threads_may_write_at_once(journal):
    def write(who):
        for n in range(100):
            journal.append({"who": who, "n": n})

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.flush()
    entries = read_journal(journal.path).entries
    for who in range(4):
        assert [entry["n"] for entry in entries if entry["who"] == who] == list(range(100))


def test_a_closed_journal_says_so(journal):
    journal.close()
    journal.close()
    with pytest.raises(CannotDo):
        journal.append({})
