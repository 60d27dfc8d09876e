"""The same inputs give the same saved meeting and the same summary, as plain lines and from a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from scripted import ANSWERS, a_desk, anonymous, sam_and_robin, talk

from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.paper import recap_of, render

if TYPE_CHECKING:
    from pathlib import Path

FULL = [
    *(":skip", "Give the talk", "", "", "I freeze.", "Every time.", "", ""),
    *("Rehearse on Thursday", "Ask Kim", ":upside less fear", ""),
    *("I froze too", "1", "it was smaller", "1", "It passes", "", ""),
    *("2", "closest", ""),
    *("Book the room", "fri", "", "it is taken", "the kitchen", "6", ""),
    *("Only ask for the room", "", ""),
    *("Start small", "", "Ask first", ""),
    *("in 2 weeks", "yes", "yes"),
]

QUICK = [
    *("", "Give the talk", "", "", "Rehearse", ":mentor Together", "", "", "Book the room", "tomorrow", ""),
    *("Robin", "Start small", "", "", "", "yes", "not yet", ""),
]
QUICK_ANSWERS = """\
really: {talked: yes}
goal: Give the talk
tried: {talked: yes}
real_issue: {talked: yes}
outcome: {talked: yes}
ideas: [Rehearse, {text: Together, by: Robin}]
perspective: {talked: yes}
step: {what: Book the room, due: tomorrow}
owner: Robin
takeaway: {mentee: Start small, mentor: {talked: yes}}
agreed: [mentor]
"""

SECOND = ["", "done", "", "", "4", "no room yet", "", *[":skip"] * 10, "", "", "", ""]
SECOND_ANSWERS = """\
proud: {talked: yes}
account: {One: done, Two: {talked: yes}, Three: {status: still, note: no room yet}}
"""


def without_ids(text: str) -> str:
    return re.sub(r"\b[0-9A-HJKMNP-TV-Z]{26}\b", "ID", text)


@pytest.mark.parametrize(
    ("lines", "answers", "depth", "first"),
    [
        (FULL, ANSWERS, "full", ""),
        (QUICK, QUICK_ANSWERS, "quick", ""),
        (SECOND, SECOND_ANSWERS, "full", "really: {talked: yes}\nstep: [One, Two, Three]\n"),
        ([":skip"] * 11 + [""] * 4, "goal:\n", "full", ""),
    ],
    ids=["full", "quick", "with earlier steps", "nothing at all"],
)
def test_lines_and_a_file_make_the_same_meeting(tmp_path: Path, lines, answers, depth, first):
    desks = [a_desk(tmp_path / way) for way in ("lines", "file")]
    path = tmp_path / "answers.yaml"
    for desk in desks:
        sam_and_robin(desk)
        if first:
            path.write_text(first)
            hold_from_file(desk, "sam-robin", "regular", "full", path)
    path.write_text(answers)
    code, console = talk(desks[0], *lines, depth=depth)
    assert code == 0, console.transcript
    assert not console.lines
    spoken = desks[0].saved("sam-robin")
    written, _ = hold_from_file(desks[1], "sam-robin", "regular", depth, path)
    assert anonymous(spoken) == anonymous(written)
    assert without_ids(render(spoken)) == without_ids(render(written))
    assert recap_of(spoken) == recap_of(written)
    assert [s.status for s in desks[0].ledger("sam-robin").steps] == [
        s.status for s in desks[1].ledger("sam-robin").steps
    ]
