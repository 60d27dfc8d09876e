"""Noticing that banks changed on the disk, however an editor writes them."""

import os
import timeit

import pytest

from checkin.banks.watching import MOST, Watch, look


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "question_banks"
    (folder / "shared").mkdir(parents=True)
    (folder / "ours.yaml").write_text("id: ours\n")
    (folder / "shared" / "openers.yaml").write_text("questions: []\n")
    return folder


def told(watch, looks=3):
    """What so many looks say, after all has come to rest."""
    return [watch.changed() for _ in range(looks)]


def test_what_is_there_at_the_beginning_is_no_change(folder):
    assert told(Watch([folder])) == [False, False, False]


def test_a_change_is_told_once_when_it_has_come_to_rest(folder):
    watch = Watch([folder])
    (folder / "ours.yaml").write_text("id: ours\ntitle: Ours\n")
    assert told(watch) == [False, True, False]


def test_a_file_written_in_two_steps_is_told_once(folder):
    watch = Watch([folder])
    with (folder / "ours.yaml").open("w") as file:
        assert not watch.changed()
        file.write("id: ours\n")
        file.flush()
        assert not watch.changed()
        file.write("title: Ours\n")
    assert told(watch) == [False, True, False]


def test_an_editor_that_replaces_the_file_is_noticed_and_its_own_files_are_not(folder):
    watch = Watch([folder])
    (folder / ".ours.yaml.swp").write_text("vim's own")
    assert told(watch) == [False, False, False]
    (folder / "ours.yaml").rename(folder / "ours.yaml~")
    assert not watch.changed()
    (folder / "ours.yaml").write_text("id: ours\n# the same but for this\n")
    (folder / "ours.yaml~").unlink()
    assert told(watch) == [False, True, False]


def test_a_file_put_in_place_with_the_old_size_and_time_is_noticed(folder):
    before = (folder / "ours.yaml").stat()
    watch = Watch([folder])
    (folder / "draft").write_text("id: oars\n")
    os.utime(folder / "draft", ns=(before.st_atime_ns, before.st_mtime_ns))
    (folder / "draft").replace(folder / "ours.yaml")
    assert told(watch) == [False, True, False]


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "ours.yaml").unlink(),
        lambda folder: (folder / "ours.fi.yaml").write_text("translates: ours\n"),
        lambda folder: (folder / "shared" / "openers.yaml").write_text("questions: [x]\n"),
        lambda folder: (folder / "ours.yaml").chmod(0),
        lambda folder: (folder / "shared").rename(folder / "elsewhere"),
    ],
    ids=["deleted", "translated", "shared file", "permission", "folder renamed"],
)
def test_whatever_happens_to_a_bank_is_noticed(folder, change):
    watch = Watch([folder])
    change(folder)
    assert told(watch) == [False, True, False]


def test_a_folder_may_come_and_go(tmp_path):
    later = tmp_path / "later"
    watch = Watch([later])
    assert told(watch) == [False, False, False]
    later.mkdir()
    (later / "ours.yaml").write_text("id: ours\n")
    assert told(watch) == [False, True, False]
    (later / "ours.yaml").unlink()
    later.rmdir()
    assert told(watch) == [False, True, False]


def test_a_change_taken_back_at_once_is_none(folder):
    watch = Watch([folder])
    (folder / "new.yaml").write_text("id: new\n")
    assert not watch.changed()
    (folder / "new.yaml").unlink()
    assert told(watch) == [False, False, False]


def test_links_that_lead_nowhere_or_round_in_circles_are_passed_over(folder):
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    (folder / "loop").symlink_to(folder)
    seen = look([folder])
    assert not any(path.endswith("gone.yaml") for path, *_ in seen)
    assert len(seen) < 20


def test_a_folder_of_very_many_files_is_looked_at_only_so_far(folder):
    for number in range(MOST + 50):
        (folder / f"b{number:05}.yaml").touch()
    assert len(look([folder])) == MOST


def test_a_look_at_twenty_banks_is_quick(folder):
    for number in range(18):
        (folder / f"b{number}.yaml").write_text("id: b\n")
    # The quickest of some: how busy the machine is besides is not asked here.
    assert min(timeit.repeat(lambda: look([folder]), number=1, repeat=50)) < 0.001
