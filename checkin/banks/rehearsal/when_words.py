"""What a question waits for, in words: “the readiness of `step` is below 7”."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.banks.model import Question, Ref, Test, When

OPEN_STEPS = "a step of an earlier meeting is still open"


def depends_on(question: Question) -> str:
    """When a question is asked, in a clause without a full stop; empty when it is asked in any case."""
    parts = [OPEN_STEPS] if question.type == "follow_through" else []
    if question.when is not None:
        parts.append(when_words(question.when))
    return " and ".join(parts)


def when_words(when: When) -> str:
    """A condition as a clause."""
    parts = [_test(test) for test in when.tests]
    if when.any:
        inside = [when_words(each) for each in when.any]
        parts.append("either " + " or ".join(inside) if len(inside) > 1 else inside[0])
    return " and ".join(parts)


def _test(test: Test) -> str:
    was = "was" if test.ref.last else "is"
    subject = _subject(test.ref)
    value = test.value
    if test.op == "answered":
        return f"{subject} {was} {'answered' if value else 'not answered'}"
    if test.op == "includes":
        return f"{subject} {'included' if test.ref.last else 'includes'} {_value(value)}"
    if isinstance(value, tuple):
        return f"{subject} {was} one of {', '.join(_value(each) for each in value)}"
    how = {"is": "", "is_not": "not ", "below": "below ", "at_least": "at least "}[test.op]
    return f"{subject} {was} {how}{_value(value)}"


def _subject(ref: Ref) -> str:
    name = f"the {ref.part} of `{ref.name}`" if ref.part else f"`{ref.name}`"
    return f"{name} last time" if ref.last else name


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{value}”" if isinstance(value, str) else str(value)
