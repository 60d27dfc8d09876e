"""What an invited key reaches through a real sshd that allows everything: one seat, and nothing else.

Each refusal is tried with the host's own key too, where the same thing works.
"""

import os
import re
import select
import socket
import subprocess
from contextlib import ExitStack, contextmanager

import pytest
from ssh_server import ADDRESS, PATIENCE, client_environment, free_port
from terminal import Terminal

REFUSED = "This key opens a seat in a meeting, and nothing else."
NOT_SHARED = "Your meeting is not shared at the moment."

COMMANDS = {
    "another command": "touch {file}",
    "no shell": "sh -c 'touch {file}'",
    "more after it": "checkin join; touch {file}",
    "a second line": "checkin join\ntouch {file}",
    "a substitution": "checkin join $(touch {file})",
    "further arguments": "checkin join --plain noor-kim",
    "another seat": "checkin seat --as mentor --pair sam-robin",
    "letters that only look alike": "сheckin join",
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_other_command_is_run(server, guest, tmp_path, command):
    file = tmp_path / "made"
    done = server.run(guest, command.format(file=file))
    assert (done.code, done.out) == (2, "")
    assert REFUSED in done.err
    assert not file.exists()


def test_the_host_runs_what_they_like(server, host, tmp_path):
    assert server.run(host, f"touch {tmp_path}/made && echo done").out == "done\n"
    assert (tmp_path / "made").exists()


@pytest.mark.parametrize("command", ["", "checkin join", "checkin join --plain"])
def test_what_may_be_asked_for_leads_to_the_seat(server, guest, command):
    done = server.run(guest, *([command] if command else []))
    assert (done.code, done.out) == (1, "")
    assert NOT_SHARED in done.err


def test_a_guest_with_a_terminal_is_told_in_one_line(server, guest):
    with Terminal(server.ssh(guest)) as terminal:
        assert terminal.wait_for_end() == 1
        assert f"checkin: {NOT_SHARED}" in terminal.text()


@pytest.mark.parametrize("program", ["sftp", "scp", "scp -O"])
def test_no_file_is_copied(server, guest, host, home, tmp_path, program):
    name, *options = program.split()
    record = home / "pairs/sam-robin/record.json"
    (tmp_path / "link").symlink_to(record)
    for key, copied in ((guest, False), (host, True)):
        target = tmp_path / f"{key.private.name}-copy"
        done = server.copying(name, key, *options, f"HOST:{tmp_path}/link", str(target))
        assert (done.code == 0, target.exists()) == (copied, copied), done.err


def test_what_a_client_sets_changes_nothing(server, guest, tmp_path):
    names = ("CHECKIN_HOME", "XDG_DATA_HOME", "CHECKIN_BANKS", "CHECKIN_PLAIN", "HOME", "TMPDIR", "LC_ALL")
    done = server.run(guest, options=[f"-oSetEnv={' '.join(f'{name}={tmp_path}' for name in names)}"])
    assert NOT_SHARED in done.err
    # What sshd says was asked for wins over what a client says of it.
    asked = server.run(guest, "sh", options=["-oSetEnv=SSH_ORIGINAL_COMMAND=checkin\\ join"])
    assert REFUSED in asked.err
    assert list(tmp_path.iterdir()) == []


def test_a_host_joins_by_the_same_command_in_a_window_of_their_own(server, host, home):
    done = server.run(host, "checkin join", options=[f'-oSetEnv=OUR_HOME="{_quoted(home)}"'])
    assert done.code == 1
    assert "Nobody shares a meeting at the moment." in done.err


def test_an_invite_that_was_taken_out_opens_nothing(server, invite):
    key = server.new_key("somebody")
    assert server.run(key).code == 255
    server.let_in(invite.line.replace(invite.key.public, key.public))
    assert NOT_SHARED in server.run(key).err


# Forwarding


def test_no_connection_is_passed_on_by_dash_w(server, guest, host):
    to_sshd = [f"-W{ADDRESS}:{server.port}"]
    assert server.run(host, options=to_sshd).out.startswith("SSH-2.0-")
    done = server.run(guest, options=to_sshd)
    assert (done.code, done.out) == (255, "")
    assert "prohibited" in done.err


def test_no_port_is_passed_on_by_dash_l(server, guest, host):
    for key, through in ((host, b"SSH-"), (guest, b"")):
        with forwarding_a_port(server, key, "-L{}:{}:" + f"{ADDRESS}:{server.port}") as port:
            assert first_bytes(socket.create_connection((ADDRESS, port)))[:4] == through


def test_no_socket_is_passed_on_by_dash_l(server, guest, host, tmp_path):
    # As the room's would be.
    with socket.socket(socket.AF_UNIX) as room:
        room.bind(str(tmp_path / "room"))
        room.listen()
        for key, through in ((host, True), (guest, False)):
            near = tmp_path / key.private.name
            with forwarding(server, key, f"-L{near}:{tmp_path}/room"):
                client = socket.socket(socket.AF_UNIX)
                client.connect(str(near))
                waiting, _, _ = select.select([room, client], [], [], PATIENCE)
                assert (room in waiting) == through
                client.close()
                if through:
                    room.accept()[0].close()


def test_no_port_is_passed_on_by_dash_d(server, guest, host):
    for key, through in ((host, b"\5\0\0\1"), (guest, b"")):
        with forwarding_a_port(server, key, "-D{}:{}") as port:
            client = socket.create_connection((ADDRESS, port), PATIENCE)
            client.sendall(b"\5\1\0")
            assert client.recv(2) == b"\5\0"
            client.sendall(b"\5\1\0\1" + socket.inet_aton(ADDRESS) + server.port.to_bytes(2))
            assert first_bytes(client)[:4] == through


@pytest.mark.parametrize("where", ["0", "{folder}/back"])
def test_nothing_is_passed_back_by_dash_r(server, guest, host, tmp_path, where):
    options = ["-N", "-v", "-oExitOnForwardFailure=yes"]
    options.append(f"-R{where.format(folder=tmp_path)}:{ADDRESS}:{server.port}")
    with running(server.ssh(host, options=options, tty=False), "remote forward success"):
        pass
    done = server.run(guest, options=options)
    assert done.code == 255
    assert "forwarding failed" in done.err
    assert server.run(guest).code == 1


# What the limits of the line take away, seen by a command that tells its environment


@pytest.fixture(scope="module")
def telling(server, invite):
    """A key with the limits of Sam's invite, but with a command that tells its environment."""
    key = server.new_key("telling")
    line = re.sub(r'^command="(\\"|[^"])*"', 'command="/usr/bin/env"', invite.line)
    assert line.startswith('command="/usr/bin/env",restrict,pty ')
    server.let_in(line.replace(invite.key.public, key.public))
    return key


def test_no_agent_is_passed_on(server, telling, host, tmp_path):
    agent = tmp_path / "agent"
    with running(["ssh-agent", "-D", "-a", str(agent)], "SSH_AUTH_SOCK", stream="stdout"):
        with_it = {"options": ["-A"], "env": {"SSH_AUTH_SOCK": str(agent)}}
        assert "SSH_AUTH_SOCK=" in server.run(host, "env", **with_it).out
        told = server.run(telling, "env", **with_it).out
    assert "SSH_ORIGINAL_COMMAND=env" in told
    assert "SSH_AUTH_SOCK" not in told


def test_no_display_is_passed_on(server, telling):
    done = server.run(telling, options=["-v", "-Y"], env={"DISPLAY": f"{ADDRESS}:77"})
    assert "X11 forwarding disabled by key options" in done.err
    assert "DISPLAY" not in done.out


def test_a_terminal_is_given(server, telling):
    with Terminal(server.ssh(telling)) as terminal:
        terminal.wait_for("SSH_TTY=")
        assert terminal.wait_for_end() == 0


# Clients that stay


@contextmanager
def running(argv, ready, stream="stderr"):
    """A program that runs on; begins once it has said `ready`, and is killed by its id."""
    pipes = {stream: subprocess.PIPE}
    env = client_environment()
    with subprocess.Popen(argv, stdin=subprocess.DEVNULL, env=env, **pipes) as process:
        heard = b""
        try:
            while ready.encode() not in heard:
                piece = os.read(getattr(process, stream).fileno(), 4096)
                assert piece, heard.decode()
                heard += piece
            yield process
        finally:
            process.kill()  # ssh misses a SIGTERM that comes between two of its waits
            process.wait(PATIENCE)


def forwarding(server, key, option):
    """A client that only forwards; begins once it listens."""
    argv = server.ssh(key, options=["-v", "-N", "-oExitOnForwardFailure=yes", option], tty=False)
    return running(argv, "Entering interactive session")


@contextmanager
def forwarding_a_port(server, key, option):
    """The same with a free port of this machine; somebody else may take it before the client does."""
    with ExitStack() as clients:
        for last in (False, False, True):
            port = free_port()
            try:
                clients.enter_context(forwarding(server, key, option.format(ADDRESS, port)))
                break
            except AssertionError as error:
                if last or "in use" not in str(error):
                    raise
        yield port


def first_bytes(connection):
    """What comes first, or nothing if the connection is closed instead."""
    with connection:
        connection.settimeout(PATIENCE)
        try:
            return connection.recv(100)
        except ConnectionError:
            return b""


def _quoted(path):
    return str(path).replace("\\", "\\\\").replace('"', '\\"')
