"""What the settings file chooses for the app: its colours and its keys, as written, not yet checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo
from checkin.ground.files import is_there
from checkin.ground.places import short
from checkin.ground.text import clean_line, cut, nearest
from checkin.record.settings import ME, THEME, parsed

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node
    from checkin.ground.places import Places

KEYS = "keys"
"""The setting: a map from the id of an act to its key, or to a list of keys."""

THEMES = ("dark", "light", "ansi")
"""What colours there are; `ansi` are the terminal's own."""

_WIDEST = 40

_SLIP = 0.75
"""How much of a name must be as in a setting's, from 0 to 1, to be a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One act of `keys:` and the keys wanted for it, as written. `where` names file, line and column."""

    act: str
    keys: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The colours (one of `THEMES`, empty where nothing usable is said), the wishes for keys in the file's
    order, and in one plain line each what is wrong and what stands instead.
    """

    theme: str = ""
    wishes: tuple[Wish, ...] = ()
    problems: tuple[str, ...] = ()


def read_chosen(places: Places) -> Chosen:
    """What the settings file chooses; nothing where there is none. Never raises."""
    file = short(places.settings)
    try:
        top, problem = parsed(places) if is_there(places.settings) else (None, "")
    except CannotDo as error:
        return Chosen(problems=(str(error),))
    if problem:
        return Chosen(problems=(f"{file} was passed over. {problem}",))
    if top is None or top.empty:
        return Chosen()
    if top.kind != "map":
        return Chosen(problems=(f"{file} was passed over: it has lines like “theme: light”, and no other.",))
    theme, wrong_theme = _theme(file, top.setting(THEME))
    wishes, wrong_keys = _wishes(file, top.setting(KEYS))
    return Chosen(theme, wishes, (*_strange(file, top), *wrong_theme, *wrong_keys))


def _strange(file: str, top: Node) -> list[str]:
    """Settings that look like a slip of the pen; others may be somebody else's."""
    from difflib import get_close_matches

    known = (ME, THEME, KEYS)
    return [
        f"{_where(file, key)}: there is no setting “{_shown(key)}”; the nearest is “{near[0]}”."
        for key, _ in top.pairs
        if key.value not in known and (near := get_close_matches(key.text, known, 1, _SLIP))
    ]


def _theme(file: str, node: Node | None) -> tuple[str, list[str]]:
    if node is None or node.empty:
        return "", []
    if node.kind == "scalar" and node.text.strip().casefold() in THEMES:
        return node.text.strip().casefold(), []
    near = nearest(node.text, THEMES) if node.kind == "scalar" else None
    rest = f" The nearest is “{near}”." if near else ""
    return "", [f"{_where(file, node)}: “theme:” takes dark, light or ansi.{rest} It stays dark."]


def _wishes(file: str, node: Node | None) -> tuple[tuple[Wish, ...], list[str]]:
    if node is None or node.empty:
        return (), []
    if node.kind != "map":
        return (), [f"{_where(file, node)}: “keys:” takes lines like “  next: f5” below it. No key changes."]
    wishes, problems = [], []
    for key, value in node.pairs:
        where = _where(file, value if not value.empty else key)
        if value.empty or any(one.kind != "scalar" for one in value.texts) or not value.texts:
            problems.append(f"{where}: “{_shown(key)}:” takes a key, or a list: [f5, m]. Its keys stay.")
        else:
            wishes.append(Wish(clean_line(str(key.value)), tuple(one.text for one in value.texts), where))
    return tuple(wishes), problems


def _where(file: str, node: Node) -> str:
    return f"{file}, line {node.line}, column {node.column}"


def _shown(node: Node) -> str:
    return cut(clean_line(str(node.value)), _WIDEST)
