"""Which interface a meeting is held in: the full-screen app, plain lines, or a file of answers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from checkin.cli import streams
from checkin.ground.errors import HeldByOther
from checkin.ground.places import check_writable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checkin.banks.model import Depth
    from checkin.cli.session import Session
    from checkin.ground.places import Places
    from checkin.record.desk import Desk
    from checkin.tui.opening import Opening

_TOLD = ".linear-mode-told"
"""An empty file in the data folder: that there is a linear mode was said once."""


def full_screen(environ: Mapping[str, str], plain: bool) -> bool:
    """Whether to start the app: there is a terminal on both sides that can, and nobody asked for lines."""
    if plain or environ.get("CHECKIN_PLAIN", "") not in ("", "0"):
        return False
    if environ.get("TERM", "") in ("", "dumb"):
        return False
    return all(
        stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stdout)
    )


def home(session: Session) -> int:
    """Bare `checkin`. The first time, it makes sure that what people will type can be kept."""
    desk = session.desk()
    if not desk.places.pairs.is_dir() or not any(desk.places.pairs.iterdir()):
        check_writable(desk.places)
    if full_screen(session.environ, session.plain):
        from checkin.tui.opening import Opening

        return _app(desk, Opening("home"))
    from checkin.plain.console import StandardConsole
    from checkin.plain.home import home as plain_home

    return plain_home(desk, StandardConsole())


def meet(
    session: Session,
    pair: str,
    bank: str,
    depth: Depth,
    plain: bool,
    language: str | None = None,
    people: Mapping[str, str] | None = None,
) -> int:
    """A new meeting; `language` and `people` are as for `Desk.begin`."""
    desk = session.desk()
    try:
        return _meet(session, desk, pair, bank, depth, language, people, plain=plain)
    except HeldByOther as held:
        from checkin.live.entering import is_open

        if not is_open(desk, pair):
            raise
        raise HeldByOther(held.message, f"It is shared: come in with: checkin join {pair}") from held


def _meet(
    session: Session,
    desk: Desk,
    pair: str,
    bank: str,
    depth: Depth,
    language: str | None,
    people: Mapping[str, str] | None,
    *,
    plain: bool,
) -> int:
    if full_screen(session.environ, plain or session.plain):
        from checkin.tui.opening import Opening

        return _app(desk, Opening("meet", pair, bank, depth, language=language, people=people))
    from checkin.plain.console import StandardConsole
    from checkin.plain.home import meet_plain

    found = desk.bank(bank, language)  # what is wrong with it is said before anything is asked
    if people is not None:
        from checkin.record.seating import check_guests

        check_guests(desk.ledger(pair), found, people)
    return meet_plain(desk, pair, bank, depth, StandardConsole(), language, people)


def resume(session: Session, pair: str, plain: bool) -> int:
    """An unfinished meeting, the latest of the pair."""
    desk = session.desk()
    if full_screen(session.environ, plain or session.plain):
        from checkin.tui.opening import Opening

        return _app(desk, Opening("resume", pair))
    from checkin.plain.console import StandardConsole
    from checkin.plain.home import resume_plain

    return resume_plain(desk, pair, StandardConsole())


def alone(
    session: Session, pair: str, bank: str, depth: Depth, plain: bool, language: str | None = None
) -> int:
    """A meeting that the mentee holds alone; one that was broken off is offered first."""
    desk = session.desk()
    if full_screen(session.environ, plain or session.plain):
        from checkin.tui.opening import Opening

        return _app(desk, Opening("alone", pair, bank, depth, language=language))
    from checkin.plain.alone import hold_alone
    from checkin.plain.console import StandardConsole

    return hold_alone(desk, pair, bank, depth, StandardConsole(), language)


def own(session: Session, pair: str, seat: str | None, plain: bool, *, prepare: bool = False) -> int:
    """One's own page; `seat` is whose, None where it is asked. `prepare` begins with what was prepared."""
    desk = session.desk()
    if full_screen(session.environ, plain or session.plain):
        from checkin.tui.opening import Opening

        return _app(desk, Opening("own", pair, seat=seat, prepare=prepare))
    from checkin.plain.console import StandardConsole
    from checkin.plain.own import own_page

    return own_page(desk, StandardConsole(), pair, seat, prepare=prepare)


def share(session: Session, pair: str, seat: str | None, *, plain: bool) -> int:
    """An unfinished meeting, the latest of the pair, gone on with as a shared one.

    `seat` is whose seat is taken, asked for when None.
    """
    desk = session.desk()
    if full_screen(session.environ, plain or session.plain):
        from checkin.tui.opening import Opening

        return _app(desk, Opening("share", pair, seat=seat))
    from checkin.plain.console import StandardConsole
    from checkin.plain.seat import share_plain

    return share_plain(desk, pair, seat, StandardConsole())


def join(session: Session, pair: str, seat: str | None, *, guest: bool = False, plain: bool) -> int:
    """A seat in the pair's shared meeting. As a `guest` it reaches this meeting and nothing else."""
    desk = session.desk()
    if full_screen(session.environ, plain or session.plain):
        from checkin.tui.opening import Opening

        return _app(desk, Opening("join", pair, seat=seat, guest=guest))
    from checkin.plain.console import StandardConsole
    from checkin.plain.seat import join_plain

    return join_plain(desk, pair, seat, StandardConsole(), guest=guest)


def from_answers(
    session: Session,
    pair: str,
    bank: str,
    depth: Depth,
    file: Path,
    language: str | None = None,
    people: Mapping[str, str] | None = None,
) -> int:
    """A meeting without anybody at the keys. Prints where its summary is."""
    from checkin.meeting.stays_out import stays_out
    from checkin.plain.answers.from_file import hold_from_file

    saved, summary = hold_from_file(session.desk(), pair, bank, depth, file, language, people)
    if saved.start.alone:
        streams.tell(f"{saved.start.bank.title}: saved with {saved.start.pair_words}'s own files.")
    else:
        streams.tell(f"{saved.start.bank.title}: saved. Read it with: checkin summary {pair}")
    for one in stays_out(saved.state):
        streams.tell(one.words)
    streams.put(str(summary))
    return 0


def _app(desk: Desk, opening: Opening) -> int:
    from checkin.tui.running import run

    if not opening.guest:
        _say_once(desk.places)
    outcome = run(desk, opening)
    if outcome.message:
        streams.tell(outcome.message)
    if outcome.defect is not None:
        raise outcome.defect
    return outcome.exit_code


def _say_once(places: Places) -> None:
    """Before the app starts for the first time, say that everything works as plain lines too."""
    from checkin.ground.errors import CannotDo
    from checkin.ground.places import ensure

    told = places.home / _TOLD
    try:
        if told.exists():
            return
        ensure(places.home)
        told.touch(mode=0o600)
    except (OSError, CannotDo):
        return  # a folder that can't be written is said where something is to be kept
    streams.tell("Everything here works as plain lines too. For a screen reader: checkin --plain")
