"""What a meeting knows from the pair's record when it begins: frozen with it, for pages to bring back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from checkin.meeting.ledgers import Agreement, Brought, Clause, Intention, Lesson, Resource, Strength

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Known:
    """The part of the record that may come back in one meeting.

    `meetings` counts those held before. `brought` is what was prepared, jotted down or taken out of time
    alone, the newest of it; `more` counts what waits besides. `facts` are named figures that the conditions
    of right-moment prompts look at (`checkin.meeting.moments`), `moments` the prompts that may come, the one
    longest unseen first. `intentions` are those that are rated in a review, each one's newest; none in any
    other meeting.
    """

    meetings: int = 0
    agreement: Agreement | None = None
    lessons: tuple[Lesson, ...] = ()
    strengths: tuple[Strength, ...] = ()
    brought: tuple[Brought, ...] = ()
    more: int = 0
    resources: tuple[Resource, ...] = ()
    intentions: tuple[Intention, ...] = ()
    card: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    moments: tuple[str, ...] = ()


NOTHING = Known()
_LISTS = {
    "lessons": Lesson,
    "strengths": Strength,
    "brought": Brought,
    "resources": Resource,
    "intentions": Intention,
}


def to_json(known: Known) -> dict[str, Any]:
    """What is known as a JSON object; what is empty is left out."""
    data = asdict(known)
    data["facts"] = dict(known.facts)
    return {name: _listed(value) for name, value in data.items() if value not in ((), "", 0, None, {})}


def from_json(data: Mapping[str, Any]) -> Known:
    """What `to_json` made an object of; keys of later versions are passed over.

    Raises KeyError, TypeError or AttributeError when it is no such object.
    """
    found: dict[str, Any] = {
        name: data[name] for name in ("meetings", "more", "card", "facts") if name in data
    }
    for name, kind in _LISTS.items():
        found[name] = tuple(_made(kind, one) for one in data.get(name, ()))
    if data.get("agreement"):
        given = dict(data["agreement"])
        given["clauses"] = tuple(_made(Clause, one) for one in given.get("clauses", ()))
        found["agreement"] = _made(Agreement, given)
    return Known(**found, moments=tuple(data.get("moments", ())))


def _made(kind: type[Any], data: Mapping[str, Any]) -> Any:
    names = {spec.name for spec in fields(kind)}
    given = {name: value for name, value in data.items() if name in names}
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})


def _listed(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_listed(one) for one in value]
    if isinstance(value, dict):
        return {name: _listed(one) for name, one in value.items()}
    return value
