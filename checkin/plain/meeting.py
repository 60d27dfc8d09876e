"""A meeting as plain lines: one question at a time, announced, asked, and everything kept as it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.model import CARD_TYPES
from checkin.ground.clock import from_stamp
from checkin.ground.dates import show_date
from checkin.meeting.brought import first_idea
from checkin.meeting.flow import BOTH, Prompt, prompts
from checkin.meeting.gate import closed_offer
from checkin.meeting.moments.listed import why_asked
from checkin.meeting.numbers_given import numbers_before
from checkin.meeting.returning import lesson_words, remembered, returning_at
from checkin.meeting.turning import items_of, prompt_at
from checkin.meeting.unsure import meant
from checkin.meeting.words import all_of, plenty
from checkin.plain.asking import ask_value
from checkin.plain.cards import ask_cards
from checkin.plain.choosing import ask_account, ask_card, ask_owner, ask_pick
from checkin.plain.closing import close, tell_left_out
from checkin.plain.console import Console, aside
from checkin.plain.goals import ask_clause, ask_goal
from checkin.plain.hearing import hear_answer
from checkin.plain.moves import at_summary, do_word, go_on, look
from checkin.plain.offers import ask_offer
from checkin.plain.rows import ask_rows
from checkin.plain.talk import Ended, Talk, Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.banks.model import Question
    from checkin.meeting.state import Place
    from checkin.record.desk import Desk
    from checkin.record.open_meeting import OpenMeeting

DONE, INTERRUPTED = 0, 130

ENTER = "An empty line ends an answer. By itself it means: {talked}."
WORDS = ":help says what else there is; :stop keeps it all for another time."


def hold(desk: Desk, meeting: OpenMeeting, console: Console, *, resumed: bool = False) -> int:
    """Hold an open meeting to its end and save it. Returns the exit code.

    0 when it was saved or stopped with `:stop`, 130 when the input ended or was interrupted. However
    it ends, everything is kept and the meeting is let go of; how to go on is said on standard error.
    """
    talk = Talk(desk, meeting, console, look)
    code = INTERRUPTED
    try:
        greet(talk, resumed=resumed)
        converse(talk, lambda: close(talk, meeting), do_word)
    except Word:  # :stop
        code = DONE
    except (Ended, KeyboardInterrupt):
        pass
    except BaseException:
        meeting.leave()
        raise
    else:
        return DONE
    from checkin.record.alone import broken_off

    meeting.leave()
    if meeting.trouble is not None:
        aside(f"{meeting.trouble} What was said last may not be on the disk.")
    aside(broken_off(desk, meeting))
    return code


def converse(talk: Talk, end: Callable[[], None], do: Callable[[Talk, Word], None]) -> None:
    """Every question from where the meeting is, then what was left out, then `end`.

    `do` does what a word of `talk.moves` says. Raises `Word` for `:stop`, `Ended`.
    """
    said_once = False
    announced = ""
    while True:
        try:
            place = talk.arrive()
            prompt = prompt_at(talk.state, place)
            if prompt is not None:
                announced = _announce(talk, prompt, place, announced)
                _ask(talk, prompt, place)
                go_on(talk)
                continue
            if not said_once:
                said_once = True
                if tell_left_out(talk):
                    continue
            end()
        except Word as word:
            if word.name == "stop":
                raise
            if at_summary(talk) and word.name in ("skip", "x", "ask", "open", "never"):
                talk.say(
                    f"The questions are behind us; :back leads to the last one, and :{word.name} works there."
                )
            else:
                do(talk, word)
        else:
            return


def greet(talk: Talk, *, resumed: bool) -> None:
    """Say whose meeting it is, where it is if it was `resumed`, and how to answer."""
    start, state = talk.state.start, talk.state
    talk.say(f"{start.bank.title}: {start.pair_words}.")
    for line in (*talk.desk.notices.take(), *talk.meeting.damage):
        talk.say(line)
    if resumed:
        began = show_date(from_stamp(start.at).astimezone().date(), talk.desk.today())
        prompt = prompt_at(state, talk.place)
        where = f"at {prompt.stage.title}, {_number(talk, prompt)}" if prompt else "at the summary"
        talk.say(f"Going on with the meeting of {began}. Everything said is here. We are {where}.")
    else:
        for seat, text in start.takeaways.items():
            if start.plays(seat) == "mentee" and meant(text):
                talk.say(f"Last time {start.name(seat)} took away: {text}")
        if easier := remembered(state):
            talk.say(f"{easier}.")
    talk.say(f"{ENTER.format(talked=start.talked_words)}\n{WORDS}")


def _number(talk: Talk, prompt: Prompt) -> str:
    pages = prompts(talk.state)
    return f"{[page.id for page in pages].index(prompt.id) + 1} of {len(pages)}"


def _announce(talk: Talk, prompt: Prompt, place: Place, before: str) -> str:
    """Say the stage, the place in the meeting, who answers, and the question. Returns the stage's id."""
    talk.say()
    talk.say(f"{prompt.stage.title}, {_number(talk, prompt)}.")
    if prompt.stage.id != before and prompt.stage.purpose:
        talk.say(talk.worded(prompt.stage.purpose))
    question = prompt.question
    again = talk.menu == question.id
    talk.menu = question.id if again else ""
    start = talk.state.start
    items = [row.id for row in items_of(talk.state, prompt.id)]
    if place.row in items:
        step = next(step for step in start.open_steps if step.id == place.row)
        if len(items) > 1:
            talk.say(f"Earlier step {items.index(place.row) + 1} of {len(items)}.")
        talk.say(f"{start.name(step.owner)}: {talk.worded(question.ask, step.what)}")
    elif not prompt.is_card:
        who = (
            all_of([start.name(seat) for seat in start.seats])
            if question.who == BOTH
            # Whether they would like one is the receiver's to say; the offer's own lines name the giver.
            else start.name(start.thinker(question))
        )
        talk.say(
            talk.worded(question.ask) if question.type == "say" else f"{who}: {talk.worded(question.ask)}"
        )
    if (hint := question.hint or plenty(question)) and not prompt.is_card and not again:
        talk.say(talk.worded(hint))
    if (why := why_asked(talk.state, question)) and not prompt.is_card:
        talk.say(why)
    for line in numbers_before(talk.state, question):
        talk.say(f"{line}.")
    if idea := first_idea(talk.state, question):
        talk.say(f"{idea}.")
    for lesson in returning_at(talk.state, question):
        talk.say(lesson_words(lesson, talk.desk.today()))
    if question.type == "options" and (offer := closed_offer(talk.state, question.id)) is not None:
        asks = f"{start.name(start.receiver(offer))} can ask now: :ask"
        talk.say(f"{start.name(start.giver(offer))}'s turn is next. {asks}")
    return prompt.stage.id


def _ask(talk: Talk, prompt: Prompt, place: Place) -> None:
    if prompt.is_card:
        ask_card(talk, prompt, lambda question: _write_down(talk, question))
    else:
        _ask_one(talk, prompt.question, place.row)


def _ask_one(talk: Talk, question: Question, row: str) -> None:
    whose = talk.others_alone(question, row)
    if whose:
        hear_answer(talk, question, whose, lambda: _ask_here(talk, question, row))
    else:
        _ask_here(talk, question, row)


def _write_down(talk: Talk, question: Question) -> None:
    """Ask a question of the card: whoever has their hands free writes it down."""
    talk.writes_for = talk.others_alone(question, "")
    try:
        _ask_here(talk, question, "")
    finally:
        talk.writes_for = ""


def _ask_here(talk: Talk, question: Question, row: str) -> None:
    match question.type:
        case "list" | "options" | "steps":
            ask_rows(talk, question)
        case "offer":
            ask_offer(talk, question)
        case "goal":
            ask_goal(talk, question)
        case "agreement":
            ask_clause(talk, question)
        case "pick":
            ask_pick(talk, question)
        case "owner":
            ask_owner(talk, question)
        case "follow_through":
            for each in talk.state.live_rows(question.id):
                if each.id == row or not row:
                    ask_account(talk, question, each)
        case kind if kind in CARD_TYPES:
            ask_cards(talk, question)
        case _:
            ask_value(talk, question)
