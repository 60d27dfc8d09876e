"""The settings of format 1: one table, from which names, types and explanations are taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from checkin.banks.model import NUMBER_TYPES, ROW_TYPES, TYPES

FORMAT = 1
"""The version of the format that this program reads."""

ValueKind = Literal[
    "id",  # [a-z][a-z0-9_]*
    "line",  # text in one line
    "text",  # text, perhaps of several lines
    "yes_no",
    "whole",  # a whole number
    "texts",  # a list of texts
    "ids",  # a list of ids
    "paths",  # a list of file names
    "wholes",  # a list of whole numbers
    "list",  # a list that is taken apart elsewhere
    "map",  # a map that is taken apart elsewhere
]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its name, what kind of value it takes, and what it means in one line.

    `types` are the question types it has an effect on; empty means all of them. `least` and `most` bound
    a whole number, where it has bounds of its own.
    """

    name: str
    kind: ValueKind
    description: str
    required: bool = False
    words: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


Table = dict[str, Setting]


def _table(*settings: Setting) -> Table:
    return {setting.name: setting for setting in settings}


_COUNTED = (*ROW_TYPES, "choices")

ID_PATTERN = "[a-z][a-z0-9_]*"
"""How an id is written."""

LONGEST_ID = 60
"""The most characters of an id."""

MOST_DIGITS = 6
"""The most digits of a whole number."""

MOST_ROWS = 100
"""The most answers that `at_least` and `at_most` can name: no question holds more."""

MOST_MINUTES = 600
"""The most minutes that a meeting can be said to take."""

_FORMAT = Setting("format", "whole", "The version of this format: 1.", required=True)
_ABOUT = Setting("about", "text", "What this is for, for whoever chooses it.")
_LANGUAGE = Setting("language", "line", "The language of the questions, as `en` or `fi`.")

BANK = _table(
    _FORMAT,
    Setting("id", "id", "The name of the bank in commands and records.", required=True),
    Setting("title", "line", "The name of the bank for people.", required=True),
    _ABOUT,
    _LANGUAGE,
    Setting("kind", "id", "Meetings of one kind share `${last.…}` and rotation; the bank's id unless set."),
    Setting("minutes", "map", "How long each depth takes: `{quick: 20, full: 45}`."),
    Setting("seats", "list", "The roles, where they are not mentee and mentor."),
    Setting("shape", "line", "`free`: the four core stages are not needed.", words=("free",)),
    Setting("opens_with", "id", "A bank to suggest before this one."),
    Setting("closing", "text", "A line read aloud at the end."),
    Setting("include", "paths", "Files of shared questions, inside the banks folder."),
    Setting("stages", "list", "The parts of the meeting, in order.", required=True),
)

SHARED = _table(
    _FORMAT,
    _ABOUT,
    _LANGUAGE,
    Setting("questions", "list", "Questions that banks take with `use:`.", required=True),
)

MINUTES = _table(
    Setting("quick", "whole", "Minutes in the quick depth.", least=1, most=MOST_MINUTES),
    Setting("full", "whole", "Minutes in the full depth.", least=1, most=MOST_MINUTES),
)

SEAT = _table(
    Setting("id", "id", "The name of the seat, for `who:`.", required=True),
    Setting(
        "plays", "line", "Whose part it has: `mentee` or `mentor`.", required=True, words=("mentee", "mentor")
    ),
    Setting("title", "line", "The name of the seat for people."),
)

STAGE = _table(
    Setting("id", "id", "The name of the stage.", required=True),
    Setting("title", "line", "The heading, on screen and in the summary.", required=True),
    Setting("purpose", "text", "What the stage is for, in one sentence."),
    Setting("questions", "list", "What is asked, in order.", required=True),
)

POOL = _table(
    Setting("pool", "id", "The name of the pool.", required=True),
    Setting("quick", "yes_no", "Whether it is asked in the quick depth too."),
    Setting("pick", "whole", "How many are drawn; 1 unless set.", least=1),
    Setting("from", "list", "The questions to draw from.", required=True),
)

QUESTION = _table(
    Setting("id", "id", "Unique in the bank; names the answer for ever.", required=True),
    Setting(
        "ask", "text", "The question as it is read aloud; `${id}` puts an earlier answer in.", required=True
    ),
    Setting("type", "line", "What kind of answer it has; `text` unless set.", words=TYPES),
    Setting(
        "who",
        "line",
        "Who answers: `mentee` (unless set; `mentor` for an offer), `mentor`, `both`, or a seat of the bank.",
    ),
    Setting("quick", "yes_no", "Whether it is asked in the quick depth too."),
    Setting("required", "yes_no", "Whether it is asked for once more before the summary."),
    Setting("hint", "text", "A line of help for both."),
    Setting("cue", "text", "A line for the mentor alone; never in the summary."),
    Setting("label", "line", "A short heading for the summary."),
    Setting("when", "map", "Asked only when these tests of earlier answers hold."),
    Setting("follow_ups", "texts", "Short prompts that can be opened under the question."),
    Setting("at_least", "whole", "How many answers are hoped for.", types=_COUNTED, least=0, most=MOST_ROWS),
    Setting("at_most", "whole", "How many answers there may be.", types=_COUNTED, least=1, most=MOST_ROWS),
    Setting("min", "whole", "The lowest number of a scale or a pulse; 0 unless set.", types=NUMBER_TYPES),
    Setting("max", "whole", "The highest number of a scale or a pulse; 10 unless set.", types=NUMBER_TYPES),
    Setting("choices", "texts", "What there is to choose from.", types=("choice", "choices")),
    Setting(
        "choices_from",
        "id",
        "The earlier question, of type `options` or `list`, whose answers there are to choose from.",
        types=("choice", "choices", "pick"),
    ),
    Setting("opens_after", "ids", "The questions that come before an offer opens.", types=("offer",)),
    Setting("aliases", "ids", "Ids that it had before: answers given under them count as answers to it."),
    Setting("tags", "texts", "Words for rotation and recall."),
    Setting("practices", "wholes", "Numbers of the mentoring practices it serves."),
)

USE = {
    "use": Setting("use", "line", "A question of an included file: `openers.really`.", required=True),
    **{
        name: replace(QUESTION[name], required=False)
        for name in ("ask", "hint", "cue", "when", "required", "quick", "label", "tags", "practices")
    },
}

LISTS = ("list", "texts", "ids", "paths", "wholes")
"""The kinds of settings whose items stand below them, each after a `-`."""

PIPED = ("ask", "hint", "cue", "label", "follow_ups")
"""The settings of a question in which `${…}` is put in."""

WORDED = (*PIPED, "choices")
"""The settings of a question that hold words to translate, in the order in which a mark takes them in."""

OVERLAY = _table(
    _FORMAT,
    Setting("translates", "id", "The id of the bank that this file translates.", required=True),
    replace(_LANGUAGE, required=True),
    Setting("title", "line", "The name of the bank for people."),
    _ABOUT,
    Setting("closing", "text", "A line read aloud at the end."),
    Setting("seats", "map", "The titles of the seats, by their ids."),
    Setting("stages", "map", "The words of the stages, by their ids."),
    Setting("questions", "map", "The words of the questions, by their ids."),
)
"""A translation: `regular.fi.yaml` beside `regular.yaml`. What it leaves out stays as it is in the bank."""

SHARED_OVERLAY = {
    name: setting
    for name, setting in OVERLAY.items()
    if name in ("format", "translates", "language", "about", "questions")
}
"""A translation of a file of shared questions: `shared/openers.fi.yaml`; `translates` names it: `openers`."""

OVERLAY_STAGE = {name: replace(STAGE[name], required=False) for name in ("title", "purpose")}

OVERLAY_QUESTION = {
    "of": Setting(
        "of", "line", "A mark of the words it was translated from; a bank that has changed since is told."
    ),
    **{name: replace(QUESTION[name], required=False, types=()) for name in WORDED},
}

PLACES = {"a bank": BANK, "a stage": STAGE, "a question": QUESTION, "a pool": POOL, "a seat": SEAT}
"""The tables by what they describe, to say where a setting belongs."""

CORE_STAGES = ("goals", "options", "next_step", "owner")
"""The stages a regular meeting must have unless its shape is free."""

RESERVED_IDS = ("any", "item", "last")
"""Names with a meaning of their own."""

STEP_FIELDS = ("readiness", "owner", "due", "what")
"""What can be named of the priority step: `step.readiness`."""

MOST_STEPS = 100
"""The most numbers that a scale or a pulse can go up by, from the lowest to the highest."""

YES_WORDS = ("yes", "true", "on")
NO_WORDS = ("no", "false", "off")

TRICKY_WORDS = (*YES_WORDS, *NO_WORDS, "y", "n", "null")
"""Bare words that other tools read as something else than text."""
