"""Whether what was read from a file has the types that its dataclass says: a file may hold anything."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from typing import Any

_ONE: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "Depth": (str,),
    "int": (int,),
    "bool": (bool,),
    "str | None": (str, type(None)),
    "int | None": (int, type(None)),
}
_SEVERAL: dict[str, tuple[type, type]] = {
    "tuple[str, ...]": (tuple, str),
    "tuple[int, ...]": (tuple, int),
    "Mapping[str, str]": (Mapping, str),
    "Mapping[str, int]": (Mapping, int),
}


def misfit(thing: object) -> str:
    """The name of the first field, of a dataclass or of one within it, whose value is of another type than
    it says; empty when all fit. A yes or no is no number.

    Looked at are texts, numbers, yes or no, and tuples and mappings of these; what else a field may hold is
    taken as it is.
    """
    if not hasattr(thing, "__dataclass_fields__"):
        return next(filter(None, map(misfit, _parts(thing))), "")
    kind: Any = type(thing)
    for name, one, several in _fields(kind):
        value = getattr(thing, name)
        if one is not None:
            if type(value) not in one:
                return name
        elif value == ():
            continue
        elif several is not None:
            holder, part = several
            if not isinstance(value, holder) or any(type(each) is not part for each in _parts(value)):
                return name
        elif value and (within := misfit(value)):
            return within
    return ""


@functools.cache
def _fields(
    kind: type[Any],
) -> tuple[tuple[str, tuple[type, ...] | None, tuple[type, type] | None], ...]:
    """Each field's name, the types it may have, and those of what it holds several of; None for no such."""
    told = ((spec.name, str(spec.type)) for spec in dataclasses.fields(kind))
    return tuple((name, _ONE.get(type_), _SEVERAL.get(type_)) for name, type_ in told)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, tuple | list):
        return value
    return value.values() if isinstance(value, Mapping) else ()
