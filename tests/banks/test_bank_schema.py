"""The JSON Schema says what the checker says, wherever a schema can see it, and marks a mistake once."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yaml_readers import READERS, read

from checkin.banks.codes.catalogue import CATALOGUE
from checkin.banks.folders import Folder, shipped_folder
from checkin.banks.format import (
    BANK,
    POOL,
    QUESTION,
    STAGE,
    USE,
)
from checkin.banks.library import Library
from checkin.banks.reading.reader import check_file
from checkin.banks.schema.schemas import (
    FOLDER,
    SCHEMAS,
    as_text,
    bank_schema,
    file_name,
    overlay_schema,
    put_schemas,
    shared_schema,
    write_schemas,
)
from checkin.banks.schema.words import TESTS, TYPES

CORPUS = Path(__file__).parent / "corpus"
GOOD = sorted((CORPUS / "good").rglob("*.yaml"))
BAD = sorted((CORPUS / "bad").glob("*.yaml"))
SHIPPED = sorted(shipped_folder().rglob("*.yaml"))

VALIDATORS = {name: jsonschema.Draft202012Validator(make()) for name, make in SCHEMAS.items()}

OTHER_QUESTIONS = "a schema sees one place at a time, and this is about another question"
TOGETHER = "each value is right by itself; a schema can't hold two against each other"
OTHER_FILE = "a schema sees one file"
THE_FILE = "this is about the file, or about YAML itself: editors have their own words for it"
DECLARED = "the seats are declared elsewhere in the file"
ANSWER = "what an answer can be tested with hangs on the type of another question"

UNSEEN = {
    "long-scale": TOGETHER,
    "upside-down": TOGETHER,
    "pick-too-many": TOGETHER,
    "no-mentor": TOGETHER,
    "regular-without-goals": TOGETHER,
    "same-id": OTHER_QUESTIONS,
    "when-unknown": OTHER_QUESTIONS,
    "wrong-piping": OTHER_QUESTIONS,
    "when-wrong-test": ANSWER,
    "unknown-who": DECLARED,
    "use-unknown": OTHER_FILE,
}
"""Files of corpus/bad that only the checker refuses, and why."""

UNSEEN_CODES = {
    "no-such-file": THE_FILE,
    "not-a-file": THE_FILE,
    "unreadable": THE_FILE,
    "too-big": THE_FILE,
    "alias": THE_FILE,
    "not-utf8": THE_FILE,
    "tag": THE_FILE,
    "duplicate-key": THE_FILE,
    "wrong-value": ANSWER,
    "unknown-seat": OTHER_QUESTIONS,
    "missing-seat": TOGETHER,
    "duplicate-id": OTHER_QUESTIONS,
    "unknown-question": OTHER_QUESTIONS,
    "later-question": OTHER_QUESTIONS,
    "bad-reference": "`${…}` stands inside a text, and prose is not for a pattern to judge",
    "no-answer": OTHER_QUESTIONS,
    "wrong-test": ANSWER,
    "missing-stage": TOGETHER,
    "only-tasks": TOGETHER,
    "pick-too-many": TOGETHER,
    "no-such-include": OTHER_FILE,
    "include-loop": OTHER_FILE,
    "overlay-base": OTHER_FILE,
    "overlay-language": "the language is in the file's name as well, and a schema does not see it",
    "unknown-use": OTHER_FILE,
}
"""Codes whose examples only the checker refuses, and why."""


def which(path):
    if "." in path.stem:
        return "overlay"
    return "shared" if path.parent.name == "shared" else "bank"


def marks(name, value):
    return list(VALIDATORS[name].iter_errors(value))


def told(found):
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in found]


def ids(paths):
    return [path.stem for path in paths]


@pytest.mark.parametrize("make", SCHEMAS.values())
def test_a_schema_is_one(make):
    schema = make()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"]
    assert schema["$id"]
    assert as_text(schema) == as_text(make())
    assert as_text(schema).endswith("}\n")


@pytest.mark.parametrize("version", READERS)
@pytest.mark.parametrize("path", [*GOOD, *SHIPPED], ids=ids([*GOOD, *SHIPPED]))
def test_a_good_file_passes_both_the_checker_and_the_schema(path, version):
    assert check_file(path, [CORPUS / "good", shipped_folder()]).errors == ()
    assert told(marks(which(path), read(path.read_text(encoding="utf-8"), version))) == []


@pytest.mark.parametrize("version", READERS)
@pytest.mark.parametrize("path", BAD, ids=ids(BAD))
def test_a_bad_file_is_refused_by_both_or_there_is_a_reason(path, version):
    assert check_file(path, [path.parent]).errors
    found = marks(which(path), read(path.read_text(encoding="utf-8"), version))
    if path.stem in UNSEEN:
        assert told(found) == []
    else:
        assert len(found) == 1, told(found)


def of_example(name, files, version):
    """What a schema says of the files of an example, with what YAML itself says."""
    found = []
    for file, content in files.items():
        if isinstance(content, str) and file.endswith(".yaml"):
            shared = "questions:" in content and "stages:" not in content and "translates:" not in content
            kind = "overlay" if "translates:" in content else "shared" if shared else "bank"
            kind = "bank" if name == "not-a-bank" else kind
            try:
                found += told(marks(kind, read(content, version)))
            except yaml.YAMLError as error:
                found.append(str(error))
    return found


@pytest.mark.parametrize("version", READERS)
@pytest.mark.parametrize("name", CATALOGUE)
def test_the_examples_of_the_catalogue_are_seen_in_the_same_way(name, version):
    code = CATALOGUE[name]
    assert of_example(name, code.good, version) == []
    if code.severity == "error":
        seen = bool(of_example(name, code.bad, version))
        assert seen != (name in UNSEEN_CODES), f"{name}: say in UNSEEN_CODES why a schema can't see it"


def test_no_reason_stands_for_something_that_is_gone():
    assert set(UNSEEN) <= {path.stem for path in BAD}
    assert set(UNSEEN_CODES) <= set(CATALOGUE)


# What the checker lets pass, no editor marks.

VALUES = st.one_of(
    st.sampled_from(
        [
            None,
            True,
            0,
            1,
            7,
            10**6,
            1.5,
            "",
            " ",
            "yes",
            "goal",
            "Goal",
            "a text",
            "both",
            "1",
            "choice",
            "pick",
        ]
    ),
    st.sampled_from([[], {}, ["goal"], ["this", "that"], [1], {"goal": {"answered": "yes"}}, {"quick": 5}]),
)
NAMES = st.sampled_from(sorted({*BANK, *STAGE, *POOL, *QUESTION, *USE, "any", "is", "goal"}))
WHOLE = [read(path.read_text(encoding="utf-8"), "1.2") for path in GOOD if which(path) == "bank"]


def maps_of(value):
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from maps_of(each)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_the_checker_passes_no_editor_marks(data, tmp_path):
    whole = json.loads(json.dumps(data.draw(st.sampled_from(WHOLE))))
    part = data.draw(st.sampled_from(list(maps_of(whole))))
    if part and data.draw(st.booleans()):
        del part[data.draw(st.sampled_from(sorted(part)))]
    else:
        part[data.draw(NAMES)] = data.draw(VALUES)
    path = tmp_path / "changed.yaml"
    path.write_text(json.dumps(whole))
    if not check_file(path, [CORPUS / "good"]).diagnostics:
        assert told(marks("bank", whole)) == []


# What editors show.


def properties_of(schema):
    for part in (schema, *schema["$defs"].values()):
        yield from part.get("properties", {}).items()


@pytest.mark.parametrize("make", SCHEMAS.values())
def test_every_setting_is_described(make):
    for name, value in properties_of(make()):
        assert value["description"].endswith((".", "`")), name


def test_every_type_and_every_test_is_described():
    entry = bank_schema()["$defs"]["entry"]["properties"]
    assert entry["type"]["enum"] == list(TYPES)
    assert (
        len(entry["type"]["enumDescriptions"]) == len(entry["type"]["markdownEnumDescriptions"]) == len(TYPES)
    )
    assert list(bank_schema()["$defs"]["test"]["properties"]) == list(TESTS)


@pytest.mark.parametrize("make", SCHEMAS.values())
def test_a_question_is_flat(make):
    assert not {"anyOf", "oneOf", "allOf"} & set(json.dumps(make()).split('"'))


# The files.


def test_the_files_in_the_repository_are_those_that_would_be_written():
    for name, make in SCHEMAS.items():
        path = shipped_folder() / FOLDER / file_name(name)
        assert path.is_file(), "missing: run `checkin banks schema --write question_banks`"
        same = path.read_text(encoding="utf-8") == as_text(make())
        assert same, f"{path.name} is stale: run `checkin banks schema --write question_banks`"


def test_only_what_changed_is_written(tmp_path):
    first, *others = put_schemas(tmp_path)
    assert first == tmp_path / ".schema" / "bank-1.json"
    first.write_text("{}")
    before = [path.stat().st_mtime_ns for path in others], [path.stat().st_ino for path in others]
    assert put_schemas(tmp_path) == (first, *others)
    assert json.loads(first.read_text()) == bank_schema()
    assert before == ([path.stat().st_mtime_ns for path in others], [path.stat().st_ino for path in others])


def test_a_folder_that_takes_no_files_stops_nobody(tmp_path):
    (tmp_path / ".schema").write_text("in the way")
    assert write_schemas(tmp_path) == ()
    assert (tmp_path / ".schema").read_text() == "in the way"


def test_the_library_passes_over_the_schemas(tmp_path):
    put_schemas(tmp_path)
    (tmp_path / ".schema" / "bank.yaml").write_text("format: 1\nid: hidden\n")
    library = Library([Folder(tmp_path, "yours")])
    assert list(library.files()) == []
    assert library.entries() == []


def test_the_schemas_know_their_files():
    assert shared_schema()["properties"]["questions"]["items"] == {"$ref": "#/$defs/question"}
    assert overlay_schema()["required" if "required" in overlay_schema() else "then"]
