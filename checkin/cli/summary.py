"""`checkin summary`: one meeting's summary, to read, to print, for programs, or its dates for a calendar."""

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

FORMS = ("md", "html", "txt", "json", "ics")

ENDINGS = {"markdown": "md", "htm": "html", "text": "txt", "ical": "ics"}
"""Other endings of files that say which form is meant."""

_TEXT_WIDTH = 78


@click.command("summary", cls=Command)
@click.argument("pair", required=False)
@click.argument("which", metavar="[N|last]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="Markdown (the default), HTML to print, plain text, JSON, or the dates for a calendar.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write it to this file instead of stdout. Its ending says the format, if --format does not.",
)
@click.pass_context
def summary_command(
    context: click.Context, pair: str | None, which: str | None, form: str | None, output: str | None
) -> int:
    """Print the summary of a meeting of PAIR, the last one unless said.

    N is the number that `checkin history` lists. With one pair, `checkin summary 3` is enough.
    """
    if which is None and pair is not None and (pair == LAST or pair.isdecimal()):
        pair, which = None, pair
    desk = session(context).desk()
    found = desk.find_pair(pair)
    _finish_taking_back(desk, found)
    to_stdout = output is None or output == "-"
    text = _rendered(desk, found, which or LAST, form or ("md" if to_stdout else form_of(output or "")))
    if output is None or output == "-":
        if isinstance(text, bytes):
            streams.put_bytes(text)
        else:
            streams.put(text)
    else:
        from checkin.cli.output import write_out

        streams.tell(f"Written to {write_out(Path(output), text, 'the summary')}")
    return 0


def _finish_taking_back(desk: Desk, pair: str) -> None:
    """Where taking a line back was stopped on the way, see to it first: the summary may still have it."""
    from checkin.record.gone import still_going

    if still_going(desk.places, pair):
        from checkin.record.taking_back import finish
        from checkin.summary.markdown import shared_summary

        finish(desk, pair, shared_summary)


def form_of(file: str) -> str:
    """The form that a file's ending says, Markdown for any other ending."""
    ending = Path(file).suffix.lower().removeprefix(".")
    ending = ENDINGS.get(ending, ending)
    return ending if ending in FORMS else "md"


def text_of(saved: SavedMeeting, width: int) -> str:
    """The summary of a saved meeting as plain text, in lines of at most `width` cells."""
    from checkin.summary.document import document_of
    from checkin.summary.plain_text import text

    return text(document_of(saved), width)


def _rendered(desk: Desk, pair: str, which: str, form: str) -> str | bytes:
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
    if form == "html":
        from checkin.summary.html import html_summary

        return html_summary(saved).encode()
    if form == "ics":
        return _calendar(saved)
    from checkin.summary.markdown import shared_summary

    return shared_summary(saved)


def _calendar(saved: SavedMeeting) -> bytes:
    from checkin.ground.errors import CannotDo
    from checkin.summary.document import document_of
    from checkin.summary.ics import calendar, days_of

    document = document_of(saved)
    days = days_of(document)
    if not days:
        raise CannotDo(
            "Nothing in this meeting has a date for a calendar.",
            "A next step with a date, or the date of the next meeting, would be in it.",
        )
    return calendar(days, document.ended)


def _kept_file(desk: Desk, pair: str, which: str) -> str | None:
    """The summary as it was written when the meeting was saved, None when that has to be made anew.

    The file is the document both have seen, and reading it takes nothing but the ledger.
    """
    from checkin.ground.text import clean

    entry = desk.ledger(pair).meeting_meant(which)
    if not entry.summary or Path(entry.summary).name != entry.summary:
        return None
    try:
        return clean(
            (desk.places.summaries(pair) / entry.summary).read_text(encoding="utf-8", errors="replace")
        )
    except OSError:
        return None
