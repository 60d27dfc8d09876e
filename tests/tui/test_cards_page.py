"""Cards, clauses, goals, offers and steps on their pages: what stands ready, what a key opens, who may write.

One page at a time, over a real meeting; nobody needs a terminal for it.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from live_net import Net
from meetings import a_bank, a_start, an_open_step
from test_live_pages import OnePage, at_page

from checkin.banks.model import Question
from checkin.meeting.grid import Criterion, grid_of, written
from checkin.meeting.known import Known
from checkin.meeting.ledgers import Agreement, Brought, Clause, Lesson
from checkin.meeting.rules import Act
from checkin.meeting.turning import enter, prompt_at
from checkin.tui.pages.card_line import CardLine
from checkin.tui.pages.grid_table import GridTable
from checkin.tui.pages.page_for import page_for
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

CHALLENGES = Question("bring", "What do you bring?", "challenges", at_most=3)
DOOR = Question("door", "Which door?", "door")
GOAL = Question("goal", "What would make today worth it?", "goal")
RHYTHM = Question("rhythm", "How often do we meet?", "agreement")
PERSPECTIVE = Question("view", "A thought?", "offer")
IDEAS = Question("ideas", "What could you do?", "options")
PICK = Question("pick", "Which first?", "pick", choices_from="ideas")
STEP = Question("step", "What next?", "steps")
ACCOUNT = Question("account", "What happened with “${item}”?", "follow_through", quick=True)
NUMBER = Question("suits", "How well does it suit you?", "pulse", who="both", label="The way of working")
TALK = Question("talk", "Which of these numbers?")

BROUGHT = (
    Brought("1", "2026-11-20", "mentee", "Say no to Kim", "ask for a day"),
    Brought("2", "2026-11-21", "mentor", "The slides", origin="jot"),
)
AGREED = Agreement("A", 1, "2026-11-01", (Clause("rhythm", "Rhythm", "Every other week,\nfor 45 minutes"),))
LESSON = Lesson("L", "M", "2026-03-03", "I said yes too fast.", "say no on the spot", ("kim",))


class At:
    """A page of a meeting held at one keyboard."""

    def __init__(self, folder, questions, known, q, last, **start):
        self.net = Net(folder / "open", replace(a_start(a_bank(*questions), last=last, **start), known=known))
        self.held = self.net.meeting
        if IDEAS in questions:
            for text in ("Rehearse", "Ask Kim"):
                self.held.act(Act("added", "mentee", "ideas", self.held.new_row(), value={"text": text}))
        place = enter(self.held.state, q)
        self.page = page_for(self.held, prompt_at(self.held.state, place), place)
        self.app = OnePage(self.page)

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.pilot.pause()
        await self.pilot.pause()

    async def say(self, text):
        for letter in text:
            self.app.focused.put(letter)
        await self.pilot.pause()

    def rows(self, q):
        return [dict(row.fields) for row in self.held.state.live_rows(q)]

    def answer(self, q, seat="mentee"):
        return self.held.state.answer(q, seat)

    @property
    def words(self):
        return "\n".join(one.visual.plain for one in self.page.query(Words) if self.page._in_sight(one))

    @property
    def in_sight(self):
        return [stop.id or "text" for stop in self.page.stops()]


@asynccontextmanager
async def a_page(folder, *questions, known=None, q="", last=None, **start):
    at = At(folder, questions, known or Known(), q or questions[0].id, last, **start)
    async with at.app.run_test(size=(80, 24)) as at.pilot:
        await at.pilot.pause()
        yield at


# Cards


async def test_a_line_makes_a_card_and_enter_leads_through_its_fields_one_at_a_time(tmp_path):
    async with a_page(tmp_path, DOOR) as at:
        assert at.in_sight == ["text"]
        await at.say("Kim")
        assert at.in_sight == ["text", "mode"]
        await at.press("enter", "2")
        assert at.in_sight == ["text", "mode", "message"]
        await at.press("enter")
        await at.say("Hello")
        await at.press("enter", "enter", "1", "enter")
        assert at.in_sight == ["text", "text"]
        assert "The mentee wants this: yes · First contact by: both together · What" in at.words
        await at.press("enter")
        assert at.app.told == ["done"]
        assert at.rows("door") == [{"text": "Kim", "mode": "together", "message": "Hello", "consent": True}]


async def test_three_cards_with_their_fields_stand_on_one_screen(tmp_path):
    async with a_page(tmp_path, replace(DOOR, hint="One is plenty.")) as at:
        for name in ("Kim", "Lee", "Max"):
            row = at.held.new_row()
            given = {"text": name, "mode": "mentee", "message": "Hello", "consent": True}
            at.held.act(Act("added", "mentee", "door", row, value=given))
        at.page.renew()
        await at.press("up")
        assert len(at.page.query(CardLine)) == 4
        assert at.page.max_scroll_y == 0


async def test_a_card_goes_with_x_and_when_its_line_is_emptied(tmp_path):
    async with a_page(tmp_path, CHALLENGES) as at:
        await at.say("one")
        await at.press("enter", "enter")
        await at.say("two")
        assert at.page.take_back()
        await at.press("up", "end", "backspace", "backspace", "backspace")
        at.page.leaving()
        assert at.rows("bring") == []


async def test_no_further_line_is_offered_than_there_is_room_for(tmp_path):
    async with a_page(tmp_path, replace(CHALLENGES, type="list", at_most=2)) as at:
        await at.say("one")
        await at.press("enter")
        await at.say("two")
        await at.press("enter")
        assert at.app.told == ["done"]
        assert at.in_sight == ["text", "text"]
        assert [row["text"] for row in at.rows("bring")] == ["one", "two"]


async def test_each_has_cards_of_their_own_where_both_are_asked(tmp_path):
    async with a_page(tmp_path, replace(CHALLENGES, who="both")) as at:
        await at.say("mine")
        await at.press("enter", "enter", "enter")
        await at.say("yours")
        assert [row.seat for row in at.held.state.live_rows("bring")] == ["mentee", "mentor"]


async def test_what_was_brought_is_taken_up_by_its_number_and_put_back_by_the_same(tmp_path):
    async with a_page(tmp_path, CHALLENGES, GOAL, known=Known(brought=BROUGHT)) as at:
        assert "2 things were brought:" in at.words
        await at.press("1", "2")
        assert at.rows("bring") == [
            {"text": "Say no to Kim", "approach": "ask for a day"},
            {"text": "The slides"},
        ]
        await at.press("2")
        assert [row["text"] for row in at.rows("bring")] == ["Say no to Kim"]
        await at.press("o", "w", "n")
        assert [row["text"] for row in at.rows("bring")] == ["Say no to Kim", "own"]


async def test_what_was_brought_stands_at_the_goal_where_nothing_asks_for_it(tmp_path):
    async with a_page(tmp_path, GOAL, known=Known(brought=BROUGHT)) as at:
        await at.press("2", "tab")
        await at.say(" for Friday")
        assert at.answer("goal").value == "The slides for Friday"
    async with a_page(tmp_path / "one", GOAL, known=Known(brought=BROUGHT)) as at:
        await at.press("1", "enter")
        assert (at.answer("goal").value, at.app.told) == ("Say no to Kim", ["done"])
    async with a_page(tmp_path / "other", CHALLENGES, GOAL, known=Known(brought=BROUGHT), q="goal") as at:
        assert "brought" not in at.words


async def test_the_other_ones_cards_come_in_live_and_only_the_mentee_says_yes_to_a_door(tmp_path):
    net = Net(tmp_path / "open", a_start(a_bank(DOOR)))
    async with at_page(net, "mentor", "door") as at:
        row = at.other.new_row()
        await at.other_does(Act("added", "mentee", "door", row, value={"text": "Kim", "mode": "mentee"}))
        assert "First contact by: Sam" in at.words()
        assert not at.page.query_one("#consent", Choice).can_focus
        await at.press("up")
        await at.say("!")
        assert at.other.state.row("door", row).text("text") == "Kim!"
        with pytest.raises(Exception, match="to do"):
            at.own.act(Act("set", "mentee", "door", row, "consent", True))
        await at.other_does(Act("set", "mentee", "door", row, "consent", True))
        assert at.page.query_one("#consent", Choice).value is True
        await at.other_does(Act("removed", "mentee", "door", row))
        assert all(not field.text for field in at.fields())


# A clause of the agreement


async def test_a_clause_stands_ready_and_one_enter_keeps_it(tmp_path):
    async with a_page(tmp_path, RHYTHM, known=Known(agreement=AGREED)) as at:
        assert "So far: Every other week" in at.words
        assert at.page.query_one(Field).text == "Every other week,\nfor 45 minutes"
        assert at.page.enter_does() == "keep it"
        await at.press("enter")
        assert at.app.told == ["done"]
        assert at.answer("rhythm").value == "Every other week,\nfor 45 minutes"


async def test_a_clause_can_be_changed_and_is_nobodys_answer_when_it_is_passed_by(tmp_path):
    async with a_page(tmp_path, RHYTHM, known=Known(agreement=AGREED)) as at:
        assert at.answer("rhythm").value is None
        await at.say(" or so")
        await at.press("enter", "enter")
        assert at.answer("rhythm").value == "Every other week,\nfor 45 minutes or so"
        assert at.app.told == ["done"]


# The goal


async def test_a_lesson_comes_back_when_the_goal_says_its_word(tmp_path):
    async with a_page(tmp_path, GOAL, known=Known(lessons=(LESSON,))) as at:
        await at.say("face ")
        assert "next time I can" not in at.words
        await at.say("Kim")
        assert "From Tue 3 Mar: next time I can say no on the spot" in at.words


async def test_how_one_would_know_is_asked_only_on_request(tmp_path):
    async with a_page(tmp_path, GOAL) as at:
        await at.say("talk")
        assert len(at.in_sight) == 1
        at.page.add_another()
        await at.pilot.pause()
        assert len(at.in_sight) == 3
        await at.say("calm")
        await at.press("enter")
        await at.say("the room")
        assert dict(at.answer("goal").fields) == {"sign": "calm", "depends": "the room"}
        assert at.answer("goal").value == "talk"


# Weighing options


async def test_options_are_weighed_side_by_side_on_request_and_decide_nothing(tmp_path):
    async with a_page(tmp_path, IDEAS, PICK, q="pick") as at:
        assert at.in_sight == ["pick-mentee", "why-mentee"]
        at.page.weigh()
        await at.pilot.pause()
        await at.say("calm")
        await at.press("enter", "3", "2", "enter", "enter")
        await at.say("cheap")
        await at.press("enter", "1", "1", "3")
        rehearse, ask = (row.id for row in at.held.state.live_rows("ideas"))
        calm, cheap = grid_of(at.held.state, PICK, "mentee")
        assert (calm.weight, dict(calm.fits)) == (3, {rehearse: 2})
        assert (cheap.weight, dict(cheap.fits)) == (1, {rehearse: 1, ask: 3})
        table = at.page.query_one(GridTable).render().plain.splitlines()
        assert table[-1].split() == ["adds", "up", "to", "7", "3"]
        assert max(map(len, table)) <= 76
        assert "The numbers are a way to think, not the answer." in at.words
        assert at.answer("pick").value is None
        await at.press("up", "backspace")
        assert [one.text for one in grid_of(at.held.state, PICK, "mentee")] == ["cheap"]


async def test_enter_after_each_digit_fills_cell_after_cell(tmp_path):
    async with a_page(tmp_path, IDEAS, PICK, q="pick") as at:
        at.page.weigh()
        await at.pilot.pause()
        await at.say("calm")
        await at.press("enter")
        assert "matters 1 to 3, fits 0 to 3" in at.page.query_one(GridTable).render().plain
        await at.press("9", "3", "enter", "7", "2", "enter", "1", "enter")
        assert at.app.focused.id == "criterion"
        rehearse, ask = (row.id for row in at.held.state.live_rows("ideas"))
        (calm,) = grid_of(at.held.state, PICK, "mentee")
        assert (calm.weight, dict(calm.fits)) == (3, {rehearse: 2, ask: 1})


async def test_enter_alone_goes_through_the_cells_and_changes_none(tmp_path):
    async with a_page(tmp_path, IDEAS, PICK, q="pick") as at:
        at.page.weigh()
        await at.pilot.pause()
        await at.say("calm")
        await at.press("enter", "enter", "enter", "enter")
        assert at.app.focused.id == "criterion"
        assert grid_of(at.held.state, PICK, "mentee") == (Criterion("calm"),)


async def test_what_mattered_last_time_can_be_taken_up_again(tmp_path):
    before = written([Criterion("calm", 3, {"gone": 2}), Criterion("cheap", 1)])
    async with a_page(tmp_path, IDEAS, PICK, q="pick", last={"pick.grid": before}) as at:
        at.page.weigh()
        await at.pilot.pause()
        await at.press("up")
        assert "as last time: calm (3), cheap (1)" in at.app.focused.render().plain
        await at.press("1")
        assert grid_of(at.held.state, PICK, "mentee") == (Criterion("calm", 3), Criterion("cheap", 1))


# Offers and steps


async def test_an_instruction_asks_what_it_rests_on_and_then_its_risk(tmp_path):
    async with a_page(tmp_path, PERSPECTIVE, known=Known(card="I need quiet.\nAnd time.")) as at:
        assert "About Sam: I need quiet. And time." in at.words
        await at.say("Do it")
        await at.press("enter", "5")
        assert at.in_sight == ["text", "kind", "factors", "reaction"]
        await at.press("enter")
        await at.say("costs")
        await at.press("enter")
        await at.say("haste")
        assert at.rows("view") == [
            {"kind": "instruction", "text": "Do it", "factors": "costs", "risk": "haste"}
        ]


async def test_help_with_a_step_is_a_ladder_whose_top_asks_for_a_reason(tmp_path):
    async with a_page(tmp_path, STEP, PERSPECTIVE) as at:
        await at.say("Call")
        assert "help" not in at.in_sight
        at.page.ask_for_help()
        await at.pilot.pause()
        assert "How can Robin help with it?" in at.words
        await at.press("1")
        assert "help_why" not in at.in_sight
        await at.press("6", "enter")
        await at.say("no time")
        (step,) = at.rows("step")
        assert (step["help"], step["help_why"]) == ("do", "no time")


# Fewer keys


async def test_a_plan_without_an_if_asks_for_no_then(tmp_path):
    async with a_page(tmp_path, STEP) as at:
        await at.say("Book the room")
        await at.press("enter", "enter", "enter")
        assert at.app.focused.id == "ready"
        await at.press("up", "up")
        await at.say("it is taken")
        await at.press("enter")
        assert at.app.focused.id == "then"


@pytest.mark.parametrize(("depth", "after"), [("quick", ["done"]), ("full", [])])
async def test_what_became_of_a_step_takes_one_key_in_the_short_depth(tmp_path, depth, after):
    steps = (an_open_step("Book the room"),)
    async with a_page(tmp_path, ACCOUNT, depth=depth, open_steps=steps) as at:
        await at.press("3", "enter")
        assert at.app.told == after


async def test_the_numbers_stand_above_the_question_which_of_them_to_talk_about(tmp_path):
    async with a_page(tmp_path, NUMBER, TALK, q="talk") as at:
        for seat, number in (("mentee", 7), ("mentor", 5)):
            assert "The way of working" not in at.words
            at.held.act(Act("answered", seat, "suits", value=number))
            at.page.renew()
        assert "The way of working: Sam 7, Robin 5" in at.words


# Own ideas, and what each takes away


async def test_two_ideas_of_ones_own_are_hoped_for_and_one_is_fine(tmp_path):
    async with a_page(tmp_path, replace(IDEAS, id="own", at_least=2)) as at:
        assert "Two of your own is plenty." in at.words
        await at.say("Rehearse")
        await at.press("enter")
        # A line for the second stands there; an empty one is the end of it.
        assert at.in_sight == ["text", "text"]
        assert at.app.told == []
        await at.press("enter")
        assert at.app.told == ["done"]
        assert at.rows("own") == [{"text": "Rehearse"}]


async def test_both_say_what_they_take_away_each_in_a_field_of_their_own(tmp_path):
    async with a_page(tmp_path, Question("take", "What are you taking away?", "takeaway", who="both")) as at:
        assert at.in_sight == ["answer-take-mentee", "answer-take-mentor"]
        await at.say("To wait")
        await at.press("tab")
        await at.say("To ask")
        assert [at.answer("take", seat).value for seat in ("mentee", "mentor")] == ["To wait", "To ask"]
