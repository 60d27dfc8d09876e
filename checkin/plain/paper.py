"""The summary as the linear interfaces need it: the file's content, the text read aloud, the recap."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.record.saved import SavedMeeting
    from checkin.summary.document import Document


def render(saved: SavedMeeting) -> str:
    """The shared summary of a meeting, in Markdown."""
    from checkin.summary.markdown import shared_summary

    return shared_summary(saved)


def read_aloud(saved: SavedMeeting) -> str:
    """The same summary as plain text, without Markdown's signs."""
    from checkin.summary.plain_text import text

    return text(_document(saved))


def recap_of(saved: SavedMeeting) -> str:
    """The recap of six lines."""
    from checkin.summary.recap import recap

    return recap(_document(saved))


def _document(saved: SavedMeeting) -> Document:
    from checkin.summary.document import document_of

    return document_of(saved)
