"""`checkin step done|drop|change|carry`: the owner's account of one step, between meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from checkin.cli import streams
from checkin.cli.session import Group, session
from checkin.meeting.words import LATER_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable


@click.group("step", cls=Group)
def step_command() -> None:
    """Say what became of a next step. ID is the ending that `checkin steps` prints."""


def _account(what: str) -> Callable[..., int]:
    def give(context: click.Context, step: str, note: str) -> int:
        from checkin.cli.steps import every_step
        from checkin.ground.errors import NotFound
        from checkin.ground.ids import match_ending
        from checkin.ground.text import clean_line, cut

        desk = session(context).desk()
        known = {each.step.id: each for each in every_step(desk)}
        found = match_ending(step, known)
        if found is None:
            raise NotFound(f"There is no step “{cut(clean_line(step), 40)}”.", _offer(step, known))
        each = known[found]
        desk.account(each.pair, each.step, what, note)
        streams.tell(f"{LATER_WORDS[what].capitalize()}: {each.step.what} ({each.step.owner_name})")
        return 0

    return give


def _offer(step: str, known: dict[str, Any]) -> str:
    from checkin.ground.text import nearest

    near = nearest(step, (each.ending for each in known.values()))
    return f"Did you mean {near}?" if near else "See them with: checkin steps"


def _register(name: str, what: str, line: str) -> None:
    # The words of one form stand together; each becomes a command of its own.
    function: Callable[..., Any] = click.pass_context(_account(what))
    function = click.option("--note", default="", metavar="TEXT", help="A word about it.")(function)
    function = click.argument("step", metavar="ID")(function)
    step_command.command(name, help=line)(function)


_register("done", "done", "It is done.")
_register("drop", "dropped", "It will not be done, and that is fine.")
_register("change", "changed", "Something else was done instead.")
_register("carry", "carried", "Still on it; it stays open.")
