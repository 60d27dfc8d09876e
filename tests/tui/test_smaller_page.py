"""In the app: on the page of the smaller version one key makes it the step, and the meeting goes on."""

from __future__ import annotations

from held import a_home, a_meeting
from live_screen import Two, turned

from checkin.meeting.events import SHARED
from checkin.meeting.rules import Act
from checkin.meeting.turning import place_of


def test_one_key_makes_the_smaller_version_the_step(tmp_path):
    with a_meeting(a_home(tmp_path)) as meeting:
        meeting.page("opener")
        meeting.keys("<PgDn>")
        meeting.page("goal")
        meeting.keys("<PgDn>" * 7)
        meeting.page("step")
        meeting.say("Book the room")
        meeting.enter()
        meeting.say("2035-06-01")
        meeting.wait_for("→ Fri 1 Jun 2035")
        meeting.enter()
        meeting.say("it is taken")
        meeting.enter()
        meeting.say("the kitchen")
        meeting.enter()
        meeting.keys("5")
        meeting.wait_for("(5)")
        meeting.enter()
        meeting.page("smaller")
        assert "makes this the step" not in meeting.text()
        meeting.say("Ask for the room")
        meeting.wait_for("Going on keeps both · Esc m makes this the step")
        meeting.menu("m")
        meeting.page("owner")
        meeting.wait_for("The step is now “Ask for the room”. It was “Book the room”.")
        meeting.menu("y")
        meeting.wait_for("Ask for the room — Sam")
        assert "A smaller version" not in meeting.text()


async def test_from_a_seat_of_ones_own_it_is_the_step_for_both_and_both_go_on(tmp_path):
    async with Two(tmp_path) as two:
        step = two.robin.new_row()
        await two.robin_does(
            Act("added", "mentee", "step", step, value={"what": "Book the room", "readiness": 5}),
            turned("smaller"),
        )
        await two.until(lambda: two.at == "smaller")
        await two.press("m", "e", "escape", "m")
        await two.until(lambda: two.at == "owner")
        assert two.robin.state.row("step", step).fields == {"what": "me", "owner": "mentee"}
        assert place_of(two.robin.state, SHARED).prompt == "owner"
        assert two.notice == "The step is now “me”. It was “Book the room”."


async def test_the_other_one_makes_it_of_no_words_that_are_not_theirs(tmp_path):
    async with Two(tmp_path, own="mentor") as two:
        step = two.robin.new_row()
        two.sam.act(Act("added", "mentee", "step", step, value={"what": "Book the room", "readiness": 5}))
        two.sam.act(Act("answered", "mentee", "smaller", value="Ask"))
        two.sam.act(turned("smaller"))
        two.net.settle()
        await two.until(lambda: two.at == "smaller")
        await two.press("escape", "m")
        assert two.notice == "Sam decides that."
        assert two.sam.state.row("step", step).text("what") == "Book the room"
