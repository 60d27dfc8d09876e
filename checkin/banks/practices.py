"""The 45 mentoring practices by number, and what makes each one real: a question asked, or a part that runs.

A practice is covered when the program does something about it. Banks say it with `practices:`; what the
program does by itself is in the table (`practice_table`), by the name of the part that does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.banks.practice_table import PRACTICES, Practice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.banks.model import Bank
    from checkin.banks.practice_table import When

MOMENTS: dict[When, str] = {
    "A": "in every meeting",
    "M": "at the right moment",
    "C": "in a meeting of its own kind",
    "O": "when somebody chooses it",
    "L": "alone, or when looking back",
}
"""When a practice has its place, in words."""


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
