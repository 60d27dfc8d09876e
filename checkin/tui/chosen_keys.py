"""The keys that people chose in their settings, made sure of: each does one thing on every screen.

What can't be is explained, and the usual key stands. Everything keeps a letter, so nobody is locked out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.text import cut, nearest
from checkin.tui.commands import Choice, Command, key_name, with_choice
from checkin.tui.key_rules import read_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checkin.record.chosen import Wish

FIXED = "help-elsewhere"
"""The act whose letter is the same for everybody: it stands in the words of questions."""

_MOVE = frozenset("jk")
"""Letters with which one moves in lists and long texts, on every page that has no such commands."""

_WIDEST = 40


class Page:
    """What matters of a screen here: its name, its commands, and the letters that other things on it have."""

    def __init__(self, name: str, commands: Iterable[Command], letters: Iterable[str] = ()) -> None:
        self.name = name
        self.commands: dict[str, Command] = {}
        for command in commands:
            self.commands.setdefault(command.id, command)
        used = {command.usual_letter for command in self.commands.values()}
        self.letters = frozenset(letters) | (frozenset() if used & _MOVE else _MOVE)


def settle(wishes: Sequence[Wish], pages: Sequence[Page]) -> tuple[dict[str, Choice], list[str]]:
    """The choices that can stand, by the ids of the acts, and a plain line for each wish that can't."""
    commands = {id: one for page in reversed(pages) for id, one in page.commands.items()}
    choices: dict[str, Choice] = {}
    problems: list[str] = []
    for wish in wishes:
        said, refused = _read(wish, commands)
        problems += [f"{wish.where}: {why}" for why in refused]
        if said != Choice():
            choices[wish.act] = said
    while (clash := _clash(wishes, choices, pages)) is not None:
        wish, why = clash
        problems.append(f"{wish.where}: {why} “{wish.act}” keeps its usual keys.")
        del choices[wish.act]
    return choices, problems


def _read(wish: Wish, commands: Mapping[str, Command]) -> tuple[Choice, list[str]]:
    if wish.act not in commands:
        near = nearest(wish.act, commands)
        rest = f" The nearest is “{near}”." if near else " All of them are in: checkin help settings"
        return Choice(), [f"there is nothing called “{cut(wish.act, _WIDEST)}” to do.{rest}"]
    choice, refused = Choice(), []
    for written in wish.keys:
        read = read_key(written, commands[wish.act].usual_keys)
        shown = cut(written.strip(), _WIDEST)
        if read.refused:
            refused.append(f"“{shown}” can't be the key of “{wish.act}”: {read.refused.rstrip('.')}.")
        elif read.letter and wish.act == FIXED:
            refused.append(f"“{wish.act}” keeps its letter for everybody; a key can be added.")
        elif read.letter and choice.letter:
            refused.append(f"“{wish.act}” can have one letter; it has “{choice.letter}”, and not “{shown}”.")
        elif read.letter:
            choice = replace(choice, letter=read.letter)
        else:
            choice = replace(choice, keys=(*choice.keys, read.key))
    return choice, refused


def _clash(
    wishes: Sequence[Wish], choices: Mapping[str, Choice], pages: Sequence[Page]
) -> tuple[Wish, str] | None:
    """The last wish in the file that wants what something else on a screen has, and why it can't be."""
    for wish in reversed(wishes):
        if wish.act not in choices:
            continue
        for page in pages:
            if wish.act in page.commands and (why := _taken(wish.act, choices, page)):
                return wish, why
    return None


def _taken(act: str, choices: Mapping[str, Choice], page: Page) -> str:
    own = page.commands[act]
    letter, keys = with_choice(own, choices[act])
    if choices[act].letter and letter in page.letters:
        return f"“{letter}” has another meaning on a page ({page.name})."
    for id, other in page.commands.items():
        if id == act:
            continue
        its_letter, its_keys = with_choice(other, choices.get(id))
        if letter and letter == its_letter and own.usual_letter != other.usual_letter:
            return f"“{letter}” is the letter of “{id}” on the same page ({page.name})."
        if same := (set(keys) & set(its_keys)) - (set(own.usual_keys) & set(other.usual_keys)):
            return f"{key_name(min(same))} is the key of “{id}” on the same page ({page.name})."
    return ""
