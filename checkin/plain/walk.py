"""A walk through a bank as plain lines: a meeting like any other, of which nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.plain.closing import ask_agreement, ask_next_meeting
from checkin.plain.meeting import DONE, ENTER, INTERRUPTED, converse
from checkin.plain.moves import do_word, look
from checkin.plain.talk import Ended, Talk, Word

if TYPE_CHECKING:
    from checkin.plain.console import Console
    from checkin.record.desk import Desk
    from checkin.record.open_meeting import OpenMeeting

HOW = "Rehearsal: nothing is kept. :help says what else there is."
OVER = "The rehearsal ends here. Nothing was kept."


class WalkTalk(Talk):
    """The talk of a rehearsal."""

    stops: ClassVar[str] = "end the rehearsal"


def walk(desk: Desk, meeting: OpenMeeting, console: Console) -> int:
    """Hold a rehearsed meeting up to its summary. Returns the exit code: 130 when the input ended early."""
    talk = WalkTalk(desk, meeting, console, look)
    start = talk.state.start
    try:
        talk.say(f"{start.bank.title}: {start.pair_words}.")
        talk.say(f"{HOW}\n{ENTER.format(talked=start.talked_words)}")
        converse(talk, lambda: _end(talk), do_word)
    except Word:  # :stop
        pass
    except (Ended, KeyboardInterrupt):
        return INTERRUPTED
    finally:
        meeting.leave()
    talk.say(OVER)
    return DONE


def _end(talk: Talk) -> None:
    ask_next_meeting(talk)
    ask_agreement(talk)
