"""The meeting's screen from a seat of one's own: going along or alone, who is here, who is typing, the end.

The room and both seats are the real ones, in this process; the other one acts without a screen.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace

import pytest
from held import a_home, desk_of
from live_net import Net
from piloted import keys_are_done, until
from textual import events
from textual.screen import Screen

import checkin.tui.screens
from checkin.ground.errors import CannotDo
from checkin.live.seat import Change
from checkin.meeting.events import ASKED, BOTH_HERE, SHARED
from checkin.meeting.rules import Act
from checkin.meeting.turning import place_of
from checkin.record import private
from checkin.summary.markdown import shared_summary
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens import base, together, turning
from checkin.tui.screens.meeting import MeetingScreen
from checkin.tui.screens.palette import PaletteScreen
from checkin.tui.screens.saved import SavedScreen

OPENER, GOAL, TRIED = "really", "goal", "tried"


class Two:
    """Sam at a screen, Robin at the other end of the room; or, for the mentor, the other way round."""

    def __init__(self, tmp_path, *, guest=False, size=(80, 24), own="mentee"):
        self.net = Net(tmp_path / "open")
        self.sam, self.robin = self.net.join("mentee"), self.net.join("mentor")
        self.net.settle()
        self.app = CheckinApp(desk_of(a_home(tmp_path)), Opening("join", "sam-robin", guest=guest))
        self.own = self.net.seats[own]
        self.app.meeting = self.own
        self.size = size

    async def __aenter__(self):
        self.running = self.app.run_test(size=self.size)
        self.pilot = await self.running.__aenter__()
        await self.until(lambda: self.own.on_change is not None and self.own.on_change.__name__ == "called")
        self.net.settle()
        return self

    async def __aexit__(self, *how):
        await self.running.__aexit__(*how)

    @property
    def screen(self) -> MeetingScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MeetingScreen))

    @property
    def head(self) -> str:
        return self.screen.query_one("#head").visual.plain.splitlines()[0]

    @property
    def notice(self) -> str:
        return self.screen.query_one("#notice").visual.plain

    @property
    def at(self) -> str:
        return self.screen.page.prompt.id

    async def until(self, holds):
        await until(self.pilot, holds)

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.until(lambda: keys_are_done(self.app))
        self.net.settle()
        await self.pilot.pause()

    async def robin_does(self, *acts):
        for act in acts:
            self.robin.act(act)
        self.net.settle()
        await self.pilot.pause()


@pytest.fixture
def two(tmp_path):
    return Two(tmp_path)


def turned(prompt, seat=SHARED, field=""):
    return Act("turned", seat, prompt, field=field)


# Going along


async def test_the_page_turns_along_with_the_other_one(two):
    async with two:
        assert two.at == OPENER
        await two.robin_does(turned(GOAL))
        await two.until(lambda: two.at == GOAL)
        assert two.screen.focused is not None
        assert place_of(two.robin.state, SHARED).prompt == GOAL


async def test_turning_takes_the_other_one_along(two):
    async with two:
        await two.press("pagedown")
        await two.until(lambda: two.at == GOAL)
        two.net.settle()
        assert two.robin.place.prompt == GOAL


async def test_enter_is_not_taken_right_after_the_page_turned_along(two, monkeypatch):
    monkeypatch.setattr(base, "STILL", 60)
    async with two:
        await two.robin_does(turned(GOAL))
        await two.until(lambda: two.at == GOAL)
        await two.press("enter")
        assert two.at == GOAL
        assert not two.sam.state.answer(GOAL, "mentee").talked


async def test_the_page_never_turns_under_somebody_who_types_and_the_next_turn_leads_along(two):
    async with two:
        await two.press("H", "i")
        await two.robin_does(turned(TRIED))
        assert two.at == OPENER
        assert two.notice == "Robin went on to Goals. Next (PgDn or Enter at the end) takes you along."
        await two.press("!", "pagedown")
        await two.until(lambda: two.at == TRIED)
        assert place_of(two.robin.state, SHARED).prompt == TRIED
        assert two.sam.state.answer(OPENER, "mentee").value == "Hi!"
        assert two.notice == ""


async def test_after_a_while_without_a_key_it_turns_along(two, monkeypatch):
    async with two:
        await two.press("H", "i")
        await two.robin_does(turned(TRIED))
        assert two.at == OPENER
        monkeypatch.setattr(together, "QUIET", 0.1)
        await two.until(lambda: two.at == TRIED)
        assert two.notice == ""


async def test_it_does_not_turn_under_the_menu_or_another_screen(two):
    async with two:
        await two.press("escape")
        await two.robin_does(turned(GOAL))
        await two.press("escape")
        assert two.at == OPENER
        assert "went on to Goals" in two.notice


async def test_the_other_one_came_back_and_the_line_about_it_goes(two):
    async with two:
        await two.press("H")
        await two.robin_does(turned(GOAL))
        assert two.notice
        await two.robin_does(turned(OPENER))
        assert two.notice == ""
        assert two.at == OPENER


async def test_both_turn_on_at_the_same_moment_and_are_at_the_same_page(two):
    async with two:
        two.robin.act(turned(GOAL))
        await two.pilot.press("pagedown")
        two.net.settle()
        await two.until(lambda: two.at == GOAL)
        assert two.robin.place.prompt == two.sam.place.prompt == GOAL


@pytest.mark.parametrize("mine_first", [True, False])
async def test_both_finish_one_page_in_one_instant_and_come_one_page_on(two, mine_first):
    async with two:
        if mine_first:
            two.screen.page.finish()
        two.robin.act(turned(GOAL))
        two.net.settle()
        if not mine_first:
            two.screen.page.finish()
        await two.until(lambda: two.at == GOAL)
        for _ in range(5):
            await two.pilot.pause(0.02)
            two.net.settle()
        assert two.at == two.robin.place.prompt == two.sam.place.prompt == GOAL


@pytest.mark.parametrize("key", ["enter", "pagedown", "tab"])
async def test_a_key_that_turns_is_for_the_page_it_was_pressed_on(two, key):
    async with two:
        pressed = events.Key(key, None)
        await two.robin_does(turned(GOAL))
        await two.until(lambda: two.at == GOAL and not two.screen.at_work)
        await two.pilot.pause()
        await two.app.on_event(pressed)
        await two.pilot.pause(0.05)
        two.net.settle()
        assert two.at == two.robin.place.prompt == GOAL


async def test_after_the_other_turned_the_page_enter_waits_longer_and_no_other_key_does(two, monkeypatch):
    monkeypatch.setattr(base, "STILL", 0.0)
    monkeypatch.setattr(turning, "STILL_ALONG", 60)
    async with two:
        await two.robin_does(turned(GOAL))
        await two.until(lambda: two.at == GOAL and not two.screen.at_work)
        await two.pilot.pause()
        await two.press("enter")
        assert two.at == GOAL
        await two.press("O", "k", "enter")
        await two.until(lambda: two.at != GOAL)


# What the other one did that matters


async def test_the_mentors_turn_is_asked_for_in_words_that_stay_on_the_page_one_is_taken_to(tmp_path):
    async with Two(tmp_path, own="mentor") as two:
        two.sam.act(Act("opened", "mentee", "perspective", value=ASKED))
        two.sam.act(turned("perspective"))
        two.net.settle()
        await two.until(lambda: two.screen.place.prompt == "perspective")
        await two.until(lambda: two.notice == "Sam asks for your turn.")


async def test_whoever_types_reads_why_the_mentor_goes_first_and_where(two):
    async with two:
        await two.press("H")
        await two.robin_does(Act("opened", "mentor", "perspective", value="urgent"), turned("perspective"))
        assert two.notice.startswith("Robin goes first: it is urgent. Robin went on to ")


async def test_being_called_is_said_on_the_page_one_was_called_to(two):
    async with two:
        await two.robin_does(turned(TRIED, field=BOTH_HERE))
        await two.until(lambda: two.at == TRIED)
        await two.until(lambda: two.notice == "Robin called you to this page.")


async def test_within_a_stage_the_question_is_named_by_its_number(two):
    async with two:
        await two.press("pagedown")
        await two.until(lambda: two.at == GOAL)
        await two.press("H")
        await two.robin_does(turned(TRIED))
        assert two.notice.startswith("Robin went on to question 3 of ")


# Alone


async def test_on_my_own_turns_for_nobody_else_and_together_comes_back(two):
    async with two:
        await two.press("escape", "l")
        await two.press("pagedown")
        await two.until(lambda: two.at == GOAL)
        assert two.robin.place.prompt == OPENER
        assert "on your own · Robin is at Since last time" in two.head
        await two.robin_does(turned(TRIED))
        assert two.at == GOAL
        await two.press("escape", "t")
        await two.until(lambda: two.at == TRIED)
        assert not two.sam.apart
        assert place_of(two.robin.state, SHARED).prompt == TRIED


async def test_both_here_brings_the_other_one(two):
    async with two:
        await two.press("escape", "l")
        await two.press("pagedown")
        await two.until(lambda: two.at == GOAL)
        await two.press("escape", "r")
        await two.until(lambda: not two.sam.apart)
        assert two.robin.place.prompt == GOAL
        await two.robin_does(turned(TRIED, field=BOTH_HERE))
        await two.until(lambda: "Robin calls you to question 3 of" in two.notice or two.at == TRIED)


async def test_with_one_keyboard_there_is_nothing_of_it(tmp_path):
    desk = desk_of(a_home(tmp_path))
    meeting = desk.begin("sam-robin")
    app = CheckinApp(desk, Opening("meet", "sam-robin"), meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        offered = {command.id for command in app.screen.commands()}
        assert not offered & {"apart", "together", "both-here"}
        assert "share" in offered
        assert "here" not in app.screen.query_one("#head").visual.plain


# Who is here


async def test_the_head_says_who_is_here_where_and_typing(two, monkeypatch):
    monkeypatch.setattr(together, "TYPING", 60)
    async with two:
        assert two.head.endswith("Robin is here")
        await two.robin_does(turned(TRIED, seat="mentor"))
        assert two.head.endswith("Robin is at Goals")
        await two.robin_does(Act("answered", "mentee", TRIED, value="Hm", cursor=2))
        assert two.head.endswith("Robin is typing at Goals")
        await two.robin_does(Act("turned", "mentor"))
        assert two.head.endswith("Robin is typing")


async def test_typing_is_not_said_any_more_a_moment_after_the_last_letter(two, monkeypatch):
    monkeypatch.setattr(together, "TYPING", 0.05)
    async with two:
        await two.robin_does(Act("answered", "mentee", OPENER, value="Hm", cursor=2))
        await two.until(lambda: two.head.endswith("Robin is here"))
        assert two.screen._typing_timer is None


async def test_coming_leaving_and_a_line_that_is_down_are_said_plainly(two):
    async with two:
        two.net.cut("mentor")
        two.net.settle()
        await two.pilot.pause()
        assert two.head.endswith("Robin left")
        assert two.notice == "Robin left. Everything is kept; go on or wait."
        two.net.again("mentor")
        two.net.settle()
        await two.pilot.pause()
        assert two.notice == "Robin is here."
        two.net.cut("mentee")
        await two.pilot.pause()
        assert two.head.endswith("the line is down: kept here")
        assert two.notice == "The room went away. What you type is kept; it is being started again."
        await two.press("O", "k")
        two.net.again("mentee")
        two.net.settle()
        await two.pilot.pause()
        assert two.notice == "The room is back."
        assert two.robin.state.answer(OPENER, "mentee").value == "Ok"


async def test_whoever_comes_in_while_the_first_page_is_painted_is_seen(tmp_path, monkeypatch):
    net = Net(tmp_path / "open")
    app = CheckinApp(desk_of(a_home(tmp_path)), Opening("join", "sam-robin"))
    app.meeting = net.join("mentee")
    app.meeting.on_change = None
    begin = MeetingScreen._begin

    def begin_after_robin_came(screen):
        net.join("mentor")
        net.settle()
        begin(screen)

    monkeypatch.setattr(MeetingScreen, "_begin", begin_after_robin_came)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query_one("#head").visual.plain.count("Robin is here"))
        assert app.screen.query_one("#notice").visual.plain == "Robin is here."


async def test_the_screen_is_not_painted_for_every_letter_of_the_other_one(two):
    async with two:
        painted = []
        typed = Act("answered", "mentee", OPENER)
        await two.robin_does(replace(typed, value="a", cursor=1))
        head = two.screen.query_one("#head")
        before, head.update = head.update, lambda content: painted.append(content)
        for n in range(2, 12):
            await two.robin_does(replace(typed, value="a" * n, cursor=n))
        head.update = before
        assert painted == []


async def test_what_was_said_is_brought_up_to_date_beside_the_question(tmp_path, monkeypatch):
    monkeypatch.setattr(together, "SIDE_WAITS", 0.05)
    async with Two(tmp_path, size=(120, 40)) as two:
        await two.robin_does(Act("answered", "mentee", OPENER, value="Tired", cursor=5))
        await two.until(lambda: "Tired" in two.screen.query_one("#said").visual.plain)


# What only one of the two may do


async def test_the_gate_is_asked_for_by_the_mentee_only(two):
    async with two:
        offered = {command.id for command in two.screen.commands()}
        assert "ask" in offered
        assert "open" not in offered


async def test_the_mentor_can_write_as_soon_as_the_mentee_has_asked(tmp_path):
    async with Two(tmp_path, own="mentor") as two:
        two.robin.act(Act("turned", SHARED, "perspective"))
        two.net.settle()
        await two.until(lambda: two.screen.place.prompt == "perspective")
        assert not two.screen.page.stops()
        two.sam.act(Act("opened", "mentee", "perspective", value=ASKED))
        two.net.settle()
        await two.until(lambda: two.screen.page.stops())
        await two.until(lambda: two.app.focused is not None)
        await two.pilot.press("S", "t", "o")
        assert [row.text("text") for row in two.robin.state.live_rows("perspective")] == ["Sto"]


async def test_what_the_room_refuses_is_said(two):
    async with two:
        two.sam.on_change(Change(refused=("That line is gone.",)))
        await two.pilot.pause()
        assert two.notice == "That line is gone."


async def test_a_seat_taken_in_another_window_ends_the_app_with_these_words(two):
    async with two:
        two.sam.on_change(Change(ended="Your seat is taken in another window now."))
        await two.pilot.pause()
        assert two.app.return_value.message == "Your seat is taken in another window now."
        assert two.app.return_value.exit_code == 0


# Saving


async def test_saving_asks_whether_to_wait_for_the_other_one_who_has_not_agreed(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.press("escape", "w")
        assert two.app.screen.question == "Robin has not said yet whether it looks right."
        await two.press("w")
        assert two.net.saved == []
        await two.robin_does(Act("agreed", "mentor", value=True))
        two.app.show_saved = two.net.changes.setdefault("shown", []).append
        await two.press("escape", "w")
        await two.until(lambda: bool(two.net.saved))
        assert two.net.changes["shown"] == [two.sam.start.id]


async def test_a_yes_includes_the_date_that_stands_there_and_saving_withdraws_none(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.press("tab")
        await two.press("1")
        assert two.sam.state.agreed == ("mentee",)
        assert two.sam.state.next_meeting
        two.net.settle()
        await two.robin_does(Act("agreed", "mentor", value=True))
        two.app.show_saved = two.net.changes.setdefault("shown", []).append
        await two.press("escape", "w")
        await two.until(lambda: bool(two.net.saved))
        assert set(two.net.saved[0].state.agreed) == {"mentee", "mentor"}


async def test_saving_leaves_a_yes_that_was_said_without_a_date(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.robin_does(Act("agreed", "mentor", value=True))
        two.app.show_saved = two.net.changes.setdefault("shown", []).append
        await two.press("escape", "w")
        await two.until(lambda: bool(two.net.saved))
        assert two.net.saved[0].state.agreed == ("mentor",)


async def test_saving_asks_also_while_the_other_one_is_away_and_says_what_they_said(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.robin_does(Act("agreed", "mentor", value=False))
        await two.press("escape", "w")
        assert two.app.screen.question == "Robin says: not yet."
        await two.press("w")
        two.net.cut("mentor")
        two.net.settle()
        await two.pilot.pause()
        await two.press("escape", "w")
        down = "Robin's line is down: what they type there now would come too late."
        assert two.app.screen.question == f"Robin is not here now and said: not yet. {down}"
        await two.press("w")
        two.sam.act(Act("next", value="2035-06-15"))
        two.net.settle()
        await two.press("escape", "w")
        said = "Robin is not here now and has not said whether it looks right."
        assert two.app.screen.question == f"{said} {down}"
        assert two.net.saved == []


async def test_saving_says_that_the_other_ones_line_is_down_though_it_looked_right_to_them(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.robin_does(Act("agreed", "mentor", value=True))
        two.net.cut("mentor")
        two.net.settle()
        await two.press("escape", "w")
        question = "Robin's line is down: what they type there now would come too late."
        assert two.app.screen.question == question
        await two.press("w")
        two.net.again("mentor")
        two.net.settle()
        two.robin.leave()
        two.net._from_seat("mentor")
        two.net.settle()
        two.app.show_saved = two.net.changes.setdefault("shown", []).append
        await two.press("escape", "w")
        await two.until(lambda: bool(two.net.saved))


async def test_the_end_names_what_stays_out_of_the_summary_and_the_way_to_it(two):
    async with two:
        row = two.robin.new_row()
        await two.robin_does(Act("opened", "mentor", "perspective", value="urgent"))
        await two.robin_does(Act("added", "mentor", "perspective", row, value={"text": "I froze too"}))
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        words = "Robin's thought has no word of Sam's yet; it stays out of the summary."
        words += " Esc s leads to Options."
        assert words in str(two.screen.query_one("#left-out").render())
        two.sam.act(Act("set", "mentee", "perspective", row, "reaction", "keep"))
        await two.robin_does(Act("answered", "mentor", "takeaway", value="To wait"))
        assert words not in str(two.screen.query_one("#left-out").render())


async def test_whoever_never_came_is_not_waited_for(tmp_path):
    desk = desk_of(a_home(tmp_path))
    net = Net(tmp_path / "open")
    app = CheckinApp(desk, Opening("join", "sam-robin"))
    app.meeting = net.join("mentee")
    net.settle()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.show_saved = net.changes.setdefault("shown", []).append
        app.screen.save()
        net.settle()
        assert net.saved


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_at_the_end_the_page_keys_read_the_summary(tmp_path, size):
    async with Two(tmp_path, size=size) as two:
        lines = "\n".join(f"Line {n}" for n in range(60))
        await two.robin_does(Act("answered", "mentee", OPENER, value=lines, cursor=0))
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        document = two.screen.page.query_one("#document")
        for stop in (two.screen.page.stops()[0], two.screen.page.stops()[-1]):
            stop.focus()
            await two.pilot.pause()
            await two.press("pagedown")
            assert document.scroll_y > 0
            await two.press("pageup")
            assert document.scroll_y == 0
            assert two.screen.focused is stop
        assert "next" not in {command.id for command in two.screen.commands()}


async def test_what_was_saved_while_the_line_was_down_has_its_last_page_too(tmp_path):
    desk = desk_of(a_home(tmp_path))
    held = desk.begin("sam-robin")
    net = Net(tmp_path / "open", held.start)
    sam = net.join("mentee")
    app = CheckinApp(desk, Opening("join", "sam-robin"))
    app.meeting = sam
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk.save(held, shared_summary)
        sam.on_change(Change(ended="This meeting is saved."))
        await pilot.pause()
        assert isinstance(app.screen, SavedScreen)
        await pilot.press("l")
        await pilot.pause()
        assert desk.saved("sam-robin").state.agreed == ("mentee",)
        assert not app.screen.can(next(one for one in SavedScreen.OWN_COMMANDS if one.id == "agree"))


async def test_the_last_page_says_what_was_typed_too_late_to_be_in_the_meeting(tmp_path):
    desk = desk_of(a_home(tmp_path))
    held = desk.begin("sam-robin")
    net = Net(tmp_path / "open", held.start)
    sam = net.join("mentee")
    app = CheckinApp(desk, Opening("join", "sam-robin"))
    app.meeting = sam
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk.save(held, shared_summary)
        sam.on_change(Change(saved=held.start.id, refused=("This came too late for the meeting: “up”",)))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, SavedScreen)
        assert "“up”" in str(app.screen.query_one("#notice").render())


@pytest.mark.parametrize("guest", [False, True])
async def test_the_last_page_has_ones_own_words_that_are_not_in_the_meeting(tmp_path, guest):
    desk = desk_of(a_home(tmp_path))
    held = desk.begin("sam-robin")
    net = Net(tmp_path / "open", held.start)
    sam = net.join("mentee")
    app = CheckinApp(desk, Opening("join", "sam-robin", guest=guest))
    app.meeting = sam
    words = f"This came too late for the meeting: “{'to the very end ' * 20}of it”"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk.save(held, shared_summary)
        sam.on_change(Change(saved=held.start.id, left_over=(words,)))
        await until(pilot, lambda: isinstance(app.screen, SavedScreen))
        await pilot.pause()
        told = str(app.screen.query_one("#left-over").render())
        assert told.startswith(words)
        assert ("checkin own" in told) is not guest
    notes = [one.text for one in private.entries(desk, "sam-robin", "mentee", "note")]
    assert notes == ([] if guest else [words])


# How the other one comes in


async def test_how_the_other_one_comes_in_begins_with_the_invite(two):
    async with two:
        await two.press("escape", "i")
        words = two.app.screen.words()
        assert words.index("The first time") < words.index("checkin invite") < words.index("ssh -t")
        assert "Invited like this, Robin types only:\n\n    ssh -t " in words
        assert "checkin join" not in words[: words.index("this computer calls itself")]


async def test_read_on_is_offered_only_where_there_is_more(tmp_path):
    for size, more in (((80, 40), False), ((80, 18), True)):
        async with Two(tmp_path / str(more), size=size) as two:
            await two.press("escape", "i")
            await two.pilot.pause()
            assert ("read on" in two.app.screen.query_one("#keys").visual.plain) == more


# Guests


def screens():
    for module in pkgutil.iter_modules(checkin.tui.screens.__path__):
        found = importlib.import_module(f"checkin.tui.screens.{module.name}")
        for thing in vars(found).values():
            if isinstance(thing, type) and issubclass(thing, Screen) and thing.__module__ == found.__name__:
                yield thing


def test_the_screens_a_guest_may_see_are_these_and_no_others():
    assert {one.__name__ for one in screens() if vars(one).get("FOR_GUESTS")} == {
        "MeetingScreen",
        "ChooseScreen",
        "DoorScreen",
        "HelpScreen",
        "PaletteScreen",
        "ParkScreen",
        "SaidScreen",
        "SavedScreen",
        "WaitScreen",
    }


async def test_a_guest_reaches_the_meeting_and_nothing_else(tmp_path):
    async with Two(tmp_path, guest=True) as two:
        assert {command.id for command in two.screen.commands()}.isdisjoint({"share"})
        kept_out = [one for one in screens() if not vars(one).get("FOR_GUESTS")]
        assert len(kept_out) > 10
        for one in kept_out:
            screen = one.__new__(one)
            with pytest.raises(CannotDo):
                two.app.push_screen(screen)
            with pytest.raises(CannotDo):
                two.app.switch_screen(screen)
        for reach in (
            lambda: two.app.start_meeting("sam-robin", "regular", "full"),
            lambda: two.app.go_on("sam-robin"),
            lambda: two.app.show_pair("sam-robin"),
        ):
            with pytest.raises(CannotDo):
                reach()


async def test_a_guest_sees_no_list_and_no_path_of_the_host(tmp_path):
    async with Two(tmp_path, guest=True) as two:
        two.app.desk.places.config.mkdir(parents=True, exist_ok=True)
        (two.app.desk.places.config / "people_to_turn_to.md").write_text("Aunt Ada")
        await two.press("escape", "h")
        words = two.app.screen.words()
        assert "112" in words
        assert "Ada" not in words
        assert str(tmp_path) not in words
        assert "people_to_turn_to" not in words


async def test_every_command_a_guest_has_can_be_done_or_says_why_not(tmp_path):
    async with Two(tmp_path, guest=True) as two:
        for command in two.screen.commands():
            if command.id in ("leave", "palette", "save"):
                continue
            await two.screen.run(command)
            await two.pilot.pause()
            while len(two.app.screen_stack) > 1:
                await two.app.pop_screen()
        two.screen.do_palette()
        await two.pilot.pause()
        assert isinstance(two.app.screen, PaletteScreen)


async def test_leaving_as_a_guest_says_how_to_come_back(tmp_path):
    async with Two(tmp_path, guest=True) as two:
        await two.pilot.press("ctrl+q")
        assert two.app.keep_meeting() == "Everything is kept. Come back with the same command."
