"""`checkin banks`: the workbench for question banks. Each of its commands is imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from checkin.cli.session import Group

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


class Workbench(Group):
    """The group. Listing its commands imports none of them."""

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002 (the shape click asks for)
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (as above)
        """The command of this name, imported now; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"checkin.cli.{COMMANDS[cmd_name][0]}"), f"{cmd_name}_command"
        )
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (as above)
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group("banks", cls=Workbench)
def banks_command() -> None:
    """List, show, check and write question banks. `checkin help banks` tells how to write one."""
