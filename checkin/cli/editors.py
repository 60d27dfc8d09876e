"""The editor that somebody works with: found as other programs find it, opened where the problem is."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, WrongInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_USUAL = ("nano", "vim", "vi", "nvim", "emacs", "micro")
"""Looked for in this order when nothing is said: the one a beginner can leave comes first."""

_VSCODE = ("code", "code-insiders", "codium", "vscodium", "cursor")

_SHAPES = {
    "+{line} {file}": "vi vim nvim view vimx gvim mvim nvi joe jmacs mg pico jed mcedit bbedit pluma xed",
    "+{line},{column} {file}": "nano rnano ne",
    "+{line}:{column} {file}": "emacs emacsclient micro kak gedit",
    "--goto {file}:{line}:{column}": " ".join(_VSCODE),
    "{file}:{line}:{column}": "hx helix subl zed zeditor",
    "--line {line} --column {column} {file}": "kate kwrite geany idea pycharm",
    "--line {line}:{column} {file}": "mate",
}
"""How the common editors are told a line and a column; any other one is given the file alone."""

_AT = {name: shape.split() for shape, names in _SHAPES.items() for name in names.split()}

_WAITING = {
    **dict.fromkeys((*_VSCODE, "subl", "zed", "zeditor", "mate", "idea", "pycharm"), ("--wait", "-w")),
    **dict.fromkeys(("gedit", "bbedit"), ("--wait", "-w")),
    **dict.fromkeys(("gvim", "mvim"), ("-f", "--nofork")),
    "kate": ("--block", "-b"),
    "geany": ("--new-instance", "-i"),
}
"""Editors that return at once unless told to wait: what tells them, first as it is added."""

_PARTING_SECONDS = 3


def find_editor(environ: Mapping[str, str]) -> list[str]:
    """The words of the command: `VISUAL`, else `EDITOR`, else what there is. Raises CannotDo."""
    for name in ("VISUAL", "EDITOR"):
        said = environ.get(name, "")
        if not said.strip():
            continue
        try:
            words = shlex.split(said)
        except ValueError:
            raise WrongInput(
                f"{name} can't be read: a quotation mark is left open in {said!r}.", "Set it anew."
            ) from None
        if words:
            return words
    for name in _USUAL:
        if shutil.which(name, path=environ.get("PATH")):
            return [name]
    raise CannotDo("There is no editor here.", "Set EDITOR to the one you use, for instance: EDITOR=nano")


def command_line(editor: Sequence[str], file: Path, line: int = 0, column: int = 0) -> list[str]:
    """The whole command that opens `file`, at a line and column counted from 1 (none when `line` is 0)."""
    name = _name(editor[0])
    words = list(editor)
    waiting = _WAITING.get(name, ())
    if waiting and not set(waiting) & set(words):
        words.append(waiting[0])
    shape = _AT.get(name, ["{file}"]) if line else ["{file}"]
    return [*words, *(each.format(file=file, line=line, column=max(1, column)) for each in shape)]


def is_known(program: str) -> bool:
    """Whether this is one of the editors that are told a place, and to wait, in their own way."""
    return _name(program) in _AT


def run_editor(command: Sequence[str]) -> int:
    """Run an editor to its end and return its exit code; the terminal is as it was afterwards.

    Ctrl+C is the editor's while it runs. Raises CannotDo when it can't be started, and Leaving when this
    process is told to end meanwhile: the editor is then told so too.
    """
    with _terminal_kept(), _interrupts_passed_over():
        try:
            process = subprocess.Popen(command)
        except OSError as error:
            raise _no_start(command[0], error) from None
        try:
            return process.wait()
        except Leaving:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_PARTING_SECONDS)
            raise


class Leaving(BaseException):
    """This process was told to end, by the signal `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextlib.contextmanager
def leaving_told() -> Iterator[None]:
    """While this lasts, being told to end (a closed terminal, a shutdown) raises Leaving."""

    def leave(number: int, _frame: object) -> None:
        raise Leaving(number)

    before = {each: signal.signal(each, leave) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextlib.contextmanager
def _interrupts_passed_over() -> Iterator[None]:
    # A handler, not SIG_IGN: what is ignored here would be ignored in the editor too.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _terminal_kept() -> Iterator[None]:
    """Give the terminal back as it was, whatever state an editor that died left it in."""
    import termios

    try:
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (OSError, ValueError, AttributeError, termios.error):
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _name(word: str) -> str:
    """An editor by the name of its program: `/usr/bin/vim.tiny` is vim."""
    name = Path(word).name.removesuffix(".exe")
    return name if name in _AT else name.partition(".")[0].removesuffix("-nox").removesuffix("-gtk")


def _no_start(name: str, error: OSError) -> CannotDo:
    if isinstance(error, FileNotFoundError):
        return CannotDo(f"There is no editor called {name}.", "Set VISUAL or EDITOR to one that is here.")
    reason = (error.strerror or "the system refused").lower()
    return CannotDo(f"The editor {name} can't be started: {reason}.", "Set VISUAL or EDITOR to another.")
