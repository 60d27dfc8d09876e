"""What only shows when a whole bank is gone through: questions that are never asked, pages that overflow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.rehearsal.page_room import MOST_ACROSS, ROWS, PageRoom, stage_fits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.model import Bank, Question, Stage
    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.outline import Outline, Placed, Written
    from checkin.banks.reading.values import Sheet

_REMEDIES = {
    "ask": "say the question in fewer words",
    "hint": "shorten the hint",
    "cue": "shorten the cue",
    "follow_ups": "shorten the follow-ups, or leave some out",
    "choices": "offer fewer choices, or shorter ones",
    "max": f"let the numbers be {MOST_ACROSS} at most: so many stand in one row",
    "min": f"let the numbers be {MOST_ACROSS} at most: so many stand in one row",
    "at_least": "hope for fewer",
}


def note_paths(sheet: Sheet, stages: Node, outline: Outline, bank: Bank) -> None:
    """Warn of questions that no path through `bank` asks, and of what does not fit its page at 80×24.

    The bank has no errors; `stages` is the node it was read from.
    """
    placed = {each.question.id: each for each in outline.questions}
    if any(each.question.when is not None for each in outline.questions):
        from checkin.banks.rehearsal.paths import never_asked

        for name in never_asked(bank, "full"):
            if placed[name].question.type != "load":
                _note_never(placed[name])
    titles = {
        stage.id: next(((sheet, value) for key, value in node.pairs if key.value == "title"), (sheet, node))
        for node, stage in zip(stages.items, outline.stages, strict=False)
    }
    note_pages(bank, {name: each.written for name, each in placed.items()}, titles)


def note_pages(
    bank: Bank,
    written: Mapping[str, Written],
    titles: Mapping[str, tuple[Sheet, Node]],
    original: Bank | None = None,
) -> None:
    """Warn of what does not fit its page at 80×24, where its words stand.

    `written` are settings by a question's id, `titles` those of stages by the stage's id. Of a translation,
    `original` is the bank in its own words, and what does not fit there either was told there.
    """
    room = PageRoom(bank)
    before = PageRoom(original) if original is not None else None
    told = set(before.overflowing()) if before is not None else set()
    for name, question in room.said.items():
        if name in written and name not in told:
            _note_page(question, written[name], room)
    _note_card(bank, written, room, original, before)
    cut = {each.id for each in original.stages if _is_cut(each, original)} if original is not None else set()
    for stage in bank.stages:
        if stage.id in titles and stage.id not in cut and _is_cut(stage, bank):
            sheet, at = titles[stage.id]
            sheet.note(
                at,
                "overflows",
                f"the title of stage `{stage.id}` is cut on a screen of 80 columns",
                "say it in fewer words",
                severity="warning",
            )


def _is_cut(stage: Stage, bank: Bank) -> bool:
    return not stage_fits(stage.title, len(bank.stages))


def _note_never(placed: Placed) -> None:
    sheet, _, node = placed.written["when"]
    told = any(
        each.code == "unreachable" and each.path == sheet.path and node.line <= each.line <= node.end_line
        for each in sheet.problems
    )
    if not told:
        sheet.note(
            node,
            "unreachable",
            f"`{placed.question.id}` would never be asked: no answers can make this hold",
            "look at when the questions that it names are asked themselves",
            severity="warning",
        )


def _note_page(question: Question, written: Written, room: PageRoom) -> None:
    parts = room.parts_of(question)
    rows = sum(parts.values())
    if rows <= ROWS:
        return
    there = [name for name in _REMEDIES if name in written]
    longest = max(there, key=lambda name: parts.get(name, 0), default="")
    if not longest:
        return
    sheet, _, node = written[longest]
    also = [
        words
        for name, words in (("hint", "its hint"), ("cue", "its cue"), ("follow_ups", "its follow-ups"))
        if parts.get(name)
    ]
    with_all = f" with {' and '.join(also)}" if also else ""
    sheet.note(
        node,
        "overflows",
        f"`{question.id}`{with_all} takes {rows} rows, and a screen of 80×24 has {ROWS} for it",
        _REMEDIES[longest],
        severity="warning",
    )


def _note_card(
    bank: Bank,
    written: Mapping[str, Written],
    room: PageRoom,
    original: Bank | None,
    before: PageRoom | None,
) -> None:
    if not any(each.type == "offer" and each.opens_after for each in bank.all_questions()):
        return
    from checkin.banks.rehearsal.route import route

    card = route(bank, "quick").card
    rows = room.rows_of_card(card)
    here = [each for each in card if "ask" in written.get(each.id, {})]
    if len(card) <= 1 or rows <= ROWS or not here:
        return
    if (
        original is not None
        and before is not None
        and before.rows_of_card(route(original, "quick").card) > ROWS
    ):
        return
    sheet, _, node = written[max(here, key=lambda each: len(each.ask)).id]["ask"]
    sheet.note(
        node,
        "overflows",
        f"the quick meeting asks {len(card)} questions on one card, which takes {rows} rows, "
        f"and a screen of 80×24 has {ROWS} for it",
        "say them in fewer words, or let the offer open after fewer",
        severity="warning",
    )
