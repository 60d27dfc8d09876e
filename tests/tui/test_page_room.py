"""What the bank checker knows of the room on a page is what a page at 80×24 really has."""

from __future__ import annotations

import pytest
from piloted import laid_out
from shell_data import begun, desk_at

from checkin.banks.reading.reader import read_bank
from checkin.banks.rehearsal.page_room import NAME, ROWS, PageRoom, stage_fits
from checkin.meeting.flow import prompts
from checkin.meeting.rules import Act
from checkin.meeting.turning import enter
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening

MENTOR = "Bartholomew1"
assert len(MENTOR) == NAME

WORD = 70
"""A word of so many columns is alone in its row."""

BANK = """
format: 1
id: tried
title: Tried
shape: free
stages:
  - id: one
    title: One
    questions:
      - {id: account, type: follow_through, ask: "What about “${item}”?", cue: C, quick: yes}
      - {id: ideas, type: options, at_least: 2, ask: "What else?", quick: yes}
      - id: late
        type: offer
        ask: A thought?
        hint: Only shown once it is open.
        quick: yes
        opens_after: [ideas]
      - {id: pick, type: pick, choices_from: ideas, ask: "Which?", quick: yes}
      - {id: text, ask: "How?"}
      - {id: hinted, ask: "How?", hint: A hint.}
      - id: aside
        ask: How?
        hint: A hint.
        cue: C
        follow_ups: ["One?", "Two?", "Three?"]
      - {id: long_cue, ask: "How?", cue: "WORDS"}
      - {id: long_ask, who: both, ask: "WORDS"}
      - {id: piped, ask: "And after “${text}”, what then was it that came to your mind?", quick: yes}
      - {id: line, type: line, ask: "How?"}
      - {id: date, type: date, ask: "When?"}
      - {id: list, type: list, ask: "What?"}
      - {id: lists, type: list, who: both, ask: "What?"}
      - {id: scale, type: scale, ask: "How much?"}
      - {id: tall, type: scale, max: 11, ask: "How much?"}
      - {id: pulse, type: pulse, who: both, ask: "How open?"}
      - {id: hinted_pulse, type: pulse, who: both, hint: A hint., ask: "How open?"}
      - {id: sure, type: yes_no, who: both, ask: "Sure?"}
      - {id: choice, type: choice, choices: ["One", "WORDS", "Three"], ask: "Which?"}
      - {id: choices, type: choices, choices: ["One", "Two", "Three"], ask: "Which?"}
      - {id: chosen, type: choice, choices_from: ideas, ask: "Which?"}
      - pool: opener
        from:
          - {id: drawn, ask: "How?", hint: A hint.}
      - {id: offer, type: offer, hint: A hint., ask: "A thought?", quick: yes}
      - {id: step, type: steps, ask: "What next?"}
      - {id: owner, type: owner, ask: "You?"}
      - {id: said, type: say, ask: "Listen."}
      - {id: goal, type: goal, ask: "What?"}
      - {id: takeaway, type: takeaway, who: both, hint: A hint., ask: "What?"}
""".replace("WORDS", "Some words. " * 9)


def the_meeting(tmp_path, text, depth="full"):
    """A meeting with this bank, with an open step, two options, a pick, and a step."""
    home = tmp_path / "home"
    desk = desk_at(home)
    pair = desk.create_pair(MENTOR, "Sam")
    before = begun(home, pair)
    before.act(Act("added", "mentee", "step", before.new_row(), value={"what": "words " * 20}))
    desk.save(before, lambda _: "")
    (home / "question_banks").mkdir()
    path = home / "question_banks" / "tried.yaml"
    path.write_text(text, encoding="utf-8")
    bank = read_bank(path).bank
    meeting = desk.begin(pair, "tried", depth)
    if "ideas" in meeting.state.questions:
        first = meeting.new_row()
        for row, words in ((first, "One"), (meeting.new_row(), "Two")):
            meeting.act(Act("added", "mentee", "ideas", row, value={"text": words}))
        meeting.act(Act("answered", "mentee", "pick", value=first))
    return CheckinApp(desk, Opening("resume", pair), meeting), meeting, bank


def needed(page):
    """The rows that what stands on a page takes, with the empty one below the last."""
    return max(one.virtual_region.bottom + one.styles.margin.bottom for one in page.children if one.display)


async def with_asides(pilot, page, question):
    """The same with the cue or the follow-ups open, where there are any: the longer of them."""
    rows = [needed(page)]
    for show, there in ((page.show_cue, question.cue), (page.show_follow_ups, question.follow_ups)):
        if there:
            show()
            await laid_out(pilot)
            rows.append(needed(page))
    return max(rows)


async def test_every_kind_of_page_needs_the_rows_that_are_counted(tmp_path):
    app, meeting, bank = the_meeting(tmp_path, BANK)
    room = PageRoom(bank)
    counted, real = {}, {}
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot)
        for prompt in prompts(meeting.state):
            question = prompt.question
            if question.id == "owner":
                values = {"what": "Book the room", "if": "it is taken", "then": "the kitchen"}
                meeting.act(Act("added", "mentee", "step", meeting.new_row(), value=values))
            if question.id == "piped":
                meeting.act(Act("answered", "mentee", "text", value="words " * 20))
            await app.screen.go(enter(meeting.state, prompt.id))
            await laid_out(pilot)
            real[question.id] = await with_asides(pilot, app.screen.page, question)
            counted[question.id] = room.rows_of(next(q for q in bank.all_questions() if q.id == question.id))
    meeting.leave()
    assert set(real) == {question.id for question in bank.all_questions()} | {"drawn"}
    assert counted == real


def of_rows(rows):
    """A bank with one question that needs so many rows, most of them for the question itself."""
    ask = " ".join(["a" * WORD] * (rows - 4))
    return (
        "format: 1\nid: tried\ntitle: T\nstages:\n  - id: one\n    title: One\n    questions:\n"
        f"      - id: long\n        quick: yes\n        ask: {ask}\n"
    )


@pytest.mark.parametrize(("rows", "whole"), [(ROWS, True), (ROWS + 1, False)])
async def test_a_question_at_the_limit_shows_whole_and_one_beyond_does_not(tmp_path, rows, whole):
    app, meeting, bank = the_meeting(tmp_path, of_rows(rows))
    assert PageRoom(bank).rows_of(next(bank.all_questions())) == rows
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot)
        app.screen.notify_line("")
        await laid_out(pilot)
        assert (app.screen.page.max_scroll_y == 0) is whole
    meeting.leave()


async def test_the_one_card_needs_the_rows_that_are_counted(tmp_path):
    later = (
        '      - {id: more, type: offer, opens_after: [hinted, aside, long_ask], quick: yes, ask: "Well?"}\n'
    )
    text = BANK.replace("      - {id: goal,", f"{later}      - {{id: goal,")
    app, meeting, bank = the_meeting(tmp_path, text, "quick")
    card = next(prompt for prompt in prompts(meeting.state) if prompt.is_card)
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot)
        await app.screen.go(enter(meeting.state, card.id))
        await laid_out(pilot)
        assert needed(app.screen.page) == PageRoom(bank).rows_of_card(card.questions)
    meeting.leave()


@pytest.mark.parametrize(("width", "fits"), [(67, True), (68, False)])
async def test_a_stage_title_at_the_limit_shows_whole_and_one_beyond_is_cut(tmp_path, width, fits):
    title = "T" * width
    questions = "".join(f"      - {{id: q{n}, ask: 'How?'}}\n" for n in range(12))
    text = f"format: 1\nid: tried\ntitle: T\nstages:\n  - id: one\n    title: {title}\n    questions:\n"
    app, meeting, bank = the_meeting(tmp_path, text + questions)
    assert stage_fits(title, len(bank.stages)) is fits
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot)
        await app.screen.go(enter(meeting.state, "q11"))
        await laid_out(pilot)
        assert (title in app.screen.head().plain) is fits
    meeting.leave()
