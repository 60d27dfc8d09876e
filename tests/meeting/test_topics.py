"""Whether two goals are about the same thing: by their words alone."""

import pytest

from checkin.meeting.topics import alike, words_of


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
