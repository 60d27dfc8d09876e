"""The codes of translations: what a file such as `regular.fi.yaml` can have wrong with it."""

from __future__ import annotations

from checkin.banks.codes.code import HEAD, MAIN, STAGE, Code
from checkin.banks.translations.overlay import QuestionWords, mark

FILE = "small.fi.yaml"
"""The file that is read in these examples."""

_ASK = "How is it going?"
_BANK = {MAIN: HEAD + STAGE + f"      - id: mood\n        ask: {_ASK}\n"}
_CHOICE = {
    MAIN: HEAD
    + STAGE
    + f"      - id: mood\n        type: choice\n        ask: {_ASK}\n"
    + "        choices:\n          - Well\n          - Not so well\n"
}
_GOAL = {
    MAIN: HEAD
    + STAGE
    + "      - id: goal\n        ask: What matters today?\n"
    + "      - id: mood\n        ask: How is it going with “${goal}”?\n"
}
_STALE = mark(QuestionWords(ask="How are you?"))


def _overlay(
    questions: str, bank: dict[str, str], *, translates: str = "small", language: str = "fi", stages: str = ""
) -> dict[str, str]:
    """A bank and its translation, whose questions start in line 8 (after one more line for `stages`)."""
    return {
        **bank,
        FILE: f"format: 1\ntranslates: {translates}\nlanguage: {language}\ntitle: Pieni pankki\n"
        + (stages or "stages:\n  talk: {title: Puhe}\n")
        + "questions:\n"
        + questions,
    }


def _mood(*settings: str, of: str = "") -> str:
    """The question `mood` in Finnish, marked as a translation of the bank's own words unless said."""
    lines = (f"of: {of or mark(QuestionWords(ask=_ASK))}", "ask: Miten menee?", *settings)
    return "  mood:\n" + "".join(f"    {line}\n" for line in lines)


_RIGHT = _overlay(_mood(), _BANK)
_OF_CHOICE = mark(QuestionWords(ask=_ASK, choices=("Well", "Not so well")))
_OF_GOAL = mark(QuestionWords(ask="How is it going with “${goal}”?"))
_MATTERS = f"  goal:\n    of: {mark(QuestionWords(ask='What matters today?'))}\n    ask: Mikä on tärkeää?\n"

TRANSLATIONS = (
    Code(
        "overlay-base",
        "error",
        "There is nothing here that this could translate",
        "A translation of the bank `regular` into Finnish says `translates: regular` and is called "
        "`regular.fi.yaml`. It stands beside the bank, or in your own folder of banks. One of shared "
        "questions stands beside them or in the same place of your own folder: `shared/openers.fi.yaml`.",
        _overlay(_mood(), _BANK, translates="smal"),
        (2, 13),
        _RIGHT,
        where=FILE,
        read=FILE,
    ),
    Code(
        "overlay-language",
        "error",
        "The language does not fit",
        "The language is written in its short form, `fi` or `pt-BR`, in the file and in its name, and it is "
        "another one than the bank's.",
        _overlay(_mood(), _BANK, language="sv"),
        (3, 11),
        _RIGHT,
        where=FILE,
        read=FILE,
    ),
    Code(
        "overlay-unknown",
        "warning",
        "The bank has no such thing to translate",
        "An id in the translation is mistyped, or what it names was renamed or deleted in the bank. Nobody "
        "would ever read these words.",
        _overlay(_mood("hint: Pienikin riittää."), _BANK),
        (11, 5),
        _RIGHT,
        where=FILE,
        read=FILE,
    ),
    Code(
        "overlay-missing",
        "warning",
        "Something is not translated",
        "What a translation leaves out is read in the bank's own language.",
        {**_BANK, FILE: _RIGHT[FILE].replace("    ask: Miten menee?\n", "    # ask: How is it going?\n")},
        (7, 1),
        _RIGHT,
        where=FILE,
        read=FILE,
    ),
    Code(
        "overlay-stale",
        "warning",
        "The bank has changed since this was translated",
        "`of` is a mark of the words that were translated. When the bank says something else now, it "
        "is read in the bank's own language until somebody has looked at the translation and written the new "
        "mark.",
        _overlay(_mood(of=_STALE), _BANK),
        (9, 9),
        _RIGHT,
        where=FILE,
        read=FILE,
    ),
    Code(
        "overlay-unmarked",
        "warning",
        "A translation does not say which words it translates",
        "With `of`, a mark of the bank's words, a later change of the bank is noticed. Without it they "
        "are read, whatever the bank says by then.",
        _overlay("  mood:\n    ask: Miten menee?\n", _BANK),
        (8, 3),
        _RIGHT,
        where=FILE,
        read=FILE,
    ),
    Code(
        "overlay-choices",
        "error",
        "The choices are not those of the bank",
        "Each choice of the bank is translated, in the same order, and no two into the same words: what the "
        "bank does after one of them goes by its place.",
        _overlay(_mood("choices:", "  - Hyvin", of=_OF_CHOICE), _CHOICE),
        (11, 5),
        _overlay(_mood("choices:", "  - Hyvin", "  - Ei niin hyvin", of=_OF_CHOICE), _CHOICE),
        where=FILE,
        read=FILE,
    ),
    Code(
        "overlay-reference",
        "warning",
        "An answer that the bank puts in is left out",
        "Where the bank's words put an earlier answer in, or say something else when there is none, the "
        "translation does too.",
        _overlay(_MATTERS + _mood(of=_OF_GOAL), _GOAL),
        (13, 5),
        _overlay(_MATTERS + _mood(of=_OF_GOAL).replace("menee?", "“${goal}” menee?"), _GOAL),
        where=FILE,
        read=FILE,
    ),
)
"""The codes of translations."""
