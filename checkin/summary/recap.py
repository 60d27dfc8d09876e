"""The recap: six lines or fewer for a chat, the mentee's words first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_date
from checkin.ground.text import clean_line, clusters
from checkin.meeting.words import who_with_whom

if TYPE_CHECKING:
    from checkin.summary.document import Document

LONGEST = 200
"""The most characters of a line."""


def recap(document: Document) -> str:
    """Six lines of plain text, without those for what this kind of meeting does not ask; each of at most 200
    characters, no newline at the end.
    """
    mentee, mentor = document.name(document.mentee), document.name(document.mentor)
    who = f"{who_with_whom(_short(mentee, 50), _short(mentor, 50))}, {show_date(document.date)}"
    types = {kind for kind, _seat in document.asked}
    lines: list[str] = []
    if ("takeaway", document.mentee) in document.asked:
        lines.append(_line(f"{_short(mentee, 60)} takes away: ", _takeaway(document, document.mentee)))
    if "goal" in types:
        goals = "; ".join(document.goals)
        lines.append(_line("Goal: ", goals or _talked(document, "goal", "not written down")))
    if "steps" in types:
        lines.append(_next_step(document))
    if ("takeaway", document.mentor) in document.asked:
        lines.append(_line(f"{_short(mentor, 60)} takes away: ", _takeaway(document, document.mentor)))
    lines.append(_line("Next meeting: ", document.next_meeting or "not set"))
    lines.append(f"{who}. {_short(document.closing, 80)}")
    return "\n".join(clean_line(line) for line in lines)


def _takeaway(document: Document, seat: str) -> str:
    talked = ("takeaway", seat) in document.talked
    return document.takeaways.get(seat) or ("talked about" if talked else "not written down")


def _talked(document: Document, kind: str, otherwise: str) -> str:
    return "talked about" if any(kind == one for one, _seat in document.talked) else otherwise


def _next_step(document: Document) -> str:
    if not document.steps:
        return _line("Next step: ", _talked(document, "steps", "not set"))
    first, *others = document.steps
    tail = f" ({_short(first.owner, 40)}{f', by {first.due}' if first.due else ''})"
    if others:
        tail += f" and {len(others)} more"
    return _line("Next step: ", first.what, tail)


def _line(before: str, text: str, after: str = "") -> str:
    return before + _short(text, LONGEST - len(before) - len(after)) + after


def _short(text: str, room: int) -> str:
    """The text on one line, cut between characters as people see them to at most `room` characters."""
    line = clean_line(text)
    if len(line) <= room:
        return line
    kept = ""
    for cluster, _width in clusters(line):
        if len(kept) + len(cluster) > room - 1:
            break
        kept += cluster
    return kept.rstrip() + "…"
