"""Time from a key to the first byte of what it paints, against a bare Textual `Input` in the same run.

    python tests/bench/key_latency.py [ROUNDS]

Types a few words into each program in turn, in a terminal of 80×24, so many rounds (5 unless told), and
prints the median and the 95th percentile in milliseconds and their ratios to Textual's `Input`.
"""

from __future__ import annotations

import select
import statistics
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from programs import programs, settle

if TYPE_CHECKING:
    from terminal import Terminal

WORDS = "still like myself "
BARE = "Textual, an Input"


def key_to_paint(terminal: Terminal, letter: str) -> float:
    """Seconds until the terminal has something to read."""
    terminal.wait_for_silence(0.05)
    began = time.perf_counter()
    terminal.send(letter)
    select.select([terminal._master], [], [], 5)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with ExitStack() as stack:
        terminals = {name: stack.enter_context(begun()) for name, begun in programs((80, 24)).items()}
        for terminal in terminals.values():
            settle(terminal)
        times: dict[str, list[float]] = {name: [] for name in terminals}
        for _round in range(rounds):
            for name, terminal in terminals.items():
                times[name] += [key_to_paint(terminal, letter) for letter in WORDS]
    ends = {
        name: (statistics.median(took), statistics.quantiles(took, n=20)[-1]) for name, took in times.items()
    }
    print(f"{'key to paint':32}   median             p95")
    for name, (median, p95) in ends.items():
        ratios = f"{median / ends[BARE][0]:7.2f}", f"{p95 / ends[BARE][1]:7.2f}"
        print(f"  {name:30}{median * 1000:6.1f} ms{ratios[0]}{p95 * 1000:7.1f} ms{ratios[1]}")


if __name__ == "__main__":
    main()
