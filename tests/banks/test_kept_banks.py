"""Banks kept as they were read: taken as long as nothing changed, never a moment longer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checkin.banks import kept as kept_module
from checkin.banks.codes.code import HEAD, STAGE, question
from checkin.banks.folders import Folder, shipped_folder
from checkin.banks.kept import MOST_KEPT, KeptBanks
from checkin.banks.library import Library
from checkin.banks.reading.reader import read_bank
from checkin.ground.errors import NotFound, WrongInput


class Starting(Library):
    """A look at the banks by meetings that begin with what they find."""

    def bank(self, name, language=""):
        found = super().bank(name, language)
        self.keep_banks()
        return found


GOOD = HEAD + STAGE + question()
SHARED = "format: 1\nquestions:\n  - id: breath\n    type: say\n    ask: {}\n"


def bank(name="small", title="A small bank"):
    return GOOD.replace("id: small", f"id: {name}").replace("A small bank", title)


def including(title="A small bank"):
    stage = "      - use: openers.breath\n"
    return bank(title=title).replace("stages:", "include:\n  - shared/openers.yaml\nstages:") + stage


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def kept(home):
    return home / "cache" / "banks"


@pytest.fixture
def yours(tmp_path):
    (tmp_path / "yours" / "shared").mkdir(parents=True)
    return tmp_path / "yours"


@pytest.fixture
def theirs(tmp_path):
    (tmp_path / "theirs" / "shared").mkdir(parents=True)
    return tmp_path / "theirs"


@pytest.fixture
def look(yours, theirs, kept):
    """A new look at the banks, as every start of the program has one."""
    return lambda: Starting([Folder(yours, "yours"), Folder(theirs, "shipped")], kept)


@pytest.fixture
def reads(monkeypatch):
    """The files that were read as YAML."""
    from checkin.banks.reading import reader

    read, plain = [], reader.read_bank
    monkeypatch.setattr(
        reader, "read_bank", lambda path, search: read.append(path.name) or plain(path, search)
    )
    return read


def test_a_look_at_a_bank_leaves_nothing_behind(yours, home, kept):
    (yours / "small.yaml").write_text(bank())
    assert Library([Folder(yours, "yours")], kept).bank("small").id == "small"
    assert list(home.iterdir()) == []


def test_a_bank_is_read_once_and_then_taken_as_it_was(look, yours, reads):
    (yours / "small.yaml").write_text(bank())
    first = look().bank("small")
    assert look().bank("small") == first == look().find("small").bank
    assert reads == ["small.yaml", "small.yaml"]  # the second time by `find`


def test_every_shipped_bank_comes_back_as_it_was_read(home, kept, reads):
    folders = [Folder(shipped_folder(), "shipped")]
    names = [entry.id for entry in Starting(folders).entries()]
    read = [Starting(folders, kept).bank(name) for name in names]
    reads.clear()
    assert [Starting(folders, kept).bank(name) for name in names] == read
    assert reads == []


def test_an_edit_counts_at_once_even_of_the_same_length_and_time(look, yours):
    file = yours / "small.yaml"
    file.write_text(bank(title="Tuesday"))
    before = file.stat()
    look().bank("small")
    file.write_text(bank(title="Fridays"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look().bank("small").title == "Fridays"


def test_an_edit_of_what_is_included_counts_at_once(look, yours):
    (yours / "small.yaml").write_text(including())
    (yours / "shared" / "openers.yaml").write_text(SHARED.format("Take a breath."))
    assert [each.ask for each in look().bank("small").all_questions()][-1] == "Take a breath."
    (yours / "shared" / "openers.yaml").write_text(SHARED.format("Sit back now."))
    assert [each.ask for each in look().bank("small").all_questions()][-1] == "Sit back now."


def test_a_file_that_comes_to_stand_before_the_included_one_counts_at_once(look, yours, theirs):
    (yours / "small.yaml").write_text(including())
    (theirs / "shared" / "openers.yaml").write_text(SHARED.format("Take a breath."))
    look().bank("small")
    (yours / "shared" / "openers.yaml").write_text(SHARED.format("Sit back now."))
    assert [each.ask for each in look().bank("small").all_questions()][-1] == "Sit back now."


def test_a_bank_that_lost_what_it_includes_is_refused(look, yours):
    (yours / "small.yaml").write_text(including())
    (yours / "shared" / "openers.yaml").write_text(SHARED.format("Take a breath."))
    look().bank("small")
    (yours / "shared" / "openers.yaml").unlink()
    with pytest.raises(WrongInput):
        look().bank("small")


def test_what_is_included_through_a_link_out_of_the_folders_is_refused(look, yours, tmp_path):
    (yours / "small.yaml").write_text(including())
    shared = yours / "shared" / "openers.yaml"
    shared.write_text(SHARED.format("Take a breath."))
    look().bank("small")
    shared.rename(tmp_path / "elsewhere.yaml")
    shared.symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(WrongInput):
        look().bank("small")


def test_a_bank_of_ones_own_stands_before_a_kept_one_broken_or_not(look, yours, theirs):
    (theirs / "small.yaml").write_text(bank(title="Theirs"))
    assert look().bank("small").title == "Theirs"
    (yours / "mine.yaml").write_text(bank(title="Ours"))
    assert look().bank("small").title == "Ours"
    (yours / "mine.yaml").write_text(bank() + "        hnt: x\n")
    with pytest.raises(WrongInput):
        look().bank("small")
    (yours / "mine.yaml").unlink()
    assert look().bank("small").title == "Theirs"


def test_a_bank_that_is_gone_is_not_found(look, yours):
    (yours / "small.yaml").write_text(bank())
    look().bank("small")
    (yours / "small.yaml").unlink()
    with pytest.raises(NotFound):
        look().bank("small")


def test_another_language_is_read_and_never_taken_for_the_banks_own(look, yours):
    (yours / "small.yaml").write_text(bank())
    look().bank("small")
    with pytest.raises(NotFound, match="fi"):
        look().bank("small", "fi")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"\xff\x00 nonsense",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"A small bank", b"A false bank"),
        lambda data: b"[" * 50_000,
        lambda data: b"{}\n{}",
        lambda data: data.partition(b"\n")[0],
    ],
)
def test_a_damaged_or_foreign_file_is_passed_over_and_replaced(look, yours, kept, reads, damage):
    (yours / "small.yaml").write_text(bank())
    whole = look().bank("small")
    (file,) = kept.iterdir()
    data = file.read_bytes()
    file.write_bytes(damage(data))
    assert look().bank("small") == whole
    assert file.read_bytes() == data
    assert len(reads) == 2


def test_another_program_takes_nothing_that_this_one_kept(look, yours, reads, monkeypatch):
    (yours / "small.yaml").write_text(bank())
    look().bank("small")
    monkeypatch.setattr(kept_module, "_reader", lambda: b"a later one")
    look().bank("small")
    assert len(reads) == 2


def test_what_reads_banks_is_part_of_the_program_that_keeps_them(yours):
    """Every module that has a part in what a bank says is one whose change makes kept banks void."""
    (yours / "small.yaml").write_text(including())
    (yours / "shared" / "openers.yaml").write_text(SHARED.format("Take a breath."))
    code = (
        "import sys; from pathlib import Path; from checkin.banks.reading.reader import read_bank;"
        "assert read_bank(Path(sys.argv[1]), []).bank;"
        "print('\\n'.join(name for name in sys.modules if name.startswith('checkin.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, yours / "small.yaml"], capture_output=True, check=True, text=True
    )
    # They only note what is wrong, name exceptions, or read translations.
    silent = {"checkin.ground", "checkin.ground.errors", "checkin.banks.reading"}
    loud = {
        name
        for name in set(done.stdout.split()) - silent
        if not name.startswith(("checkin.banks.rehearsal", "checkin.banks.translations"))
    }
    told = {f"checkin.{part}" for part in kept_module.reader_parts()}
    assert loud <= told


def test_kept_banks_are_nobody_elses_to_read(look, yours, kept):
    (yours / "small.yaml").write_text(bank())
    look().bank("small")
    (file,) = kept.iterdir()
    assert (file.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (0o600, 0o700)


def test_no_more_than_so_many_are_kept(yours, home, kept):
    library = Starting([Folder(yours, "yours")], kept)
    for number in range(MOST_KEPT + 3):
        (yours / f"b{number}.yaml").write_text(bank(f"b{number}"))
        library.bank(f"b{number}")
    assert len(list(kept.iterdir())) == MOST_KEPT


def test_a_broken_bank_is_never_kept(look, yours, kept):
    (yours / "small.yaml").write_text(bank() + "        hnt: x\n")
    with pytest.raises(WrongInput):
        look().bank("small")
    assert not kept.exists()


def test_nothing_is_made_where_there_is_no_data_yet(look, yours, home):
    home.rmdir()
    (yours / "small.yaml").write_text(bank())
    assert look().bank("small").id == "small"
    assert not home.exists()


def test_where_nothing_can_be_kept_banks_are_read_as_ever(look, yours, home, kept):
    (yours / "small.yaml").write_text(bank())
    kept.parent.write_text("a file where the folder would be")
    assert look().bank("small") == look().bank("small")


def test_two_that_keep_the_same_bank_at_once_leave_one_whole_file(yours, home, kept):
    path = yours / "small.yaml"
    path.write_text(bank())
    code = (
        "import sys; from pathlib import Path; from checkin.banks.folders import Folder;"
        "from checkin.banks.library import Library;"
        "look = lambda: Library([Folder(Path(sys.argv[1]), 'yours')], Path(sys.argv[2]));"
        "library = look(); reading = library.find('small');"
        "[library._keep(reading) for _ in range(30)]; look().bank('small')"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, yours, kept]) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert KeptBanks(kept).find(path, path.read_bytes(), []) == read_bank(path, []).bank
    assert [file.suffix for file in Path(kept).iterdir()] == [".json"]
