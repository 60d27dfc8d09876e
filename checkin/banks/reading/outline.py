"""A bank's stages as they are written: every question with the places of its settings, checked one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from checkin.banks.diagnostics import Related
from checkin.banks.format import POOL, QUESTION, STAGE, USE
from checkin.banks.model import Question
from checkin.banks.reading.nodes import Node
from checkin.banks.reading.values import Sheet, undashed
from checkin.banks.reading.wording import kind_of, similar, spot

Written = dict[str, tuple[Sheet, Node, Node]]
"""Settings by name: the file they stand in, the node of the name and the node of the value."""


@dataclass(slots=True)
class Placed:
    """A question where it stands: `number` counts them through the bank, `at` is where it is named.

    `question` has no `when` yet: that is read when all questions are known. `unsure` names the settings
    whose value could not be read, or only guessed: that was noted, and nothing is concluded from them.
    """

    number: int
    question: Question
    sheet: Sheet
    at: Node
    written: Written
    pool: str = ""
    unsure: frozenset[str] = frozenset()


@dataclass(slots=True)
class PlacedPool:
    """A pool as it is written."""

    id: str
    pick: int
    quick: bool
    questions: list[Placed] = field(default_factory=list)


@dataclass(slots=True)
class PlacedStage:
    """A stage as it is written."""

    id: str
    title: str
    purpose: str
    items: list[Placed | PlacedPool] = field(default_factory=list)


Shared = Mapping[str, Mapping[str, tuple[Node, Written]]]
"""Questions of included files: by the file's stem, then by id, the node of the id and the settings."""


def written(sheet: Sheet, node: Node, owner: str = "") -> Written:
    """The known settings of a question's map; unknown and missing ones are noted."""
    return {
        name: (sheet, key, value)
        for name, (key, value) in sheet.take(node, QUESTION, owner or called(node, "question", "id")).items()
    }


def called(node: Node, what: str, key: str) -> str:
    """How messages name the thing that a map describes: question `goal`, or only: this question."""
    for name, value in node.pairs if node.kind == "map" else ():
        if name.value == key and value.kind == "scalar" and value.value:
            return f"{what} `{value.value[:60]}`"
    return f"this {what}"


class Outline:
    """Reads the stages of one bank into placed questions. `mentee` and `mentor` are the seats that answer.

    `unread` are the names of included files of which questions are missing. `gap` is the number of
    the first question before or in which something could not be read, which was noted: a name that nothing
    has may belong to that.
    """

    def __init__(
        self, sheet: Sheet, shared: Shared, mentee: str, mentor: str, unread: Collection[str] = ()
    ) -> None:
        self.sheet = sheet
        self.shared = shared
        self.mentee = mentee
        self.mentor = mentor
        self.unread = unread
        self.gap: int | None = None
        self.stages: list[PlacedStage] = []
        self.questions: list[Placed] = []
        self._ids: dict[str, dict[str, tuple[Sheet, Node]]] = {"id": {}, "stage id": {}, "pool id": {}}

    def read(self, stages: Node) -> None:
        """Read the list below `stages:`."""
        for node in listed(self.sheet, stages, "stages", "each stage starts with `- id:`"):
            owner = called(node, "stage", "id")
            taken = self.sheet.take(node, STAGE, owner)
            values = {
                name: self.sheet.value(STAGE[name], value)
                for name, (_, value) in taken.items()
                if name != "questions"
            }
            stage = PlacedStage(
                values.get("id") or "", values.get("title") or "", values.get("purpose") or ""
            )
            if "questions" in taken:
                if stage.id:
                    self.claim("stage id", stage.id, self.sheet, taken["id"][1])
                _, questions = taken["questions"]
                items = listed(self.sheet, questions, "questions", "each question starts with `- id:`")
                placed = [self.item(item) for item in items]
                stage.items.extend(each for each in placed if each is not None)
            if not stage.items or node.spoilt:
                self.missed()
            self.stages.append(stage)

    def item(self, node: Node, *, pooled: bool = False) -> Placed | PlacedPool | None:
        """One entry of a stage: a question, a question of an included file, or a pool (not in a pool)."""
        names = {key.value for key, _ in node.pairs} if node.kind == "map" else set()
        if not names & {"id", "pool", "from", "use"}:
            names = {similar(name, ("pool", "from", "use", "id")) for name in names - set(QUESTION)}
        if not pooled and ("pool" in names or "from" in names):
            return self.pool(node)
        return self.used(node) if "use" in names else self.question(node)

    def pool(self, node: Node) -> PlacedPool:
        """A pool with the questions to draw from."""
        owner = called(node, "pool", "pool")
        taken = self.sheet.take(node, POOL, owner)
        values = {
            name: self.sheet.value(POOL[name], value) for name, (_, value) in taken.items() if name != "from"
        }
        pick = values.get("pick")
        pool = PlacedPool(values.get("pool") or "", 1 if pick is None else pick, bool(values.get("quick")))
        if node.spoilt or ("quick" in taken and values.get("quick") is None):
            self.missed()
        if "from" not in taken:
            self.missed()
            return pool
        if pool.id:
            self.claim("pool id", pool.id, self.sheet, taken["pool"][1])
        key, source = taken["from"]
        if (source.kind == "list" and not source.items) or (source.kind == "scalar" and source.empty):
            self.missed()
            self.sheet.note(
                key, "empty-pool", f"{owner} has nothing to draw from", "give it questions, or delete it"
            )
            return pool
        nodes = listed(self.sheet, source, "from", "each question starts with `- id:` or `- use:`")
        for each in nodes:
            placed = self.item(each, pooled=True)
            if isinstance(placed, Placed):
                placed.pool = pool.id
                pool.questions.append(placed)
        if pick is not None and nodes and not 1 <= pick <= len(nodes):
            self.sheet.note(
                taken["pick"][1],
                "pick-too-many" if pick > 0 else "wrong-value",
                f"{owner} holds {len(nodes)}, and {pick} are to be drawn",
                f"`pick` can be 1 to {len(nodes)}",
            )
        return pool

    def question(self, node: Node) -> Placed | None:
        """A question written in the bank itself."""
        if node.kind != "map":
            self.missed()
            self.sheet.note(
                spot(node),
                "wrong-type",
                "a question with its settings was expected here",
                "write `- id: …` and below it `ask: …`",
            )
            return None
        settings = written(self.sheet, node)
        at = settings["id"][2] if "id" in settings else node
        if node.spoilt:
            self.missed()
        return self.place(settings, self.sheet, at, spoilt=node.spoilt)

    def used(self, node: Node) -> Placed | None:
        """A question of an included file, with what the bank words differently."""
        taken = self.sheet.take(node, USE, called(node, "question", "use"))
        name = taken["use"][1] if "use" in taken else node
        stem, dot, which = name.text.rpartition(".") if name.kind == "scalar" else ("", "", "")
        found = self.shared.get(stem, {}).get(which)
        if found is None:
            self.missed()
            if name.kind != "scalar" and "use" in taken:
                self.sheet.note(name, "wrong-type", "`use` names one question", "write `use: file.question`")
            elif "use" in taken and not name.spoilt and not (self.unread and self._unread(stem)):
                said = self._unknown_use(name.text, stem if dot else "", which)
                self.sheet.note(spot(name), "unknown-use", *said)
            return None
        settings = dict(found[1])
        settings.update(
            {each: (self.sheet, key, value) for each, (key, value) in taken.items() if each != "use"}
        )
        return self.place(settings, self.sheet, name)

    def place(self, settings: Written, sheet: Sheet, at: Node, *, spoilt: bool = False) -> Placed:
        """The question of these settings, its id claimed and its values read."""
        values: dict[str, Any] = {}
        unsure = {"id", "type", "who"} if spoilt or len(settings) == 1 else set()
        for name, (home, _, value) in settings.items():
            if name != "when":
                noted = len(home.problems)
                values[name] = home.value(QUESTION[name], value)
                if values[name] is None or any(each.severity == "error" for each in home.problems[noted:]):
                    unsure.add(name)
        question = Question(
            **{
                "ask": "",
                "id": "",
                "who": self.mentor if values.get("type") == "offer" else self.mentee,
                **{name: value for name, value in values.items() if value is not None},
            }
        )
        if not question.id:
            self.missed()
        elif "id" not in unsure:
            self.claim("id", question.id, sheet, at)
        placed = Placed(len(self.questions), question, sheet, at, settings, unsure=frozenset(unsure))
        self.questions.append(placed)
        return placed

    def missed(self) -> None:
        """Remember that something is missing from here on."""
        self.gap = len(self.questions) if self.gap is None else self.gap

    def claim(self, what: str, name: str, sheet: Sheet, at: Node) -> None:
        """Note an id that is taken already."""
        first = self._ids[what].setdefault(name, (sheet, at))
        if first[1] is not at:
            same = first[0] is sheet
            sheet.note(
                at,
                "duplicate-id",
                f"the {what} `{name}` is used twice",
                "rename one; ids name the answers in saved summaries" if what == "id" else "rename one",
                related=Related(first[1].line, first[1].column, first[1].end_column, "first used here")
                if same
                else None,
                mark="used again here",
            )

    def _unread(self, stem: str) -> bool:
        """Whether a shared question may be missing only because a file was not read, or not all of it."""
        return stem in self.unread or stem not in self.shared

    def _unknown_use(self, name: str, stem: str, which: str) -> tuple[str, str]:
        everything = [f"{file}.{each}" for file, questions in self.shared.items() for each in questions]
        near = self.sheet.similar(name, everything)
        if stem and stem not in self.shared:
            message = f"no included file is called `{stem}`"
            remedy = "name the file under `include:`"
        elif stem:
            message = f"`{stem}` has no question `{which}`"
            remedy = f"it has: {', '.join(f'`{each}`' for each in list(self.shared[stem])[:8])}"
        else:
            message = f"`{name}` does not say which file it is from"
            remedy = "write `use: file.question`"
        return message, f"a similar one exists: `{near}`" if near else remedy


def listed(sheet: Sheet, node: Node, name: str, remedy: str) -> tuple[Node, ...]:
    """The items of a list that may not be empty; anything else is noted."""
    if node.kind == "list" and node.items:
        return node.items
    if node.spoilt and node.kind == "scalar":
        return ()
    empty = node.kind == "list" or node.empty
    sheet.note(
        spot(node),
        "wrong-value" if empty else "wrong-type",
        f"`{name}` is empty" if empty else f"`{name}` is a list, not {kind_of(node)}",
        undashed(node) if node.kind == "scalar" and not node.empty else remedy,
    )
    return ()
