"""The keys that a rehearsal counts are those that are pressed in the app, page by page."""

from __future__ import annotations

import os

import pytest
from piloted import keys_are_done, press, until

from checkin.banks.folders import shipped_folder
from checkin.banks.reading.reader import read_bank
from checkin.banks.rehearsal.cost import cost_of, cost_of_card
from checkin.banks.rehearsal.paths import paths
from checkin.record.rehearsed import begin_rehearsal
from checkin.tui.opening import Opening
from checkin.tui.pages.base import Page
from checkin.tui.pages.owner import OwnerPage
from checkin.tui.rehearsing import RehearsalApp
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field


def worth_typing(question, depth, done):
    """How many more lines the question in hand is worth, after so many."""
    if question.type in ("goal", "steps"):
        return not done
    if question.type == "options":
        return done < ((question.at_least or 1) if depth == "full" else 1)
    return question.type == "takeaway" and depth == "full"


async def hold(pilot, screen, depth):
    """Go through the whole meeting; the questions of each page, the keys besides letters, the typed lines."""
    pages, keys, typed = {}, {}, {}
    while isinstance(screen.page, Page):
        screen.turned_at = float("-inf")  # nobody has to be kept from pressing Enter too soon
        page = screen.page
        pages[page.question.id] = page.prompt.questions
        number = page.question.id
        focused = screen.focused
        if isinstance(focused, Choice) and not isinstance(page, OwnerPage):
            await press(pilot, "1")
            keys[number] = keys.get(number, 0) + 1
        elif isinstance(focused, Field) and worth_typing(page.question, depth, typed.get(number, 0)):
            await press(pilot, "x")
            typed[number] = typed.get(number, 0) + 1
        await press(pilot, "enter")
        keys[number] = keys.get(number, 0) + 1
    return pages, keys, typed


@pytest.mark.parametrize("depth", ["quick", "full"])
async def test_the_keys_counted_are_the_keys_pressed(tmp_path, depth):
    bank = read_bank(shipped_folder() / "regular.yaml").bank
    desk, meeting = begin_rehearsal(tmp_path, dict(os.environ), bank, depth)
    app = RehearsalApp(desk, Opening("resume", meeting.start.pair), meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: keys_are_done(app))
        pages, keys, typed = await hold(pilot, app.screen, depth)
    meeting.leave()
    counted = {
        first: cost_of_card(questions) if len(questions) > 1 else cost_of(questions[0], depth, bank)
        for first, questions in pages.items()
    }
    assert keys == {first: cost.keys for first, cost in counted.items()}
    assert typed == {first: cost.typed for first, cost in counted.items() if cost.typed}
    most = paths(bank, depth).most
    assert (len(pages), sum(typed.values()), sum(keys.values())) == (most.prompts, most.typed, most.keys)
