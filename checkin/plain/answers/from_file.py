"""A whole meeting from a file of answers: all that is wrong is told at once, or the meeting is saved."""

from __future__ import annotations

from shutil import rmtree
from typing import TYPE_CHECKING

from checkin.banks.reading.nodes import Node, parse
from checkin.banks.reading.source import MAX_BYTES
from checkin.ground.errors import CannotDo, WrongInput
from checkin.ground.files import explain_os_error
from checkin.ground.text import clean_line
from checkin.plain.answers.sheet import kind_of
from checkin.plain.answers.unattended import Entries, play
from checkin.plain.paper import render
from checkin.plain.rehearsal import Rehearsal
from checkin.record.starting import new_start

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checkin.banks.diagnostics import Diagnostic
    from checkin.banks.model import Depth
    from checkin.record.desk import Desk
    from checkin.record.saved import SavedMeeting


def hold_from_file(
    desk: Desk,
    pair: str,
    bank_id: str,
    depth: Depth,
    path: Path,
    language: str | None = None,
    people: Mapping[str, str] | None = None,
) -> tuple[SavedMeeting, Path]:
    """Hold and save one meeting from the answers in a YAML file. Returns it and where its summary is.

    `language` and `people` are as for `Desk.begin`. Everything is tried out in memory first. Raises
    `WrongInput` with every problem, by line, when there is any: nothing is saved then and no journal is
    left. Raises what `Desk.begin` and `Desk.save` raise; then, too, nothing is left behind, as the file is
    still there.
    """
    name = clean_line(str(path)) or "the file of answers"
    entries = _entries(path, name)
    desk = desk.held_at(pair, desk.bank_for(pair, bank_id, language))
    bank = desk.bank_for(pair, bank_id, language)
    ledger = desk.ledger(pair)
    start = new_start(desk.places, pair, ledger, bank, depth, desk.ids, desk.clock, desk.library(), people)
    today = desk.today()
    _refuse([problem.told(name) for problem in play(Rehearsal(start), entries, today, bank)], name)

    meeting = desk.begin(pair, bank_id, depth, bank.language, people=people)
    folder = meeting.folder
    try:
        # Between the rehearsal and now another process may have saved a meeting: the draw may be another.
        _refuse([problem.told(name) for problem in play(meeting, entries, today, bank)], name)
        if meeting.trouble is not None:
            raise meeting.trouble
        return desk.save(meeting, render)
    except BaseException:
        meeting.leave()
        rmtree(folder, ignore_errors=True)
        raise


def _entries(path: Path, name: str) -> Entries:
    """The file's answers by question id. Raises `WrongInput` with its problems as YAML, if it has any."""
    top, problems = parse(_bytes(path, name), name)
    _refuse([_told(problem, name) for problem in problems if problem.severity == "error"], name)
    if top is None or top.kind != "map":
        found = kind_of(top) if isinstance(top, Node) else "nothing"
        _refuse([f"{name}:1: a map from question id to answer was expected, not {found}"], name)
        return {}
    return {key.text: (key, value) for key, value in top.pairs}


def _told(problem: Diagnostic, name: str) -> str:
    # The remedy for a file that is too big speaks of banks.
    remedy = f" ({clean_line(problem.help)})" if problem.help and problem.code != "too-big" else ""
    return f"{name}:{max(problem.line, 1)}: {clean_line(problem.message)}{remedy}"


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise WrongInput(f"There is no file {name}.", "Check the path given with --answers.") from None
    except IsADirectoryError:
        raise WrongInput(f"{name} is a folder.", "Name a file of answers with --answers.") from None
    except OSError as error:
        raise explain_os_error(error, name, "read the answers") from error
    except ValueError:  # a zero byte in the name
        raise CannotDo(f"The file {name} can't be opened.", "Check the path given with --answers.") from None


def _refuse(problems: list[str], name: str) -> None:
    if problems:
        count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise WrongInput(f"{name} has {count}; nothing was saved.", problems=tuple(problems))
