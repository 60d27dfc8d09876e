"""The word `:smaller`: a smaller version becomes the step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.rules import Act
from checkin.meeting.smaller import made_the_step, step_to_change, steps_behind, told, words_for
from checkin.meeting.turning import prompt_at

if TYPE_CHECKING:
    from checkin.plain.talk import Talk

NOT_HERE = "This is for the question about a smaller version of the step."
NO_WORDS = "Say the smaller step first, or :smaller and its words on one line."


def make_it_the_step(talk: Talk, said: str) -> bool:
    """Make what was said here, or `said`, the step; False, with words why, where that can't be."""
    prompt = prompt_at(talk.state, talk.place)
    question = prompt.question if prompt is not None else None
    if question is None or not steps_behind(talk.state, question):
        talk.say(NOT_HERE)
        return False
    seats = [seat for seat in talk.asked(question) if step_to_change(talk.state, question, seat)]
    if said and seats and not talk.act(Act("answered", seats[0], question.id, value=said)):
        return False
    seat = next((one for one in seats if words_for(talk.state, question, one)), "")
    step = step_to_change(talk.state, question, seat) if seat else None
    if step is None:
        talk.say(NO_WORDS if seats else NOT_HERE)
        return False
    words = words_for(talk.state, question, seat)
    if not all(talk.act(act) for act in made_the_step(talk.state, question, seat)):
        return False
    talk.say(told(step.what, words))
    return True
