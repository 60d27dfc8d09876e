"""`checkin share`, `join`, `seat` and `invite`: one meeting, two terminals."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkin.cli.session import Command, session
from checkin.ground.errors import CannotDo, HeldByOther, NotFound, WrongInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.live.public_key import PublicKey
    from checkin.record.desk import Desk

ROLES = ("mentee", "mentor")

_NOBODY = "Nobody shares a meeting at the moment."
_HOW_TO_SHARE = "Ask the other one to share theirs (Esc, then Share; or checkin share), then come in again."


def _as_option(words: str, *, required: bool) -> Callable[..., Any]:
    return click.option("--as", "role", type=click.Choice(ROLES), required=required, help=words)


_PLAIN = click.option("--plain", is_flag=True, help="As plain lines on stdin and stdout.")


@click.command("share", cls=Command)
@click.argument("pair", required=False)
@_as_option("Whose seat is yours; asked if left out.", required=False)
@_PLAIN
@click.pass_context
def share_command(context: click.Context, pair: str | None, role: str | None, plain: bool) -> int:
    """Go on with an unfinished meeting as a shared one.

    The other one comes in from a terminal of their own, with `checkin join` on this computer or over
    SSH. PAIR is a pair's id or somebody's name. `checkin help live` tells all about it.
    """
    from checkin.cli import interface

    shared = session(context)
    desk = shared.desk()
    found = desk.find_pair(pair or _only(_unfinished(desk)))
    if found in _shared(desk):
        return interface.join(shared, found, role, plain=plain)
    if not desk.unfinished(found):
        raise NotFound(
            f"There is no unfinished meeting of {found} to share.", f"Start one with: checkin meet {found}"
        )
    try:
        desk.make_sure_free(found)
    except HeldByOther as held:
        raise HeldByOther(held.message, "Share it from there: Esc, then Share") from held
    return interface.share(shared, found, role, plain=plain)


@click.command("join", cls=Command)
@click.argument("pair", required=False)
@_as_option("Whose seat is yours; asked if left out.", required=False)
@_PLAIN
@click.pass_context
def join_command(context: click.Context, pair: str | None, role: str | None, plain: bool) -> int:
    """Come into a meeting that the other one shares.

    PAIR is a pair's id or somebody's name; with one shared meeting it can be left out.
    """
    from checkin.cli import interface

    shared = session(context)
    return interface.join(shared, _meeting_meant(shared.desk(), pair), role, plain=plain)


@click.command("seat", cls=Command)
@_as_option("Whose seat it is.", required=True)
@click.option("--pair", required=True, metavar="ID", help="The pair's id.")
@click.option("--home", metavar="DIR", help="The data folder, where it is not the usual one.")
@_PLAIN
@click.pass_context
def seat_command(context: click.Context, role: str, pair: str, home: str | None, plain: bool) -> int:
    """Come into a shared meeting in this seat, and nothing else.

    An invite has sshd run it, whatever the guest's client asks for.
    """
    from checkin.cli import interface, streams
    from checkin.live.entering import is_open
    from checkin.live.forced import keep_only_harmless, plain_asked

    shared = session(context)
    keep_only_harmless(os.environ)
    if home is not None:
        os.environ["CHECKIN_HOME"] = home
    shared.environ = os.environ
    plain = plain_asked(shared.environ) or plain
    desk = shared.desk()
    if pair not in desk.pair_ids():
        raise NotFound("The pair of this invite is not here any more.", "Ask for a new invite.")
    if pair not in _shared(desk) or not is_open(desk, pair):
        # A guest comes in where somebody is: they do not open the room.
        raise CannotDo("Your meeting is not shared at the moment.", _HOW_TO_SHARE)
    if not plain and not (sys.stdin is not None and sys.stdin.isatty()):
        streams.tell("These are plain lines. For the full screen come in with: ssh -t HOST")
    try:
        return interface.join(shared, pair, role, guest=True, plain=plain)
    finally:
        desk.notices.take()  # what had to be put right on this computer is not a guest's business


@click.command("invite", cls=Command)
@click.argument("keyfile")
@click.argument("pair", required=False)
@_as_option("Whose seat the key opens.", required=True)
@click.pass_context
def invite_command(context: click.Context, keyfile: str, pair: str | None, role: str) -> int:
    """Print the line that lets somebody's SSH key into one seat.

    KEYFILE is their public key, a file that ends in .pub, or - to read it from stdin. The line goes into
    ~/.ssh/authorized_keys on this computer. `checkin help live` tells all about it.
    """
    from checkin.cli import streams
    from checkin.live.invite import home_to_name, invite_line, running_program

    shared = session(context)
    key = _read_key(keyfile)
    desk = shared.desk()
    found = desk.find_pair(pair)
    home = home_to_name(shared.environ, desk.places.home)
    line = invite_line(key, role, found, running_program(sys.argv, sys.executable, shared.environ), home)
    if not line.isascii() and not streams.takes_unicode():
        raise CannotDo(
            "The encoding of this terminal can't write the line.",
            "Say first: export LC_ALL=C.UTF-8",
        )
    narration = _narration(desk, found, role, key)  # before stdout may have put the line into the very file
    streams.put(line)
    for words in narration:
        streams.tell(words)
    return 0


# Which meeting


def _shared(desk: Desk) -> dict[str, str]:
    """The pairs whose meetings are shared, the latest first, each with the meeting."""
    from checkin.live.where import find_rooms

    return {room.pair: room.meeting for room in find_rooms(desk.places)}


def _meeting_meant(desk: Desk, pair: str | None) -> str:
    if pair is not None and "://" in pair:
        raise WrongInput(
            "This version joins on the computer of the meeting.", "Say: ssh -t HOST checkin join"
        )
    shared = _shared(desk)
    if pair is None:
        if not shared:
            raise CannotDo(_NOBODY, _HOW_TO_SHARE)
        if len(shared) > 1:
            raise WrongInput(
                f"Several meetings are shared: {', '.join(sorted(shared))}.", "Say which: checkin join PAIR"
            )
        return next(iter(shared))
    found = desk.find_pair(pair)
    if found not in shared:
        raise CannotDo(f"No meeting of {found} is shared at the moment.", _HOW_TO_SHARE)
    return found


def _unfinished(desk: Desk) -> list[str]:
    return [pair.id for pair in desk.pairs() if pair.state == "unfinished"]


def _only(pairs: list[str]) -> str | None:
    return pairs[0] if len(pairs) == 1 else None


# Invites


def _read_key(keyfile: str) -> PublicKey:
    """The key in a file, or on stdin for `-`. Raises WrongInput."""
    from checkin.ground.text import clean_line
    from checkin.live.public_key import LONGEST, parse_key

    if keyfile == "-":
        source = getattr(sys.stdin, "buffer", None)
        return parse_key(source.read(LONGEST + 1) if source is not None else b"", "what came on stdin")
    name = f"“{clean_line(keyfile)}”"
    try:
        with Path(keyfile).open("rb") as file:
            held = file.read(LONGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "this can't be the name of a file"
        raise WrongInput(f"{name} can't be read: {why}.", "Name the file that ends in .pub.") from None
    return parse_key(held, name)


def _narration(desk: Desk, pair: str, role: str, key: PublicKey) -> list[str]:
    """What the host should know: whose key it is, where the line goes, what it opens, who can see what."""
    from checkin.ground.text import cut
    from checkin.live.invite import guests_may_set, let_in_already

    person = desk.ledger(pair).person(role)
    guest = person.name if person is not None else f"the {role}"
    words = [
        f"The line above lets this key into {guest}'s seat: {key.known_as}.",
        "Put it at the end of ~/.ssh/authorized_keys on this computer; delete it there to end the invite.",
        f"{guest} comes in with: ssh -t {_account()}@HOST (HOST is how {guest} reaches this computer)",
        f"The key opens {guest}'s seat while you share a meeting: no shell, no files, no other pair.",
        "Whoever looks after this computer can read what is kept on it, this meeting too.",
        "More about it: checkin help live",
    ]
    if risky := guests_may_set(Path("/etc/ssh/sshd_config")):
        words.append(
            f"Before you do: sshd on this computer lets guests set {cut(', '.join(risky), 60)} (AcceptEnv), "
            "and with that they may reach more than the seat. LANG and LC_* are enough."
        )
    if let_in_already(key, Path("~/.ssh/authorized_keys").expanduser()):
        words.insert(
            2, "This key stands there already, and sshd goes by its first line: take the earlier one away."
        )
    return words


def _account() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return "ACCOUNT"
