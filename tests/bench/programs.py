"""What the benches of the terminal compare: a meeting, small stock Textual apps, vim, a tmux that is shared.

Each is a context manager that gives a terminal in which the next letter typed is text.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
from terminal import Terminal  # noqa: E402 (found beside the tests, once the path says so)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

Size = tuple[int, int]
COLOURS = {"COLORTERM": "truecolor"}

STOCK = """
import sys
from textual.app import App
from textual.widgets import Footer, Header, Input, TextArea
class Stock(App):
    CSS = "TextArea { height: 5; }"
    def compose(self):
        yield Header()
        field = Input() if sys.argv[1] == "input" else TextArea()
        field.cursor_blink = False
        yield field
        yield Footer()
    def on_ready(self):
        self.title = "ready"
Stock().run()
"""


@contextmanager
def meeting(size: Size) -> Iterator[Terminal]:
    """`checkin meet` of a new pair, its first question."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**COLOURS, "CHECKIN_HOME": folder}
        checkin = [sys.executable, "-m", "checkin"]
        pair = [*checkin, "pair", "new", "--mentor", "Robin", "--mentee", "Sam"]
        subprocess.run(pair, env={**os.environ, **env}, check=True, capture_output=True)
        with Terminal([*checkin, "meet"], size, env) as terminal:
            terminal.wait_for("1 of ")
            terminal.wait_for("Esc menu")
            yield terminal


@contextmanager
def stock(kind: str, size: Size) -> Iterator[Terminal]:
    """Textual as it comes, with one field ("area" or "input")."""
    with Terminal([sys.executable, "-c", STOCK, kind], size, COLOURS) as terminal:
        terminal.wait_for("ready")
        yield terminal


@contextmanager
def vim(size: Size) -> Iterator[Terminal]:
    """vim without anybody's settings, in insert mode."""
    with Terminal(["vim", "--clean", "-i", "NONE", "-n"], size, COLOURS) as terminal:
        terminal.wait_for("~")
        terminal.keys("i")
        terminal.wait_for("INSERT")
        yield terminal


@contextmanager
def shared_tmux(size: Size) -> Iterator[Terminal]:
    """A tmux of its own with the stock text area in it, and two terminals attached; the second one."""
    with tempfile.TemporaryDirectory() as folder:
        tmux = ["tmux", "-S", f"{folder}/socket", "-f", os.devnull]
        program = shlex.join([sys.executable, "-c", STOCK, "area"])
        first = Terminal([*tmux, "new-session", program], size, COLOURS)
        try:
            first.wait_for("ready")
            with Terminal([*tmux, "attach"], size, COLOURS) as second:
                second.wait_for("ready")
                yield second
        finally:
            subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)
            first.close()


def programs(size: Size) -> dict[str, Callable[[], AbstractContextManager[Terminal]]]:
    """All that can be compared on this machine, by name."""
    found: dict[str, Callable[[], AbstractContextManager[Terminal]]] = {
        "checkin meet": lambda: meeting(size),
        "Textual, an Input": lambda: stock("input", size),
        "Textual, a TextArea of 5 rows": lambda: stock("area", size),
    }
    if shutil.which("vim"):
        found["vim"] = lambda: vim(size)
    if shutil.which("tmux"):
        found["that TextArea in a shared tmux"] = lambda: shared_tmux(size)
    return found


def settle(terminal: Terminal) -> None:
    """Wait until it is quiet, and has been for a while."""
    terminal.wait_for_silence(1.0)
