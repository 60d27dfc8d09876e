"""One pair's record: read without a lock, changed under it, every change one safe write."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CannotDo, CheckinError, NotFound, WrongInput
from checkin.ground.files import explain_os_error, write_atomically
from checkin.ground.places import ensure
from checkin.ground.text import clean
from checkin.record.backups import put_beside, sweep
from checkin.record.entries import ACCOUNTS
from checkin.record.facts import RECORD, LedgerData, facts, read_ledger
from checkin.record.left_behind import agreements_in
from checkin.record.record_file import RecordFile, lock_of
from checkin.record.summary_names import free_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tinydb import TinyDB

    from checkin.ground.ids import Ids
    from checkin.meeting.ledgers import Agreement
    from checkin.record.left_behind import Fact

PATIENCE = 5.0
"""Seconds to wait while another process saves; saves are short."""


class Ledger:
    """The record in one pair's folder, to be changed. `notices` tells what had to be put right on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / RECORD
        self.notices: tuple[str, ...] = ()

    @staticmethod
    def read(folder: Path) -> LedgerData:
        """Read a pair's record, without a lock. Raises CannotDo."""
        return read_ledger(folder)

    @contextmanager
    def change(self, wait_seconds: float = PATIENCE) -> Iterator[TinyDB]:
        """Open the record's tables, read afresh under the lock; written once, when the block ends well.

        An error in the block means that nothing is written. Raises HeldByOther when another process
        keeps the lock longer than that, CannotDo when the record can't be read or written.
        """
        from tinydb import TinyDB  # slow to import, and not needed for reading

        from checkin.record.storage import WriteOnce

        lock = lock_of(self.path)
        lock.acquire(wait_seconds)
        try:
            sweep(self.path)
            storage = WriteOnce(self.path, locked=True)
            if storage.read() is None:
                raise CannotDo(f"There is no record here ({self.path}).", "See what there is: checkin pairs")
            self.notices = tuple(storage.notices)
            tables = TinyDB(storage=lambda: storage)
            yield tables
            tables.close()
        finally:
            lock.release()

    def account(
        self,
        step_id: str,
        what: str,
        note: str,
        by: str,
        at: str,
        ids: Ids,
        meeting: str | None = None,
    ) -> str:
        """Put on record what a step's owner says became of it, and return the new fact's id.

        `what` is one of `ACCOUNTS`, `by` the owner's seat, `at` a stamp. Saying it again is fine: it is a
        new fact. Raises WrongInput, NotFound for an unknown step, HeldByOther, CannotDo.
        """
        if what not in ACCOUNTS:
            raise WrongInput(f"A step can't be “{clean(what)}”.", f"It can be: {', '.join(ACCOUNTS)}.")
        with self.change() as tables:
            if not any(step["id"] == step_id for step in tables.table("steps")):
                raise NotFound("There is no such step in this record.", "See the steps with: checkin steps")
            # The new account is the last word, whatever the clock says.
            ids.seen(max((str(fact["id"]) for fact in tables.table("accounts")), default=""))
            fresh = {"id": ids.new(), "step": step_id, "at": at, "by": by, "what": what}
            tables.table("accounts").insert({**fresh, "note": clean(note), "meeting": meeting})
        return str(fresh["id"])

    def agree(self, fact: Fact) -> None:
        """Put on record that a seat says of a meeting's summary that it looks right.

        `fact` is {id, meeting, seat, at}. Saying so twice adds nothing. Raises as `account` does.
        """
        with self.change() as tables:
            if not any(meeting["id"] == fact["meeting"] for meeting in tables.table("meetings")):
                raise NotFound("There is no such meeting in this record.", "See: checkin history")
            _add(tables, "agreed", [fact], same=("meeting", "seat"))

    def add(self, table: str, fact: Fact, ids: Ids, *, to: tuple[str, ...] = ()) -> str:
        """Put one new fact on record, later than every other of its table, and return its id.

        `to` is a table and the ids it must have: those of the thing that the fact is about. Raises NotFound
        when it has not, HeldByOther, CannotDo.
        """
        return self.add_all(table, [fact], ids, to=to)[0]

    def add_all(self, table: str, new: list[Fact], ids: Ids, *, to: tuple[str, ...] = ()) -> list[str]:
        """Put several new facts on record in one write, as `add` does one, and return their ids.

        Raises what `add` raises.
        """
        with self.change() as tables:
            if to:
                known = {str(one["id"]) for one in tables.table(to[0])}
                if not known.issuperset(to[1:]):
                    raise NotFound("There is no such thing in this record.", "Perhaps it was taken back.")
            for one in tables.table(table):
                ids.seen(str(one["id"]))
            fresh = [{"id": ids.new(), **fact} for fact in new]
            tables.table(table).insert_multiple(fresh)
        return [str(fact["id"]) for fact in fresh]

    def save_meeting(
        self,
        entry: Fact,
        steps: list[Fact],
        accounts: list[Fact],
        agreed: list[Fact],
        content: bytes,
        summary_name: str,
        summary: bytes,
        left: Callable[[tuple[Agreement, ...]], Mapping[str, list[Fact]]] | None = None,
    ) -> str:
        """Put a meeting on record: its content and its summary as files, then all its facts in one write.

        `left` gives further facts, by their table, of the agreement's versions on record, the oldest first.

        `summary_name` is the name wanted for the summary; what it is called, a number added when
        another has that name, is returned. Saving the same meeting again, after a crash say, adds
        nothing twice. Raises CannotDo when a saved meeting would change or the disk refuses,
        HeldByOther; then the ledger is as it was, and no file of the meeting is left.
        """
        meeting = str(entry["id"])
        for name in (f"{meeting}.json", summary_name):
            if not name or "/" in name or "\0" in name or name.startswith("."):
                raise WrongInput(f"This is not the name of a file: {clean(name)!r}.")
        file = self.folder / "meetings" / f"{meeting}.json"
        index = {
            **entry,
            "pair": self.folder.name,
            "file": f"meetings/{file.name}",
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        made: list[Path] = []
        try:
            with self.change() as tables:
                on_record = {str(one["id"]): str(one.get("summary", "")) for one in tables.table("meetings")}
                known = meeting in on_record
                name = on_record.pop(meeting, "") or free_name(
                    self.folder / "summaries", summary_name, meeting, summary, on_record.values()
                )
                made += _write_once(file, content, saved=known)
                page = ensure(self.folder / "summaries") / name
                sweep(page)
                write_atomically(page, summary)
                made += [] if known else [page]
                _add(tables, "meetings", [index | {"summary": name}])
                _add(tables, "steps", steps)
                # An account made afresh from the same journal has another id and another time.
                _add(tables, "accounts", accounts, same=("step", "meeting", "by", "what", "note"))
                _add(tables, "agreed", agreed, same=("meeting", "seat"))
                if left is not None:
                    versions = agreements_in(lambda name: facts(tables.storage.read() or {}, name))
                    for table, new in left(versions).items():
                        _add(tables, table, new)
                if known:
                    # The earlier save may have stopped before it knew that the disk had everything.
                    tables.storage.write(tables.storage.read() or {})
        except BaseException:
            self._take_away(made, meeting)
            raise
        return name

    def _take_away(self, made: list[Path], meeting: str) -> None:
        """Remove files that were written for a meeting, unless it got into the ledger all the same."""
        try:
            tables = RecordFile(self.path).read() or {} if made else {}
        except CheckinError:
            return  # what is on record can't be known, and then nothing is thrown away
        if any(one.get("id") == meeting for one in tables.get("meetings", {}).values()):
            return
        for path in made:
            with suppress(OSError):
                path.unlink()


def _add(tables: TinyDB, name: str, new: list[Fact], same: tuple[str, ...] = ()) -> None:
    """Insert the facts that are not there yet: not by their id, nor by all of the keys in `same`."""
    if not new:
        return
    # As they stand in the file: TinyDB makes an object of its own of every fact that it is asked for.
    there = list((tables.storage.read() or {}).get(name, {}).values())
    known = {str(fact["id"]) for fact in there}
    about = {_said(fact, same[:1]) for fact in new}
    alike = {_said(fact, same) for fact in there if same and _said(fact, same[:1]) in about}
    fresh = [fact for fact in new if fact["id"] not in known and _said(fact, same) not in alike]
    if fresh:
        tables.table(name).insert_multiple(fresh)


def _said(fact: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    """What a fact has under these keys, to be compared, whatever it is."""
    return tuple(repr(fact.get(key)) for key in keys)


def _write_once(file: Path, content: bytes, *, saved: bool) -> list[Path]:
    """Write a meeting's content and return what was written.

    `saved` says that the ledger knows the meeting, so it may not change.
    """
    ensure(file.parent)
    sweep(file)
    try:
        present = file.read_bytes()
    except FileNotFoundError:
        write_atomically(file, content)
        return [file]
    except OSError as error:
        raise explain_os_error(error, file, "read the file") from error
    if present == content:
        return []
    if saved:
        raise CannotDo(f"This meeting is saved already, and a saved meeting never changes ({file}).")
    # A save that stopped half-way, or a stranger's file: it gives way, but is kept.
    aside = file.with_name(f"{file.name}.aside-{hashlib.sha256(present).hexdigest()[:12]}")
    try:
        put_beside(file, aside)
    except OSError as error:
        raise explain_os_error(error, file, "set an older file aside") from error
    write_atomically(file, content)
    return [file]
