"""What a translation is held against: the words of a bank, or of a file of shared questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.format import PIPED, WORDED
from checkin.banks.piping import references
from checkin.banks.reading.include import read_shared
from checkin.banks.reading.nodes import parse
from checkin.banks.reading.references import locate
from checkin.banks.reading.source import lines_of
from checkin.banks.reading.values import Sheet
from checkin.banks.translations.overlay import QuestionWords, StageWords, is_language, words_of
from checkin.banks.translations.overlay_checker import Original
from checkin.banks.translations.overlay_reader import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.banks.model import Bank
    from checkin.banks.reading.checker import Checker
    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.outline import Placed, Written
    from checkin.banks.reading.reader import Reading

_SUFFIXES = (".yaml", ".yml")


def overlay_files(roots: Sequence[Path], name: str) -> dict[str, Path]:
    """The files that may translate `name`, by language: `regular.fi.yaml` in the first folder that has one.

    `name` is a bank's id, or the name of a file of shared questions without its suffix: `shared/openers`.
    """
    found: dict[str, Path] = {}
    for root in dict.fromkeys(roots):
        original = root / name
        prefix = f"{original.name}."
        try:
            paths = sorted(original.parent.iterdir())
        except (OSError, ValueError):
            continue
        for path in paths:
            language = path.stem.removeprefix(prefix)
            if path.suffix in _SUFFIXES and path.stem.startswith(prefix) and is_language(language):
                found.setdefault(language, path)
    return dict(sorted(found.items()))


def shared_words(written: Written) -> QuestionWords:
    """The words of a shared question as they stand in its own file."""
    home = next(iter(written.values()))[0]
    scratch = Sheet(home.path, home.lines, [])
    return read_words(scratch, {name: (key, value) for name, (_, key, value) in written.items()})


def from_shared(placed: Placed, path: Path) -> frozenset[str]:
    """The worded settings that a question has from this file of shared questions; none if it is not of it."""
    if "id" not in placed.written or placed.written["id"][0].path != str(path):
        return frozenset()
    written = placed.written
    return frozenset(name for name in WORDED if name in written and written[name][0].path == str(path))


def original_of_bank(reading: Reading, bank: Bank, language: str, search: Sequence[Path]) -> Original:
    """A bank as the original of its translation into `language`."""
    checker = reading.checker
    placed = {each.question.id: each for each in checker.outline.questions} if checker else {}
    elsewhere: dict[str, frozenset[str]] = {}
    for name, path in reading.included.files.values():
        if language in overlay_files([reading.path.parent, *search], name):
            elsewhere |= {each: found for each, one in placed.items() if (found := from_shared(one, path))}

    def piping(question: str, sheet: Sheet, node: Node) -> None:
        if checker is not None:
            _look_from(checker, placed[question], sheet, node)

    return Original(
        name=bank.id,
        language=bank.language,
        questions={question.id: words_of(question) for question in bank.all_questions()},
        piping=piping,
        texts=tuple(name for name in ("title", "about", "closing") if getattr(bank, name)),
        seats={seat.id: seat.title for seat in bank.seats},
        stages={stage.id: StageWords(stage.title, stage.purpose) for stage in bank.stages},
        elsewhere=elsewhere,
        bank=bank,
    )


def original_of_shared(data: bytes, path: Path) -> Original:
    """A file of shared questions as the original of its translation."""
    top, _ = parse(data, str(path))
    questions = read_shared(Sheet(str(path), lines_of(data), []), top) if top is not None else {}
    words = {name: shared_words(written) for name, (_, written) in questions.items()}
    language = top.setting("language") if top is not None else None
    own = language.text if language is not None and language.kind == "scalar" else "en"

    def piping(question: str, sheet: Sheet, node: Node) -> None:
        _like_the_original(words[question], sheet, node)

    return Original(path.stem, own, words, piping)


def _look_from(checker: Checker, placed: Placed, sheet: Sheet, node: Node) -> None:
    """Note the `${…}` of a text that could not stand in the question's own place."""
    names = checker.references
    before, names.current = names.current, placed
    try:
        names.piped(sheet, node)
        names.tell()
    finally:
        names.current = before


def _like_the_original(words: QuestionWords, sheet: Sheet, node: Node) -> None:
    """Note the `${…}` that none of the original's texts has; where it will be asked is not known here."""
    known = {(ref.last, ref.key) for text in _all(words) for ref, _, _ in references(text)}
    for nth, (ref, start, end) in enumerate(references(node.text)):
        if (ref.last, ref.key) not in known:
            sheet.note(
                locate(sheet, node, node.text[start:end], nth),
                "unknown-question",
                f"the shared question does not name `{ref.key}`",
                "a translation can put in what the question itself puts in",
            )


def _all(words: QuestionWords) -> list[str]:
    found: list[str] = []
    for name in PIPED:
        value = getattr(words, name)
        found += [value] if isinstance(value, str) else value
    return found
