"""Pages that others write in too: what they do comes in live, and disturbs nobody at their typing.

The room and both seats are the real ones, in this process. One page is on a screen, Robin acts without one.
"""

from __future__ import annotations

import random
import time
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from live_net import Net
from meetings import OPEN_STEP, a_bank, a_start, an_open_step, shipped
from terminal import PATIENCE
from textual.app import App

from checkin.banks.model import Question
from checkin.ground.edits import carried
from checkin.live.text_places import key_of, value_of
from checkin.meeting.events import ASKED
from checkin.meeting.flow import SUMMARY
from checkin.meeting.rules import Act
from checkin.meeting.turning import enter, prompt_at
from checkin.tui.pages import blind
from checkin.tui.pages import still_theirs as waiting
from checkin.tui.pages.page_for import page_for
from checkin.tui.pages.still_theirs import still_theirs
from checkin.tui.pages.wrap_up import WrapUpPage
from checkin.tui.theme import THEMES
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

GOAL = Act("answered", "mentee", "goal")
BOTH = {"mentee": "mentor", "mentor": "mentee"}


class OnePage(App[None]):
    """One page of a meeting, and what it tells."""

    def __init__(self, page):
        super().__init__()
        self.page = page
        self.told = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "checkin-dark"

    def compose(self):
        yield self.page

    def on_mount(self):
        self.page.focus_first()

    def on_page_done(self):
        self.told.append("done")

    def on_wrap_up_page_save(self):
        self.told.append("save")

    def on_said(self, event):
        self.told.append(event.text)


class Seated:
    """Somebody at a page, and the other one elsewhere."""

    def __init__(self, net, own, q, size):
        self.net, self.size = net, size
        for seat in BOTH:
            if seat not in net.seats:
                net.join(seat)
        net.settle()
        self.own, self.other = net.seats[own], net.seats[BOTH[own]]
        self.grown = 0
        if q == SUMMARY:
            page = WrapUpPage(self.own)
        else:
            place = enter(self.own.state, q)
            page = page_for(self.own, prompt_at(self.own.state, place), place)
        self.page = page
        self.app = OnePage(page)

    def changed(self, change):
        with self.app._context():
            self.grown += self.page.refresh_from(change)

    def field(self, name):
        return self.page.query_one(f"#{name}", Field)

    def fields(self):
        return [field for field in self.page.query(Field) if field.display]

    def words(self):
        found = [one for one in self.page.query(Words) if one.display]
        return "\n".join(one.visual.plain for one in found)

    async def settle(self):
        self.net.settle()
        await self.pilot.pause()
        self.net.settle()
        await self.pilot.pause()

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.settle()

    async def say(self, text):
        await self.press(*["space" if letter == " " else letter for letter in text])

    async def other_does(self, *acts):
        for act in acts:
            self.other.act(act)
        await self.settle()


@asynccontextmanager
async def at_page(net, own, q, size=(80, 30)):
    seated = Seated(net, own, q, size)
    async with seated.app.run_test(size=size) as seated.pilot:
        seated.own.on_change = seated.changed
        await seated.settle()
        yield seated


@pytest.fixture
def net(tmp_path):
    return Net(tmp_path / "open")


def a_net(tmp_path, *questions, **start):
    return Net(tmp_path / "open", a_start(a_bank(*questions), **start))


def typed(act, text, cursor=None):
    return replace(act, value=text, cursor=len(text) if cursor is None else cursor)


def text_of(seat, act):
    return value_of(seat.state, key_of(seat.state, act))


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


# Choices


async def test_a_choice_of_one_is_seen_by_the_other_and_anothers_stands_in_words(tmp_path):
    mood = Question("mood", "How?", "choice", who="both", choices=("well", "so so"))
    async with at_page(a_net(tmp_path, mood), "mentee", "mood") as at:
        assert "Robin chooses here" in at.words()
        await at.other_does(Act("answered", "mentor", "mood", value="so so"))
        assert "so so" in at.words()
        await at.press("1")
        assert at.other.state.answer("mood", "mentee").value == "well"


async def test_a_choice_both_make_follows_the_other(tmp_path):
    mood = Question("mood", "How?", "choice", choices=("well", "so so"))
    async with at_page(a_net(tmp_path, mood), "mentee", "mood") as at:
        await at.other_does(Act("answered", "mentee", "mood", value="so so"))
        assert at.page.query_one(Choice).value == "so so"


async def test_what_can_be_picked_grows_under_ones_hands(net):
    one, two = ("01K9D000000000000000000R0" + n for n in "12")
    sam = net.join("mentee")
    sam.act(Act("added", "mentee", "ideas", one, value={"text": "Rehearse"}))
    async with at_page(net, "mentor", "pick") as at:
        await at.press("1")
        await at.other_does(Act("added", "mentee", "ideas", two, value={"text": "Ask Kim"}))
        choice = at.page.query_one(Choice)
        assert [words for _, words in choice.options] == ["Rehearse", "Ask Kim"]
        assert choice.value == one
        await at.press("enter")
        await at.other_does(typed(Act("answered", "mentee", "pick", field="why"), "closest"))
        assert at.fields()[0].text == "closest"
        await at.say("!")
        assert at.other.state.answer("pick", "mentee").fields["why"] == "closest!"
    assert not at.grown


# Rows


async def test_a_row_of_the_other_appears_and_ones_half_typed_row_stays(tmp_path):
    wins = Question("wins", "What went well?", "list", who="both")
    async with at_page(a_net(tmp_path, wins), "mentee", "wins") as at:
        await at.say("fir")
        row = at.other.new_row()
        await at.other_does(Act("added", "mentor", "wins", row, value={"text": "their"}))
        await at.other_does(typed(Act("set", "mentor", "wins", row, "text"), "theirs"))
        await at.say("st")
        texts = [(field.text, field.read_only) for field in at.fields()]
        assert texts == [("first", False), ("theirs", True)]
        await at.other_does(Act("removed", "mentor", "wins", row))
        assert [field.placeholder for field in at.fields()] == ["", "Robin writes here"]
        assert at.fields()[0].has_focus


async def test_the_mentor_sees_the_ideas_come_and_adds_own_ones_once_the_gate_is_open(net):
    async with at_page(net, "mentor", "ideas") as at:
        assert at.page.stops() == []
        assert [field.placeholder for field in at.fields()] == ["Sam writes here"]
        row = at.other.new_row()
        await at.other_does(Act("added", "mentee", "ideas", row, value={"text": "Rehearse"}))
        assert [field.text for field in at.fields()] == ["Rehearse"]
        await at.other_does(Act("opened", "mentee", "perspective", value=ASKED))
        assert [field.text for field in at.fields()] == ["Rehearse", ""]
        assert at.fields()[1].has_focus
        await at.say("Mine")
        await at.other_does(typed(Act("set", "mentee", "ideas", row, "text"), "Rehearse twice"))
        at.page.leaving()
        at.net.settle()
        assert [(r.seat, r.text("text")) for r in at.other.state.live_rows("ideas")] == [
            ("mentee", "Rehearse twice"),
            ("mentor", "Mine"),
        ]
        assert at.app.told == []


# Offers


async def test_the_gate_opens_and_offers_appear_for_the_mentee_to_answer(net):
    async with at_page(net, "mentee", "perspective") as at:
        assert not at.grown
        await at.other_does(Act("opened", "mentor", "perspective", value="urgent"))
        assert at.grown
    async with at_page(net, "mentee", "perspective") as at:
        assert at.fields()[0].placeholder == "Robin writes here"
        assert at.page.stops() == []
        row = at.other.new_row()
        await at.other_does(Act("added", "mentor", "perspective", row, value={"text": "I fro"}))
        await at.other_does(typed(Act("set", "mentor", "perspective", row, "text"), "I froze"))
        assert at.fields()[0].text == "I froze"
        assert at.page.stops()[0].has_focus
        await at.press("1", "enter")
        await at.say("it passes")
        await at.other_does(Act("set", "mentor", "perspective", row, "kind", "story"))
        second = at.other.new_row()
        await at.other_does(Act("added", "mentor", "perspective", second, value={"text": "And"}))
        assert "story" in at.words()
        await at.say("!")
        assert at.other.state.row("perspective", row).fields["takes"] == "it passes!"
        assert [card.row_id for card in at.page.query("OfferCard")] == [row, second]


async def test_the_mentor_sees_what_becomes_of_an_offer_and_goes_on_typing(net):
    net.join("mentor").act(Act("opened", "mentor", "perspective", value="urgent"))
    async with at_page(net, "mentor", "perspective") as at:
        await at.say("I fro")
        (row,) = at.own.state.live_rows("perspective")
        await at.other_does(Act("set", "mentee", "perspective", row.id, "reaction", "keep"))
        await at.other_does(typed(Act("set", "mentee", "perspective", row.id, "takes"), "It passes"))
        await at.say("ze")
        card = at.page.query("OfferCard").first()
        assert "keep" in at.words()
        assert card.query_one("#takes", Field).text == "It passes"
        assert card.query_one("#takes").parent.display
        assert at.other.state.row("perspective", row.id).text("text") == "I froze"


# Steps, accounts, owners


async def test_both_write_the_same_step_and_another_ones_card_appears(net):
    async with at_page(net, "mentor", "step") as at:
        row = at.other.new_row()
        await at.other_does(Act("added", "mentee", "step", row, value={"what": "Book"}))
        (card,) = at.page.query("StepCard")
        assert card.row_id == row
        await at.say(" it")
        assert at.other.state.row("step", row).text("what") == "Book it"
        await at.other_does(Act("set", "mentee", "step", row, "due", "2035-06-01"))
        assert card.query_one("#due", Field).text == "Fri 1 Jun 2035"
        await at.other_does(Act("set", "mentee", "step", row, "readiness", 7))
        assert card.query_one(Choice).value == 7
        second = at.other.new_row()
        await at.other_does(Act("added", "mentee", "step", second, value={"what": "Then"}))
        assert [card.row_id for card in at.page.query("StepCard")] == [row, second]
        await at.say("!")
        assert at.other.state.row("step", row).text("what") == "Book it!"
        await at.other_does(Act("removed", "mentee", "step", row))
        assert at.app.focused is card.query_one("#what")
        await at.say("Anew")
        assert [r.text("what") for r in at.other.state.live_rows("step")] == ["Then", "Anew"]


async def test_the_others_unfinished_date_is_left_alone(net):
    async with at_page(net, "mentor", "step") as at:
        row = at.other.new_row()
        await at.other_does(Act("added", "mentee", "step", row, value={"what": "Book"}))
        await at.other_does(typed(Act("set", "mentee", "step", row, "when"), "in 2 we"))
        assert at.page.query_one("#due", Field).text == "in 2 we"
        at.page.leaving()
        at.net.settle()
        assert at.other.state.row("step", row).text("what") == "Book"


async def test_an_account_is_given_by_both(tmp_path):
    start = a_start(shipped("regular"), open_steps=[an_open_step("Ask Mira")])
    async with at_page(Net(tmp_path / "open", start), "mentor", "account") as at:
        await at.other_does(Act("set", "mentee", "account", OPEN_STEP, "status", "done"))
        note = Act("set", "mentee", "account", OPEN_STEP, "note")
        await at.other_does(typed(note, "She reads it"))
        assert at.page.query_one(Choice).value == "done"
        assert at.field("note").text == "She reads it"


async def test_the_owner_follows_the_other(net):
    row = net.join("mentee").new_row()
    net.seats["mentee"].act(Act("added", "mentee", "step", row, value={"what": "Book it"}))
    async with at_page(net, "mentee", "owner") as at:
        await at.other_does(Act("set", "mentee", "step", row, "owner", "mentor"))
        assert at.page.query_one(Choice).value == "mentor"
        await at.other_does(typed(Act("set", "mentee", "step", row, "what"), "Book it now"))
        assert "Book it now" in at.words()


# Blind answers

PULSE = Question("open", "How openly do we talk?", "pulse", who="both")


async def test_nobody_sees_a_blind_answer_before_both_are_ready(tmp_path, monkeypatch):
    monkeypatch.setattr(blind, "STILL", 0.0)
    async with at_page(a_net(tmp_path, PULSE), "mentee", "open") as at:
        assert "Robin: not ready yet" in at.words()
        assert at.page.enter_does() == "talked about"
        await at.press("4")
        assert at.page.enter_does() == "ready"
        await at.press("enter")
        assert at.app.told == []
        assert "You are ready. Waiting for Robin. Change it: type another." in at.words()
        await at.press("5")
        assert "You are ready" not in at.words()
        await at.press("enter")
        assert at.other.state.answer("open", "mentee").value is None
        await at.other_does(Act("answered", "mentor", "open", value=7))
        assert "7" not in at.words()
        await at.other_does(Act("sealed", "mentor", "open", value=True))
        assert "Robin: 7" in at.words()
        assert at.other.state.answer("open", "mentee").value == 5
        await at.press("enter")
        assert at.app.told == ["done"]
    monkeypatch.undo()


async def test_the_other_being_ready_is_all_one_sees(tmp_path, monkeypatch):
    monkeypatch.setattr(blind, "STILL", 60)
    async with at_page(a_net(tmp_path, PULSE), "mentee", "open") as at:
        await at.other_does(Act("answered", "mentor", "open", value=7))
        await at.other_does(Act("sealed", "mentor", "open", value=True))
        assert "Robin is ready. You will see both at the same time." in at.words()
        await at.press("4", "enter")
        assert "Robin: 7" in at.words()
        await at.press("enter")
        assert at.app.told == []  # it may be held: the answers have only just come


async def test_going_on_without_waiting_takes_a_second_enter(tmp_path, monkeypatch):
    monkeypatch.setattr(blind, "STILL", 0.0)
    async with at_page(a_net(tmp_path, PULSE), "mentee", "open") as at:
        await at.press("4", "enter")
        assert at.app.told == []
        await at.press("enter")
        assert at.app.told == ["done"]


async def test_an_answer_nobody_has_seen_is_let_go(tmp_path):
    async with at_page(a_net(tmp_path, PULSE), "mentee", "open") as at:
        await at.press("4", "enter")
        assert at.page.take_back()
        assert at.own.state.answer("open", "mentee").value is None
        await at.settle()
        assert not at.other.state.sealed


# The end


async def test_each_says_for_themselves_that_it_looks_right(net):
    async with at_page(net, "mentee", SUMMARY) as at:
        assert "Robin has not said yet" in at.words()
        await at.press("enter")
        await at.other_does(Act("agreed", "mentor", value=False))
        assert "Robin: not yet" in at.words()
        await at.other_does(Act("agreed", "mentor", value=True))
        assert "Robin: looks right" in at.words()
        mine = at.page.query_one("#agree-mentee", Choice)
        await at.press("1")
        assert at.other.state.agreed == ("mentor", "mentee")
        await at.other_does(Act("next", value="2035-06-15"))
        assert at.field("next").text == "Fri 15 Jun 2035"
        assert mine.value is None
        assert "Robin has not said yet" in at.words()
        await at.press("enter", "enter")
        assert at.app.told == ["save"]


async def test_the_summary_shows_what_the_other_does_meanwhile(net):
    async with at_page(net, "mentee", SUMMARY) as at:
        row = at.other.new_row()
        await at.other_does(Act("added", "mentee", "step", row, value={"what": "Rehearse on Thursday"}))
        ends = time.monotonic() + PATIENCE
        while "Rehearse on Thursday" not in at.words():
            assert time.monotonic() < ends
            await at.pilot.pause(0.05)
        assert at.field("next").has_focus


async def test_a_date_the_other_lets_go_is_let_go_here(net):
    async with at_page(net, "mentor", SUMMARY) as at:
        assert at.field("next").text
        await at.other_does(Act("next", value="2035-06-15"), Act("next", value=None))
        assert at.field("next").text == ""
        at.page.leaving()
        assert at.own.state.next_meeting == ""


@pytest.mark.parametrize("first", [(), (Act("agreed", "mentor", value=True),), (typed(GOAL, "Speak up"),)])
async def test_typing_takes_the_place_of_the_proposed_date_whatever_the_other_did_before(net, first):
    async with at_page(net, "mentee", SUMMARY) as at:
        assert at.field("next").text
        await at.other_does(*first)
        await at.say("fri")
        assert at.field("next").text == "fri"
        await at.other_does(Act("agreed", "mentor", value=False))
        await at.say("day")
        assert at.field("next").text == "friday"


async def test_a_date_the_other_proposes_is_replaced_by_typing_too(net):
    async with at_page(net, "mentee", SUMMARY) as at:
        await at.other_does(Act("next", value="2035-06-15"))
        assert at.field("next").text == "Fri 15 Jun 2035"
        await at.say("fri")
        assert at.field("next").text == "fri"


async def test_a_proposed_date_that_is_only_passed_is_meant(net):
    async with at_page(net, "mentee", SUMMARY) as at:
        at.page.stops()[1].focus()
        await at.settle()
        at.page.leaving()
        assert at.own.state.next_meeting


# Where the other one is still at their part

REFLECT = Question("reflect", "What stays with you?", "text", who="both")


async def test_enter_says_once_that_the_other_one_has_not_written_anything(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "STILL", 0.0)
    async with at_page(a_net(tmp_path, REFLECT), "mentee", "reflect") as at:
        await at.say("Rest")
        await at.press("enter", "enter")
        assert at.app.told == ["Robin has not written anything yet. Enter again goes on."]
        assert not at.own.state.answer("reflect", "mentor").talked
        await at.press("enter", "enter")
        assert at.app.told[1:] == ["done"]


async def test_enter_goes_on_at_once_where_the_other_has_written_is_elsewhere_or_away(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "STILL", 0.0)
    net = a_net(tmp_path, REFLECT, Question("last", "And else?", "text", who="mentee"))
    async with at_page(net, "mentee", "reflect") as at:
        await at.other_does(Act("turned", "mentor", "last"))
        await at.press("enter")
        assert at.app.told == ["done"]
        await at.other_does(Act("turned", "mentor"))
        await at.press("enter")
        assert at.app.told == ["done", "Robin has not written anything yet. Enter again goes on."]
        at.page._asked_at = 0.0
        at.net.cut("mentor")
        await at.settle()
        await at.press("enter")
        assert at.app.told[2:] == ["done"]
    at.own.on_change = None
    net.again("mentor")
    net.settle()
    assert still_theirs(net.seats["mentee"], at.page.prompt, at.page.place)
    net.seats["mentor"].act(Act("answered", "mentor", "reflect", value="Courage", cursor=7))
    net.settle()
    assert still_theirs(net.seats["mentee"], at.page.prompt, at.page.place) == ""


async def test_enter_on_an_offer_waits_once_for_the_offer_and_for_what_becomes_of_it(net, monkeypatch):
    monkeypatch.setattr(waiting, "STILL", 0.0)
    for seat in BOTH:
        net.join(seat)
    sam, robin = net.seats["mentee"], net.seats["mentor"]
    net.settle()
    sam.act(Act("turned", "", "perspective"))
    net.settle()
    place = sam.place
    prompt = prompt_at(sam.state, place)
    assert still_theirs(sam, prompt, place) == ""  # the gate is closed
    sam.act(Act("opened", "mentee", "perspective", value=ASKED))
    net.settle()
    assert still_theirs(sam, prompt, place) == "Robin has not written anything yet."
    assert still_theirs(robin, prompt, place) == ""
    row = robin.new_row()
    robin.act(Act("added", "mentor", "perspective", row, value={"text": "Ask her"}))
    net.settle()
    assert still_theirs(sam, prompt, place) == ""
    assert still_theirs(robin, prompt, place) == "Sam has not said what they make of it yet."
    sam.act(Act("set", "mentee", "perspective", row, "reaction", "keep"))
    net.settle()
    assert still_theirs(robin, prompt, place) == ""


async def test_an_enter_held_down_does_not_go_on_past_what_the_other_is_at(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "STILL", 60)
    async with at_page(a_net(tmp_path, REFLECT), "mentee", "reflect") as at:
        at.page.finish()
        at.page.finish()
        await at.settle()
        assert at.app.told == ["Robin has not written anything yet. Enter again goes on."]
