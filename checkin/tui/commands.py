"""Commands: every act of the app as one object. Footer, palette, F1 and the manual's table come from these.

A command names the method of its screen that does it (`do_<id>`, dashes as underscores). `letter` is its
key in the row that Esc opens, and by itself wherever nobody is typing; `keys` are further keys that work
from anywhere on the screen, by Textual's names.
"""

from __future__ import annotations

from dataclasses import dataclass

KEY_NAMES = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "ctrl+q": "Ctrl+Q",
    "ctrl+p": "Ctrl+P",
    "ctrl+y": "Ctrl+Y",
    "f1": "F1",
    "enter": "Enter",
    "escape": "Esc",
    "question_mark": "?",
}
"""How keys are written on a screen."""


@dataclass(frozen=True, slots=True)
class Command:
    """One act: an id, a name of one or two words, a line of help, its letter and further keys.

    `footer` puts it in the footer while it can be used; `label` is its word there, the name if empty.
    """

    id: str
    name: str
    help: str
    letter: str = ""
    keys: tuple[str, ...] = ()
    footer: bool = False
    label: str = ""

    @property
    def method(self) -> str:
        """The name of the screen's method that does it."""
        return "do_" + self.id.replace("-", "_")

    @property
    def key(self) -> str:
        """The key to name for it: its own key if it has one, else its letter behind Esc."""
        if self.keys:
            return KEY_NAMES.get(self.keys[0], self.keys[0])
        return f"Esc {self.letter}" if self.letter else ""


HELP = Command(
    "help", "Help", "This screen's keys, and the manual's page about it.", "?", ("f1",), footer=True
)
PALETTE = Command("palette", "All commands", "Everything that can be done here, by name.", "c", ("ctrl+p",))
LEAVE = Command("leave", "Leave", "Close the app. Everything typed is kept.", "q", ("ctrl+q",))

HELP_ELSEWHERE = Command(
    "help-elsewhere", "Help from elsewhere", "People and places to turn to. Nothing is recorded of it.", "h"
)
BACK = Command("back", "Back", "To the page before.", "b", ("escape",), footer=True)

EVERYWHERE = (HELP, HELP_ELSEWHERE, PALETTE, LEAVE)
"""The commands that every screen has."""
