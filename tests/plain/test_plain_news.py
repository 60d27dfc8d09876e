"""What the other one does, said in lines at the right moment."""

from __future__ import annotations

import os
import time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest
from two_seats import Hall, Link, Listening, said, turned

from checkin.meeting.rules import Act
from checkin.plain.console import StandardConsole
from checkin.plain.news import PAUSE
from checkin.plain.seat_talk import SeatTalk
from checkin.plain.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Sams:
    """Sam's conversation, and Robin who does things."""

    def __init__(self, folder: Path) -> None:
        self.hall = Hall(folder)
        self.robin, sam = self.hall.sit("mentor"), self.hall.sit("mentee")
        self.talk = SeatTalk(self.hall.desk, sam, Link(self.hall, sam), Listening([]), guest=False)

    def after(self, *acts: Act, seconds: float = PAUSE + 0.5) -> list[str]:
        """What is said so long after Robin did these things."""
        for act in acts:
            self.robin.act(act)
            self.hall.deliver()
        return self.talk.news.take(time.monotonic() + seconds)


@pytest.fixture
def sams(tmp_path: Path) -> Iterator[Sams]:
    sams = Sams(tmp_path)
    yield sams
    sams.talk.waiting.close()


def test_typing_is_said_once_its_writer_pauses_and_no_sooner(sams: Sams):
    keys = [said("takeaway", "Ask first"[:n], "mentor") for n in range(1, 10)]
    assert sams.after(*keys, seconds=0) == []
    due = sams.talk.news.due_in(time.monotonic())
    assert due is not None
    assert 0 < due <= PAUSE
    assert sams.after() == ["Robin, Close: Ask first"]
    assert sams.talk.news.due_in(time.monotonic()) is None


def test_of_words_that_go_on_only_the_new_ones_are_said(sams: Sams):
    assert sams.after(said("takeaway", "Ask", "mentor")) == ["Robin, Close: Ask"]
    assert sams.after(said("takeaway", "Ask first", "mentor")) == ["Robin, Close: … first"]
    assert sams.after(said("takeaway", "Wait first", "mentor")) == ["Robin, Close: Wait first"]
    assert sams.after(said("takeaway", None, "mentor")) == ["Robin, Close: taken away"]


def test_what_is_typed_and_taken_away_within_a_pause_is_not_said(sams: Sams):
    assert sams.after(said("takeaway", "x", "mentor"), said("takeaway", None, "mentor")) == []


def test_words_for_somebody_else_say_so(sams: Sams):
    assert sams.after(said("goal", "Give the talk")) == ["Robin for Sam, Goals: Give the talk"]


def test_a_step_is_said_part_by_part(sams: Sams):
    step = Act("added", "mentee", "step", "R1", value={"what": "Book the room", "owner": "mentee"})
    assert sams.after(step) == ["Robin, Next step: Book the room"]
    assert sams.after(
        Act("set", "mentee", "step", "R1", "owner", "mentor"),
        Act("set", "mentee", "step", "R1", "due", "2026-11-27"),
    ) == ["Robin, Book the room, owner: Robin", "Robin, Book the room, due: Fri 27 Nov"]
    assert sams.after(Act("removed", "mentee", "step", "R1"), seconds=0) == [
        "Robin, Next step: one line is gone."
    ]


def test_a_pick_and_its_reason_are_said_in_words(sams: Sams):
    sams.talk.act(Act("added", "mentee", "ideas", "R1", value={"text": "Ask Kim"}))
    sams.hall.deliver()
    pick = Act("answered", "mentee", "pick", value="R1")
    why = Act("answered", "mentee", "pick", field="why", value="closest")
    assert sams.after(pick, why) == [
        "Robin for Sam, Options: Ask Kim",
        "Robin for Sam, Options, why: closest",
    ]


def test_words_taken_back_are_told_without_them(sams: Sams):
    told = sams.after(
        said("takeaway", "a secret", "mentor"), Act("between_us", "mentor", "takeaway"), seconds=0
    )
    assert told == ["Robin, Close: just between you; that leaves summary and record."]
    assert sams.after() == []


def test_the_mentors_turn_the_next_meeting_and_agreeing_are_told_at_once(sams: Sams):
    assert sams.after(
        Act("opened", "mentor", "perspective", value="urgent"),
        Act("next", value="2026-12-04"),
        Act("agreed", "mentor", value=True),
        Act("agreed", "mentor", value=False),
        seconds=0,
    ) == [
        "Robin goes first: it is urgent.",
        "Robin: the next meeting is on Fri 4 Dec.",
        "Robin: it looks right to me.",
        "Robin: not yet.",
    ]


def test_talking_is_not_news_and_turning_there_and_back_is_none(sams: Sams):
    assert sams.after(Act("talked", "mentee", "goal"), turned("goal"), turned("really")) == []


# Waiting for lines


def test_news_stand_on_lines_of_their_own_and_the_prompt_comes_again():
    reading, writing = os.pipe()
    target = StringIO()
    with open(reading, "rb") as source:  # noqa: PTH123 (a descriptor)
        console = StandardConsole(source, target)
        waits = []

        def until_ready(descriptor: int) -> None:
            waits.append(descriptor)
            console.put_in("Robin is here.")
            os.write(writing, b"Tired\nbut fine\n")

        console.until_ready = until_ready
        assert console.ask("Sam: ") == "Tired"
        assert target.getvalue() == "Sam: \nRobin is here.\nSam: \n"
        assert console.ask("") == "but fine"
        assert waits == [source.fileno()]
        os.close(writing)


def test_a_source_without_a_descriptor_is_the_end_where_one_waits():
    console = StandardConsole(BytesIO(b"a\n"), StringIO())
    console.until_ready = lambda _: None
    assert console.ask("") is None


class Quiet:
    """A link over which nothing ever comes."""

    def wait(self, descriptor: int) -> bool:
        import select

        select.select([descriptor], [], [])
        return True


def test_waiting_ends_with_a_line_or_when_the_time_has_passed(tmp_path: Path):
    waiting = Waiting(Quiet())
    reading, writing = os.pipe()
    assert waiting.for_line(reading, 0.01) is False
    os.write(writing, b"a\n")
    assert waiting.for_line(reading, None) is True
    waiting.look()
    waiting.for_room(0.01)
    with (tmp_path / "lines").open("w+b") as file:
        assert waiting.for_line(file.fileno(), 60) is True
    os.close(writing)
    os.close(reading)
    waiting.close()
