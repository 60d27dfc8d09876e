"""What follows by itself from an act just done: a gate that nothing holds any more, words that go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.events import THOUGHT
from checkin.meeting.flow import shown
from checkin.meeting.gate import ready_to_open
from checkin.meeting.moments.table import first_id
from checkin.meeting.rules import Act

if TYPE_CHECKING:
    from checkin.meeting.state import State


def consequences(state: State, act: Act) -> tuple[Act, ...]:
    """The acts that follow from one just done. A gate never opens in the middle of somebody's typing."""
    if asked_again := _asked_again(state, act):
        return asked_again
    if state.stopped or act.what in ("answered", "set", "added", "resumed"):
        return ()
    ready = ready_to_open(state)
    return tuple(Act("opened", state.start.receiver(q), q.id, value=THOUGHT) for q in ready)


def _asked_again(state: State, act: Act) -> tuple[Act, ...]:
    """What was said of a step that was carried along goes when an account of such a step is another one after
    that: the words were about the step that stood there then, and it may not be the same one now.
    """
    q = first_id("carried")
    if act.what != "set" or act.field != "status" or q not in state.questions:
        return ()
    prompt = state.questions[q]
    carried = any(one.id == act.row and one.carried for one in state.start.open_steps)
    if not carried or state.answer(q, prompt.who).value is None or prompt not in shown(state):
        return ()
    return (Act("answered", prompt.who, q),)
