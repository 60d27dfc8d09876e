"""The command `checkin` itself: which commands there are, each imported only when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin import __version__
from checkin.cli.session import LazyGroup, Session, session

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS = {
    "demo": ("demo", "Look around in a pair that was made up."),
    "meet": ("meet", "Hold a meeting."),
    "resume": ("meet", "Go on with an unfinished meeting."),
    "prep": ("prep", "Prepare the next meeting."),
    "solo": ("solo", "Think something through alone."),
    "review": ("review", "Look at how the two of you work together."),
    "pairs": ("pairs", "List the pairs."),
    "pair": ("pairs", "Make a pair, pause it, end it, take it away."),
    "jot": ("jot", "Jot down something to bring next time, or a note to yourself."),
    "own": ("own", "Open your own page: preparing, time alone, your notes."),
    "steps": ("steps", "List the open next steps."),
    "step": ("step", "Say what became of a next step."),
    "history": ("history", "List the meetings, newest first."),
    "kept": ("kept", "List the agreement, lessons, strengths, doors and the shelf."),
    "summary": ("summary", "Print the summary of a meeting."),
    "takeback": ("takeback", "Take back a line of a meeting, for good."),
    "trends": ("trends", "Say what moved over the meetings, with pictures."),
    "totals": ("totals", "Count, without names or words, for whoever looks after a programme."),
    "banks": ("banks", "List, show, check and write question banks."),
    "share": ("live", "Go on with an unfinished meeting, shared with the other one's terminal."),
    "join": ("live", "Come into a meeting that the other one shares."),
    "seat": ("live", "What an invite has sshd run: one seat, nothing else."),
    "invite": ("live", "Print the line that lets somebody's SSH key into one seat."),
    "help": ("manual", "Read the manual."),
}
"""The commands in the order of `--help`: the module of each, and what it does in one line."""

HIDDEN = {"room": "room"}
"""Commands that only the program itself calls: the module of each."""


class Root(LazyGroup):
    """The top of the command line."""

    LAZY = COMMANDS
    HIDDEN = HIDDEN


def invoke(arguments: list[str], environ: Mapping[str, str]) -> object:
    """Parse a command line and run what it names. Raises click's exceptions and our own."""
    shared = Session(environ)
    try:
        with root.make_context("checkin", arguments, obj=shared) as context:
            outcome: object = root.invoke(context)
            return outcome
    finally:
        shared.tell_notices()


@click.group(
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Data goes to stdout, remarks to stderr. `checkin help` lists the pages of the manual.",
)
@click.option("--plain", is_flag=True, help="Plain lines instead of the full-screen app.")
@click.version_option(__version__, message="checkin %(version)s", help="Print the version.")
@click.pass_context
def root(context: click.Context, plain: bool) -> int:
    """A guided conversation for a mentor and a mentee, in the terminal.

    Without a command it opens the app. In a script, or with --plain, everything is plain lines.
    """
    shared = session(context)
    shared.plain = plain
    if context.invoked_subcommand is not None:
        return 0
    from checkin.cli.interface import home

    return home(shared)
