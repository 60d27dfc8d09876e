"""`checkin takeback`: the lines of a saved meeting, and taking one of them back for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, json_option, session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.meeting.said_lines import SaidLine

_LONGEST = 60


@click.command("takeback", cls=Command)
@click.argument("pair", required=False)
@click.argument("which", metavar="[N|last]", required=False)
@click.option("--line", "wanted", metavar="ID", help="Take this line back, by its number here or its id.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@json_option
@click.pass_context
def takeback_command(
    context: click.Context, pair: str | None, which: str | None, wanted: str | None, yes: bool, as_json: bool
) -> int:
    """List what was said in a meeting of PAIR, the last one unless said, or take a line of it back.

    What is taken back leaves the meeting, its summary, the record and its backups, for good. N is the number
    that `checkin history` lists.
    """
    from checkin.cli.summary import LAST
    from checkin.ground.errors import WrongInput
    from checkin.ground.ids import SHORTEST
    from checkin.meeting.said_lines import said_lines
    from checkin.record.taking_back import finish, take_back
    from checkin.summary.markdown import shared_summary

    if which is None and pair is not None and (pair == LAST or pair.isdecimal()):
        pair, which = None, pair
    if wanted is not None and as_json:
        raise click.UsageError("--json lists the lines; --line takes one back.")
    if wanted is None and yes:
        raise click.UsageError("--yes goes with --line.")
    desk = session(context).desk()
    found = desk.find_pair(pair)
    finish(desk, found, shared_summary)
    saved = desk.saved(found, which or LAST)
    lines = said_lines(saved.state)
    if wanted is None:
        _list(lines, as_json=as_json)
        return 0
    if yes and wanted.isdecimal() and len(wanted) < SHORTEST:
        raise WrongInput("The numbers change when a line is taken back.", "With --yes, name it by its id.")
    line = _meant(lines, wanted)
    if not yes and not _is_meant(line):
        streams.tell("It stays.")
        return 1
    told = take_back(desk, found, saved.start.id, line, shared_summary)
    streams.tell("Taken back.")
    for one in told:
        streams.tell(one)
    return 0


def _list(lines: Sequence[SaidLine], *, as_json: bool) -> None:
    from checkin.cli.table import table
    from checkin.ground.ids import shortest_endings
    from checkin.ground.text import cut

    if as_json:
        streams.put_json(
            [
                {
                    "id": one.id,
                    "question": one.q or None,
                    "asked": one.asked,
                    "seat": one.role,
                    "who": one.who,
                    "words": one.words,
                }
                for one in lines
            ]
        )
    elif lines:
        endings = shortest_endings(one.id for one in lines)
        rows = [
            [str(number), endings[one.id], one.who, one.asked, cut(one.words, _LONGEST)]
            for number, one in enumerate(lines, 1)
        ]
        streams.put(table(["no", "id", "who", "asked", "words"], rows, streams.width()))
        streams.tell("To take one back: the same command with --line and its id")
    else:
        streams.tell("Nothing was written down in this meeting.")


def _meant(lines: Sequence[SaidLine], wanted: str) -> SaidLine:
    """The line that is meant, by its number or the ending of its id. Raises `NotFound`."""
    from checkin.ground.errors import NotFound
    from checkin.ground.ids import SHORTEST, match_ending
    from checkin.ground.text import clean_line, cut

    if wanted.isdecimal() and len(wanted) < SHORTEST and 1 <= int(wanted) <= len(lines):
        return lines[int(wanted) - 1]
    by_id = {one.id: one for one in lines}
    ending = match_ending(wanted, by_id)
    if ending is None:
        raise NotFound(
            f"There is no line “{cut(clean_line(wanted), 40)}” in this meeting.",
            "Without --line the command lists them.",
        )
    return by_id[ending]


def _is_meant(line: SaidLine) -> bool:
    """Whether somebody says so. Raises `WrongInput` when there is nobody to ask."""
    from checkin.cli.asking import ask, at_terminal
    from checkin.ground.errors import WrongInput
    from checkin.ground.text import cut
    from checkin.record.taking_back import WARNING

    if not at_terminal():
        raise WrongInput("Taking back is for good, and there is nobody to ask here.", "If it is meant: --yes")
    streams.tell(f"{line.asked} ({line.who}): “{cut(line.words, _LONGEST)}”")
    streams.tell(WARNING)
    return ask("Take it back? yes or no: ", "yn", "n", again="Please type yes or no.") == "y"
