"""Whatever is typed, a meeting as plain lines goes on or ends well, and what is on disk is what was said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import Scripted, a_desk, sam_and_robin

from checkin.meeting.compaction import same_but_for_places
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.meeting import hold

LINES = (
    *("", "", "", "1", "2", "3", "7", "yes", "no", "not yet", "fri", "Robin", "both", "words", ":: x"),
    *(":back", ":skip", ":skip", ":help", ":summary", ":ask", ":open", ":open urgent", ":x", ":follow"),
    *(":change new", ":change", ":remove", ":remove #2", ":risk #1 x", ":upside x", ":mentor idea"),
    *(":owner Robin", ":due fri", ":due x", ":if x", ":then y", ":readiness 3", ":readiness", ":kind 1"),
    *(":reaction 1", ":takes z", ":fit x", ":", ":nonsense", ":cue", "keep", "x" * 600, "\u200b"),
)


@settings(max_examples=35, deadline=None)
@given(
    lines=st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=6)), max_size=60),
    depth=st.sampled_from(["quick", "full"]),
    with_steps=st.booleans(),
)
def test_any_lines_keep_the_meeting_whole(lines, depth, with_steps):
    with TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        pair = sam_and_robin(desk)
        if with_steps:
            earlier = Path(folder) / "a.yaml"
            earlier.write_text("step: [One, Two]\n")
            hold_from_file(desk, pair, "regular", "full", earlier)
        meeting = desk.begin(pair, "regular", depth)
        console = Scripted([line.replace("\n", " ") for line in lines])
        code = hold(desk, meeting, console)
        if code == 0 and not desk.unfinished(pair):  # 0 is also what :stop gives, in any spelling
            assert desk.saved(pair).start.id == meeting.start.id
            return
        again = desk.resume(pair)
        assert again.damage == ()
        # Going on may open a gate: what held it may have been said last.
        assert same_but_for_places(replace(again.state, gate=meeting.state.gate), meeting.state)
        again.leave()
        assert hold(desk, desk.resume(pair), Scripted([""] * 80), resumed=True) == 0
