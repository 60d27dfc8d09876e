"""Reading a translation: from the nodes of its file to its words, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checkin.banks.format import OVERLAY, OVERLAY_QUESTION, OVERLAY_STAGE, SEAT, WORDED, Table
from checkin.banks.reading.include import check_format
from checkin.banks.reading.wording import similar
from checkin.banks.translations.overlay import Overlay, QuestionWords, StageWords, hash_of

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.values import Sheet, Taken

_MAPS = ("seats", "stages", "questions")


@dataclass(slots=True)
class WrittenOverlay:
    """A translation with the places of its words.

    `settings` are those at the top of the file; `stages` and `questions` have, by id, the node of the id
    and the settings below it, `seats` the nodes of the id and of the title. `mistyped` tells, by the node of
    the id, which settings seem to be there under a mistyped name: that was noted.
    """

    overlay: Overlay
    sheet: Sheet
    settings: Taken
    seats: Taken = field(default_factory=dict)
    stages: dict[str, tuple[Node, Taken]] = field(default_factory=dict)
    questions: dict[str, tuple[Node, Taken]] = field(default_factory=dict)
    mistyped: dict[Node, frozenset[str]] = field(default_factory=dict)


def is_overlay(top: Node, name: str) -> bool:
    """Whether this is the top of a translation: it says so, or its name does and it is nothing else."""
    names = {key.value for key, _ in top.pairs} if top.kind == "map" else set()
    return "translates" in names or ("." in name and not names & {"stages", "id", "include"})


def read_overlay(sheet: Sheet, top: Node, data: bytes, table: Table) -> WrittenOverlay | None:
    """The translation that the top node writes by `table`; what is wrong with its form is noted.

    None when it can't be gone on with: it is of another format, or does not say what it translates.
    """
    if top.kind != "map":
        sheet.note(
            (top.line, top.column, top.column + 1),
            "wrong-type",
            "a translation is a map of settings",
            "start with `format: 1`, `translates: …` and `language: …`",
        )
        return None
    if not check_format(sheet, next((pair for pair in top.pairs if pair[0].value == "format"), None)):
        return None
    settings = sheet.take(top, table, "this translation")
    values = {
        name: sheet.value(OVERLAY[name], value)
        for name, (_, value) in settings.items()
        if name not in ("format", *_MAPS)
    }
    if not values.get("translates") or not values.get("language"):
        return None
    mistyped = {settings["translates"][0]: _mistyped(top, table)}
    seats = _below(sheet, settings, "seats", "write `mentor: Mentorin`, one to a line")
    stages: dict[str, tuple[Node, Taken]] = {}
    for name, (key, node) in _below(sheet, settings, "stages", "write the id of each, as `goals:`").items():
        stages[name] = (key, sheet.take(node, OVERLAY_STAGE, f"stage `{name[:60]}`"))
        mistyped[key] = _mistyped(node, OVERLAY_STAGE)
    questions: dict[str, tuple[Node, Taken]] = {}
    for name, (key, node) in _below(
        sheet, settings, "questions", "write the id of each, as `goal:`, and below it `ask: …`"
    ).items():
        questions[name] = (key, sheet.take(node, OVERLAY_QUESTION, f"question `{name[:60]}`"))
        mistyped[key] = _mistyped(node, OVERLAY_QUESTION)
    overlay = Overlay(
        **{name: value for name, value in values.items() if value},
        seats={name: sheet.value(SEAT["title"], node) or "" for name, (_, node) in seats.items()},
        stages={
            name: StageWords(**_values(sheet, OVERLAY_STAGE, taken)) for name, (_, taken) in stages.items()
        },
        questions={
            name: QuestionWords(**_values(sheet, OVERLAY_QUESTION, taken))
            for name, (_, taken) in questions.items()
        },
        version=hash_of(data),
    )
    return WrittenOverlay(overlay, sheet, settings, seats, stages, questions, mistyped)


def read_words(sheet: Sheet, taken: Taken) -> QuestionWords:
    """The words among a question's settings, as they stand in a file of shared questions."""
    return QuestionWords(
        **_values(sheet, OVERLAY_QUESTION, {name: taken[name] for name in WORDED if name in taken})
    )


def _below(sheet: Sheet, settings: Taken, name: str, remedy: str) -> Taken:
    """What a map from ids has, by id; anything else is noted."""
    if name not in settings:
        return {}
    key, node = settings[name]
    if node.kind == "map":
        return {each.text: (each, value) for each, value in node.pairs}
    sheet.note(key if node.empty else node, "wrong-type", f"`{name}` goes by ids", remedy)
    return {}


def _values(sheet: Sheet, table: Table, taken: Taken) -> dict[str, Any]:
    found = {name: sheet.value(table[name], value) for name, (_, value) in taken.items()}
    return {name: value for name, value in found.items() if value}


def _mistyped(node: Node, table: Table) -> frozenset[str]:
    """The settings that are likely meant by the unknown names of a map."""
    pairs = node.pairs if node.kind == "map" else ()
    return frozenset(similar(key.text, table) for key, _ in pairs if key.text not in table)
