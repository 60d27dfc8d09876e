"""Thousands of broken files: each is read or explained, with places inside the file, and soon."""

import subprocess
import sys
import time

import pytest
import yaml
from rich_bank import RICH, SHARED
from soups import broken_files, huge_files

from checkin.banks.codes.catalogue import CATALOGUE
from checkin.banks.folders import shipped_folder
from checkin.banks.reading.reader import check_file

LOADERS = [loader for loader in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader) if loader]
FILES, SEED = 700, 4
"""How many broken files are made, and which."""

HUGE = huge_files()

SOON = 4
"""Seconds of a processor; a second at most where nothing else runs. This only finds what is far off."""


@pytest.fixture(scope="module")
def texts():
    return [
        RICH,
        SHARED,
        *(path.read_text(encoding="utf-8") for path in sorted(shipped_folder().rglob("*.yaml"))),
    ]


def fits(problem, lines):
    """Whether the place of a problem is inside the file."""
    if problem.line == 0:
        return (problem.column, problem.end_line, problem.end_column) == (0, 0, 0)
    if problem.end_line > len(lines):
        return False
    start, end = (problem.line, problem.column), (problem.end_line, problem.end_column)
    last = len(lines[problem.end_line - 1]) + 2
    return (
        problem.column >= 1
        and start < end
        and problem.column <= len(lines[problem.line - 1]) + 1
        and end[1] <= last
    )


def test_every_broken_file_has_an_answer(tmp_path, texts):
    (tmp_path / "shared.yaml").write_text(SHARED, encoding="utf-8")
    path = tmp_path / "broken.yaml"
    for data in broken_files(texts, FILES, SEED):
        path.write_bytes(data)
        reading = check_file(path, [shipped_folder()])
        assert reading.bank is None or not reading.errors
        for problem in reading.diagnostics:
            assert problem.code in CATALOGUE, data
            assert problem.message, data
            assert problem.path != str(path) or fits(problem, reading.sources.get(str(path), ())), (
                problem,
                data,
            )
        assert all(char == "\n" or char.isprintable() for char in reading.told()), data


@pytest.mark.skipif(len(LOADERS) < 2, reason="PyYAML is without its C loader here")
def test_both_loaders_agree_whether_a_file_can_be_read(tmp_path, texts):
    path = tmp_path / "broken.yaml"
    apart = 0
    for data in broken_files(texts, FILES // 8, SEED + 1):
        path.write_bytes(data)
        one, other = (check_file(path, [shipped_folder()], loader=loader) for loader in LOADERS)
        apart += [each.code for each in one.diagnostics] != [each.code for each in other.diagnostics]
    assert apart <= FILES // 8 * 0.03


@pytest.mark.parametrize("name", HUGE)
def test_the_biggest_and_nastiest_are_answered_soon(tmp_path, name):
    path = tmp_path / "huge.yaml"
    path.write_bytes(HUGE[name])
    started = time.process_time()
    reading = check_file(path, [])
    reading.told()
    assert time.process_time() - started < SOON
    assert reading.bank is not None or reading.errors


def test_no_nesting_ends_the_process(tmp_path):
    script = (
        "import sys; from checkin.banks.reading.reader import check_file\n"
        "for name in sys.argv[1:]: print(check_file(name, []).diagnostics[0].code)\n"
    )
    files = []
    for nth, (name, data) in enumerate(HUGE.items()):
        if name.startswith("nested"):
            files.append(tmp_path / f"{nth}.yaml")
            files[-1].write_bytes(data)
    done = subprocess.run([sys.executable, "-c", script, *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.split()) == len(files)


def test_a_bank_of_the_biggest_size_is_read_soon(tmp_path):
    path = tmp_path / "big.yaml"
    path.write_bytes(HUGE["many questions"])
    assert path.stat().st_size > 150_000
    started = time.process_time()
    reading = check_file(path, [])
    assert time.process_time() - started < SOON
    assert reading.told() == ""
    assert reading.bank is not None
