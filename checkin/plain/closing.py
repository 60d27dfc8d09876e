"""The end of a meeting: what was left out, when to meet next, the summary, does it look right, saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import parse_date, show_date
from checkin.ground.errors import CheckinError
from checkin.ground.text import clean_line
from checkin.meeting.answered import left_out
from checkin.meeting.events import SHARED
from checkin.meeting.flow import SUMMARY, prompts
from checkin.meeting.length import USUAL_GAP
from checkin.meeting.rules import Act
from checkin.meeting.state import Place
from checkin.meeting.stays_out import stays_out
from checkin.meeting.turning import enter
from checkin.meeting.words import LATER
from checkin.plain.moves import turn
from checkin.plain.paper import read_aloud, recap_of, render
from checkin.plain.talk import Talk, Word
from checkin.plain.words import whole_number, yes_or_no

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.record.open_meeting import OpenMeeting

RIGHT = ("it is right", "looks right", "looks right to me")


def tell_left_out(talk: Talk) -> bool:
    """Say once what was left out, and what would stay out of the summary, with a way back to it.

    Returns whether that way was taken.
    """
    pages = left_out(talk.state)
    missing = [prompt.id for prompt in pages]
    if pages:
        talk.say(f"{talk.state.start.open_words.capitalize()} so far:")
    for number, prompt in enumerate(pages, 1):
        talk.say(f"{number}. {_title(talk, prompt.question)}")
    for one in stays_out(talk.state, talk.common):
        missing.append(one.q)
        talk.say(f"{len(missing)}. {one.words}")
    if not missing:
        return False
    while True:
        try:
            line = talk.line("Enter goes on; a number or :back goes there: ").strip()
        except Word as word:
            if word.name != "back":
                raise
            return _back_to(talk, missing[0])
        if not line:
            return False
        number = whole_number(line) or 0
        if 1 <= number <= len(missing):
            return _back_to(talk, missing[number - 1])
        talk.say(f"Please type a number from 1 to {len(missing)}, or press Enter.")


def ask_next_meeting(talk: Talk) -> None:
    """Ask for the date of the next meeting, two weeks on suggested; Enter leaves it as it is.

    Where they end here, only the closing words are said.
    """
    closing = talk.state.start.bank.closing
    if closing:
        talk.say(talk.worded(closing))
    if talk.state.start.is_last:
        return
    today = talk.desk.today()
    set_already = talk.state.next_meeting
    suggested = parse_date(set_already, today) or today + USUAL_GAP
    known = f"The next meeting is on {show_date(suggested, today)}. Enter leaves it so, “none” takes it away."
    talk.say(known if set_already else f"When do you meet next? “yes” means {show_date(suggested, today)}.")
    while line := talk.line("Next meeting (Enter: none): " if not set_already else "Next meeting: ").strip():
        answer = yes_or_no(line)
        if answer is False or line.casefold() in ("none", "not yet"):
            talk.act(Act("next", SHARED, value=None))
            return
        day = suggested.isoformat() if answer else talk.day(line)
        if day is not None and talk.act(Act("next", SHARED, value=day)):
            return


def ask_agreement(talk: Talk) -> None:
    """Read the summary, then ask those who are there whether it looks right, the mentee last.

    “Not yet” is fine. Raises `Word` when they go back to a question.
    """
    talk.say(read_aloud(talk.meeting.saved()))
    start = talk.state.start
    seats = start.mentee_last() if talk.meeting.shared else start.sit_there()
    asked = False
    for seat in filter(talk.answers, seats):
        while True:
            line = talk.line(
                f"{start.name(seat)}, does it look right to you? yes, or not yet (Enter): "
            ).strip()
            answer = says_right(line)
            if answer is not None:
                break
            talk.say("Please type yes or not yet. :back goes to the last question to change something.")
        if answer or seat in talk.state.agreed:
            talk.act(Act("agreed", seat, value=answer))
        if line and not answer and not asked:
            asked = True
            _ask_what_to_change(talk)


def _ask_what_to_change(talk: Talk) -> None:
    """Ask it once of whoever said "not yet"; a word of a question leads there. Enter leaves all as it is."""
    talk.say("What would you change? A word of it leads there, :back to the last question.")
    while wanted := clean_line(talk.line("A word, or Enter to leave it as it is: ")).casefold():
        for prompt in prompts(talk.state):
            for question in prompt.questions:
                if (
                    wanted
                    in f"{question.label}\n{prompt.stage.title}\n{talk.worded(question.ask, '…')}".casefold()
                ):
                    raise Word("to", prompt.id)
        talk.say("No question has this word. :summary says what is written down, and where.")


def says_right(line: str) -> bool | None:
    """Whether a line says that the summary looks right, or that it does not yet; None for anything else."""
    word = line.casefold().rstrip(".")
    return True if word in RIGHT else False if word in ("", "not yet") else yes_or_no(line)


def close(talk: Talk, meeting: OpenMeeting) -> None:
    """When to meet next, whether the summary looks right, and saving. Alone there is only the summary."""
    if talk.state.start.alone:
        talk.say(read_aloud(talk.meeting.saved()))
        if talk.state.start.bank.closing:
            talk.say(talk.worded(talk.state.start.bank.closing))
        talk.line("Enter saves it; :back goes to the last question: ")
        save(talk, meeting)
        return
    ask_next_meeting(talk)
    ask_agreement(talk)
    save(talk, meeting)


def save(talk: Talk, meeting: OpenMeeting) -> None:
    """Save, and say where, then the recap. What can't be saved is tried again as often as they like."""
    while True:
        try:
            saved, path = talk.desk.save(meeting, render)
        except CheckinError as trouble:
            talk.say(f"{trouble}\nNothing is lost.")
            talk.line("Enter tries again; :stop keeps everything for another time: ")
            continue
        for notice in talk.desk.notices.take():
            talk.say(notice)
        talk.say(f"Saved. The summary is in {path}\n")
        if saved.start.alone:
            from checkin.plain.alone import after_alone

            after_alone(talk.desk, saved.start, path, talk.console)
        else:
            talk.say(f"{LATER}\n")
            talk.say(recap_of(saved))
        return


def _back_to(talk: Talk, prompt: str) -> bool:
    place = enter(talk.state, prompt)
    turn(talk, Place(place.prompt, place.row, SUMMARY))
    return True


def _title(talk: Talk, question: Question) -> str:
    return talk.worded(question.label or question.ask, "…")
