"""The room's process: it holds a shared meeting, listens for its seats, and ends with the last of them.

All that is decided is decided in `room.Room`; here are the socket, the time and the end. An idle meeting
costs nothing: there is no timer but while something is waited for. Nothing is written anywhere but the
meeting's own files; a defect is noted in the data folder's `log`, without people's words.
"""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from checkin.ground.clock import stamp
from checkin.ground.errors import CannotDo, CheckinError
from checkin.live import launch, where
from checkin.live.connection import Connection
from checkin.live.frames import BadFrame
from checkin.live.room import Room
from checkin.live.taking import take
from checkin.live.text_log import TextLog
from checkin.live.texts import LiveText

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from pathlib import Path

    from checkin.record.desk import Desk
    from checkin.record.open_meeting import OpenMeeting
    from checkin.record.saved import Render

    Note = Callable[[BaseException], object]
    """Writes down a defect."""

MOST_CONNECTIONS = 16
"""Windows that may be open on one meeting."""
SOMEBODY_WITHIN = 10.0
"""Seconds a room waits for its first seat: whoever started it may have been cut off meanwhile."""
LEAVE_WITHIN = 2.0
"""Seconds at the end for what the seats have still to be told."""
TRY_AGAIN_AFTER = 1.0
"""Seconds between two tries to write what the disk refused."""
LAST_WORDS_WITHIN = 2.0
"""Seconds for which a seat is heard out before the meeting is saved."""
LOOK_AFTER = 0.6
"""Seconds after which the disk has said whether it took what was written."""

_NOTES = 5
"""Defects that are noted in one room's life."""


def serve(desk: Desk, pair: str, meeting: str, render: Render, note: Note, *, told: int | None = None) -> int:
    """Hold a meeting as a room until its last seat has left, and return the process's exit code.

    `render` makes the summary when the meeting is saved, `note` writes down a defect. `told` is the pipe of
    whoever started the room and waits for it (see `launch`). Where another room of this meeting listens
    already, there is nothing to do. Raises `CheckinError`, HeldByOther when no room holds the meeting.
    """
    if told is not None:
        launch.detach(told)
    for number in (signal.SIGHUP, signal.SIGUSR1):
        signal.signal(number, signal.SIG_IGN)
    os.umask(0o077)
    try:
        held = take(desk, pair, meeting)
        if held is None:
            if told is not None:
                launch.say_ready(told)
            return 0
        house = _House(desk, held, render, note)
    except CheckinError as error:
        if told is not None:
            launch.say_why_not(told, error)
        raise
    asyncio.run(house.run(told))
    return 0


class _House:
    """The room with its socket and its connections."""

    def __init__(self, desk: Desk, meeting: OpenMeeting, render: Render, note: Note) -> None:
        self._desk = desk
        self._meeting = meeting
        self._pair = meeting.start.pair
        self._name = meeting.folder.name
        self._render = render
        self._note = note
        self._notes = 0
        self._saved = False
        self._connections: set[Connection] = set()
        self._numbers: dict[int, Connection] = {}
        self._servers: list[asyncio.Server] = []
        self._last_gone: asyncio.Event | None = None
        self._path: Path | None = None
        try:
            self._log = TextLog.open(meeting.folder)
            self._room = Room(meeting, self._log, self._save)
            self._listener = self._listening()
        except BaseException:
            meeting.leave()
            raise

    def _save(self, meeting: OpenMeeting) -> str:
        saved, _ = self._desk.save(meeting, self._render)
        self._saved = True
        return saved.start.id

    def _listening(self) -> socket.socket:
        """A socket that listens where seats look, and a note that says where that is. Raises CannotDo."""
        places = self._desk.places
        before = where.read_note(places, self._pair)
        path = where.socket_path(self._desk.environ, places, self._pair)
        listener = where.listen_at(path)
        self._path = path
        if before is not None and before.socket != path:
            where.forget_socket(before.socket)
        now = stamp(self._desk.clock.now())
        shared = where.SharedMeeting(self._pair, self._name, path, os.getpid(), os.uname().nodename, now)
        try:
            where.write_note(places, shared)
        except CannotDo:
            # On a full disk the note of the room before this one will do, if it says the same.
            if before is None or (before.meeting, before.socket) != (self._name, path):
                listener.close()
                where.forget_socket(path)
                raise
        return listener

    async def run(self, told: int | None) -> None:
        """Listen until it is over."""
        self._loop = asyncio.get_running_loop()
        self._over: asyncio.Future[None] = self._loop.create_future()
        self._look: asyncio.TimerHandle | None = None
        self._last_words: asyncio.TimerHandle | None = None
        self._loop.set_exception_handler(lambda _, context: self._defect(context.get("exception")))
        for number in (signal.SIGTERM, signal.SIGINT):
            self._loop.add_signal_handler(number, self._end)
        self._loop.add_signal_handler(signal.SIGUSR1, self._listen_anew)
        try:
            await self._take_from(self._listener)
            if told is not None:
                launch.say_ready(told)
            LiveText()  # what it needs is slow to import: not when the first letter is typed
            alone = self._loop.call_later(SOMEBODY_WITHIN, self._nobody_came)
            await self._over
            alone.cancel()
        finally:
            await self._leave()

    async def _take_from(self, listener: socket.socket) -> None:
        self._servers.append(await self._loop.create_unix_server(lambda: Connection(self), sock=listener))

    # What a connection asks

    def admit(self, connection: Connection) -> bool:
        """Whether there is a place for one more, and the meeting goes on."""
        if self._over.done() or len(self._connections) >= MOST_CONNECTIONS:
            return False
        self._connections.add(connection)
        return True

    def came(self, connection: Connection, payload: bytes) -> bool:
        """A frame for the room. One that is not in order ends its connection, and nothing else."""
        if self._over.done():
            return False
        try:
            if connection.number is None:
                # The room hears of a seat when it says something; a knock is nothing.
                connection.number = self._room.opened()
                self._numbers[connection.number] = connection
            self._room.receive(connection.number, payload)
        except BadFrame:
            return False
        except Exception as error:  # noqa: BLE001 (a defect met by one seat is no reason to end the meeting for both)
            self._defect(error)
            return False
        return True

    def gone(self, connection: Connection) -> None:
        """A connection is closed: whoever is left is told at once."""
        self._connections.discard(connection)
        if not self._connections and self._last_gone is not None:
            self._last_gone.set()
        if connection.number is not None and self._numbers.pop(connection.number, None) is not None:
            try:
                self._room.closed(connection.number)
            except Exception as error:  # noqa: BLE001 (as above)
                self._defect(error)
            self.settle()

    def settle(self) -> None:
        """Send what the room has to say, and see whether it is over or the disk makes trouble."""
        self._send()
        if self._room.saving and self._last_words is None:
            self._last_words = self._loop.call_later(LAST_WORDS_WITHIN, self._heard_out)
        if self._room.over:
            self._finish()
        elif self._look is None and not self._over.done():
            # The disk may refuse what it took at first; it is asked once, not for ever.
            self._look = self._loop.call_later(LOOK_AFTER, self._look_again)

    def _send(self) -> None:
        waiting: dict[int, list[bytes]] = {}
        for number, payload in self._room.take():
            waiting.setdefault(number, []).append(payload)
        for number, payloads in waiting.items():
            if number in self._numbers:
                self._numbers[number].send(payloads)
        for number in self._room.take_dropped():
            if number in self._numbers:
                self._numbers[number].close()

    # Time

    def _look_again(self) -> None:
        self._look = None
        if self._trouble and not self._over.done():
            self._look = self._loop.call_later(TRY_AGAIN_AFTER, self._look_again)
            self._room.tick()
            self._send()
            if self._room.over:
                self._finish()

    def _heard_out(self) -> None:
        self._last_words = None
        if not self._over.done():
            self._room.save_anyway()
            self.settle()

    @property
    def _trouble(self) -> bool:
        return self._meeting.trouble is not None or self._log.trouble is not None

    def _nobody_came(self) -> None:
        if not self._numbers:
            self._finish()

    # The socket is gone, or the end

    def _listen_anew(self) -> None:
        if self._path is not None and os.path.lexists(self._path):
            return
        try:
            listener = self._listening()
        except CannotDo as error:
            self._defect(error)
            return
        task = self._loop.create_task(self._take_from(listener))
        task.add_done_callback(lambda done: self._defect(done.exception()))

    def _defect(self, error: BaseException | None) -> None:
        self._notes += error is not None
        if error is not None and self._notes <= _NOTES:
            self._note(error)

    def _finish(self) -> None:
        if not self._over.done():
            self._over.set_result(None)
            # From now on nobody finds this room, and whoever looks starts the next.
            for server in self._servers:
                server.close()
            if self._path is not None:
                where.forget_socket(self._path)

    def _end(self) -> None:
        """SIGTERM or SIGINT."""
        self._finish()

    async def _leave(self) -> None:
        """Keep everything, tell the seats, let go."""
        self._finish()
        for timer in (self._look, self._last_words):
            if timer is not None:
                timer.cancel()
        if not self._saved:
            self._room.leave()
        self._send()
        if not self._meeting.folder.exists():
            where.forget_note(self._desk.places, self._pair)
        self._last_gone = asyncio.Event()
        for connection in tuple(self._connections):
            connection.close()
        if self._connections:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._last_gone.wait(), LEAVE_WITHIN)
        for connection in tuple(self._connections):
            connection.drop()
