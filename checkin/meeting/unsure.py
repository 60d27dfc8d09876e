"""Whether words only say that somebody does not know: an answer, and none to be read back in a question."""

from __future__ import annotations

import re
import unicodedata

_NOT_KNOWING = frozenset(
    (
        *("don't know", "do not know", "dunno", "idk", "not sure", "unsure", "no idea", "no clue"),
        *("can't say", "cannot say", "hard to say", "good question", "nothing", "none", "n/a"),
        *("weiß nicht", "weiß es nicht", "weiß ich nicht", "weiß ich es nicht", "keine ahnung"),
        *("nicht sicher", "bin nicht sicher", "bin mir nicht sicher", "gute frage", "nichts"),
        *("je ne sais pas", "sais pas", "aucune idée", "no sé", "no lo sé", "ni idea", "non so", "non lo so"),
        *("não sei", "weet niet", "weet ik niet", "weet het niet", "geen idee", "vet inte", "vet ej"),
        *("en tiedä", "ei tietoa", "ved ikke", "vet ikke", "nie wiem", "nevím"),
    )
)
"""What people say who don't know, in the languages that banks have or may soon have: without what stands
before and after it (`_AROUND`), in small letters, with straight apostrophes.
"""

_AROUND = (
    r"^(?:(?:well|hm+|um+|er|honestly|tja|also|i|i'm|i am|we|ich|ik|jag|jeg|still|really)[\s,.…]+)*"
    r"|(?:[\s,]+(?:yet|really|exactly|at all|right now|noch|genau|so|either))*$"
)


def says_unsure(text: str) -> bool:
    """Whether a text says that somebody does not know, and nothing else: `dunno`, `I don't know yet`, `?`.

    One without any letter, digit or picture says no more than that.
    """
    words = " ".join(text.split()).casefold().replace("’", "'").replace("ß", "ss")
    if not any(unicodedata.category(letter)[0] in "LNS" for letter in words):
        return bool(words)
    bare = words.strip(" .,;:!?…-–—“”\"'()")
    return re.sub(_AROUND, "", bare).strip(" ,.") in _FOLDED


def meant(text: str) -> str:
    """The text, empty when it only says that somebody does not know: what may be read back to them."""
    return "" if says_unsure(text) else text


_FOLDED = frozenset({words.casefold().replace("ß", "ss") for words in _NOT_KNOWING} | {"dont know"})
