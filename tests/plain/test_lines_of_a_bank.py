"""The pages and the typed lines that a rehearsal counts are those of a meeting held in plain lines."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

import pytest

from checkin.banks.folders import shipped_folder
from checkin.banks.reading.reader import read_bank
from checkin.banks.rehearsal.cost import cost_of
from checkin.banks.rehearsal.paths import paths
from checkin.meeting.events import SHARED
from checkin.meeting.flow import shown
from checkin.meeting.turning import place_of, prompt_at
from checkin.plain.walk import walk
from checkin.record.rehearsed import begin_rehearsal


@dataclass
class Scribe:
    """A console that types what is worth typing and says nothing else."""

    meeting: Any
    depth: str
    typed: dict[str, int] = field(default_factory=dict)
    ends: bool = False
    until_ready: Any = None

    def say(self, text: str) -> None: ...

    def put_in(self, text: str) -> None: ...

    def ask(self, _prompt: str) -> str:
        """The next line."""
        prompt = prompt_at(self.meeting.state, place_of(self.meeting.state, SHARED))
        if prompt is None:
            return ""
        question, bank = prompt.question, self.meeting.start.bank
        done = self.typed.setdefault(prompt.id, 0)
        if self.ends:
            # A longer answer ends with an empty line.
            self.ends = False
            return ""
        if prompt.is_card or done >= cost_of(question, self.depth, bank).typed:
            return ""
        self.ends = question.type in ("goal", "takeaway")
        self.typed[prompt.id] += 1
        return "Something worth keeping"


@pytest.mark.parametrize("depth", ["quick", "full"])
@pytest.mark.parametrize("path", sorted(shipped_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_a_meeting_in_plain_lines_has_the_pages_and_the_typed_lines_that_are_counted(tmp_path, path, depth):
    bank = read_bank(path).bank
    if bank is None:  # a translation
        return
    desk, meeting = begin_rehearsal(tmp_path, dict(os.environ), bank, depth)
    scribe = Scribe(meeting, depth)
    assert walk(desk, meeting, scribe) == 0
    asked = [question.id for question in shown(meeting.state)]
    along = paths(bank, depth, asked)
    assert along.count == 1
    assert len(scribe.typed) == along.most.prompts == along.least.prompts
    assert sum(scribe.typed.values()) == along.most.typed == along.least.typed
