"""Which page a prompt gets, by the type of its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.tui.pages.account import AccountPage
from checkin.tui.pages.choose import ChoosePage
from checkin.tui.pages.offer import OfferPage
from checkin.tui.pages.owner import OwnerPage
from checkin.tui.pages.pick import PickPage
from checkin.tui.pages.rows import RowsPage
from checkin.tui.pages.say import SayPage
from checkin.tui.pages.steps import StepsPage
from checkin.tui.pages.text import TextPage

if TYPE_CHECKING:
    from checkin.meeting.flow import Prompt
    from checkin.meeting.state import Place
    from checkin.record.open_meeting import OpenMeeting
    from checkin.tui.pages.base import Page

PAGES: dict[str, type[Page]] = {
    "choice": ChoosePage,
    "choices": ChoosePage,
    "scale": ChoosePage,
    "yes_no": ChoosePage,
    "list": RowsPage,
    "options": RowsPage,
    "offer": OfferPage,
    "pick": PickPage,
    "steps": StepsPage,
    "owner": OwnerPage,
    "follow_through": AccountPage,
    "say": SayPage,
}


def page_for(meeting: OpenMeeting, prompt: Prompt, place: Place) -> Page:
    """The page of a prompt; words are the default."""
    return PAGES.get(prompt.question.type, TextPage)(meeting, prompt, place)
