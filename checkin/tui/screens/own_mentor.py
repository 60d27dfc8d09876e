"""What a mentor does on their own page: before a meeting, and after one. Mixed into its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.words import OFFER_WORDS
from checkin.record import own_page as page
from checkin.record import private
from checkin.record.bringing import prepared, see
from checkin.tui.screens.own_acts import in_short

if TYPE_CHECKING:
    from checkin.tui.screens.own_acts import OwnActs as _Base
else:
    _Base = object  # not a screen itself

LOADS = {0: "not at all", 5: "it was work", private.HEAVY: "heavy", 10: "very heavy"}
"""Words beside some of the numbers."""


class MentorActs(_Base):
    """Mixed into `OwnScreen`."""

    def do_ready(self) -> None:
        """What the mentee brings; that it was opened is on record. Raises `CannotDo`."""
        desk = self.checkin.desk
        found = prepared(desk, self.pair)
        self.read("What they bring", page.mentor_ready(desk, self.pair))
        if found is not None:
            see(desk, self.pair, found)

    def do_queue(self) -> None:
        """Keep a thought ready."""
        kinds = [(kind, str(n), words) for n, (kind, words) in enumerate(OFFER_WORDS.items(), 1)]

        def of_kind(kind: str | None) -> None:
            if kind is None:
                return

            def keep(texts: tuple[str, ...]) -> str:
                thought, fit = texts if texts[0] else (texts[1], "")
                private.queue_offer(self.checkin.desk, self.pair, kind, thought, fit)
                return "Kept ready, for you alone. It stays closed until your turn has come."

            asked = ["The thought", "It may not fit because …"]
            self.write("A thought kept ready", "Closed until your turn has come.", asked, keep)

        self.choose("What is it?", kinds, of_kind)

    def do_queued(self) -> None:
        """Take a thought out again. Raises `CannotDo`."""
        desk = self.checkin.desk
        lines = [(one.id, in_short(one.text)) for one in private.queued_offers(desk, self.pair)]
        self.choose_of(
            "Take one out again?",
            lines,
            lambda id: self.do(lambda: self._take_out(id)) if id else None,
        )

    def _take_out(self, id: str) -> str:
        private.take_offer(self.checkin.desk, self.pair, id)
        return "Taken out."

    def do_load(self) -> None:
        """How heavy a meeting was; three heavy ones in a row suggest a talk, here and nowhere else."""
        lines = [(str(n), str(n) if n < 10 else "t", LOADS.get(n, "·")) for n in range(11)]

        def keep(value: str | None) -> None:
            if value is None:
                return

            def put() -> str:
                private.load(self.checkin.desk, self.pair, int(value))
                return private.BOUNDARIES if private.too_heavy(self.checkin.desk, self.pair) else page.FOR_YOU

            self.do(put)

        self.choose("How heavy was it for you?", lines, keep)

    def do_debrief(self) -> None:
        """Whose it was what happened."""
        lines = [(id, str(n), words.capitalize()) for n, (id, words) in enumerate(private.WHOSE.items(), 1)]

        def keep(whose: str | None) -> None:
            if whose is not None:
                self.do(lambda: private.debrief(self.checkin.desk, self.pair, whose) and page.FOR_YOU)

        self.choose("What happened was … (it is no verdict on you)", lines, keep)

    def do_door(self) -> None:
        """A door held back, and why."""
        lines = [(id, str(n), words) for n, (id, words) in enumerate(private.HELD_REASONS.items(), 1)]

        def why(texts: tuple[str, ...]) -> str:
            def keep(reason: str | None) -> None:
                if reason is not None:
                    said = private.LET_THEM_DECIDE if reason == private.OWN_PAST else page.FOR_YOU
                    self.do(
                        lambda: private.held_door(self.checkin.desk, self.pair, texts[0], reason) and said
                    )

            # What is answered comes back here, not to the page that was written on: that one is gone by then.
            self.call_later(self.choose, "What held you back?", lines, keep)
            return ""

        self.write("A door you held back", "The reason stays with you.", ["Which door?"], why)

    def do_after(self) -> None:
        """Read what was said after meetings. Raises `CannotDo`."""
        self.read_entries("After meetings", "load", "debrief", "held_door")
