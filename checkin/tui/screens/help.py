"""The help of a screen: its keys, from its command objects, then the manual's page about it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.text import cell_width
from checkin.tui.commands import BACK, HELP, PALETTE, Command, chosen, key_name
from checkin.tui.screens.reading import ReadingScreen
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from textual.content import Content

    from checkin.tui.screens.base import HouseScreen

DOCS = Path(__file__).resolve().parents[2] / "docs"
CLOSE = Command("back", BACK.name, BACK.help, BACK.usual_letter, (*BACK.usual_keys, "enter"), footer=True)


class HelpScreen(ReadingScreen):
    """The help of the screen below."""

    FOR_GUESTS = True
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (CLOSE,)

    def __init__(self, below: HouseScreen) -> None:
        super().__init__()
        self.below = below

    def head(self) -> Content:
        """What this is."""
        return styled(("Help", "bold"))

    def words(self) -> str:
        """The keys, then the page."""
        manual = page(self.below.HELP_PAGE)
        if manual and chosen():
            manual = f"You have keys of your own; this page names the usual ones.\n\n{manual}"
        return keys_of(self.below) + (f"\n\n{manual}" if manual else "")

    def can(self, command: Command) -> bool:
        """This page does not open itself again."""
        return command is not HELP and super().can(command)


def keys_of(screen: HouseScreen) -> str:
    """The keys of a screen, a line each: what to press, the command's name, what it does."""
    commands = screen.commands()
    # What has no key of its own is done by name.
    keys = [keys_for(command, typing=bool(screen.stops())) or PALETTE.key for command in commands]
    width = max((cell_width(key) for key in keys), default=0)
    lines = [
        f"- {key}{' ' * (width - cell_width(key))}  {command.name}: {command.help}"
        for key, command in zip(keys, commands, strict=True)
    ]
    return "Keys\n\n" + "\n".join(lines)


def keys_for(command: Command, *, typing: bool) -> str:
    """Write the keys of a command: its letter, behind Esc where people type, and its own keys."""
    own = [key_name(key) for key in command.keys]
    letter = [f"Esc {command.letter}" if typing else command.letter] if command.letter else []
    return ", ".join([*own, *letter] if typing else [*letter, *own])


def page(name: str) -> str:
    """A page of the manual as plain text, empty when there is none of this name."""
    path = DOCS / f"{name}.md"
    try:
        return as_plain(path.read_text(encoding="utf-8"))
    except OSError:
        return ""


def as_plain(markdown: str) -> str:
    """Our own Markdown without its marks: headings, emphasis and links as words, paragraphs as one line."""
    blocks: list[str] = []
    for block in re.split(r"\n(?:[ \t]*\n)+", markdown.strip("\n")):
        if block.lstrip().startswith("```"):
            code = [line for line in block.split("\n") if not line.lstrip().startswith("```")]
            blocks.append("\n".join(f"    {line}" for line in code))
        elif all(line.startswith("    ") for line in block.split("\n")):
            blocks.append(block)
        elif re.match(r"\s*([-*|]|\d+\.) ?", block):
            blocks.append(_unmarked(re.sub(r"\n +(?=\S)(?![-*|\d])", " ", block)))
        else:
            blocks.append(_unmarked(re.sub(r"^#+ +", "", " ".join(block.split("\n")))))
    return "\n\n".join(blocks)


def _unmarked(text: str) -> str:
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(`|\*\*)(.+?)\1", r"\2", text)
