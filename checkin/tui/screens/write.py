"""A few words to write, each under its question; what was written is handed on when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.text import clean_line
from checkin.tui.commands import Command
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.content import Content

DONE = Command("done", "Done", "Keep what is written here.", "n", ("pagedown",))
BACK_BY_LETTER = Command("back", "Back", "To the page before; nothing is kept of this.", "b")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to write: what stands over it, and what stands in it at first."""

    words: str
    text: str = ""


class WriteScreen(HouseScreen):
    """`then` gets the words in the order they were asked for, each on one line; an empty field is empty."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (DONE, BACK_BY_LETTER)
    AUTO_FOCUS: ClassVar[str | None] = "#field-0"

    DEFAULT_CSS = """
    WriteScreen > .told { padding: 1 2 0 2; }
    WriteScreen > .asked { padding: 1 2 0 2; }
    WriteScreen > Field { margin: 0 2; max-height: 3; }
    WriteScreen > #rest { height: 1fr; }
    WriteScreen.narrow > .told { display: none; }
    WriteScreen.narrow > .asked { padding: 0 2; }
    WriteScreen.narrow > Field { max-height: 2; }
    """

    def __init__(
        self, title: str, about: str, asked: Sequence[Asked], then: Callable[[tuple[str, ...]], None]
    ) -> None:
        super().__init__()
        self.heading = title
        self.about = about
        self.asked = tuple(asked)
        self.then = then

    def head(self) -> Content:
        """What this is."""
        return styled((self.heading, "bold"))

    def body(self) -> ComposeResult:
        """A question and a field each."""
        if self.about:
            yield Words(self.about, classes="told quiet")
        for at, one in enumerate(self.asked):
            yield Words(styled((one.words, "bold")), classes="asked")
            yield Field(clean_line(one.text), id=f"field-{at}")
        yield Words(id="rest")

    def on_mount(self) -> None:
        """Little room is used for the fields."""
        self.set_class(self.app.size.height < 10 + 4 * len(self.asked), "narrow")

    def footer_keys(self) -> tuple[tuple[str, str], ...]:
        """Enter, and the row of letters."""
        enter = "done" if len(self.asked) == 1 else "next"
        done, help = self.key_for(DONE.id), self.key_for("help")
        return (("Enter", enter), (done, "done"), ("Esc", "menu"), (help, "help"))

    async def on_field_submitted(self, event: Field.Submitted) -> None:
        """Enter: on to the next field, and done after the last."""
        event.stop()
        at = int((event.field.id or "field-0").removeprefix("field-"))
        if at + 1 < len(self.asked):
            self.query_one(f"#field-{at + 1}").focus()
        else:
            await self.run(DONE)

    def on_field_left(self, event: Field.Left) -> None:
        """Arrows go from one field to the next."""
        event.stop()
        at = self.stops().index(event.field) + event.direction
        if 0 <= at < len(self.asked):
            self.query_one(f"#field-{at}").focus()

    def on_field_refused(self, event: Field.Refused) -> None:
        """Say what there is room for."""
        event.stop()
        self.notify_line(event.why)

    def do_back(self) -> None:
        """To the page before."""
        self.app.pop_screen()

    def do_done(self) -> None:
        """Hand on what was written; where nothing was, there is nothing to hand on."""
        texts = tuple(clean_line(self.query_one(f"#field-{at}", Field).text) for at in range(len(self.asked)))
        if not any(texts):
            self.notify_line(f"A few words are needed here. Esc {BACK_BY_LETTER.letter} leads back.")
            return
        self.app.pop_screen()
        self.then(texts)
