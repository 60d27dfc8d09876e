"""The pairs there are: making one, listing them, finding the one that is meant."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.clock import stamp
from checkin.ground.errors import CannotDo, CheckinError, NotFound, WrongInput
from checkin.ground.files import explain_os_error, sync_folder, write_atomically
from checkin.ground.places import ensure
from checkin.ground.text import MAX_LINE, clean_line, nearest, slug
from checkin.meeting.words import who_with_whom
from checkin.record.facts import RECORD, LedgerData, read_ledger
from checkin.record.layout import encode
from checkin.record.unfinished import unfinished

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checkin.ground.clock import Clock
    from checkin.ground.ids import Ids
    from checkin.ground.places import Places

_HOW = "Make one with: checkin pair new --mentor NAME --mentee NAME"


@dataclass(frozen=True, slots=True)
class PairEntry:
    """A pair in the list.

    `state` is `new` (no meeting yet), `active`, `unfinished` (a meeting was broken off, also in a pause),
    `paused`, `closed` (whatever was broken off) or `unreadable`, and then `problem` says why and the names
    are empty. `next` is the date agreed on for the next meeting, ISO, or None, as for a pair that paused or
    ended; `last_used` the stamp of the last meeting's end, or of the pair's making. `notices` are plain lines
    that people should see: a backup was taken, a journal can't be read.
    """

    id: str
    mentor: str
    mentee: str
    state: str
    open_steps: int
    next: str | None
    folder: Path
    last_used: str
    problem: str | None
    notices: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Who meets: `Sam with Robin`."""
        return who_with_whom(self.mentee, self.mentor)


def create_pair(places: Places, mentor: str, mentee: str, wanted: str | None, ids: Ids, clock: Clock) -> str:
    """Make a pair and return its id (a slug): `wanted`, else one made from the names.

    A pair is there whole or not at all. Raises WrongInput for names or an id that can't be, CannotDo
    when this pair is there already or the disk refuses.
    """
    mentor, mentee = name_for(mentor, "mentor", _HOW), name_for(mentee, "mentee", _HOW)
    check_names(mentor, mentee)
    if wanted is not None and slug(wanted) != wanted:
        raise WrongInput(
            f"A pair's id has only a-z, 0-9 and dashes: “{clean_line(wanted)}” can't be one.",
            f"You could take: {slug(wanted)}",
        )
    name = wanted or slug(f"{slug(mentee)}-{slug(mentor)}")
    people = _people(mentor, mentee, ids)
    made_at = stamp(clock.now())
    draft = ensure(places.pairs) / f".new-{os.urandom(6).hex()}"
    try:
        ensure(draft)
        for made in _names(name) if wanted is None else (name,):
            if (places.pair(made) / RECORD).exists():
                _refuse_same(places, made, mentor, mentee, named=wanted is not None)
                continue
            pair = {"1": {"id": made, "made": made_at, "format": 1}}
            write_atomically(draft / RECORD, encode({"pair": pair, "people": people}))
            if _take(draft, places.pair(made)):
                return made
    finally:
        from shutil import rmtree

        rmtree(draft, ignore_errors=True)
    raise CannotDo(f"The id {name} is taken.", "Choose another with: --id")


def list_pairs(places: Places) -> list[PairEntry]:
    """List every pair, the one used last first. A broken record is listed with its problem."""
    found = [_entry(places.pair(name)) for name in pair_ids(places)]
    return sorted(found, key=lambda pair: pair.last_used, reverse=True)


def pair_ids(places: Places) -> list[str]:
    """The ids of all pairs in the order of the alphabet. No record is read: that costs more than all else."""
    try:
        folders = list(places.pairs.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise explain_os_error(error, places.pairs, "look into the folder") from error
    return sorted(folder.name for folder in folders if slug(folder.name) == folder.name and _is_pair(folder))


def find_pair(places: Places, name: str | None, listed: Callable[[], list[PairEntry]] | None = None) -> str:
    """Return the id of the pair that is meant: by id, by somebody's name, or the only one there is.

    `listed` lists the pairs, `list_pairs` unless somebody wants to see what that finds. Raises NotFound
    with the nearest name, WrongInput when it could be several.
    """
    if name is not None and slug(name) == name and _is_pair(places.pair(name)):
        return name
    ids = pair_ids(places) if name is None else []
    if len(ids) == 1:
        return ids[0]
    pairs = listed() if listed is not None else list_pairs(places)
    if not pairs:
        raise NotFound("There is no pair yet.", _HOW)
    if name is None:
        return _only(pairs, "There are several pairs", "Say which")
    wanted = clean_line(name).casefold()
    exact = [p for p in pairs if wanted in (p.id, p.mentor.casefold(), p.mentee.casefold())]
    first = [p for p in pairs if wanted in (_first(p.mentor), _first(p.mentee))]
    if exact or first:
        return _only(exact or first, f"“{clean_line(name)}” is in several pairs", "Say which by its id")
    known = [word for p in pairs for word in (p.id, p.mentee, p.mentor) if word]
    close = nearest(wanted, known)
    remedy = f"Did you mean {close}?" if close else f"There are: {', '.join(p.id for p in pairs[:10])}."
    raise NotFound(f"There is no pair “{clean_line(name)}”.", remedy)


def name_for(text: str, seat: str, how: str = "") -> str:
    """The name that was given for a seat, cleaned.

    Raises WrongInput for none, with `how` to give one, and for one of more than `MAX_LINE` characters.
    """
    name = clean_line(text)
    if not name:
        raise WrongInput(f"The {seat} needs a name.", how)
    if len(name) > MAX_LINE:
        raise WrongInput(f"The {seat}'s name is too long.", f"It may have {MAX_LINE} characters.")
    return name


def check_names(one: str, other: str) -> None:
    """Raise WrongInput for the names of two that nobody could tell apart."""
    if one.casefold() == other.casefold():
        raise WrongInput("Mentor and mentee have the same name.", "Add an initial to tell them apart.")


def _people(mentor: str, mentee: str, ids: Ids) -> dict[str, dict[str, str]]:
    return {
        str(number): {"id": ids.new(), "name": name, "seat": seat}
        for number, (name, seat) in enumerate(((mentor, "mentor"), (mentee, "mentee")), start=1)
    }


def _names(base: str) -> list[str]:
    return [base, *(f"{base[:56].rstrip('-')}-{number}" for number in range(2, 1000))]


def _take(draft: Path, folder: Path) -> bool:
    """Let the finished draft become the pair's folder; False when somebody was faster."""
    try:
        draft.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):
            return False
        raise explain_os_error(error, folder, "make the pair") from error
    return True


def _refuse_same(places: Places, pair: str, mentor: str, mentee: str, *, named: bool) -> None:
    there = _entry(places.pair(pair))
    same = (there.mentor.casefold(), there.mentee.casefold()) == (mentor.casefold(), mentee.casefold())
    if same:
        raise CannotDo(
            f"{there.mentee} and {there.mentor} are a pair already: {pair}.",
            " ".join((f"Meet with: checkin meet {pair}", *there.notices)),
        )
    if named:
        raise CannotDo(f"The id {pair} is taken.", "Choose another with: --id")


def _is_pair(folder: Path) -> bool:
    # With the record gone but a backup there, it is a pair in trouble, not none.
    return (folder / RECORD).exists() or (folder / f"{RECORD}.1").exists()


def _entry(folder: Path) -> PairEntry:
    try:
        ledger = read_ledger(folder)
    except CheckinError as error:
        return PairEntry(folder.name, "", "", "unreadable", 0, None, folder, "", error.message)
    last = ledger.last_meeting()
    mentor, mentee = ledger.person("mentor"), ledger.person("mentee")
    return PairEntry(
        id=folder.name,
        mentor=mentor.name if mentor else "",
        mentee=mentee.name if mentee else "",
        state=_state(folder, ledger),
        open_steps=sum(step.open for step in ledger.steps),
        next=last.next if last and ledger.state == "active" else None,
        folder=folder,
        last_used=(last.ended or last.started) if last else ledger.made,
        problem=None,
        notices=(*ledger.notices, *(one.problem for one in unfinished(folder) if one.problem)),
    )


def _state(folder: Path, ledger: LedgerData) -> str:
    if ledger.state == "closed":
        return "closed"
    if any((folder / "open").glob("*/journal")):
        return "unfinished"
    if ledger.state != "active":
        return ledger.state
    return "active" if ledger.meetings else "new"


def _first(name: str) -> str:
    return name.casefold().partition(" ")[0]


def _only(pairs: list[PairEntry], several: str, ask: str) -> str:
    if len(pairs) > 1:
        raise WrongInput(f"{several}: {', '.join(sorted(pair.id for pair in pairs))}.", f"{ask}.")
    return pairs[0].id
