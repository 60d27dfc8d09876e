"""The manual's page about the kinds of meeting: every one that is shipped, with its title and its minutes."""

from __future__ import annotations

import re
from pathlib import Path

import checkin
from checkin.banks.folders import Folder, shipped_folder
from checkin.banks.library import Library

PAGE = (Path(checkin.__file__).parent / "docs" / "kinds.md").read_text(encoding="utf-8")
ENTRY = re.compile(r"\*\*(.+?)\*\* \(`(\w+)`, (\d+) minutes, (\d+) in short\): \S")


def test_the_page_has_every_kind_by_its_title_and_with_its_minutes():
    library = Library([Folder(shipped_folder(), "shipped")])
    banks = [library.find(entry.id).bank for entry in library.entries()]
    told = {id: (title, int(full), int(quick)) for title, id, full, quick in ENTRY.findall(PAGE)}
    assert told == {bank.id: (bank.title, bank.minutes["full"], bank.minutes["quick"]) for bank in banks}


def test_the_page_counts_them():
    assert PAGE.startswith("# Thirteen kinds of meeting\n")
    assert len(ENTRY.findall(PAGE)) == 13


def test_the_page_reads_well_in_a_terminal():
    assert max(map(len, PAGE.splitlines())) <= 110
