"""What a pair's facts come to besides meetings and steps: agreements, lessons, strengths, doors and the like.

A fact is never changed. What happens to a thing later (somebody agrees, a door moves, a strength is put
into one's own words, a prompt is switched off) is a fact of its own that names it; the latest one holds.
Records of earlier versions have none of these tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.meeting.cards import DOOR_MODES
from checkin.meeting.ledgers import (
    DOOR_MOVES,
    Agreement,
    Brought,
    Clause,
    Door,
    DoorMove,
    Intention,
    Ledgers,
    Lesson,
    Resource,
    Ripple,
    Strength,
    Topic,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Fact = dict[str, Any]


def ledgers_of(facts: Callable[[str], list[Fact]]) -> Ledgers:
    """The ledgers of one pair. `facts` gives the facts of a table, oldest first.

    Raises KeyError, TypeError, ValueError or AttributeError when a fact is damaged.
    """
    own = _latest(facts("strength_words"), "strength", "text")
    steps = _latest(facts("resource_steps"), "resource", "step")
    used = _latest(facts("brought_used"), "brought", "meeting")
    switched = {str(fact["what"]): bool(fact["on"]) for fact in facts("switches")}
    cards = facts("cards")
    rated = {str(fact["intention"]): fact for fact in facts("intention_ratings")}
    return Ledgers(
        agreements=_agreements(facts),
        lessons=tuple(
            Lesson(
                *_named(fact),
                easier=_text(fact, "easier"),
                tags=_texts(fact.get("tags")),
                seat=_text(fact, "seat") or "mentee",
            )
            for fact in facts("lessons")
        ),
        strengths=tuple(
            Strength(
                *_named(fact),
                evidence=_text(fact, "evidence"),
                hard_day=_text(fact, "hard_day"),
                own=own.get(str(fact["id"]), _text(fact, "own")),
            )
            for fact in facts("strengths")
        ),
        doors=_doors(facts),
        ripples=tuple(Ripple(*_named(fact), person=_text(fact, "person")) for fact in facts("ripples")),
        resources=tuple(
            Resource(
                *_named(fact),
                source=_text(fact, "source"),
                step=steps.get(str(fact["id"]), _text(fact, "step")),
            )
            for fact in facts("resources")
        ),
        topics=tuple(
            Topic(
                *_named(fact),
                end=_text(fact, "end"),
                sign=_text(fact, "sign"),
                depends=_text(fact, "depends"),
                seat=_text(fact, "seat") or "mentee",
            )
            for fact in facts("topics")
        ),
        intentions=tuple(
            Intention(
                str(fact["id"]),
                _text(fact, "meeting"),
                _text(fact, "date"),
                str(fact["seat"]),
                str(fact["text"]),
                *_rating(rated.get(str(fact["id"]))),
            )
            for fact in facts("intentions")
        ),
        brought=tuple(
            Brought(
                str(fact["id"]),
                _text(fact, "date"),
                str(fact["seat"]),
                str(fact["text"]),
                approach=_text(fact, "approach"),
                origin=_text(fact, "origin"),
                used=used.get(str(fact["id"]), ""),
                meeting=_text(fact, "meeting"),
            )
            for fact in facts("brought")
        ),
        card=str(cards[-1]["text"]) if cards else "",
        off=frozenset(what for what, on in switched.items() if not on),
        moments={str(fact["moment"]): str(fact["meeting"]) for fact in facts("moments")},
    )


def state_of(facts: Callable[[str], list[Fact]]) -> tuple[str, str, str]:
    """Whether a pair is `active`, `paused` or `closed`, since which local ISO date, and the words about it.

    A pair that met after it was paused is active again by itself. Raises ValueError for any other state.
    """
    said = facts("states")
    if not said:
        return "active", "", ""
    last = said[-1]
    state, at = str(last["state"]), _text(last, "at")
    if state not in ("active", "paused", "closed"):
        raise ValueError(f"a pair that is {state!r}")
    # One that began after it has a later id, whatever the clock said.
    met = any(_text(one, "ended") > at or str(one["id"]) > str(last["id"]) for one in facts("meetings"))
    if state == "paused" and met:
        return "active", "", ""
    return state, _text(last, "date"), _text(last, "note")


def agreements_in(facts: Callable[[str], list[Fact]]) -> tuple[Agreement, ...]:
    """Every version of the agreement, the oldest first, for a meeting that is being saved: none where they
    are damaged, which keeps no meeting from being saved. `facts` are as in `ledgers_of`.
    """
    try:
        return _agreements(facts)
    except (KeyError, TypeError, ValueError, AttributeError):
        return ()


def _agreements(facts: Callable[[str], list[Fact]]) -> tuple[Agreement, ...]:
    agreed: dict[str, list[str]] = {}
    for name, key in (("agreed", "meeting"), ("agreement_agreed", "agreement")):
        for fact in facts(name):
            agreed.setdefault(str(fact[key]), []).append(str(fact["seat"]))
    found = []
    for number, fact in enumerate(facts("agreements"), 1):
        id, meeting = str(fact["id"]), _text(fact, "meeting")
        # Who said that the summary of its meeting looks right said so of the agreement in it.
        said = {*agreed.get(id, ()), *(agreed.get(meeting, ()) if meeting else ())}
        found.append(
            Agreement(
                id,
                number,
                _text(fact, "date"),
                tuple(Clause(str(one["id"]), str(one["label"]), str(one["text"])) for one in fact["clauses"]),
                agreed=tuple(seat for seat in ("mentee", "mentor") if seat in said),
                trial=int(fact.get("trial") or 0),
                meeting=meeting,
            )
        )
    return tuple(found)


def _doors(facts: Callable[[str], list[Fact]]) -> tuple[Door, ...]:
    moves: dict[str, list[DoorMove]] = {}
    for fact in facts("door_moves"):
        what = str(fact["what"])
        if what not in DOOR_MOVES:
            raise ValueError(f"a door that was {what!r}")
        move = DoorMove(str(fact["id"]), _text(fact, "date"), what, _text(fact, "note"))
        moves.setdefault(str(fact["door"]), []).append(move)
    modes = _latest(facts("door_modes"), "door", "mode")
    found = []
    for fact in facts("doors"):
        mode, had = modes.get(str(fact["id"]), _text(fact, "mode")), tuple(moves.get(str(fact["id"]), ()))
        # Whoever accepts a door wants it, whoever declines it does not: the last word of the two holds.
        said = [move.what == "accepted" for move in had if move.what in ("accepted", "declined")]
        found.append(
            Door(
                *_named(fact),
                mode=mode if mode in DOOR_MODES else "mentee",
                message=_text(fact, "message"),
                consent=said[-1] if said else bool(fact.get("consent")),
                moves=had,
            )
        )
    return tuple(found)


def _rating(fact: Fact | None) -> tuple[int | None, str]:
    """How it went by their own view, and when they said so."""
    return (None, "") if fact is None else (int(fact["value"]), _text(fact, "date"))


def _named(fact: Fact) -> tuple[str, str, str, str]:
    """What most of them begin with: id, meeting (empty outside of one), local ISO date, text."""
    return str(fact["id"]), _text(fact, "meeting"), _text(fact, "date"), str(fact["text"])


def _latest(facts: list[Fact], thing: str, value: str) -> dict[str, str]:
    return {str(fact[thing]): str(fact[value]) for fact in facts}


def _text(fact: Mapping[str, Any], name: str) -> str:
    return str(fact.get(name) or "")


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
