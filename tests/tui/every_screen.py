"""Every screen of the app with its commands, and the table of their keys as it is to be in the package."""

import importlib
import json
import pkgutil
import re

from checkin.tui import screens
from checkin.tui.chosen_keys import Page
from checkin.tui.commands import EVERYWHERE
from checkin.tui.screens.base import HouseScreen


def every_page() -> list[Page]:
    """The pages of the app by their names in the code, each with all that could be done on it."""
    return [
        Page(page_name(screen), (*screen.OWN_COMMANDS, *EVERYWHERE), screen.OTHER_LETTERS)
        for screen in every_screen()
    ]


def key_table() -> str:
    """What `key_pages.json` is to hold: a page a line."""
    pages = []
    for screen in every_screen():
        acts = [(one.id, one.usual_letter, one.usual_keys) for one in screen.OWN_COMMANDS]
        letters = "".join(sorted(screen.OTHER_LETTERS))
        pages.append(json.dumps({"page": page_name(screen), "letters": letters, "acts": acts}))
    return "[\n" + ",\n".join(pages) + "\n]\n"


def page_name(screen: type[HouseScreen]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", screen.__name__.removesuffix("Screen")).lower()


def every_screen() -> list[type[HouseScreen]]:
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    return sorted(_below(HouseScreen), key=lambda one: one.__name__)


def _below(screen: type[HouseScreen]):
    if screen.__module__.startswith(screens.__name__):  # tests have screens too
        yield screen
    for child in screen.__subclasses__():
        yield from _below(child)
