"""Commands: every act of the app as one object. Footer, palette, F1 and the manual's table come from these.

A command names the method of its screen that does it (`do_<id>`, dashes as underscores). `letter` is its
key in the row that Esc opens, and by itself wherever nobody is typing; `keys` are further keys that work
from anywhere on the screen, by Textual's names. Both are what people chose in their settings, else the usual.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY_NAMES = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "enter": "Enter",
    "escape": "Esc",
    "question_mark": "?",
}

_STAY = ("escape", "enter", "left", "right")
"""Keys that belong to the kind of screen: they do what they do, whatever else is chosen."""


def key_name(key: str) -> str:
    """How a key is written on a screen: `PgDn`, `Ctrl+P`, `F5`; letters as they are."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    return _KEY_NAMES.get(key, key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key)


def key_named(name: str) -> str:
    """The key that is written so on a screen."""
    named = {shown: key for key, shown in _KEY_NAMES.items()}
    return named.get(name, name.lower() if len(name) > 1 else name)


@dataclass(frozen=True, slots=True)
class Choice:
    """The keys that people chose for an act: a letter, and keys of its own. What is empty stays as usual."""

    letter: str = ""
    keys: tuple[str, ...] = ()


_chosen: dict[str, Choice] = {}


def choose(choices: Mapping[str, Choice]) -> None:
    """From now on these acts have these keys, by their ids, and all others the usual ones."""
    _chosen.clear()
    _chosen.update(choices)


def chosen() -> Mapping[str, Choice]:
    """The keys that were chosen, by the ids of the acts."""
    return _chosen


@dataclass(frozen=True, slots=True)
class Command:
    """One act: an id, a name of one or two words, a line of help, its usual letter and further keys.

    `footer` puts it in the footer while it can be used; `label` is its word there, the name if empty.
    """

    id: str
    name: str
    help: str
    usual_letter: str = ""
    usual_keys: tuple[str, ...] = ()
    footer: bool = False
    label: str = ""

    @property
    def method(self) -> str:
        """The name of the screen's method that does it."""
        return "do_" + self.id.replace("-", "_")

    @property
    def letter(self) -> str:
        """Its letter, empty when it has none."""
        return with_choice(self, _chosen.get(self.id))[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """Its further keys."""
        return with_choice(self, _chosen.get(self.id))[1]

    @property
    def key(self) -> str:
        """The key to name for it: its own key if it has one, else its letter behind Esc."""
        if self.keys:
            return key_name(self.keys[0])
        return f"Esc {self.letter}" if self.letter else ""

    @property
    def short(self) -> str:
        """The same for a footer where nobody types: the letter alone."""
        return key_name(self.keys[0]) if self.keys else self.letter


def with_choice(command: Command, choice: Choice | None) -> tuple[str, tuple[str, ...]]:
    """The letter and the keys that a command has with this choice. A letter stays where none was chosen, so
    that everything can be reached without any other key.
    """
    if choice is None:
        return command.usual_letter, command.usual_keys
    letter, usual = choice.letter or command.usual_letter, command.usual_keys
    # Some screens on which nobody types show a letter as the key itself.
    usual = tuple(letter if key == command.usual_letter else key for key in usual)
    if not choice.keys:
        return letter, usual
    return letter, tuple(dict.fromkeys((*choice.keys, *(key for key in usual if key in _STAY))))


HELP = Command(
    "help", "Help", "This screen's keys, and the manual's page about it.", "?", ("f1",), footer=True
)
PALETTE = Command("palette", "All commands", "Everything that can be done here, by name.", "c", ("ctrl+p",))
LEAVE = Command("leave", "Leave", "Close the app. Everything typed is kept.", "q", ("ctrl+q",))

THEME = Command("theme", "Light or dark", "Dark, light, or the terminal's own colours.")

HELP_ELSEWHERE = Command(
    "help-elsewhere", "Help from elsewhere", "People and places to turn to. Nothing is recorded of it.", "h"
)
BACK = Command("back", "Back", "To the page before.", "b", ("escape",), footer=True)

EVERYWHERE = (HELP, HELP_ELSEWHERE, PALETTE, THEME, LEAVE)
"""The commands that every screen has."""
