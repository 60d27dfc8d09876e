"""Two people in one meeting: coming in, from a key to the other's screen, bytes, what a cut line costs.

    python tests/bench/live_meeting.py [RUNS]

All of it in one run, in terminals of 80×24, so many times over (5 unless told): in two windows of one
computer, over SSH (a server of its own on loopback, nothing compressed), and next to it, where they are
installed, a stock Textual field and vim in a tmux that two share. Prints medians, and the targets where
there are any.
"""

from __future__ import annotations

import os
import select
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from programs import COLOURS, STOCK, Terminal, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from ssh_server import SshServer, UserKey

SIZE = (80, 24)
WORDS = "still like myself "
SIGNS = "+&^|" * 4
"""What is typed to be seen at the other terminal: no part of what moves cursors there."""
QUESTION = "How are you, really?"
VIM = ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n"]
CHECKIN = [sys.executable, "-m", "checkin"]


@dataclass
class Place:
    """Data folders with one pair, a runtime folder, and, where there is OpenSSH, a server to come in by."""

    folder: Path
    stack: ExitStack
    server: SshServer | None = None
    key: UserKey | None = None
    env: dict[str, str] = field(default_factory=dict)
    begun: int = 0

    def open(self) -> None:
        """Start the server, if there can be one."""
        import pytest
        from ssh_server import SshServer

        runtime = self.folder / "r"
        runtime.mkdir(mode=0o700)
        self.env = {
            **COLOURS,
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        try:
            self.server = self.stack.enter_context(SshServer(self.folder, set_env=self.env))
        except pytest.skip.Exception as why:
            print(f"Without SSH: {why}.")
            return
        self.key = self.server.new_key("guest")
        self.server.let_in(self.key.public)

    def ssh(self, *command: str) -> list[str]:
        """The command line of a client that runs a command there, in a terminal."""
        assert self.server is not None
        assert self.key is not None
        there = ["env", f"CHECKIN_HOME={self.env['CHECKIN_HOME']}", *command]
        return self.server.ssh(self.key, shlex.join(there), options=["-oCompression=no"])

    @contextmanager
    def shared(self) -> Iterator[Terminal]:
        """Robin's terminal, in the first question of a new pair's meeting that is shared."""
        self.begun += 1
        self.env["CHECKIN_HOME"] = str(self.folder / f"home{self.begun}")
        pair = [*CHECKIN, "pair", "new", "--mentor", "Robin", "--mentee", "Sam"]
        subprocess.run(pair, env={**os.environ, **self.env}, check=True, capture_output=True)
        with Terminal([*CHECKIN, "meet"], SIZE, self.env) as robin:
            robin.wait_for(QUESTION)
            robin.keys("<Esc>")
            robin.wait_for("Esc back to the text")
            robin.keys("i")
            robin.wait_for("Which of you sits at this keyboard?")
            robin.keys("2")
            robin.wait_for("How Sam comes in")
            robin.keys("<Esc>")
            robin.wait_for("Sam is not here yet")
            robin.keys("x")  # a meeting in which nothing was said is not kept
            robin.wait_for(lambda t: " x" in t.text())
            yield robin
            robin.keys("<C-q>")
            robin.wait_for_end()

    def join(self, *, over_ssh: bool) -> Terminal:
        """Sam's terminal, coming in."""
        join = [*CHECKIN, "join", "--as", "mentee"]
        return Terminal(self.ssh(*join) if over_ssh else join, SIZE, self.env)


# Coming in


def to_words(argv: list[str], env: dict[str, str], words: str) -> float:
    """Seconds from starting a program until its words are painted, and end it."""
    with Terminal(argv, SIZE, env) as terminal:
        return terminal.wait_for(words)


def to_end(argv: list[str], env: dict[str, str]) -> float:
    """Seconds from starting a program until it has ended."""
    with Terminal(argv, SIZE, env) as terminal:
        terminal.wait_for_end()
        return time.monotonic() - terminal.started


def coming_in(place: Place, runs: int) -> None:
    """Print what it takes to come in."""
    took: dict[str, list[float]] = {}

    def took_now(name: str, seconds: float) -> None:
        took.setdefault(name, []).append(seconds)

    join = [*CHECKIN, "join", "--as", "mentee"]
    with place.shared() as robin:
        for _run in range(runs):
            took_now("checkin --version", to_end([*CHECKIN, "--version"], place.env))
            took_now("checkin join, to the question", to_words(join, place.env, QUESTION))
            if place.server is not None:
                took_now("ssh HOST true", to_end(place.ssh("true"), place.env))
                took_now("ssh HOST checkin join, the same", to_words(place.ssh(*join), place.env, QUESTION))
            robin.wait_for_silence(0.05)
    if shutil.which("tmux"):
        attach = [*tmux(place), "attach"]
        with shared_tmux(place, ["cat"], "shared", ""):
            for _run in range(runs):
                took_now("tmux attach", to_words(attach, COLOURS, "shared"))
    print(f"{'coming in':38}{'median':>10}")
    for name, seconds in took.items():
        print(f"  {name:36}{statistics.median(seconds) * 1000:7.0f} ms")
    if place.server is not None:
        ssh, alone, over = (
            statistics.median(took[name])
            for name in ("ssh HOST true", "checkin join, to the question", "ssh HOST checkin join, the same")
        )
        print(f"  SSH's own part and join alone make {(ssh + alone) * 1000:.0f} ms of the {over * 1000:.0f}.")
    print()


# From a key to the other's screen


def key_to(other: Terminal, typist: Terminal, sign: str) -> float:
    """Seconds from a key at one terminal until what it types is painted at the other."""
    for terminal in (typist, other):
        terminal.wait_for_silence(0.03)
    at = len(other.received)
    began = time.perf_counter()
    typist.send(sign)
    while sign.encode() not in other.received[at:]:
        select.select([other._master], [], [], 5)
        came = time.perf_counter()
        other._read(0)
    return came - began


@contextmanager
def two_windows(place: Place, *, over_ssh: bool) -> Iterator[tuple[Terminal, Terminal]]:
    """Sam and Robin in the same question, both quiet: the one who types first."""
    with place.shared() as robin, place.join(over_ssh=over_ssh) as sam:
        sam.wait_for("Robin is here")
        robin.wait_for("Sam is here")
        sam.keys("<End>")
        settle(sam)
        settle(robin)
        yield sam, robin


@contextmanager
def shared_tmux(place: Place, argv: list[str], ready: str, keys: str) -> Iterator[tuple[Terminal, Terminal]]:
    """A program in a tmux of its own, `keys` pressed once `ready` stands there; two terminals attached."""
    first = Terminal([*tmux(place), "new-session", "-n", "shared", shlex.join(argv)], SIZE, COLOURS)
    try:
        first.wait_for(ready)
        first.keys(keys)
        with Terminal([*tmux(place), "attach"], SIZE, COLOURS) as second:
            second.wait_for(ready)
            settle(second)
            settle(first)
            yield second, first
    finally:
        subprocess.run([*tmux(place), "kill-server"], check=False, capture_output=True)
        first.close()


def tmux(place: Place) -> list[str]:
    """A tmux without anybody's settings."""
    return ["tmux", "-S", str(place.folder / "tmux"), "-f", os.devnull]


def pairs_of(place: Place) -> dict[str, Callable[[], AbstractContextManager[tuple[Terminal, Terminal]]]]:
    """All pairs of terminals that can be compared here, by name."""
    found: dict[str, Callable[[], AbstractContextManager[tuple[Terminal, Terminal]]]] = {
        "checkin, two windows": lambda: two_windows(place, over_ssh=False)
    }
    if place.server is not None:
        found["checkin, one over SSH"] = lambda: two_windows(place, over_ssh=True)
    if not shutil.which("tmux"):
        print("Without a shared tmux: tmux is not installed.\n")
        return found
    area = [sys.executable, "-c", STOCK, "area"]
    found["a TextArea in a shared tmux"] = lambda: shared_tmux(place, area, "ready", "")
    if shutil.which("vim"):
        found["vim in a shared tmux"] = lambda: shared_tmux(place, VIM, "~", "i")
    return found


def together(place: Place, runs: int) -> None:
    """Print latencies and bytes, for the one who types and the one who looks on."""
    late, spent, idle = {}, {}, {}
    for name, begun in pairs_of(place).items():
        with begun() as (sam, robin):
            spent[name] = bytes_of(sam, robin, runs)
            idle[name] = idle_of(sam, robin)
            late[name] = [
                key_to(other, typist, sign)
                for _run in range(runs)
                for typist, other in ((sam, robin), (robin, sam))
                for sign in SIGNS
            ]
    print(f"{'from a key to the other screen':38}{'p50':>10}{'p95':>10}{'p99':>10}")
    for name, took in late.items():
        cuts = statistics.quantiles(took, n=100)
        print(f"  {name:36}" + "".join(f"{cuts[n - 1] * 1000:7.1f} ms" for n in (50, 95, 99)))
    print("  target, of a rich seat later: at most 20 ms (p50), 50 ms (p99)\n")
    heads = f"{'first':>10}{'a key':>8}{'p95':>8}{'looking on':>12}{'p95':>8}{'idle':>8}"
    print(f"{'bytes to the terminal':38}{heads}")
    for name, (first, own, others) in spent.items():
        parts = (
            f"{statistics.median(own):8.0f}{p95(own):8.0f}",
            f"{statistics.median(others):12.0f}{p95(others):8.0f}",
        )
        print(f"  {name:36}{first:10,}{parts[0]}{parts[1]}{idle[name]:8,}")
    print(f"  {'target':36}{'8,192':>10}{60:8}{120:8}{'':12}{'':8}{0:8}\n")


def p95(numbers: list[int]) -> float:
    """The number that 95 in 100 don't exceed."""
    return statistics.quantiles(numbers, n=20)[-1]


def bytes_of(sam: Terminal, robin: Terminal, runs: int) -> tuple[int, list[int], list[int]]:
    """Bytes until Sam's first screen stood, and for each of Sam's keys at his terminal and at Robin's."""
    first, own, others = len(sam.received), [], []
    for letter in WORDS * runs:
        before = len(sam.received), len(robin.received)
        sam.send(letter)
        for terminal in (sam, robin):
            terminal.wait_for_silence(0.1)
        own.append(len(sam.received) - before[0])
        others.append(len(robin.received) - before[1])
    return first, own, others


def idle_of(sam: Terminal, robin: Terminal) -> int:
    """Bytes to Sam's terminal in three seconds in which nobody does anything."""
    for terminal in (sam, robin):
        terminal.wait_for_silence(2.5)  # longer than somebody counts as typing
    before = len(sam.received)
    sam.wait_for_silence(3.0, timeout=3.0)
    return len(sam.received) - before


# A line that was cut


def resent() -> tuple[int, int]:
    """Bytes of frames, both ways, after a cut line with 50 edits on each side: in one place, all over."""
    import random

    import live_net

    from checkin.meeting.rules import Act

    goal = Act("answered", "mentee", "goal")
    figures = []
    for scattered in (False, True):
        chance = random.Random(3)
        with tempfile.TemporaryDirectory() as folder:
            net = live_net.Net(Path(folder) / "open")
            sam, robin = net.join("mentee"), net.join("mentor")
            sam.act(Act("answered", "mentee", "goal", value="x" * 200, cursor=200))
            net.settle()
            net.cut("mentee")
            for n in range(50):
                for seat, start in ((sam, 0), (robin, 100)):
                    text = str(seat.state.answer("goal", "mentee").value)
                    at = chance.randrange(200) if scattered else start + n
                    value = text[:at] + chance.choice("abc") + text[at:]
                    seat.act(Act(goal.what, goal.seat, goal.q, value=value, cursor=at + 1))
            net.settle()
            net.bytes["mentee"] = 0
            net.again("mentee")
            net.settle()
            assert sam.state == robin.state
            figures.append(net.bytes["mentee"])
            net.kill()
    return figures[0], figures[1]


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with ExitStack() as stack:
        # Short, as such paths are: sockets need that.
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ci-", dir="/tmp"))
        place = Place(Path(folder), stack)
        place.open()
        coming_in(place, runs)
        together(place, runs)
    at_one, all_over = resent()
    print(
        f"sent again after a cut line, 50 edits on each side: {at_one:,} bytes; in 100 places: {all_over:,}"
    )
    print("  target: under 2,048")


if __name__ == "__main__":
    main()
