"""Holding a meeting from a file of answers, in the bank's order: the same walk for rehearsal and for real."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from checkin.banks.model import CARD_TYPES, PRIVATE_TYPES, Bank, Pool, Question
from checkin.banks.reading.nodes import Node
from checkin.ground.text import clean_line, cut, nearest
from checkin.meeting.answered import is_met
from checkin.meeting.events import PARKED, SHARED
from checkin.meeting.flow import SUMMARY, seats_of, shown
from checkin.meeting.rules import Act
from checkin.meeting.turning import items_of
from checkin.plain.answers.parked import enter_parked
from checkin.plain.answers.rows import enter_cards, enter_list, enter_offers, enter_options, enter_steps
from checkin.plain.answers.sheet import Problem, Sheet, kind_of, says_nothing
from checkin.plain.answers.values import enter_accounts, enter_owner, enter_value

if TYPE_CHECKING:
    from datetime import date

    from checkin.meeting.state import State
    from checkin.plain.rehearsal import Holder

AGREED, NEXT_MEETING = "agreed", "next_meeting"
OTHERS = (PARKED, NEXT_MEETING, AGREED)
"""Keys of the file that are no question's, unless the bank has a question of that id."""

Entries = Mapping[str, tuple[Node, Node]]
"""The file: by question id, the node of the id and the node of the answer."""


def play(holder: Holder, entries: Entries, today: date, bank: Bank) -> list[Problem]:
    """Enter every answer and return all that is wrong with them, by line.

    `bank` is the bank before its pools were drawn from: it tells questions that were not drawn from
    those that do not exist.
    """
    sheet = Sheet(holder, today)
    for question in tuple(holder.state.questions.values()):
        _play_question(sheet, question, entries.get(question.id))
    holder.act(Act("turned", SHARED, SUMMARY))
    _unknown_ids(sheet, entries, bank)
    for key, enter in zip(OTHERS, (enter_parked, _enter_next, _enter_agreed), strict=True):
        if key in entries and key not in holder.state.questions:
            sheet.id = key
            enter(sheet, entries[key][1])
    return sorted(set(sheet.problems))


def _play_question(sheet: Sheet, question: Question, entry: tuple[Node, Node] | None) -> None:
    sheet.id = question.id
    if question not in shown(sheet.state):
        if entry is not None and not says_nothing(entry[1]):
            _hidden(sheet, question, entry[0])
        return
    rows = items_of(sheet.state, question.id)
    sheet.holder.act(Act("turned", SHARED, question.id, rows[0].id if rows else ""))
    if entry is None:
        return
    _enter(sheet, question, *entry)
    if sheet.is_broken(question.id):
        # One mistake is told once: what waits for this answer is not held up by it.
        for seat in seats_of(sheet.state, question):
            if question.type != "say" and not is_met(sheet.state, question):
                sheet.holder.act(Act("talked", seat, question.id))


def _enter(sheet: Sheet, question: Question, key: Node, node: Node) -> None:
    if question.type == "offer" and not sheet.state.gate_open(question.id):
        if not says_nothing(node) and sheet.talked(node) is not False:
            sheet.note(key, sheet.gate_words(question))
        return
    talked = sheet.talked(node)
    if says_nothing(node) or talked is False:
        return
    if talked:
        if question.type == "say":
            sheet.note(node, "takes no answer: it is read aloud")
        elif question.type == "follow_through":
            for row in sheet.state.live_rows(question.id):
                sheet.do(Act("talked", row.seat, question.id, row.id), node)
        else:
            for seat in seats_of(sheet.state, question):
                sheet.do(Act("talked", seat, question.id), node)
        return
    match question.type:
        case "list":
            enter_list(sheet, question, node)
        case kind if kind in CARD_TYPES:
            enter_cards(sheet, question, node)
        case "options":
            enter_options(sheet, question, node)
        case "offer":
            enter_offers(sheet, question, node)
        case "steps":
            enter_steps(sheet, question, node)
        case "follow_through":
            enter_accounts(sheet, question, node)
        case "owner":
            enter_owner(sheet, question, node)
        case _:
            enter_value(sheet, question, node)


def _hidden(sheet: Sheet, question: Question, key: Node) -> None:
    """Note that a question is not asked, unless that only follows from a mistake noted before."""
    if not any(sheet.is_broken(name) for name in _stands_on(question)):
        sheet.note(key, f"is not asked in this meeting: {_why_hidden(sheet.state, question)}")


def _stands_on(question: Question) -> set[str]:
    """The ids of the questions whose answers decide whether this one is asked."""
    names: set[str] = set()
    whens = [question.when] if question.when else []
    while whens:
        when = whens.pop()
        names |= {test.ref.name for test in when.tests if not test.ref.last}
        whens += when.any
    return names


def _why_hidden(state: State, question: Question) -> str:
    if question.type in PRIVATE_TYPES:
        return "it is one person's own, and private"
    if question.type == "follow_through" and not state.live_rows(question.id):
        return "no earlier step is open"
    asked_quick = question.quick or any(
        question.id in q.opens_after for q in state.questions.values() if q.quick
    )
    if state.start.depth == "quick" and not asked_quick:
        return "the quick depth leaves it out"
    if question.when is not None:
        return "what it depends on was answered otherwise"
    return "this depth leaves it out"


def _unknown_ids(sheet: Sheet, entries: Entries, bank: Bank) -> None:
    questions = sheet.state.questions
    undrawn = {
        q.id: stage_item.id
        for stage_item in _pools(bank)
        for q in stage_item.questions
        if q.id not in questions
    }
    now = {alias: q.id for q in bank.all_questions() for alias in q.aliases}
    for name, (key, _) in entries.items():
        sheet.id = cut(clean_line(name), 60) or "(no id)"
        if name in questions or (name in OTHERS and name not in undrawn):
            continue
        if name in undrawn:
            instead = [q.id for q in questions.values() if q.pool == undrawn[name]]
            verb = "is" if len(instead) == 1 else "are"
            asked = f"; this time {' and '.join(instead)} {verb} asked" if instead else ""
            sheet.note(key, f"was not drawn for this meeting{asked}")
            continue
        if name in now:
            sheet.note(key, f"is called {now[name]} now: answer it under that id")
            continue
        near = nearest(name, [*questions, *OTHERS])
        sheet.note(
            key, f"there is no question of this id in {bank.id}" + (f"; did you mean {near}?" if near else "")
        )


def _pools(bank: Bank) -> list[Pool]:
    return [item for stage in bank.stages for item in stage.items if isinstance(item, Pool)]


def _enter_next(sheet: Sheet, node: Node) -> None:
    day = sheet.day(node)
    if day is not None:
        sheet.do(Act("next", value=day), node)


def _enter_agreed(sheet: Sheet, node: Node) -> None:
    """Who says that the summary looks right; the mentee says so last, whatever the order in the file."""
    if says_nothing(node):
        return
    if node.kind == "map":
        sheet.note(node, f"takes a list of seats, not {kind_of(node)}")
        return
    start = sheet.state.start
    seats = sheet.seats(node)
    for seat in (one for one in start.mentee_last() if one in (seats or ())):
        sheet.do(Act("agreed", seat, value=True), node)
