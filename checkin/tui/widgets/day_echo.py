"""The date that typed words mean, shown at once beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import HELP, parse_date, show_date, show_iso

if TYPE_CHECKING:
    from datetime import date

    from checkin.tui.widgets.field import Field


def day_echo(typed: str, today: date) -> tuple[date | None, str]:
    """The day that is meant, None when it is none, and what to show under the field (may be empty)."""
    found = parse_date(typed, today)
    if found is None:
        return None, f"Say it like: {HELP}" if typed.strip() else ""
    if show_date(found) == typed.strip():
        return found, ""
    return found, f"→ {show_date(found)}" + (", which is past" if found < today else "")


def show_day(field: Field, day: str, words: str, today: date) -> bool:
    """Show in a field what others made of it: a day (ISO), or words that are none. True when it changed.

    Words that mean the same stay as they were typed.
    """
    found = parse_date(field.text, today)
    same = found.isoformat() == day if found else not day and field.text.strip() == words.strip()
    if not same:
        field.show(show_iso(day) or words)
    return not same
