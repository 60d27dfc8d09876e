"""Time to the first frame, against a bare Textual app in the same run.

    python tests/bench/first_frame.py [RUNS]

Starts each program in a real terminal of 80×24, in turn, and waits for words of its first frame.
Prints the median of each in milliseconds and its ratio to the bare app.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
from terminal import Terminal  # noqa: E402 (found beside the tests, once the path says so)

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("bare and ready")
Bare().run()
"""


def first_frame(argv: list[str], words: str, env: dict[str, str]) -> float:
    """Seconds from the start of a program until its words are on the screen."""
    began = time.perf_counter()
    with Terminal(argv, size=(80, 24), env=env) as terminal:
        terminal.wait_for(words)
        took = time.perf_counter() - began
        terminal.keys("<C-q>")
        terminal.wait_for_end()
    return took


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        checkin = [sys.executable, "-m", "checkin"]
        new, begun = {"CHECKIN_HOME": f"{folder}/new"}, {"CHECKIN_HOME": f"{folder}/begun"}
        for env in (new, begun):
            pair = [*checkin, "pair", "new", "--mentor", "Robin", "--mentee", "Sam"]
            subprocess.run(pair, env={**os.environ, **env}, check=True, capture_output=True)
        # A line and the end of the input: a meeting that was broken off.
        broken_off = [*checkin, "meet", "--plain"]
        subprocess.run(
            broken_off, env={**os.environ, **begun}, input=b"Well\n", check=False, capture_output=True
        )
        programs = {
            "bare Textual app": ([sys.executable, "-c", BARE], "bare and ready", new),
            "checkin (one pair)": (checkin, "Sam with Robin", new),
            "checkin meet": ([*checkin, "meet"], "1 of ", new),
            "checkin resume": ([*checkin, "resume"], " of ", begun),
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _run in range(runs):
            for name, (argv, words, env) in programs.items():
                times[name].append(first_frame(argv, words, env))
        bare = statistics.median(times["bare Textual app"])
        for name, taken in times.items():
            median = statistics.median(taken)
            print(f"{name:20} {median * 1000:6.0f} ms  {median / bare:4.2f}")


if __name__ == "__main__":
    main()
