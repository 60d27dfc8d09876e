"""What an editor says about settings, types and tests: one line each, examples, and what it types for one."""

from __future__ import annotations

TYPES = {
    "text": "Free text of several lines. What a question is unless it says otherwise.",
    "line": "One line of text.",
    "list": "A list, one line each.",
    "choice": "One of `choices`.",
    "choices": "Any number of `choices`.",
    "scale": "A whole number from `min` to `max`, 0 to 10 unless set.",
    "yes_no": "Yes or no.",
    "date": "A date.",
    "person": "Somebody's name.",
    "say": "Read aloud; there is nothing to answer.",
    "follow_through": "What became of each step that is still open; `${item}` is the step in hand.",
    "goal": "What the meeting is for. It stays in sight until the end.",
    "options": "The mentee's ideas, one line each, that a later question can choose from.",
    "offer": "A thought from the mentor, if it is wanted; it opens after the questions in `opens_after`.",
    "pick": "One of the answers to the question that `choices_from` names.",
    "steps": "The next steps: what, by when, whose, and how ready somebody is for it.",
    "owner": "Whose step it is.",
    "takeaway": "What somebody takes along.",
    "pulse": "A number from each, given before either has seen the other's.",
    "challenges": "Up to three things to bring, each with a first idea; nothing is fine too.",
    "agreement": "One clause of the working agreement, kept from version to version under this id.",
    "lesson": "Something learned, and what will be easier next time. It comes back when its tags do.",
    "strength": "A strength the mentor saw: its evidence, and a note for a hard day.",
    "door": "An introduction: who makes contact, what is said, and whether the mentee wants it.",
    "ripple": "Something to pass on, and who could use it.",
    "load": "How heavy it was: one person's own. No meeting asks it.",
}
"""Every type of question, in one line."""

TESTS = {
    "is": "The answer is this one.",
    "is_not": "There is an answer, and it is another one.",
    "one_of": "The answer is one of these: `one_of: [this, that]`.",
    "below": "The number is lower than this.",
    "at_least": "The number is this or higher.",
    "includes": "This is among the answers.",
    "answered": "Whether there is an answer at all: `yes` or `no`.",
}
"""Every test of a `when`, in one line."""

ANY = "At least one of these maps holds; each is a map from a question to a test."

REFERENCE = "The id of an earlier question, as `goal`, `takeaway.mentee`, `step.readiness` or `last.goal`."

EXAMPLES = {
    "about": "about: The default meeting, every two to four weeks.",
    "ask": "ask: What would move “${goal}” forward?",
    "aliases": "aliases: [first_step]",
    "at_least": "at_least: 2",
    "choices": "choices:\n  - Talk it through\n  - Try something out",
    "choices_from": "type: pick\nchoices_from: ideas",
    "closing": "closing: Before you go, pick the date of your next meeting.",
    "cue": "cue: Count to ten before you help.",
    "follow_ups": "follow_ups:\n  - What else?",
    "from": "pool: opener\npick: 1\nfrom:\n  - use: openers.really\n  - use: openers.proud",
    "hint": "hint: Small and concrete.",
    "include": "include:\n  - shared/openers.yaml",
    "label": "label: The goal",
    "minutes": "minutes: {quick: 20, full: 45}",
    "of": "of: 3f9c01aa",
    "opens_after": "opens_after: [tried, outcome]",
    "purpose": "purpose: Find out what matters before anybody offers an answer.",
    "quick": "quick: yes",
    "required": "required: yes",
    "seats": "seats:\n  - {id: guest, plays: mentee}\n  - {id: host, plays: mentor}",
    "use": "include:\n  - shared/openers.yaml\n# and, among the questions:\n- use: openers.really",
    "when": "when: {step.readiness: {below: 7}}",
    "who": "who: both",
}
"""Settings as they are written, by their names, where a line of YAML says more than a sentence."""

TRANSLATED_EXAMPLES = {
    "seats": "seats:\n  mentor: Mentori",
    "stages": "stages:\n  goals:\n    title: Tavoitteet",
    "questions": "questions:\n  goal:\n    ask: Mikä yksi asia tekisi tästä hetkestä sen arvoisen?",
    "choices": "choices:\n  - Jutellaan\n  - Kokeillaan",
    "follow_ups": "follow_ups:\n  - Mitä muuta?",
    "ask": "ask: Mikä veisi asiaa “${goal}” eteenpäin?",
    "translates": "translates: regular",
    "language": "language: fi",
}
"""The same for translations, where they are written in another way."""

WHO = {
    "mentee": "The mentee answers.",
    "mentor": "The mentor answers.",
    "both": "Each of them has a field.",
}
"""What `who` can be in every bank."""


def snippet(label: str, description: str, body: object) -> dict[str, object]:
    """Something an editor can type for an author: `${1:word}` is a place to fill in."""
    return {"label": label, "description": description, "body": body}


QUESTION = snippet(
    "a question", "A question that is answered in text.", {"id": "${1:id}", "ask": "${2:What …?}"}
)
SCALE = snippet(
    "a scale",
    "A question that is answered by a number.",
    {"id": "${1:id}", "type": "scale", "ask": "${2:How …, from 0 to 10?}"},
)
CHOICE = snippet(
    "a choice",
    "A question with answers to choose from.",
    {"id": "${1:id}", "type": "choice", "ask": "${2:Which …?}", "choices": ["${3:this}", "${4:that}"]},
)
USE = snippet("use", "A question of an included file.", {"use": "${1:openers.really}"})
POOL = snippet(
    "a pool",
    "Questions of which some are drawn for each meeting.",
    {"pool": "${1:name}", "pick": 1, "from": [{"id": "${2:id}", "ask": "${3:What …?}"}]},
)
STAGE = snippet(
    "a stage",
    "A part of the meeting.",
    {"id": "${1:id}", "title": "${2:Heading}", "questions": [{"id": "${3:id}", "ask": "${4:What …?}"}]},
)
MINUTES = snippet("both depths", "How long each depth takes.", {"quick": "${1:20}", "full": "${2:45}"})
WHEN = [
    snippet(
        "answered", "Asked only when an earlier question has an answer.", {"${1:id}": {"answered": "yes"}}
    ),
    snippet("a low number", "Asked only when a number is below another.", {"${1:id}": {"below": 7}}),
    snippet("a choice", "Asked only when something was chosen.", {"${1:id}": {"is": "${2:this}"}}),
]
