"""The end of a meeting that ends the pair: its last words are read, and nobody is asked for a next date."""

from __future__ import annotations

from live_net import Net
from live_page import OnePage
from meetings import a_start, shipped

from checkin.tui.pages.wrap_up import WrapUpPage
from checkin.tui.widgets.words import Words


def the_end(folder, name):
    return WrapUpPage(Net(folder / "open", a_start(shipped(name))).meeting)


async def test_a_last_meeting_says_its_last_words_and_sets_no_date(tmp_path):
    page = the_end(tmp_path, "closing")
    app = OnePage(page)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        said = "\n".join(one.visual.plain for one in page.query(Words))
        assert "This ends your meetings. All of it stays yours, and you can begin again." in said
        assert "ext meeting" not in said
        assert [stop.id for stop in page.stops()] == ["agree-mentor", "agree-mentee", "save"]
        await pilot.press("1", "enter", "1", "enter", "enter")
        await pilot.pause()
        assert app.told == ["save"]
    assert page.meeting.state.agreed == ("mentor", "mentee")
    assert page.meeting.state.next_meeting == ""
