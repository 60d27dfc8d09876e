"""One page of a meeting on a screen, and the other of the two elsewhere: the room and both seats are real."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace

from live_net import Net
from meetings import a_bank, a_start
from textual.app import App

from checkin.live.text_places import key_of, value_of
from checkin.meeting.flow import SUMMARY
from checkin.meeting.rules import Act
from checkin.meeting.turning import enter, prompt_at
from checkin.tui.pages.page_for import page_for
from checkin.tui.pages.wrap_up import WrapUpPage
from checkin.tui.theme import THEMES
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


def a_net(tmp_path, *questions, **start):
    return Net(tmp_path / "open", a_start(a_bank(*questions), **start))


def typed(act, text, cursor=None):
    return replace(act, value=text, cursor=len(text) if cursor is None else cursor)


def text_of(seat, act):
    return value_of(seat.state, key_of(seat.state, act))
