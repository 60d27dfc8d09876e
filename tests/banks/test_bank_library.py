"""Finding banks: the folders in their order, shadowing, broken banks said aloud, nearest names."""

import os
import time

import pytest

from checkin.banks.codes.code import HEAD, STAGE, question
from checkin.banks.folders import Folder, search_folders, shipped_folder
from checkin.banks.library import Library
from checkin.ground.errors import NotFound, WrongInput

GOOD = HEAD + STAGE + question()


def bank(name, title="A bank"):
    return GOOD.replace("id: small", f"id: {name}").replace("A small bank", title)


@pytest.fixture
def yours(tmp_path):
    folder = tmp_path / "yours"
    folder.mkdir()
    return folder


@pytest.fixture
def theirs(tmp_path):
    folder = tmp_path / "theirs"
    folder.mkdir()
    return folder


@pytest.fixture
def library(yours, theirs):
    return Library([Folder(yours, "yours"), Folder(theirs, "shipped")])


def test_a_bank_is_found_by_the_id_in_it_whatever_its_file_is_called(library, yours):
    (yours / "odd name.yaml").write_text(bank("mine"))
    assert library.find("mine").bank.id == "mine"


def test_the_first_folder_stands_before_the_next_and_says_so(library, yours, theirs):
    (yours / "a.yaml").write_text(bank("same", "Ours"))
    (theirs / "same.yaml").write_text(bank("same", "Theirs"))
    (entry,) = library.entries()
    assert (entry.title, entry.origin, entry.shadows, entry.questions, entry.problems) == (
        "Ours",
        "yours",
        "shipped",
        1,
        0,
    )
    assert library.find("same").bank.title == "Ours"


def test_a_broken_bank_is_listed_with_its_problems(library, yours):
    (yours / "broken.yaml").write_text(bank("broken") + "        hnt: x\n        quick: perhaps\n")
    (entry,) = library.entries()
    assert (entry.id, entry.problems, entry.broken, entry.questions) == ("broken", 2, True, 0)


@pytest.mark.parametrize("text", ["id: same\n\tx", "same: [", bank("same") + "        hnt: x\n"])
def test_a_broken_bank_is_said_and_never_passed_over_for_the_one_behind_it(library, yours, theirs, text):
    path = yours / "same.yaml"
    path.write_text(text)
    (theirs / "same.yaml").write_text(bank("same"))
    with pytest.raises(WrongInput) as caught:
        library.find("same")
    assert "can't be used: same.yaml, line " in caught.value.message
    assert "stands before another bank" in caught.value.message
    assert "checkin banks check same`" in caught.value.remedy or str(path) in caught.value.remedy
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_an_unknown_name_offers_the_nearest(library, theirs):
    (theirs / "a.yaml").write_text(bank("regular"))
    with pytest.raises(NotFound, match="Did you mean regular") as caught:
        library.find("regulra")
    assert caught.value.exit_code == 3
    with pytest.raises(NotFound, match="banks list"):
        library.find("zzzz")


FLOW = "{format: 1, id: flowy, title: T, stages: [{id: t, title: T, questions: [{id: a, ask: What now}]}]}\n"


def test_what_is_listed_is_found_however_it_is_written(library, yours, theirs):
    (yours / "a.yaml").write_text(FLOW)
    (yours / "b.yaml").write_text(bank("quoted").replace("id: quoted", '"id": quoted'))
    (theirs / "c.yaml").write_text(bank("flowy"))
    assert [(entry.id, entry.path.name) for entry in library.entries()] == [
        ("flowy", "a.yaml"),
        ("quoted", "b.yaml"),
    ]
    assert [library.find(entry.id).path.name for entry in library.entries()] == ["a.yaml", "b.yaml"]
    with pytest.raises(NotFound, match="Did you mean flowy"):
        library.find("flowi")


def test_a_bank_whose_lines_seem_to_say_another_id_is_found_by_its_own(library, yours):
    text = bank("hidden").replace('title: "A bank"', "title: A bank")
    (yours / "a.yaml").write_text(text.replace("title: A bank", 'title: "A\nid: other\n  bank"'))
    (entry,) = library.entries()
    assert library.find(entry.id).path == entry.path


def test_translations_hidden_files_and_shared_questions_are_no_banks(library, theirs):
    for name in ("regular.fi.yaml", ".#regular.yaml", "notes.txt"):
        (theirs / name).write_text(bank("x"))
    (theirs / "openers.yaml").write_text("format: 1\nquestions:\n  - id: x\n    ask: One?\n")
    (theirs / "shared").mkdir()
    (theirs / "shared" / "more.yaml").write_text(bank("more"))
    assert library.entries() == []


def test_folders_that_are_not_there_are_empty(tmp_path):
    assert Library([Folder(tmp_path / "none", "yours")]).entries() == []


def test_the_order_of_search_is_given_environment_yours_shipped(tmp_path, yours):
    folders = [tmp_path / name for name in ("given", "one", "two")]
    for folder in folders:
        folder.mkdir()
    environ = {"CHECKIN_BANKS": os.pathsep.join(map(str, folders[1:]))}
    found = search_folders(folders[:1], environ, yours)
    assert [folder.origin for folder in found] == ["given", "environment", "environment", "yours", "shipped"]
    assert [folder.path for folder in found[:3]] == folders


def test_a_named_folder_that_is_not_there_is_an_error(tmp_path, yours):
    with pytest.raises(WrongInput, match="--banks"):
        search_folders([tmp_path / "none"], {}, yours)
    with pytest.raises(WrongInput, match="CHECKIN_BANKS"):
        search_folders([], {"CHECKIN_BANKS": str(tmp_path / "none")}, yours)


def test_the_shipped_banks_are_found_in_the_package_else_beside_the_checkout(tmp_path):
    package = tmp_path / "checkin"
    (tmp_path / "question_banks").mkdir()
    package.mkdir()
    assert shipped_folder(package) == tmp_path / "question_banks"
    (package / "question_banks").mkdir()
    assert shipped_folder(package) == package / "question_banks"
    assert (shipped_folder() / "regular.yaml").is_file()


def test_a_users_copy_of_a_shipped_bank_finds_the_shared_questions(yours):
    (yours / "regular.yaml").write_text((shipped_folder() / "regular.yaml").read_text(encoding="utf-8"))
    library = Library([Folder(yours, "yours"), Folder(shipped_folder(), "shipped")])
    assert library.find("regular").path == yours / "regular.yaml"


def test_listing_a_dozen_banks_takes_no_time_worth_waiting_for(yours):
    text = (shipped_folder() / "first_meeting.yaml").read_text(encoding="utf-8")
    for number in range(12):
        (yours / f"b{number}.yaml").write_text(text.replace("id: first_meeting", f"id: b{number}"))
    library = Library([Folder(yours, "yours"), Folder(shipped_folder(), "shipped")])
    started = time.process_time()
    assert len(library.entries()) >= 14
    assert time.process_time() - started < 2  # about 60 ms with the C loader; this only finds what is far off


def test_the_file_of_one_bank_is_found_without_reading_the_others(library, yours, theirs):
    for number in range(300):
        (yours / f"other{number}.yaml").write_text(bank(f"other{number}"))
    (yours / "broken.yaml").write_text(bank("broken").replace("ask:", "aks:"))
    (yours / "odd.yaml").write_text(bank("other").replace("id: other", "? id\n: hidden"))
    (theirs / "mine.yaml").write_text(bank("mine"))
    began = time.process_time()
    assert library.where("mine") == theirs / "mine.yaml"
    assert time.process_time() - began < 0.5
    assert library.where("broken") == yours / "broken.yaml"
    listed = {entry.id: entry.path for entry in library.entries()}
    assert {name: library.where(name) for name in listed} == listed
    assert library.where("nowhere") is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter every folder")
def test_a_folder_that_may_be_listed_and_not_entered_is_passed_over(library, yours, theirs):
    (yours / "mine.yaml").write_text(bank("mine"))
    (theirs / "theirs.yaml").write_text(bank("theirs"))
    yours.chmod(0o400)
    try:
        assert [entry.id for entry in library.entries()] == ["theirs"]
        assert library.find("theirs").bank.id == "theirs"
    finally:
        yours.chmod(0o700)
