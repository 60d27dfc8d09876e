"""The codes of banks that are good YAML: settings, values, ids, references, pools, included files."""

from __future__ import annotations

from checkin.banks.codes.code import MAIN, STAGE, Code, bank, question

_SECOND = "      - id: next\n        ask: What is next?\n"
_SCALE = "      - id: mood\n        type: scale\n        ask: How is it, from 0 to 10?\n"
_BOTH = "      - id: gain\n        who: both\n        ask: What do you take along?\n"
_POOL = (
    "      - pool: opener\n        pick: {}\n"
    "        from:\n          - id: really\n            ask: How are you?\n"
)
_INCLUDE = "include:\n  - {}\n"
_SHARED = "format: 1\nquestions:\n  - id: really\n    ask: How are you, really?\n"
_USE = "      - use: openers.{}\n"
_CORE = "".join(
    f"  - id: {stage}\n    title: Part\n    questions:\n      - id: q_{stage}\n        ask: What matters?\n"
    for stage in ("goals", "options", "next_step", "owner")
)
_PERSON = "  - id: opening\n    title: Hello\n    questions:\n      - id: really\n        ask: How are you?\n"
_REGULAR = "format: 1\nid: regular\ntitle: Ours\n{}stages:\n"

MEANING = (
    Code(
        "format-version",
        "error",
        "Another version of the format",
        "A file of a later format needs a later version of the program.",
        {MAIN: "format: 2\nid: small\ntitle: A small bank\n" + STAGE + question()},
        (1, 9),
        bank(question()),
    ),
    Code(
        "unknown-key",
        "error",
        "There is no such setting",
        "The name of the setting is mistyped, or it belongs to something else.",
        bank(question("hnt: Small and concrete.")),
        (10, 9),
        bank(question("hint: Small and concrete.")),
    ),
    Code(
        "missing-key",
        "error",
        "A setting is needed",
        "Every question has `id` and `ask`; banks, stages, pools and seats have settings they need as well.",
        bank("      - id: goal\n"),
        (8, 9),
        bank(question()),
    ),
    Code(
        "wrong-type",
        "error",
        "Another kind of value is needed",
        "A setting takes a text, a yes or no, a whole number, a list or a map, and this is of another kind.",
        bank(question("follow_ups: What else comes to mind?")),
        (10, 21),
        bank(question("follow_ups:", "  - What else comes to mind?")),
    ),
    Code(
        "wrong-value",
        "error",
        "This value can not be",
        "The value is of the right kind, but not one that is possible here.",
        bank(
            question("type: choice", "choices: [once, twice]")
            + _SECOND
            + "        when: {goal: {is: thrice}}\n"
        ),
        (14, 27),
        bank(
            question("type: choice", "choices: [once, twice]")
            + _SECOND
            + "        when: {goal: {is: twice}}\n"
        ),
    ),
    Code(
        "unknown-type",
        "error",
        "There is no such type of question",
        "The type says what kind of answer a question has; the list is in the manual.",
        bank(question("type: scales")),
        (10, 15),
        bank(question("type: scale")),
    ),
    Code(
        "unknown-seat",
        "error",
        "Nobody has this seat",
        "`who` is mentee, mentor, both, or a seat that the bank declares. What both answer is named with the "
        "seat, as in `takeaway.mentee`.",
        bank(_BOTH + _SECOND + "        when: {gain: {answered: yes}}\n"),
        (13, 16),
        bank(_BOTH + _SECOND + "        when: {gain.mentee: {answered: yes}}\n"),
    ),
    Code(
        "missing-seat",
        "error",
        "A part has no seat",
        "Of the seats that a bank declares one plays the mentee, and one the mentor.",
        bank(question(), "seats:\n  - {id: peer, plays: mentee}\n"),
        (5, 3),
        bank(
            question("who: peer"), "seats:\n  - {id: peer, plays: mentee}\n  - {id: other, plays: mentor}\n"
        ),
    ),
    Code(
        "bad-id",
        "error",
        "This can not be an id",
        "An id has small letters, digits and `_`, and starts with a letter. `any`, `item` and `last` have a "
        "meaning of their own.",
        bank("      - id: My Goal\n        ask: What matters today?\n"),
        (8, 13),
        bank("      - id: my_goal\n        ask: What matters today?\n"),
    ),
    Code(
        "duplicate-id",
        "error",
        "An id is used twice",
        "Ids name the answers in saved summaries, for ever, so no two questions of a bank share one.",
        bank(question() + "      - id: goal\n        ask: What else matters?\n"),
        (10, 13),
        bank(question() + "      - id: other\n        ask: What else matters?\n"),
    ),
    Code(
        "unknown-question",
        "error",
        "There is no such question",
        "A name in `${…}`, `when`, `opens_after` or `choices_from` is the id of a question asked before.",
        bank(question() + "      - id: next\n        ask: What helps with “${gaol}”?\n"),
        (11, 31),
        bank(question() + "      - id: next\n        ask: What helps with “${goal}”?\n"),
    ),
    Code(
        "later-question",
        "error",
        "The question is asked later",
        "Only what has been asked already can be put into a question, or decide whether it is asked.",
        bank("      - id: next\n        ask: What helps with “${goal}”?\n" + question()),
        (9, 31),
        bank(question() + "      - id: next\n        ask: What helps with “${goal}”?\n"),
    ),
    Code(
        "bad-reference",
        "error",
        "This names no answer",
        "Write `${id}`, or `${id|text}` to say something else where there is no answer.",
        bank(question() + "      - id: next\n        ask: What helps with “${Goal}”?\n"),
        (11, 31),
        bank(question() + "      - id: next\n        ask: What helps with “${goal|this}”?\n"),
    ),
    Code(
        "no-answer",
        "error",
        "The question has no answer",
        "What is only read aloud has no answer that could be put in, tested or waited for.",
        bank(question("type: say") + _SECOND + "        when: {goal: {answered: yes}}\n"),
        (13, 16),
        bank(question("type: line") + _SECOND + "        when: {goal: {answered: yes}}\n"),
    ),
    Code(
        "wrong-test",
        "error",
        "A test that this answer can't pass",
        "Numbers can be below or at least something, choices can be this or that, and every answer can be "
        "there or not.",
        bank(question() + _SECOND + "        when: {goal: {below: 7}}\n"),
        (12, 23),
        bank(_SCALE + _SECOND + "        when: {mood: {below: 7}}\n"),
    ),
    Code(
        "unreachable",
        "warning",
        "The question would never be asked",
        "The tests of its `when` can't hold, or not together, or not with what the questions that it names "
        "wait for themselves. `checkin banks rehearse` shows what depends on what.",
        bank(_SCALE + _SECOND + "        when: {mood: {below: 3, at_least: 7}}\n"),
        (13, 33),
        bank(_SCALE + _SECOND + "        when: {mood: {at_least: 3, below: 7}}\n"),
    ),
    Code(
        "quick-gap",
        "warning",
        "The quick meeting has no answer to put in",
        "A question of the quick depth names one that only the full depth asks. Without a fallback it would "
        "be read with “…” in that place.",
        bank(question() + "      - id: next\n        quick: yes\n        ask: What helps with “${goal}”?\n"),
        (12, 31),
        bank(
            question()
            + "      - id: next\n        quick: yes\n        ask: What helps with “${goal|this}”?\n"
        ),
    ),
    Code(
        "no-effect",
        "warning",
        "A setting without effect",
        "This type of question has no use for the setting.",
        bank(question("max: 5")),
        (10, 9),
        bank(question("type: scale", "max: 5")),
    ),
    Code(
        "pulse-for-one",
        "warning",
        "A pulse for one person",
        "A pulse is a number from each of you, given before either has seen the other's. For one person "
        "it is a scale.",
        bank(question("type: pulse")),
        (10, 15),
        bank(question("type: pulse", "who: both")),
    ),
    Code(
        "private-question",
        "warning",
        "A private question in a meeting",
        "How heavy a meeting was is one person's own. It is asked alone, after the meeting, and never on "
        "a page that both read.",
        bank(question("type: load")),
        (10, 15),
        bank(question("type: text")),
    ),
    Code(
        "missing-stage",
        "error",
        "A regular meeting needs its four core stages",
        "They are goals, options, next_step and owner. `shape: free` at the top says that this one is "
        "different on purpose.",
        {MAIN: _REGULAR.format("") + _PERSON + _CORE.replace("id: owner\n", "id: who\n")},
        (4, 1),
        {MAIN: _REGULAR.format("") + _PERSON + _CORE},
    ),
    Code(
        "only-tasks",
        "warning",
        "A regular meeting that is about tasks only",
        "Before the goals a regular meeting has a stage that asks about the person. `shape: free` at the top "
        "says that this one is different on purpose.",
        {MAIN: _REGULAR.format("") + _CORE},
        (4, 1),
        {MAIN: _REGULAR.format("") + _PERSON + _CORE},
    ),
    Code(
        "empty-pool",
        "error",
        "A pool with nothing in it",
        "A pool needs questions to draw from.",
        bank("      - pool: opener\n        from: []\n" + question()),
        (9, 9),
        bank(_POOL.format(1)),
    ),
    Code(
        "pick-too-many",
        "error",
        "More to draw than there is",
        "`pick` is at most the number of questions in the pool.",
        bank(_POOL.format(2)),
        (9, 15),
        bank(_POOL.format(1)),
    ),
    Code(
        "no-such-include",
        "error",
        "The file to include is not there",
        "Included files are named from the folder of the bank on, and looked for in every folder of banks.",
        bank(question(), _INCLUDE.format("openers.yaml")),
        (5, 5),
        bank(_USE.format("really"), _INCLUDE.format("openers.yaml")) | {"openers.yaml": _SHARED},
    ),
    Code(
        "outside-folder",
        "error",
        "The file is outside the banks folder",
        "A bank includes files of its own folder and of folders in it only, so that it is whole.",
        bank(question(), _INCLUDE.format("../openers.yaml")),
        (5, 5),
        bank(_USE.format("really"), _INCLUDE.format("shared/openers.yaml"))
        | {"shared/openers.yaml": _SHARED},
    ),
    Code(
        "include-loop",
        "error",
        "Files that include each other",
        "A bank includes files of shared questions, and those include nothing.",
        bank(question(), _INCLUDE.format("bank.yaml")),
        (5, 5),
        bank(_USE.format("really"), _INCLUDE.format("openers.yaml")) | {"openers.yaml": _SHARED},
    ),
    Code(
        "unknown-use",
        "error",
        "There is no such shared question",
        "`use: openers.really` takes the question `really` of the included file `openers.yaml`.",
        bank(_USE.format("realy"), _INCLUDE.format("openers.yaml")) | {"openers.yaml": _SHARED},
        (10, 14),
        bank(_USE.format("really"), _INCLUDE.format("openers.yaml")) | {"openers.yaml": _SHARED},
    ),
)
