"""The JSON Schemas of the format, made from the table of settings: for editors, and for whoever reads them.

They are flat: a question is one object with every setting that it can have, so that a mistyped name is
marked where it stands, once, and an editor can offer all the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.banks.format import (
    BANK,
    FORMAT,
    MINUTES,
    OVERLAY,
    OVERLAY_QUESTION,
    OVERLAY_STAGE,
    POOL,
    QUESTION,
    SHARED,
    USE,
    Table,
)
from checkin.banks.schema import words
from checkin.banks.schema.conditions import conditions
from checkin.banks.schema.parts import a_list, a_map, a_seat, a_stage, an_entry, by_id, ref
from checkin.banks.schema.values import Schema, text
from checkin.ground.errors import CannotDo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = ".schema"
"""The folder of the schemas, beside the banks."""

MODELINE = "# yaml-language-server: $schema="
"""How the comment begins by which editors find a file's schema."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def bank_schema() -> Schema:
    """The schema of a question bank."""
    return _whole(
        "bank",
        "A question bank",
        BANK,
        {
            "minutes": {**a_map(MINUTES), "defaultSnippets": [words.MINUTES]},
            "seats": a_list("seats", ref("seat")),
            "stages": {**a_list("stages", ref("stage")), "defaultSnippets": [_in_list(words.STAGE)]},
        },
        {
            "seat": a_seat(),
            "stage": a_stage(),
            "entry": an_entry("A question, or a pool", QUESTION, USE, POOL),
            "drawn": an_entry("A question of a pool", QUESTION, USE),
            **conditions(),
        },
    )


def shared_schema() -> Schema:
    """The schema of a file of shared questions."""
    return _whole(
        "shared",
        "Shared questions",
        SHARED,
        {"questions": a_list("questions", ref("question"))},
        {"question": an_entry("A question", QUESTION), **conditions()},
    )


def overlay_schema() -> Schema:
    """The schema of a translation, of a bank or of a file of shared questions."""
    return _whole(
        "overlay",
        "A translation",
        OVERLAY,
        {
            "seats": by_id({**text("title"), "errorMessage": "The title of a seat is a text."}),
            "stages": by_id(ref("stage")),
            "questions": by_id(ref("question")),
        },
        {
            "stage": {"title": "The words of a stage", **a_map(OVERLAY_STAGE, words.TRANSLATED_EXAMPLES)},
            "question": {
                "title": "The words of a question",
                **a_map(OVERLAY_QUESTION, words.TRANSLATED_EXAMPLES),
            },
        },
        words.TRANSLATED_EXAMPLES,
    )


SCHEMAS = {"bank": bank_schema, "shared": shared_schema, "overlay": overlay_schema}
"""What makes each schema."""


def file_name(name: str) -> str:
    """The file of a schema of `SCHEMAS`: `bank-1.json`."""
    return f"{name}-{FORMAT}.json"


def modeline(name: str) -> str:
    """The comment at the top of a file by which editors find its schema, one of `SCHEMAS`, beside it."""
    return f"{MODELINE}./{FOLDER}/{file_name(name)}"


def as_text(schema: Schema) -> str:
    """A schema as it stands in its file."""
    import json

    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def put_schemas(folder: Path) -> tuple[Path, ...]:
    """Put the schemas in `folder`/.schema and return their paths. A file that is right is left alone.

    Raises CannotDo when the system refuses.
    """
    from checkin.ground.files import write_atomically
    from checkin.ground.places import ensure

    inner = ensure(folder / FOLDER)
    paths = []
    for name, make in SCHEMAS.items():
        path = inner / file_name(name)
        data = as_text(make()).encode()
        if _content(path) != data:
            write_atomically(path, data, mode=0o644)
        paths.append(path)
    return tuple(paths)


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Like `put_schemas`, for commands whose work is another: what can't be written gives no paths."""
    try:
        return put_schemas(folder)
    except CannotDo:
        return ()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _whole(
    name: str,
    title: str,
    table: Table,
    taken_apart: Mapping[str, Schema],
    parts: Mapping[str, Schema],
    examples: Mapping[str, str] = words.EXAMPLES,
) -> Schema:
    """A schema of a file. `taken_apart` are the values that are lists and maps, `parts` what they hold."""
    return {
        "$schema": _DRAFT,
        "$id": f"urn:checkin:{name}:{FORMAT}",
        "title": title,
        **a_map(table, examples, {**taken_apart, "format": _version()}),
        "$defs": dict(parts),
    }


def _version() -> Schema:
    return {"enum": [FORMAT, str(FORMAT)], "errorMessage": f"The version of this format is {FORMAT}."}


def _in_list(snippet: dict[str, Any]) -> dict[str, Any]:
    return {**snippet, "body": [snippet["body"]]}
