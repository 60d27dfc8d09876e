"""Days for a calendar: the next meeting, and each next step that has a date, as an iCalendar file.

Every entry is an event of a whole day with a reminder: that is what all calendars show (a task, `VTODO`,
many pass over). An entry's id follows from the ids of the record, so that the same file read in again, or a
later one, replaces what is there. Nobody is invited and no address is in it: it is for who reads it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import checkin
from checkin.ground.clock import from_stamp
from checkin.ground.dates import show_date
from checkin.ground.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.summary.document import Document

REMINDS_AT = timedelta(hours=9)
"""When the reminder comes, from the beginning of the day."""


@dataclass(frozen=True, slots=True)
class Day:
    """One entry: what stands on a day. `on` is a local ISO date, `about` what more there is to read."""

    uid: str
    on: str
    title: str
    about: str = ""


def day_of_step(id: str, what: str, owner: str, due: str, *about: str) -> Day:
    """The entry of a step, under the id that it has in every file of ours. `owner` is a name, `due` a local
    ISO date; the lines of `about` that say nothing are left out.
    """
    lines = (line for line in about if line.strip())
    return Day(f"step-{id}", due, f"{clean_line(what)} ({clean_line(owner)})", "\n".join(lines))


def days_of(document: Document, owner: str | None = None) -> tuple[Day, ...]:
    """What of a meeting has a date: its steps, or only those of the seat `owner`, and the next meeting."""
    steps = [
        day_of_step(
            step.id,
            step.what,
            step.owner,
            step.due_on,
            step.plan,
            f"Help with it: {step.help}" if step.help else "",
            document.heading,
        )
        for step in document.steps
        if step.due_on and owner in (None, step.seat)
    ]
    if not document.next_on:
        return tuple(steps)
    about = f"Set on {show_date(document.date)}"
    return (*steps, Day(f"next-{document.meeting}", document.next_on, f"Meeting: {document.who}", about))


def calendar(days: Iterable[Day], at: str) -> bytes:
    """An iCalendar file (RFC 5545) with these days; `at` is a stamp, the time they stood so.

    What is no date is left out. Raises ValueError when `at` is no stamp.
    """
    from icalendar import Alarm, Calendar, Event

    made = Calendar()
    made.add("prodid", f"-//checkin//checkin {checkin.__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    moment = from_stamp(at).replace(microsecond=0)
    for day in days:
        try:
            on = date.fromisoformat(day.on)
            after = on + timedelta(days=1)
        except (ValueError, OverflowError):
            continue
        event = Event()
        event.add("uid", f"{clean_line(day.uid)}@checkin")
        event.add("dtstamp", moment)
        event.add("last-modified", moment)
        event.add("dtstart", on)
        event.add("dtend", after)
        event.add("transp", "TRANSPARENT")
        event.add("summary", clean_line(day.title))
        if about := clean(day.about).strip():
            event.add("description", about)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", REMINDS_AT)
        alarm.add("description", clean_line(day.title))
        event.add_component(alarm)
        made.add_component(event)
    return bytes(made.to_ical())
