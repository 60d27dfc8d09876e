"""A data folder with two pairs, an SSH server, and two keys: an invited guest's, and the host's own."""

import sys
from types import SimpleNamespace

import pytest
from command_line import IMPORTED_FROM, a_pair, checkin_with
from ssh_server import SshServer


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The host's data folder, its name with what an invite has to quote: Sam with Robin, and another pair."""
    home = tmp_path_factory.mktemp('robin\'s "own" 100% $HOME') / "data"
    a_pair(home)
    a_pair(home, "Noor", "Kim")
    return home


@pytest.fixture(scope="module")
def server(tmp_path_factory, home):
    """A server that allows all it can, also whatever variables a client sends; `checkin` is in its PATH."""
    folder = tmp_path_factory.mktemp("server")
    script = folder / "checkin"
    script.write_text(
        f'#!/bin/sh\nexport PYTHONPATH="{IMPORTED_FROM}" CHECKIN_HOME="$OUR_HOME"\n'
        f'exec "{sys.executable}" -m checkin "$@"\n'
    )
    script.chmod(0o755)
    path = {"PATH": f"{folder}:/usr/local/bin:/usr/bin:/bin"}
    with SshServer(folder, accept_env=("*",), set_env=path) as server:
        yield server


@pytest.fixture(scope="module")
def invite(server, home):
    """Sam's invite: his key, and the line that the program printed for it."""
    key = server.new_key("sam")
    done = checkin_with(home, "invite", str(key.public_file), "sam-robin", "--as", "mentee")
    assert done.code == 0, done.err
    return SimpleNamespace(key=key, line=done.out)


@pytest.fixture(scope="module")
def guest(server, invite):
    """Sam's key, which the server knows by his invite."""
    server.let_in(invite.line)
    return invite.key


@pytest.fixture(scope="module")
def host(server):
    """A key that may do everything, as the host's own."""
    key = server.new_key("robin")
    server.let_in(key.public)
    return key
