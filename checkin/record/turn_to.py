"""People and places to turn to: the pair's own list, or calm words of ours. Nothing is recorded of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo
from checkin.ground.files import is_there, read_bytes
from checkin.ground.places import short

if TYPE_CHECKING:
    from checkin.ground.places import Places

TITLE = "People and places to turn to"

FILE = "people_to_turn_to.md"
"""The list of one's own, in the config folder."""
_LONGEST = 50_000

_OURS = """\
Some things are more than two people should carry alone. Asking somebody else is a good step, and it \
needs no reason.

If somebody may be in danger, call the emergency number of where you are now. It is 112 in most of Europe, \
911 in North America, 999 in the United Kingdom, 000 in Australia.

Who could be on a list of your own:

- somebody close whom you trust: a friend, a relative, a colleague
- the coordinator of your programme, or a person of trust where you work or learn
- a doctor, or a counselling service near you
- a helpline you can call or write to at night

{own}Nothing about this page is recorded."""

_OWN = """\
This page becomes your own list once you write one. Put it, as plain text, into {file}

"""


def turn_to(places: Places) -> str:
    """The list of people and places in the config folder, or words of ours."""
    path = places.config / FILE
    ours = _OURS.format(own=_OWN.format(file=short(path)))
    try:
        if not is_there(path):
            return ours
        own = read_bytes(path)[:_LONGEST].decode(errors="replace").lstrip("\ufeff").strip()
    except CannotDo as error:
        return f"{error}\n\n{ours}"
    return own or ours


def for_guests() -> str:
    """Our words alone: a guest has no list here, and is not shown the host's."""
    return _OURS.format(own="")
