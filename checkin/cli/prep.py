"""`checkin prep`: preparing a meeting, the mentee's side and the mentor's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, session
from checkin.cli.solo import alone_options, hold

if TYPE_CHECKING:
    from checkin.cli.session import Session


@click.command("prep", cls=Command)
@click.argument("pair", required=False)
@click.option(
    "--as",
    "seat",
    type=click.Choice(("mentee", "mentor")),
    help="Whose side; unless said, that of whoever uses this account.",
)
@click.option("--show", is_flag=True, help="Print what was prepared last, as Markdown.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --show: into this file, to print or to mail.",
)
@alone_options
@click.pass_context
def prep_command(
    context: click.Context,
    pair: str | None,
    seat: str | None,
    show: bool,
    output: Path | None,
    quick: bool,
    language: str | None,
    plain: bool,
    answers: Path | None,
) -> int:
    """Prepare the next meeting of PAIR.

    The mentee brings one thing, or up to three, each with a first idea; none is fine too. The mentor sees
    the page, and may keep thoughts ready that stay closed until the mentee has thought aloud.
    """
    from checkin.cli.who import seat_of, settle
    from checkin.ground.errors import WrongInput
    from checkin.meeting.start import PREPARE

    shared = session(context)
    desk = shared.desk()
    found = desk.find_pair(pair)
    if show:
        return _show(shared, found, seat, output)
    if output is not None:
        raise WrongInput("-o goes with --show.", f"Print what was prepared: checkin prep {found} --show")
    here = settle(desk, found) if answers is None else ()
    if answers is None and seat_of(here, seat, "mentee") == "mentor":
        from checkin.cli import interface

        return interface.own(shared, found, "mentor", plain, prepare=True)
    return hold(shared, found, PREPARE, "quick" if quick else "full", plain, answers, language)


def _show(shared: Session, pair: str, seat: str | None, output: Path | None) -> int:
    """Print the page; once the mentor has opened it, that is on record."""
    from checkin.record.own.bringing import preparation, see
    from checkin.record.own.page import without_header
    from checkin.record.own.whose import seats_here

    desk = shared.desk()
    page = preparation(desk, pair)
    text = without_header(page.page)
    if output is None:
        streams.put(text)
    else:
        from checkin.cli.output import write_out

        streams.tell(f"Written to {write_out(output, text, 'what was prepared')}")
    if (seat or "".join(seats_here(desk, pair))) == "mentor":
        see(desk, pair, page)
    return 0
