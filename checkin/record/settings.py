"""The settings file, `config.yaml`: whose private notes this account may open, and how the file is written.

Read only where needed. What it says of colours and keys is in `chosen`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo
from checkin.ground.files import is_there, read_bytes, write_atomically
from checkin.ground.places import ensure, short
from checkin.ground.text import MAX_LINE, clean_line, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.banks.reading.nodes import Node
    from checkin.ground.places import Places
    from checkin.record.entries import PersonEntry

ME = "me"
"""The setting: a person's name or id, or a list of them."""

THEME = "theme"
"""The setting: which colours the app has."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says. `me` are names and ids of persons; `problem` one plain line when it can't be read.

    Defaults stand where nothing is said, or what is said can't be used.
    """

    me: tuple[str, ...] = ()
    problem: str = ""


def read_settings(places: Places) -> Settings:
    """What the settings file says; the defaults where there is none. Never raises."""
    where = short(places.settings)
    try:
        if not is_there(places.settings):
            return Settings()
        top, problem = parsed(places)
    except CannotDo as error:
        return Settings(problem=str(error))
    if problem:
        return Settings(problem=f"{where} was passed over. {problem}")
    me = top.setting(ME) if top is not None else None
    if top is not None and top.kind != "map" and not top.empty:
        return Settings(problem=f"{where} was passed over: it has lines like “me: Sam”, and nothing else.")
    if me is None or me.empty:
        return Settings()
    if any(one.kind != "scalar" for one in me.texts):
        return Settings(problem=f"{where}, line {me.line}: “me:” takes a name, or a list of names.")
    return Settings(me=tuple(filter(None, (clean_line(one.text)[:MAX_LINE] for one in me.texts))))


def seats_of_me(settings: Settings, people: Iterable[PersonEntry]) -> tuple[str, ...]:
    """The seats of a pair that this account may open private notes of, the mentee's first."""
    mine = {name.casefold() for name in settings.me}
    named = (
        person.seat
        for person in people
        if person.id.casefold() in mine or clean_line(person.name).casefold() in mine
    )
    return tuple(sorted(named))


def write_me(places: Places, names: Iterable[str]) -> None:
    """Put into the settings file who uses this account; all else in it stays, comments too.

    Raises CannotDo when the file can't be read, changed safely, or written; nothing has changed then.
    """
    _write(places, ME, tuple(dict.fromkeys(filter(None, map(clean_line, names)))))


def write_theme(places: Places, theme: str) -> None:
    """Put into the settings file which colours the app has; as `write_me` does, and raises as it does."""
    _write(places, THEME, (theme,))


def _write(places: Places, name: str, wanted: tuple[str, ...]) -> None:
    line = f"{name}: {wanted[0] if name == THEME else _written(wanted)}"
    before = _lines(places)
    after = "\n".join(_with(places, before, name, line)).rstrip("\n") + "\n"
    ensure(places.config)
    if before and not _says_only(before, after, name, wanted):
        raise CannotDo(
            f"{short(places.settings)} is written in a way that is not safe to change from here.",
            f"Write this line into it yourself: {line}",
        )
    write_atomically(places.settings, after.encode())


def _written(names: tuple[str, ...]) -> str:
    told = [json.dumps(name, ensure_ascii=False) for name in names]
    return told[0] if len(told) == 1 else f"[{', '.join(told)}]"


def _lines(places: Places) -> list[str]:
    if not is_there(places.settings):
        return []
    return read_bytes(places.settings).decode("utf-8-sig", "replace").splitlines()


def _with(places: Places, lines: list[str], name: str, line: str) -> list[str]:
    """The file's lines with this one, in the place of the one that said it before."""
    top, problem = parsed(places) if lines else (None, "")
    if problem:
        raise CannotDo(
            f"{short(places.settings)} can't be read. {problem}", "Put that right first, or remove the file."
        )
    found = next(
        (pair for pair in (top.pairs if top and top.kind == "map" else ()) if pair[0].value == name), None
    )
    if found is None:
        return [*lines, line]
    key, value = found
    ends = _last_line(value)
    return [*lines[: key.line - 1], line, *lines[max(ends, key.line) :]]


def _last_line(node: Node) -> int:
    """The last line that a value takes; where the parser names the start of the next one, that before."""
    if node.kind == "list" and not node.flow and node.items:
        return _last_line(node.items[-1])
    return node.end_line - 1 if node.end_column == 1 and node.end_line > node.line else node.end_line


def _says_only(before: list[str], after: str, name: str, wanted: tuple[str, ...]) -> bool:
    """Whether the new text says this under this name, and all else as the old one did."""
    from checkin.banks.reading.nodes import parse

    old, _ = parse("\n".join(before), "config.yaml")
    new, problems = parse(after, "config.yaml")
    if new is None or new.kind != "map" or any(one.severity == "error" for one in problems):
        return False
    said = new.setting(name)
    return (
        said is not None
        and tuple(one.value for one in said.texts) == wanted
        and _others(old, name) == _others(new, name)
        and [one for one in before if one.lstrip().startswith("#")]
        == [one for one in after.splitlines() if one.lstrip().startswith("#")]
    )


def _others(top: Node | None, name: str) -> list[tuple[str, object]]:
    pairs = top.pairs if top is not None and top.kind == "map" else ()
    return [(key.text, _plain(value)) for key, value in pairs if key.value != name]


def _plain(node: Node) -> object:
    if node.kind == "map":
        return [(key.text, _plain(value)) for key, value in node.pairs]
    return [_plain(one) for one in node.items] if node.kind == "list" else node.text


def parsed(places: Places) -> tuple[Node | None, str]:
    """The file's top node and its first mistake in a line, empty when it has none. Raises CannotDo."""
    from checkin.banks.reading.nodes import parse  # YAML is slow to load

    raw = read_bytes(places.settings)
    if not any(line.strip() and not line.lstrip().startswith(b"#") for line in raw.splitlines()):
        return None, ""
    top, problems = parse(raw, "config.yaml")
    first = next((one for one in problems if one.severity == "error"), None)
    if first is None:
        return top, ""
    told = cut(clean_line(first.message), 200).rstrip(".")
    return None, f"Line {max(first.line, 1)}, column {max(first.column, 1)}: {told}."
