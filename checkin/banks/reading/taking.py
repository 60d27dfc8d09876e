"""Which settings a map has: the known ones, and those that are mistyped, out of place or missing.

A mistyped setting is told once and then read as the one that was meant, so that nothing else is told
because of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.format import LISTS, PLACES, QUESTION, USE, Setting, Table
from checkin.banks.reading.slips import NBSP
from checkin.banks.reading.wording import kind_of, names, short, similar

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.values import Sheet

Taken = dict[str, tuple["Node", "Node"]]
"""The settings that were found, by name: the node of the name and the node of the value."""


def take(sheet: Sheet, node: Node, table: Table, owner: str) -> Taken:
    """The known settings of a map; unknown and missing ones are noted. `owner` names it in messages."""
    taken: Taken = {}
    if node.kind != "map":
        sheet.note(
            node,
            "wrong-type",
            f"settings were expected for {owner}, not {kind_of(node)}",
            "write `name: value`, one to a line",
        )
        return taken
    strange: list[tuple[Node, Node]] = []
    for key, value in node.pairs:
        if key.value in table:
            taken[key.value] = (key, value)
        elif not node.spoilt:
            strange.append((key, value))
    for key, value in strange:
        meant = _meant(sheet, key, value, table, taken, alone=len(strange) == 1)
        sheet.note(key, "unknown-key", _unknown(key, owner), _remedy(key, meant, table))
        if meant and meant not in taken:
            taken[meant] = (key, value)
    missing = [name for name, setting in table.items() if setting.required and name not in taken]
    if missing and not node.spoilt:
        sheet.note(
            node.pairs[0][0] if node.pairs else node,
            "missing-key",
            f"{owner} has no {names(missing)}",
            _how_to_add(node, [table[name] for name in missing[:2]]),
        )
    return taken


def _how_to_add(node: Node, settings: list[Setting]) -> str:
    """How settings that are missing are written: `add `ask: …` below its `id`, at the same indent`."""
    lines = " and ".join(f"`{each.name}:{'' if each.kind in LISTS else ' …'}`" for each in settings)
    first = node.pairs[0][0] if node.pairs else None
    where = (
        f" {'within the same brackets' if node.flow else f'below its `{short(first.text)}`, at the same indent'}"
        if first
        else ""
    )
    return f"add {lines}{where}; " + "; ".join(f"`{each.name}`: {each.description}" for each in settings)


def _meant(sheet: Sheet, key: Node, value: Node, table: Table, taken: Taken, *, alone: bool) -> str:
    """The setting that an unknown name stands for, or an empty text."""
    if _elsewhere(key.text, table):
        return ""
    free = [name for name in table if name not in taken]
    near = sheet.similar(_bare(key.text), free) or sheet.similar(_bare(key.text), table)
    missing = [name for name in free if table[name].required]
    if near or not (alone and len(missing) == 1):
        return near
    return missing[0] if _fits(table[missing[0]], value) else ""


def _fits(setting: Setting, value: Node) -> bool:
    """Whether a value could be one of this setting."""
    return value.kind == ("list" if setting.kind in LISTS else "map" if setting.kind == "map" else "scalar")


def _bare(name: str) -> str:
    """A name without what may stick to it: quotation marks, colons, spaces."""
    return name.strip(" \u00a0:：“”„‘’\"'-–—‐•*")


def _elsewhere(name: str, table: Table) -> str:
    """What has a setting of this name, if something else has: `a stage`."""
    return next((place for place, other in PLACES.items() if name in other and other is not table), "")


def _unknown(key: Node, owner: str) -> str:
    if not key.text.strip():
        return f"a setting of {owner} has no name before its `:`"
    return f"{owner} has no setting `{short(key.text)}`"


def _remedy(key: Node, meant: str, table: Table) -> str:
    if NBSP in key.text:
        return "there is a non-breaking space in it: delete it and type a space"
    if table is USE and key.text in QUESTION:
        return "a question taken with `use` keeps its own; what can be set here: " + names(list(table)[1:])
    if meant and similar(_bare(key.text), [meant]):
        return f"a setting with a similar name exists: `{meant}`"
    if meant:
        return f"`{meant}` is missing here: is it the one you mean?"
    elsewhere = _elsewhere(key.text, table)
    if elsewhere:
        return f"`{key.text}` is a setting of {elsewhere}"
    return "the settings here are: " + names(table)
