"""`when` as JSON Schema: maps from the ids of questions to tests of their answers."""

from __future__ import annotations

from checkin.banks.piping import NAME
from checkin.banks.reading.conditions import OPERATORS
from checkin.banks.schema import words
from checkin.banks.schema.parts import a_list, ref
from checkin.banks.schema.values import Schema, scalar, several, whole, yes_no


def conditions() -> dict[str, Schema]:
    """A `when`, and the tests in it."""
    key = rf"(last\.)?{NAME}(\.{NAME})?"
    tests: Schema = {
        "is": scalar("is"),
        "is_not": scalar("is_not"),
        "one_of": {**several("one_of", scalar("one_of")), "minItems": 1},
        "below": whole("below"),
        "at_least": whole("at_least"),
        "includes": scalar("includes"),
        "answered": yes_no("answered"),
    }
    matching: Schema = {
        "type": "object",
        "patternProperties": {f"^(?!any$){key}$": ref("test")},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {
        "when": {
            "title": "A condition, as {mood: {below: 7}}",
            **matching,
            "properties": {"any": {"description": words.ANY, **a_list("any", ref("alternative"))}},
            "defaultSnippets": words.WHEN,
        },
        "alternative": {"title": "One of several conditions", **matching, "defaultSnippets": words.WHEN},
        "test": {
            "title": "A test, as {below: 7}",
            "description": words.REFERENCE,
            "type": "object",
            "properties": {name: {"description": words.TESTS[name], **tests[name]} for name in OPERATORS},
            "additionalProperties": False,
            "minProperties": 1,
        },
    }
