"""Taking back a line of a saved meeting: out of its file, its summary, the record, the backups. For good.

First the record says that the line is gone, in one write; whatever reads from then on reads without it. Then
every file that has the words is written anew, the meeting's own last of all: by that the others are found.
Whoever is stopped on the way leaves a mark, and the next one to come finishes it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING

from checkin.ground.clock import stamp
from checkin.ground.dates import show_iso
from checkin.ground.errors import CannotDo, CheckinError, HeldByOther, NotFound
from checkin.ground.files import explain_os_error, read_bytes, sync_folder, write_atomically
from checkin.ground.ids import is_ulid
from checkin.ground.places import ensure
from checkin.meeting.events import to_json
from checkin.meeting.redaction import Redaction
from checkin.meeting.words import all_of
from checkin.record import backups
from checkin.record.deleting import OUT_OF_REACH
from checkin.record.facts import facts
from checkin.record.gone import MARK, still_going
from checkin.record.journal import Journal
from checkin.record.open_meeting import journal_header
from checkin.record.record_file import RecordFile
from checkin.record.saved import agreed_later, to_bytes
from checkin.record.undisturbed import undisturbed

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from checkin.meeting.said_lines import SaidLine
    from checkin.record.desk import Desk
    from checkin.record.layout import Tables
    from checkin.record.redacted import Kept
    from checkin.record.saved import Render, SavedMeeting

WARNING = (
    "It leaves the meeting, its summary, the record and the backups here, and what later meetings brought "
    "back of it. Nobody can bring it back."
)
"""What is said before a line is taken back."""

_DAYS, MORE = 3, "other days"

PRIVATE = "What either of you keeps privately, notes and time alone, is theirs and stays as it is."


def take_back(desk: Desk, pair: str, meeting: str, line: SaidLine, render: Render) -> tuple[str, ...]:
    """Take a line back for good, and return plain lines on what that can't reach. `meeting` is an id.

    A line that is gone already stays gone. Raises `NotFound` for a meeting that is not on record,
    `HeldByOther` while one is being held or the record is written, `CannotDo` when the disk refuses: then
    either nothing was taken back, or the message says that it was and that the next try finishes it.
    """
    joint = desk.joint()
    with undisturbed(joint, pair):
        _finish(joint, pair, render)
        tables = _read(joint, pair)
        if not any(one.get("id") == meeting for one in tables.get("meetings", {}).values()):
            raise NotFound("There is no such meeting in this record.", "See: checkin history")
        from checkin.record.whose import seats_here

        here = seats_here(joint, pair)
        redaction = Redaction(
            joint.ids.new(),
            meeting,
            line.q,
            line.seat,
            line.row,
            line.field,
            role=line.role,
            type=line.type,
            by=here[0] if len(here) == 1 else "",
            at=stamp(joint.clock.now()),
        )
        again = _carry_out(joint, pair, tables, redaction, render)
    return (*again, OUT_OF_REACH, PRIVATE)


def finish(desk: Desk, pair: str, render: Render) -> None:
    """Finish what was begun, if anything was and nobody holds the record. What stands in the way is told."""
    if not still_going(desk.places, pair):
        return
    joint = desk.joint()
    try:
        with undisturbed(joint, pair):
            _finish(joint, pair, render)
    except HeldByOther:
        return  # it is finished another time
    except CheckinError as error:
        desk.notices.tell([f"A line that was taken back is still in some files. {error}"])


def _read(desk: Desk, pair: str) -> Tables:
    file = RecordFile(desk.places.record(pair), locked=True)
    tables = file.read()
    desk.notices.tell(file.notices)
    if tables is None:
        raise CannotDo(f"There is no record here ({file.path}).", "See what there is: checkin pairs")
    return tables


def _finish(desk: Desk, pair: str, render: Render) -> None:
    if still_going(desk.places, pair):
        _carry_out(desk, pair, _read(desk, pair), None, render)


def _carry_out(
    desk: Desk, pair: str, tables: Tables, fresh: Redaction | None, render: Render
) -> tuple[str, ...]:
    """Take back what is on record as taken back, and this besides; in words, where it was said once more."""
    from checkin.record.redacted import TABLE, Kept, as_fact, redactions_in, said_again, without

    folder = desk.places.pair(pair)
    whole = tables
    if fresh is not None:
        table = tables.get(TABLE, {})
        key = str(max((int(key) for key in table if key.isdecimal()), default=0) + 1)
        whole = tables | {TABLE: table | {key: as_fact(fresh)}}
    redactions = redactions_in(whole)
    sources = {one.meeting for one in redactions}
    before = Kept(whole, _saved(desk, pair, whole, fresh.meeting if fresh else ""), _open(desk, pair))
    after = without(before, redactions)
    write_atomically(folder / MARK, b"")
    file = RecordFile(desk.places.record(pair), locked=True)
    if after.tables != tables:
        try:
            file.write(after.tables)
        except CannotDo:
            if _read(desk, pair) == tables:
                with suppress(OSError):
                    _unmark(folder)
            raise
    try:
        _purge(desk, pair)
        _rewrite(desk, pair, before, after, sources, render)
        _unmark(folder)
    except (CannotDo, OSError) as error:
        why = error if isinstance(error, CannotDo) else explain_os_error(error, folder, "write there")
        raise CannotDo(
            f"It is taken back and shown nowhere here any more, but some files still have it. {why.message}",
            " ".join(filter(None, [why.remedy, "Looking at the meeting again finishes it."])),
        ) from error
    days = said_again(before, after, fresh) if fresh is not None else []
    told = all_of([show_iso(day) for day in days[:_DAYS]] + ([MORE] if len(days) > _DAYS else []))
    return (f"The same words are also a line of their own in what you said on {told}.",) if days else ()


def _unmark(folder: Path) -> None:
    (folder / MARK).unlink(missing_ok=True)
    sync_folder(folder)


def _saved(desk: Desk, pair: str, tables: Tables, needed: str) -> dict[str, SavedMeeting]:
    """Every saved meeting by its id. One that can't be read is told of; for `needed`, raises `CannotDo`."""
    from checkin.record.saved import read_saved

    found = {}
    for fact in tables.get("meetings", {}).values():
        id = str(fact.get("id", "")) if isinstance(fact, dict) else ""
        if not is_ulid(id):
            continue
        try:
            found[id] = read_saved(desk.places.meetings(pair) / f"{id}.json")
        except CannotDo as error:
            if id == needed:
                raise
            desk.notices.tell([f"{error} What it has of the line stays in it."])
    return found


def _open(desk: Desk, pair: str) -> dict[str, SavedMeeting]:
    """Every meeting that was broken off, by its folder's name, as if it had been saved."""
    from checkin.record.saved import SavedMeeting
    from checkin.record.starting import read_meeting

    found = {}
    for journal in desk.places.open(pair).glob("*/journal"):
        try:
            start, events, _ = read_meeting(journal)
        except CannotDo as error:
            desk.notices.tell([f"{error} What it has of the line stays in it."])
            continue
        found[journal.parent.name] = SavedMeeting(start, events, "", 0)
    return found


def _purge(desk: Desk, pair: str) -> None:
    """Remove every earlier state of the record and of its files; what is there now is the one good backup.

    Raises CannotDo, OSError.
    """
    record = desk.places.record(pair)
    folder = record.parent
    places = (folder, desk.places.meetings(pair), desk.places.summaries(pair), *folder.glob("open/*"))
    earlier = [backups.backup(record, number) for number in range(1, backups.KEPT + 1)]
    earlier += [*folder.glob(f"{record.name}.damaged-*"), *folder.glob("meetings/*.aside-*")]
    earlier += [left for place in places for left in place.glob(".*.tmp")]
    for path in earlier:
        with suppress(FileNotFoundError):
            path.unlink()
    write_atomically(backups.backup(record, 1), read_bytes(record))


def _rewrite(
    desk: Desk, pair: str, before: Kept, after: Kept, sources: Collection[str], render: Render
) -> None:
    """Write every file anew that is another now: each summary before its meeting, the sources last.

    Raises CannotDo, OSError.
    """
    for name, meeting in after.open.items():
        if meeting != before.open[name]:
            _rewrite_journal(desk.places.journal(pair, name), meeting)
            if meeting.start.id in sources:
                with suppress(FileNotFoundError):
                    # A room's log of live texts; the journal has the whole values.
                    desk.places.open_meeting(pair, name).joinpath("texts").unlink()
    agreed: dict[str, list[str]] = {}
    for fact in facts(after.tables, "agreed"):
        agreed.setdefault(str(fact.get("meeting")), []).append(str(fact.get("seat")))
    names = {str(fact["id"]): str(fact.get("summary") or "") for fact in facts(after.tables, "meetings")}
    changed = [id for id, meeting in after.meetings.items() if meeting != before.meetings[id]]
    for id in sorted(changed, key=lambda id: (id in sources, id)):
        meeting, name = after.meetings[id], names.get(id, "")
        if name and PurePath(name).name == name:
            text = render(agreed_later(meeting, agreed.get(id, ())))
            write_atomically(ensure(desk.places.summaries(pair)) / name, text.encode())
        write_atomically(desk.places.meetings(pair) / f"{id}.json", to_bytes(meeting))


def _rewrite_journal(path: Path, meeting: SavedMeeting) -> None:
    journal = Journal.open_for_append(path)
    try:
        journal.rewrite([journal_header(meeting.start), *map(to_json, meeting.events)])
    finally:
        journal.close()
