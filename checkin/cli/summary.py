"""`checkin summary`: one meeting's summary, as Markdown, plain text or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, session

if TYPE_CHECKING:
    from checkin.record.desk import Desk
    from checkin.record.saved import SavedMeeting

LAST = "last"

_TEXT_WIDTH = 78


@click.command("summary", cls=Command)
@click.argument("pair", required=False)
@click.argument("which", metavar="[N|last]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "txt", "json"]),
    default="md",
    show_default=True,
    help="Markdown, plain text or JSON.",
)
@click.option("-o", "--output", metavar="FILE", help="Write it to this file instead of stdout.")
@click.pass_context
def summary_command(
    context: click.Context, pair: str | None, which: str | None, form: str, output: str | None
) -> int:
    """Print the summary of a meeting of PAIR, the last one unless said.

    N is the number that `checkin history` lists. With one pair, `checkin summary 3` is enough.
    """
    if which is None and pair is not None and (pair == LAST or pair.isdecimal()):
        pair, which = None, pair
    desk = session(context).desk()
    found = desk.find_pair(pair)
    text = _rendered(desk, found, which or LAST, form)
    if output is None or output == "-":
        streams.put(text)
    else:
        from checkin.cli.output import write_out

        streams.tell(f"Written to {write_out(Path(output), text, 'the summary')}")
    return 0


def text_of(saved: SavedMeeting, width: int) -> str:
    """The summary of a saved meeting as plain text, in lines of at most `width` cells."""
    from checkin.summary.document import document_of
    from checkin.summary.plain_text import text

    return text(document_of(saved), width)


def _rendered(desk: Desk, pair: str, which: str, form: str) -> str:
    if form == "md":
        kept = _kept_file(desk, pair, which)
        if kept is not None:
            return kept
    saved = desk.saved(pair, which)
    if form == "json":
        import json

        from checkin.summary.json_form import as_json

        whole = as_json(saved.state, ended=saved.ended, minutes=saved.minutes)
        return json.dumps(whole, ensure_ascii=not streams.takes_unicode(), indent=2)
    if form == "txt":
        return text_of(saved, _TEXT_WIDTH)
    from checkin.summary.markdown import shared_summary

    return shared_summary(saved)


def _kept_file(desk: Desk, pair: str, which: str) -> str | None:
    """The summary as it was written when the meeting was saved, None when that has to be made anew.

    The file is the document both have seen, and reading it takes nothing but the ledger.
    """
    from checkin.ground.text import clean

    entry = desk.meeting_meant(pair, which)
    if not entry.summary or Path(entry.summary).name != entry.summary:
        return None
    try:
        return clean(
            (desk.places.summaries(pair) / entry.summary).read_text(encoding="utf-8", errors="replace")
        )
    except OSError:
        return None
