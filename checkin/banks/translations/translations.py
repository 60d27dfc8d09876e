"""The translations of one bank: which languages there are, and the bank in one of them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from checkin.banks.reading.reader import Reading, check_file, check_translation
from checkin.banks.translations.overlay import WORDED, Overlay, QuestionWords, hash_of, mark, translated
from checkin.banks.translations.overlay_originals import from_shared, overlay_files, shared_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.banks.model import Bank
    from checkin.banks.reading.outline import Placed


class Translations:
    """The translations of the bank that was read as `original`: beside it, then along `search`.

    A translation with errors is not offered, and does nothing else to its bank. `original` has a bank.
    """

    def __init__(self, original: Reading, search: Sequence[Path]) -> None:
        if original.bank is None:
            raise ValueError("a bank that can't be used has no translations")
        self.original = original
        self.bank: Bank = original.bank
        self.search = search
        self.roots = [original.path.parent, *search]
        self.files = overlay_files(self.roots, self.bank.id)
        self._readings: dict[str, Reading] = {}

    def languages(self) -> tuple[str, ...]:
        """The languages that the bank can be held in, its own first, the others in the alphabet's order."""
        return (self.bank.language, *(each for each in self.files if self.reading(each).overlay is not None))

    def reading(self, language: str) -> Reading:
        """The file of the translation into a language. Raises KeyError when there is none."""
        if language not in self._readings:
            self._readings[language] = check_translation(self.files[language], self.original, self.search)
        return self._readings[language]

    def problems(self) -> int:
        """How many errors and warnings there are in the translations of the bank itself."""
        return sum(len(self.reading(each).diagnostics) for each in self.files)

    def into(self, overlay: Overlay) -> Bank:
        """The bank in the words of a translation; what it leaves out, in those of its shared questions."""
        shared = self._shared(overlay.language)
        questions = {}
        for placed in self.original.checker.outline.questions if self.original.checker else ():
            name = placed.question.id
            own = overlay.questions.get(name, QuestionWords())
            if own.of and own.of != mark(placed.question):
                own = QuestionWords()
            below = self._from_shared(placed, shared)
            questions[name] = QuestionWords(
                **{each: getattr(own, each) or getattr(below, each) for each in WORDED}
            )
        version = hash_of(*(each.encode() for each in (overlay.version, *(o.version for o, _, _ in shared))))
        return translated(self.bank, dataclasses.replace(overlay, questions=questions, version=version))

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
