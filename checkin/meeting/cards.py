"""Cards: answers made of rows with a few named fields each, and the words people read beside the fields.

One table, from which the pages, the plain lines, `--answers` and the summary take their fields.
"""

from __future__ import annotations

from dataclasses import dataclass

SOURCES = ("book", "course", "template", "tool", "article", "person")
"""What a resource is: kinds of things to use instead of asking the mentor."""

HELP_RUNGS = ("listen", "question", "resource", "rehearse", "review", "do")
"""Ways to help with a step, from the lightest to the heaviest. The heaviest asks for a reason."""

DOOR_MODES = ("mentee", "together", "mentor")
"""Who makes the first contact behind a door: the mentee (the rule), both together, or the mentor."""

HELP_WORDS = {
    "listen": "listen",
    "question": "ask questions",
    "resource": "point to something",
    "rehearse": "rehearse it together",
    "review": "look it over afterwards",
    "do": "do it",
}
"""The rungs of help as people read them."""


@dataclass(frozen=True, slots=True)
class CardField:
    """One field of a card. `label` stands before it, on screen and in the summary (nothing for the first).

    `hint` says in a few words what to type, `choices` are the values of a field that is chosen, each with
    its words; `yes_no` a field that is said yes or no to, `asked` how the mentee is asked for that; `lines`
    whether it may have several lines.
    """

    name: str
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    yes_no: bool = False
    asked: str = ""
    lines: bool = False


CARDS: dict[str, tuple[CardField, ...]] = {
    "challenges": (
        CardField("text", "", "One thing, in a few words."),
        CardField("approach", "A first idea", "What you might try. A rough one will do."),
    ),
    "lesson": (
        CardField("text", "", "What you know now."),
        CardField("easier", "Next time I can", "One thing that will be easier."),
    ),
    "strength": (
        CardField("text", "", "What they are good at."),
        CardField("evidence", "Seen when", "The moment in which you saw it.", lines=True),
        CardField("hard_day", "For a hard day", "A line to read when you are not there.", lines=True),
    ),
    "door": (
        CardField("text", "", "A person, a place, an occasion."),
        CardField(
            "mode",
            "First contact by",
            "Who writes or calls first.",
            choices=(("mentee", "the mentee"), ("together", "both together"), ("mentor", "the mentor")),
        ),
        CardField("message", "What should be said", "In the mentee's own words.", lines=True),
        CardField(
            "consent",
            "The mentee wants this",
            "Nothing goes ahead without it.",
            yes_no=True,
            asked="do you want this",
        ),
    ),
    "ripple": (
        CardField("text", "", "What could be passed on."),
        CardField("person", "Who could use it", "A name, or a group."),
    ),
}
"""The fields of each kind of card; the first is what the card says."""


def choices_by_name(field: CardField, mentee: str, mentor: str) -> tuple[tuple[str, str], ...]:
    """The choices of a field, where the pair is meant by their names."""
    names = {"mentee": mentee, "mentor": mentor}
    return tuple((value, names.get(value, words)) for value, words in field.choices)


def first_contact(mode: str, mentee: str, mentor: str) -> str:
    """Who makes the first contact behind a door, where the pair is meant by their names."""
    (field,) = (field for field in CARDS["door"] if field.name == "mode")
    return dict(choices_by_name(field, mentee, mentor)).get(mode, mode)


def field_words(field: CardField, value: object) -> str:
    """What a field of a card holds, as people read it; empty for nothing."""
    if field.yes_no:
        return ("yes" if value else "no") if isinstance(value, bool) else ""
    text = "" if value is None else str(value)
    return dict(field.choices).get(text, text)
