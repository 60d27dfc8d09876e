"""The parts of a bank as JSON Schema: maps with the settings of a table, and questions, flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.format import POOL, QUESTION, RESERVED_IDS, SEAT, STAGE, USE, Table
from checkin.banks.schema import words
from checkin.banks.schema.values import Schema, described, identifier, several, value

if TYPE_CHECKING:
    from collections.abc import Mapping


def a_map(
    table: Table,
    examples: Mapping[str, str] = words.EXAMPLES,
    taken_apart: Mapping[str, Schema] | None = None,
) -> Schema:
    """A map with the settings of a table and no others.

    What is missing is only told when every name is known: of a name that is mistyped there is one mark.
    """
    inner = taken_apart or {}
    required = [name for name, setting in table.items() if setting.required]
    found: Schema = {
        "type": "object",
        "properties": {
            name: {**described(setting, examples), **inner[name]}
            if name in inner
            else value(setting, examples)
            for name, setting in table.items()
        },
        "additionalProperties": False,
    }
    if required:
        found |= {"if": {"propertyNames": {"enum": list(table)}}, "then": {"required": required}}
    return found


def a_seat() -> Schema:
    """A seat of a bank."""
    seat = a_map(SEAT)
    seat["properties"]["id"] |= identifier((*RESERVED_IDS, "both"))
    return {"title": "A seat", **seat}


def a_stage() -> Schema:
    """A stage with its questions and pools."""
    stage = a_map(STAGE, taken_apart={"questions": a_list("questions", ref("entry"))})
    return {"title": "A stage", **stage, "defaultSnippets": [words.STAGE]}


def an_entry(title: str, *tables: Table) -> Schema:
    """One of several things in one flat object; the names in it say what is needed and what out of place."""
    settings: dict[str, Schema] = {}
    for table in tables:
        for name, setting in table.items():
            settings.setdefault(name, _setting(setting.name, table))
    snippets = [words.QUESTION, words.SCALE, words.CHOICE]
    rules = _rules(QUESTION, settings)
    if USE in tables:
        snippets.append(words.USE)
        rules = {"if": {"required": ["use"]}, "then": _rules(USE, settings), "else": rules}
    if POOL in tables:
        snippets.append(words.POOL)
        pool = _rules(POOL, settings)
        rules = {"if": {"required": ["from"]}, "then": pool, "else": rules}
        rules = {"if": {"required": ["pool"]}, "then": pool, "else": rules}
    return {
        "title": title,
        "type": "object",
        "properties": settings,
        "additionalProperties": False,
        "if": {"propertyNames": {"enum": list(settings)}},
        "then": rules,
        "defaultSnippets": snippets,
    }


def _setting(name: str, table: Table) -> Schema:
    setting = table[name]
    if name == "when":
        return {**described(setting), **ref("when")}
    if name == "from":
        return {**described(setting), **a_list("from", ref("drawn"))}
    return value(setting)


def _rules(table: Table, settings: Mapping[str, Schema]) -> Schema:
    """What one of the things must have, and what of the others' settings it can't."""
    found: Schema = {"required": [name for name, setting in table.items() if setting.required]}
    elsewhere = [name for name in settings if name not in table]
    if elsewhere:
        found["properties"] = dict.fromkeys(elsewhere, False)
    if table is QUESTION:
        found |= _choosing()
    return found


def _choosing() -> Schema:
    """A question to choose in says what there is to choose from, once."""

    def of_type(*types: str) -> Schema:
        # No `enum`: an editor would take these for what there is to write.
        one_of_them = {"type": "string", "pattern": f"^({'|'.join(types)})$"}
        return {"properties": {"type": one_of_them}, "required": ["type"]}

    return {
        "if": of_type("pick"),
        "then": {"required": ["choices_from"]},
        "else": {
            "if": of_type("choice", "choices"),
            "then": {
                "if": {"required": ["choices_from"]},
                "then": {"properties": {"choices": False}},
                "else": {"required": ["choices"]},
            },
        },
    }


def a_list(name: str, each: Schema) -> Schema:
    """A list with something in it."""
    return {**several(name, each), "minItems": 1}


def by_id(each: Schema) -> Schema:
    """A map from ids to such things."""
    return {
        "type": "object",
        "patternProperties": {identifier()["pattern"]: each},
        "additionalProperties": False,
    }


def ref(part: str) -> Schema:
    """What stands under this name among the parts of the schema."""
    return {"$ref": f"#/$defs/{part}"}
