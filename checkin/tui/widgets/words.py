"""Words on a screen: text of people, shown as it is. Never markup, always cleaned."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from checkin.ground.text import clean


class Words(Static):
    """A line or a paragraph. What is given as `str` is cleaned and shown to the letter."""

    DEFAULT_CSS = "Words { width: 1fr; height: auto; }"

    def __init__(
        self, text: str | Content = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(plain(text), markup=False, id=id, classes=classes)

    def say(self, text: str | Content) -> None:
        """Show other words. Showing the same again paints nothing."""
        content = plain(text)
        if content != self.visual:
            self.update(content)


def plain(text: str | Content) -> Content:
    """The text as content without any markup read out of it."""
    return text if isinstance(text, Content) else Content(clean(text))


def styled(*parts: str | tuple[str, str]) -> Content:
    """Content of pieces, each a text or a text with a style; every text cleaned, none of it markup."""
    return Content.assemble(*(clean(p) if isinstance(p, str) else (clean(p[0]), p[1]) for p in parts))
