"""Programs of Python that start at once: a process that has imported everything splits one off for each.

Most of what a short command or the app in a terminal takes is its start, hundreds of times over. What is
split off is a process like any other, with its own arguments, environment, folder, terminal and exit code.
Only the modules it has loaded tell nothing; tests of those start a process from nothing (`test_house`).

Programs that ask for another language, another Python path or settings of Python itself start from nothing.
So do the first few of a run, and all of them where there is no Linux. Nothing is warm before `allowed` is
set: the benchmarks measure what people wait for.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import functools
import gc
import io
import json
import math
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

allowed = False
"""Whether anything may start warm."""

_FROM_NOTHING = 2
"""So many programs of a run start from nothing before the process is made that splits off the others."""

_LANGUAGE = "C.UTF-8"
_MODULES = (
    "checkin",
    "click",
    "filelock",
    "textual.app",
    "textual.drivers.linux_driver",
    "textual.widgets",
    "tinydb",
    "yaml",
    "zoneinfo",
)


class SplitOff:
    """A program that was split off, with as much of `subprocess.Popen` as tests ask for."""

    def __init__(self, news: int, pipes: Sequence[int] = ()) -> None:
        self._news = open(news, "rb", buffering=0)  # noqa: SIM115 (closed when the end is told)
        self.returncode: int | None = None
        """The exit code, minus a signal's number for a signal; None while it runs."""
        self.pid = int(self._news.readline())
        ours = [os.fdopen(fd, "rb" if at else "wb") for at, fd in enumerate(pipes)]
        self.stdin, self.stdout, self.stderr = [*ours, None, None, None][:3]
        """Our ends of its pipes."""

    def poll(self) -> int | None:
        """The exit code if it has ended."""
        return self._told(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit code; raises `subprocess.TimeoutExpired`."""
        code = self._told(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended: it may have, and its end not be told yet."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, given: bytes = b"", timeout: float | None = None) -> tuple[bytes, bytes]:
        """Give it its input, and take what it says until it ends. Raises `subprocess.TimeoutExpired`."""
        ends = math.inf if timeout is None else time.monotonic() + timeout
        said = {stream: bytearray() for stream in (self.stdout, self.stderr) if stream}
        reading, writing, left = {*said}, {self.stdin} - {None}, given
        while reading:
            seconds = max(0, ends - time.monotonic())
            ready, able, _ = select.select(reading, writing, [], None if timeout is None else seconds)
            if not ready and not able:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            for stream in able:
                try:
                    left = left[os.write(stream.fileno(), left[: select.PIPE_BUF]) if left else 0 :]
                except BrokenPipeError:
                    left = b""
                if not left:
                    writing.clear()
                    with contextlib.suppress(BrokenPipeError):
                        stream.close()
            for stream in ready:
                data = os.read(stream.fileno(), 65536)
                said[stream] += data
                if not data:
                    reading.remove(stream)
                    stream.close()
        self.wait(timeout)
        return bytes(said.get(self.stdout, b"")), bytes(said.get(self.stderr, b""))

    def _told(self, seconds: float | None) -> int | None:
        if self.returncode is None and select.select([self._news], [], [], seconds)[0]:
            self.returncode = int(self._news.readline())
            self._news.close()
        return self.returncode


def start(
    argv: Sequence[str],
    streams: tuple[int, int, int],
    cwd: Path | str,
    env: Mapping[str, str],
    own_session: bool,
    pipes: Sequence[int] = (),
) -> SplitOff | None:
    """Start a program on three open files, or return None where it has to be started from nothing.

    With a session of its own it takes the terminal on its stdin, if that is one. `pipes` are our ends of what
    it is started on.
    """
    global _before
    if not allowed or argv[0] != sys.executable or not _usual(env):
        return None
    _before += 1
    if _before <= _FROM_NOTHING:
        return None
    control = _process_that_splits()
    if control is None:
        return None
    wanted = {"argv": [*argv[1:]], "cwd": str(cwd), "env": {**env}, "own_session": own_session}
    news, told = os.pipe()
    try:
        socket.send_fds(control, [json.dumps(wanted).encode()], [*streams, told])
    finally:
        os.close(told)
    return SplitOff(news, pipes)


_before = 0


def piped(
    argv: Sequence[str], *, env: Mapping[str, str], cwd: Path, one_output: bool = False
) -> SplitOff | subprocess.Popen[bytes]:
    """Start a program on pipes; with `one_output` it says all on stdout."""
    into, ours = os.pipe()
    out, said = os.pipe()
    err, told = (out, said) if one_output else os.pipe()
    program = start(
        argv, (into, said, told), cwd, env, False, (ours, out) if one_output else (ours, out, err)
    )
    for fd in {into, said, told}:
        os.close(fd)
    if program is not None:
        return program
    for fd in {ours, out, err}:
        os.close(fd)
    return subprocess.Popen(
        list(argv),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if one_output else subprocess.PIPE,
        env=env,
        cwd=cwd,
        preexec_fn=heed_signals,
    )


def run(
    argv: Sequence[str], *, given: bytes, env: Mapping[str, str], cwd: Path, timeout: float
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end, as `subprocess.run` does with `input` and `capture_output`."""
    program = piped(argv, env=env, cwd=cwd)
    try:
        out, err = program.communicate(given, timeout)
    except subprocess.TimeoutExpired:
        program.kill()
        raise
    return subprocess.CompletedProcess(argv, program.wait(), out, err)


def _usual(env: Mapping[str, str]) -> bool:
    """Whether Python would start in this environment as the process did that splits off others."""
    languages = {value for name, value in env.items() if name == "LANG" or name.startswith("LC_")}
    settings = {name: value for name, value in env.items() if name.startswith(("PYTHON", "TEXTUAL"))}
    return languages == {_LANGUAGE} and settings == {"PYTHONPATH": _imported_from()}


@functools.cache
def _imported_from() -> str:
    import checkin

    return str(Path(checkin.__file__).parent.parent)


@functools.cache
def _process_that_splits() -> socket.socket | None:
    """The line to the process that splits off others; it ends when this one does. None where it can't be."""
    if not hasattr(os, "pidfd_open"):
        return None
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    env = {"PATH": os.environ.get("PATH", os.defpath), "LANG": _LANGUAGE, "PYTHONPATH": _imported_from()}
    with its:
        subprocess.Popen(
            [sys.executable, __file__, str(its.fileno())],
            env=env,
            pass_fds=[its.fileno()],
            start_new_session=True,
            preexec_fn=heed_signals,
            stdin=subprocess.DEVNULL,
        )
    return ours if ours.recv(10) == b"ready" else None


def heed_signals() -> None:
    """Let a program be interrupted and hung up, as one that a shell starts in a terminal (a `preexec_fn`).

    What a shell runs in its background ignores Ctrl+C, and what `nohup` runs that its terminal went away;
    whatever such a test run starts would do the same.
    """
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


# In the process that splits off others


def _import_everything() -> None:
    for name in _MODULES:
        with contextlib.suppress(Exception):  # whoever needs it will say what is wrong with it
            __import__(name)
    for module in pkgutil.walk_packages(sys.modules["checkin"].__path__, "checkin."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(Exception):
                __import__(module.name)
    gc.collect()
    gc.freeze()


def _split_off(control: socket.socket) -> dict[str, Any]:
    """Split off what is asked for until nobody asks any more; in each new process, return what it runs."""
    running: dict[int, tuple[int, int]] = {}
    while True:
        for ready in select.select([control, *running], [], [])[0]:
            if ready is not control:
                pid, told = running.pop(ready)
                code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                with contextlib.suppress(OSError):  # nobody may wait for it any more
                    os.write(told, b"%d\n" % code)
                os.close(told)
                os.close(ready)
                continue
            asked, fds, _, _ = socket.recv_fds(control, 1 << 20, 4)
            if not asked:
                os._exit(0)
            wanted: dict[str, Any] = json.loads(asked)
            pid = os.fork()
            if pid == 0:
                control.detach()
                _become(wanted, fds)
                return wanted
            os.write(fds[3], b"%d\n" % pid)
            running[os.pidfd_open(pid)] = pid, fds[3]
            for fd in fds[:3]:
                os.close(fd)


def _become(wanted: dict[str, Any], fds: list[int]) -> None:
    """Take on streams, session, folder and environment."""
    if wanted["own_session"]:
        os.setsid()
    for at in range(3):
        os.dup2(fds[at], at)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    if wanted["own_session"] and os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(wanted["cwd"])
    os.environ.clear()
    os.environ.update(wanted["env"])
    time.tzset()
    for at, name in enumerate(("stdin", "stdout", "stderr")):
        stream = _opened(at, name, getattr(sys, name))
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _opened(at: int, name: str, old: io.TextIOWrapper) -> io.TextIOWrapper:
    """A standard stream, opened as Python does at its start."""
    binary = open(at, "rb" if at == 0 else "wb", closefd=False)  # noqa: SIM115 (it stays open)
    binary.raw.name = f"<{name}>"
    newline = None if at == 0 else "\n"
    lines = at == 2 or os.isatty(at)
    text = io.TextIOWrapper(binary, old.encoding, old.errors, newline=newline, line_buffering=lines)
    text.mode = "r" if at == 0 else "w"
    return text


def _run(argv: list[str], cwd: str) -> None:
    """Do what Python does with these arguments: `-m module`, `-c code` or a script."""
    import runpy

    how, *rest = argv
    if how == "-m":
        sys.path[0], sys.argv = cwd, rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif how == "-c":
        sys.path[0], sys.argv = "", ["-c", *rest[1:]]
        names: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(rest[0], "<string>", "exec"), names)
    else:
        sys.path[0], sys.argv = str(Path(how).parent), argv
        runpy.run_path(how, run_name="__main__")


def _leave(code: int) -> None:
    """End as Python does, but without taking apart all that was imported, which costs more than most runs.

    Returns where that is not for us to do: what was said could not be written.
    """
    threading._shutdown()
    atexit._run_exitfuncs()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _import_everything()
    _line = socket.socket(fileno=int(sys.argv[1]))
    _line.send(b"ready")
    _asked = _split_off(_line)
    try:
        _run(_asked["argv"], _asked["cwd"])
    except SystemExit as _end:
        if _end.code is None or isinstance(_end.code, int):
            _leave(_end.code or 0)
        raise
    _leave(0)
