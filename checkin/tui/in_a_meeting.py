"""What can be done in a meeting, and how its keys are named in the words of pages and notices."""

from __future__ import annotations

from checkin.tui.commands import EVERYWHERE, Command

IN_A_MEETING = (
    Command(
        "next", "Next", "Go on. What is passed without Enter counts as not discussed.", "n", ("pagedown",)
    ),
    Command("back", "Back", "Go back, also from a question that is not finished.", "b", ("pageup",)),
    Command("ask", "Ask now", "The mentee asks for the mentor's turn, no reason needed.", "a"),
    Command("open", "Mentor first", "The mentor goes first: urgent, already covered, safety.", "o"),
    Command("more", "Another step", "Add another step on this page.", "m"),
    Command("follow-ups", "What else?", "Short prompts that help a question along.", "f"),
    Command("cue", "Mentor's cue", "A line for the mentor. Both of you will see it.", "u"),
    Command("agreement", "Our agreement", "Read what you agreed on.", "k"),
    Command("about", "Their card", "Read what the mentee wants known about them.", "v"),
    Command("help-with", "Help with it", "How the other one can help with this step.", "g"),
    Command("weigh", "Side by side", "Weigh the options by what matters to you.", "j"),
    Command("kept-ready", "Kept ready", "Put in a thought that the mentor kept ready.", "e"),
    Command("stages", "Stages", "Go straight to a stage, or to the end.", "s"),
    Command("summary", "Said so far", "Read what was said so far.", "y"),
    Command("park", "Park it", "Keep something for another time, and stay on this page.", "p"),
    Command("apart", "On my own", "Turn pages for yourself; the other one stays.", "l"),
    Command("together", "Together", "Back to the page that you both look at.", "t"),
    Command("both-here", "Both here", "Bring the other one to this page.", "r"),
    Command(
        "between-us",
        "Between us",
        "Take the words in hand back: out of summary, record and journal.",
        "x",
    ),
    Command("never", "Not again", "Do not ask this pair this prompt again.", "d"),
    Command("undo", "Undo", "Take back the last change in this field.", "z"),
    Command("share", "Share", "Let the other one join from their own terminal.", "i"),
    Command("save", "Save", "End the meeting and save it.", "w"),
)
"""The commands of a meeting, in the order of the row that Esc opens."""


def command(id: str) -> Command:
    """The command with this id. Raises KeyError."""
    return _BY_ID[id]


def esc(id: str) -> str:
    """How to do something while typing, in words: `Esc a`."""
    return f"Esc {_BY_ID[id].letter}"


_BY_ID = {one.id: one for one in (*IN_A_MEETING, *EVERYWHERE)}
