"""`checkin banks`: the workbench for question banks. Each of its commands is imported when it is called."""

from __future__ import annotations

import click

from checkin.cli.session import LazyGroup

COMMANDS = {
    "list": ("bank_list", "List the banks in reach."),
    "show": ("bank_list", "Show a bank as people will meet it."),
    "check": ("bank_check", "Say everything that is wrong with banks, and what to do about it."),
    "new": ("bank_new", "Make a bank of your own, from scratch or from another."),
    "edit": ("bank_edit", "Open a bank in your editor, and put it in place once it checks clean."),
    "rehearse": ("bank_rehearse", "Go through every path of a bank: prompts, typed lines, keys, minutes."),
    "rename": ("bank_rename", "Rename a question everywhere it is named."),
    "schema": ("bank_schema", "Print the JSON Schema of banks, for editors."),
}
"""The commands in the order of `--help`: the module of each, and what it does in one line."""


class Workbench(LazyGroup):
    """The group."""

    LAZY = COMMANDS


@click.group("banks", cls=Workbench)
def banks_command() -> None:
    """List, show, check and write question banks. `checkin help banks` tells how to write one."""
