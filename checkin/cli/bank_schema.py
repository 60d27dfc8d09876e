"""`checkin banks schema`: the format as JSON Schema, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.cli import streams
from checkin.cli.session import Command, session
from checkin.ground.errors import WrongInput


@click.command("schema", cls=Command)
@click.argument("folder", metavar="[FOLDER]", required=False)
@click.option("--shared", "which", flag_value="shared", help="Of files of shared questions.")
@click.option("--overlay", "which", flag_value="overlay", help="Of translations.")
@click.option("-o", "--output", metavar="FILE", help="Write it to this file instead of stdout.")
@click.option("--write", is_flag=True, help="Put all three beside your banks, or beside those in FOLDER.")
@click.pass_context
def schema_command(
    context: click.Context, folder: str | None, which: str | None, output: str | None, write: bool
) -> int:
    """Print the JSON Schema of question banks, which editors check and complete with.

    With --write it is put where the first line of a bank looks for it, together with those of shared
    questions and translations. `checkin help editors` tells what to install.
    """
    from checkin.banks.schema.schemas import SCHEMAS, as_text

    if write:
        if which is not None or output is not None:
            raise WrongInput(
                "--write puts all three schemas in their place, and goes with no other option.",
                "For one of them, leave out --write.",
            )
        _put(_folder(folder, session(context).desk().places.banks))
        return 0
    if folder is not None:
        raise WrongInput("A folder is named only with --write.", "To write one schema to a file: -o FILE")
    schema = SCHEMAS[which or "bank"]()
    if output is None or output == "-":
        streams.put_json(schema)
    else:
        from checkin.cli.output import write_out

        streams.tell(f"Written to {write_out(Path(output), as_text(schema), 'the schema')}")
    return 0


def _folder(named: str | None, own: Path) -> Path:
    if named is None:
        return own
    path = Path(named)
    try:
        found = path.is_dir()
    except ValueError:
        found = False
    if not found:
        raise WrongInput(f"There is no folder “{named}”.", "Name a folder with question banks.")
    return path


def _put(folder: Path) -> None:
    from checkin.banks.schema.schemas import modeline, put_schemas

    paths = put_schemas(folder)
    streams.put("\n".join(str(path) for path in paths))
    streams.tell(
        f"The schemas are beside the banks in {folder}.\n"
        f"An editor finds them by the first line of a bank: {modeline('bank')}"
    )
