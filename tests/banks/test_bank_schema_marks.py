"""A mistake in a bank is marked once: by the schema in an editor, and by the checker."""

import json
import re

import jsonschema
import pytest

from checkin.banks.format import (
    BANK,
    MINUTES,
    OVERLAY,
    OVERLAY_QUESTION,
    OVERLAY_STAGE,
    POOL,
    QUESTION,
    SEAT,
    SHARED,
    STAGE,
    USE,
)
from checkin.banks.reading.reader import check_file
from checkin.banks.schema.schemas import SCHEMAS, bank_schema

VALIDATORS = {name: jsonschema.Draft202012Validator(make()) for name, make in SCHEMAS.items()}


def marks(name, value):
    return list(VALIDATORS[name].iter_errors(value))


def told(found):
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in found]


SAMPLES = {
    "format": 1,
    "language": "en",
    "kind": "small",
    "shape": "free",
    "opens_with": "small",
    "minutes": {"quick": 20},
    "seats": [{"id": "mentee", "plays": "mentee"}, {"id": "mentor", "plays": "mentor"}],
    "include": ["shared/openers.yaml"],
    "type": "line",
    "who": "mentor",
    "plays": "mentee",
    "quick": "yes",
    "required": "yes",
    "when": {"first": {"answered": "yes"}},
    "follow_ups": ["What else?"],
    "at_least": 1,
    "at_most": 3,
    "min": 1,
    "max": 5,
    "pick": 1,
    "full": 45,
    "choices": ["this", "that"],
    "choices_from": "ideas",
    "opens_after": ["first"],
    "aliases": ["former"],
    "tags": ["focus"],
    "practices": [20],
}
"""Values of settings; of any other, a text."""

TYPE_FOR = {
    "at_least": "list",
    "at_most": "list",
    "min": "scale",
    "max": "scale",
    "choices": "choice",
    "choices_from": "pick",
    "opens_after": "offer",
}


def asked(name, **more):
    return {"id": name, "ask": "What matters today?", **more}


def a_bank(*questions, **more):
    start = [asked("first"), asked("ideas", type="options")]
    stage = {"id": "talk", "title": "Talk", "questions": [*start, *questions]}
    return {"format": 1, "id": "small", "title": "A small bank", **more, "stages": [stage]}


def a_translation(**more):
    return {"format": 1, "translates": "base", "language": "fi", **more}


def sample(name):
    return SAMPLES.get(name, "Something")


def places():
    """Every setting that can be written somewhere: the kind of file, the place, and the map it stands in.

    The map is part of the file, so that taking a letter from a name in it changes the file.
    """
    for name in BANK:
        whole = a_bank(**({} if name in ("format", "id", "title", "stages") else {name: sample(name)}))
        yield "bank", "bank", name, whole, whole, BANK
    for name in MINUTES:
        whole = a_bank(minutes={name: 20})
        yield "bank", "minutes", name, whole, whole["minutes"], MINUTES
    for name in SEAT:
        seats = [{"id": "guest", "plays": "mentee", "title": "The guest"}, {"id": "host", "plays": "mentor"}]
        whole = a_bank(seats=seats)
        yield "bank", "seat", name, whole, seats[0], SEAT
    for name in STAGE:
        whole = a_bank()
        whole["stages"][0]["purpose"] = "Talk."
        yield "bank", "stage", name, whole, whole["stages"][0], STAGE
    for name in POOL:
        pool = {"pool": "opener", "quick": "yes", "pick": 1, "from": [asked("proud")]}
        yield "bank", "pool", name, a_bank(pool), pool, POOL
    for name in QUESTION:
        given = {"type": TYPE_FOR[name]} if name in TYPE_FOR else {}
        question = {**asked("last_one"), **given, **({} if name in ("id", "ask") else {name: sample(name)})}
        yield "bank", "question", name, a_bank(question), question, QUESTION
        if name not in ("when", "choices_from", "opens_after", "who"):
            shared = {"format": 1, "questions": [question]}
            yield "shared", "shared question", name, shared, question, QUESTION
    for name in USE:
        question = {"use": "openers.really", **({} if name == "use" else {name: sample(name)})}
        yield "bank", "use", name, a_bank(question, include=["shared/openers.yaml"]), question, USE
    for name in SHARED:
        whole = {"format": 1, "about": "Openers.", "language": "en", "questions": [asked("really")]}
        yield "shared", "shared", name, whole, whole, SHARED
    for name in OVERLAY:
        more = {"seats": {}, "stages": {}, "questions": {}}
        whole = a_translation(
            **(more if name in more else {} if name == "language" else {name: sample(name)})
        )
        whole["translates"] = "base"
        yield "overlay", "overlay", name, whole, whole, OVERLAY
    for name in OVERLAY_STAGE:
        stage = {name: sample(name)}
        yield "overlay", "overlay stage", name, a_translation(stages={"talk": stage}), stage, OVERLAY_STAGE
    for name in OVERLAY_QUESTION:
        question = {name: sample(name)}
        whole = a_translation(questions={"first": question})
        yield "overlay", "overlay question", name, whole, question, OVERLAY_QUESTION


PLACES = {f"{place}: {name}": rest for _, place, name, *_ in places() for rest in [(place, name)]}


def slips(name, table):
    """The name with a letter left out, each in its turn, where that is no other name."""
    found = (name[:at] + name[at + 1 :] for at in range(len(name)))
    return sorted({each for each in found if each and each not in table})


def checked(folder, kind, whole):
    """What the checker says of a file with this content, but for what a schema has no eye for."""
    (folder / "shared").mkdir(exist_ok=True)
    openers = {"format": 1, "questions": [asked("really")]}
    (folder / "shared" / "openers.yaml").write_text(json.dumps(openers))
    (folder / "base.yaml").write_text(json.dumps({**a_bank(), "id": "base"}))
    path = folder / {"bank": "small.yaml", "shared": "some.yaml", "overlay": "base.fi.yaml"}[kind]
    path.write_text(json.dumps(whole))
    found = check_file(path, [folder]).diagnostics
    return [each for each in found if not each.code.startswith(("overlay-", "overflows"))]


@pytest.mark.parametrize("key", PLACES)
def test_a_letter_left_out_of_a_setting_is_marked_once(key, tmp_path):
    kind, _, name, whole, part, table = next(
        (kind, place, name, *rest) for kind, place, name, *rest in places() if (place, name) == PLACES[key]
    )
    assert told(marks(kind, whole)) == []
    assert checked(tmp_path, kind, whole) == []
    value = part.pop(name)
    for slip in slips(name, table):
        part[slip] = value
        found = marks(kind, whole)
        assert len(found) == 1, (slip, told(found))
        assert slip in found[0].message
        at = whole
        for step in found[0].absolute_path:
            at = at[step]
        assert at is part
        assert [each.code for each in checked(tmp_path, kind, whole)] == ["unknown-key"], slip
        del part[slip]


@pytest.mark.parametrize("name", ["at_least", "at_most"])
@pytest.mark.parametrize("number", [-1, 0, 1, 99, 100, 101])
def test_counts_have_the_bounds_of_the_checker(name, number, tmp_path):
    whole = a_bank(asked("rows", type="list", **{name: number}))
    assert bool(marks("bank", whole)) == bool(checked(tmp_path, "bank", whole))


@pytest.mark.parametrize("number", [-1, 0, 1, 600, 601, 999_999, 1_000_000])
def test_minutes_have_the_bounds_of_the_checker(number, tmp_path):
    whole = a_bank(minutes={"full": number})
    assert bool(marks("bank", whole)) == bool(checked(tmp_path, "bank", whole))


@pytest.mark.parametrize(
    "word", ["yes", "Yes", "YES", "no", "on", "Off", "true", "FALSE", "y", "ja", "", "1"]
)
def test_yes_and_no_are_the_words_of_the_checker(word, tmp_path):
    whole = a_bank(asked("another", quick=word))
    assert bool(marks("bank", whole)) == bool(checked(tmp_path, "bank", whole))


@pytest.mark.parametrize(
    "path", ["a.yaml", "s/a.yaml", "../a.yaml", "s/../a.yaml", "/a.yaml", "s\\a", "c:a", "..a"]
)
def test_files_outside_the_folder_are_those_of_the_checker(path, tmp_path):
    outside = [
        each for each in checked(tmp_path, "bank", a_bank(include=[path])) if each.code == "outside-folder"
    ]
    assert bool(marks("bank", a_bank(include=[path]))) == bool(outside)


@pytest.mark.parametrize("name", ["entry", "drawn"])
def test_what_an_editor_types_for_an_author_is_right(name):
    for snippet in bank_schema()["$defs"][name]["defaultSnippets"]:
        typed = json.loads(filled(json.dumps(snippet["body"])))
        assert told(marks("bank", a_bank(typed))) == [], snippet["label"]
    for snippet in bank_schema()["$defs"]["when"]["defaultSnippets"]:
        typed = json.loads(filled(json.dumps(snippet["body"])))
        assert told(marks("bank", a_bank(asked("more", when=typed)))) == [], snippet["label"]


def filled(text):
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
