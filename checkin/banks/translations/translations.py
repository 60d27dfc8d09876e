"""The translations of one bank: which languages there are, and the bank in one of them."""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING

from checkin.banks.format import WORDED
from checkin.banks.piping import references
from checkin.banks.reading.reader import Reading, check_file, check_translation
from checkin.banks.translations.overlay import (
    Overlay,
    QuestionWords,
    hash_of,
    mark,
    translated,
    words_of,
)
from checkin.banks.translations.overlay_originals import from_shared, overlay_files, shared_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.banks.model import Bank
    from checkin.banks.reading.outline import Placed


_LEAST_SHARE = 2
"""One question in so many has to be there in a translation of another bank before it is offered."""


class Translations:
    """The translations of the bank that was read as `original`: beside it, then along `search`.

    A translation with errors is not offered, and does nothing else to its bank. One that lies in a folder
    behind the bank's own was made for the bank that this one stands before. It gives no more than the
    questions whose mark fits, is there only if they are at least half of the bank's, and what else does not
    fit is no problem of this bank. `original` has a bank.
    """

    def __init__(self, original: Reading, search: Sequence[Path]) -> None:
        if original.bank is None:
            raise ValueError("a bank that can't be used has no translations")
        self.original = original
        self.bank: Bank = original.bank
        self.search = search
        self.roots = [original.path.parent, *search]
        self._readings: dict[str, Reading] = {}
        self.files: dict[str, Path] = overlay_files(self.roots, self.bank.id)
        self.files = {each: path for each, path in self.files.items() if self._made_for_it(path, each)}

    def languages(self) -> tuple[str, ...]:
        """The languages that the bank can be held in, its own first, the others in the alphabet's order."""
        return (self.bank.language, *(each for each in self.files if self.reading(each).overlay is not None))

    def reading(self, language: str) -> Reading:
        """The file of the translation into a language. Raises KeyError when there is none."""
        if language not in self._readings:
            path = self.files[language]
            self._readings[language] = (
                self._of_another(path)
                if self._is_behind(path)
                else check_translation(path, self.original, self.search)
            )
        return self._readings[language]

    def with_problems(self) -> Reading:
        """The reading of the bank with what is wrong in the translations beside it as well.

        One in another folder is somebody else's matter, or being written: `checkin banks check` tells of it.
        """
        beside = [each for each, path in self.files.items() if path.parent == self.original.path.parent]
        others = [self.reading(language) for language in beside]
        return dataclasses.replace(
            self.original,
            diagnostics=(
                *self.original.diagnostics,
                *(each for other in others for each in other.diagnostics),
            ),
            sources={path: lines for other in others for path, lines in other.sources.items()}
            | self.original.sources,
            untranslated=sum(map(self._left, self.own())),
        )

    def own(self) -> tuple[str, ...]:
        """The languages whose files were made for this bank: beside it, or in a folder searched before it."""
        return tuple(each for each, path in self.files.items() if not self._is_behind(path))

    def _left(self, language: str) -> int:
        """How many texts of the bank are not there in this language; none of a translation with errors."""
        overlay = self.reading(language).overlay
        if overlay is None:
            return 0
        bank, words = self.bank, self._words(overlay, self._shared(language), stale=True)
        pairs = [
            *((getattr(bank, name), getattr(overlay, name)) for name in ("title", "about", "closing")),
            *((seat.title, overlay.seats.get(seat.id)) for seat in bank.seats),
            *(
                (getattr(stage, name), getattr(overlay.stages.get(stage.id), name, ""))
                for stage in bank.stages
                for name in ("title", "purpose")
            ),
            *(
                (getattr(words_of(each), name), getattr(words[each.id], name))
                for each in bank.all_questions()
                for name in WORDED
            ),
        ]
        return sum(bool(original) and not there for original, there in pairs)

    def into(self, overlay: Overlay) -> Bank:
        """The bank in the words of a translation; what it leaves out, in those of its shared questions."""
        shared = self._shared(overlay.language)
        version = hash_of(*(each.encode() for each in (overlay.version, *(o.version for o, _, _ in shared))))
        questions = self._words(overlay, shared)
        return translated(self.bank, dataclasses.replace(overlay, questions=questions, version=version))

    def _is_behind(self, path: Path) -> bool:
        """Whether a translation lies in a folder that is searched after that of the bank."""
        before = list(itertools.takewhile(lambda root: root != self.original.path.parent, self.search))
        return path.parent not in (self.original.path.parent, *before)

    def _of_another(self, path: Path) -> Reading:
        """The translation of another bank of this name, cut down to the questions that fit this one."""
        found = check_file(path, self.search)
        if found.overlay is None:
            return Reading(None, (), path)
        known = {question.id: words_of(question) for question in self.bank.all_questions()}
        questions = {
            name: words
            for name, words in found.overlay.questions.items()
            if name in known and words.of == mark(known[name]) and _named(words) <= _named(known[name])
        }
        overlay = Overlay(
            found.overlay.translates,
            found.overlay.language,
            questions=questions,
            version=found.overlay.version,
        )
        return Reading(None, (), path, overlay=overlay)

    def _made_for_it(self, path: Path, language: str) -> bool:
        """Whether a translation is of this bank, or of another one that is much the same."""
        if not self._is_behind(path):
            return True
        overlay = self.reading(language).overlay
        if overlay is None:
            return False
        words = self._words(overlay, self._shared(language)).values()
        return _LEAST_SHARE * sum(bool(each.ask) for each in words) >= len(words)

    def _words(
        self, overlay: Overlay, shared: list[tuple[Overlay, str, Path]], *, stale: bool = False
    ) -> dict[str, QuestionWords]:
        """What is there of each question in a translation, or else in those of its shared questions.

        Words of a question that has others now count only if they may be `stale`.
        """
        questions = {}
        for placed in self.original.checker.outline.questions if self.original.checker else ():
            name = placed.question.id
            own = overlay.questions.get(name, QuestionWords())
            if own.of and own.of != mark(placed.question) and not stale:
                own = QuestionWords()
            below = self._from_shared(placed, shared)
            questions[name] = QuestionWords(
                **{each: getattr(own, each) or getattr(below, each) for each in WORDED}
            )
        return questions

    def _shared(self, language: str) -> list[tuple[Overlay, str, Path]]:
        """The translations of the included files: each with the file's stem and where the file is."""
        found = []
        for stem, (name, path) in self.original.included.files.items():
            file = overlay_files(self.roots, name).get(language)
            overlay = check_file(file, self.search).overlay if file else None
            if overlay is not None:
                found.append((overlay, stem, path))
        return found

    def _from_shared(self, placed: Placed, shared: list[tuple[Overlay, str, Path]]) -> QuestionWords:
        """The words of a shared question, for what the bank does not word itself."""
        name = placed.question.id
        for overlay, stem, path in shared:
            words = overlay.questions.get(name)
            settings = from_shared(placed, path)
            if words is None or not settings:
                continue
            if words.of and words.of != mark(shared_words(self.original.included.questions[stem][name][1])):
                continue
            return QuestionWords(**{each: getattr(words, each) for each in settings})
        return QuestionWords()


def _named(words: QuestionWords) -> set[str]:
    """What the words put in."""
    texts = (words.ask, words.hint, words.cue, words.label, *words.follow_ups, *words.choices)
    return {ref.key for text in texts for ref, _, _ in references(text)}
