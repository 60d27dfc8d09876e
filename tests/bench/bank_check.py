"""Time to check a bank of 200 questions, against PyYAML's own loading of it in the same run.

    python tests/bench/bank_check.py [RUNS]

Prints medians in milliseconds of processor time: whole commands (`checkin banks check FILE`, and a Python
that only imports click and yaml and loads the file), and the reading alone, beside `yaml.safe_load`, which
is PyYAML in pure Python, and its C loader.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))
import yaml

from checkin.banks.reading.reader import check_file

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTION = """      - id: q{0}
        ask: What do you make of the thing that has the number {0}?
        label: Thing {0}
        hint: Small and concrete, whatever comes to mind.
        cue: Count to ten before you help them with it.
        follow_ups:
          - What else?
          - What would you try if you trusted yourself a little more?
        practices: [1, 8]
"""
LOADING = "import sys, click, yaml; yaml.safe_load(open(sys.argv[1], 'rb'))"


def bank(questions: int) -> str:
    """A bank of so many questions in stages of twenty, every fifth of them with a condition."""
    parts = ["format: 1\nid: many\ntitle: Many\nstages:\n"]
    for number in range(questions):
        if number % 20 == 0:
            parts.append(f"  - id: s{number}\n    title: Part {number // 20}\n    questions:\n")
        parts.append(QUESTION.format(number))
        if number % 5 == 4:
            parts.append(f"        when: {{q{number - 1}: {{answered: yes}}}}\n")
    return "".join(parts)


def here(call: Callable[[], object]) -> float:
    """Milliseconds of processor time of a call in this process."""
    began = time.process_time()
    call()
    return (time.process_time() - began) * 1000


def command(argv: list[str]) -> float:
    """Milliseconds of processor time of a whole command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, *argv], check=True, capture_output=True, env=environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.yaml"
        text = bank(200)
        path.write_text(text, encoding="utf-8")
        measured: dict[str, Callable[[], float]] = {
            "a command that loads it": lambda: command(["-c", LOADING, str(path)]),
            "checkin banks check": lambda: command(["-m", "checkin", "banks", "check", str(path)]),
            "yaml.safe_load": lambda: here(lambda: yaml.safe_load(text)),
            "the same by the C loader": lambda: here(lambda: yaml.load(text, yaml.CSafeLoader)),
            "reading and checking": lambda: here(lambda: check_file(path)),
        }
        took = {name: [measure() for _ in range(runs)] for name, measure in measured.items()}
    whole, *_ = (statistics.median(times) for times in took.values())
    loading = statistics.median(took["yaml.safe_load"])
    for at, (name, times) in enumerate(took.items()):
        middle = statistics.median(times)
        print(f"{name:26} {middle:7.0f} ms   {middle / (whole if at < 2 else loading):5.2f} ×")


if __name__ == "__main__":
    main()
