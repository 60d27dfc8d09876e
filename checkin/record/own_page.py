"""One's own page: what somebody can do there alone, and what there is to read, in every interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.text import clean, clean_line
from checkin.meeting.before_alone import told
from checkin.meeting.brought import in_lines
from checkin.meeting.reviewing import rated_words
from checkin.record import private
from checkin.record.alone import alone_ledger, unfinished_alone
from checkin.record.bringing import day_of, intentions, prepared, prepared_words
from checkin.record.whose import owner

if TYPE_CHECKING:
    from checkin.meeting.ledgers import Strength
    from checkin.record.desk import Desk
    from checkin.record.entries import StepEntry
    from checkin.record.private import Entry

SEEN_NOW = "What is opened here can be seen by whoever looks at this screen now."
"""Said before anything private is shown."""

FOR_YOU = "Kept, for you alone."
"""Said of what nobody else opens."""
OWN_WORDS_KEPT = "Kept with it, in your words. You both see it when you look back."
"""Said of a strength that was put into one's own words."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: an id, its letter, its words."""

    id: str
    letter: str
    words: str


def acts(desk: Desk, pair: str, seat: str) -> tuple[Act, ...]:
    """What the person in a seat can do on their own page now, the likeliest first. Raises `CannotDo`."""
    owner(desk, pair, seat)
    made = _of_mentor(desk, pair) if seat == "mentor" else _of_mentee(desk, pair)
    notes = [Act("note", "n", "Write a note to yourself")]
    notes += [Act("notes", "r", "Read your own notes")] if private.entries(desk, pair, seat, "note") else []
    return (*made, *notes, Act("who", "u", "Say who uses this account"))


def standing(desk: Desk, pair: str, seat: str) -> str:
    """What stands above that: who can see it, and on the mentee's page whether the mentor has seen what was
    prepared. Raises `CannotDo`.
    """
    told = prepared_words(desk, pair) if seat == "mentee" else ""
    return "\n".join(filter(None, [SEEN_NOW, told]))


def _of_mentee(desk: Desk, pair: str) -> list[Act]:
    found: list[Act] = []
    waiting = unfinished_alone(desk, pair)
    if waiting:
        several = f"one of {len(waiting)} that are not finished"
        what = clean_line(waiting[0].title) if len(waiting) == 1 else several
        found.append(Act("go_on", "g", f"Go on with: {what}"))
    found += (
        [Act("bring", "w", "What came out of time alone: bring it?")] if private.outcomes(desk, pair) else []
    )
    found += [
        Act("prepare", "p", "Prepare the next meeting"),
        Act("alone", "t", "Think something through alone"),
        Act("jot", "m", "Jot down something for next time"),
    ]
    found += [Act("hard_day", "d", "For a hard day")] if hard_day(desk, pair) else []
    found += [Act("words", "s", "Put a strength into your own words")] if strengths(desk, pair) else []
    if (ledger := alone_ledger(desk, pair)) is not None:
        found += [Act("steps", "o", "Steps you made alone")] if steps_alone(desk, pair) else []
        found += [Act("earlier", "y", "Read what you thought through")] if ledger.meetings else []
    return found


def _of_mentor(desk: Desk, pair: str) -> list[Act]:
    found = [Act("ready", "e", "Prepare: what they bring, and what you meant to do")]
    found += [Act("queue", "x", "Keep a thought ready for your turn")]
    found += [Act("queued", "f", "Thoughts kept ready")] if private.queued_offers(desk, pair) else []
    found += [
        Act("load", "v", "After a meeting: how heavy was it?"),
        Act("debrief", "l", "After a meeting: whose was it?"),
        Act("door", "i", "A door you held back"),
    ]
    after = private.entries(desk, pair, "mentor", "load", "debrief", "held_door")
    found += [Act("after", "z", "Read what you said after meetings")] if after else []
    return found


def hard_day(desk: Desk, pair: str) -> str:
    """Everything for a hard day, whole: the mentor's notes, when they answer, the plan until then, own
    lessons and strengths. Empty when there is nothing. Raises `CannotDo`.
    """
    joint = desk.joint().ledger(pair)
    mentor = joint.person("mentor")
    own = alone_ledger(desk, pair)
    lessons = (*joint.ledgers.lessons_of("mentee"), *(own.ledgers.lessons if own is not None else ()))
    name = mentor.name if mentor is not None else "Your mentor"
    by_age = tuple(sorted(lessons, key=lambda one: one.id))
    return told(name, joint.ledgers.strengths, joint.ledgers.agreement, by_age)


def strengths(desk: Desk, pair: str) -> tuple[Strength, ...]:
    """What the mentor saw in the mentee, the newest first. Raises `CannotDo`."""
    return desk.joint().ledger(pair).ledgers.strengths[::-1]


def steps_alone(desk: Desk, pair: str) -> tuple[StepEntry, ...]:
    """Open steps that the mentee made alone. Raises `CannotDo`."""
    ledger = alone_ledger(desk, pair)
    return tuple(step for step in ledger.steps if step.open) if ledger is not None else ()


def mentor_ready(desk: Desk, pair: str) -> str:
    """What the mentor prepares with: what they meant to do, what waits, the page that was prepared.

    Raises `CannotDo`.
    """
    ledger = desk.joint().ledger(pair)
    names = {person.seat: person.name for person in ledger.people}
    parts = []
    if meant := intentions(desk, pair):
        parts.append(f"You said you would: {clean(meant[0].text).strip()}")
        went = rated_words(meant[0], show_iso(meant[0].rated_on, desk.today()))
        parts += [f"How that went, by your own view: {went}"] if went else []
    page = prepared(desk, pair)
    # What was prepared stands on its page.
    waiting = [one for one in ledger.ledgers.waiting if page is None or one.origin != "prep"]
    if waiting:
        parts.append("\n".join(["This waits for the meeting:", *(f"- {one}" for one in in_lines(waiting))]))
    if page is not None:
        parts.append(as_text(page.page))
    if not (waiting or page):
        parts.append(
            f"{names.get('mentee', 'The mentee')} brings nothing in writing so far. That is fine too."
        )
    return "\n\n".join(parts)


def without_header(page: str) -> str:
    """A page in Markdown without the header that programs read."""
    head, mark, rest = page.partition("\n---\n")
    return rest.strip() if mark and head.startswith("---") else page.strip()


def as_text(page: str) -> str:
    """A page in Markdown, as our summaries write it, without its signs: to be read on a screen."""
    import re

    lines = (re.sub(r"^#{1,6} ", "", line).rstrip() for line in without_header(page).splitlines())
    # Stars of ours stand at a word; those of people stand alone or are escaped.
    plain = re.sub(r"(?<!\\)\*+(?=\S)|(?<=[^\s\\])\*+", "", "\n".join(lines))
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain)


def entry_line(desk: Desk, entry: Entry) -> str:
    """An entry of one's own notes in words: its day and what it says."""
    return f"{show_iso(day_of(entry), desk.today())}: {_said(entry)}"


def _said(entry: Entry) -> str:
    more, text = entry.more, clean(entry.text).strip()
    match entry.kind:
        case "load":
            return f"how heavy it was, {private.heaviness(entry)} of 10"
        case "debrief":
            whose = private.WHOSE.get(str(more.get("whose")), "")
            return (
                f"what happened was {whose}. {text}".strip()
                if whose != private.WHOSE["neither"]
                else (f"{whose}. {text}".strip())
            )
        case "held_door":
            why = private.HELD_REASONS.get(str(more.get("reason")), "")
            words = str(more.get("words") or "").strip()
            return f"a door held back, {text}: {why}" + (f". {words}" if words else "")
    return text
