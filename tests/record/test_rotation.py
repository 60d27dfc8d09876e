"""A pair that meets every two weeks for a year: how often it is asked the same opener, and what edits do."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import timedelta

import pytest
from desks import DAY, PAIR, a_desk, desk_at, render, say

from checkin.banks.folders import shipped_folder
from checkin.meeting.flow import shown

MEETINGS = 26


@pytest.fixture
def home(tmp_path):
    a_desk(tmp_path / "home")
    return tmp_path / "home"


def meet(home, number, folders=()):
    """Hold and save the meeting of a fortnight; returns the opener."""
    desk = desk_at(home, DAY + timedelta(weeks=2 * number))
    desk.bank_folders = folders
    meeting = desk.begin(PAIR, "regular", ("full", "quick")[number % 2])
    (opener,) = (question for question in shown(meeting.state) if question.pool)
    say(meeting, opener.id, f"Week {2 * number}")
    desk.save(meeting, render)
    return opener


def edited(folder, *changes):
    """Change files of a bank folder, as somebody with an editor would."""
    for name, old, new in changes:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")


def test_in_a_year_no_opener_is_asked_more_than_twice(home):
    asked = Counter(meet(home, number).id for number in range(MEETINGS))
    assert sum(asked.values()) == MEETINGS
    assert max(asked.values()) <= 2
    # There are as many as there are fortnights in a year.
    assert max(asked.values()) == 1


def test_openers_can_come_go_and_change_their_names_in_the_middle_of_the_year(home, tmp_path):
    folder = tmp_path / "banks"
    shutil.copytree(shipped_folder(), folder)
    openers = "shared/openers.yaml"
    edits = {
        # One that was asked and three that were not are taken out.
        8: [
            ("regular.yaml", f"          - use: openers.{name}\n", "")
            for name in ("proud", "rest", "moment", "gave")
        ],
        # One that was asked gets another name, and keeps the old one as an alias.
        12: [
            ("regular.yaml", "use: openers.heavy\n", "use: openers.weighs\n"),
            (openers, "  - id: heavy\n", "  - id: weighs\n    aliases:\n      - heavy\n"),
        ],
        # One of the pair's own comes in.
        16: [
            (
                "regular.yaml",
                "          - use: openers.really\n",
                "          - use: openers.really\n          - id: ours\n            ask: What is new?\n",
            ),
        ],
    }
    heard = []
    for number in range(MEETINGS):
        edited(folder, *edits.get(number, ()))
        heard.append(meet(home, number, (folder,)).id)
    asked = Counter({"weighs": "heavy"}.get(name, name) for name in heard)
    assert heard[16] == "ours"
    assert "proud" not in heard[8:]
    assert max(asked.values()) <= 2
    # What was asked once already waits until all others had their turn, under its new name too.
    first_again = next(at for at, name in enumerate(heard) if name in heard[:at] or name == "weighs")
    assert set(heard[first_again:]) <= {*heard[:first_again], "weighs"}


def test_a_year_of_two_kinds_of_meeting_keeps_their_turns_apart(home):
    openers = []
    for number in range(6):
        openers.append(meet(home, 2 * number).id)
        desk = desk_at(home, DAY + timedelta(weeks=4 * number + 2))
        alone = desk.begin(PAIR, "solo", "quick")
        (first,) = (question.id for question in shown(alone.state) if question.pool)
        openers.append(f"solo {first}")
        desk.save(alone, render)
    assert len(set(openers[::2])) == 6
    assert Counter(openers[1::2]) == dict.fromkeys(("solo believes", "solo been_through", "solo learned"), 2)
