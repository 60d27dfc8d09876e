"""A real terminal for tests: a program in a pty of its own, keys pressed, the screen read as people see it.

    argv = [sys.executable, "-m", "checkin"]
    with Terminal(argv, size=(80, 24), env={"CHECKIN_HOME": str(home)}) as terminal:
        terminal.wait_for("Who is the mentee?")
        terminal.keys("Sam<Enter>Robin<Enter>")
        terminal.wait_for("Sam with Robin")
        terminal.keys("<C-q>")
        assert terminal.wait_for_end() == 0

Nothing here sleeps: every wait is for something to be on the screen, for silence, or for the end. A screen
arrives in pieces: wait for each thing that is looked at, not for another that stands above it.
"""

from __future__ import annotations

import contextlib
import difflib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyte
from warm_start import SplitOff, heed_signals, start

REPOSITORY = Path(__file__).parent.parent
SCREENS = Path(__file__).parent / "screens"
KEEP = "CHECKIN_KEEP_SCREENS"
"""With this set, golden screens are written as they are now instead of compared."""

PATIENCE = 60.0
"""Seconds to wait for anything; reached only when it never comes, also where many tests share a processor."""

NAMED = {
    "Enter": "\r",
    "Tab": "\t",
    "S-Tab": "\x1b[Z",
    "Esc": "\x1b",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    "PgUp": "\x1b[5~",
    "PgDn": "\x1b[6~",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "BS": "\x7f",
    "Del": "\x1b[3~",
    "Space": " ",
    "lt": "<",
    **{f"F{n}": f"\x1bO{letter}" for n, letter in enumerate("PQRS", start=1)},
    **{
        f"F{n}": f"\x1b[{code}~"
        for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
    },
}
"""The keys that have names, and what a terminal sends for them."""

_TOKEN = re.compile(r"<(paste [^>]*|[CM]-.|S-Tab|[A-Z][A-Za-z0-9]*|lt)>|(.)", re.DOTALL)
_HIDDEN_FROM_CHILDREN = (
    "NO_COLOR",
    "LC_",
    "PYTHON",
    "COLORTERM",
    "TEXTUAL",
    "CHECKIN_",
    "COLUMNS",
    "LINES",
    "TERM",
)

Condition = str | Callable[["Terminal"], bool]


class Screen(pyte.Screen):
    """The emulator's screen, patient with the private sequences it does not know."""

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        """Colours and styles; a private one (`CSI > … m`, a keyboard setting) changes nothing here."""
        if not private:
            super().select_graphic_rendition(*attributes)


class Terminal:
    """A program running in a terminal of `size` columns and rows.

    `env` is added to this process's environment without what would change colours, places or Python; TERM is
    xterm-256color unless it says otherwise. The program is ended with the `with` block.
    """

    def __init__(
        self,
        argv: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | str = REPOSITORY,
    ) -> None:
        self.screen = Screen(*size)
        self.received = bytearray()
        """Every byte the program has written to the terminal so far."""
        self.ended = False
        """Whether the program has let go of the terminal."""
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        self._set_size(*size)
        try:
            self.started = time.monotonic()
            self.process = start(argv, (slave, slave, slave), cwd, seen := _environment(env or {}), True) or (
                subprocess.Popen(
                    list(argv),
                    stdin=slave,
                    stdout=slave,
                    stderr=slave,
                    cwd=cwd,
                    env=seen,
                    start_new_session=True,
                    preexec_fn=_take_terminal,
                )
            )
        finally:
            os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Looking

    def text(self) -> str:
        """The screen as people see it: lines without the blanks at their ends, none empty at the bottom."""
        self._read(0)
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip("\n") + "\n"

    def line(self, number: int) -> str:
        """One line of the screen, the first is 0 and the last is -1."""
        self._read(0)
        return str(self.screen.display[number]).rstrip()

    @property
    def cursor(self) -> tuple[int, int] | None:
        """Column and row of the cursor, from 0; None while it is hidden."""
        at = self.screen.cursor
        return None if at.hidden else (at.x, at.y)

    def said_afterwards(self) -> str:
        """What was written after the full screen was given back: what people read in their shell."""
        return bytes(self.received).rpartition(b"\x1b[?1049l")[2].decode(errors="replace")

    # Waiting

    def wait_for(self, condition: Condition, timeout: float = PATIENCE) -> float:
        """Wait until a text is on the screen or a condition holds; return the seconds since the start."""
        holds = (
            (lambda: condition in self.text()) if isinstance(condition, str) else (lambda: condition(self))
        )
        deadline = time.monotonic() + timeout
        while not holds():
            left = deadline - time.monotonic()
            if left <= 0 or (self.ended and not holds()):
                what = f"“{condition}”" if isinstance(condition, str) else "what was waited for"
                end = f"the program ended with {self.status}" if self.ended else f"{timeout:g} s passed"
                raise AssertionError(f"{what} did not come: {end}.\n{self.framed()}")
            self._read(min(left, 0.1))
        return time.monotonic() - self.started

    def wait_until_gone(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until a text is no longer on the screen."""
        self.wait_for(lambda terminal: text not in terminal.text(), timeout)

    def wait_for_silence(self, seconds: float = 0.3, timeout: float = PATIENCE) -> None:
        """Wait until the program has painted nothing for so long."""
        deadline = time.monotonic() + timeout
        while self._read(seconds) and time.monotonic() < deadline:
            pass

    def wait_for_end(self, timeout: float = PATIENCE) -> int:
        """Wait until the program has ended and return its exit code; minus a signal's number for a signal."""
        deadline = time.monotonic() + timeout
        while not self.ended and self.process.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"The program has not ended in {timeout:g} s.\n{self.framed()}")
            self._read(0.05)
        status = self.process.wait(max(0.1, deadline - time.monotonic()))
        while self._read(0.5):  # what it wrote last, up to where it let go of the terminal
            pass
        return status

    @property
    def status(self) -> int | None:
        """The exit code, None while the program runs."""
        return self.process.poll()

    @property
    def stopped(self) -> bool:
        """Whether the program is suspended: told to go on any sooner, it would stop afterwards."""
        if isinstance(self.process, SplitOff):  # the child of another process, which only Linux has
            return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
        return os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None

    # Acting

    def keys(self, keys: str) -> None:
        """Press keys: characters as they are, and <Enter>, <S-Tab>, <Esc>, <PgDn>, <F1>, <C-q>, <M-x>, …

        `<paste some words>` pastes, `<lt>` is a `<`. They are sent at once: after <Esc>, wait for what it
        shows before pressing more, or the two arrive as Alt and a key.
        """
        self.send("".join(_sequence(name, char) for name, char in _tokens(keys)))

    def send(self, data: str | bytes) -> None:
        """Send what a terminal would send."""
        left = data.encode() if isinstance(data, str) else data
        while left:
            self._read(0)
            _, ready, _ = select.select([], [self._master], [], 0.1)
            if ready:
                left = left[os.write(self._master, left[:1024]) :]

    def click(self, column: int, row: int) -> None:
        """Press and let go of the left mouse button at a column and row, from 0."""
        self.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")

    def click_on(self, text: str) -> None:
        """Click on the first place where a text (of narrow characters before it) stands, once it does."""
        self.wait_for(text)
        row, line = next((at, line) for at, line in enumerate(self.screen.display) if text in line)
        self.click(line.index(text), row)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is told."""
        self._read(0)
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)

    def keys_then_size(self, keys: str, columns: int, rows: int) -> None:
        """Press keys, then give the terminal another size, told among the keys: so it is seen after them.

        A signal may overtake the keys that were pressed before it. This is the report of terminals that
        tell their size in band; no mouse can be used after it, since they count in pixels then.
        """
        self._read(0)
        self.screen.resize(rows, columns)
        self.keys(keys)
        self.send(f"\x1b[48;{rows};{columns};{rows * 16};{columns * 8}t")

    def kill(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a window does that is closed or a line that drops."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
            self.ended = True

    def close(self) -> None:
        """End the program if it still runs, and let go of the terminal."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGHUP)
            try:
                self.wait_for_end(10)
            except (AssertionError, subprocess.TimeoutExpired):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.hang_up()

    # Golden screens

    def matches(self, name: str, timeout: float = PATIENCE) -> None:
        """Wait until the screen is the one kept in `tests/screens/<name>.txt`; else tell the difference."""
        path = SCREENS / f"{name}.txt"
        if os.environ.get(KEEP):
            self.wait_for_silence()
            path.parent.mkdir(exist_ok=True)
            path.write_text(self.text(), encoding="utf-8")
            return
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        try:
            self.wait_for(lambda terminal: terminal.text() == kept, timeout)
        except AssertionError:
            difference = difflib.unified_diff(
                kept.splitlines(), self.text().splitlines(), str(path), "the screen now", lineterm=""
            )
            raise AssertionError(
                "\n".join([*difference, f"If this is meant, run the test again with {KEEP}=1."])
            ) from None

    def framed(self) -> str:
        """The screen in a frame, for messages."""
        width = self.screen.columns
        lines = "\n".join(f"│{line}│" for line in self.screen.display)
        return f"┌{'─' * width}┐\n{lines}\n└{'─' * width}┘"

    # Underneath

    def _read(self, seconds: float) -> bool:
        """Take in all that the program has written, waiting so long for it; false if nothing came."""
        came = False
        while not self.ended and select.select([self._master], [], [], 0 if came else seconds)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # nobody has the terminal open any more
                data = b""
            if not data:
                self.ended = True
                break
            came = True
            self.received += data
            self._stream.feed(data)
        return came

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _take_terminal() -> None:
    """Make the terminal on stdin the new session's own, so that closing it hangs up."""
    heed_signals()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(_HIDDEN_FROM_CHILDREN)}
    always = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return {**own, **always, "PYTHONPATH": str(REPOSITORY), **more}


def _tokens(keys: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(keys):
        yield found[1] or "", found[2] or ""


def _sequence(name: str, char: str) -> str:
    if not name:
        return char
    if name.startswith("paste "):
        return f"\x1b[200~{name[6:]}\x1b[201~"
    if name.startswith("C-"):
        return chr(ord(name[2].upper()) & 31)
    if name.startswith("M-"):
        return f"\x1b{name[2]}"
    if name not in NAMED:
        raise ValueError(f"there is no key <{name}>")
    return NAMED[name]
