"""Two seats make a thousand random edits each, every frame is late: all come to the same, nothing is lost.

Every character that is typed is one that occurs nowhere else, of one to four bytes (but for a few that stand
beside them: letters that compose, joiners, flags), so that each can be asked after at the end. Time is a
number here, and pycrdt's names for its replicas are counted out: a seed gives the same run every time.
"""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections import Counter, deque
from dataclasses import replace
from functools import partial

import pycrdt
import pytest
from live_net import Net

from checkin.ground.text import clean
from checkin.live import room_texts as room_module
from checkin.live import view as view_module
from checkin.live.text_places import key_of
from checkin.live.texts import LiveText
from checkin.meeting.folding import fold
from checkin.meeting.rules import Act

EDITS = 1000
LATEST = 500
"""Milliseconds that a frame takes at most."""
BETWEEN = 300
"""Milliseconds between two edits of one seat at most: typing."""

TEXTS = tuple(Act("answered", "mentee", q) for q in ("tried", "real_issue", "outcome"))
ROOM_FOR_A_LINE = 300
"""Characters in a text of one line from which only taking out is done: there is room for 500."""

BESIDE = [
    "",
    "",
    "",
    "",
    " ",
    "\n",
    "e\u0301",
    "e",
    "\u0301",
    "👩🏽\u200d🚀",
    "🇳🇱",
    "\u05d0\u05b8",
    "क\u094d",
]
"""What is typed along, in one piece with the character that is looked for."""

MARKS = [
    chr(point)
    for point in range(0x300, 0x370)
    if unicodedata.combining(chr(point))
    and unicodedata.normalize("NFD", chr(point)) == chr(point) != "\u0301"
]
EMOJI = [
    chr(point)
    for point in (*range(0x1F300, 0x1F3FB), *range(0x1F400, 0x1F600))
    if chr(point) not in "".join(BESIDE)
]


def markers(chance):
    """Characters that are never typed twice: private ones, CJK of three and four bytes, emoji, marks."""
    kinds = [
        iter(map(chr, range(0xE000, 0xF900))),
        iter(map(chr, range(0x4E00, 0x9FF0))),
        iter(map(chr, range(0x20000, 0x2A000))),
        iter(EMOJI),
        iter(MARKS),
    ]
    while True:
        kind = chance.choice(kinds)
        try:
            yield next(kind)
        except StopIteration:
            kinds.remove(kind)


class Late(Net):
    """A room whose lines take their time: each frame its own, in order. `now` is in milliseconds."""

    def __init__(self, folder, chance):
        super().__init__(folder)
        self.chance = chance
        self.now = 0
        self.due = {}

    def pass_time(self, until):
        """Let time go on; what is due meanwhile arrives, in its order."""
        while True:
            self._date()
            first = (
                min((dates[0], way) for way, dates in self.due.items() if dates) if self.on_the_way else None
            )
            if first is None or first[0] > until:
                break
            self.now, (seat, way) = first
            self.due[seat, way].popleft()
            (self.up if way == "up" else self.down)(seat)
        self.now = max(self.now, until)

    @property
    def on_the_way(self):
        """How many frames have not arrived yet."""
        return sum(map(len, self.due.values()))

    def _date(self):
        """Say of new frames when they will arrive."""
        for seat, line in self.lines.items():
            for way, frames in (("up", line.up), ("down", line.down)):
                dates = self.due.setdefault((seat, way), deque())
                while len(dates) < len(frames):
                    last = dates[-1] if dates else 0
                    dates.append(max(last, self.now + self.chance.randint(0, LATEST)))


class Typist:
    """Somebody who types in one seat, now in this text and now in that."""

    def __init__(self, seat, places, fresh, chance):
        self.seat, self.places, self.fresh, self.chance = seat, places, fresh, chance
        self.place = places[0]
        self.cursor = 0
        self.typed = {}
        """What was put in here, with its text."""
        self.taken_out = []
        self.brought_back = []

    def edit(self):
        """One edit, and what became of the characters that are looked for."""
        chance = self.chance
        if chance.random() < 0.03:
            self.place = chance.choice(self.places)
        before = words(self.seat.state, self.place)
        if chance.random() < 0.1:
            self.cursor = chance.randint(0, len(before))
        self.cursor = min(self.cursor, len(before))
        full = self.place.what == "set" and len(before) > ROOM_FOR_A_LINE
        what = chance.choices(["type", "take out", "undo", "redo"], [0 if full else 14, 4, 1, 1])[0]
        if what == "type":
            self._type(before)
        elif what == "take out":
            start = max(0, self.cursor - chance.choice([1, 1, 1, 2, 3, 30]))
            self._let_it_say(before[:start] + before[self.cursor :], start)
            self._note(before, may_go=set(taken_apart(before[start : self.cursor])))
        else:
            (self.seat.undo if what == "undo" else self.seat.redo)(self.place)
            self._note(before, may_go=set(self.typed), may_come=True)

    def _type(self, before):
        one, beside = next(self.fresh), self.chance.choice(BESIDE)
        piece = self.chance.choice([one + beside, beside + one])
        begun = before[: self.cursor] + piece
        self._let_it_say(begun + before[self.cursor :], len(clean(begun)))
        self.typed[one] = self.place
        self._note(before, new=one)
        self.cursor = min(len(clean(begun)), len(words(self.seat.state, self.place)))

    def _let_it_say(self, text, cursor):
        value = text if text.strip() else None
        self.seat.act(replace(self.place, value=value, cursor=cursor))

    def _note(self, before, new="", may_go=frozenset(), may_come=False):
        counted, now = taken_apart(before), taken_apart(words(self.seat.state, self.place))
        gone, come = set(counted - now), set(now - counted) - {new}
        assert {one for one in gone if is_marker(one)} <= may_go
        assert may_come or not [one for one in come if is_marker(one)]
        if new:
            assert now[new] == 1
        self.taken_out += gone
        self.brought_back += come


def is_marker(one):
    return not one.isascii() and one not in "".join(BESIDE)


def taken_apart(text):
    """How often each character is in a text, marks by themselves: what is composed is still there."""
    return Counter(unicodedata.normalize("NFD", text))


def words(state, place):
    """What a text says in a state."""
    if place.what == "set":
        row = state.row(place.q, place.row)
        return row.text(place.field) if row is not None else ""
    value = state.answer(place.q, place.seat).value
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize("seed", [1])
def test_a_thousand_edits_of_each_with_every_frame_late_come_to_one_text_with_nothing_lost(
    tmp_path, monkeypatch, seed
):
    chance = random.Random(seed)
    net = Late(tmp_path / "open", chance)
    timed = partial(LiveText, now=lambda: net.now / 1000)
    for module in (view_module, room_module):
        monkeypatch.setattr(module, "LiveText", timed)
    names = itertools.count(1)
    monkeypatch.setattr(pycrdt, "Doc", numbered(names))
    sam, robin = net.join("mentee"), net.join("mentor")
    step = sam.new_row()
    sam.act(Act("added", "mentee", "step", step, value={"what": "Begin"}))
    net.settle()
    places = (*TEXTS, Act("set", "mentee", "step", step, "what"))
    fresh = markers(chance)
    both = [Typist(seat, places, fresh, chance) for seat in (sam, robin)]

    hands = sorted((chance.randint(0, BETWEEN), n) for n in (0, 1))
    left = {0: EDITS, 1: EDITS}
    most = 0
    while hands:
        when, n = hands.pop(0)
        net.pass_time(when)
        both[n].edit()
        most = max(most, net.on_the_way)
        left[n] -= 1
        if left[n]:
            hands = sorted([*hands, (when + chance.randint(0, BETWEEN), n)])
    assert most > 10, "nothing was on its way while they typed"
    net.pass_time(net.now + 60 * LATEST)
    assert not net.on_the_way

    # The same for both, in the room, and in its files.
    journal = fold(net.start, net.meeting.events)
    for place in places:
        text = words(sam.state, place)
        assert text == clean(text) == words(robin.state, place) == words(net.meeting.state, place)
        assert text == words(journal, place)
        key = key_of(sam.state, place)
        assert net.room._texts[key].content.text == sam._view._texts[key].content.text
        assert net.room._texts[key].content.text == robin._view._texts[key].content.text
    assert sam.state == robin.state
    assert sam.trouble is robin.trouble is None
    assert not [change.refused for changes in net.changes.values() for change in changes if change.refused]

    # Each character is there once, unless somebody took it out.
    counts = {place: taken_apart(words(sam.state, place)) for place in places}
    taken_out = Counter(one for typist in both for one in typist.taken_out)
    brought_back = Counter(one for typist in both for one in typist.brought_back)
    typed = {**both[0].typed, **both[1].typed}
    assert len(typed) == len(both[0].typed) + len(both[1].typed) > EDITS
    wrong = {}
    for one, place in typed.items():
        count = counts[place][one]
        if not taken_out[one]:
            right = count == 1
        elif not brought_back[one]:
            right = count == 0
        else:
            right = count <= 1 + brought_back[one]
        if not right:
            wrong[one] = (count, taken_out[one], brought_back[one])
    assert not wrong

    # A room that is started again has the same from its files.
    said = {place: words(sam.state, place) for place in places}
    net.kill()
    net.restart()
    late = net.join("mentor")
    assert {place: words(late.state, place) for place in places} == said
    net.kill()


def numbered(names):
    """Replicas with names that are counted out instead of random ones."""
    made = pycrdt.Doc
    return lambda: made(client_id=next(names))
