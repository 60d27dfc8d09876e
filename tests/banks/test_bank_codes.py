"""The catalogue of codes: every bad example gives exactly its code at its place, every good one none."""

import re
from pathlib import Path

import pytest
import yaml

import checkin.banks
from checkin.banks.codes.catalogue import CATALOGUE, explain_code
from checkin.banks.codes.code import MAIN, Link
from checkin.banks.reading.reader import check_file, read_bank

LOADERS = [loader for loader in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader) if loader]


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.mkdir()
        elif isinstance(content, Link):
            path.symlink_to(content.target)
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8", newline="")
    return folder


def read(folder, code, loader):
    which = read_bank if code.read == MAIN else check_file
    return which(folder / code.read, [], loader=loader)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("name", CATALOGUE)
def test_a_bad_example_gives_its_code_at_its_place_and_nothing_else(name, loader, tmp_path):
    code = CATALOGUE[name]
    reading = read(write(tmp_path, code.bad), code, loader)
    severity = code.severity
    if name == "flow-prose" and loader is yaml.SafeLoader:
        severity = "error"  # this is the parser that can't read it
        assert [each.code for each in reading.diagnostics] == [name]
        return
    found = [(each.code, each.severity, each.path, (each.line, each.column)) for each in reading.diagnostics]
    assert found == [(name, severity, str(tmp_path / code.where), code.at)], reading.told()
    assert (reading.bank is None and reading.overlay is None) == (severity == "error")


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("name", CATALOGUE)
def test_a_good_example_is_clean(name, loader, tmp_path):
    code = CATALOGUE[name]
    reading = read(write(tmp_path, code.good), code, loader)
    assert reading.told() == ""
    assert reading.bank is not None or reading.overlay is not None


def test_every_code_the_checker_gives_is_in_the_catalogue():
    folder = Path(checkin.banks.__file__).parent
    sources = "".join(
        path.read_text(encoding="utf-8") for path in folder.glob("*.py") if not path.name.startswith("code")
    )
    named = set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', sources)) - {"utf-8"}
    assert named <= set(CATALOGUE)
    assert {"indent", "tag", "alias", "unreachable", "unreadable"} <= set(CATALOGUE)


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_explanation_can_be_printed(name):
    text = explain_code(CATALOGUE[name])
    assert text.startswith(f"{name} (")
    assert all(char == "\n" or char.isprintable() for char in text)
