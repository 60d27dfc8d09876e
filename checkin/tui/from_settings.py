"""What the settings file chooses for the app, checked, and kept as it was read last: YAML is slow to load.

What is kept is taken only while every byte of the file, and the program, are as they were; it can be
deleted at any time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checkin import __version__
from checkin.tui.commands import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checkin.ground.places import Places

_LARGEST = 1_000_000
"""Bytes of the file that are looked at, to know whether it is as it was."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The colours (`dark`, `light`, `ansi`, or empty), the keys by the ids of acts, and what is wrong: one
    plain line each, with what stands instead.
    """

    theme: str = ""
    keys: Mapping[str, Choice] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def settled(places: Places) -> Settled:
    """What the settings file chooses; the usual where there is none. Never raises."""
    data = _bytes_of(places.settings)
    if data is None:
        return Settled()
    kept = places.home / "cache" / "settings.json"
    mark = _mark(data)
    found = _kept(kept, mark)
    if found is None:
        found = _read(places)
        _keep(kept, mark, found)
    return found


def told(problems: tuple[str, ...]) -> tuple[str, ...]:
    """What is wrong, short enough for a line or two: the first, and where the others are said."""
    if len(problems) < 2:
        return problems
    return (f"{problems[0]} {len(problems) - 1} more: checkin help settings",)


def _bytes_of(path: Path) -> bytes | None:
    """The file's bytes; None where there is no file, or one that says nothing."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            data = file.read(_LARGEST)
    except (OSError, ValueError):
        return None
    return data if data.strip() else None


def _read(places: Places) -> Settled:
    from checkin.record.chosen import read_chosen

    chosen = read_chosen(places)
    if not chosen.wishes:
        return Settled(chosen.theme, {}, chosen.problems)
    from checkin.tui.chosen_keys import settle
    from checkin.tui.key_pages import key_pages

    keys, problems = settle(chosen.wishes, key_pages())
    return Settled(chosen.theme, keys, (*chosen.problems, *problems))


def _mark(data: bytes) -> str:
    from hashlib import sha256

    return sha256(f"{__version__} ".encode() + data).hexdigest()


def _kept(path: Path, mark: str) -> Settled | None:
    """What was kept for this mark, None where nothing usable was."""
    try:
        told: Any = json.loads(path.read_bytes())
        if told["of"] != mark:
            return None
        keys = {str(id): Choice(str(one[0]), tuple(map(str, one[1]))) for id, one in told["keys"].items()}
        return Settled(str(told["theme"]), keys, tuple(map(str, told["problems"])))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return None


def _keep(path: Path, mark: str, found: Settled) -> None:
    """Keep it for the next start; nothing happens where that can't be."""
    from checkin.ground.errors import CheckinError
    from checkin.ground.files import write_atomically
    from checkin.ground.places import ensure

    keys = {id: [one.letter, one.keys] for id, one in found.keys.items()}
    told = {"of": mark, "theme": found.theme, "keys": keys, "problems": found.problems}
    try:
        if path.parent.parent.is_dir():
            ensure(path.parent)
            write_atomically(path, json.dumps(told).encode())
    except (CheckinError, OSError):
        return
