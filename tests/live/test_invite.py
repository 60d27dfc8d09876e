"""Invites: what a key file is, the line made of it, and what a guest may ask for and set."""

import base64
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.ground.errors import CannotDo, WrongInput
from checkin.live.forced import ASKED, keep_only_harmless, plain_asked
from checkin.live.invite import guests_may_set, home_to_name, invite_line, let_in_already, running_program
from checkin.live.public_key import LONGEST, PublicKey, parse_key

ED25519 = "AAAAC3NzaC1lZDI1NTE5AAAAI" + "A" * 42 + "B"
KEY = PublicKey("ssh-ed25519", ED25519, "sam@laptop")

KINDS = {
    "ed25519": ["-t", "ed25519"],
    "rsa": ["-t", "rsa", "-b", "2048"],
    "ecdsa-256": ["-t", "ecdsa", "-b", "256"],
    "ecdsa-384": ["-t", "ecdsa", "-b", "384"],
    "ecdsa-521": ["-t", "ecdsa", "-b", "521"],
}


def keygen(*arguments):
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not here")
    done = subprocess.run(
        ["ssh-keygen", *arguments], check=True, capture_output=True, stdin=subprocess.DEVNULL
    )
    return done.stdout


def key_file(folder, *options, comment="sam@laptop"):
    """The private file of a new pair of keys; the public one lies beside it."""
    private = folder / "key"
    keygen("-q", "-N", "", "-C", comment, "-f", str(private), *(options or ("-t", "ed25519")))
    return private


def a_key(kind, *fields, inside=None):
    """A key's line, made of any fields."""
    held = b"".join(len(field).to_bytes(4) + field for field in ((inside or kind).encode(), *fields))
    return f"{kind} {base64.b64encode(held).decode()}"


# Public keys


@pytest.mark.parametrize("options", KINDS.values(), ids=KINDS)
def test_every_kind_of_key_is_read_and_known_as_ssh_keygen_says(tmp_path, options):
    public = key_file(tmp_path, *options).with_name("key.pub")
    key = parse_key(public.read_bytes())
    assert key.line == public.read_text().strip()
    _, fingerprint, *_, kind = keygen("-l", "-f", str(public)).decode().split()
    assert key.known_as == f"{kind.strip('()')} {fingerprint}"


def test_keys_on_a_security_token_are_taken():
    point = b"\4" + b"p" * 64
    for kind, fields in (
        ("sk-ssh-ed25519@openssh.com", [b"k" * 32, b"ssh:"]),
        ("sk-ecdsa-sha2-nistp256@openssh.com", [b"nistp256", point, b"ssh:"]),
    ):
        line = f"{a_key(kind, *fields)} token"
        assert parse_key(line.encode()).line == line


def test_files_of_any_system_are_read(tmp_path):
    line = KEY.line
    for data in (
        f"{line}\r\n".encode(),
        f"\ufeff{line}\n".encode(),
        line.encode("utf-16"),
        f"# Sam's\r\n\r\n  {line}  \r\n\r\n".encode(),
        f"ssh-ed25519\t{ED25519} \t sam@laptop".encode(),
    ):
        assert parse_key(data) == KEY
    assert parse_key(f"ssh-ed25519 {ED25519}\n".encode()).line == f"ssh-ed25519 {ED25519}"


def test_a_comment_is_made_harmless():
    hostile = "\x1b]0;x\x07sam\u202e\u2028\x00\x0b\x0c  " + "é" * 200
    key = parse_key(f"ssh-ed25519 {ED25519} {hostile}".encode())
    assert key.comment.startswith("]0;xsam é")
    assert len(key.comment) <= 60
    assert key.comment.isprintable()


@pytest.mark.parametrize("options", [[], ["-m", "PEM", "-t", "ecdsa"], ["-m", "PKCS8", "-t", "ecdsa"]])
def test_a_private_key_is_refused_kindly_and_never_repeated(tmp_path, options):
    held = key_file(tmp_path, *options).read_bytes()
    with pytest.raises(WrongInput) as refused:
        parse_key(held, "“key”")
    said = str(refused.value)
    assert "“key” is a private key, which stays with its owner" in said
    assert ".pub" in said
    assert not any(line in said for line in held.decode().splitlines() if line)


REFUSED = {
    "": "no key",
    "\n# only a comment\n": "no key",
    "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none": "private key",
    "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----": "another format",
    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----": "another format",
    f"{KEY.line}\n{KEY.line}\n": "several keys",
    f"{KEY.line[:40]}\n{KEY.line[40:]}\n": "over several lines",
    f'command="sh" {KEY.line}': "in front of its key",
    f'from="*",no-pty {KEY.line}': "in front of its key",
    f"127.0.0.1 {KEY.line}": "in front of its key",
    f"ssh-ed25519-cert-v01@openssh.com {ED25519}": "certificate",
    f"ssh-dss {ED25519}": "DSA",
    f"ssh-ed448 {ED25519}": "no public key",
    "Dear Robin, here is my key": "no public key",
    "ssh-ed25519": "damaged or cut off",
    f"ssh-ed25519 {ED25519[:-4]}": "damaged or cut off",
    f"ssh-ed25519 {ED25519[:-1]}": "damaged or cut off",
    f"ssh-ed25519 {ED25519[:-2]}é=": "damaged or cut off",
    a_key("ssh-ed25519", b"k" * 32, inside="ssh-rsa"): "damaged or cut off",
    a_key("ssh-ed25519", b"k" * 32, b"more"): "damaged or cut off",
    a_key("ssh-ed25519", b"k" * 31): "damaged or cut off",
    a_key("ssh-rsa", b"\1\0\1", b"\x7f" * 128): "fewer than 2048 bits",
    a_key("ssh-rsa", b"\1\0\1", b"\xff" * 256): "damaged or cut off",
    a_key("ecdsa-sha2-nistp256", b"nistp384", b"\4" * 97): "damaged or cut off",
    a_key("ecdsa-sha2-nistp256", b"nistp256", b"\3" * 65): "damaged or cut off",
    "a" * (LONGEST + 1): "too long",
}


@pytest.mark.parametrize(("text", "said"), REFUSED.items())
def test_what_is_no_single_public_key_is_said_to_be_what_it_is(text, said):
    with pytest.raises(WrongInput, match=said):
        parse_key(text.encode())


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode(errors="replace")))
)
def test_any_file_is_a_key_or_a_line_about_it(data):
    try:
        said = parse_key(data).line
    except WrongInput as refused:
        said = str(refused)
    assert len(said.splitlines()) == 1


@given(at=st.integers(0, len(KEY.line) - 1), letter=st.characters(exclude_categories=("Cs",)))
def test_a_key_that_was_changed_is_still_one_sound_line(at, letter):
    changed = KEY.line[:at] + letter + KEY.line[at + 1 :]
    try:
        key = parse_key(changed.encode())
    except WrongInput:
        return
    assert parse_key(key.line.encode()) == key
    assert re.fullmatch(r"[a-z0-9@.-]+ [A-Za-z0-9+/=]+( .*)?", key.line)


# The line for authorized_keys


def as_sshd_reads(line):
    """What sshd makes of a line: the command with its quotes taken off, and the other options."""
    assert line.startswith('command="')
    command, at = "", len('command="')
    while line[at] != '"':
        at += line.startswith('\\"', at)
        command += line[at]
        at += 1
    options, _, key = line[at + 1 :].partition(" ")
    return command, options, key


@given(
    folder=st.text("ab '\"\\$`%!#&|;()<>*?[]{}~=,é漢🦉-", min_size=1, max_size=40),
    program=st.text("ab '\"\\$`%!#;é", min_size=1, max_size=20),
)
def test_a_line_means_what_it_was_made_of_whatever_the_paths(folder, program):
    home = Path("/") / folder
    try:
        line = invite_line(KEY, "mentee", "sam-robin", [f"/opt/{program}/checkin"], home)
    except CannotDo:
        return
    command, options, key = as_sshd_reads(line)
    assert options == ",restrict,pty"
    assert key == KEY.line
    wanted = [f"/opt/{program}/checkin", "seat", "--as", "mentee", "--pair", "sam-robin", "--home", str(home)]
    assert shlex.split(command) == wanted


def test_the_shell_that_sshd_starts_reads_it_the_same_way(tmp_path):
    program = tmp_path / 'it\'s 100% "mine" $HOME `id` \\' / "checkin"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    program.chmod(0o755)
    command, _, _ = as_sshd_reads(invite_line(KEY, "mentee", "sam-robin", [str(program)], program.parent))
    said = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-2:] == ["--home", str(program.parent)]


def test_a_plain_case_is_plain_to_read():
    line = invite_line(KEY, "mentor", "sam-robin", ["/usr/bin/checkin"], None)
    wanted = 'command="/usr/bin/checkin seat --as mentor --pair sam-robin",restrict,pty ssh-ed25519 '
    assert line == f"{wanted}{ED25519} sam@laptop"


@pytest.mark.parametrize("folder", ["/a\nb", "/a\x1b", "/a\udcff", "/a\u2028b", "/cafe\u0301"])
def test_a_path_that_no_line_can_hold_is_said_so(folder):
    with pytest.raises(CannotDo, match="plainer name"):
        invite_line(KEY, "mentee", "sam-robin", ["/usr/bin/checkin"], Path(folder))


def test_the_data_folder_is_named_where_a_session_would_not_find_it():
    home = Path("/data")
    assert home_to_name({}, home) is None
    assert home_to_name({"CHECKIN_HOME": "", "HOME": "/root"}, home) is None
    assert home_to_name({"CHECKIN_HOME": "/data"}, home) == home
    assert home_to_name({"XDG_DATA_HOME": "/data"}, home) == home


def test_the_script_that_runs_is_named_by_its_whole_path(tmp_path, monkeypatch):
    script = tmp_path / "bin" / "checkin"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    link = tmp_path / "checkin"
    link.symlink_to(script)
    monkeypatch.chdir(tmp_path)
    assert running_program(["bin/checkin"], sys.executable, {}) == (str(script),)
    assert running_program([str(link)], sys.executable, {}) == (str(link),), "a link outlives an upgrade"


def test_without_a_script_it_is_this_python_with_what_it_needs(tmp_path):
    import checkin

    main = str(Path(checkin.__file__).with_name("__main__.py"))
    program = running_program([main], sys.executable, {"PYTHONPATH": os.environ.get("PYTHONPATH", "")})
    where = {"cwd": tmp_path, "env": {}, "capture_output": True, "text": True, "check": True}
    assert subprocess.run([*program, "--version"], **where).stdout == f"checkin {checkin.__version__}\n"
    with pytest.raises(CannotDo):
        running_program([main], "", {})


def test_a_key_that_is_let_in_already_is_noticed(tmp_path):
    keys = tmp_path / "authorized_keys"
    assert not let_in_already(KEY, keys)
    keys.write_text(f"# {KEY.line}\n")
    assert not let_in_already(KEY, keys)
    keys.write_text(f"# mine\nssh-ed25519 {ED25519} another comment\n")
    assert let_in_already(KEY, keys)
    assert not let_in_already(PublicKey("ssh-ed25519", ED25519.replace("B", "C")), keys)


def test_variables_that_no_forced_command_can_make_safe_are_noticed(tmp_path):
    settings = tmp_path / "sshd_config"
    assert guests_may_set(settings) == ()
    settings.write_text('Port 22\nAcceptEnv LANG LC_* COLORTERM\n""\n#AcceptEnv *\nacceptenv="GIT_*"\n')
    assert guests_may_set(settings) == ()
    further = tmp_path / "sshd_config.d"
    further.mkdir()
    (further / "10-more.conf").write_text("  AcceptEnv LC_ALL PYTHON* # for tests\nAcceptEnv *\n")
    (further / "unreadable.conf").mkdir()
    assert guests_may_set(settings) == ("PYTHON*", "*")


# The forced command

TRICKS = [
    "sh",
    "checkin",
    "checkin meet",
    "checkin join; sh",
    "checkin join\nsh",
    "checkin join\r",
    "checkin join ",
    " checkin join",
    "checkin  join",
    "checkin join --plain --as mentor",
    "checkin join --plain=1",
    "checkin join noor-kim",
    "checkin seat --as mentor --pair sam-robin",
    "'checkin' join",
    "checkin join $(sh)",
    "checkin join`sh`",
    "checkin join|sh",
    "checkin join\x00",
    "CHECKIN JOIN",
    "сheckin join",
    "checkin\u00a0join",
    "checkin join\udcff",
    "internal-sftp",
    "scp -t .",
    "checkin join" * 100_000,
]


@pytest.mark.parametrize("asked", TRICKS, ids=lambda text: ascii(text[:30]))
def test_anything_but_joining_is_refused_in_words_that_repeat_nothing_of_it(asked):
    with pytest.raises(WrongInput) as refused:
        plain_asked({ASKED: asked})
    assert refused.value.exit_code == 2
    assert refused.value.message == "This key opens a seat in a meeting, and nothing else."


@given(st.text())
def test_only_two_words_are_taken(asked):
    assert plain_asked({}) is plain_asked({ASKED: ""}) is plain_asked({ASKED: "checkin join"}) is False
    assert plain_asked({ASKED: "checkin join --plain"}) is True
    if asked not in ("", "checkin join", "checkin join --plain"):
        with pytest.raises(WrongInput):
            plain_asked({ASKED: asked})


def test_seats_on_the_guests_own_machine_are_for_a_later_version():
    with pytest.raises(WrongInput, match="ssh -t HOST"):
        plain_asked({ASKED: "checkin seat --stdio"})


def test_what_a_guest_sets_goes_but_for_how_to_show_things():
    shown = {
        "TERM": "xterm",
        "LANG": "C",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        ASKED: "",
        "HOME": "/home/robin",
    }
    others = [
        "CHECKIN_HOME",
        "CHECKIN_BANKS",
        "CHECKIN_PLAIN",
        "XDG_DATA_HOME",
        "XDG_RUNTIME_DIR",
        "TEXTUAL_LOG",
    ]
    others += [
        "PYTHONSTARTUP",
        "PYTHONINSPECT",
        "EDITOR",
        "VISUAL",
        "PAGER",
        "TMPDIR",
        "SSH_AUTH_SOCK",
        "DISPLAY",
    ]
    environ = {**shown, **dict.fromkeys(others, "/somewhere")}
    keep_only_harmless(environ)
    assert environ == shown
