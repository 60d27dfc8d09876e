"""The right-moment prompts as data: when each comes, where it stands in the meeting, and what it asks.

At most one of them comes in a full meeting, the one longest unseen whose condition holds
(`checkin.meeting.moments.choice`). `ask` and `hint` may name answers and figures: `{step}`, `{goal}` and
`{ideas}` stand for the meeting's own question of that type, `${known.…}` for a figure of the record.
"""

from __future__ import annotations

from dataclasses import dataclass

from checkin.banks.model import Ref, Test, TestValue, When
from checkin.meeting.cards import HELP_RUNGS, SOURCES


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a prompt. Fields as those of a `Question`.

    `choices` are codes with the words people choose by. `after` is the code of the first question's answer
    after which this one comes, empty for the first question itself.
    """

    ask: str
    type: str = "choice"
    choices: tuple[tuple[str, str], ...] = ()
    who: str = "mentee"
    hint: str = ""
    cue: str = ""
    label: str = ""
    follow_ups: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A prompt that comes at the right moment.

    `practices` are their numbers, `title` and `comes` its name and when it comes, for the list in which each
    can be switched off, `why` why it came, for its page. `when` is its condition over the named figures of
    `checkin.meeting.moments.facts`. `where` names places, the first of which that a bank has is taken: before
    or after its first question of a type. `asks` are the question and what may follow on its answer.
    """

    id: str
    practices: tuple[int, ...]
    title: str
    comes: str
    why: str
    when: When
    where: tuple[tuple[str, str], ...]
    asks: tuple[Ask, ...]


def _all(*tests: tuple[str, str, TestValue]) -> When:
    return When(tuple(Test(Ref(name), op, value) for name, op, value in tests))


_EARLY_ON = (("after", "follow_through"), ("before", "goal"))

MOMENTS: tuple[Moment, ...] = (
    Moment(
        id="stretch",
        practices=(5,),
        title="A good stretch, too much, or not safe",
        comes="Readiness for the first step is 3 or less, or the mentor went first for urgency or safety.",
        why="Because this one looks big from here.",
        when=When(any=(_all(("readiness", "below", 4)), _all(("urgent", "is", True)))),
        where=(("after", "steps"),),
        asks=(
            Ask(
                "A good stretch, too much, or not safe: what does “{steps|this}” need now?",
                choices=(
                    ("plan", "A plan for before and after"),
                    ("smaller", "A smaller step"),
                    ("turn_to", "Somebody to turn to"),
                ),
                hint="A good stretch: plan it. Too much: make it smaller. Not safe: somebody to turn to.",
                cue="Take their word for it.",
                label="What it needs now",
            ),
            Ask(
                "What is your plan for before and after it?",
                "text",
                hint="A calm hour before, somebody to call after.",
                cue="Ask what has helped before.",
                label="Before and after",
                after="plan",
            ),
            Ask(
                "What smaller step would feel all right this week?",
                "text",
                hint="Half the size, or only the first ten minutes.",
                cue="Smaller is wiser, not weaker.",
                label="A smaller version",
                after="smaller",
            ),
            Ask(
                "Then this can wait. Who could you turn to?",
                "say",
                hint="People and places to turn to are on a key: Esc h, or :elsewhere.",
                cue="Stay with them. Nothing of the list is recorded.",
                after="turn_to",
            ),
        ),
    ),
    Moment(
        id="forward",
        practices=(29, 42),
        title="The same topic again",
        comes="A goal comes up for the third time, and no step came of it before.",
        why="Because it has been here before, without a step.",
        when=_all(("met_before", "at_least", 2)),
        where=(("after", "goal"),),
        asks=(
            Ask(
                "“{goal|This}” has been here before. What would help most today?",
                choices=(
                    ("forward", "Looking for one step forward"),
                    ("parked", "Parking it for now"),
                    ("referred", "Taking it to somebody better placed"),
                ),
                hint="All three are good ways to go on.",
                cue="Coming back to it is no fault. Ask what is different this time.",
                label="What would help most",
            ),
        ),
    ),
    Moment(
        id="topic_end",
        practices=(13,),
        title="How we leave this",
        comes="There was a goal, and at the close no step is written down.",
        why="Because no step is written down.",
        when=_all(("steps", "below", 1), ("goal", "is", True)),
        where=(("before", "takeaway"),),
        asks=(
            Ask(
                "How do we leave “{goal|this}” today?",
                choices=(
                    ("step", "With a step after all"),
                    ("parked", "Parked for now"),
                    ("heard", "It needed hearing"),
                    ("referred", "Taken to somebody else"),
                ),
                hint="For a step after all, go back to it.",
                cue="Being heard is enough on some days.",
                label="How it is left",
            ),
        ),
    ),
    Moment(
        id="carried",
        practices=(16,),
        title="A step carried twice",
        comes="An open step has been carried along twice.",
        why="Because it was carried twice.",
        when=_all(("carried", "at_least", 2)),
        where=(("after", "follow_through"),),
        asks=(
            Ask(
                "Is “${known.carried_what|this step}” still worth it?",
                choices=(
                    ("smaller", "Yes, but smaller"),
                    ("different", "Yes, but different"),
                    ("let_go", "No, let it go"),
                    ("keep", "Yes, keep it as it is"),
                ),
                hint="Letting go is as good an answer as going on.",
                cue="Be curious about the step, not about the person.",
                label="Still worth it",
            ),
        ),
    ),
    Moment(
        id="back_up",
        practices=(10, 11, 19),
        title="After a setback",
        comes="The first full meetings after one about a setback.",
        why="Because the last weeks held a setback.",
        when=_all(("setback_days", "below", 60)),
        where=_EARLY_ON,
        asks=(
            Ask(
                "What helped you to get going again after the setback?",
                "lesson",
                hint="One thing is enough. It comes back when something like it does.",
                cue="Getting back up is the success here.",
                label="What helped to get going again",
                tags=("setback",),
            ),
        ),
    ),
    Moment(
        id="early",
        practices=(23,),
        title="Meeting before the agreed day",
        comes="You meet five days or more before the day you had agreed.",
        why="Because you meet earlier than agreed.",
        when=_all(("days_early", "at_least", 5)),
        where=(("before", "goal"),),
        asks=(
            Ask(
                "What brings you together before the day you had agreed?",
                choices=(
                    ("planned", "It was planned"),
                    ("suited", "It suited us"),
                    ("came_up", "Something came up"),
                ),
                hint="Any reason is a good one.",
                cue="If something came up, hear that first.",
                label="Why earlier",
            ),
        ),
    ),
    Moment(
        id="speak",
        practices=(36,),
        title="Who speaks at the door",
        comes="A door is open where the mentor was to make the first contact.",
        why="Because contact was left to ${known.mentor|your mentor}.",
        when=_all(("speak_for", "at_least", 1)),
        where=_EARLY_ON,
        asks=(
            Ask(
                "Who makes the first move with “${known.speak_for_what|that door}” now?",
                choices=(("mentee", "I do"), ("together", "We do it together"), ("mentor", "Done for me")),
                hint="Together is a good way to begin.",
                cue="Offer to stand beside them, not in front.",
                label="Who speaks",
            ),
        ),
    ),
    Moment(
        id="door",
        practices=(35,),
        title="A door that is open",
        comes="A door has been open for three weeks and nothing more was said of it.",
        why="Because this door has been open for a while.",
        when=_all(("door_days", "at_least", 21)),
        where=_EARLY_ON,
        asks=(
            Ask(
                "Has anything come of “${known.door_what|that door}”?",
                choices=(
                    ("outcome", "Yes, something came of it"),
                    ("contacted", "We are in touch"),
                    ("", "Not yet"),
                    ("declined", "I would rather leave it"),
                ),
                hint="Not yet is fine.",
                cue="Doors take time. Ask what they noticed.",
                label="What came of the door",
            ),
        ),
    ),
    Moment(
        id="know_first",
        practices=(39,),
        title="Before a door is opened",
        comes="The mentor offers a door, and the mentee's own card is still empty.",
        why="Because a door is on offer.",
        when=_all(("doors_offered", "at_least", 1), ("card", "answered", False)),
        where=(("after", "offer"),),
        asks=(
            Ask(
                "What should ${known.mentor|your mentor} know about you before opening that door?",
                "text",
                hint="How you like to be introduced, or what to leave out.",
                cue="Ask before you introduce anybody.",
                label="Good to know first",
                tags=("card",),
            ),
        ),
    ),
    Moment(
        id="instruction",
        practices=(17,),
        title="What an instruction rests on",
        comes="The mentor gives a clear instruction without what it rests on.",
        why="Because it was said as an instruction.",
        when=_all(("bare_instructions", "at_least", 1)),
        where=(("after", "offer"),),
        asks=(
            Ask(
                "What does that clear instruction rest on?",
                choices=(
                    ("lived", "Something I lived through"),
                    ("seen", "Something I saw with others"),
                    ("rule", "A rule that holds here"),
                    ("hunch", "A hunch"),
                ),
                who="mentor",
                hint="A hunch is fine, once it is called one.",
                cue="Say what would have to be true for it to fit.",
                label="What it rests on",
            ),
        ),
    ),
    Moment(
        id="help",
        practices=(3,),
        title="What help would help",
        comes="Readiness for the first step is below 6, and nobody said how to help.",
        why="Because this step is not an easy one yet.",
        when=_all(("readiness", "below", 6), ("help", "answered", False)),
        where=(("after", "steps"),),
        asks=(
            Ask(
                "What help would you like with “{steps|this step}”?",
                choices=tuple(
                    zip(
                        HELP_RUNGS,
                        (
                            "Somebody who listens",
                            "Questions",
                            "Something to read or use",
                            "Rehearsing it together",
                            "Looking it over afterwards",
                            "That it is done for me",
                        ),
                        strict=True,
                    )
                ),
                hint="The lightest help that gets you going.",
                cue="Help them do it rather than do it.",
                label="Help with it",
            ),
            Ask(
                "What makes it ${known.mentor|your mentor}'s to do this time?",
                "text",
                hint="A reason that will have passed next time, if there is one.",
                cue="Say what is left for them to do.",
                label="Why it is done for once",
                after="do",
            ),
        ),
    ),
    Moment(
        id="resource",
        practices=(9,),
        title="Something besides the mentor",
        comes="After three meetings the shelf has hardly anything on it, and nothing was offered today.",
        why="Because the shelf is nearly empty.",
        when=_all(("meetings", "at_least", 3), ("sources", "below", 2), ("resources_offered", "below", 1)),
        where=(("after", "pick"), ("before", "steps")),
        asks=(
            Ask(
                "What else could help with “{goal|this}”, besides ${known.mentor|your mentor}?",
                choices=(
                    *zip(
                        SOURCES,
                        ("A book", "A course", "A template", "A tool", "An article", "Another person"),
                        strict=True,
                    ),
                    ("", "Nothing comes to mind"),
                ),
                hint="The first that comes to mind.",
                cue="Think of where you would look yourself.",
                label="What else could help",
            ),
        ),
    ),
)
"""All of them. Those that were never seen come in this order."""

BY_ID = {moment.id: moment for moment in MOMENTS}


def first_id(moment: str) -> str:
    """The id that a prompt's first question has in a meeting."""
    return f"moment_{moment}"


def ids_of(moment: Moment) -> tuple[str, ...]:
    """The ids that a prompt's questions have in a meeting, in the order of `asks`."""
    first = first_id(moment.id)
    return tuple(f"{first}_{ask.after}" if ask.after else first for ask in moment.asks)


def code_of(moment: str, words: object) -> str | None:
    """The code of an answer to a prompt's first question; None when it is none of its choices.

    A prompt of another version of the program has none that are known.
    """
    known = BY_ID.get(moment)
    choices = known.asks[0].choices if known is not None else ()
    return next((code for code, said in choices if said == words), None)
