"""The translations that come with the program: whole, fresh, short, and in the words they should be in."""

import re

import pytest

from checkin.banks.agenda import agenda
from checkin.banks.folders import Folder, shipped_folder
from checkin.banks.library import Library
from checkin.banks.piping import fill, references
from checkin.banks.reading.reader import check_file
from checkin.ground.text import cell_width, wrap

FILES = sorted(path for path in shipped_folder().rglob("*.yaml") if "." in path.stem)
LIBRARY = Library([Folder(shipped_folder(), "shipped")])


def pairs():
    """Each question of the regular meeting with its translation."""
    return list(
        zip(
            LIBRARY.find("regular").bank.all_questions(),
            LIBRARY.find("regular", "de").bank.all_questions(),
            strict=True,
        )
    )


def test_the_regular_meeting_speaks_german_with_all_that_it_takes_in():
    assert LIBRARY.languages("regular") == ("en", "de")
    assert [path.name for path in FILES] == ["regular.de.yaml", "openers.de.yaml"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_translation_lacks_nothing_and_is_as_new_as_its_bank(path):
    assert check_file(path, [shipped_folder()]).told() == ""


def test_every_word_is_translated():
    for base, other in pairs():
        assert base.id == other.id
        for name in ("ask", "hint", "cue", "label", "follow_ups"):
            old, new = getattr(base, name), getattr(other, name)
            assert bool(old) == bool(new), (base.id, name)
            assert not old or old != new, (base.id, name)
        assert len(base.follow_ups) == len(other.follow_ups)
    for base, other in zip(
        LIBRARY.find("regular").bank.stages, LIBRARY.find("regular", "de").bank.stages, strict=True
    ):
        assert base.title != other.title
        assert base.purpose != other.purpose


def test_a_translated_question_is_as_short_and_asks_for_the_same():
    for base, other in pairs():
        assert len(other.ask.split()) <= 18
        assert other.ask.endswith("?") == base.ask.endswith("?")
        assert [ref.key for ref, _, _ in references(other.ask)] == [
            ref.key for ref, _, _ in references(base.ask)
        ]


def test_a_translated_question_fits_a_small_screen():
    for _, other in pairs():
        assert len(wrap(fill(other.ask, lambda _: "word " * 40), 76)) <= 3
        assert len(wrap(other.hint, 76)) <= 1
        assert len(wrap(other.cue, 70)) <= 2
        assert cell_width(other.label) <= 30
    bank = LIBRARY.find("regular", "de").bank
    assert all(cell_width(stage.title) <= 40 and len(wrap(stage.purpose, 76)) == 1 for stage in bank.stages)
    assert max(cell_width(line) for line in agenda(bank).splitlines()) <= 80


def test_german_says_du_and_sets_its_own_quotation_marks():
    for _, other in pairs():
        for text in (other.ask, other.hint, other.cue, other.label, *other.follow_ups):
            assert not re.search(r"\b(Sie|Ihnen|Ihre?[nmrs]?)\b", text), text
            assert "”" not in text, text
            assert text.count("„") == text.count("“"), text
            assert "!" not in text, text
