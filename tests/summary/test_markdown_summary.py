"""The Markdown form: as it reads, and that nothing typed breaks it."""

import dataclasses
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from meetings import Meeting, a_bank, a_full_meeting, a_start, an_open_step, shipped
from rendering import HOSTILE, harmless, read, squeezed
from test_escaping import TYPED

from checkin.banks.model import Question
from checkin.ground.text import clean, clean_line
from checkin.meeting.folding import fold
from checkin.summary.document import document
from checkin.summary.markdown import markdown

GOLDEN = Path(__file__).with_name("golden_full.md")


def written(state, minutes=41):
    return markdown(document(state, ended="2026-11-27T14:41:00.000+00:00", minutes=minutes))


def meeting_saying(text, names=("Sam", "Robin")):
    """A whole meeting in which every field that takes words holds this text."""
    said, one_line = text, clean_line(text)[:400]
    meeting = Meeting(
        a_start(shipped("regular"), mentee=names[0], mentor=names[1], open_steps=[an_open_step(one_line)])
    )
    meeting.set("account", an_open_step("").id, status="done", note=said)
    for q in ("goal", "tried", "real_issue", "outcome"):
        meeting.say(q, said)
    meeting.turn("ideas")
    meeting.act(
        "opened", "perspective", seat="mentee", value="asked"
    ) if "perspective" not in meeting.state.gate else None
    idea = meeting.add("ideas", text=one_line, upside=one_line, risk=one_line)
    offer = meeting.add("perspective", seat="mentor", kind="factor", text=one_line, fit=said)
    meeting.set("perspective", offer, takes=said)
    if one_line:
        meeting.say("pick", idea)
        meeting.say("pick", said, field="why")
    meeting.add("step", what=one_line, due="2026-12-03", readiness=3, if_=one_line, then=one_line)
    meeting.say("smaller", said) if one_line else None
    meeting.say("takeaway", said)
    meeting.say("takeaway", said, seat="mentor")
    return meeting.state


def test_a_full_meeting_reads_like_the_kept_one():
    assert written(a_full_meeting().state) == GOLDEN.read_text(encoding="utf-8")


def test_the_kept_one_is_what_it_looks_like():
    _, tags = read(GOLDEN.read_text(encoding="utf-8"))
    assert [tags.count(tag) for tag in ("h1", "h2", "ul", "li", "hr", "strong")] == [1, 5, 4, 7, 1, 2]


@pytest.mark.parametrize("text", list(map(clean, HOSTILE)))
def test_no_answer_breaks_the_summary(text):
    said, tags = read(written(meeting_saying(text)))
    _, expected = read(written(meeting_saying(harmless(text))))
    assert tags == expected
    assert said.count(squeezed(text)) >= 7


@settings(max_examples=40, deadline=None)
@given(text=TYPED)
def test_no_answer_at_all_breaks_the_summary(text):
    said, tags = read(written(meeting_saying(text)))
    _, expected = read(written(meeting_saying(harmless(text))))
    assert tags == expected
    assert squeezed(text) in said


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_title_or_label_breaks_it(text):
    name = clean_line(text) or "x"
    state = meeting_saying("words", (name, name))
    hostile = dataclasses.replace(
        state.start.bank,
        title=text,
        version=text,
        stages=tuple(
            dataclasses.replace(
                stage, title=text, items=tuple(dataclasses.replace(q, label=text) for q in stage.questions)
            )
            for stage in state.start.bank.stages
        ),
    )
    start = dataclasses.replace(state.start, bank=hostile, pair=text)
    questions = {q.id: q for q in hostile.all_questions()}
    markdown_text = written(dataclasses.replace(state, start=start, questions=questions))
    said, tags = read(markdown_text)
    assert tags.count("h1") == 1
    assert tags.count("ul") == 4
    assert set(tags) <= {
        f"{end}{tag}"
        for end in ("", "/")
        for tag in ("h1", "h2", "h3", "p", "ul", "li", "strong", "em", "br", "hr", "input")
    }
    assert squeezed(name) in said
    head = yaml.safe_load(markdown_text.split("\n---\n")[0].removeprefix("---\n"))
    assert (head["mentee"], head["pair"], head["version"]) == (name, clean_line(text), clean_line(text))


def test_the_header_is_yaml_that_names_the_meeting_first():
    text = written(a_full_meeting().state)
    assert text.startswith('---\nmeeting: "01K9B0000000000000000MEET1"\n')
    assert yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n")) == {
        "meeting": "01K9B0000000000000000MEET1",
        "pair": "sam-robin",
        "mentee": "Sam",
        "mentor": "Robin",
        "date": "2026-11-27",
        "bank": "regular",
        "version": "0123abcd",
        "depth": "full",
        "minutes": 41,
    }


def test_the_last_line_says_whether_it_looks_right():
    meeting = Meeting(a_start(shipped("regular")))
    assert written(meeting.state).endswith("\n\nNext meeting: not set\n\nNot yet agreed.\n")


def test_control_characters_that_got_in_somehow_do_not_get_out():
    meeting = a_full_meeting()
    events = [
        dataclasses.replace(e, value="a\x1b[31mred\u202e\x07") if e.q == "goal" else e for e in meeting.events
    ]
    text = written(fold(meeting.start, events))
    assert "a\\[31mred" in text
    assert clean(text) == text


def test_a_huge_answer_is_whole():
    text = ("word *and* more. " * 2900).strip()
    meeting = Meeting(a_start(shipped("regular")))
    meeting.say("goal", text)
    said, _ = read(written(meeting.state))
    assert squeezed(text) in said


def test_what_was_only_talked_about_is_one_line_even_when_labels_are_hostile():
    for label in HOSTILE:
        bank = a_bank(Question("a", "A?", label=label), Question("b", "B?", label=label))
        meeting = Meeting(a_start(bank))
        meeting.talk("a", "b")
        said, tags = read(written(meeting.state))
        assert f"Talkedabout:{squeezed(label)};{squeezed(label)}" in said
        assert tags.count("em") == 1
