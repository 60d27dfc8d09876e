"""`checkin help`: the pages of the manual, in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, session
from checkin.ground.errors import WrongInput

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES = "codes"
_CODES_LINE = "What can be wrong in a question bank, code by code"

_WITH_KEYS = ("keys", "settings", "meeting")
"""Pages that name keys, which may be others here."""


@click.command("help", cls=Command)
@click.argument("topic", required=False)
@click.argument("more", nargs=-1)
@click.pass_context
def help_command(context: click.Context, topic: str | None, more: tuple[str, ...]) -> int:
    """Print a page of the manual, or what there is to read. TOPIC may also be a command."""
    if topic is None:
        streams.put(_contents())
        return 0
    if topic in pages() and not more:
        streams.put(page(topic))
        if topic in _WITH_KEYS:
            _your_keys(session(context).environ)
        return 0
    if topic == CODES and not more:
        from checkin.cli.bank_check import catalogue

        streams.put(catalogue())
        return 0
    return _command_help(context, [topic, *more])


def pages() -> dict[str, str]:
    """The pages there are: name to title, in the order they are meant to be read."""
    found = {}
    for path in folder().glob("*.md"):
        with path.open(encoding="utf-8") as file:
            found[path.stem] = file.readline().lstrip("# ").strip()
    order = ["start", "preparing", "meeting", "kinds", "moments", "summary", "steps"]
    order += ["alone", "elsewhere", "looking_back", "trends", "ending"]
    order += ["keys", "lines", "live", "answers", "settings", "banks", "bank_settings", "editors", "data"]
    return {
        name: found[name] for name in sorted(found, key=lambda n: (order.index(n) if n in order else 99, n))
    }


def page(name: str) -> str:
    """The text of one page, in Markdown that reads well as it is."""
    return (folder() / f"{name}.md").read_text(encoding="utf-8")


def folder() -> Path:
    """Where the pages are."""
    return Path(__file__).resolve().parent.parent / "docs"


def _your_keys(environ: Mapping[str, str]) -> None:
    """Print the keys that were chosen in the settings, and say what is wrong there."""
    from checkin.ground.errors import CheckinError
    from checkin.ground.places import find_places
    from checkin.tui.commands import key_name
    from checkin.tui.from_settings import settled

    try:
        found = settled(find_places(environ))
    except CheckinError:
        return  # whatever is broken, the manual can be read
    if found.keys:
        lines = [
            f"- `{act}`: {', '.join(filter(None, [*map(key_name, one.keys), one.letter]))}"
            for act, one in found.keys.items()
        ]
        told = "Chosen in your settings; each stands in the place of the usual one. A letter is behind Esc."
        streams.put("\n".join(["", "## Your own keys", "", told, "", *lines]))
    for problem in found.problems:
        streams.tell(f"checkin: {problem}")


def _contents() -> str:
    topics = {**pages(), CODES: _CODES_LINE}
    width = max(len(name) for name in topics)
    lines = [f"  {name:<{width}}  {title}" for name, title in topics.items()]
    return "\n".join(["Pages of the manual, to be read with `checkin help TOPIC`:", "", *lines])


def _command_help(context: click.Context, names: list[str]) -> int:
    """Print the `--help` of a command. Raises `WrongInput` when there is neither a page nor a command."""
    above: click.Context = context.find_root()
    for name in names:
        group = above.command
        command = group.get_command(above, name) if isinstance(group, click.Group) else None
        if command is None:
            raise _unknown(names)
        above = click.Context(command, info_name=name, parent=above, obj=session(context))
    streams.put(above.get_help())
    return 0


def _unknown(names: list[str]) -> WrongInput:
    from checkin.cli.root import COMMANDS
    from checkin.ground.text import clean_line, cut, nearest

    topic = cut(clean_line(" ".join(names)), 40)
    near = nearest(topic, [*pages(), CODES, *COMMANDS])
    nearest_one = f" The nearest is “{near}”." if near else ""
    return WrongInput(f"The manual has no page “{topic}”.{nearest_one}", "See: checkin help")
