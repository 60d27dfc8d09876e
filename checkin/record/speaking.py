"""The language of a meeting: last time's unless one is said, and what was answered in another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CheckinError
from checkin.meeting.recall import in_words_of, under_every_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.library import Library
    from checkin.banks.model import Bank
    from checkin.record.entries import MeetingEntry
    from checkin.record.facts import LedgerData


def bank_for(library: Library, ledger: LedgerData, bank_id: str, language: str | None) -> tuple[Bank, str]:
    """The bank to hold a meeting with, and a line to tell people, or an empty one.

    `language` None is the one of the pair's last meeting of this kind, or the bank's own when the bank is
    not there in it any more, which is told. Raises what `Library.bank` raises.
    """
    bank = library.bank(bank_id, language or "")
    last = ledger.last_meeting(bank.goes_by)
    if language is not None or last is None or last.language in ("", bank.language):
        return bank, ""
    try:
        return library.bank(bank_id, last.language), ""
    except CheckinError:
        there = f"“{bank.title}” can't be held in {last.language} at the moment, and is in {bank.language}."
        return bank, f"{there} `checkin banks check` says more."


def said_last(
    library: Library | None, last: MeetingEntry, kept: Mapping[str, Any], bank: Bank
) -> dict[str, Any]:
    """What was answered in the meeting `last`, under the ids of `bank` and in the words of its choices.

    Without a `library` choices stay in the words in which they were made.
    """
    told = under_every_name(kept, bank)
    if library is None or last.language in ("", bank.language):
        return told
    try:
        before = library.bank(last.bank, last.language)
    except CheckinError:
        return told
    return in_words_of(told, before, bank)
