"""Pages that others act in: choices, rows, offers, steps come in live, blind answers once both are ready."""

from __future__ import annotations

import pytest
from live_net import Net
from live_page import a_net, at_page, typed
from meetings import OPEN_STEP, a_start, an_open_step, shipped

from checkin.banks.model import Question
from checkin.meeting.events import ASKED
from checkin.meeting.rules import Act
from checkin.tui.pages import blind
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field


@pytest.fixture
def net(tmp_path):
    return Net(tmp_path / "open")


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
