"""A bank from its top node: its settings, seats, stages and length, and what is wrong with them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from checkin.banks.format import BANK, CORE_STAGES, MINUTES, MOST_MINUTES, SEAT
from checkin.banks.model import DEFAULT_SEATS, Bank, Pool, Question, Seat, Stage
from checkin.banks.reading.aliases import check_aliases
from checkin.banks.reading.checker import Checker
from checkin.banks.reading.include import Included, check_format, include
from checkin.banks.reading.outline import Outline, PlacedPool, PlacedStage, called, listed
from checkin.banks.reading.path_checks import note_paths
from checkin.banks.reading.quick import note_gaps
from checkin.banks.translations.overlay import hash_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.values import Sheet, Taken

ABOUT_THE_PERSON = 20
"""The practice, by its number in `banks.practices`, of a relationship and not only tasks."""

_NOBODYS = ("follow_through", "say")
"""Types before the goals that ask nobody how they are."""


class BankReader:
    """Reads one bank. `sources` is given the lines of every file that takes part."""

    def __init__(
        self, sheet: Sheet, path: Path, search: Sequence[Path], sources: dict[str, tuple[str, ...]]
    ) -> None:
        self.sheet = sheet
        self.path = path
        self.search = search
        self.sources = sources
        self.included = Included()
        self.checker: Checker | None = None

    def bank(self, top: Node, data: bytes) -> Bank | None:
        """The bank that the top node writes, or None; it may be unfit for use when errors were noted."""
        if top.kind != "map":
            self.sheet.note(
                (top.line, top.column, top.column + 1),
                "wrong-type",
                f"a bank is a map of settings, and this is a {'list' if top.kind == 'list' else 'text'}",
                "start with `format: 1`, `id: …`, `title: …` and `stages:`",
            )
            return None
        version = next((pair for pair in top.pairs if pair[0].value == "format"), None)
        if not check_format(self.sheet, version):
            return None
        owner = called(top, "bank", "id") if top.setting("id") is not None else "the bank"
        taken = self.sheet.take(top, BANK, owner)
        values = {
            name: self.sheet.value(BANK[name], value)
            for name, (_, value) in taken.items()
            if BANK[name].kind not in ("list", "map") and name not in ("format", "include")
        }
        declared = self.seats(taken["seats"][1]) if "seats" in taken else DEFAULT_SEATS
        seats = declared or DEFAULT_SEATS
        outline = self.outline(taken, seats)
        bank_id = values.get("id") or ""
        kind = values.get("kind") or bank_id
        self.check(outline, declared, own_history=kind == bank_id)
        if "regular" in (bank_id, kind) and values.get("shape") != "free":
            self.core_stages(taken, outline)
        bank = Bank(
            id=bank_id,
            title=values.get("title") or "",
            stages=tuple(_stage(stage) for stage in outline.stages),
            about=values.get("about") or "",
            language=values.get("language") or "en",
            kind=kind,
            minutes=self.minutes(taken),
            seats=seats,
            shape=values.get("shape") or "",
            opens_with=values.get("opens_with") or "",
            closing=values.get("closing") or "",
            version=hash_of(data, *self.included.contents),
        )
        if "stages" in taken and all(each.severity == "warning" for each in self.sheet.problems):
            note_paths(self.sheet, taken["stages"][1], outline, bank)
        return bank

    def outline(self, taken: Taken, seats: Sequence[Seat]) -> Outline:
        """The stages as they are written, with the questions they take from included files."""
        if "include" in taken:
            self.included = include(self.sheet, taken["include"][1], self.path, self.search)
            self.sources.update(self.included.sources)
        plays = {seat.plays: seat.id for seat in reversed(seats)}
        shared, unread = self.included.questions, self.included.unread
        outline = Outline(self.sheet, shared, plays["mentee"], plays["mentor"], unread)
        if "stages" in taken:
            outline.read(taken["stages"][1])
        return outline

    def check(self, outline: Outline, seats: Sequence[Seat], *, own_history: bool) -> None:
        """What is checked across the questions. `seats` are those that could be read."""
        mentors = tuple(seat.id for seat in seats if seat.plays == "mentor")
        self.checker = Checker(outline, tuple(seat.id for seat in seats), mentors, own_history=own_history)
        check_aliases(outline)
        self.checker.check()
        note_gaps(outline)

    def minutes(self, taken: Taken) -> dict[str, int]:
        """How long each depth takes."""
        if "minutes" not in taken:
            return {}
        _, node = taken["minutes"]
        minutes: dict[str, int] = {}
        for name, (_, value) in self.sheet.take(node, MINUTES, "`minutes`").items():
            number = self.sheet.value(MINUTES[name], value)
            if number is None:
                continue
            if not 1 <= number <= MOST_MINUTES:
                self.sheet.note(
                    value, "wrong-value", f"{number} minutes can not be", f"it can be 1 to {MOST_MINUTES}"
                )
            minutes[name] = number
        return minutes

    def seats(self, node: Node) -> tuple[Seat, ...]:
        """The seats a bank declares; none when they can't all be read, which is then noted."""
        seats: dict[str, Seat] = {}
        whole = True
        for item in listed(self.sheet, node, "seats", "each seat starts with `- id:`"):
            taken = self.sheet.take(item, SEAT, called(item, "seat", "id"))
            values = {name: self.sheet.value(SEAT[name], value) for name, (_, value) in taken.items()}
            if not values.get("id") or not values.get("plays") or item.spoilt:
                whole = False
                continue
            if values["id"] == "both":
                self.sheet.note(taken["id"][1], "bad-id", "the id `both` means all seats", "choose another")
            elif values["id"] in seats:
                self.sheet.note(
                    taken["id"][1], "duplicate-id", f"the seat `{values['id']}` is there twice", "rename one"
                )
            seats[values["id"]] = Seat(values["id"], values["plays"], values.get("title") or "")
        plays = {seat.plays for seat in seats.values()}
        for part in ("mentee", "mentor"):
            if part not in plays and seats and whole:
                self.sheet.note(
                    (node.line, node.column, node.column + 1),
                    "missing-seat",
                    f"no seat plays the {part}",
                    f"add one with `plays: {part}`",
                )
        return tuple(seats.values()) if whole and plays == {"mentee", "mentor"} else ()

    def core_stages(self, taken: Taken, outline: Outline) -> None:
        """A regular meeting has its four core stages, and before them something about the person; nothing is
        said while an id of a stage is missing.
        """
        if "stages" not in taken or not all(stage.id for stage in outline.stages):
            return
        there = {stage.id for stage in outline.stages}
        missing = [stage for stage in CORE_STAGES if stage not in there]
        if missing:
            names = ", ".join(f"`{stage}`" for stage in missing)
            self.sheet.note(
                taken["stages"][0],
                "missing-stage",
                f"a regular meeting needs the stages goals, options, next_step and owner: no {names}",
                "add a stage with that id, or say `shape: free` at the top of the file",
            )
        elif outline.gap is None and not _asks_about_the_person(outline):
            self.sheet.note(
                taken["stages"][0],
                "only-tasks",
                "this regular meeting asks about tasks only",
                "let a stage before `goals` ask how somebody is, or say `shape: free` at the top of the file",
                severity="warning",
            )


def _asks_about_the_person(outline: Outline) -> bool:
    """Whether something besides the last steps is asked before the goals, or says that it serves this."""
    if any(ABOUT_THE_PERSON in placed.question.practices for placed in outline.questions):
        return True
    before = list(takewhile(lambda stage: stage.id != CORE_STAGES[0], outline.stages))
    items = [item for stage in before for item in stage.items]
    return any(isinstance(item, PlacedPool) or item.question.type not in _NOBODYS for item in items)


def _stage(stage: PlacedStage) -> Stage:
    items: list[Question | Pool] = []
    for item in stage.items:
        if isinstance(item, PlacedPool):
            questions = tuple(each.question for each in item.questions)
            items.append(Pool(item.id, questions, item.pick, item.quick))
        else:
            items.append(item.question)
    return Stage(stage.id, stage.title, tuple(items), stage.purpose)
