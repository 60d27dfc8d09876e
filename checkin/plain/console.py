"""Where plain lines come from and go to: standard input and output, whatever they are connected to."""

from __future__ import annotations

import codecs
import sys
from typing import IO, TYPE_CHECKING, Protocol

from checkin.ground.text import MAX_TEXT, clean

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 4 * MAX_TEXT + 2
"""Bytes of a line that are taken: no text that may be kept has more."""

_AT_ONCE = 1 << 16


class Console(Protocol):
    """Something that says lines and asks for them."""

    until_ready: Callable[[int], None] | None
    """Called with the descriptor before it is read, and returns once it can be: meanwhile is time for other
    things, and for `put_in`."""

    def say(self, text: str) -> None:
        """Say a text, of one line or several."""
        ...

    def put_in(self, text: str) -> None:
        """Say a text while a line is waited for: on lines of its own, and then the prompt again."""
        ...

    def ask(self, prompt: str) -> str | None:
        """Ask for one line. Returned without its line end; None when there will be no more."""
        ...


class Source(Protocol):
    """Where bytes come from: standard input's buffer, or something that stands for it."""

    def read1(self, size: int, /) -> bytes:
        """What there is, at most so many bytes, waiting only while there is nothing; empty at the end."""
        ...

    def fileno(self) -> int:
        """The descriptor."""
        ...

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        ...


class StandardConsole:
    """The console of standard input and output: a terminal, a pipe, a file. No colour, no cursor movement."""

    def __init__(self, source: Source | None = None, target: IO[str] | None = None) -> None:
        self._source = source
        self._target = target
        self._ahead = b""
        """What was read and is no whole line yet, or more than one."""
        self._prompt = ""
        self.until_ready: Callable[[int], None] | None = None

    def say(self, text: str) -> None:
        """Say a text, cleaned, and see it off at once."""
        self._write(clean(text) + "\n")

    def put_in(self, text: str) -> None:
        """Say a text while a line is waited for: on lines of its own, and then the prompt again.

        What is half typed stays with the terminal, which shows it no second time.
        """
        self._write(f"\n{clean(text)}\n{clean(self._prompt)}")

    def ask(self, prompt: str) -> str | None:
        """Ask for one line and return it cleaned; one too long to be kept is said to be so, and asked anew.

        Bytes that are no UTF-8 become the replacement character. Raises KeyboardInterrupt as input does.
        """
        self._prompt = prompt
        while True:
            self._write(clean(prompt))
            line, whole = self._line()
            if line is None or not self._echoes():
                self._write("\n")
            if line is None:
                return None
            text = codecs.decode(line, "utf-8", "replace")
            if whole and len(text) <= MAX_TEXT:
                # One line in is one line: what cleaning would make a line end of is a space here.
                return clean(text).replace("\n", " ")
            self.say(f"That line is longer than the {MAX_TEXT:,} characters that fit. Please share it out.")

    def _line(self) -> tuple[bytes | None, bool]:
        """The next line without its end, and whether it was read whole; a longer rest is thrown away."""
        source = self._source if self._source is not None else getattr(sys.stdin, "buffer", None)
        if source is None:
            return None, True
        whole = True
        while b"\n" not in self._ahead:
            if len(self._ahead) >= LONGEST:
                whole, self._ahead = False, b""
            more = self._more(source)
            if not more:
                line, self._ahead = self._ahead, b""
                return (line, whole) if line or not whole else (None, True)
            self._ahead += more
        line, _, self._ahead = self._ahead.partition(b"\n")
        return line.rstrip(b"\r"), whole and len(line) < LONGEST

    def _more(self, source: Source) -> bytes:
        """Bytes as they come, none at the end. Nothing else is ever read ahead: who waits sees the rest."""
        if self.until_ready is not None:
            try:
                descriptor = source.fileno()
            except (OSError, ValueError):
                return b""
            self.until_ready(descriptor)
        try:
            return source.read1(_AT_ONCE)
        except (OSError, ValueError):  # a terminal that went away, a closed standard input
            return b""

    def _echoes(self) -> bool:
        """Whether what is typed shows by itself, and with it the end of the line."""
        source = self._source if self._source is not None else sys.stdin
        try:
            return source is not None and source.isatty()
        except ValueError:  # closed
            return False

    def _write(self, text: str) -> None:
        target = self._target if self._target is not None else sys.stdout
        if target is None:
            return
        try:
            target.write(text)
        except UnicodeEncodeError:
            encoding = getattr(target, "encoding", None) or "ascii"
            target.write(text.encode(encoding, "replace").decode(encoding))
        target.flush()


def aside(text: str) -> None:
    """Say something about the program itself, on standard error."""
    if sys.stderr is not None:
        StandardConsole(target=sys.stderr).say(text)
