"""A desk with one pair, Sam (mentee) and Robin (mentor), on Sunday 22 November 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted import a_desk, sam_and_robin

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = a_desk(tmp_path)
    sam_and_robin(desk)
    return desk
