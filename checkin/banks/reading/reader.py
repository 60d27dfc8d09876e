"""Reading a question bank: from a file to a `Bank`, with everything that is wrong with it at once."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.banks.diagnostics import Diagnostic, in_order, render_all
from checkin.banks.format import BANK, CORE_STAGES, MINUTES, MOST_MINUTES, SEAT
from checkin.banks.model import DEFAULT_SEATS, Bank, Pool, Question, Seat, Stage
from checkin.banks.reading.aliases import check_aliases
from checkin.banks.reading.checker import Checker
from checkin.banks.reading.include import Included, check_format, include, read_shared
from checkin.banks.reading.nodes import LoaderClass, Node, parse
from checkin.banks.reading.outline import Outline, Placed, called, listed
from checkin.banks.reading.path_checks import note_paths
from checkin.banks.reading.quick import note_gaps
from checkin.banks.reading.source import MAX_BYTES, whole_file
from checkin.banks.reading.values import Sheet, Taken
from checkin.banks.reading.wording import similar
from checkin.banks.translations.overlay import Overlay, hash_of
from checkin.banks.translations.overlay_reader import is_overlay

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: the bank, or None when there are errors, and every problem.

    `source` is the file's text as it was read, `sources` the lines of each file that took part, by the
    path that its problems name. Of a bank that could be gone through, `checker` has its questions where
    they stand, and `included` what it took from other files. `overlay` is what a translation says when
    there are no errors in it.
    """

    bank: Bank | None
    diagnostics: tuple[Diagnostic, ...]
    path: Path
    source: str = ""
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    checker: Checker | None = field(default=None, repr=False, compare=False)
    included: Included = field(default_factory=Included, repr=False, compare=False)
    overlay: Overlay | None = None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems because of which there is no bank."""
        return tuple(each for each in self.diagnostics if each.severity == "error")

    def told(self, colour: bool = False) -> str:
        """Every problem for people, each with its line; empty when there is none."""
        return render_all(self.diagnostics, self.sources, colour)


def read_bank(
    path: Path | str, search: Sequence[Path] | None = None, loader: LoaderClass | None = None
) -> Reading:
    """Read the bank in the file `path`; never raises, whatever stands there.

    `search` are the folders in which included files are looked for after the bank's own (the shipped
    banks unless said). `loader` is PyYAML's loader class, the best there is unless said.
    """
    return _read(Path(path), search, loader, banks_only=True)


def check_file(
    path: Path | str, search: Sequence[Path] | None = None, loader: LoaderClass | None = None
) -> Reading:
    """Like `read_bank`, but a file of shared questions is right too, and so is a translation: there is
    no bank, and no error because of that.
    """
    return _read(Path(path), search, loader, banks_only=False)


def check_translation(path: Path, original: Reading, search: Sequence[Path]) -> Reading:
    """Read the translation in the file `path` of a bank whose reading is `original`; never raises."""
    return _read(path, search, None, banks_only=False, original=original)


def _read(
    path: Path,
    search: Sequence[Path] | None,
    loader: LoaderClass | None,
    *,
    banks_only: bool,
    original: Reading | None = None,
) -> Reading:
    name = str(path)
    data = read_file(path)
    if isinstance(data, Diagnostic):
        return Reading(None, (data,), path)
    top, problems = parse(data, name, loader)
    text = (
        data.decode("utf-8", errors="replace")
        .removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    sheet = Sheet(name, tuple(text.split("\n")), problems)
    sources = {name: sheet.lines}
    bank: Bank | None = None
    overlay: Overlay | None = None
    reader = _Reader(sheet, path, _folders(search), sources)
    if top is not None:
        translates = is_overlay(top, path.stem)
        if banks_only and (translates or is_shared(top)):
            _no_bank(sheet, top, translates=translates)
        elif translates:
            from checkin.banks.translations.overlay_file import (
                overlay_of,  # it reads the bank that is translated
            )

            overlay = overlay_of(sheet, top, data, path, reader.search, original)
        elif is_shared(top):
            read_shared(sheet, top)
        else:
            bank = reader.bank(top, data)
    found = in_order(problems)
    if any(each.severity == "error" for each in found):
        bank, overlay = None, None
    return Reading(bank, found, path, text, sources, reader.checker, reader.included, overlay)


def _no_bank(sheet: Sheet, top: Node, *, translates: bool) -> None:
    """Note that a file is right as it is, but no bank."""
    at = top.pairs[0][0] if top.kind == "map" and top.pairs else (top.line, top.column, top.column + 1)
    if translates:
        sheet.note(
            at,
            "not-a-bank",
            "this file translates a bank, and is none by itself",
            "name the bank, and its language with `--language`",
        )
    else:
        sheet.note(
            at,
            "not-a-bank",
            "this file holds shared questions, and is no bank by itself",
            "name it under `include:` in a bank, and take its questions with `use:`",
        )


def read_file(path: Path) -> bytes | Diagnostic:
    """The bytes of a file, or why there are none."""
    name = str(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return whole_file(name, "not-a-file", "this is a folder, not a file", "name a file in it")
        if not stat.S_ISREG(mode):
            return whole_file(name, "not-a-file", "this is no ordinary file", "copy the text into one")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return whole_file(name, "no-such-file", "there is no such file", "look at the name and the folder")
    except PermissionError:
        return whole_file(name, "unreadable", "this file may not be read by you", "change its permissions")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name can not be used"
        return whole_file(name, "unreadable", f"this file can not be read: {reason}", "")


def is_shared(top: Node) -> bool:
    """Whether this is the top of a file of shared questions, not of a bank, `questions` mistyped or not."""
    names = {key.value for key, _ in top.pairs} if top.kind == "map" else set()
    if names & {"stages", "id"}:
        return False
    return "questions" in names or any(similar(name, ["questions"]) for name in names - set(BANK))


def _folders(search: Sequence[Path] | None) -> Sequence[Path]:
    if search is not None:
        return search
    from checkin.banks.library import shipped_folder  # the library stands on this module

    return (shipped_folder(),)


class _Reader:
    """Reads one bank."""

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
        owner = called(top, "bank", "id") if any(key.value == "id" for key, _ in top.pairs) else "the bank"
        version = next((pair for pair in top.pairs if pair[0].value == "format"), None)
        if not check_format(self.sheet, version):
            return None
        taken = self.sheet.take(top, BANK, owner)
        values = {
            name: self.sheet.value(BANK[name], value)
            for name, (_, value) in taken.items()
            if BANK[name].kind not in ("list", "map") and name not in ("format", "include")
        }
        declared = self.seats(taken["seats"][1]) if "seats" in taken else DEFAULT_SEATS
        seats = declared or DEFAULT_SEATS
        if "include" in taken:
            self.included = include(self.sheet, taken["include"][1], self.path, self.search)
            self.sources.update(self.included.sources)
        plays = {seat.plays: seat.id for seat in reversed(seats)}
        outline = Outline(
            self.sheet,
            self.included.questions,
            plays["mentee"],
            plays["mentor"],
            self.included.unread,
        )
        if "stages" in taken:
            outline.read(taken["stages"][1])
        bank_id = values.get("id") or ""
        kind = values.get("kind") or bank_id
        mentors = tuple(seat.id for seat in declared if seat.plays == "mentor")
        self.checker = Checker(
            outline, tuple(seat.id for seat in declared), mentors, own_history=kind == bank_id
        )
        check_aliases(outline)
        self.checker.check()
        note_gaps(outline)
        whole = all(stage.id for stage in outline.stages)
        if whole and "regular" in (bank_id, kind) and values.get("shape") != "free" and "stages" in taken:
            self.core_stages(taken["stages"][0], outline)
        bank = Bank(
            id=bank_id,
            title=values.get("title") or "",
            stages=tuple(
                _stage(stage.id, stage.title, stage.purpose, stage.items) for stage in outline.stages
            ),
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

    def core_stages(self, key: Node, outline: Outline) -> None:
        """A regular meeting has its four core stages."""
        there = {stage.id for stage in outline.stages}
        missing = [stage for stage in CORE_STAGES if stage not in there]
        if missing:
            names = ", ".join(f"`{stage}`" for stage in missing)
            self.sheet.note(
                key,
                "missing-stage",
                f"a regular meeting needs the stages goals, options, next_step and owner: no {names}",
                "add a stage with that id, or say `shape: free` at the top of the file",
            )


def _stage(stage_id: str, title: str, purpose: str, placed: Sequence[object]) -> Stage:
    items: list[Question | Pool] = []
    for item in placed:
        if isinstance(item, Placed):
            items.append(item.question)
        else:
            questions = tuple(each.question for each in item.questions)  # type: ignore[attr-defined]
            items.append(Pool(item.id, questions, item.pick, item.quick))  # type: ignore[attr-defined]
    return Stage(stage_id, title, tuple(items), purpose)
