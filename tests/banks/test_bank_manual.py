"""The manual's pages about banks: they name everything there is, and what they show is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import checkin
from checkin.banks.folders import shipped_folder
from checkin.banks.format import BANK, POOL, QUESTION, SEAT, STAGE
from checkin.banks.model import TYPES
from checkin.banks.reading.conditions import OPERATORS
from checkin.banks.reading.reader import check_file

DOCS = Path(checkin.__file__).parent / "docs"
GUIDE = (DOCS / "banks.md").read_text(encoding="utf-8")
TABLES = (DOCS / "bank_settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted({*BANK, *STAGE, *QUESTION, *POOL, *SEAT, *TYPES, *OPERATORS, "any"}))
def test_everything_there_is_stands_in_the_tables(name: str):
    assert f"`{name}`" in TABLES or f"`{name}:`" in TABLES


def test_the_small_bank_of_the_guide_checks_clean(tmp_path: Path):
    block = re.search(r"## A small bank\n\n((?:    .*\n|\n)+)", GUIDE)
    assert block is not None
    path = tmp_path / "coffee.yaml"
    path.write_text(re.sub(r"^    ", "", block[1], flags=re.MULTILINE), encoding="utf-8")
    assert check_file(path, []).told() == ""


def test_the_translation_of_the_guide_is_one(tmp_path: Path):
    block = re.search(r"## Another language\n\n.*\n\n((?:    .*\n)+)", GUIDE)
    assert block is not None
    (tmp_path / "regular.yaml").write_bytes((shipped_folder() / "regular.yaml").read_bytes())
    path = tmp_path / "regular.fi.yaml"
    path.write_text(re.sub(r"^    ", "", block[1], flags=re.MULTILINE), encoding="utf-8")
    assert {each.code for each in check_file(path).diagnostics} <= {"overlay-missing", "overlay-stale"}
