"""Every page of the app with the usual keys of its acts, from a table: the pages themselves need not load.

The table is made of the screens' own commands by the test that holds it.
"""

from __future__ import annotations

import json
from pathlib import Path

from checkin.tui.chosen_keys import Page
from checkin.tui.commands import EVERYWHERE, Command

TABLE = Path(__file__).with_suffix(".json")
"""For each page its name, the letters that other things on it have, and its acts: id, letter, keys."""


def key_pages() -> list[Page]:
    """The pages of the app by their names in the code, each with all that could be done on it."""
    return [
        Page(
            one["page"],
            (*(Command(id, "", "", letter, tuple(keys)) for id, letter, keys in one["acts"]), *EVERYWHERE),
            one["letters"],
        )
        for one in json.loads(TABLE.read_bytes())
    ]
