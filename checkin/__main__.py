"""The program's entry point: `checkin` and `python -m checkin`. Imports nothing heavy."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line of this process and return its exit code; never raises an `Exception`."""
    try:
        from checkin.cli.entry import run
    except KeyboardInterrupt:
        return 130
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
