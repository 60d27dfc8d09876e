"""Before a shared meeting is saved every other seat is heard out: what was typed by then is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.live.room_connections import Connections


class HearingOut:
    """Who asked for the meeting to be saved, and which connections have still to say what they have."""

    def __init__(self, connections: Connections) -> None:
        self.asked: list[int] = []
        """The connections that asked, the first one first; none while nobody did."""
        self._connections = connections
        self._waits: set[int] = set()
        self._again = False

    @property
    def done(self) -> bool:
        """Whether somebody asked, and nobody has to be waited for any more."""
        return bool(self.asked) and not self._waits

    @property
    def silent(self) -> tuple[str, ...]:
        """The seats of those who have not said what they have."""
        seats = (self._connections.get(number) for number in sorted(self._waits))
        return tuple(dict.fromkeys(one.seat for one in seats if one is not None))

    def ask(self, number: int) -> None:
        """A connection asks to save. All that it had to say came before; the others are heard out."""
        began = not self.asked
        self.asked.append(number)
        self.heard(number)
        if began:
            for other in self._connections.seated():
                self.came(other)

    def came(self, number: int) -> None:
        """While they are heard out: ask one more, but for those who asked to save."""
        if self.asked and number not in self.asked:
            self._waits.add(number)
            self._connections.send(number, {"k": "last"})

    def ask_again(self) -> bool:
        """Hear everybody out once more, those who asked too: something they were told may have an answer.
        False when that was done already.
        """
        if self._again or not self.asked:
            return False
        self._again = True
        for number in self._connections.seated():
            self._waits.add(number)
            self._connections.send(number, {"k": "last"})
        return bool(self._waits)

    def heard(self, number: int) -> None:
        """A connection has said what it had, or is gone."""
        self._waits.discard(number)

    def over(self) -> None:
        """It was saved, or could not be."""
        self.asked, self._waits, self._again = [], set(), False
