"""Which keys an act may have: read as people write them, and refused, with why, where others need them."""

from __future__ import annotations

from dataclasses import dataclass

FREE = ("f", "g", "o", "p", "r")
"""Letters that nobody else needs with Ctrl."""

_WRITTEN = {
    "pgdn": "pagedown",
    "pgup": "pageup",
    "page down": "pagedown",
    "page up": "pageup",
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "?": "question_mark",
}

_IN_FIELDS = "it is for writing in a field"
_OTHERS = {
    **dict.fromkeys(("ctrl+a", "ctrl+b"), "screen and tmux keep it for themselves"),
    **dict.fromkeys(("ctrl+c", "ctrl+q"), "it leaves the app, always"),
    "ctrl+z": "it stops the app, or takes a change in a field back",
    "ctrl+s": "terminals stop with it",
    "ctrl+l": "it paints the screen again",
    **dict.fromkeys(("ctrl+w", "ctrl+n", "ctrl+t"), "terminals and browsers open and close windows with it"),
    **dict.fromkeys(("ctrl+d", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+v", "ctrl+x", "ctrl+y"), _IN_FIELDS),
    **dict.fromkeys(("ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"), "it is Backspace, Tab or Enter to terminals"),
    **dict.fromkeys(("enter", "tab", "shift+tab", "escape"), "it has one meaning everywhere"),
    **dict.fromkeys(("pageup", "pagedown"), "it turns pages and reads on"),
    **dict.fromkeys(("up", "down", "left", "right", "home", "end"), "it moves in fields and lists"),
    **dict.fromkeys(("space", "backspace", "delete", "insert"), _IN_FIELDS),
}
"""Keys that are taken, and by what."""

CAN_BE = "It can be a letter (behind Esc), F1 to F12, or Ctrl with f, g, o, p or r"


@dataclass(frozen=True, slots=True)
class Read:
    """A key as it was written: a letter, or a key by Textual's name; or why it can't be one."""

    letter: str = ""
    key: str = ""
    refused: str = ""


def read_key(written: str, usual: tuple[str, ...] = ()) -> Read:
    """Read a key as people write it: `m`, `F5`, `Ctrl+G`, `ctrl-g`. An act may have its `usual` keys."""
    text = written.strip()
    if len(text) == 1 and text != "?":
        return _letter(text)
    name = text.casefold().replace(" + ", "+").replace("-", "+")
    name = _WRITTEN.get(name, name)
    if name in usual:
        return Read(key=name)
    if name in _OTHERS:
        return Read(refused=_OTHERS[name])
    if name.startswith("alt+"):
        return Read(refused="Alt and a letter is the same as Esc and the letter: write the letter alone")
    ctrl = name.removeprefix("ctrl+")
    if ctrl != name and ctrl in FREE:
        return Read(key=name)
    number = name.removeprefix("f")
    if number != name and number in map(str, range(1, 13)):
        return Read(key=name)
    return Read(refused=f"there is no such key here. {CAN_BE}")


def _letter(text: str) -> Read:
    if text.isdigit():
        return Read(refused="digits choose from what stands on the page")
    if not text.isalpha():
        return Read(refused=f"there is no such key here. {CAN_BE}")
    return Read(letter=text)
