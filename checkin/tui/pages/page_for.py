"""Which page a prompt gets, by the type of its question. Each kind is imported when it is first met."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from checkin.banks.model import CARD_TYPES
from checkin.meeting.smaller import steps_behind
from checkin.meeting.state import is_blind

if TYPE_CHECKING:
    from checkin.meeting.flow import Prompt
    from checkin.meeting.state import Place
    from checkin.record.held import Held
    from checkin.tui.pages.base import Page

PAGES = {
    "choice": ("choose", "ChoosePage"),
    "choices": ("choose", "ChoosePage"),
    "scale": ("choose", "ChoosePage"),
    "pulse": ("choose", "ChoosePage"),
    "yes_no": ("choose", "ChoosePage"),
    "goal": ("goal", "GoalPage"),
    "agreement": ("clause", "ClausePage"),
    "list": ("rows", "RowsPage"),
    "options": ("rows", "RowsPage"),
    "offer": ("offer", "OfferPage"),
    "pick": ("pick", "PickPage"),
    "steps": ("steps", "StepsPage"),
    "owner": ("owner", "OwnerPage"),
    "follow_through": ("account", "AccountPage"),
    "say": ("say", "SayPage"),
    **dict.fromkeys(CARD_TYPES, ("cards", "CardsPage")),
}
"""The module and the class of a page; words are the default."""


def page_for(meeting: Held, prompt: Prompt, place: Place) -> Page:
    """The page of a prompt."""
    module, name = PAGES.get(prompt.question.type, ("text", "TextPage"))
    if meeting.shared and is_blind(prompt.question):
        module, name = "blind", "BlindPage"
    elif steps_behind(meeting.state, prompt.question) and not prompt.is_card:
        module, name = "smaller", "SmallerPage"
    page: Page = getattr(import_module(f"checkin.tui.pages.{module}"), name)(meeting, prompt, place)
    return page
