"""`checkin trends`: the figures behind the pictures, and the pictures, on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, json_option, session

if TYPE_CHECKING:
    from checkin.meeting.trends.past import Past
    from checkin.meeting.trends.signals import Signal
    from checkin.meeting.trends.trend import Because, Trend

_ROWS = 18


@click.command("trends", cls=Command)
@click.argument("pair", required=False)
@click.option(
    "--pictures/--figures",
    "pictures",
    default=None,
    help="Draw them, or list the figures; by itself, pictures on a terminal.",
)
@click.option("--for", "about", metavar="WHO", help="Things to look at, for mentee, mentor, both, or a name.")
@json_option
@click.pass_context
def trends_command(
    context: click.Context, pair: str | None, pictures: bool | None, about: str | None, as_json: bool
) -> int:
    """Say what moved over the meetings of PAIR: whose ideas, whose steps, and what became of them."""
    from checkin.meeting.trends.every import trends_of
    from checkin.meeting.trends.trend import TOO_FEW
    from checkin.record.looking_back import past_of

    desk = session(context).desk()
    found = desk.find_pair(pair)
    past = past_of(desk, found)
    for line in past.missing:
        streams.tell(f"checkin: {line}")
    if about is not None:
        return _things(past, about, as_json=as_json)
    trends = trends_of(past)
    if as_json:
        streams.put_json(
            {"pair": found, "meetings": len(past.meetings), "trends": [as_row(trend) for trend in trends]}
        )
        return 0
    if not past.meetings:
        streams.tell("There is no saved meeting yet.")
        return 0
    if pictures is None:
        pictures = _room_for_pictures()
    told = [_told(trend, pictures=pictures) for trend in trends if not trend.few]
    if few := [trend.title for trend in trends if trend.few]:
        told.append("\n  ".join([f"{TOO_FEW[:-1]}:", *few]))
    streams.put("\n\n".join(told))
    _say_for_whom(past, found)
    return 0


def as_row(trend: Trend) -> dict[str, object]:
    """A trend as `--json` prints it: figures by meeting or thing, not added up."""
    return {
        "id": trend.id,
        "title": trend.title,
        "few": trend.few,
        "meetings": trend.meetings,
        "series": list(trend.series),
        "points": [
            {
                "date": point.date.isoformat() if point.date else None,
                "label": point.label,
                "figures": list(point.figures),
            }
            for point in trend.points
        ],
        "words": list(trend.told),
        "because": _because(trend.because),
    }


def _because(because: tuple[Because, ...]) -> list[dict[str, object]]:
    return [{"date": one.date.isoformat(), "where": one.where, "what": one.words} for one in because]


def _told(trend: Trend, *, pictures: bool) -> str:
    from checkin.meeting.trends.picture import page

    if pictures:
        return f"{trend.title}\n{page(trend, streams.width(), _ROWS)}"
    return "\n".join([trend.title, *trend.told, *_figures(trend)])


def _figures(trend: Trend) -> list[str]:
    """The figures by time or thing, each beside its name: no column has to be looked up."""
    from checkin.meeting.trends.picture import figures

    headings, rows = figures(trend, _ROWS)
    lines = []
    for name, *numbers in rows:
        named = zip(headings[1:], numbers, strict=True)
        said = "; ".join(f"{of} {number}" for of, number in named if number not in ("0", "-"))
        lines.append(f"  {name}: {said or 'nothing'}")
    return lines


def _say_for_whom(past: Past, pair: str) -> None:
    """For whom there is something to look at: how much, not what."""
    from checkin.meeting.trends.signals import for_whom, signals_of

    for about, words in for_whom(signals_of(past), past):
        streams.tell(f"{words}: checkin trends {pair} --for {about}")


def _things(past: Past, about: str, *, as_json: bool) -> int:
    from checkin.meeting.trends.signals import signals_of, told

    signals = signals_of(past, _meant(past, about))
    if as_json:
        streams.put_json([_signal_row(signal) for signal in signals])
    elif signals:
        streams.put("\n\n".join(f"{one.threshold.title}\n\n{told(one)}" for one in signals))
    else:
        streams.tell("There is nothing to look at.")
    return 0


def _signal_row(signal: Signal) -> dict[str, object]:
    return {
        "id": signal.threshold.id,
        "title": signal.threshold.title,
        "says": signal.says,
        "question": signal.threshold.question,
        "because": _because(signal.because),
    }


def _meant(past: Past, about: str) -> str:
    """`mentee`, `mentor` or `both`, said so or by name. Raises `NotFound`."""
    from checkin.ground.errors import NotFound
    from checkin.ground.text import clean_line, cut

    known = {past.mentee.casefold(): "mentee", past.mentor.casefold(): "mentor"}
    known |= {one: one for one in ("mentee", "mentor", "both")}
    wanted = clean_line(about)
    if wanted.casefold() not in known:
        raise NotFound(
            f"Nobody here is called “{cut(wanted, 40)}”.", f"Say {past.mentee}, {past.mentor}, or both."
        )
    return known[wanted.casefold()]


def _room_for_pictures() -> bool:
    """Whether stdout is a terminal that is wide enough."""
    import sys

    from checkin.meeting.trends.picture import NARROWEST

    at_terminal = sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()
    return at_terminal and streams.width() >= NARROWEST
