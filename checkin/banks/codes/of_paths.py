"""The codes of what only shows when a whole bank is walked through."""

from __future__ import annotations

from checkin.banks.codes.code import Code, bank, question

_LINE = "Say a few words about it, as many as you like, and then a few more of them. "

PATHS = (
    Code(
        "overflows",
        "warning",
        "It does not fit a small screen",
        "On a screen of 80 columns and 24 rows a question has a page of 18 rows, with its hint, its fields, "
        "and its cue or its follow-ups once they are opened. An answer that it puts in counts with the 60 "
        "columns that it is cut to. What does not fit is there all the same, but has to be scrolled to. "
        "The title of a stage has one line, together with the signs of all stages.",
        bank(question("hint: " + (_LINE * 16).strip())),
        (10, 15),
        bank(question("hint: " + _LINE.strip())),
    ),
)
