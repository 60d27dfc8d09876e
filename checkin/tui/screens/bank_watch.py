"""A screen that shows something of the banks, and looks again when they change on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.watching import EVERY, SETTLING, Watch
from checkin.record.kinds import own_folders

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.tui.screens.base import HouseScreen as _Base
else:
    _Base = object  # not a screen itself


class BankWatch(_Base):
    """Mixed into a screen that calls `watch_banks` when it is mounted and writes `banks_changed`."""

    _watch: Watch | None = None
    _settling = False

    def watch_banks(self) -> None:
        """Begin to watch. Looking costs no repaint; what is shown is, when it is another."""
        self._watch = Watch(self.watched_folders())
        self.set_interval(EVERY, self.look_at_banks)

    def watched_folders(self) -> tuple[Path, ...]:
        """The folders of banks, the shipped one too: whoever works on that looks at it here."""
        from checkin.banks.folders import shipped_folder

        return (*own_folders(self.checkin.desk), shipped_folder())

    def look_at_banks(self) -> None:
        """Look whether something has changed, while this screen is the one that is seen."""
        if self.app.screen is not self or self._watch is None:
            return
        if self._watch.changed():
            self.banks_changed()
        elif self._watch.settling and not self._settling:
            self._settling = True
            self.set_timer(SETTLING, self._look_once_more)

    def _look_once_more(self) -> None:
        self._settling = False
        self.look_at_banks()

    def banks_changed(self) -> None:
        """Read the banks again, and show what became of them."""
