"""What every command of one run shares: the environment and the bank folders given with `--banks`."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from checkin.cli import streams
from checkin.ground.errors import CannotDo, WrongInput
from checkin.ground.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checkin.record.desk import Desk


@dataclass
class Session:
    """One run of the program. `bank_folders` grows as `--banks` is met, before or after the command."""

    environ: Mapping[str, str]
    bank_folders: list[Path] = field(default_factory=list)
    plain: bool = False
    _desk: Desk | None = None

    def desk(self) -> Desk:
        """The desk of this account, the same one for the whole run. Raises `CannotDo`."""
        if self._desk is None:
            self._desk = self._open()
        return self._desk

    def tell_notices(self) -> None:
        """Say on stderr what had to be put right in the data, if nobody said it so far."""
        for notice in self._desk.notices.take() if self._desk is not None else ():
            streams.tell(f"checkin: {clean_line(notice)}")

    def _open(self) -> Desk:
        from checkin.record.desk import Desk

        try:
            return Desk.from_environment(self.environ, tuple(self.bank_folders))
        except RuntimeError:  # an account without a home folder
            raise CannotDo(
                "This account has no home folder to keep things in.",
                "Set CHECKIN_HOME to a folder of your own.",
            ) from None


def session(context: click.Context) -> Session:
    """The session a command runs in."""
    found = context.find_object(Session)
    if found is None:  # pragma: no cover - `root.invoke` always gives one
        raise RuntimeError("a command outside a session")
    return found


def _keep_folders(context: click.Context, _option: click.Parameter, folders: tuple[str, ...]) -> None:
    for name in folders if not context.resilient_parsing else ():
        try:
            found = Path(name).is_dir()
        except ValueError:
            found = False
        if not found:
            raise WrongInput(f"--banks: there is no folder “{name}”.", "Name a folder with question banks.")
        session(context).bank_folders.append(Path(name))


BANKS_OPTION = click.Option(
    ["--banks"],
    multiple=True,
    expose_value=False,
    metavar="DIR",
    callback=_keep_folders,
    help="Look for question banks in this folder first (may be given several times).",
)
"""The option `--banks`: kept in the session, never handed to the command."""


class Command(click.Command):
    """A command that takes `--banks` like every other."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own parameters, then `--banks`, then `--help`."""
        *own, helping = super().get_params(ctx)
        return [*own, BANKS_OPTION, helping]


class Group(click.Group):
    """A group of such commands, which takes `--banks` as well."""

    command_class = Command

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """As a command's."""
        *own, helping = super().get_params(ctx)
        return [*own, BANKS_OPTION, helping]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it; nothing at all raises `UsageError` with what there is, in one line."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            raise click.UsageError(f"Say what to do: {', '.join(self.list_commands(ctx))}.", ctx)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command a person names; a name that is not known raises `UsageError` with the nearest one."""
        name = arguments[0]
        if not name.startswith("-") and self.get_command(context, name) is None:
            from checkin.ground.text import clean_line, cut, nearest

            near = nearest(name, self.list_commands(context))
            hint = f" The nearest is “{context.command_path} {near}”." if near else ""
            raise click.UsageError(f"There is no command “{cut(clean_line(name), 40)}”.{hint}", context)
        return super().resolve_command(context, arguments)


class LazyGroup(Group):
    """A group whose commands are imported when they are called; listing them imports none.

    `LAZY` names the module of each, below `checkin.cli`, and what it does in one line, in the order of
    `--help`. `HIDDEN` names the modules of those that only the program itself calls.
    """

    LAZY: ClassVar[Mapping[str, tuple[str, str]]] = {}
    HIDDEN: ClassVar[Mapping[str, str]] = {}

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002 (the shape click asks for)
        """The names of the commands."""
        return list(self.LAZY)

    def get_command(self, context: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (as above)
        """The command of this name, imported now; None when there is none."""
        if cmd_name not in self.LAZY and cmd_name not in self.HIDDEN:
            return None
        name = self.HIDDEN.get(cmd_name) or self.LAZY[cmd_name][0]
        command: click.Command = getattr(import_module(f"checkin.cli.{name}"), f"{cmd_name}_command")
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (as above)
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.LAZY.items()])


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a listing the option `--json`, handed over as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")(function)
