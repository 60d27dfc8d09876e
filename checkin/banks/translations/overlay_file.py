"""The file of one translation: what it translates is found, and everything wrong with it is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.format import OVERLAY, SHARED_OVERLAY
from checkin.banks.reading.source import NO_FILE
from checkin.banks.reading.values import ID
from checkin.banks.reading.wording import similar
from checkin.banks.translations.overlay import is_language
from checkin.banks.translations.overlay_checker import check_overlay
from checkin.banks.translations.overlay_originals import original_of_bank, original_of_shared
from checkin.banks.translations.overlay_reader import read_overlay
from checkin.ground.errors import NotFound, WrongInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from checkin.banks.model import Bank
    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.reader import Reading
    from checkin.banks.reading.values import Sheet
    from checkin.banks.translations.overlay import Overlay
    from checkin.banks.translations.overlay_checker import Original
    from checkin.banks.translations.overlay_reader import WrittenOverlay


def overlay_of(
    sheet: Sheet, top: Node, data: bytes, path: Path, search: Sequence[Path], bank: Reading | None = None
) -> Overlay | None:
    """The translation whose top node this is; what is wrong with it is noted. None when it is past use.

    `search` are the folders in which what it translates is looked for after its own; `bank` is the
    reading of that when it is known.
    """
    name = _translates(top)
    shared = _shared(path, name, search) if bank is None else None
    written = read_overlay(sheet, top, data, OVERLAY if shared is None else SHARED_OVERLAY)
    if written is None:
        return None
    original = original_of_shared(*shared) if shared is not None else _bank(written, path, search, name, bank)
    if original is None:
        return None
    _check_names(written, path, original)
    check_overlay(written, original)
    if original.bank is not None and all(each.severity == "warning" for each in sheet.problems):
        _check_pages(written, original.bank)
    return written.overlay


def _translates(top: Node) -> str:
    """What a translation says that it translates, empty when it is no name."""
    found = top.setting("translates")
    return found.text if found is not None and found.kind == "scalar" and ID.fullmatch(found.text) else ""


def _shared(path: Path, name: str, search: Sequence[Path]) -> tuple[bytes, Path] | None:
    """The file of shared questions of this name, beside the translation or in the same place of a folder."""
    from checkin.banks.reading.nodes import parse
    from checkin.banks.reading.reader import is_shared
    from checkin.banks.reading.source import read_file

    places = [path.parent]
    for root in search:
        if path.parent.is_relative_to(root):
            places += [other / path.parent.relative_to(root) for other in search]
    for place in dict.fromkeys(places) if name else ():
        for suffix in (".yaml", ".yml"):
            original = place / (name + suffix)
            data = read_file(original) if original.is_file() else None
            if isinstance(data, bytes):
                top, _ = parse(data, str(original))
                return (data, original) if top is not None and is_shared(top) else None
    return None


def _bank(
    written: WrittenOverlay, path: Path, search: Sequence[Path], name: str, known: Reading | None
) -> Original | None:
    """The bank that is translated, as an original; none, or one that can't be used, is noted."""
    from checkin.banks.folders import Folder
    from checkin.banks.library import Library

    sheet, node = written.sheet, written.settings["translates"][1]
    if known is None:
        folders = [Folder(each, "given") for each in dict.fromkeys([path.parent, *search])]
        library = Library(folders)
        try:
            known = library.find(name)
        except NotFound:
            near = similar(name, _names(library, path))
            sheet.note(
                node,
                "overlay-base",
                f"there is no bank `{name}` here to translate",
                f"a similar one exists: `{near}`" if near else "put the translation beside its bank",
            )
            return None
        except WrongInput as error:
            sheet.note(
                node, "overlay-base", f"the bank `{name}` can't be used now", f"mend it first: {error}"
            )
            return None
    if known.bank is None:
        return None
    return original_of_bank(known, known.bank, written.overlay.language, search)


def _names(library: object, path: Path) -> Iterator[str]:
    """The names that could have been meant."""
    from checkin.banks.library import Library

    yield path.name.partition(".")[0]
    if isinstance(library, Library):
        yield from (found.stem for found, _ in library.files())


def _check_pages(written: WrittenOverlay, bank: Bank) -> None:
    """Note what fits a small screen in the bank's own words, and does not in these."""
    from checkin.banks.reading.path_checks import note_pages
    from checkin.banks.translations.overlay import translated

    sheet = written.sheet
    note_pages(
        translated(bank, written.overlay),
        {
            name: {setting: (sheet, at, value) for setting, (at, value) in taken.items()}
            for name, (_, taken) in written.questions.items()
        },
        {name: (sheet, taken["title"][1]) for name, (_, taken) in written.stages.items() if "title" in taken},
        original=bank,
    )


def _check_names(written: WrittenOverlay, path: Path, original: Original) -> None:
    """Note a language or an original that the file's name does not say, and a language that is none."""
    sheet, overlay = written.sheet, written.overlay
    first, _, named = path.stem.partition(".")
    at = written.settings["language"][1]
    said = overlay.language
    if not is_language(said):
        sheet.note(
            at, "overlay-language", f"`{said[:40]}` is no short name of a language", "write `fi` or `pt-BR`"
        )
    elif said == original.language:
        sheet.note(
            at, "overlay-language", f"`{original.name}` is in `{said}` itself", "name another language"
        )
    elif path.name == NO_FILE:
        return  # it has no name to fit
    elif said != named:
        sheet.note(
            at,
            "overlay-language",
            f"the name of the file says {f'`{named}`' if named else 'no language'}, and this says `{said}`",
            f"write `{named}` here, or call the file `{first}.{said}{path.suffix}`"
            if is_language(named)
            else f"call the file `{first}.{said}{path.suffix}`",
        )
    if first not in (overlay.translates, NO_FILE):
        sheet.note(
            written.settings["translates"][1],
            "overlay-base",
            f"the name of the file says `{first[:60]}`, and this says `{overlay.translates}`",
            f"call the file `{overlay.translates}.{said}{path.suffix}`, so that it is found",
        )
