"""The 45 mentoring practices by number, and what makes each one real: a question asked, or a part that runs.

A practice is covered when the program does something about it. Banks say it with `practices:`; what the
program does by itself is listed here, by the name of the part that does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.banks.model import Bank

Moment = Literal["A", "M", "C", "O", "L"]

MOMENTS: dict[Moment, str] = {
    "A": "in every meeting",
    "M": "at the right moment",
    "C": "in a meeting of its own kind",
    "O": "when somebody chooses it",
    "L": "alone, or when looking back",
}
"""When a practice has its place, in words."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice: its number, a short name, when it has its place, and the parts that put it to work.

    `parts` are names as `checkin.meeting.gate:held_by`: what would have to go for the practice to be lost.
    """

    number: int
    name: str
    when: Moment
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What covers a practice: `questions` as `bank.question`, in the order of the banks, and `parts`."""

    practice: Practice
    questions: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def covered(self) -> bool:
        """Whether anything covers it."""
        return bool(self.questions or self.parts)


PRACTICES = (
    Practice(
        1,
        "The mentee thinks first, advice comes second",
        "A",
        ("checkin.meeting.gate:held_by", "checkin.meeting.events:MENTOR_REASONS"),
    ),
    Practice(
        2,
        "Experience is one view, not a rule",
        "A",
        (
            "checkin.meeting.values:OFFER_KINDS",
            "checkin.meeting.values:REACTIONS",
            "checkin.summary.entries:KEPT",
        ),
    ),
    Practice(3, "Help them do it instead of doing it", "M"),
    Practice(
        4,
        "The mentee decides and lives with it",
        "A",
        ("checkin.meeting.steps:Step", "checkin.meeting.flow:picked_row"),
    ),
    Practice(5, "A good stretch is one thing, harm another", "M"),
    Practice(6, "Notice when mentoring wears the mentor out", "L"),
    Practice(7, "Less hand-holding as time goes on", "L"),
    Practice(
        8, "Questions that bring out the mentee's own thinking", "A", ("checkin.meeting.flow:own_ideas",)
    ),
    Practice(9, "Point to a source instead of being the source", "M"),
    Practice(10, "A mistake teaches something and gets put right", "M"),
    Practice(11, "Getting back up counts more than not falling", "M"),
    Practice(12, "Say early what the mentor is there for", "C"),
    Practice(13, "Not always within reach, and no unloading without a step", "M"),
    Practice(14, "Look at the relationship itself from time to time", "C"),
    Practice(
        15,
        "The mentee follows through and tells how it went",
        "A",
        ("checkin.meeting.flow:items_of", "checkin.meeting.words:STATUS_WORDS"),
    ),
    Practice(16, "Begin before feeling ready", "M", ("checkin.meeting.steps:READY_TO",)),
    Practice(17, "Give the reasons, not the verdict", "M"),
    Practice(18, "Pass it on", "C"),
    Practice(19, "Know what will be easier next time", "M"),
    Practice(20, "A relationship, not only tasks", "A"),
    Practice(21, "Be one's own mentor when nobody is there", "O"),
    Practice(22, "Make the mentor's trust one's own", "C"),
    Practice(23, "Steady support, not only in a crisis", "M"),
    Practice(24, "Small steps past what is comfortable", "O"),
    Practice(25, "Something to hold on to until help comes", "O"),
    Practice(26, "Bring up to three things, each with a first idea", "O"),
    Practice(27, "Both set goals and both put in effort", "O"),
    Practice(
        28,
        "The mentee is at the wheel",
        "A",
        ("checkin.banks.model:Question.who", "checkin.meeting.start:Start.mentee_last"),
    ),
    Practice(29, "Looking ahead, and not therapy", "M"),
    Practice(30, "Both give and both learn", "A", ("checkin.summary.recap:recap",)),
    Practice(31, "One help among others, not the cure for everything", "O"),
    Practice(32, "More than one person to ask", "O"),
    Practice(33, "Say how you want to be here", "C"),
    Practice(34, "It may rest, end and begin again", "C"),
    Practice(35, "Open doors", "M"),
    Practice(36, "Share power until they speak for themselves", "M"),
    Practice(37, "Add to the choices, never take any away", "A", ("checkin.meeting.rules:checked",)),
    Practice(38, "No door held back because of one's own past", "L"),
    Practice(39, "Know the person first", "M"),
    Practice(40, "How it turns out is no verdict on the mentor", "L"),
    Practice(41, "The agenda comes ahead, and the mentor prepares too", "O"),
    Practice(42, "Hand on what is beyond mentoring", "M"),
    Practice(43, "Among peers, the other way round, in a group", "C"),
    Practice(44, "Make expectations clear without prying", "L"),
    Practice(45, "First get to know each other, then sources, then insight", "C"),
)
"""All of them, by number from 1."""


def coverage(banks: Iterable[Bank]) -> tuple[Coverage, ...]:
    """What covers each practice, given these banks, in the order of `PRACTICES`."""
    asked: dict[int, list[str]] = {}
    for bank in banks:
        for question in bank.all_questions():
            for number in question.practices:
                asked.setdefault(number, []).append(f"{bank.id}.{question.id}")
    return tuple(
        Coverage(practice, tuple(asked.get(practice.number, ())), practice.parts) for practice in PRACTICES
    )


def uncovered(banks: Iterable[Bank]) -> tuple[Practice, ...]:
    """The practices that neither a question of these banks nor a part of the program covers yet."""
    return tuple(each.practice for each in coverage(banks) if not each.covered)
