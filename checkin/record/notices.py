"""Lines that people should see: a backup was taken, a journal can't be read. Each is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Notices:
    """What waits to be said, and what was. Plain lines, not yet fit for a terminal."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._told: set[str] = set()

    def tell(self, notices: Iterable[str]) -> None:
        """Have these lines said to people, each once."""
        for notice in notices:
            if notice not in self._told:
                self._told.add(notice)
                self._waiting.append(notice)

    def take(self) -> tuple[str, ...]:
        """The lines that wait to be said. Whoever takes them has to say them."""
        taken = tuple(self._waiting)
        self._waiting.clear()
        return taken

    def said(self, notice: str) -> None:
        """This line is said in another way, and not again."""
        self._told.add(notice)
        self._waiting = [other for other in self._waiting if other != notice]
