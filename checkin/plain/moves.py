"""The words with a colon: back, past it, the mentor's turn, just between us, and what can be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.model import ROW_TYPES
from checkin.ground.errors import CheckinError
from checkin.ground.text import clean, cut
from checkin.meeting.agreed import agreement_words
from checkin.meeting.answered import picked_row
from checkin.meeting.events import MENTOR_REASONS
from checkin.meeting.flow import SUMMARY, Prompt, prompts, seats_of
from checkin.meeting.gate import closed_offer, offers_at
from checkin.meeting.moments.listed import NEVER, SWITCH
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.meeting.state import NOTE, Place
from checkin.meeting.turning import enter, following, preceding, prompt_at
from checkin.meeting.words import GOAL_PARTS, REASON_WORDS
from checkin.plain.paper import read_aloud
from checkin.plain.parking import taken_back
from checkin.plain.rows import row_words

if TYPE_CHECKING:
    from checkin.plain.talk import Talk, Word

HELP = (
    "An empty line: {talked}, go on. A longer answer ends with an empty line.",
    ":back    to the question before",
    ":skip    past this one, {unsaid}",
    ":summary what was said so far",
    ":follow  more ways to ask this",
    ":cue     a line for the mentor, visible to both then",
    ":agreement  what you agreed on; :card what {mentee} wants known about them",
    ":x       just between us: the last thing said here leaves summary and record",
    ":park    what shall wait for another time, in a few words; by itself it says what is parked",
    ":ask     the mentee asks for the mentor's turn, at any moment",
    ":open    the mentor goes first, with a reason: " + ", ".join(MENTOR_REASONS),
    ":never   do not ask this prompt again (prompts that say why they came)",
    ":elsewhere  people and places to turn to; nothing is recorded of it",
    ":stop    {stop}",
    "::       begins a line that starts with a colon",
)

FOR_TWO = (":cue", ":ask", ":open", ":never")
"""The words that mean nothing to somebody who sits there alone."""

ROW_HELP = (
    ":change  new words for the last line; :change #2 new words for the second",
    ":remove  the last line goes; :remove #2, the second",
)


def turn(talk: Talk, place: Place) -> None:
    """Turn the page, for all who look at it."""
    talk.act(Act("turned", talk.turns_for, place.prompt, place.row, value=place.then or None))


def go_on(talk: Talk) -> None:
    """Turn to what comes next; where somebody else did, theirs is what comes next."""
    if not talk.behind:
        turn(talk, following(talk.state, talk.place))


def do_word(talk: Talk, word: Word) -> None:
    """Do what one of `MOVES` says, but for `:stop`; `to` leads to a prompt, and from there to the summary."""
    match word.name:
        case "back":
            place = preceding(talk.state, talk.place)
            if place is None:
                talk.say("This is the first question.")
            else:
                turn(talk, place)
        case "to":
            place = enter(talk.state, word.rest)
            turn(talk, Place(place.prompt, place.row, SUMMARY))
        case "skip":
            go_on(talk)
        case "ask":
            _mentors_turn(talk, "")
        case "open":
            _mentors_turn(talk, word.rest.strip().lower() or "?")
        case "x":
            _between_us(talk)
        case "never":
            _never_again(talk)


def look(talk: Talk, name: str) -> None:
    """Say what a word that changes nothing asks for: help, summary, follow-ups, the cue."""
    prompt = prompt_at(talk.state, talk.place)
    questions = prompt.questions if prompt else ()
    if name == "help":
        start = talk.state.start
        lines = [line for line in HELP if not start.alone or not line.startswith(FOR_TWO)]
        words = {"stop": talk.stops, "talked": start.talked_words, "unsaid": start.open_words}
        talk.say("\n".join(line.format(**words, mentee=start.name(start.mentee)) for line in lines))
        if questions and questions[0].type == "goal":
            talk.say("\n".join(f":{part:<7} {words}" for part, words in GOAL_PARTS.items()))
        if questions and questions[0].type == "pick":
            talk.say(":weigh   the options side by side, by what matters to you")
        if questions and questions[0].type in ROW_TYPES:
            fields = " ".join(f":{word}" for word in row_words(questions[0])[2:])
            talk.say("\n".join(ROW_HELP) + (f"\nThe same way, to add to a line: {fields}" if fields else ""))
    elif name == "summary":
        talk.say(read_aloud(talk.meeting.saved()))
    elif name == "follow":
        found = [talk.worded(text) for question in questions for text in question.follow_ups]
        talk.say("\n".join(found) or "There are no further questions here.")
    elif name == "cue":
        cues = [talk.worded(question.cue) for question in questions if question.cue]
        talk.say("Visible to both now: " + " ".join(cues) if cues else "There is no cue here.")
    elif name == "agreement":
        talk.say(agreement_words(talk.state.start, talk.desk.today()))
    elif name == "card":
        start = talk.state.start
        about = f"About {start.name(start.seat_of('mentee'))}"
        card = start.known.card.strip()
        talk.say(f"{about}:\n{card}" if card else f"{about} nothing is written down.")
    elif name == "elsewhere":
        from checkin.record.turn_to import TITLE, for_guests, turn_to

        talk.say(f"{TITLE}\n\n{clean(for_guests() if talk.guest else turn_to(talk.desk.places))}")


def _never_again(talk: Talk) -> None:
    """Switch the prompt in hand off for this pair, and go on."""
    prompt = prompt_at(talk.state, talk.place)
    moment = prompt.question.moment if prompt is not None else ""
    if not moment:
        talk.say("This question comes with the bank. :skip passes it for today.")
        return
    if talk.guest:
        talk.say("The list of prompts is where the record is. :skip passes it for today.")
        return
    from checkin.record.additions import switch

    try:
        switch(talk.desk, talk.state.start.pair, SWITCH + moment, on=False)
    except CheckinError as error:
        talk.say(str(error))
        return
    talk.say(NEVER)
    go_on(talk)


def _mentors_turn(talk: Talk, reason: str) -> None:
    """Open the next closed offer, for the mentee who asked or the mentor's reason, and go there."""
    state = talk.state
    here = talk.place
    offer = closed_offer(state, here.prompt)
    mentor = state.start.name(state.start.giver(offer) if offer is not None else state.start.mentor)
    if reason and reason not in MENTOR_REASONS:
        reasons = "; ".join(f":open {name}, {words}" for name, words in REASON_WORDS.items())
        talk.say(f"{mentor} goes first for a reason: {reasons}.")
        return
    if offer is not None:
        act = Act("opened", state.start.giver(offer), offer.id, value=reason)
        asks = Act("opened", state.start.receiver(offer), offer.id, value="asked")
        if not talk.act(act if reason else asks):
            return
    else:
        offer = next(iter(offers_at(state, here.prompt)), None)
    if offer is None:
        talk.say("This meeting has no turn of its own for that. Go ahead.")
    elif here.prompt != offer.id:
        back = here.prompt if _is_before(talk, here.prompt, offer.id) else ""
        turn(talk, Place(offer.id, "", back))


def _is_before(talk: Talk, one: str, other: str) -> bool:
    ids = [page.id for page in prompts(talk.state)]
    return one in ids and other in ids and ids.index(one) < ids.index(other)


def _between_us(talk: Talk) -> None:
    """Take back the last thing said at the question in hand, or parked since."""
    if taken_back(talk):
        talk.last = None
        return
    place = talk.place
    prompt = prompt_at(talk.state, place)
    last = _last_said(talk, prompt, place) if prompt else None
    if prompt is None or last is None:
        talk.say("Nothing has been said here yet.")
        return
    q, seat, row = last
    question = talk.state.questions[q]
    if question.type == "follow_through":
        # The step itself is on record from an earlier meeting; only the words about it can go.
        if talk.act(Act("between_us", seat, q, row, NOTE)):
            talk.say("Just between us: the note is gone. The step is on record from an earlier meeting.")
    else:
        made = talk.state.row(q, row)
        words = said(made) if made else talk.state.answer(q, seat).value
        if question.type == "pick":
            picked = picked_row(talk.state, question, seat)
            words = said(picked) if picked else None
        if talk.act(Act("between_us", made.seat if made else seat, q, row)):
            shown_words = f" “{cut(words, 40)}”" if isinstance(words, str) else ""
            talk.say(f"Just between us:{shown_words} leaves summary and record.")
    talk.last = None


def _last_said(talk: Talk, prompt: Prompt, place: Place) -> tuple[str, str, str] | None:
    """What was said last at this prompt: in this visit, else what stands there."""
    ids = [question.id for question in prompt.questions]
    if talk.last is not None and talk.last[0] in ids:
        q, _, row_id = talk.last
        row = talk.state.row(q, row_id) if row_id else None
        if not row_id or (row is not None and not row.removed):
            return talk.last
    for question in reversed(prompt.questions):
        may = talk.meeting.may_write
        live = talk.state.live_rows(question.id)
        rows = [row for row in live if place.row in ("", row.id) and may(question, row.seat)]
        if rows:
            return question.id, rows[-1].seat, rows[-1].id
        for seat in reversed(seats_of(talk.state, question)):
            if may(question, seat) and talk.state.answer(question.id, seat).value is not None:
                return question.id, seat, ""
    return None


def at_summary(talk: Talk) -> bool:
    """Whether the last question is behind us."""
    return talk.place.prompt == SUMMARY
