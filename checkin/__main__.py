"""The program's entry point: `checkin` and `python -m checkin`. Imports nothing heavy."""

from __future__ import annotations

import gc
import sys

_AT_THE_START = 20_000
"""How many new objects there may be before those that nothing refers to are looked for."""


def main() -> int:
    """Run the command line of this process and return its exit code; never raises an `Exception`."""
    # Nearly all that is made while the program starts stays: it need not be looked through for what can go.
    gc.set_threshold(_AT_THE_START)
    try:
        from checkin.cli.entry import run
    except KeyboardInterrupt:
        return 130
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
