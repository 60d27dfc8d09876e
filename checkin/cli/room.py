"""`checkin room`: the process of a shared meeting. The program starts it by itself; nobody has to type it."""

from __future__ import annotations

from functools import partial

import click

from checkin.cli.session import Command, session


@click.command("room", cls=Command, hidden=True)
@click.argument("pair")
@click.argument("meeting")
@click.option("--tell", type=int, metavar="FD", help="A pipe to whoever waits for the room.")
@click.pass_context
def room_command(context: click.Context, pair: str, meeting: str, tell: int | None) -> int:
    """Hold the unfinished MEETING of PAIR as a room, until its last seat has left."""
    from checkin.cli.crash import note
    from checkin.live.serve import serve
    from checkin.summary.markdown import shared_summary

    shared = session(context)
    return serve(
        shared.desk(), pair, meeting, shared_summary, partial(note, environ=shared.environ), told=tell
    )
