"""One's own page: preparing, time alone, and the notes that nobody else opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.record import own_page as page
from checkin.record.whose import seats_here
from checkin.tui.commands import BACK, LEAVE, Command
from checkin.tui.screens.listing import ListScreen
from checkin.tui.screens.own_acts import OwnActs
from checkin.tui.screens.own_mentor import MentorActs
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

_BY_ID = {
    "go_on": ("Go on", "Go on with what you broke off alone.", "g"),
    "bring": ("What came out of it", "Say whether to bring what came out of time alone.", "w"),
    "prepare": ("Prepare", "Prepare the next meeting: up to three things, each with a first idea.", "p"),
    "alone": ("Alone", "Think something through alone. It stays with your own files.", "t"),
    "jot": ("Jot down", "Something to bring to the next meeting.", "m"),
    "hard_day": ("For a hard day", "What your mentor left for such a day, and what you know.", "d"),
    "words": ("In my words", "Put a strength into your own words.", "s"),
    "steps": ("Own steps", "Say what became of a step you made alone.", "o"),
    "earlier": ("Thought through", "Read what you thought through alone.", "y"),
    "ready": ("What they bring", "What was prepared for the meeting, and what you meant to do.", "e"),
    "queue": ("Keep a thought", "A thought that stays closed until your turn has come.", "x"),
    "queued": ("Thoughts kept", "The thoughts you keep ready.", "f"),
    "load": ("How heavy", "How heavy the meeting was for you.", "v"),
    "debrief": ("Whose was it", "Whether what happened was yours, theirs, or neither.", "l"),
    "door": ("A door held back", "An introduction you did not make, and why.", "i"),
    "after": ("After meetings", "Read what you said after meetings.", "z"),
    "note": ("Write a note", "A note to yourself.", "n"),
    "notes": ("Read notes", "Your own notes.", "r"),
    "who": ("Who is here", "Say who uses this account.", "u"),
}
WHOSE = Command("whose", "Whose page", "Say whose page this is to be.", "p")
UNSAID = "Whose page this is has not been said, and need not be: nothing of anybody's is opened before."
"""What stands on a page that is nobody's yet."""

ACTS = {id: Command(id.replace("_", "-"), *words) for id, words in _BY_ID.items()}
"""What can be done here, by the ids of `record.own_page`."""


class OwnScreen(MentorActs, OwnActs, ListScreen):
    """The page of whoever sits in `seat`; where it is None they are asked, and once who uses this account.

    `prepare` begins with what was prepared.
    """

    HELP_PAGE = "alone"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (*ACTS.values(), WHOSE, BACK)

    def __init__(self, pair: str, seat: str | None = None, *, prepare: bool = False) -> None:
        super().__init__()
        self.pair = pair
        self.seat = seat or ""
        self._prepare = prepare
        self._shown_before = False
        self.there: tuple[page.Act, ...] = ()
        self._standing = page.SEEN_NOW
        self._trouble = ""
        self._several = False
        """Whether several people use this account."""
        self._known = False
        """Whether it was known whose page it is when it was shown last."""

    # What is shown

    def look(self) -> None:
        """Read what there is to do; who sits here is known where only one person uses this account."""
        desk = self.checkin.desk
        self.there, self._trouble = (), ""
        try:
            here = seats_here(desk, self.pair)
            self.seat = self.seat or (here[0] if len(here) == 1 else "")
            self._several = len(here) > 1
            if self.seat:
                self.there = page.acts(desk, self.pair, self.seat)
                self._standing = page.standing(desk, self.pair, self.seat)
            else:
                self.there, self._standing = (page.Act("who", "u", "Say who uses this account"),), UNSAID
        except CheckinError as error:
            self._trouble = str(error)

    def compose(self) -> ComposeResult:
        """As every screen, once it is known what there is."""
        self.look()
        yield from super().compose()

    def head(self) -> Content:
        """Whose page."""
        return styled((self.whose, "bold"), (" · alone", "$quiet"))

    @property
    def whose(self) -> str:
        """The name of whoever sits here."""
        people = self.names()
        return people.get(self.seat, "Your own page")

    def body(self) -> ComposeResult:
        """Who can see it, and what there is to do."""
        self._known = bool(self.seat)
        yield Words(self._told(), id="told", classes="told")
        yield Menu(self._items())

    def _told(self) -> str:
        return self._trouble or self._standing

    def _items(self) -> list[Item]:
        items = [Item(ACTS[act.id].id, act.words, act.letter) for act in self.there]
        back = (
            [Item(BACK.id, "Back", BACK.letter)]
            if self.can(BACK)
            else [Item(LEAVE.id, "Leave", LEAVE.letter)]
        )
        whose = [Item(WHOSE.id, "Say whose page this is", WHOSE.letter)] if self.can(WHOSE) else []
        return [*whose, *items, *back]

    def can(self, command: Command) -> bool:
        """What makes sense now."""
        if command is WHOSE:
            return self._several and not self.seat and not self._trouble
        if command in ACTS.values():
            return any(ACTS[act.id] is command for act in self.there)
        return super().can(command)

    def on_mount(self) -> None:
        """Ask who sits here where that is not known."""
        self.call_after_refresh(self._arrive)

    def _arrive(self) -> None:
        if not self.seat and not self._trouble:
            self.ask_whose()
        elif self._prepare and self.seat == "mentor" and not self._trouble:
            self._prepare = False
            self.call_later(self.run, ACTS["ready"])

    def on_screen_resume(self) -> None:
        """Something may have been written since."""
        if self._shown_before:
            self.show(self._notice)  # what was done on the way here is still to be read
        self._shown_before = True

    def show(self, said: str = "") -> None:
        """Show what there is now, with a line of what was done."""
        self.look()
        self.query_one("#head", Words).say(self.head())
        self.query_one("#told", Words).say(self._told())
        new = not self._known  # nobody knew yet whose page it is
        self._known = bool(self.seat)
        items = self._items()
        self.menu.show(items, at=items[0].id if new else None)
        self.notify_line(said)
        self.show_keys()
