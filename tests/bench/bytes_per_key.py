"""Bytes to the terminal: for the first screen, for each key typed, and while nobody does anything.

    python tests/bench/bytes_per_key.py [COLUMNSxROWS …]

Types a line into each program, letter by letter, in a true-colour terminal of each size (80x24 and 120x40
unless told), and prints bytes: from the process's start until its first screen stands, the median, the
95th percentile and the most for a key, and those sent in three idle seconds. Whatever the machine's
speed, the bytes are the same.
"""

from __future__ import annotations

import statistics
import sys

from programs import programs, settle

LINE = "I would like to speak at the team demo, and to still like myself afterwards. "


def main() -> None:
    """Measure and print."""
    sizes = [tuple(map(int, size.split("x"))) for size in sys.argv[1:]] or [(80, 24), (120, 40)]
    for columns, rows in sizes:
        print(f"{f'{columns} columns, {rows} rows':32} first screen  a key: median    p95   most  idle")
        for name, started in programs((columns, rows)).items():
            with started() as terminal:
                settle(terminal)
                first = len(terminal.received)
                spent = []
                for letter in LINE:
                    before = len(terminal.received)
                    terminal.keys(letter)
                    terminal.wait_for(lambda t, before=before: len(t.received) > before)
                    terminal.wait_for_silence(0.1)
                    spent.append(len(terminal.received) - before)
                before = len(terminal.received)
                terminal.wait_for_silence(3.0, timeout=3.0)
                idle = len(terminal.received) - before
            p95 = statistics.quantiles(spent, n=20)[-1]
            print(
                f"  {name:30}{first:13,}{statistics.median(spent):15,.0f}{p95:7,.0f}{max(spent):7,}{idle:6,}"
            )


if __name__ == "__main__":
    main()
