"""The log of live texts: what was typed is in the file, and what was taken back is not."""

from __future__ import annotations

import resource
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.ground.errors import CannotDo
from checkin.live.text_log import SMALLEST_TO_COMPACT, LogEntry, TextLog
from checkin.live.texts import LiveText
from checkin.record.journal import Journal, read_journal
from checkin.record.journal_lines import line_of
from checkin.record.unfinished import unfinished

KEY, OTHER = "answered|goal|mentee||", "set|ideas|mentee|01ROW|upside"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "sam-robin" / "open" / "01M"


@pytest.fixture
def log(folder):
    made = TextLog.create(folder)
    yield made
    made.close()


def typed(log, words, key=KEY, generation=0):
    """Type words key by key into a text and the log; return the text."""
    text = LiveText()
    for at, letter in enumerate(words):
        log.append(key, generation, at + 1, text.set(text.text + letter, at + 1))
    return text


def text_of(entries, key=KEY):
    return LiveText(entry.update for entry in entries if entry.key == key).text


def reopened(log):
    log.close()
    return TextLog.open(log.path.parent)


def test_what_was_logged_comes_back_in_order(log):
    entries = [LogEntry(KEY, 0, 1, b"\0\x01"), LogEntry(OTHER, 2, 2, b"x" * 5000), LogEntry(KEY, 0, 3, b"3")]
    for entry in entries:
        assert log.append(entry.key, entry.generation, entry.n, entry.update)
    assert log.read() == (entries, False)
    assert reopened(log).read() == (entries, False)


def test_an_update_is_in_the_file_as_soon_as_append_returns(log, folder):
    log.append(KEY, 0, 1, b"abc")
    assert TextLog.open(folder).read() == ([LogEntry(KEY, 0, 1, b"abc")], False)


@settings(max_examples=30, deadline=None)
@given(
    entries=st.lists(
        st.builds(LogEntry, st.text(), st.integers(0, 2), st.integers(0, 1 << 40), st.binary(max_size=40)),
        max_size=6,
    )
)
def test_any_entries_come_back(entries, tmp_path_factory):
    log = TextLog.create(tmp_path_factory.mktemp("log") / "m")
    for entry in entries:
        log.append(entry.key, entry.generation, entry.n, entry.update)
    again = reopened(log)
    assert again.read() == log.read()
    assert not again.read()[1]


def test_only_the_latest_generation_of_a_text_is_read(log):
    log.append(KEY, 0, 1, b"old")
    log.append(OTHER, 0, 2, b"other")
    log.append(KEY, 1, 3, b"new")
    log.append(KEY, 0, 4, b"late")
    kept = [LogEntry(OTHER, 0, 2, b"other"), LogEntry(KEY, 1, 3, b"new")]
    assert log.read()[0] == kept
    assert reopened(log).read()[0] == kept


def test_words_taken_back_are_on_no_disk(log, folder):
    secret = LiveText().set("a secret")
    log.append(KEY, 0, 1, secret)
    log.append(OTHER, 0, 2, b"other")
    assert log.drop(KEY)
    log.append(KEY, 1, 3, b"new")
    content = (folder / "texts").read_bytes()
    assert b"a secret"[:3] not in content
    assert [path.name for path in folder.iterdir()] == ["texts"]
    assert reopened(log).read() == ([LogEntry(OTHER, 0, 2, b"other"), LogEntry(KEY, 1, 3, b"new")], False)


def test_the_log_is_private_and_begins_anew_when_created_again(log, folder):
    log.append(KEY, 0, 1, b"abc")
    assert stat.S_IMODE((folder / "texts").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    log.close()
    TextLog.create(folder).close()
    assert TextLog.open(folder).read() == ([], False)


def test_where_there_is_no_log_yet_one_is_begun(folder):
    log = TextLog.open(folder)
    log.append(KEY, 0, 1, b"abc")
    assert reopened(log).read() == ([LogEntry(KEY, 0, 1, b"abc")], False)


@pytest.mark.parametrize("torn", [b"0000", b"\0" * 4096, line_of({"text": KEY})[:-3]])
def test_going_on_after_a_torn_end_costs_nothing(log, folder, torn):
    log.append(KEY, 0, 1, b"abc")
    log.close()
    with (folder / "texts").open("ab") as file:
        file.write(torn)
    again = TextLog.open(folder)
    again.append(KEY, 0, 2, b"def")
    assert again.read() == ([LogEntry(KEY, 0, 1, b"abc"), LogEntry(KEY, 0, 2, b"def")], False)
    assert reopened(again).read()[0] == again.read()[0]


@pytest.mark.parametrize(
    "line",
    [
        b"deadbeef {}\n",
        line_of({"text": KEY}),
        line_of({"text": KEY, "generation": 0, "n": 1, "update": "%%"}),
        line_of({"text": KEY, "generation": 0, "n": 1, "update": "é"}),
        line_of({"text": 3, "generation": 0, "n": 1, "update": "AA=="}),
        line_of({"text": KEY, "generation": True, "n": 1, "update": "AA=="}),
    ],
)
def test_a_line_that_is_damaged_is_told_of_and_costs_only_itself(log, folder, line):
    log.append(KEY, 0, 1, b"abc")
    log.close()
    with (folder / "texts").open("ab") as file:
        file.write(line + line_of({"text": KEY, "generation": 0, "n": 3, "update": "AA=="}))
    again = TextLog.open(folder)
    assert again.read() == ([LogEntry(KEY, 0, 1, b"abc"), LogEntry(KEY, 0, 3, b"\0")], True)
    again.close()


def test_a_log_that_has_lost_its_first_line_or_is_a_journal_is_damaged(folder):
    folder.mkdir(parents=True)
    path = folder / "texts"
    path.write_bytes(b"")
    assert TextLog.open(folder).read() == ([], True)
    journal = Journal.create(folder, {"bank": {"title": "Regular"}})
    journal.append({"n": 1})
    journal.close()
    path.write_bytes(journal.path.read_bytes())
    assert TextLog.open(folder).read() == ([], True)


def test_a_log_of_a_later_version_is_left_alone(folder):
    folder.mkdir(parents=True)
    content = line_of({"texts": 2})
    (folder / "texts").write_bytes(content)
    with pytest.raises(CannotDo, match="later version"):
        TextLog.open(folder)
    assert (folder / "texts").read_bytes() == content


def test_a_link_in_its_place_is_not_followed(folder, tmp_path):
    folder.mkdir(parents=True)
    (tmp_path / "elsewhere").write_bytes(line_of({"texts": 1}))
    (folder / "texts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotDo):
        TextLog.open(folder)


def test_nobody_takes_the_log_for_a_journal(folder, log):
    log.append(KEY, 0, 1, b"abc")
    pair = folder.parent.parent
    assert unfinished(pair) == ()
    assert read_journal(folder / "texts").header is None
    Journal.create(folder, {"bank": {"title": "Regular"}, "at": "2026-11-22T10:00:00+01:00"}).close()
    (found,) = unfinished(pair)
    assert (found.title, found.problem) == ("Regular", "")


# Growing


def test_compacting_keeps_the_words_and_leaves_out_what_was_deleted(log, folder):
    text = typed(log, "We talk about a secret demo 🎉")
    log.append(KEY, 0, 40, text.set(text.text.replace("a secret ", "the ")))
    other = typed(log, "upside", OTHER, 3)
    before = (folder / "texts").stat().st_size
    assert log.compact()
    assert (folder / "texts").stat().st_size < before / 5
    entries, damage = log.read()
    assert not damage
    assert [(entry.key, entry.generation, entry.n) for entry in entries] == [(KEY, 0, 40), (OTHER, 3, 6)]
    assert text_of(entries) == text.text == "We talk about the demo 🎉"
    assert text_of(entries, OTHER) == other.text
    assert b"secret" not in b"".join(entry.update for entry in entries)
    late = text.set("> " + text.text, 2)
    log.append(KEY, 0, 41, late)
    assert text_of(reopened(log).read()[0]) == text.text


def test_a_log_that_has_grown_is_compacted_by_itself(log, folder):
    text = LiveText()
    for nth, letter in enumerate("abcdefghijklm"):
        log.append(KEY, 0, nth, text.set(letter * 40_000))
    assert log.path.stat().st_size < SMALLEST_TO_COMPACT < 13 * 40_000
    assert text_of(reopened(log).read()[0]) == text.text


def test_what_cannot_be_merged_stays_as_it_is(log):
    text = LiveText()
    first, second, third = text.set("a"), text.set("ab"), text.set("abc")
    log.append(KEY, 0, 1, first)
    log.append(KEY, 0, 3, third)  # the second is missing: nobody knows what it was
    log.append(OTHER, 0, 4, b"no update at all")
    before = log.read()
    assert log.compact()
    assert log.read() == before
    log.append(KEY, 0, 5, second)
    assert log.compact()
    assert text_of(log.read()[0]) == "abc"


# When the disk refuses


@pytest.fixture
def full_disk(folder):
    """Call it to let no file grow beyond a size, and again to let them grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(
        resource.RLIMIT_FSIZE, (before[0] if size is None else size, before[1])
    )
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_on_a_full_disk_updates_wait_and_are_written_later(log, folder, full_disk):
    log.append(KEY, 0, 1, b"abc")
    full_disk((folder / "texts").stat().st_size)
    assert not log.append(KEY, 0, 2, b"def")
    assert log.trouble is not None
    assert [entry.n for entry in log.read()[0]] == [1, 2]
    full_disk(None)
    assert log.retry()
    assert log.trouble is None
    assert [entry.n for entry in reopened(log).read()[0]] == [1, 2]


def test_on_a_full_disk_words_are_taken_out_as_soon_as_it_can_be_done(log, folder, full_disk):
    log.append(KEY, 0, 1, b"abc")
    log.append(OTHER, 0, 2, b"x" * 500)
    full_disk(100)
    assert not log.drop(KEY)
    assert log.trouble is not None
    assert not log.append(KEY, 1, 3, b"new")
    full_disk(None)
    assert log.append(OTHER, 0, 4, b"more")
    assert log.trouble is None
    assert [entry.n for entry in reopened(log).read()[0]] == [2, 3, 4]


def test_closing_writes_what_still_waits(log, folder, full_disk):
    log.append(KEY, 0, 1, b"abc")
    full_disk(100)
    log.drop(KEY)
    log.append(KEY, 1, 2, b"def")
    full_disk(None)
    assert [entry.n for entry in reopened(log).read()[0]] == [2]
    log.close()
    assert [path.name for path in folder.iterdir()] == ["texts"]
