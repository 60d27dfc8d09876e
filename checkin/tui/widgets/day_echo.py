"""The date that typed words mean, shown at once beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import HELP, parse_date, show_date

if TYPE_CHECKING:
    from datetime import date


def day_echo(typed: str, today: date) -> tuple[date | None, str]:
    """The day that is meant, None when it is none, and what to show under the field (may be empty)."""
    found = parse_date(typed, today)
    if found is None:
        return None, f"Say it like: {HELP}" if typed.strip() else ""
    if show_date(found) == typed.strip():
        return found, ""
    return found, f"→ {show_date(found)}" + (", which is past" if found < today else "")
