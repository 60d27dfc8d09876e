"""Drawing a meeting's questions from the pools, and the frozen bank as it stands in a journal."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from checkin.banks.model import Bank, Depth, Pool, Question, Ref, Seat, Stage, Test, When
from checkin.ground.shapes import misfit

_Part = TypeVar("_Part", Bank, Stage, Pool, Question)


def draw(bank: Bank, asked: Mapping[str, str], depth: Depth, dates: Mapping[str, str] | None = None) -> Bank:
    """`bank` with every pool replaced by the questions drawn from it: a frozen bank.

    `asked` tells when a question was last asked, by its id or one it had before, as anything that sorts by
    time (a meeting's ULID, a date); `dates` the local date (YYYY-MM-DD) of each of these. Those never asked
    come first, in file order, then those asked longest ago. The drawn ones stand in file order, carry their
    pool's id and when they were asked last, and are quick when their pool is. In the quick depth a pool that
    is not quick gives only questions that are quick by themselves, so that nothing counts as asked that would
    not be. Drawing from a frozen bank changes nothing.
    """
    dates = dates or {}
    stages = tuple(
        dataclasses.replace(
            stage,
            items=tuple(
                question
                for item in stage.items
                for question in (_drawn(item, asked, depth, dates) if isinstance(item, Pool) else (item,))
            ),
        )
        for stage in bank.stages
    )
    return dataclasses.replace(bank, stages=stages)


def _drawn(
    pool: Pool, asked: Mapping[str, str], depth: Depth, dates: Mapping[str, str]
) -> tuple[Question, ...]:
    """The questions that this meeting takes from `pool`, in file order."""
    within = [
        (index, question)
        for index, question in enumerate(pool.questions)
        if depth == "full" or pool.quick or question.quick
    ]
    # What was never asked is empty, and so comes before whatever was.
    within.sort(key=lambda entry: (_last(entry[1], asked), entry[0]))
    return tuple(
        dataclasses.replace(
            question,
            pool=pool.id,
            quick=question.quick or pool.quick,
            asked_last=dates.get(_last(question, asked), ""),
        )
        for _, question in sorted(within[: pool.pick], key=lambda entry: entry[0])
    )


def _last(question: Question, asked: Mapping[str, str]) -> str:
    """When a question was last asked, whatever its id was then; empty when it never was."""
    return max((asked.get(name, "") for name in (question.id, *question.aliases)), default="")


def to_json(bank: Bank) -> dict[str, Any]:
    """`bank` as data for a journal or a meeting's file, without what has its default value."""
    data = _plain(bank)
    if bank.seats == Bank("", "", ()).seats:
        data.pop("seats", None)
    data["stages"] = [_stage_to_json(stage) for stage in bank.stages]
    return data


def from_json(data: Mapping[str, Any]) -> Bank:
    """The bank that `to_json` made `data` of. Keys of later versions are passed over.

    Raises KeyError, TypeError, ValueError or AttributeError when `data` is not such a bank, which is so when
    a field has not the type that it says, too.
    """
    fields = _known(Bank, data)
    fields["stages"] = tuple(_stage_from_json(stage) for stage in data["stages"])
    if "seats" in fields:
        fields["seats"] = tuple(Seat(**_known(Seat, seat)) for seat in data["seats"])
    if "minutes" in fields:
        fields["minutes"] = dict(data["minutes"])
    return _fitting(Bank(**fields), "stages")


def _stage_to_json(stage: Stage) -> dict[str, Any]:
    data = _plain(stage)
    data["items"] = [
        {"pool": _plain(item) | {"questions": [_question_to_json(each) for each in item.questions]}}
        if isinstance(item, Pool)
        else _question_to_json(item)
        for item in stage.items
    ]
    return data


def _stage_from_json(data: Mapping[str, Any]) -> Stage:
    items: list[Question | Pool] = []
    for item in data["items"]:
        pool = item.get("pool")
        if isinstance(pool, Mapping):
            questions = tuple(_question_from_json(each) for each in pool["questions"])
            items.append(_fitting(Pool(**_known(Pool, pool) | {"questions": questions}), "questions"))
        else:
            items.append(_question_from_json(item))
    return _fitting(Stage(**_known(Stage, data) | {"items": tuple(items)}), "items")


def _question_to_json(question: Question) -> dict[str, Any]:
    data = _plain(question)
    if question.when is not None:
        data["when"] = _when_to_json(question.when)
    return data


def _question_from_json(data: Mapping[str, Any]) -> Question:
    return _question_of(json.dumps(data))


@functools.lru_cache(maxsize=1024)
def _question_of(text: str) -> Question:
    """The question of a JSON object: made once, as the meetings of a pair ask nearly the same ones."""
    data = json.loads(text)
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in _known(Question, data).items()
    }
    if fields.get("when") is not None:
        fields["when"] = _when_from_json(data["when"])
    return _fitting(Question(**fields))


def _fitting(part: _Part, *but: str) -> _Part:
    """The part itself. Raises ValueError when a field of another name has not the type that it says."""
    if name := misfit(part, *but):
        raise ValueError(f"a bank with a wrong “{name}”")
    return part


def _when_to_json(when: When) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if when.tests:
        data["tests"] = [
            {"ref": _plain(test.ref), "op": test.op, "value": _listed(test.value)} for test in when.tests
        ]
    if when.any:
        data["any"] = [_when_to_json(each) for each in when.any]
    return data


def _when_from_json(data: Mapping[str, Any]) -> When:
    return When(
        tests=tuple(
            Test(
                ref=Ref(**_known(Ref, test["ref"])),
                op=test["op"],
                value=tuple(test["value"]) if isinstance(test["value"], list) else test["value"],
            )
            for test in data.get("tests", ())
        ),
        any=tuple(_when_from_json(each) for each in data.get("any", ())),
    )


def _plain(thing: Bank | Stage | Pool | Question | Seat | Ref) -> dict[str, Any]:
    """The fields of `thing` that have not their default, tuples of plain values as lists."""
    data: dict[str, Any] = {}
    for spec in dataclasses.fields(thing):
        value = getattr(thing, spec.name)
        if spec.name == "seats":
            data["seats"] = [_plain(seat) for seat in cast("tuple[Seat, ...]", value)]
        elif spec.name in ("stages", "items", "questions", "when") or _is_default(spec, value):
            continue
        else:
            data[spec.name] = _listed(value)
    return data


def _is_default(spec: dataclasses.Field[Any], value: object) -> bool:
    if spec.default_factory is not dataclasses.MISSING:
        return bool(value == spec.default_factory())
    return spec.default is not dataclasses.MISSING and bool(value == spec.default)


def _listed(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _known(
    kind: type[Bank | Stage | Pool | Question | Seat | Ref], data: Mapping[str, Any]
) -> dict[str, Any]:
    """The entries of `data` that `kind` has fields for."""
    names = _names(cast("Any", kind))
    return {name: value for name, value in data.items() if name in names}


@functools.cache
def _names(kind: type[Any]) -> frozenset[str]:
    return frozenset(spec.name for spec in dataclasses.fields(kind))
