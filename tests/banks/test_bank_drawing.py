"""Drawing from pools, and the frozen bank as it is kept."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.banks import model
from checkin.banks.drawing import draw, from_json, to_json
from checkin.banks.model import TYPES, Bank, Pool, Question, Ref, Seat, Stage, When


def question(name, **more):
    return Question(id=name, ask=f"{name}?", **more)


def bank(*items):
    return Bank("b", "B", (Stage("s", "S", tuple(items)),))


def drawn(of, asked, depth="full"):
    return [each.id for each in draw(of, asked, depth).all_questions()]


POOL = Pool("p", (question("a"), question("b"), question("c")), quick=True)


def test_what_was_never_asked_comes_first_in_file_order():
    assert drawn(bank(POOL), {}) == ["a"]
    assert drawn(bank(POOL), {"a": "2026-01"}) == ["b"]


def test_then_comes_what_was_asked_longest_ago():
    assert drawn(bank(POOL), {"a": "3", "b": "1", "c": "2"}) == ["b"]
    assert drawn(bank(POOL), {"a": "1", "b": "1", "c": "1"}) == ["a"]


def test_several_are_drawn_in_file_order():
    pool = Pool("p", POOL.questions, pick=2)
    assert drawn(bank(pool), {"a": "3", "b": "1", "c": "2"}) == ["b", "c"]
    assert drawn(bank(pool), {"b": "1"}) == ["a", "c"]


def test_the_drawn_ones_know_their_pool_and_are_quick_when_it_is():
    (only,) = draw(bank(POOL), {}, "quick").all_questions()
    assert (only.pool, only.quick) == ("p", True)


def test_the_quick_depth_takes_nothing_from_a_pool_that_is_not_quick():
    slow = Pool("p", (question("a"), question("b", quick=True)))
    assert drawn(bank(slow), {}, "quick") == ["b"]
    assert drawn(bank(slow), {}, "full") == ["a"]
    assert drawn(bank(Pool("p", (question("a"),))), {}, "quick") == []


def test_questions_beside_a_pool_keep_their_place():
    assert drawn(bank(question("x"), POOL, question("y")), {}) == ["x", "a", "y"]


def test_drawing_from_a_frozen_bank_changes_nothing():
    frozen = draw(bank(POOL, question("y")), {}, "full")
    assert draw(frozen, {"a": "1"}, "quick") == frozen


names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
texts = st.text(max_size=20)
refs = st.builds(Ref, names, st.one_of(st.just(""), names), st.booleans(), st.one_of(st.none(), texts))
values = st.one_of(texts, st.integers(-5, 12), st.booleans(), st.lists(texts, max_size=3).map(tuple))
tests = st.lists(
    st.builds(model.Test, refs, st.sampled_from(["is", "below", "one_of"]), values), max_size=3
).map(tuple)
whens = st.builds(When, tests, st.lists(st.builds(When, tests), max_size=2).map(tuple))
words = st.lists(texts, max_size=3).map(tuple)
questions = st.builds(
    Question,
    id=names,
    ask=texts,
    type=st.sampled_from(TYPES),
    who=names,
    quick=st.booleans(),
    required=st.booleans(),
    hint=texts,
    when=st.one_of(st.none(), whens),
    follow_ups=words,
    at_least=st.one_of(st.none(), st.integers(0, 5)),
    min=st.integers(-3, 3),
    max=st.integers(4, 12),
    choices=words,
    opens_after=words,
    practices=st.lists(st.integers(1, 45), max_size=3).map(tuple),
    pool=st.one_of(st.just(""), names),
)
pools = st.builds(Pool, names, st.lists(questions, max_size=3).map(tuple), st.integers(1, 3), st.booleans())
stages = st.builds(
    Stage, names, texts, st.lists(st.one_of(questions, pools), max_size=3).map(tuple), purpose=texts
)
seats = st.builds(Seat, names, st.sampled_from(["mentee", "mentor"]), texts)
banks = st.builds(
    Bank,
    id=names,
    title=texts,
    stages=st.lists(stages, max_size=3).map(tuple),
    about=texts,
    language=st.sampled_from(["en", "fi"]),
    kind=st.one_of(st.just(""), names),
    minutes=st.dictionaries(st.sampled_from(["quick", "full"]), st.integers(1, 90)),
    seats=st.one_of(st.just(Bank("", "", ()).seats), st.lists(seats, max_size=3).map(tuple)),
    closing=texts,
    version=texts,
)


@settings(max_examples=30, deadline=None)
@given(banks)
def test_a_bank_comes_back_from_json_as_it_was(whole):
    assert from_json(json.loads(json.dumps(to_json(whole)))) == whole


@settings(max_examples=30, deadline=None)
@given(banks, st.dictionaries(names, texts, max_size=4), st.sampled_from(["quick", "full"]))
def test_drawing_is_the_same_every_time_and_leaves_no_pool(whole, asked, depth):
    frozen = draw(whole, asked, depth)
    assert frozen == draw(whole, asked, depth)
    assert all(isinstance(item, Question) for stage in frozen.stages for item in stage.items)


@pytest.mark.parametrize(("field", "value"), [("title", 7), ("minutes", {"quick": "9"}), ("closing", None)])
def test_a_bank_with_a_field_of_another_type_is_none(field, value):
    with pytest.raises(ValueError, match=f"wrong “{field}”"):
        from_json({**to_json(bank(question("a"))), field: value})


@pytest.mark.parametrize(("field", "value"), [("ask", None), ("quick", 1), ("min", True), ("tags", [1])])
def test_a_question_with_a_field_of_another_type_is_none(field, value):
    data = to_json(bank(question("a")))
    data["stages"][0]["items"][0][field] = value
    with pytest.raises(ValueError, match=f"wrong “{field}”"):
        from_json(data)


def test_the_same_question_of_two_meetings_is_made_once():
    one, other = (from_json(to_json(bank(question("a"), question(name)))) for name in ("b", "c"))
    assert one.stages[0].items[0] is other.stages[0].items[0]
    assert one != other


def test_defaults_are_left_out_and_unknown_keys_passed_over():
    data = to_json(bank(question("a")))
    assert data == {
        "id": "b",
        "title": "B",
        "stages": [{"id": "s", "title": "S", "items": [{"id": "a", "ask": "a?"}]}],
    }
    data["colour"] = "blue"
    data["stages"][0]["items"][0]["mood"] = [1]
    assert from_json(data) == bank(question("a"))
