"""Lines that stand ready beside a field: a digit takes one up, a letter goes on to the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.tui.widgets.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from checkin.tui.widgets.field import Field


class Ready(Choice):
    """What was brought, numbered. Whoever begins to type means the field that `field` gives."""

    DEFAULT_CSS = "Ready { margin-bottom: 1; }"

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        value: object,
        field: Callable[[], Field | None],
        *,
        many: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(options, value, many=many, id=id)
        self._to = field

    def on_key(self, event: events.Key) -> None:
        """A letter is the first one of words of their own."""
        character = event.character or ""
        is_letter = event.is_printable and not event.key.startswith("alt+") and not character.isspace()
        field = self._to() if is_letter and not character.isdecimal() else None
        if field is not None:
            field.focus()
            # The focus comes with a later turn; letters typed at once belong to the same words.
            field.put(character)
            event.stop()
            event.prevent_default()
