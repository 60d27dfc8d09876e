"""What stands in a record file stays as it is written there: a save adds lines, and changes none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.record.as_written import AsWritten, as_written
from checkin.record.layout import decode, encode

PLACE = Path("record.json")
FACTS = st.fixed_dictionaries(
    {"id": st.text(max_size=5)}, optional={"text": st.text(), "tags": st.lists(st.text(max_size=3))}
)
TABLES = st.dictionaries(
    st.sampled_from(["steps", "lessons", 'odd "name"']),
    st.dictionaries(st.sampled_from(["1", "2", "3", "07", "x"]), FACTS | st.integers()),
)


@settings(max_examples=40)
@given(TABLES, FACTS)
def test_what_was_read_is_written_as_it_was_and_what_is_new_is_added(tables, fresh):
    raw = encode(tables)
    back = decode(raw, PLACE)
    assert back == tables
    assert encode(back) == raw
    back.setdefault("steps", {})["9"] = fresh
    tables.setdefault("steps", {})["9"] = fresh
    assert decode(encode(back), PLACE) == tables
    assert back != decode(raw, PLACE), "what is read again has nothing of what was added"


def test_a_fact_that_moves_to_another_number_has_a_line_of_its_own():
    (fact,) = decode(encode({"steps": {"1": {"id": "a"}}}), PLACE)["steps"].values()
    assert decode(encode({"steps": {"2": fact}}), PLACE) == {"steps": {"2": {"id": "a"}}}


def test_a_fact_on_record_can_not_be_changed():
    fact = decode(encode({"steps": {"1": {"id": "a"}}}), PLACE)["steps"]["1"]
    assert type(fact) is AsWritten
    for change in (lambda: fact.update(id="b"), lambda: fact.pop("id"), fact.clear):
        with pytest.raises(TypeError, match="never changes"):
            change()
    assert fact | {"id": "b"} == {"id": "b"}


@pytest.mark.parametrize(
    "rest",
    [
        b'"steps": {"1": {"id": "a"}}\n}\n',
        b'"steps": {\n"1": {"id": "z"},\n"1": {"id": "a"}\n}\n}\n',
        b'"steps": {\n"1": {"id": "a"}}\n}\n',
        b'"steps":\n{\n"1": {"id": "a"}\n}\n}\n',
        b'"steps": {\n"1": {"id": "a"}\n}\n}\n\n',
    ],
)
def test_a_file_laid_out_in_another_way_is_laid_out_anew(rest):
    fact = as_written({"steps": {"1": {"id": "a"}}}, rest)["steps"]["1"]
    assert type(fact) is dict
