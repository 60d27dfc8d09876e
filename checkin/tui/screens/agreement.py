"""How two people work together: the agreement that holds, who said that it looks right, and how to change it.

Where there is none, four sentences are offered, to be tried for three meetings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.ground.text import clean_line, counted, cut
from checkin.meeting.ledgers import Clause
from checkin.record.offering import (
    AGREEMENT_OFFERED,
    REVIEW,
    TRIAL,
    meetings_tried,
    offers_sentences,
    sentences,
    trial_is_over,
)
from checkin.summary.around import around_of
from checkin.summary.kept_lines import standing
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.overview import name_of, names
from checkin.tui.screens.reader import ORDER
from checkin.tui.screens.reading import ReadingScreen
from checkin.tui.screens.write import Asked, WriteScreen
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.content import Content

    from checkin.record.facts import LedgerData
    from checkin.tui.screens.pair import PairScreen

TRY = Command(
    "try", "Try these", "Try the four sentences for three meetings.", "t", footer=True, label="try these"
)
NOT_NOW = Command(
    "not-now", "Not now", "Leave it; it is not offered again.", "n", footer=True, label="not now"
)
AGREE = Command("agree", "Looks right", "Say that it looks right; the mentee last.", "l", footer=True)
KEEP = Command("keep", "Keep it", "Keep the sentences you tried.", "o", footer=True, label="keep it")
CHANGE = Command("change", "Change", "Change the sentences here.", "e", footer=True, label="change")
TALK = Command(
    "talk", "Talk it over", "Hold the review: how you work together, and what to change.", "r", footer=True,
    label="talk it over",
)  # fmt: skip
EARLIER = Command(
    "earlier", "Versions", "Every version, the newest first.", "v", footer=True, label="versions"
)


class AgreementScreen(ReadingScreen):
    """The agreement. `below` is the pair's page, from which a review is held."""

    HELP_PAGE = "looking_back"
    MAY_FIT = True
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *(TRY, KEEP, AGREE, CHANGE, TALK, EARLIER, NOT_NOW),
        BACK,
    )

    def __init__(self, below: PairScreen, ledger: LedgerData) -> None:
        super().__init__()
        self.below = below
        self.pair = below.pair
        self.ledger = ledger

    @property
    def _names(self) -> tuple[str, str]:
        return name_of(self.ledger, "mentee"), name_of(self.ledger, "mentor")

    def head(self) -> Content:
        """Who with whom."""
        return styled((names(*self._names), "bold"), (" · Agreement", "$quiet"))

    def words(self) -> str:
        """The agreement, or four sentences to begin with."""
        agreement = self.ledger.ledgers.agreement
        around = around_of(self.ledger, self.below.checkin.desk.today())
        if agreement is None:
            told = (
                "You have no agreement yet. Four sentences to begin with: try them for "
                f"{counted(TRIAL, 'meeting')}, then keep or change them."
            )
            return "\n\n".join([told, *(f"{label}\n  {text}" for _, label, text in sentences(*self._names))])
        clauses = [f"{clean_line(one.label)}\n  {one.text}" for one in agreement.clauses]
        right = standing(replace(agreement, trial=0), around)
        state = f"From {around.day(agreement.date)}, {right}."
        return "\n\n".join([*([self._tried()] if agreement.trial else []), *clauses, state])

    def _tried(self) -> str:
        agreement = self.ledger.ledgers.agreement
        many = meetings_tried(self.ledger)
        if agreement is None or not trial_is_over(self.ledger):
            held = many or "none"
            wanted = counted(agreement.trial if agreement else TRIAL, "meeting")
            return f"You are trying these for {wanted}; {held} so far."
        return (
            f"You have tried these for {counted(many, 'meeting')}. Would you keep them, or change something?"
        )

    # What is done

    def _next_to_agree(self) -> str:
        agreement = self.ledger.ledgers.agreement
        return next((seat for seat in ORDER if agreement and seat not in agreement.agreed), "")

    def can(self, command: Command) -> bool:
        """What an agreement, or none, leaves to do."""
        agreement = self.ledger.ledgers.agreement
        if command is TRY:
            return agreement is None
        if command is NOT_NOW:
            return offers_sentences(self.ledger)
        if command is KEEP:
            return trial_is_over(self.ledger)
        if command is AGREE:
            return bool(self._next_to_agree())
        if command in (CHANGE, TALK, EARLIER):
            return agreement is not None
        return super().can(command)

    def commands(self) -> tuple[Command, ...]:
        """With whose turn it is to say that it looks right."""
        called = dict(zip(("mentee", "mentor"), self._names, strict=True))
        seat = self._next_to_agree()
        label = f"looks right to {cut(called[seat], 16)}" if seat else ""
        return tuple(replace(one, label=label) if one is AGREE else one for one in super().commands())

    def do_try(self) -> None:
        """Show the sentences as they are, to be changed first if they like."""
        self._write("Four sentences to try", [Clause(*one) for one in sentences(*self._names)], TRIAL)

    def do_change(self) -> None:
        """Change the words here; the version so far is kept."""
        agreement = self.ledger.ledgers.agreement
        if agreement is not None:
            self._write("Change the agreement", agreement.clauses, 0)

    def _write(self, title: str, clauses: Sequence[Clause], trial: int) -> None:
        def keep(texts: tuple[str, ...]) -> None:
            told = zip(clauses, texts, strict=True)
            # A field has one line: a clause that was left as it is keeps all of its own.
            self._put_down(
                [
                    one if text == clean_line(one.text) else replace(one, text=text)
                    for one, text in told
                    if text
                ],
                trial,
            )

        asked = [Asked(clean_line(one.label), one.text) for one in clauses]
        about = f"Change what does not fit. You try it for {counted(trial, 'meeting')}." if trial else ""
        self.app.push_screen(WriteScreen(title, about, asked, keep))

    def do_keep(self) -> None:
        """The same sentences, for good."""
        agreement = self.ledger.ledgers.agreement
        if agreement is not None:
            self._put_down(agreement.clauses, 0)

    def _put_down(self, clauses: Sequence[Clause], trial: int) -> None:
        from checkin.record.additions import add_agreement

        self._put(
            lambda: add_agreement(self.checkin.desk, self.pair, tuple(clauses), (), trial=trial),
            "On record. Does it look right to both of you?",
        )

    def do_agree(self) -> None:
        """Put on record that it looks right to the one whose turn it is."""
        from checkin.record.additions import agree_to_agreement

        seat = self._next_to_agree()
        called = dict(zip(("mentee", "mentor"), self._names, strict=True))
        agreement = self.ledger.ledgers.agreement
        read = agreement.id if agreement is not None else ""
        self._put(
            lambda: agree_to_agreement(self.checkin.desk, self.pair, seat, read),
            f"On record: it looks right to {called[seat]}.",
        )

    def do_not_now(self) -> None:
        """It is not offered again."""
        from checkin.record.additions import switch

        switch(self.checkin.desk, self.pair, AGREEMENT_OFFERED, on=False)
        self.app.pop_screen()

    def do_talk(self) -> None:
        """Hold the review."""
        self.below.begin_from_above(REVIEW)

    def do_earlier(self) -> None:
        """Every version."""
        from checkin.tui.screens.kept import KeptScreen

        self.app.push_screen(KeptScreen(self.pair, self.ledger, "agreement"))

    def _put(self, act: Callable[[], object], told: str) -> None:
        try:
            act()
        except CheckinError as error:
            told = str(error)
        try:
            self.ledger = self.checkin.desk.ledger(self.pair)
        except CheckinError as error:
            self.notify_line(str(error))
            return
        self.page.read(self.words())
        self.show_keys()
        self.notify_line(told)
