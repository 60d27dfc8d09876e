"""The folders in which banks are looked for, in their order, down to those that come with the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from checkin.ground.errors import WrongInput
from checkin.ground.places import named_bank_folders

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Origin = Literal["given", "environment", "yours", "shipped"]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of banks and how it came to be looked in."""

    path: Path
    origin: Origin


def shipped_folder(package: Path | None = None) -> Path:
    """The folder of the banks that come with the program: in the installed package, else in the checkout.

    `package` is the folder of the package `checkin`, this one's unless said.
    """
    package = package or Path(__file__).resolve().parent.parent
    inside = package / "question_banks"
    return inside if inside.is_dir() else package.parent / "question_banks"


def search_folders(given: Sequence[Path], environ: Mapping[str, str], yours: Path) -> tuple[Folder, ...]:
    """The folders in the order of search: `--banks`, `CHECKIN_BANKS`, the user's own, the shipped.

    Raises WrongInput when a folder that was named is not there.
    """
    named: list[tuple[Path, Origin, str]] = [(path, "given", "--banks") for path in given]
    named += [(path, "environment", "CHECKIN_BANKS") for path in named_bank_folders(environ)]
    for path, _, source in named:
        if not path.is_dir():
            raise WrongInput(
                f"{source} names {path}, and there is no such folder.", "Name a folder with banks in it."
            )
    folders = [Folder(path, origin) for path, origin, _ in named]
    return (*folders, Folder(yours, "yours"), Folder(shipped_folder(), "shipped"))
