"""The same inputs, typed in the app, said as plain lines, and given as a file: the same in every file.

Compared are the saved meeting's file, the ledger and the summary; ids are told by their order, times and
lengths are left out.
"""

from __future__ import annotations

import pytest
from command_line import checkin_with
from held import a_home, a_meeting, files_of, finish, hold_full, hold_quick

FULL = (
    [],
    hold_full,
    [
        *("Tired, but here.", "", "Give the talk", "", "", "I freeze.", "Every time.", "", ""),
        *("Rehearse on Thursday", "Ask Kim", ""),
        *("I froze too", "1", "it was smaller", "1", "It passes", "", ""),
        *("2", "closest", ""),
        *("Book the room", "2035-06-01", "", "it is taken", "the kitchen", "6", ""),
        *("Only ask for the room", "", ""),
        *("Start small", "", "Ask first", ""),
        *("2035-06-15", "yes", "yes"),
    ],
    """\
really: Tired, but here.
goal: Give the talk
tried: {talked: yes}
real_issue: "I freeze.\\nEvery time."
outcome: {talked: yes}
ideas: [Rehearse on Thursday, Ask Kim]
perspective: {kind: story, text: I froze too, fit: it was smaller, reaction: keep, takes: It passes}
pick: {option: 2, why: closest}
step: {what: Book the room, due: 2035-06-01, if: it is taken, then: the kitchen, readiness: 6}
smaller: Only ask for the room
owner: yes
takeaway: {mentee: Start small, mentor: Ask first}
next_meeting: 2035-06-15
agreed: [mentee, mentor]
""",
)

QUICK = (
    ["--quick"],
    hold_quick,
    [
        *("", "Give the talk", "", "", "Rehearse", "", "", "Book the room", "2035-06-01", ""),
        *("Robin", "Start small", "", "", "2035-06-15", "yes", "not yet", ""),
    ],
    """\
really: {talked: yes}
goal: Give the talk
tried: {talked: yes}
real_issue: {talked: yes}
outcome: {talked: yes}
ideas: [Rehearse]
perspective: {talked: yes}
step: {what: Book the room, due: 2035-06-01}
owner: Robin
takeaway: {mentee: Start small, mentor: {talked: yes}}
next_meeting: 2035-06-15
agreed: [mentor]
""",
)


def hold_first(meeting):
    """A first meeting: some of it typed, some talked about, some passed by."""
    meeting.page("no profile says?")
    meeting.say("I climb")
    meeting.keys("<Tab>")
    meeting.say("I bake")
    meeting.keys("<PgDn>")
    meeting.pass_by("What brings you here now?", "be as a mentor here?", "What is the mentor here for?")
    meeting.page("How often shall we meet?")
    meeting.say("Every two weeks")
    meeting.enter(2)
    meeting.page("How soon do we answer")
    meeting.keys("<PgDn>")
    meeting.page("What will you do until help comes?")
    meeting.keys("<PgDn>")
    meeting.page("What stays between us?")
    meeting.say("All of it")
    meeting.enter(2)
    meeting.page("What small thing")
    meeting.say("Speak up")
    meeting.enter()
    meeting.page("What could move “Speak up” forward?")
    meeting.say("Ask one question")
    meeting.enter(2)
    meeting.page("Would a thought")
    meeting.say("People like questions")
    meeting.enter()
    meeting.keys("2<Enter>2<Enter>")
    meeting.wait_for("And also")
    meeting.enter()
    meeting.page("What is a first step")
    meeting.say("Ask in the next meeting")
    meeting.enter()
    meeting.keys("<Enter><Enter>8")
    meeting.wait_for("(8)")
    meeting.enter()
    meeting.pass_by("You carry this one.")
    meeting.page("What are you taking away from today?")
    meeting.say("She listens")
    meeting.enter(2)
    meeting.page("end")
    finish(meeting, robin=False, sam=False)


FIRST = (
    ["--bank", "first_meeting"],
    hold_first,
    [
        *(
            "I climb",
            "",
            "I bake",
            "",
            "",
            "",
            "",
            "Every two weeks",
            "",
            ":skip",
            ":skip",
            "All of it",
            "",
            "Speak up",
            "",
        ),
        *("Ask one question", "", "People like questions", "2", "2", "", ""),
        *("Ask in the next meeting", "", "", "", "8", "", "", "She listens", "", "", "2035-06-15", "", ""),
    ],
    """\
story: {mentee: I climb, mentor: I bake}
brings: {talked: yes}
show_up: {talked: yes}
role: {talked: yes}
rhythm: Every two weeks
boundaries: All of it
goal: Speak up
ideas: [Ask one question]
perspective: {kind: factor, text: People like questions, reaction: not for me}
step: {what: Ask in the next meeting, readiness: 8}
owner: yes
takeaway: {mentee: She listens, mentor: {talked: yes}}
next_meeting: 2035-06-15
""",
)


def hold_second(meeting):
    """What became of three earlier steps: done, only talked about, still on it."""
    meeting.pass_by("1 of 12")
    meeting.page("What happened with “One”?")
    meeting.keys("1")
    meeting.wait_for("(•) 1 done")
    meeting.enter(2)
    meeting.page("What happened with “Two”?")
    meeting.enter(2)
    meeting.page("What happened with “Three”?")
    meeting.keys("4")
    meeting.wait_for("(•) 4")
    meeting.enter()
    meeting.say("no room yet")
    meeting.enter()
    meeting.page("goal")
    meeting.menu("s")
    meeting.wait_for("Go to")
    meeting.keys("e")
    meeting.page("end")
    finish(meeting, robin=False, sam=False)


EARLIER = "goal: Begin\nstep: [One, Two, Three]\n"

SECOND = (
    [],
    hold_second,
    ["", "done", "", "", "4", "no room yet", "", *[":skip"] * 10, "", "2035-06-15", "", ""],
    """\
proud: {talked: yes}
account: {One: done, Two: {talked: yes}, Three: {status: still, note: no room yet}}
next_meeting: 2035-06-15
""",
)


def in_the_app(home, arguments, hold):
    with a_meeting(home, *arguments) as meeting:
        hold(meeting)
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0


def as_lines(home, arguments, lines):
    run(home, ["meet", "--plain", *arguments], "".join(f"{line}\n" for line in lines))


def from_a_file(home, arguments, answers):
    file = home.parent / "answers.yaml"
    file.write_text(answers)
    run(home, ["meet", "--answers", str(file), *arguments], "")


def run(home, arguments, stdin):
    done = checkin_with(home, *arguments, stdin=stdin)
    assert done.code == 0, done.out + done.err


@pytest.mark.parametrize(
    ("arguments", "hold", "lines", "answers"),
    [FULL, QUICK, FIRST, SECOND],
    ids=["full", "quick", "first meeting", "with earlier steps"],
)
def test_three_ways_to_the_same_files(tmp_path, arguments, hold, lines, answers):
    homes = [a_home(tmp_path / way) for way in ("app", "lines", "file")]
    if hold is hold_second:
        for home in homes:
            from_a_file(home, [], EARLIER)
    in_the_app(homes[0], arguments, hold)
    as_lines(homes[1], arguments, lines)
    from_a_file(homes[2], arguments, answers)
    app, spoken, written = map(files_of, homes)
    for name in app:
        assert spoken[name] == written[name], f"{name}: lines and file"
        assert app[name] == written[name], f"{name}: app and file"
