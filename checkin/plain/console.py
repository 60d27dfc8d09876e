"""Where plain lines come from and go to: standard input and output, whatever they are connected to."""

from __future__ import annotations

import codecs
import sys
from typing import IO, Protocol

from checkin.ground.text import MAX_TEXT, clean

LONGEST = 4 * MAX_TEXT + 2
"""Bytes of a line that are taken: no text that may be kept has more."""


class Console(Protocol):
    """Something that says lines and asks for them."""

    def say(self, text: str) -> None:
        """Say a text, of one line or several."""
        ...

    def ask(self, prompt: str) -> str | None:
        """Ask for one line. Returned without its line end; None when there will be no more."""
        ...


class StandardConsole:
    """The console of standard input and output: a terminal, a pipe, a file. No colour, no cursor movement."""

    def __init__(self, source: IO[bytes] | None = None, target: IO[str] | None = None) -> None:
        self._source = source
        self._target = target

    def say(self, text: str) -> None:
        """Say a text, cleaned, and see it off at once."""
        self._write(clean(text) + "\n")

    def ask(self, prompt: str) -> str | None:
        """Ask for one line and return it cleaned; one too long to be kept is said to be so, and asked anew.

        Bytes that are no UTF-8 become the replacement character. Raises KeyboardInterrupt as input does.
        """
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
        try:
            line = source.readline(LONGEST)
            if not line:
                return None, True
            whole = line.endswith(b"\n") or len(line) < LONGEST
            rest = line
            while not whole and rest and not rest.endswith(b"\n"):
                rest = source.readline(LONGEST)
        except (OSError, ValueError):  # a terminal that went away, a closed standard input
            return None, True
        return line.rstrip(b"\r\n"), whole

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
