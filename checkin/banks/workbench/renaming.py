"""Renaming a question in every file that names it: planned as drafts that read as they should."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.banks.reading.nodes import Node, parse
from checkin.banks.reading.reader import Reading, is_shared, read_bank
from checkin.banks.reading.values import similar
from checkin.banks.workbench.keeping import kept
from checkin.banks.workbench.mentions import (
    called,
    mentions,
    mentions_in_translation,
    questions_of,
)
from checkin.banks.workbench.naming import check_id
from checkin.banks.workbench.proving import prove
from checkin.banks.workbench.renamed_files import (
    Reach,
    RenamedFile,
    check_own,
    is_same,
    may_name,
    open_file,
    sound_bank,
    unsound,
)
from checkin.ground.errors import CannotDo, NotFound, WrongInput

if TYPE_CHECKING:
    from checkin.banks.workbench.replacing import Draft


def plan(path: Path, old: str, new: str, reach: Reach) -> tuple[Draft, ...]:
    """The files to write so that the question `old` of the bank or shared file `path` is called `new`.

    They come in the order in which they are to be put in place: whoever is interrupted in between does it
    again, and what is left is done. Raises NotFound (no such question), WrongInput (an id that can't be
    or is taken, a file with errors), CannotDo.
    """
    check_id(new)
    if old == new:
        raise WrongInput("The old id and the new one are the same.", "Choose another.")
    check_own(path, reach)
    home = open_file(path)
    if home.top.setting("translates") is not None:
        raise WrongInput(
            f"{path} is a translation.", "Rename the question in the bank: its translations go along."
        )
    renaming = _Renaming(home, old, new, reach)
    return renaming.shared() if is_shared(home.top) else renaming.bank()


class _Renaming:
    """One renaming being planned. `home` is the file in which the question stands."""

    def __init__(self, home: RenamedFile, old: str, new: str, reach: Reach) -> None:
        self.home = home
        self.old = old
        self.new = new
        self.reach = reach
        self.files: list[RenamedFile] = []
        self.going_on = False
        """Whether the question has its new id already and only the rest is still to be done."""

    def bank(self) -> tuple[Draft, ...]:
        """The plan for a question of a bank's own."""
        reading = sound_bank(self.home.path, self.reach)
        bank = reading.bank
        if bank is None:  # pragma: no cover - a reading without errors has one
            raise unsound(self.home.path, reading.errors)
        self._check_there([(each.id, each.aliases) for each in bank.all_questions()])
        name = self.new if self.going_on else self.old
        question = next(each for each in questions_of(self.home.top) if called(each) == name)
        used = question.setting("use")
        if used is not None:
            stem = used.text.rpartition(".")[0]
            file = next((each for each in reading.sources if Path(each).stem == stem), stem)
            if self.reach.is_fixed(Path(file)):
                raise CannotDo(
                    f"{name} is a question of {file}, which comes with the program and is not changed.",
                    "To call it something else, write the question out in your bank in place of its `use:`.",
                )
            raise CannotDo(
                f"{name} is a question of {file}, which other banks may use too.",
                f"Rename it there, and in all of them: checkin banks rename {file} {self.old} {self.new}",
            )
        self._change_bank(self.home, reading)
        return self._drafts([self.home])

    def shared(self) -> tuple[Draft, ...]:
        """The plan for a question of a shared file: there, and in every bank that takes it."""
        known = [
            (called(each), tuple(item.text for item in aliases.entries if item.kind == "scalar"))
            for each in questions_of(self.home.top)
            for aliases in (each.setting("aliases") or _NOTHING,)
        ]
        _, problems = parse(self.home.data, str(self.home.path))
        if problems:
            raise unsound(self.home.path, problems)
        self._check_there(known)
        stem = self.home.path.stem
        self.files.append(self.home)
        if not self.going_on:
            self._change_home()
        banks = []
        for path in self.reach.banks:
            if not may_name(path, f"{stem}.{self.old}"):
                continue
            reading = read_bank(path, self.reach.search)
            if not any(is_same(Path(each), self.home.path) for each in reading.sources if each != str(path)):
                continue
            file = open_file(path)
            if not any(
                (node := each.setting("use")) is not None and node.text == f"{stem}.{self.old}"
                for each in questions_of(file.top)
            ):
                continue
            if reading.errors and not self.going_on:
                raise unsound(path, reading.errors)
            check_own(path, self.reach)
            if any(called(each) == self.new for each in questions_of(file.top)):
                raise WrongInput(f"{path} has another question `{self.new}`.", "Choose another id.")
            self._change_bank(file, reading, stem)
            banks.append(file)
        self._change_translations(stem)
        return self._drafts(banks)

    def _check_there(self, known: list[tuple[str, tuple[str, ...]]]) -> None:
        """The old id is there and the new one is free; or this was begun before and is gone on with."""
        aliases = {alias: name for name, kept in known for alias in kept}
        names = [name for name, _ in known]
        if self.old not in names:
            if self.new in names and aliases.get(self.old) == self.new:
                self.going_on = True
                return
            near = similar(self.old, [*names, *aliases])
            near = aliases.get(near, near)
            raise self._not_there(f"Did you mean {near}?" if near else "", names)
        if self.new in names:
            raise WrongInput(f"There is a question `{self.new}` already.", "Choose another id.")
        if aliases.get(self.new, self.old) != self.old:
            raise WrongInput(
                f"`{aliases[self.new]}` was called `{self.new}` before, and its answers are kept under it.",
                "Choose another id.",
            )

    def _not_there(self, remedy: str, names: list[str]) -> NotFound:
        """What the old id is, if it is no question; else how the ids there are can be read."""
        top = self.home.top
        stages = _each(top.setting("stages"))
        pools = [item for stage in stages for item in _each(stage.setting("questions"))]
        for what, setting, nodes in (("stage", "id", stages), ("pool", "pool", pools)):
            if any((found := each.setting(setting)) is not None and found.text == self.old for each in nodes):
                return NotFound(
                    f"`{self.old}` is a {what}, and only questions are renamed by this command.",
                    "No answer is kept under it: change it in the file.",
                )
        if not remedy:
            bank = top.setting("id")
            remedy = (
                f"Its ids: checkin banks show {bank.text} --ids"
                if bank is not None and bank.kind == "scalar"
                else f"It has: {', '.join(names[:_NAMED])}{' …' if len(names) > _NAMED else ''}"
            )
        return NotFound(f"{self.home.path.name} has no question `{self.old}`.", remedy)

    def _change_home(self) -> None:
        """The question itself: its id, and the old one among its aliases."""
        question = next(each for each in questions_of(self.home.top) if called(each) == self.old)
        found = [each for each in mentions(self.home.page, self.home.top, self.old) if each.role != "alias"]
        self.home.change(found, self.new)
        self.home.edits.append(kept(self.home.page, question, self.old, self.new))

    def _change_bank(self, file: RenamedFile, reading: Reading, stem: str = "") -> None:
        """A bank that has the question, of its own or, with a `stem`, from that shared file."""
        if file not in self.files:
            self.files.append(file)
        if file is self.home and not self.going_on:
            self._change_home()
        elif file is not self.home or self.going_on:
            found = mentions(file.page, file.top, self.old, stem)
            file.change([each for each in found if each.role not in ("alias", "id")], self.new)
        taken = {node.text for each in questions_of(file.top) if (node := each.setting("use")) is not None}
        for name in reading.sources:
            if any(is_same(Path(name), each) for each in (file.path, self.home.path)):
                continue
            other = open_file(Path(name))
            for each in mentions(other.page, other.top, self.old):
                if each.question is not None and f"{other.path.stem}.{called(each.question)}" in taken:
                    raise CannotDo(
                        f"{name}, line {each.line} names {self.old} too, and other banks may use it.",
                        f"Let the bank word that question itself, or keep the id `{self.old}`.",
                    )
        top_id = file.top.setting("id")
        self._change_translations(top_id.text if top_id is not None else "")

    def _change_translations(self, name: str) -> None:
        """The translations of a bank or a shared file called `name`."""
        for path in self.reach.translations:
            if path.name.split(".")[0] != name and path.name.split(".")[0] != self.home.path.stem:
                continue
            if self.reach.is_fixed(path):
                continue
            try:
                file = open_file(path)
            except (CannotDo, WrongInput):
                continue  # a translation that can't be read is not offered anyway
            translates = file.top.setting("translates")
            if translates is None or translates.kind != "scalar" or translates.text != name:
                continue
            file.change(mentions_in_translation(file.page, file.top, self.old), self.new)
            if file.edits:
                self.files.append(file)

    def _drafts(self, banks: list[RenamedFile]) -> tuple[Draft, ...]:
        """The drafts, once they read as they should."""
        drafts = tuple(file.draft() for file in self.files if file.edits)
        if not drafts:
            raise WrongInput(f"`{self.old}` is called `{self.new}` already.", "")
        for bank in banks:
            prove(bank.path, bank.data, drafts, (self.old, self.new), self.reach.search)
        return drafts


_NAMED = 12
"""The most ids that a remedy lists."""

_NOTHING = Node("list", (), 1, 1, 1, 1)


def _each(node: Node | None) -> tuple[Node, ...]:
    """The maps of a list; none when it is not there, or something else."""
    return tuple(each for each in node.entries if each.kind == "map") if node is not None else ()
