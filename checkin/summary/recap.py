"""The recap: six lines or fewer for a chat, the mentee's words first, then what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_date
from checkin.ground.text import clean_line, clusters
from checkin.meeting.words import all_of, who_with_whom

if TYPE_CHECKING:
    from checkin.summary.document import Document

LONGEST = 200
"""The most characters of a line."""
ROOM = 4
"""Lines before the last two."""


def recap(document: Document) -> str:
    """Six lines of plain text, without those for what this kind of meeting does not ask; each of at most 200
    characters, no newline at the end. A lesson comes second, or what was decided, or a door; where there is
    no room for it, the goal goes. What was only talked about shares one line.
    """
    mentee = document.name(document.mentee)
    others = [_short(name, 50) for seat, name in document.names.items() if seat != document.mentee]
    met = _short(mentee, 50) if document.alone else who_with_whom(_short(mentee, 50), all_of(others))
    who = f"{met}, {show_date(document.date)}"
    types = {kind for kind, _seat in document.asked}
    lines: list[str] = []
    aloud: list[str] = []
    if ("takeaway", document.mentee) in document.asked:
        _take_away(document, document.mentee, lines, aloud)
    if came_to := _came_to(document):
        lines.append(came_to)
    if "goal" in types and not (came_to and _all_others(document)):
        if not document.goals and _talked(document, "goal"):
            aloud.append("the goal")
        else:
            lines.append(_line("Goal: ", "; ".join(document.goals) or "not written down"))
    if "steps" in types:
        if not document.steps and _talked(document, "steps"):
            aloud.append("the next step")
        else:
            lines.append(_next_step(document))
    if ("takeaway", document.mentor) in document.asked:
        _take_away(document, document.mentor, lines, aloud)
    if (further := _guests(document)) and len(lines) + bool(aloud) < ROOM:
        lines.append(_line("Also taken away: ", "; ".join(further)))
    if aloud:
        lines.append(_line(f"Only {document.talked_words}: ", all_of(aloud)))
    if document.alone:
        lines.append(f"{who}.")
    else:
        lines.extend(document.meets_next)
        lines.append(f"{who}. {_short(document.closing, 80)}")
    return "\n".join(clean_line(line) for line in lines)


def _came_to(document: Document) -> str:
    """What the meeting came to besides the step: a lesson, else a decision or a door; empty for none."""
    if document.lessons:
        return _line("Lesson: ", "; ".join(document.lessons))
    return _line("", document.outcomes[0]) if document.outcomes else ""


def _all_others(document: Document) -> bool:
    """Whether both take something away and a step is asked for: with what it came to that makes six lines."""
    return {("takeaway", document.mentee), ("takeaway", document.mentor)} <= document.asked and any(
        kind == "steps" for kind, _seat in document.asked
    )


def _guests(document: Document) -> list[str]:
    """What each of the others in a group takes away, where it is written down."""
    others = [seat for seat in document.names if seat not in (document.mentee, document.mentor)]
    taken = {seat: document.takeaways.get(seat) for seat in others}
    return [f"{_short(document.name(seat), 40)}: {words}" for seat, words in taken.items() if words]


def _take_away(document: Document, seat: str, lines: list[str], aloud: list[str]) -> None:
    """Add what a seat takes away to the lines, or to what was said aloud and is not written down."""
    name = _short(document.name(seat), 60)
    words = document.takeaways.get(seat)
    if not words and ("takeaway", seat) in document.talked:
        aloud.append(f"what {name} takes away")
    else:
        lines.append(_line(f"{name} takes away: ", words or "not written down"))


def _talked(document: Document, kind: str) -> bool:
    return any(kind == one for one, _seat in document.talked)


def _next_step(document: Document) -> str:
    if not document.steps:
        return "Next step: not set"
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
