"""The files that take part in a renaming: where to look, what may be changed, what is to be mended first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.banks.reading.nodes import Node, parse
from checkin.banks.reading.reader import Reading, read_bank
from checkin.banks.reading.source import read_file
from checkin.banks.workbench.replacing import Draft
from checkin.banks.workbench.spans import Edit, Page
from checkin.ground.errors import CannotDo, WrongInput
from checkin.ground.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from checkin.banks.diagnostics import Diagnostic
    from checkin.banks.workbench.mentions import Mention


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a renaming looks: `search` for included files, `banks` and `translations` that may name it.

    What lies in a folder of `fixed` is never changed (the shipped banks).
    """

    search: tuple[Path, ...]
    banks: tuple[Path, ...] = ()
    translations: tuple[Path, ...] = ()
    fixed: tuple[Path, ...] = ()

    def is_fixed(self, path: Path) -> bool:
        """Whether a file is never changed."""
        return any(_is_below(path, folder) for folder in self.fixed)


@dataclass(slots=True)
class RenamedFile:
    """A file that takes part."""

    path: Path
    page: Page
    top: Node
    data: bytes
    edits: list[Edit] = field(default_factory=list)

    def change(self, found: Iterable[Mention], new: str) -> None:
        """Put the new name in the place of each mention. Raises CannotDo where a span is not enough."""
        for mention in found:
            if not mention.exact:
                raise CannotDo(
                    f"{self.path}, line {mention.line}: the id is written in a way that can't be changed "
                    "by itself.",
                    "Write it plainly there, then try again.",
                )
            self.edits.append(Edit(mention.start, mention.end, new))

    def draft(self) -> Draft:
        """The file with its edits."""
        after = self.page.edited(self.edits)
        return Draft(self.path, self.data, after, tuple(self.page.lines_after(self.edits)))


def check_own(path: Path, reach: Reach) -> None:
    """Raise CannotDo for a file that is never changed."""
    if reach.is_fixed(path):
        raise CannotDo(
            f"{path.name} comes with the program, and is not changed.",
            f"Make a copy of your own first: checkin banks new {path.stem} --from {path.stem}",
        )


def open_file(path: Path) -> RenamedFile:
    """A file that is to take part, still without edits. Raises WrongInput, or CannotDo."""
    data = read_bytes(path)
    top, problems = parse(data, str(path))
    if top is None or top.kind != "map":
        raise unsound(path, problems)
    return RenamedFile(path, Page(data), top, data)


def sound_bank(path: Path, reach: Reach) -> Reading:
    """What came of reading a bank that can be used. Raises WrongInput for any other."""
    reading = read_bank(path, reach.search)
    if reading.bank is None:
        raise unsound(path, reading.errors)
    return reading


def unsound(path: Path, problems: Sequence[Diagnostic]) -> WrongInput:
    """What is to be mended in a file before a question in it can be renamed."""
    said = problems[0].in_short if problems else str(path)
    return WrongInput(
        f"There is something to mend first: {said}.", f"`checkin banks check {path}` explains it."
    )


def may_name(path: Path, name: str) -> bool:
    """Whether a name stands anywhere in a file: most files need no closer look."""
    data = read_file(path)
    return isinstance(data, bytes) and name.encode() in data


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _is_below(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False
