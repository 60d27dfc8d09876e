"""What a forced command takes from its guest: one of two fixed requests, and how to show things. No more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import WrongInput

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

ASKED = "SSH_ORIGINAL_COMMAND"
"""Where sshd says what the guest's client asked for instead."""

_JOIN = {"": False, "checkin join": False, "checkin join --plain": True}
"""What may be asked for, and whether it means plain lines."""
_RICH = "checkin seat --stdio"
"""Kept for seats that run on the guest's own machine, which this version does not have."""

_KEPT = {
    *("HOME", "USER", "LOGNAME", "SHELL", "PATH", "TZ"),  # sshd and the system set these themselves
    *("SSH_CONNECTION", "SSH_TTY", ASKED),
    *("TERM", "COLORTERM", "NO_COLOR", "LANG", "LANGUAGE"),  # how to show things
    *("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH"),  # this interpreter was started with them already
}
"""The variables that a seat keeps, besides `LC_…`. Any other may come from the guest's client."""


def plain_asked(environ: Mapping[str, str]) -> bool:
    """Whether the guest asked for plain lines.

    Raises WrongInput for anything but the requests there are; what was asked for is not repeated.
    """
    asked = environ.get(ASKED, "")
    if asked == _RICH:
        raise WrongInput("This version has its seats on this computer only.", "Come in with: ssh -t HOST")
    if asked not in _JOIN:
        raise WrongInput(
            "This key opens a seat in a meeting, and nothing else.",
            "Come in with: ssh -t HOST (for plain lines: ssh -t HOST checkin join --plain)",
        )
    return _JOIN[asked]


def keep_only_harmless(environ: MutableMapping[str, str]) -> None:
    """Take every variable out that a guest's client may have sent, but for how to show things.

    sshd passes on what its `AcceptEnv` allows, usually `LANG` and `LC_…`; more only where somebody
    changed that.
    """
    for name in [one for one in environ if one not in _KEPT and not one.startswith("LC_")]:
        del environ[name]
