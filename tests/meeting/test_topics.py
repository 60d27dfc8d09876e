"""Whether two goals are about the same thing: by their words alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.meeting.topics import alike, same_topics, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Speak at the team demo", "speaking at our demo"),
        ("How do I talk to my manager about pay?", "Talk with manager: pay"),
        ("The move to the new team", "Move to a new team, or not"),
        ("Presentations", "Presentation"),
    ],
)
def test_the_same_topic_in_other_words_is_the_same(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Speak at the team demo", "Write the yearly plan"),
        ("Ask Mira how she prepares", "Ask Jon about the budget"),
        ("Team", "Whether the new team needs a budget and a plan"),
        ("", "Anything"),
        ("the and of", "the and of"),
    ],
)
def test_another_topic_is_another(one, other):
    assert not alike(one, other)
    assert not alike(other, one)


def test_small_words_case_and_endings_say_nothing():
    assert words_of("What I WANT from the Meetings") == {"meet"}


WORDS = st.sampled_from(["", "talk", "team", "demo", "plan", "book", "sleep", "the", "a", "run", "running"])


@given(st.lists(st.lists(WORDS, max_size=7).map(" ".join), max_size=25))
def test_each_topic_joins_the_first_ones_whose_latest_is_like_it(texts):
    groups: list[list[int]] = []
    for at, one in enumerate(texts):
        found = next((group for group in groups if alike(texts[group[-1]], one)), None)
        if found is None:
            groups.append([at])
        else:
            found.append(at)
    assert same_topics(texts) == groups


def test_thousands_of_topics_are_compared_with_few_of_the_others():
    texts = [f"Number {n} of {n * 7 % 1999} and {n * 11 % 1499}" for n in range(3_000)]
    began = time.process_time()
    assert len(same_topics(texts)) > 1_000
    assert time.process_time() - began < 2, "one with every other takes ten times as long"
