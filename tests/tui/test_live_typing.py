"""Texts that both write in: what the other types comes in live, and disturbs nobody at their typing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from live_net import Net
from live_page import GOAL, at_page, text_of, typed

from checkin.ground.edits import carried
from checkin.live.text_places import key_of
from checkin.meeting.rules import Act


@pytest.fixture
def net(tmp_path):
    return Net(tmp_path / "open")


# Texts


async def test_what_the_other_types_stands_in_the_field_at_once(net):
    async with at_page(net, "mentee", "goal") as at:
        await at.other_does(typed(GOAL, "Speak up"))
        assert at.fields()[0].text == "Speak up"
        await at.say(" now")
        assert text_of(at.other, GOAL) == "Speak up now"


async def test_a_key_is_in_the_meeting_before_anything_else_happens(net):
    async with at_page(net, "mentee", "goal") as at:
        field = at.fields()[0]
        field._type("a")
        assert text_of(at.own, GOAL) == "a"
        field.undo()
        assert text_of(at.own, GOAL) == field.text == ""


async def test_the_cursor_stays_with_its_letter_when_the_other_types_before_and_after(net):
    async with at_page(net, "mentee", "tried") as at:
        tried = replace(GOAL, q="tried")
        await at.say("one three")
        field = at.fields()[0]
        field.move_cursor((0, 4))
        await at.other_does(typed(tried, "zero\none three\nfour", 5))
        assert field.text == "zero\none three\nfour"
        assert field.cursor_location == (1, 4)
        await at.say("two ")
        assert text_of(at.other, tried) == "zero\none two three\nfour"
        assert field.text == "zero\none two three\nfour"


async def test_the_cursor_waits_behind_the_words_that_come_into_an_empty_field(net):
    async with at_page(net, "mentee", "goal") as at:
        for n in range(1, 6):
            await at.other_does(typed(GOAL, "Speak"[:n]))
        await at.say("!")
        await at.other_does(typed(GOAL, "Speak up!", 8))
        await at.say("?")
        assert text_of(at.other, GOAL) == "Speak up!?"


async def test_phrases_typed_at_one_spot_at_one_time_stay_in_one_piece(net):
    async with at_page(net, "mentee", "goal") as at:
        for n, letter in enumerate("mine", 1):
            at.fields()[0]._type(letter)
            text = text_of(at.other, GOAL)
            here = text.index("theirs"[: n - 1]) + n - 1
            at.other.act(typed(GOAL, text[:here] + "theirs"[n - 1] + text[here:], here + 1))
            at.net.settle()
        assert text_of(at.other, GOAL) == at.fields()[0].text
        assert "mine" in at.fields()[0].text
        assert "thei" in at.fields()[0].text


@pytest.mark.parametrize("_again", range(6))  # whose space comes first is by chance
async def test_the_cursor_knows_its_own_among_equal_letters(net, _again):
    """A space of each at one spot, at one time: the letters that follow stay behind one's own."""
    async with at_page(net, "mentee", "goal") as at:
        await at.other_does(typed(GOAL, "So:"))
        field = at.fields()[0]
        field.move_cursor(field.document.end)
        field._type(" ")
        at.other.act(typed(GOAL, "So: "))
        net.changes["mentor"].clear()
        await at.settle()
        key = key_of(at.own.state, GOAL)
        edits = [edit for change in net.changes["mentor"] for edit in change.edits.get(key, ())]
        there = carried(4, edits)
        field._type("b")
        text = text_of(at.other, GOAL)
        at.other.act(typed(GOAL, text[:there] + "a" + text[there:], there + 1))
        await at.settle()
        assert field.text in ("So: b a", "So: a b")


async def test_what_is_selected_stays_selected(net):
    async with at_page(net, "mentee", "goal") as at:
        await at.say("keep this")
        await at.press(*["shift+left"] * 4)
        await at.other_does(typed(GOAL, "please keep this", 7))
        assert at.fields()[0].selected_text == "this"


async def test_undo_takes_back_only_what_was_typed_here(net):
    async with at_page(net, "mentee", "goal") as at:
        await at.say("mine")
        await at.other_does(typed(GOAL, "theirs mine", 7))
        await at.press("ctrl+z")
        assert at.fields()[0].text == text_of(at.other, GOAL) == "theirs "
        await at.press("ctrl+y")
        assert at.fields()[0].text == text_of(at.other, GOAL) == "theirs mine"


async def test_the_last_words_taken_away_leave_what_stands_in_an_empty_field(net):
    async with at_page(net, "mentee", "goal") as at:
        await at.other_does(Act("talked", "mentee", "goal"))
        field = at.fields()[0]
        assert field.placeholder == "talked about"
        await at.say("x")
        await at.other_does(Act("between_us", "mentee", "goal"))
        assert field.text == ""
        assert field.placeholder == "just between you"
        assert field.has_focus


async def test_what_came_in_while_a_page_was_built_is_not_typed_over(net):
    async with at_page(net, "mentee", "goal") as at:
        await at.say("mine")
        at.own.on_change = None  # told later
        await at.other_does(typed(GOAL, "theirs mine", 7))
        await at.say(" too")
        assert at.fields()[0].text == text_of(at.other, GOAL) == "theirs mine too"


async def test_letters_that_become_one_are_one_in_the_field_too(net):
    async with at_page(net, "mentee", "goal") as at:
        field = at.fields()[0]
        for letter in "ki\u0302n":
            field._type(letter)
        assert field.text == text_of(at.own, GOAL) == "k\u00een"
        assert field.cursor_index == 3


PIECES = ("a", "bc", "\n", "é", "👍🏽", "小", " ", "")


@pytest.mark.parametrize("seed", range(4))
async def test_field_and_meeting_say_the_same_after_every_message(net, seed):
    chance = random.Random(seed)
    tried = replace(GOAL, q="tried")
    async with at_page(net, "mentee", "tried") as at:
        field = at.fields()[0]
        for _ in range(60):
            before = text_of(at.other, tried)
            if chance.random() < 0.5:
                here = chance.randint(0, len(before))
                there = min(len(before), here + chance.choice((0, 0, 0, 2)))
                new = chance.choice(PIECES)
                at.other.act(typed(tried, before[:here] + new + before[there:], here + len(new)))
            elif chance.random() < 0.2:
                field.undo()
            else:
                field.move_cursor(chance.choice(((0, 0), field.document.end)))
                for letter in chance.choice(PIECES):
                    field._put("\n") if letter == "\n" else field._type(letter)
            assert field.text.strip() == text_of(at.own, tried).strip()
            if chance.random() < 0.7:
                at.net.settle()
                assert field.text.strip() == text_of(at.own, tried).strip()
            row, column = field.cursor_location
            assert 0 <= column <= len(field.document[row])
        await at.settle()
        assert field.text.strip() == text_of(at.own, tried).strip() == text_of(at.other, tried).strip()


async def test_two_write_at_their_ends_of_a_text_and_every_word_is_there(net):
    tried = replace(GOAL, q="tried")
    async with at_page(net, "mentee", "tried") as at:
        await at.say("mine: ")
        await at.other_does(typed(tried, "mine: \ntheirs: "))
        for mine, theirs in zip("quick", "brown", strict=True):
            at.fields()[0]._type(mine)
            text = text_of(at.other, tried)
            at.other.act(typed(tried, text + theirs))
            at.net.settle()
        assert at.fields()[0].text == text_of(at.other, tried) == "mine: quick\ntheirs: brown"


# Whose field


async def test_where_each_answers_only_ones_own_field_is_to_be_written(net):
    async with at_page(net, "mentor", "takeaway") as at:
        mine, theirs = at.field("answer-takeaway-mentor"), at.field("answer-takeaway-mentee")
        assert at.page.stops() == [mine]
        assert mine.has_focus
        assert theirs.placeholder == "Sam writes here"
        await at.other_does(typed(Act("answered", "mentee", "takeaway"), "Start small"))
        assert theirs.text == "Start small"
        await at.pilot.click(theirs)
        assert mine.has_focus
        await at.press("enter")
        assert at.app.told == ["done"]
        state = at.other.state
        assert state.answer("takeaway", "mentor").talked
        assert not state.answer("takeaway", "mentee").talked


async def test_a_question_for_one_is_written_by_both(net):
    async with at_page(net, "mentor", "goal") as at:
        await at.say("Sam's goal")
        assert text_of(at.other, GOAL) == "Sam's goal"
