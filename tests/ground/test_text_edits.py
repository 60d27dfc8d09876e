"""The smallest edit between two texts, and where cursors go."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checkin.ground.edits import carried, edits_between, moved, rebased, smallest_edit

FEW_LETTERS = st.text("aab é🎉\u0301", max_size=12)
CURSORS = st.none() | st.integers(-2, 14)


def edited(before, start, end, new):
    return before[:start] + new + before[end:]


@given(before=FEW_LETTERS, after=FEW_LETTERS, cursor=CURSORS)
@example(before="", after="", cursor=None)
@example(before="aaa", after="a", cursor=0)
def test_the_edit_makes_the_one_text_of_the_other_and_none_is_smaller(before, after, cursor):
    start, end, new = smallest_edit(before, after, cursor)
    assert 0 <= start <= end <= len(before)
    assert edited(before, start, end, new) == after
    others = [
        (one, two, after[one : two + len(after) - len(before)])
        for one in range(len(before) + 1)
        for two in range(one, len(before) + 1)
        if two + len(after) - len(before) >= one
    ]
    sizes = [two - one + len(new) for one, two, new in others if edited(before, one, two, new) == after]
    assert end - start + len(new) == min(sizes)


@pytest.mark.parametrize(
    ("before", "after", "cursor", "edit"),
    [
        ("ab", "aab", 1, (0, 0, "a")),
        ("ab", "aab", 2, (1, 1, "a")),
        ("ab", "aab", None, (1, 1, "a")),
        ("ab", "aab", 99, (1, 1, "a")),
        ("aaa", "aa", 0, (0, 1, "")),
        ("aaa", "aa", 1, (1, 2, "")),
        ("aaa", "aa", None, (2, 3, "")),
        ("to do", "to do to do", 6, (0, 0, "to do ")),
        ("to do", "to do to do", 11, (5, 5, " to do")),
        ("one", "two", 3, (0, 3, "two")),
        ("same", "same", None, (4, 4, "")),
    ],
)
def test_of_several_as_small_it_is_the_one_at_the_cursor(before, after, cursor, edit):
    assert smallest_edit(before, after, cursor) == edit


@given(before=FEW_LETTERS, after=FEW_LETTERS, position=st.integers(-2, 14))
def test_a_cursor_stays_within_the_text(before, after, position):
    assert 0 <= moved(position, before, after) <= len(after)


@pytest.mark.parametrize(
    ("position", "before", "after", "now"),
    [
        (0, "b", "ab", 0),
        (1, "b", "ab", 2),
        (1, "b", "bc", 1),
        (5, "one, two; three", "one; three", 3),
        (8, "one, two; three", "one; three", 3),
        (9, "one, two; three", "one; three", 4),
        (2, "xxx", "", 0),
    ],
)
def test_a_cursor_goes_along_with_its_words(position, before, after, now):
    assert moved(position, before, after) == now


def test_a_cursor_is_carried_through_one_edit_after_the_other():
    assert carried(3, [(0, 0, "ab"), (5, 5, "later"), (1, 3, "")]) == 3


@given(before=FEW_LETTERS, after=FEW_LETTERS)
def test_the_edits_between_two_texts_make_the_one_of_the_other(before, after):
    text = before
    for start, end, new in edits_between(before, after):
        text = edited(text, start, end, new)
    assert text == after


def test_a_cursor_between_two_edits_seen_at_once_stays_at_its_letter():
    before, after = "one three", "zero\none three\nfour"
    assert carried(4, edits_between(before, after)) == after.index("three")


@given(before=FEW_LETTERS, typed=FEW_LETTERS, others=FEW_LETTERS)
def test_typing_done_to_what_others_made_of_the_text_takes_nothing_of_theirs(before, typed, others):
    text, cursor = rebased(before, typed, others)
    assert 0 <= cursor <= len(text)
    start, end, new = smallest_edit(before, typed)
    assert text[cursor - len(new) : cursor] == new
    if start == end:
        assert text[: cursor - len(new)] + text[cursor:] == others
    if others == before:
        assert text == typed
