"""What a guest may reach: somebody who came in with an invite sees this meeting and nothing else."""

from __future__ import annotations

from typing import Any

from checkin.ground.errors import CannotDo
from checkin.tui.inside import QuietApp


class Guarded(QuietApp):
    """An app that shows a guest only the screens that say of themselves that they are for guests."""

    guest = False
    """Whether a guest sees this app."""

    def not_for_guests(self) -> None:
        """Raise `CannotDo` for a guest."""
        if self.guest:
            raise CannotDo("This seat is for the meeting only.")

    def admit(self, screen: object) -> None:
        """Raise `CannotDo` for a screen that is not for guests; each says so itself, not through parents."""
        if not vars(type(screen)).get("FOR_GUESTS", False):
            self.not_for_guests()

    def push_screen(self, screen: Any, *args: Any, **options: Any) -> Any:
        """As Textual's. Raises `CannotDo` for what is not for guests."""
        self.admit(screen)
        return super().push_screen(screen, *args, **options)

    def switch_screen(self, screen: Any) -> Any:
        """As Textual's. Raises `CannotDo` for what is not for guests."""
        self.admit(screen)
        return super().switch_screen(screen)
