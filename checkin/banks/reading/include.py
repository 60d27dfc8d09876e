"""Files of shared questions: found along the search path, never outside it, read for `use:`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checkin.banks.diagnostics import Related
from checkin.banks.format import SHARED
from checkin.banks.reading.including import OutsideFolder, included_file, roots_of
from checkin.banks.reading.nodes import Node, parse
from checkin.banks.reading.outline import Written, called, listed, written
from checkin.banks.reading.source import MAX_BYTES, lines_of
from checkin.banks.reading.values import ID, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Included:
    """What a bank's `include:` brought: questions by file and id, and every file that was read.

    `files` tells of each by its stem the name that the bank gives it, without the suffix, and where it is.
    """

    questions: dict[str, dict[str, tuple[Node, Written]]] = field(default_factory=dict)
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contents: list[bytes] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    files: dict[str, tuple[str, Path]] = field(default_factory=dict)


def include(sheet: Sheet, node: Node, bank: Path, search: Sequence[Path]) -> Included:
    """Read the files that `include:` names. `bank` is the bank's own file, `search` the other folders."""
    found = Included()
    roots = roots_of(bank, search)
    for item in listed(sheet, node, "include", "name a file, or delete the setting"):
        if item.kind != "scalar" or not item.text.strip():
            found.unread.add("")
            sheet.note(item, "wrong-type", "the name of a file was expected", "write `- shared/openers.yaml`")
            continue
        path = _resolve(sheet, item, roots)
        if path is None:
            found.unread.add(PurePosixPath(item.text).stem)
            continue
        stem = path.stem
        if _same(path, bank):
            sheet.note(item, "include-loop", "this bank includes itself", "delete the line")
        elif stem in found.questions:
            sheet.note(
                item,
                "duplicate-id",
                f"two included files are called `{stem}`",
                "rename one: `use:` could not tell them apart",
            )
        else:
            found.files[stem] = (str(PurePosixPath(item.text).with_suffix("")), path)
            noted = len(sheet.problems)
            found.questions[stem] = _read(sheet, item, path, bank, found)
            if any(each.severity == "error" for each in sheet.problems[noted:]):
                found.unread.add(stem)
    if not found.questions:
        found.unread.add("")
    return found


def read_shared(sheet: Sheet, top: Node) -> dict[str, tuple[Node, Written]]:
    """The questions of a file of shared questions, by id; everything wrong with them is noted."""
    questions: dict[str, tuple[Node, Written]] = {}
    taken = sheet.take(top, SHARED, "this file of shared questions")
    if not check_format(sheet, taken.get("format")) or "questions" not in taken:
        return questions
    for node in listed(sheet, taken["questions"][1], "questions", "each question starts with `- id:`"):
        settings = written(sheet, node, called(node, "question", "id"))
        at = settings["id"][2] if "id" in settings else None
        if at is None or at.kind != "scalar" or not ID.fullmatch(at.text):
            continue
        if at.text in questions:
            first = questions[at.text][0]
            sheet.note(
                at,
                "duplicate-id",
                f"the id `{at.text}` is used twice",
                "rename one; ids name the answers in saved summaries",
                related=Related(first.line, first.column, first.end_column, "first used here"),
                mark="used again here",
            )
        else:
            questions[at.text] = (at, settings)
    return questions


def check_format(sheet: Sheet, found: tuple[Node, Node] | None) -> bool:
    """Whether the file is of the format that this program reads; a later one is noted."""
    if found is None or (found[1].kind == "scalar" and (found[1].text == "1" or found[1].spoilt)):
        return True
    sheet.note(
        found[1] if found[1].end_column > found[1].column else found[0],
        "format-version",
        "this program reads format 1",
        "write `format: 1`; a file of a later format needs a later version of the program",
    )
    return False


def _read(
    sheet: Sheet, item: Node, path: Path, bank: Path, found: Included
) -> dict[str, tuple[Node, Written]]:
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        sheet.note(
            item, "no-such-include", f"`{item.text}` can not be read", "look at the file's permissions"
        )
        return {}
    top, problems = parse(data, name)
    lines = lines_of(data)
    found.sources[name] = lines
    found.contents.append(data)
    sheet.problems.extend(problems)
    inner = Sheet(name, lines, sheet.problems)
    questions: dict[str, tuple[Node, Written]] = {}
    if top is not None:
        loop = _loops(top, bank, path)
        if loop is not None:
            inner.note(
                loop, "include-loop", "this file includes the bank that includes it", "delete the line"
            )
        else:
            questions = read_shared(inner, top)
    return questions


def _loops(top: Node, bank: Path, path: Path) -> Node | None:
    """The line by which a shared file includes its bank or itself."""
    for key, value in top.pairs if top.kind == "map" else ():
        if key.value == "include" and value.kind == "list":
            for item in value.items:
                if item.kind == "scalar" and any(
                    _same(folder / item.text, other)
                    for folder in (path.parent, bank.parent)
                    for other in (bank, path)
                ):
                    return item
    return None


def _resolve(sheet: Sheet, item: Node, roots: Sequence[Path]) -> Path | None:
    """The file an entry of `include:` names, in the first folder that has it."""
    try:
        path = included_file(item.text, roots)
    except OutsideFolder:
        sheet.note(
            item,
            "outside-folder",
            f"`{item.text[:80]}` is outside the banks folder",
            "copy the file into the folder of the bank, or below it, and name it from there",
        )
        return None
    if path is not None:
        return path
    near = sheet.similar(item.text, _files(roots) if sheet.patient else ())
    sheet.note(
        item,
        "no-such-include",
        f"there is no file `{item.text[:80]}` in the banks folder",
        f"a similar one exists: `{near}`" if near else "names are given from the folder of the bank on",
    )
    return None


def _files(roots: Sequence[Path]) -> list[str]:
    """The names that could have been meant: files of the banks folders and of folders in them."""
    names: list[str] = []
    for root in roots:
        for pattern in ("*.yaml", "*/*.yaml"):
            try:
                names.extend(path.relative_to(root).as_posix() for path in sorted(root.glob(pattern))[:200])
            except OSError:
                continue
    return names


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
