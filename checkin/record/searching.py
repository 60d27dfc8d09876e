"""Searching what was said in a pair's meetings: each is read once, then looked through as people type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError
from checkin.ground.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.record.desk import Desk
    from checkin.record.entries import MeetingEntry
    from checkin.record.saved import Render

_BEFORE, _AFTER = 20, 40
"""Characters shown before and after what was searched for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A meeting in which something was found. `around` are the words around it, empty where only the date
    or the title has it.
    """

    meeting: MeetingEntry
    around: str = ""


@dataclass(frozen=True, slots=True)
class _Text:
    lines: tuple[str, ...]
    folded: str


@dataclass
class Searching:
    """The texts of one pair's meetings, kept while somebody searches. `render` makes the text of a meeting,
    with a line's words on one line. `troubles` are meetings that could not be read, in words.
    """

    desk: Desk
    pair: str
    render: Render
    troubles: list[str] = field(default_factory=list)
    _texts: dict[str, _Text] = field(default_factory=dict, repr=False)

    def read(self, meeting: MeetingEntry) -> None:
        """Read what was said in a meeting, unless it is here already. Raises nothing: of one that can't be
        read, what the record says of it is looked through.
        """
        if meeting.id in self._texts:
            return
        heading = f"{meeting.date} {meeting.title}"
        try:
            said = self.render(self.desk.saved(self.pair, meeting.id)).splitlines()
        except CheckinError as error:
            self.troubles.append(str(error))
            said = list(meeting.takeaways.values())
        lines = tuple(clean_line(line).removeprefix("- ") for line in (heading, *said))
        self._texts[meeting.id] = _Text(lines, " ".join(lines).casefold())

    def has(self, meeting: str) -> bool:
        """Whether the meeting with this id was read already."""
        return meeting in self._texts

    def found(self, meetings: Iterable[MeetingEntry], sought: str) -> list[Found]:
        """Those of the meetings read so far in which this was said, whatever the case.

        First it is looked for as it stands; where no meeting has that, for all of its words.
        """
        wanted = clean_line(sought).casefold()
        there = [(one, self._texts[one.id]) for one in meetings if one.id in self._texts]
        whole = [Found(one, _around((wanted,), text)) for one, text in there if wanted in text.folded]
        if whole or not wanted:
            return whole
        words = tuple(wanted.split())
        return [
            Found(one, _around(words, text))
            for one, text in there
            if all(word in text.folded for word in words)
        ]


def _around(words: tuple[str, ...], text: _Text) -> str:
    """The part of the first line that has what is wanted, with a little on both sides."""
    for word in words:
        # A text over several lines has no line that holds it; then the date and title do.
        first = next((line for line in text.lines if word in line.casefold()), text.lines[0])
        if first is not text.lines[0]:
            at = first.casefold().find(word)
            start, end = max(0, at - _BEFORE), at + len(word) + _AFTER
            return ("…" if start else "") + first[start:end] + ("…" if end < len(first) else "")
    return ""
