"""`checkin demo`: the app on a pair that was made up, with a year of meetings behind them."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, session

if TYPE_CHECKING:
    from pathlib import Path


@click.command("demo", cls=Command)
@click.option("--plain", is_flag=True, help="As plain lines on stdin and stdout.")
@click.option("--keep", metavar="DIR", help="Put the demo's data into this new folder and leave it there.")
@click.pass_context
def demo_command(context: click.Context, plain: bool, keep: str | None) -> int:
    """Look around in a pair with a year of meetings.

    Two people who don't exist, in a folder of their own that is thrown away at the end. Nothing of yours
    is read or changed.
    """
    from pathlib import Path

    shared = session(context)
    shared.plain = shared.plain or plain
    if keep is not None:
        folder = Path(keep)
        _refuse_filled(folder)
        return _look_around(context, folder, thrown_away=False)
    from checkin.cli import thrown_away

    with thrown_away.folder("checkin-demo-") as made:
        return _look_around(context, made, thrown_away=True)


def _refuse_filled(folder: Path) -> None:
    from checkin.ground.errors import WrongInput

    try:
        filled = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except (OSError, ValueError):
        filled = True
    if filled:
        raise WrongInput(f"The demo needs an empty folder: “{folder}”.", "Name one that is not there yet.")


def _look_around(context: click.Context, folder: Path, *, thrown_away: bool) -> int:
    """Make the pair in a folder and open the app on it."""
    from checkin.cli.interface import home
    from checkin.plain.demo.replay import replay

    shared = session(context)
    environ = {**shared.environ, "CHECKIN_HOME": str(folder)}
    environ.pop("CHECKIN_BANKS", None)
    demo = replace(shared, environ=environ, bank_folders=[], _desk=None)
    later = "is thrown away at the end" if thrown_away else f"stays in {folder}"
    streams.tell(f"A demo: two people who don't exist. What you do here {later}.")
    desk = demo.desk()
    replay(desk)
    back = f"Go on with: CHECKIN_HOME={shlex.quote(str(folder.absolute()))} checkin"
    ended = "That was the demo. It is thrown away now."
    desk.thrown_away = thrown_away
    desk.farewell = ended if thrown_away else f"The demo is kept. {back}"
    return home(demo)
