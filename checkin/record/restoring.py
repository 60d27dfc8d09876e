"""What a restored backup lacks: meetings saved since, whose files are whole, are put back on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CheckinError
from checkin.ground.files import read_bytes
from checkin.ground.ids import Ids, is_ulid
from checkin.record.facts import facts as facts_of
from checkin.record.journal_lines import NAME
from checkin.record.leaving import left_of
from checkin.record.left_behind import agreements_in
from checkin.record.saved import from_bytes
from checkin.record.saving import accounts_of, agreed_of, entry_of, steps_of, summary_name
from checkin.record.summary_names import free_name, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.layout import Tables


def put_back(folder: Path, tables: Tables) -> tuple[Tables, int]:
    """The tables with the facts of every saved meeting below a pair's folder that they lack, and how many.

    A meeting that still has a journal is not saved yet. A file that can't be read is passed over.
    Nothing is written.
    """
    known = {str(meeting.get("id")) for meeting in tables.get("meetings", {}).values()}
    try:
        names = sorted(path.stem for path in (folder / "meetings").glob("*.json"))
    except OSError:
        return tables, 0
    full = {name: dict(table) for name, table in tables.items()}
    count = 0
    for meeting in names:
        if is_ulid(meeting) and meeting not in known and not (folder / "open" / meeting / NAME).exists():
            count += _put_back(folder, full, meeting)
    return full, count


def _put_back(folder: Path, tables: Tables, meeting: str) -> bool:
    try:
        content = read_bytes(folder / "meetings" / f"{meeting}.json")
        saved = from_bytes(content, meeting)
        if saved.start.id != meeting:
            return False
        ids = Ids(last=max((str(fact.get("id", "")) for fact in _facts(tables)), default=""))
        others = [str(one.get("summary", "")) for one in tables.get("meetings", {}).values()]
        wanted, summaries = summary_name(saved), folder / "summaries"
        name = name_of(summaries, wanted, meeting) or free_name(summaries, wanted, meeting, b"", others)
        new = {
            "meetings": [entry_of(saved, content, name) | {"pair": folder.name}],
            "steps": steps_of(saved),
            "accounts": accounts_of(saved, ids),
            "agreed": agreed_of(saved),
            **left_of(saved, agreements_in(lambda name: facts_of(tables, name))),
        }
    except (CheckinError, KeyError):
        return False
    for table, facts in new.items():
        _insert(tables.setdefault(table, {}), facts)
    return True


def _facts(tables: Tables) -> list[dict[str, Any]]:
    return [fact for name, table in tables.items() if name != "pair" for fact in table.values()]


def _insert(table: dict[str, Any], facts: list[dict[str, Any]]) -> None:
    known = {fact.get("id") for fact in table.values()}
    number = max((int(key) for key in table if key.isdecimal()), default=0)
    for fact in facts:
        if fact["id"] not in known:
            number += 1
            table[str(number)] = fact
