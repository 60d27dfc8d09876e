"""The loop of `checkin banks edit`: a draft beside the file, checked after each round, never thrown away."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from typing import TYPE_CHECKING

from checkin.cli import streams
from checkin.cli.asking import ask, at_terminal
from checkin.cli.editors import command_line, is_known, run_editor
from checkin.ground.errors import CannotDo, CheckinError, WrongInput
from checkin.ground.files import explain_os_error, read_bytes, write_atomically
from checkin.ground.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.banks.diagnostics import Diagnostic
    from checkin.banks.reading.reader import Reading

_AT_ONCE = 1.0
"""Seconds within which nobody changes anything: an editor that ends so soon did not wait."""

_LARGEST = 4_000_000
"""Bytes of a draft that are read: many times what a bank may have, so that more is never put in place."""

_LOSING = ("swallowed-comment", "swallowed-item", "curly-quotes", "flow-prose")
"""Warnings of words that are lost, or read as others: worth a question before the bank is put in place."""

_SHOWN = 4
"""Problems that are shown at once."""


@dataclasses.dataclass
class Editing:
    """One bank being edited; `called` is what the person calls it.

    `start` is the text to begin with where there is no file yet. `line` is where the editor opens it first, 0
    for the first problem.
    """

    path: Path
    called: str
    start: bytes | None
    search: Sequence[Path]
    editor: Sequence[str]
    line: int = 0

    def __post_init__(self) -> None:
        self.base = b"" if self.start is not None else read_bytes(self.path)
        """What the file holds, as far as we know."""
        self.draft = self.path.with_name(f".{self.path.stem}.draft{self.path.suffix}")
        self.begun = self.base if self.start is None else self.start
        """The text that counts as unchanged."""
        self.overtaken = False
        """Whether the file was changed after the draft that is gone on with."""

    def run(self) -> int:
        """The loop: edit, check, and again until it is good or the last good version is kept."""
        self._begin()
        reading = self._check(self._text() or b"")
        while True:
            before = self._text() or b""
            began = time.monotonic()
            code = self._open(reading)
            text = self._text()
            if code:
                return self._editor_gave_up(code, changed=text != before)
            if text is None or (not text.strip() and before.strip()):
                return self._emptied(before)
            if text == self.begun:
                return self._unchanged(time.monotonic() - began)
            reading = self._check(text)
            self._tell_problems(reading)
            if not reading.errors:
                if self._losing(reading) and self._wanted_again():
                    continue
                return self._put_in_place(text, reading)
            if not self._again(len(reading.errors)):
                self.tell_kept()
                return WrongInput.exit_code

    def tell_kept(self) -> None:
        """Say where the text is, if there is any that is not in its place."""
        text = self._text()
        if text is not None and text != self.begun:
            streams.tell(f"Your text is kept in {self.draft}")
            streams.tell(f"Go on with it: checkin banks edit {self.called}")

    def tidy(self) -> None:
        """Take away a draft in which nothing stands that is not in the file."""
        text = self._text()
        if text is not None and text in (self.begun, self.base):
            with contextlib.suppress(OSError):
                self.draft.unlink()

    # The steps

    def _begin(self) -> None:
        """A draft to work on: the one that was left last time, if it is wanted, or a new one."""
        left = self._text()
        if left is not None and left.strip() and left not in (self.begun, self.base):
            streams.tell(f"There is a draft that was not put in place: {self.draft}")
            overtaken = self.start is None and _changed_after(self.path, self.draft)
            if overtaken:
                streams.tell(f"{self.path} was changed after it.")
            if ask("Go on with the draft? [Y/n] ", "yn", "y", on_enter="y") == "y":
                self.overtaken = overtaken
                return
            kept = _free(self.draft)
            self._moved(self.draft, kept)
            streams.tell(f"It is kept in {kept}")
        elif left is not None:
            with contextlib.suppress(OSError):
                self.draft.unlink()
        write_atomically(self.draft, self.begun)

    def _open(self, reading: Reading) -> int:
        place = _first(reading, self.draft)
        line, column = (place.line, place.column) if place else (0, 0)
        if self.line:
            line, column, self.line = self.line, 1, 0
        return run_editor(command_line(self.editor, self.draft, line, column))

    def _check(self, text: bytes) -> Reading:
        from checkin.banks.workbench.trial import tried

        return tried(self.path, text, self.search, self.draft)

    def _again(self, errors: int) -> bool:
        """Whether to edit again. With nobody to ask, the last good version is kept."""
        keep = (
            "keep the last good version" if self.base.strip() and self._good_before() else "leave it for now"
        )
        streams.tell(f"The draft has {counted(errors, 'error')}.")
        return ask(f"[e] edit again · [k] {keep}: ", "ek", "k") == "e"

    def _good_before(self) -> bool:
        return not self._check(self.base).errors

    def _put_in_place(self, text: bytes, reading: Reading) -> int:
        try:
            return self._in_place(text, reading)
        except CheckinError:
            self.tell_kept()
            raise

    def _in_place(self, text: bytes, reading: Reading) -> int:
        from checkin.banks.workbench.replacing import Draft, create, put_in_place

        if self.start is None:
            now = read_bytes(self.path) if self.path.exists() else None
            if now is not None and (now != self.base or self.overtaken) and not self._over(now):
                self.tell_kept()
                return CannotDo.exit_code
            if now is None:
                create(self.path.resolve(), text)
            else:
                put_in_place([Draft(self.path, now, text)])
        else:
            create(self.path, text)
        self.base = text
        with contextlib.suppress(OSError):
            self.draft.unlink()
        warnings = len(reading.diagnostics)
        said = f", with {counted(warnings, 'warning')}" if warnings else ""
        streams.tell(f"Put in place{said}: {self.path}")
        streams.tell("The next meeting is held with it; one that is open goes on as it began.")
        return 0

    def _over(self, now: bytes) -> bool:
        """Somebody else changed the file meanwhile: whether ours goes in its place. Theirs is kept then."""
        streams.tell(f"{self.path} was changed meanwhile, by somebody else or elsewhere.")
        if ask("[p] put yours in its place, theirs is kept beside it · [k] keep theirs: ", "pk", "k") != "p":
            return False
        kept = _free(self.path.with_name(f".{self.path.stem}.theirs{self.path.suffix}"))
        write_atomically(kept, now)
        streams.tell(f"Theirs is kept in {kept}")
        return True

    def _editor_gave_up(self, code: int, *, changed: bool) -> int:
        how = f"ended with code {code}" if code > 0 else f"was ended by signal {-code}"
        if not changed:
            raise CannotDo(f"The editor {self.editor[0]} {how}; nothing was changed.", "")
        self.tell_kept()
        raise CannotDo(f"The editor {self.editor[0]} {how}; nothing was put in place.", "")

    def _emptied(self, before: bytes) -> int:
        if before == self.begun:
            with contextlib.suppress(OSError):
                self.draft.unlink()
            raise CannotDo("The editor left nothing in the draft; the bank stays as it was.", "")
        # What was typed in an earlier round is worth more than the empty file.
        if self.draft.is_dir():
            self._moved(self.draft, _free(self.draft))
        write_atomically(self.draft, before)
        self.tell_kept()
        raise CannotDo("The editor left nothing in the draft; what stood there before is kept.", "")

    def _unchanged(self, seconds: float) -> int:
        """Nothing was typed, or the editor did not wait to be typed in."""
        found = self._check(self.begun)
        errors, warnings = len(found.errors), len(found.diagnostics) - len(found.errors)
        wrong = counted(errors, "error") if errors else counted(warnings, "warning") if warnings else ""
        if self.start is not None:
            streams.tell("Nothing was changed. No copy was made.")
        elif wrong:
            streams.tell(f"It is as it was, with {wrong}, explained by: checkin banks check {self.called}")
        else:
            streams.tell("It is as it was, and in order.")
        if seconds < _AT_ONCE and not is_known(self.editor[0]) and at_terminal():
            streams.tell(
                f"If {self.editor[0]} is still open: it has to be told to wait, as with EDITOR='code --wait'."
            )
        return 0

    # Underneath

    def _tell_problems(self, reading: Reading) -> None:
        """The first errors with their lines, or warnings where there is none: no more than a screen holds.

        The bank's own file is named, which is where those that stay will be.
        """
        from checkin.banks.diagnostics import render_all

        names = {str(self.draft): self.path.name}
        found = [
            dataclasses.replace(each, path=names.get(each.path, each.path))
            for each in reading.errors or reading.diagnostics
        ]
        if found:
            sources = {names.get(path, path): lines for path, lines in reading.sources.items()}
            streams.tell(render_all(found[:_SHOWN], sources, width=streams.width()))
            more = len(found) - _SHOWN
            streams.tell(f"\n… and {more} more\n" if more > 0 else "")

    def _losing(self, reading: Reading) -> bool:
        """Whether a text is read as something else than it looks, and was not before."""
        before = self._check(self.begun)
        known = {_told_by(each, before) for each in before.diagnostics}
        return any(
            each.code in _LOSING and _told_by(each, reading) not in known for each in reading.diagnostics
        )

    def _wanted_again(self) -> bool:
        streams.tell("Words would be read otherwise than they stand there.")
        return ask("[e] edit again · Enter: put it in place: ", "ep", "p", on_enter="p") == "e"

    def _text(self) -> bytes | None:
        """What stands in the draft (of a huge one, its beginning); None when there is no ordinary file."""
        try:
            if not self.draft.is_file():
                return None
            with self.draft.open("rb") as file:
                return file.read(_LARGEST)
        except OSError:
            return None

    def _moved(self, path: Path, to: Path) -> None:
        try:
            path.rename(to)
        except OSError as error:
            raise explain_os_error(error, path, "keep the draft") from None


def _first(reading: Reading, path: Path) -> Diagnostic | None:
    """The problem to begin with: the first error in the file, else the first warning."""
    here = [each for each in (*reading.errors, *reading.diagnostics) if each.path == str(path) and each.line]
    return here[0] if here else None


def _told_by(problem: Diagnostic, reading: Reading) -> tuple[str, str]:
    """What a problem is known by after lines were put in above it: its code, and the line it is in."""
    lines = reading.sources.get(problem.path, ())
    return problem.code, lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""


def _free(path: Path) -> Path:
    """The path, or the next one like it at which no file is."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _changed_after(path: Path, draft: Path) -> bool:
    try:
        return path.stat().st_mtime > draft.stat().st_mtime
    except OSError:
        return False
