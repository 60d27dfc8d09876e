"""Which page a prompt gets, by the type of its question. Each kind is imported when it is first met."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.meeting.flow import Prompt
    from checkin.meeting.state import Place
    from checkin.record.open_meeting import OpenMeeting
    from checkin.tui.pages.base import Page

PAGES = {
    "choice": ("choose", "ChoosePage"),
    "choices": ("choose", "ChoosePage"),
    "scale": ("choose", "ChoosePage"),
    "yes_no": ("choose", "ChoosePage"),
    "list": ("rows", "RowsPage"),
    "options": ("rows", "RowsPage"),
    "offer": ("offer", "OfferPage"),
    "pick": ("pick", "PickPage"),
    "steps": ("steps", "StepsPage"),
    "owner": ("owner", "OwnerPage"),
    "follow_through": ("account", "AccountPage"),
    "say": ("say", "SayPage"),
}
"""The module and the class of a page; words are the default."""


def page_for(meeting: OpenMeeting, prompt: Prompt, place: Place) -> Page:
    """The page of a prompt."""
    module, name = PAGES.get(prompt.question.type, ("text", "TextPage"))
    page: Page = getattr(import_module(f"checkin.tui.pages.{module}"), name)(meeting, prompt, place)
    return page
