"""Sharing the meeting one is in: it goes on in a room of its own, at the same page, in one's own seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError
from checkin.tui.in_a_meeting import esc
from checkin.tui.screens.presence import other_of

if TYPE_CHECKING:
    from checkin.record.held import Held
    from checkin.tui.screens.together import Together as _Base
else:
    _Base = object  # not a screen itself

_INVITATION = """\
The meeting is shared now. {other} comes in from a terminal of their own.

The first time, let {other}'s key in, for this one seat and nothing else:

    checkin invite KEY.pub --as {role}

Invited like this, {other} types only:

    ssh -t {account}@{host}

({host} is what this computer calls itself; {other} may know it by another name.) Somebody who has this \
account's own login types: ssh -t {account}@{host} checkin join. In another window on this very computer:

    checkin join

checkin help live tells all about it.

You need not wait. {other} comes in at the page you are at. {again} shows this again."""


class Sharing(_Base):
    """Mixed into the meeting's screen."""

    def do_share(self) -> None:
        """Ask who sits here, then share; what is shared already: how the other one comes in."""
        meeting = self.seated
        if meeting is not None:
            self._tell_how(other_of(meeting))
            return
        from checkin.live.shared import check_for_two
        from checkin.tui.screens.choose import ChooseScreen

        start = self.meeting.start
        try:
            check_for_two(start)
        except CheckinError as error:
            self.notify_line(error.message)
            return
        choices = [(seat, str(n), start.name(seat)) for n, seat in enumerate(start.mentee_last()[::-1], 1)]

        def chosen(seat: str | None) -> None:
            if seat is not None:
                self.call_later(self._share_as, seat)

        self.app.push_screen(ChooseScreen("Which of you sits at this keyboard?", choices), chosen)

    async def _share_as(self, seat: str) -> None:
        """Close the meeting here, have a room of its own opened for it, and go on in it from this seat."""
        if self.at_work:
            return
        if self.meeting.trouble is not None and not self.meeting.retry():
            self.notify_line("What you type can't be kept on the disk just now. Share a little later.")
            return
        from checkin.tui.screens.wait import WaitScreen

        self.page.leaving()
        wait = WaitScreen("Opening the room…")
        await self.app.push_screen(wait)
        why = ""
        try:
            await self.checkin.share_meeting(seat)
        except CheckinError as error:
            why = str(error)
        if self.checkin.meeting is None:
            return  # the app is ending
        await wait.dismiss()
        await self.go_on_with(self.checkin.meeting)
        if why:
            self.notify_line(f"It is not shared; you go on here as before. {why}")
        elif (meeting := self.seated) is not None:
            self._tell_how(other_of(meeting))

    async def go_on_with(self, meeting: Held) -> None:
        """The same meeting, held in another way from now on: the page is built anew over it."""
        self.meeting = meeting
        await self.rebuild()
        self.begin_together()
        self.show_head()

    def _tell_how(self, other: str) -> None:
        from checkin.tui.screens.said import SaidScreen

        start = self.meeting.start
        name = start.name(other)
        words = invitation(name, start.role(other))
        self.app.push_screen(SaidScreen(f"How {name} comes in", words))


def invitation(other: str, role: str) -> str:
    """How the other one comes into a meeting that is shared from this computer; to read aloud or copy."""
    import os
    import pwd

    try:
        account = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        account = "ACCOUNT"
    host = os.uname().nodename
    return _INVITATION.format(other=other, role=role, account=account, host=host, again=esc("share"))
