"""One setting as JSON Schema: what it takes, what an editor says of it, what it offers to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.banks.format import ID_PATTERN, LONGEST_ID, MOST_DIGITS, NO_WORDS, RESERVED_IDS, YES_WORDS
from checkin.banks.schema.words import EXAMPLES, TYPES, WHO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from checkin.banks.format import Setting, ValueKind

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""

_SOMETHING = r"\S"
_INSIDE = r"^(?!/)(?!(.*/)?\.\.(/|$))[^\\:]*[^\\:\s][^\\:]*$"
"""A path that stays below its folder, as the checker sees it."""


def value(setting: Setting, examples: Mapping[str, str] = EXAMPLES) -> Schema:
    """The schema of a setting's value, all but lists and maps that are taken apart elsewhere."""
    return {**described(setting, examples), **_KINDS[setting.kind](setting)}


def described(setting: Setting, examples: Mapping[str, str] = EXAMPLES) -> Schema:
    """What an editor says of a setting: its line, the types it is for, and an example."""
    line = setting.description
    if setting.types:
        line += " For " + ", ".join(f"`{each}`" for each in setting.types) + "."
    example = examples.get(setting.name)
    marked = f"{line}\n\n```yaml\n{example}\n```" if example else line
    return {"description": line, "markdownDescription": marked}


def yes_no(name: str) -> Schema:
    """Yes or no: a word to readers of YAML 1.2, a boolean to those of YAML 1.1; the checker takes both."""
    return {
        "type": ["boolean", "string"],
        "pattern": f"^({'|'.join(_any_case(word) for word in (*YES_WORDS, *NO_WORDS))})$",
        "errorMessage": f"`{name}` is yes or no.",
        "defaultSnippets": [{"label": word, "body": word} for word in ("yes", "no")],
    }


def whole(name: str, least: int | None = None, most: int | None = None) -> Schema:
    """A whole number; one in quotation marks is one as well, as for the checker."""
    found: Schema = {
        "type": ["integer", "string"],
        "pattern": f"^-?[0-9]{{1,{MOST_DIGITS}}}$",
        "errorMessage": f"`{name}` is a whole number, in digits.",
    }
    biggest = 10**MOST_DIGITS - 1
    found["minimum"] = -biggest if least is None else least
    found["maximum"] = biggest if most is None else most
    return found


def text(name: str) -> Schema:
    """A text that is not empty. A number can be one: `title: 2026`."""
    return {
        "type": ["string", "number"],
        "pattern": _SOMETHING,
        "errorMessage": f"`{name}` is a text. Write it after the colon, or delete the setting.",
    }


def scalar(name: str) -> Schema:
    """A text, a number, yes or no: what an answer is held against."""
    return {
        "type": ["string", "number", "boolean"],
        "pattern": _SOMETHING,
        "errorMessage": f"`{name}` takes one word, text or number.",
    }


def identifier(reserved: Iterable[str] = ()) -> Schema:
    """An id; `reserved` are the words that it can't be."""
    words = tuple(reserved)
    other = f"(?!({'|'.join(words)})$)" if words else ""
    message = f"An id has small letters, digits and _, starts with a letter, at most {LONGEST_ID} characters"
    return {
        "type": "string",
        "pattern": f"^{other}(?=.{{1,{LONGEST_ID}}}$){ID_PATTERN}$",
        "errorMessage": f"{message}, and is not {', '.join(words)}." if words else f"{message}.",
    }


def several(name: str, each: Schema) -> Schema:
    """A list of such things."""
    return {
        "type": "array",
        "items": each,
        "errorMessage": f"`{name}` is a list: each item on a line of its own, after a dash.",
    }


def _id(setting: Setting) -> Schema:
    return identifier(RESERVED_IDS if setting.name == "id" else ())


def _line(setting: Setting) -> Schema:
    if setting.name == "type":
        lines = [TYPES[each] for each in setting.words]
        return {
            "enum": list(setting.words),
            "enumDescriptions": lines,
            "markdownEnumDescriptions": lines,
            "errorMessage": "There is no such type of question. Complete the word to see them all.",
        }
    if setting.words:
        return {"enum": list(setting.words)}
    found = text(setting.name)
    if setting.name == "who":
        found["defaultSnippets"] = [
            {"label": seat, "description": line, "body": seat} for seat, line in WHO.items()
        ]
    return found


def _texts(setting: Setting) -> Schema:
    found = several(setting.name, text(setting.name))
    if setting.name == "choices":
        found |= {"minItems": 2, "uniqueItems": True}
    return found


def _paths(setting: Setting) -> Schema:
    path = {
        "type": "string",
        "pattern": _INSIDE,
        "errorMessage": "A file inside the banks folder, as shared/openers.yaml.",
    }
    return {**several(setting.name, path), "minItems": 1}


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


_KINDS: dict[ValueKind, Callable[[Setting], Schema]] = {
    "id": _id,
    "line": _line,
    "text": lambda setting: text(setting.name),
    "yes_no": lambda setting: yes_no(setting.name),
    "whole": lambda setting: whole(setting.name, setting.least, setting.most),
    "texts": _texts,
    "ids": lambda setting: several(setting.name, identifier()),
    "paths": _paths,
    "wholes": lambda setting: several(setting.name, whole(setting.name)),
}
