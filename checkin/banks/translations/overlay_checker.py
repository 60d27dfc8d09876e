"""A translation held against what it translates: what is unknown there, what is missing, what has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.banks.format import PIPED, WORDED
from checkin.banks.piping import references
from checkin.banks.reading.references import locate
from checkin.banks.reading.wording import similar
from checkin.banks.translations.overlay import QuestionWords, StageWords, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from checkin.banks.model import Bank
    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.values import Sheet, Taken
    from checkin.banks.translations.overlay_reader import WrittenOverlay

_NAMED = 4
"""The most ids that one message lists."""

_MARKED = 8
"""The most marks that one remedy lists."""


@dataclass(frozen=True, slots=True)
class Original:
    """What a translation translates: a bank, or a file of shared questions.

    `name` is its id as messages say it, `language` its own. `texts` are the texts at its top that can be
    translated and are there. `elsewhere` are the settings, by question id, that another translation is there
    for: those of shared questions. `piping` notes what is wrong with the `${…}` of a question's text. `bank`
    is the bank itself if it is one.
    """

    name: str
    language: str
    questions: Mapping[str, QuestionWords]
    piping: Callable[[str, Sheet, Node], None]
    texts: tuple[str, ...] = ()
    seats: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, StageWords] = field(default_factory=dict)
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bank: Bank | None = None


def check_overlay(written: WrittenOverlay, original: Original) -> None:
    """Note everything about a translation that does not fit its original."""
    _Check(written, original).all()


class _Check:
    """One translation being held against its original."""

    def __init__(self, written: WrittenOverlay, original: Original) -> None:
        self.written = written
        self.original = original
        self.sheet = written.sheet
        self.unknown_ids: list[str] = []

    def all(self) -> None:
        """Everything that is to be noted."""
        written, original = self.written, self.original
        self.unknown("seat", {name: key for name, (key, _) in written.seats.items()}, original.seats)
        self.unknown("stage", {name: key for name, (key, _) in written.stages.items()}, original.stages)
        self.unknown(
            "question", {name: key for name, (key, _) in written.questions.items()}, original.questions
        )
        self.top()
        self.stages()
        self.questions()

    def unknown(self, what: str, written: Mapping[str, Node], known: Iterable[str]) -> None:
        """Note the ids that the original has not: nobody would ever read what stands below them."""
        for name, key in written.items():
            if name in known:
                continue
            near = similar(name, known)
            self.unknown_ids.append(name)
            self.sheet.note(
                key,
                "overlay-unknown",
                f"`{self.original.name}` has no {what} `{name[:60]}`",
                f"a similar one exists: `{near}`" if near else "delete it; nobody would ever read it",
                severity="warning",
            )

    def top(self) -> None:
        """Note which of the texts at the top, and which titles of seats, are not translated."""
        key = self.written.settings["translates"][0]
        self.gaps("this translation", key, self.written.settings, self.original.texts, "")
        seats = [name for name, title in self.original.seats.items() if title]
        self.left_out("seats", "the title of the seat", [n for n in seats if n not in self.written.seats])

    def stages(self) -> None:
        """Note what is not translated of the stages."""
        written = self.written.stages
        self.left_out("stages", "the stage", [name for name in self.original.stages if name not in written])
        for name, (key, taken) in written.items():
            words = self.original.stages.get(name)
            wanted = [each for each in ("title", "purpose") if getattr(words, each, "")]
            self.gaps(f"`{name}`", key, taken, wanted, name)

    def questions(self) -> None:
        """Note what is not translated of the questions, has changed since, or does not fit."""
        written = self.written.questions
        unmarked: list[str] = []
        untouched: set[str] = set()
        for name, (key, taken) in written.items():
            words = self.original.questions.get(name)
            if words is None:
                continue
            if "of" in taken and self.stale(name, taken, words):
                continue
            if "of" not in taken:
                unmarked.append(name)
            there = [each for each in WORDED if getattr(words, each)]
            self.strangers(name, taken, there)
            elsewhere = self.original.elsewhere.get(name, frozenset())
            if "of" in taken and len(taken) == 1 and not self.written.mistyped.get(key):
                untouched.add(name)  # as a translation begins: its mark, and no words so far
                continue
            self.gaps(f"`{name}`", key, taken, [each for each in there if each not in elsewhere], name)
            self.choices(name, taken, words)
            self.pipes(name, taken, words)
        self.unmarked(unmarked)
        self.left_out(
            "questions",
            "the question",
            [
                name
                for name, words in self.original.questions.items()
                if (name not in written or name in untouched)
                and {each for each in WORDED if getattr(words, each)}
                - self.original.elsewhere.get(name, frozenset())
            ],
        )

    def stale(self, name: str, taken: Taken, words: QuestionWords) -> bool:
        """Whether the question has other words now than those that were translated, which is noted."""
        node, now = taken["of"][1], mark(words)
        if node.kind != "scalar" or node.text == now:
            return False
        self.sheet.note(
            node,
            "overlay-stale",
            f"the words of `{name}` in `{self.original.name}` have changed since",
            f"look at them, then write `of: {now}`; until then they are read in `{self.original.language}`",
            severity="warning",
        )
        return True

    def unmarked(self, names: list[str]) -> None:
        """Note once which questions do not say what words they translate."""
        if not names:
            return
        key = self.written.questions[names[0]][0]
        marks = [f"`of: {mark(self.original.questions[name])}` below `{name}`" for name in names[:_MARKED]]
        more = f" ({len(names) - _MARKED} more follow)" if len(names) > _MARKED else ""
        verb = "does" if len(names) == 1 else "do"
        self.sheet.note(
            key,
            "overlay-unmarked",
            f"{_named(names)} {verb} not say which words they translate"
            if len(names) > 1
            else f"`{names[0]}` does not say which words it translates",
            f"so that a change of the bank is noticed, write {', '.join(marks)}{more}",
            severity="warning",
        )

    def strangers(self, name: str, taken: Taken, there: list[str]) -> None:
        """Note words for settings that the question has not."""
        for each, (key, _) in taken.items():
            if each in WORDED and each not in there:
                self.sheet.note(
                    key,
                    "overlay-unknown",
                    f"`{name}` has no `{each}` in `{self.original.name}`",
                    "delete it, or give the question one there",
                    severity="warning",
                )

    def gaps(self, what: str, key: Node, taken: Taken, wanted: Iterable[str], where: str) -> None:
        """Note which settings are not there, but for those that are there under a mistyped name."""
        mistyped = self.written.mistyped.get(key, frozenset())
        missing = [f"`{each}`" for each in wanted if each not in taken and each not in mistyped]
        if missing:
            place = f"below `{where}:`" if where else "here"
            self.missing(key, f"{what} has no {_any_of(missing)}", place, one=len(missing) == 1)

    def left_out(self, setting: str, what: str, names: list[str]) -> None:
        """Note once which ids are not there at all; one that is mistyped was noted as unknown."""
        mistyped = {similar(name, names) for name in self.unknown_ids}
        names = [name for name in names if name not in mistyped]
        if not names:
            return
        settings = self.written.settings
        at = settings[setting][0] if setting in settings else settings["translates"][0]
        plural = "the titles of the seats" if setting == "seats" else f"{what}s"
        one = len(names) == 1
        message = f"{what if one else plural} {_named(names)} {'is' if one else 'are'} not translated"
        self.missing(at, message, f"below `{setting}:`", one=one)

    def missing(self, at: Node, message: str, where: str, *, one: bool) -> None:
        """Note that something is not there in this language."""
        own = self.original.language
        self.sheet.note(
            at,
            "overlay-missing",
            message,
            f"write {'it' if one else 'them'} {where}; "
            f"until then {'it is' if one else 'they are'} read in `{own}`",
            severity="warning",
        )

    def choices(self, name: str, taken: Taken, words: QuestionWords) -> None:
        """Choices stand for the original's one by one, and differ from each other."""
        found = self.written.overlay.questions[name].choices
        if "choices" not in taken or not words.choices:
            return
        node = taken["choices"][1]
        if node.kind == "list" and len(node.items) != len(words.choices):
            self.sheet.note(
                taken["choices"][0],
                "overlay-choices",
                f"`{name}` has {len(words.choices)} choices, and these are {len(node.items)}",
                "translate each, in the same order: " + ", ".join(f"`{each}`" for each in words.choices),
            )
            return
        for at, choice in enumerate(found):
            if choice in found[:at]:
                self.sheet.note(
                    node.items[at] if len(node.items) == len(found) else node,
                    "overlay-choices",
                    f"the choice `{choice}` is there twice",
                    "give each of them words of its own",
                )

    def pipes(self, name: str, taken: Taken, words: QuestionWords) -> None:
        """`${…}` names what may be named there, and puts in what the original puts in."""
        for each in PIPED:
            if each not in taken or not getattr(words, each):
                continue
            key, node = taken[each]
            items = node.texts
            items = tuple(item for item in items if item.kind == "scalar")
            before = len(self.sheet.problems)
            for item in items:
                if "${" in item.text:
                    self.original.piping(name, self.sheet, item)
            if len(self.sheet.problems) == before:
                self.dropped(each, key, items, _texts(getattr(words, each)))

    def dropped(self, setting: str, key: Node, items: tuple[Node, ...], texts: tuple[str, ...]) -> None:
        """Note an answer that the original puts in and this does not, or without what stands in for it."""
        theirs = {ref.key: ref for text in texts for ref, _, _ in references(text)}
        own = {
            ref.key: (ref, locate(self.sheet, item, item.text[start:end], nth))
            for item in items
            for nth, (ref, start, end) in enumerate(references(item.text))
        }
        for name, ref in theirs.items():
            written = f"last.{name}" if ref.last else name
            if name not in own:
                self.sheet.note(
                    key,
                    "overlay-reference",
                    f"this `{setting}` leaves out `${{{written}}}`",
                    "put it where the answer belongs in this language",
                    severity="warning",
                )
            elif ref.fallback is not None and own[name][0].fallback is None:
                self.sheet.note(
                    own[name][1],
                    "overlay-reference",
                    f"`${{{written}}}` has nothing to say here when there is no answer",
                    f"add a fallback, as the bank has one: `${{{written}|…}}`",
                    severity="warning",
                )


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _any_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def _named(names: list[str]) -> str:
    shown = [f"`{name}`" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        return ", ".join(shown) + f" and {len(names) - _NAMED} more"
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
