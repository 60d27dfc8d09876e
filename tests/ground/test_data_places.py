from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from checkin.ground.errors import CannotDo, WrongInput
from checkin.ground.places import check_writable, ensure, find_places


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_everything_lies_below_checkin_home(tmp_path):
    places = find_places({"CHECKIN_HOME": str(tmp_path / "here")})
    assert places.home == tmp_path / "here"
    assert places.settings == tmp_path / "here" / "config.yaml"
    assert places.banks == tmp_path / "here" / "question_banks"
    assert places.record("mia-sam") == tmp_path / "here" / "pairs" / "mia-sam" / "record.json"
    assert places.journal("mia-sam", "01X") == tmp_path / "here/pairs/mia-sam/open/01X/journal"
    assert not places.home.exists()


def test_a_relative_home_and_a_tilde_become_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert find_places({"CHECKIN_HOME": "data/.."}).home == tmp_path
    assert find_places({"CHECKIN_HOME": "~/data"}).home == tmp_path / "me" / "data"


def test_without_a_home_the_platform_decides():
    for environ in ({}, {"CHECKIN_HOME": ""}):
        places = find_places(environ)
        assert places.home.is_absolute()
        assert places.banks == places.config / "question_banks"


def test_a_home_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotDo, match="is a file"):
        find_places({"CHECKIN_HOME": str(tmp_path / "file")})
    with pytest.raises(CannotDo):
        find_places({"CHECKIN_HOME": "~nobody-of-that-name/x"})


@pytest.mark.parametrize("pair", ["../../etc", "..", "", "A", "a/b", "a\0"])
def test_only_a_slug_names_a_pair(tmp_path, pair):
    with pytest.raises(WrongInput):
        find_places({"CHECKIN_HOME": str(tmp_path)}).pair(pair)


def test_folders_made_are_private_whatever_the_umask(tmp_path):
    for umask in (0o000, 0o077, 0o777):
        before = os.umask(umask)
        try:
            folder = ensure(tmp_path / str(umask) / "b")
        finally:
            os.umask(before)
        assert mode(folder) == mode(folder.parent) == 0o700
    assert ensure(folder) == folder


def test_a_file_in_a_folders_place_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotDo, match="file"):
        ensure(tmp_path / "file" / "below")


def test_a_folder_that_can_be_written_is_made_and_left_clean(tmp_path):
    places = find_places({"CHECKIN_HOME": str(tmp_path / "home")})
    check_writable(places)
    assert [path.name for path in places.home.rglob("*")] == ["pairs"]


def test_a_folder_that_cannot_be_written_is_named():
    places = find_places({"CHECKIN_HOME": "/proc/checkin"})
    with pytest.raises(CannotDo, match="/proc/checkin"):
        check_writable(places)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_of_somebody_else_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(CannotDo, match=str(Path(tmp_path).name)):
        check_writable(find_places({"CHECKIN_HOME": str(tmp_path)}))
