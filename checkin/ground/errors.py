"""The small family of errors, each carrying what the person can do about it.

Only `CheckinError` and its children may reach the top of a command: they become one clear line on
stderr and an exit code. Anything else that gets there is a defect.
"""

from __future__ import annotations


class CheckinError(Exception):
    """Something could not be done, for a reason a person can act on.

    `message` says what happened, `remedy` (may be empty) says what to do; both are plain sentences
    without a final newline. `exit_code` is the process's exit code: 1 unless a child says otherwise.
    """

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class CannotDo(CheckinError):
    """It could not be done: an unwritable folder, a full disk, a record from a later version. Exit 1."""


class WrongInput(CheckinError):
    """The command line or an input file is wrong. Exit 2.

    `problems` holds one line per problem when there are several (an answers file).
    """

    exit_code = 2

    def __init__(self, message: str, remedy: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(message, remedy)
        self.problems = problems


class NotFound(CheckinError):
    """No such pair, meeting, step or bank; the remedy offers the nearest name. Exit 3."""

    exit_code = 3


class HeldByOther(CheckinError):
    """Another process holds it; the message names the holder. Exit 4."""

    exit_code = 4
