"""The words people read for what a meeting holds: one table a kind of value, used by every interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.clock import local_day
from checkin.ground.dates import show_iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.banks.model import Question
    from checkin.meeting.start import Start

STATUS_WORDS = {
    "done": "done",
    "partly": "partly done",
    "changed": "something else happened",
    "still": "still on it",
}
"""What the owner says in a meeting became of a step; all are equal answers."""

LATER_WORDS = {
    "done": STATUS_WORDS["done"],
    "changed": STATUS_WORDS["changed"],
    "carried": STATUS_WORDS["still"],
    "dropped": "not needed any more",
}
"""What an owner can say of a step between meetings, by the name the record has for it."""

BECAME_WORDS = {**LATER_WORDS, "partly": STATUS_WORDS["partly"], "open": "still open"}
"""What became of a step, by its status on record; each is as good as another."""

TOPIC_WORDS = {
    "step": "ended with a step",
    "parked": "parked",
    "heard": "needed hearing",
    "referred": "taken to somebody else",
}
"""How a topic was left (`ledgers.TOPIC_ENDS`); of the empty end nothing is said."""

OFFER_WORDS = {
    "story": "a story",
    "factor": "something to weigh",
    "resource": "something to use",
    "door": "a door",
    "instruction": "a clear instruction",
}
"""The kinds of a mentor's offer."""

OFFER_SHORT = {**{kind: kind for kind in OFFER_WORDS}, "factor": "to weigh", "resource": "to use"}
"""The same where they stand in one row, after "It is"."""

REACTION_WORDS = {"keep": "keep it", "not_for_me": "not for me", "think": "think about it"}
"""What the mentee makes of an offer."""

REASON_WORDS = {
    "urgent": "it is urgent",
    "covered": "this was covered already",
    "safety": "somebody's safety",
}
"""The mentor's reasons to go first."""

GOAL_PARTS = {
    "sign": "How would you know that it worked?",
    "depends": "What else does it depend on?",
}
"""What a goal may say besides: asked only when somebody wants to."""

LATER = "Alone, later: checkin own"
"""Said once after a meeting, where nothing is asked: what one may want to look at by oneself."""

COUNT_TO_THREE = "Count to three, say your numbers, type both."
"""How two people at one keyboard give blind answers: nothing is hidden, so they are said first."""


def count_to_three(people: int) -> str:
    """The same for so many people."""
    return COUNT_TO_THREE if people == 2 else COUNT_TO_THREE.replace("both", "them all")


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def who_with_whom(mentee: str, mentor: str) -> str:
    """Both names, the mentee's first: `Sam with Robin`."""
    return f"{mentee} with {mentor}"


def all_of(names: Sequence[str]) -> str:
    """Names as they stand in a sentence: `Sam`, `Sam and Robin`, `Sam, Robin and Kim`; empty for none."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def looks_right(names: Sequence[str], everybody: int) -> str:
    """Who of `everybody` (how many there are) said that a summary looks right, within a sentence."""
    if not names:
        return "not yet agreed"
    if len(names) < everybody:
        return f"looks right to {all_of(names)}"
    return "looks right to both" if everybody == 2 else "looks right to all"


def in_letters(number: int) -> str:
    """A number as a sentence begins with it: `Two`; in digits from ten on."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def ideas(number: int, whose: str) -> str:
    """How many ideas there are and whose: `Two ideas, both yours`."""
    count = in_letters(number)
    together = {1: "idea, ", 2: "ideas, both "}.get(number, "ideas, all ")
    return f"{count} {together}{whose}"


def plenty(question: Question) -> str:
    """How many own ideas are hoped for, where the bank says nothing under it; empty for no number."""
    if question.type != "options" or question.hint or not question.at_least:
        return ""
    return f"{in_letters(question.at_least)} of your own is plenty."


def why_drawn(question: Question, start: Start) -> str:
    """Why a pool gave this question to this meeting; empty for one that was in no pool."""
    if not question.pool:
        return ""
    before = show_iso(question.asked_last, local_day(start.at, start.zone))
    had = f"you had it last on {before}" if before else "you have not had it yet"
    return f"One of several that take turns; {had}."
