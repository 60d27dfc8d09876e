"""Whose private notes this account may open: said by `me:` in the settings, and asked for where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo
from checkin.ground.places import short
from checkin.ground.text import clean_line
from checkin.record.settings import read_settings, seats_of_me, write_me

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.record.desk import Desk
    from checkin.record.entries import PersonEntry


ASKED_WHY = "Asked once: only the notes of whoever uses this account open here."
"""Why it is asked who uses this account."""


def changed_by(pair: str) -> str:
    """How to say later that somebody else uses this account."""
    return f"To change it: checkin own {pair} --me NAME"


def seats_here(desk: Desk, pair: str) -> tuple[str, ...]:
    """The seats of the pair whose private notes this account may open, by `me:`; empty when nobody said.

    What is wrong with the settings file is told as a notice.
    """
    settings = read_settings(desk.places)
    desk.notices.tell([settings.problem] if settings.problem else [])
    return seats_of_me(settings, desk.ledger(pair).people)


def claim(desk: Desk, pair: str, seats: Iterable[str]) -> tuple[str, ...]:
    """Put into the settings whose private notes of this pair the account may open; returns their names.

    What is said there of other pairs' people stays. Raises `CannotDo`.
    """
    joint = desk.joint()
    people = sorted(joint.ledger(pair).people, key=lambda person: person.seat)
    chosen = [person for person in people if person.seat in set(seats)]
    of_pair = {word.casefold() for person in people for word in (person.id, clean_line(person.name))}
    others = [name for name in read_settings(joint.places).me if name.casefold() not in of_pair]
    write_me(joint.places, [*others, *(_named(person, people) for person in chosen)])
    return tuple(person.name for person in chosen)


def owner(desk: Desk, pair: str, seat: str) -> PersonEntry:
    """The person in a seat, if their private notes may be opened here: they are `me`, or nobody said who is.

    Raises `CannotDo` kindly otherwise, also when what was said can't be read: nobody's are opened by mistake.
    """
    joint = desk.joint()
    people = {person.seat: person for person in joint.ledger(pair).people}
    here = seats_here(joint, pair)
    if seat not in people:
        raise CannotDo("There is nobody in that seat.", "See who is who with: checkin pairs")
    if not here and read_settings(joint.places).problem:
        raise CannotDo(
            "What is kept alone stays closed: who uses this account can't be read.",
            f"Put {short(joint.places.settings)} right, or remove it.",
        )
    if here and seat not in here:
        name = people[seat].name
        mine = " and ".join(people[one].name for one in here)
        raise CannotDo(
            f"This account is {mine}'s. What {name} keeps alone is opened from {name}'s own.",
            f"If {name} uses this account: checkin own {pair} --me {_quoted(name)}",
        )
    return people[seat]


def _named(person: PersonEntry, people: Iterable[PersonEntry]) -> str:
    """What `me:` calls a person: the name people read, unless two would share it."""
    name = clean_line(person.name)
    same = [one for one in people if clean_line(one.name).casefold() == name.casefold()]
    return name if len(same) == 1 else person.id


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
