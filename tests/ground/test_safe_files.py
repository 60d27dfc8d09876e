from __future__ import annotations

import errno
import stat

import pytest

from checkin.ground.errors import CannotDo
from checkin.ground.files import explain_os_error, read_bytes, write_atomically


def test_a_file_is_written_whole_and_private(tmp_path):
    path = tmp_path / "file"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert read_bytes(path) == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_another_mode_can_be_asked_for(tmp_path):
    write_atomically(tmp_path / "file", b"", mode=0o644)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o644


def test_a_link_is_replaced_and_its_target_left_alone(tmp_path):
    (tmp_path / "target").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "target").read_bytes() == b"mine"
    assert not (tmp_path / "link").is_symlink()


def test_no_place_to_write_is_said_plainly(tmp_path):
    with pytest.raises(CannotDo, match="nowhere"):
        write_atomically(tmp_path / "nowhere" / "file", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotDo, match="folder"):
        write_atomically(tmp_path / "folder", b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]


def test_reading_what_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(CannotDo, match="not there"):
        read_bytes(tmp_path / "none")


def test_system_errors_come_in_plain_words():
    told = explain_os_error(OSError(errno.ENOSPC, "No space"), "/x/record.json", "save the record")
    assert str(told) == (
        "Could not save the record: there is no space left on the disk (/x/record.json). "
        "Make some room, then try again."
    )
    assert "Could not look" in str(explain_os_error(OSError("odd"), "/x", "look"))
