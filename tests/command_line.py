"""The command line as a person or a script uses it: a process of its own, its output, its exit code."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warm_start import run

import checkin

if TYPE_CHECKING:
    from collections.abc import Mapping

IMPORTED_FROM = Path(checkin.__file__).parent.parent

ANSWERS = """\
goal: Speak at the team demo
tried: {talked: yes}
real_issue: I fear the questions
outcome: To stand there and enjoy it
ideas:
  - Rehearse on Thursday with a friend
  - Present together with somebody
perspective: {kind: story, text: I wrote down my five worst questions, takes: A list of five questions}
pick: 1
step:
  what: Ask Ana to listen on Thursday
  due: 2020-01-02
  readiness: 8
  if: she has no time
  then: I ask Ben
owner: yes
takeaway: {mentee: Questions are not exams, mentor: To wait longer}
next_meeting: 2030-01-04
agreed: [mentee, mentor]
"""
"""A whole regular meeting."""

TALKED = """\
goal: {talked: yes}
step: {what: Read the “Zen” paper, owner: mentor}
"""
"""A meeting with hardly anything written down, and a step of the mentor's."""


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed, as JSON; it must have gone well."""
        assert self.code == 0, self.err
        return json.loads(self.out)


def environment(home: Path | str | None, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment in which nothing of the person who runs the tests is seen or changed."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    places = {"CHECKIN_HOME": str(home)} if home is not None else {}
    return {
        **kept,
        "PYTHONPATH": str(IMPORTED_FROM),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        **places,
        **(more or {}),
    }


def checkin_with(
    home: Path | str | None,
    *arguments: str,
    stdin: str | bytes = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Done:
    """Run `checkin` with these arguments and wait for its end."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = run(
        [sys.executable, "-m", "checkin", *arguments],
        given=given,
        env=environment(home, env),
        cwd=cwd or IMPORTED_FROM,
        timeout=180,
    )
    said = Done(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
    assert "Traceback" not in said.out + said.err
    return said


def hold(home: Path, pair: str, answers: str = ANSWERS, *options: str) -> Done:
    """Hold one meeting of a pair from answers."""
    file = home.parent / f"{pair}-answers.yaml"
    file.write_text(answers, encoding="utf-8")
    done = checkin_with(home, "meet", pair, "--answers", str(file), *options)
    assert done.code == 0, done.err
    return done


def a_pair(home: Path, mentee: str = "Sam", mentor: str = "Robin") -> str:
    """Make a pair and return its id."""
    done = checkin_with(home, "pair", "new", "--mentor", mentor, "--mentee", mentee)
    assert done.code == 0, done.err
    return done.out.strip()
