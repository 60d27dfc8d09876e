"""Where things are kept on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, WrongInput
from checkin.ground.files import explain_os_error
from checkin.ground.text import slug

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one installation: `home` for data, `config` for settings, `banks` for own banks.

    With an `owner`, a person's id, the pairs' folders are those of what this person did alone (see `own`).
    """

    home: Path
    config: Path
    banks: Path
    owner: str = ""

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "config.yaml"

    @property
    def pairs(self) -> Path:
        """The folder that holds one folder per pair."""
        return self.private / f"{self.owner}.own" if self.owner else self.home / "pairs"

    @property
    def private(self) -> Path:
        """The folder of each person's own notes, never part of a record."""
        return self.home / "private"

    def notes(self, person: str) -> Path:
        """The file of one person's own notes, by their id. Raises WrongInput for anything that is no id."""
        return self.private / f"{_checked_id(person)}.notes.json"

    def own(self, person: str) -> Places:
        """The same installation, where pairs are kept in one person's private folder, by their id.

        A meeting that somebody holds alone is kept there whole. Raises WrongInput for what is no id.
        """
        return replace(self, owner=_checked_id(person))

    @property
    def joint(self) -> Places:
        """The same installation, where pairs are kept with what both may read."""
        return replace(self, owner="") if self.owner else self

    @property
    def kept_banks(self) -> Path:
        """The folder of question banks as they were read last; it can be deleted at any time."""
        return self.home / "cache" / "banks"

    def pair(self, pair: str) -> Path:
        """The folder of one pair, by its slug. Raises WrongInput for anything that is not a slug."""
        return self.pairs / _checked(pair)

    def record(self, pair: str) -> Path:
        """The pair's ledger."""
        return self.pair(pair) / "record.json"

    def meetings(self, pair: str) -> Path:
        """The folder of the pair's saved meetings."""
        return self.pair(pair) / "meetings"

    def summaries(self, pair: str) -> Path:
        """The folder of the pair's summaries."""
        return self.pair(pair) / "summaries"

    def open(self, pair: str) -> Path:
        """The folder of the pair's unfinished meetings, one folder each."""
        return self.pair(pair) / "open"

    def open_meeting(self, pair: str, meeting: str) -> Path:
        """The folder of one unfinished meeting."""
        return self.open(pair) / meeting

    def journal(self, pair: str, meeting: str) -> Path:
        """The journal of one unfinished meeting."""
        return self.open_meeting(pair, meeting) / "journal"


def find_places(environ: Mapping[str, str]) -> Places:
    """Find where this person's things are: `CHECKIN_HOME` if set and not empty, else the platform's folders.

    Nothing is created. Raises CannotDo when `CHECKIN_HOME` can't be a folder.
    """
    wished = environ.get("CHECKIN_HOME", "")
    if not wished:
        import platformdirs

        config = platformdirs.user_config_path("checkin", appauthor=False)
        home = platformdirs.user_data_path("checkin", appauthor=False)
        return Places(home, config, config / "question_banks")
    try:
        home = Path(os.path.abspath(Path(wished).expanduser()))  # noqa: PTH100 (resolve() would follow links)
        blocked = home.exists() and not home.is_dir()
    except (OSError, ValueError, RuntimeError):
        raise CannotDo(
            f"CHECKIN_HOME can't be used: {wished!r}.", "Set it to a folder of your own."
        ) from None
    if blocked:
        raise CannotDo(f"CHECKIN_HOME is a file, not a folder: {home}.", "Set it to a folder of your own.")
    return Places(home, home, home / "question_banks")


def ensure(folder: Path) -> Path:
    """Make the folder and those above it where they are missing, each readable by nobody else (0700).

    Folders that were there keep their modes. Returns the folder; raises CannotDo.
    """
    missing = []
    above = folder
    try:
        while not above.is_dir() and above != above.parent:
            missing.append(above)
            above = above.parent
        for path in reversed(missing):
            path.mkdir(mode=0o700, exist_ok=True)
            path.chmod(0o700)  # an odd umask may have taken the owner's own rights
    except FileExistsError as error:
        clash = error.filename or folder
        raise CannotDo(f"A file stands where a folder should be: {clash}.", "Move that file away.") from error
    except OSError as error:
        raise explain_os_error(error, folder, "make the folder") from error
    return folder


def named_bank_folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """The folders of question banks that `CHECKIN_BANKS` names, whether they are there or not."""
    parts = environ.get("CHECKIN_BANKS", "").split(os.pathsep)
    return tuple(Path(part).expanduser() for part in parts if part.strip())


def check_writable(places: Places) -> None:
    """Make sure that data can be kept, before anybody types. Raises CannotDo naming the folder."""
    from tempfile import NamedTemporaryFile

    for folder in (ensure(places.home), ensure(places.pairs)):
        try:
            with NamedTemporaryFile(dir=folder, prefix=".checkin-", suffix=".tmp") as probe:
                probe.write(b"room to write")
                probe.flush()
        except OSError as error:
            raise explain_os_error(error, folder, "write in the data folder") from error


def _checked(pair: str) -> str:
    if slug(pair) != pair:
        raise WrongInput(f"That is not the id of a pair: {pair!r}.", "Ids have only a-z, 0-9 and dashes.")
    return pair


def _checked_id(person: str) -> str:
    if not person or not person.isascii() or not person.isalnum():
        raise WrongInput(f"That is not the id of a person: {person!r}.", "Ids have only letters and digits.")
    return person


def short(path: Path) -> str:
    """A path as people write it, with `~` for their home."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
