"""A real OpenSSH server for tests, on loopback, with keys and settings of its own, and clients for it.

    with SshServer(tmp_path) as server:
        guest = server.new_key("sam")
        server.let_in(f"{guest.public} sam")
        assert server.run(guest, "echo hello").out == "hello\\n"
        with Terminal(server.ssh(guest)) as terminal: ...

Nothing of the account that runs the tests is used or changed: no key, no agent, no configuration, no known
host. The server runs as this very account, listens on a free port, and is stopped by its id.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import Done

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ADDRESS = "127.0.0.1"
PATIENCE = 60.0
"""Seconds for anything; reached only when it never comes."""

_PLACES_OF_SSHD = os.pathsep.join(
    [os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin", "/sbin"]
)
_SEPARATED = Path("/run/sshd")
"""The folder that sshd, when it runs as root, locks its unprivileged half into."""


@dataclass(frozen=True)
class UserKey:
    """Somebody's pair of keys: the private file, and the public key as a line without a comment."""

    private: Path
    public: str

    @property
    def public_file(self) -> Path:
        """The file to give away."""
        return self.private.with_name(f"{self.private.name}.pub")


class SshServer:
    """An sshd that everybody in its own `authorized_keys` may use, running while the `with` block does.

    It allows all that sshd can allow (every forwarding, sftp, and the variables in `accept_env`), so that
    what is refused is refused by the line of the key. `set_env` is what its sessions have set.
    """

    def __init__(
        self,
        folder: Path,
        accept_env: Sequence[str] = ("LANG", "LC_*"),
        set_env: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder / "sshd"
        self.folder.mkdir(mode=0o700)
        self.account = pwd.getpwuid(os.getuid()).pw_name
        self.port = 0
        self._sshd = _sshd_or_skip()
        self._log: list[str] = []
        self._told = threading.Condition()
        self._keys = self.folder / "authorized_keys"
        self._keys.touch(mode=0o600)
        self._host = self.new_key("host")
        self._settings = [
            f"HostKey {self._host.private}",
            f"AuthorizedKeysFile {self._keys}",
            "PidFile none",
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "PermitRootLogin prohibit-password",
            "PermitUserRC no",
            "PrintMotd no",
            "PrintLastLog no",
            "MaxStartups 100",
            "LogLevel VERBOSE",
            *(f"{what} yes" for what in ("AllowTcpForwarding", "AllowAgentForwarding", "X11Forwarding")),
            "AllowStreamLocalForwarding yes",
            "Subsystem sftp internal-sftp",
            f"AcceptEnv {' '.join(accept_env)}",
            *([" ".join(["SetEnv", *(f'"{k}={v}"' for k, v in set_env.items())])] if set_env else []),
        ]

    def __enter__(self) -> SshServer:
        for _ in range(5):  # somebody else may take the free port before sshd does
            self.port = free_port()
            if self._start():
                break
        else:
            raise AssertionError(f"sshd did not start:\n{self.log()}")
        known = f"[{ADDRESS}]:{self.port} {self._host.public}\n"
        (self.folder / "known_hosts").write_text(known)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    # Keys

    def new_key(self, name: str, *options: str) -> UserKey:
        """Make a pair of keys; `options` are those of ssh-keygen, an Ed25519 key without any."""
        private = self.folder / name
        made = ["ssh-keygen", "-q", "-N", "", "-C", f"{name}@elsewhere", "-f", str(private)]
        subprocess.run([*made, *(options or ("-t", "ed25519"))], check=True, stdin=subprocess.DEVNULL)
        kind, blob, _ = private.with_name(f"{name}.pub").read_text().split(maxsplit=2)
        return UserKey(private, f"{kind} {blob}")

    def let_in(self, line: str) -> None:
        """Add a line to `authorized_keys`."""
        with self._keys.open("a") as file:
            file.write(line.rstrip("\n") + "\n")

    def let_nobody_in(self) -> None:
        """Empty `authorized_keys`."""
        self._keys.write_text("")

    # Clients

    def ssh(self, key: UserKey, *command: str, options: Sequence[str] = (), tty: bool = True) -> list[str]:
        """The command line of a client with this key; `options` stand before the host."""
        terminal = ["-tt"] if tty else []
        return ["ssh", *self._own(key), *terminal, "-p", str(self.port), *options, self.where, *command]

    def run(
        self,
        key: UserKey,
        *command: str,
        options: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        stdin: str = "",
    ) -> Done:
        """Run a client without a terminal to its end."""
        return self.run_client(self.ssh(key, *command, options=options, tty=False), env, stdin)

    def copying(self, program: str, key: UserKey, *arguments: str) -> Done:
        """Run `sftp` or `scp` to its end, with arguments in which HOST: is this server."""
        at_host = [argument.replace("HOST:", f"{self.where}:") for argument in arguments]
        return self.run_client([program, *self._own(key), "-P", str(self.port), *at_host])

    def run_client(self, argv: Sequence[str], env: Mapping[str, str] | None = None, stdin: str = "") -> Done:
        """Run a client's command line to its end."""
        done = subprocess.run(
            list(argv),
            input=stdin.encode(),
            capture_output=True,
            env=client_environment(env),
            cwd=self.folder,
            timeout=PATIENCE,
            check=False,
        )
        return Done(
            done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        )

    @property
    def where(self) -> str:
        """What clients connect to."""
        return f"{self.account}@{ADDRESS}"

    def _own(self, key: UserKey) -> list[str]:
        options = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": str(self.folder / "known_hosts"),
            "GlobalKnownHostsFile": "none",
            "StrictHostKeyChecking": "yes",
            "ControlPath": "none",
            "ConnectTimeout": f"{PATIENCE:g}",
        }
        return ["-F", "none", "-i", str(key.private), *(f"-o{k}={v}" for k, v in options.items())]

    # The server

    def log(self) -> str:
        """What sshd has said so far."""
        with self._told:
            return "".join(self._log)

    def wait_until_logged(self, text: str) -> None:
        """Wait until sshd has said this."""
        with self._told:
            said = self._told.wait_for(lambda: text in "".join(self._log), PATIENCE)
        assert said, f"sshd did not say {text!r}:\n{self.log()}"

    def _start(self) -> bool:
        """Start sshd on the port that was chosen; false when it ended at once."""
        config = self.folder / "sshd_config"
        config.write_text("\n".join([f"ListenAddress {ADDRESS}", f"Port {self.port}", *self._settings, ""]))
        self._log.clear()
        self.process = subprocess.Popen(
            [self._sshd, "-D", "-e", "-f", str(config), *self._patient(config)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={"PATH": os.defpath},
            cwd="/",
        )
        self._ended = False
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()
        with self._told:
            self._told.wait_for(lambda: self._ended or "Server listening on" in "".join(self._log), PATIENCE)
            return not self._ended

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stderr is not None
        for line in process.stderr:
            with self._told:
                self._log.append(line.decode(errors="replace"))
                self._told.notify_all()
        with self._told:
            self._ended = True
            self._told.notify_all()

    _ended = False

    def _patient(self, config: Path) -> list[str]:
        """sshd from 9.8 on makes an address wait that was refused often, as tests are; older ones don't."""
        option = ["-o", "PerSourcePenalties=no"]
        tried = subprocess.run(
            [self._sshd, "-t", "-f", str(config), *option], capture_output=True, check=False
        )
        return option if tried.returncode == 0 else []


def client_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a client: nothing of the person who runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", **(more or {})}


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _sshd_or_skip() -> str:
    """Where sshd is; skips the test where there can be none."""
    sshd = shutil.which("sshd", path=_PLACES_OF_SSHD)
    if sshd is None or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
        pytest.skip("OpenSSH's server and client are not installed here")
    shell = pwd.getpwuid(os.getuid()).pw_shell
    if Path(shell).name in ("nologin", "false"):
        pytest.skip(f"this account may not log in (its shell is {shell})")
    if os.getuid() == 0:
        _SEPARATED.mkdir(mode=0o755, exist_ok=True)
    return sshd
