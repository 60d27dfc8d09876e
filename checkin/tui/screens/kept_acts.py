"""What can be done with the things a pair keeps: a strength in one's own words, doors and the shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.text import clean_line, cut
from checkin.meeting.cards import CARDS, SOURCES, choices_by_name
from checkin.meeting.doors import MOVE_WORDS, next_moves
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.finding import FIND
from checkin.tui.screens.kept import COPY, KeptScreen
from checkin.tui.screens.write import Asked, WriteScreen

if TYPE_CHECKING:
    from checkin.record.facts import LedgerData

OWN_WORDS = Command(
    "own-words",
    "Own words",
    "The mentee says it in the first person.",
    "e",
    footer=True,
    label="in own words",
)
MOVE = Command(
    "move",
    "What happened",
    "Put on record what happened with this door.",
    "w",
    footer=True,
    label="what happened",
)
ATTACH = Command("attach", "To a step", "Say which open step it is for.", "s", footer=True, label="to a step")

NEW_DOOR = Command(
    "new", "New door", "Put somebody or something on record that could help.", "n", footer=True
)
NEW_THING = Command("new", "New", "Put something on the shelf.", "n", footer=True)


class StrengthsScreen(KeptScreen):
    """What was seen in the mentee, who may say it in the first person."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (OWN_WORDS, FIND, COPY, BACK)

    def can(self, command: Command) -> bool:
        """There has to be one."""
        return self.here is not None if command is OWN_WORDS else super().can(command)

    def do_own_words(self) -> None:
        """Ask for the mentee's words."""
        one = self.here
        strength = next((s for s in self.ledger.ledgers.strengths if one and s.id == one.id), None)
        if strength is None:
            return
        from checkin.record.additions import put_in_own_words

        def keep(texts: tuple[str, ...]) -> None:
            self.put(lambda: put_in_own_words(self.checkin.desk, self.pair, strength.id, texts[0]))

        seen = bool(strength.evidence) or strength.text != strength.own
        saw = f"{self.around.mentor} saw: {clean_line(strength.text)}" if seen else ""
        asked = Asked(f"{self.around.mentee}, how would you say it? “I …”", strength.own)
        self.app.push_screen(WriteScreen("In your own words", saw, [asked], keep))


class DoorsScreen(KeptScreen):
    """Introductions: nothing goes ahead before the mentee said yes."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (NEW_DOOR, MOVE, FIND, COPY, BACK)

    def _moves(self) -> tuple[str, ...]:
        one = self.here
        door = next((d for d in self.ledger.ledgers.doors if one and d.id == one.id), None)
        return next_moves(door) if door else ()

    def can(self, command: Command) -> bool:
        """Something has to be left to happen."""
        return bool(self._moves()) if command is MOVE else super().can(command)

    def do_move(self) -> None:
        """Ask what happened, and what came of it in the mentee's words."""
        from checkin.tui.screens.choose import ChooseScreen

        one, moves = self.here, self._moves()
        if one is None:
            return
        mentee = self.around.mentee
        choices = [
            (what, str(n), MOVE_WORDS[what].replace("{mentee}", mentee)) for n, what in enumerate(moves, 1)
        ]

        def chosen(what: str | None) -> None:
            if what == "outcome":
                asked = [Asked(f"{mentee}, what came of it?")]
                self.app.push_screen(
                    WriteScreen(
                        "What came of it", one.line, asked, lambda texts: self._move(one.id, what, texts[0])
                    )
                )
            elif what is not None:
                self._move(one.id, what, "")

        self.app.push_screen(ChooseScreen(f"“{cut(one.line, 50)}”: what happened?", choices), chosen)

    def do_new(self) -> None:
        """Ask for a door, and what should be said in the mentee's words."""
        self._ask_door("", "")

    def _ask_door(self, words: str, message: str) -> None:
        asked = [
            Asked("A person, a place, an occasion", words),
            Asked(f"{self.around.mentee}, what should be said? It may stay open.", message),
        ]

        def written(texts: tuple[str, ...]) -> None:
            door, said = texts if texts[0] else (texts[1], "")
            # What is answered comes back here, not to the page that was written on: that one is gone by then.
            self.call_later(self._ask_contact, door, said)

        about = f"It goes ahead once {self.around.mentee} wants it."
        self.app.push_screen(WriteScreen("A new door", about, asked, written))

    def _ask_contact(self, words: str, message: str) -> None:
        from checkin.tui.screens.choose import ChooseScreen, numbered

        (field,) = (one for one in CARDS["door"] if one.name == "mode")
        modes = numbered(choices_by_name(field, self.around.mentee, self.around.mentor))

        def chosen(mode: str | None) -> None:
            if mode is None:
                self._ask_door(words, message)
            else:
                self._ask_yes(words, message, mode)

        self.app.push_screen(ChooseScreen("Who writes or calls first?", modes), chosen)

    def _ask_yes(self, words: str, message: str, mode: str) -> None:
        from checkin.record.additions import add_door
        from checkin.tui.screens.choose import ChooseScreen

        mentee = self.around.mentee

        def chosen(said: str | None) -> None:
            if said is None:
                self._ask_contact(words, message)
                return
            yes = said == "yes"
            self.put(
                lambda: add_door(
                    self.checkin.desk, self.pair, words, mode=mode, message=message, consent=yes
                ),
                "On record." if yes else f"On record. It waits for {mentee}'s yes.",
            )

        choices = [("yes", "y", "Yes"), ("later", "n", "Not yet")]
        self.app.push_screen(ChooseScreen(f"{mentee}, do you want this?", choices), chosen)

    def _move(self, door: str, what: str, note: str) -> None:
        from checkin.record.additions import move_door

        self.put(lambda: move_door(self.checkin.desk, self.pair, door, what, note))


class ShelfScreen(KeptScreen):
    """Things to use, each maybe for a step."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (NEW_THING, ATTACH, FIND, COPY, BACK)

    def can(self, command: Command) -> bool:
        """There has to be a thing, and a step."""
        if command is ATTACH:
            return self.here is not None and any(step.open for step in self.ledger.steps)
        return super().can(command)

    def do_attach(self) -> None:
        """Ask for the step."""
        from checkin.record.additions import attach_resource
        from checkin.tui.screens.choose import ChooseScreen

        one = self.here
        if one is None:
            return

        def chosen(step: str | None) -> None:
            if step is not None:
                self.put(lambda: attach_resource(self.checkin.desk, self.pair, one.id, step))

        self.app.push_screen(ChooseScreen("For which step?", self._steps()), chosen)

    def _steps(self) -> list[tuple[str, str, str]]:
        """The open steps to choose from, the newest first."""
        from checkin.tui.screens.choose import numbered

        steps = [step for step in reversed(self.ledger.steps) if step.open]
        return numbered((step.id, cut(clean_line(step.what), 60)) for step in steps)

    def do_new(self) -> None:
        """Ask for something to use."""
        self._ask_thing("")

    def _ask_thing(self, words: str) -> None:
        def written(texts: tuple[str, ...]) -> None:
            self.call_later(self._ask_kind, texts[0])

        about = "A thing to use instead of asking, now or one day."
        self.app.push_screen(WriteScreen("New on the shelf", about, [Asked("What is it?", words)], written))

    def _ask_kind(self, words: str) -> None:
        from checkin.tui.screens.choose import ChooseScreen, numbered

        kinds = numbered((source, source.capitalize()) for source in SOURCES)

        def chosen(kind: str | None) -> None:
            if kind is None:
                self._ask_thing(words)
            elif steps := self._steps():
                self._ask_step(words, kind, steps)
            else:
                self._add(words, kind, "")

        self.app.push_screen(ChooseScreen("What kind is it?", [*kinds, ("", "o", "Something else")]), chosen)

    def _ask_step(self, words: str, kind: str, steps: list[tuple[str, str, str]]) -> None:
        from checkin.tui.screens.choose import ChooseScreen

        def chosen(step: str | None) -> None:
            if step is None:
                self._ask_kind(words)
            else:
                self._add(words, kind, step)

        self.app.push_screen(ChooseScreen("For which step?", [("", "0", "None for now"), *steps]), chosen)

    def _add(self, words: str, kind: str, step: str) -> None:
        from checkin.record.additions import add_resource

        self.put(lambda: add_resource(self.checkin.desk, self.pair, words, kind, step))


SCREENS: dict[str, type[KeptScreen]] = {
    "strengths": StrengthsScreen,
    "doors": DoorsScreen,
    "shelf": ShelfScreen,
}
"""The screen of a collection, where more can be done with it than read."""


def kept_screen(pair: str, ledger: LedgerData, collection: str) -> KeptScreen:
    """The screen of a collection."""
    return SCREENS.get(collection, KeptScreen)(pair, ledger, collection)
