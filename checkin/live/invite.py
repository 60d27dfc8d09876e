"""An invite: the line for `authorized_keys` that gives a guest's key one seat in one pair's meeting.

The line says everything: which program, whose seat, which pair, where the data is. What a guest's client
says or sets can't add to it.
"""

from __future__ import annotations

import os
import shlex
import sysconfig
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import checkin
from checkin.ground.errors import CannotDo
from checkin.ground.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checkin.live.public_key import PublicKey

LIMITS = "restrict,pty"
"""What sshd gives such a key: a terminal; no forwarding of ports, sockets, agent or X11, and no rc file."""

_RISKY = (
    *("BASH_ENV", "ENV", "ZDOTDIR", "SHELLOPTS"),
    *("PYTHONPATH", "PYTHONHOME", "PYTHONINSPECT"),
    *("LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH"),
)
"""Variables with which a shell, Python or the system's loader does more than it was started for."""

_LONGEST_FILE = 1_000_000
"""Bytes of sshd's files that are looked at."""


def invite_line(key: PublicKey, role: str, pair: str, program: Sequence[str], home: Path | None) -> str:
    """The line that gives this key the seat of `role` in the meetings of `pair`.

    `program` is how sshd starts `checkin`; `home` the data folder, None for the account's usual one.
    Raises CannotDo when one of these paths can't stand in such a line.
    """
    seat = ["seat", "--as", role, "--pair", pair]
    command = shlex.join([*program, *seat, *(["--home", str(home)] if home is not None else [])])
    if clean(command) != command or len(command.splitlines()) != 1:
        raise CannotDo(
            "The path of the program or of the data folder has characters that sshd can't be given.",
            "Give the folder a plainer name.",
        )
    # sshd takes a backslash before a double quote away, and nothing else.
    quoted = command.replace('"', '\\"')
    return f'command="{quoted}",{LIMITS} {key.line}'


def home_to_name(environ: Mapping[str, str], home: Path) -> Path | None:
    """The data folder, if a session of sshd would not find it by itself; else None."""
    moved = any(environ.get(name) for name in ("CHECKIN_HOME", "XDG_DATA_HOME"))
    return home if moved else None


def running_program(argv: Sequence[str], executable: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """How to start this very program from anywhere: its script, else its Python and what that needs.

    `argv` and `executable` are those of `sys`. Links are kept: they survive an upgrade. Raises CannotDo.
    """
    script = Path(os.path.abspath(argv[0])) if argv and argv[0] else None  # noqa: PTH100 (links are kept)
    if script is not None and script.name == "checkin" and script.is_file() and os.access(script, os.X_OK):
        return (str(script),)
    if not executable:
        raise CannotDo("It can't be told how this program was started.", "Start it as: checkin invite …")
    # -P: what happens to lie in the folder where sshd starts it is not imported.
    plain = (executable, "-P", "-m", "checkin")
    ours = Path(checkin.__file__).resolve().parent.parent
    installed = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    if ours in installed:
        return plain
    further = [os.path.abspath(one) for one in environ.get("PYTHONPATH", "").split(os.pathsep) if one]  # noqa: PTH100 (as above)
    search = os.pathsep.join(dict.fromkeys([str(ours), *further]))
    return ("/usr/bin/env", f"PYTHONPATH={search}", *plain)


def let_in_already(key: PublicKey, authorized_keys: Path) -> bool:
    """Whether this key stands in an `authorized_keys` file. sshd goes by the first line that has it."""
    return any(key.blob in line.split() for line in _lines(authorized_keys))


def guests_may_set(settings: Path) -> tuple[str, ...]:
    """What sshd, by its settings, lets a guest's client set and no forced command can make safe again.

    `settings` is sshd's `sshd_config`; the files in `sshd_config.d` beside it count too. What can't be
    read is passed over.
    """
    found: dict[str, None] = {}
    for file in (settings, *sorted(settings.with_name(f"{settings.name}.d").glob("*.conf"))):
        for line in _lines(file):
            words = line.partition("#")[0].replace("=", " ").replace('"', " ").split()
            if words and words[0].casefold() == "acceptenv":
                found |= dict.fromkeys(one for one in words[1:] if any(fnmatchcase(n, one) for n in _RISKY))
    return tuple(found)


def _lines(file: Path) -> list[str]:
    """The lines of one of sshd's files but for comments; none when it can't be read."""
    try:
        with file.open("rb") as source:
            text = source.read(_LONGEST_FILE).decode(errors="replace")
    except OSError:
        return []
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]
