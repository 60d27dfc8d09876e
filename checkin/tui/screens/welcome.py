"""The welcome, for every new pair: who is the mentee, who the mentor, and where things will be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.ground.places import check_writable, short
from checkin.ground.text import clean_line
from checkin.tui.commands import Command
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content
    from textual.widgets import TextArea

MENTEE, MENTOR = "mentee", "mentor"
_QUESTIONS = {
    MENTEE: ("Who is the mentee?", "The meetings are theirs: their goals, their steps."),
    MENTOR: ("Who is the mentor?", "The one who asks, listens, and helps them think."),
}

DONE = Command("done", "That's us", "Make the pair and go to its page.", "n", ("pagedown",))
BACK_BY_LETTER = Command("back", "Back", "To the page before.", "b")


class WelcomeScreen(HouseScreen):
    """Two names make a pair. `first` says that there is none yet."""

    HELP_PAGE = "start"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (DONE, BACK_BY_LETTER)
    AUTO_FOCUS: ClassVar[str | None] = f"#{MENTEE}"

    DEFAULT_CSS = """
    WelcomeScreen > .told { padding: 1 2 0 2; }
    WelcomeScreen > .who { padding: 1 2 0 2; }
    WelcomeScreen > Field { margin: 0 2; max-height: 3; }
    WelcomeScreen > #where { height: 1fr; }
    """

    def __init__(self, *, first: bool = False) -> None:
        super().__init__()
        self.first = first

    _about_a_name = False
    """Whether the line above the keys speaks of a name that was typed."""

    def head(self) -> Content:
        """The program's name, or what this is."""
        return styled(("checkin" if self.first else "A new pair", "bold"))

    def body(self) -> ComposeResult:
        """Two questions, and where the answers go."""
        if self.first:
            yield Words(
                "Welcome. This takes a mentor and a mentee through a real conversation, "
                "one question at a time. Talking counts; type only what is worth keeping.",
                classes="told",
            )
        for seat, (question, hint) in _QUESTIONS.items():
            yield Words(styled((question, "bold"), "  ", (hint, "$quiet")), classes="who")
            yield Field(id=seat)
        yield Words(
            f"What you write stays on this machine, in {short(self.checkin.desk.places.home)}.",
            id="where",
            classes="told quiet",
        )

    def on_mount(self) -> None:
        """A folder that can't be written is said before anybody types."""
        try:
            check_writable(self.checkin.desk.places)
        except CheckinError as error:
            self.notify_line(str(error))

    def can(self, command: Command) -> bool:
        """There is a way back where there was a page before."""
        return command is not BACK_BY_LETTER or self.app.screen_stack[0] is not self

    def footer_keys(self) -> tuple[tuple[str, str], ...]:
        """Enter, and the row of letters."""
        help, leave = self.key_for("help"), self.key_for("leave")
        return (("Enter", "next"), ("Esc", "menu"), (help, "help"), (leave, "leave"))

    async def on_field_submitted(self, event: Field.Submitted) -> None:
        """Enter: on to the other name, then to the pair's page."""
        event.stop()
        self.notify_line("")
        if event.field.id == MENTEE and clean_line(event.field.text):
            self.query_one(f"#{MENTOR}").focus()
        else:
            await self.run(DONE)

    def on_field_left(self, event: Field.Left) -> None:
        """Arrows go from one name to the other."""
        event.stop()
        self.query_one(f"#{MENTOR if event.direction > 0 else MENTEE}").focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """What was said about a name is over once it is changed; a folder that can't be written is not."""
        event.stop()
        if self._about_a_name:
            self._about_a_name = False
            self.notify_line("")

    def on_field_refused(self, event: Field.Refused) -> None:
        """Say what there is room for."""
        event.stop()
        self.notify_line(event.why)

    def do_back(self) -> None:
        """To the page before; the names are forgotten."""
        self.app.pop_screen()

    def do_done(self) -> None:
        """Make the pair."""
        named = {seat: clean_line(self.query_one(f"#{seat}", Field).text) for seat in _QUESTIONS}
        for seat, name in named.items():
            if not name:
                self.query_one(f"#{seat}").focus()
                self._about_a_name = True
                self.notify_line(f"The {seat} needs a name here; a first name is enough.")
                return
        if named[MENTEE].casefold() == named[MENTOR].casefold():
            self._about_a_name = True
            self.notify_line("You have the same name. Add an initial, to tell you apart.")
            return
        try:
            pair = self.checkin.desk.create_pair(named[MENTOR], named[MENTEE])
        except CheckinError as error:
            # What the remedy says is for the command line; the words on this screen are the remedy here.
            self.notify_line(error.message)
            return
        self.checkin.show_pair(pair)
