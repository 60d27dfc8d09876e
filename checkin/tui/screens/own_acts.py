"""What is done on one's own page; mixed into its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError
from checkin.ground.text import clean_line, cut
from checkin.meeting.start import PREPARE, SOLO
from checkin.meeting.words import LATER_WORDS
from checkin.record import own_page as page
from checkin.record import private
from checkin.record.alone import alone_ledger, own_desk, unfinished_alone
from checkin.record.bringing import bring_once
from checkin.record.pair_states import waits_words
from checkin.record.unfinished import began_words
from checkin.record.whose import ASKED_WHY, changed_by, claim, seats_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from checkin.record.entries import StepEntry
    from checkin.tui.screens.listing import ListScreen as _Base
else:
    _Base = object  # not a screen itself

_LINE = 56
"""Cells of a choice."""


class OwnActs(_Base):
    """Mixed into `OwnScreen`."""

    pair: str
    seat: str
    """Whose page it is, `mentee` or `mentor`; empty while that is not known."""

    def show(self, said: str = "") -> None:
        """Show what there is now, with a line of what was done."""

    def names(self) -> dict[str, str]:
        """The names of the two, by their seats."""
        try:
            people = self.checkin.desk.ledger(self.pair).people
        except CheckinError:
            return {}
        named = {person.seat: person.name for person in people}
        return {seat: named[seat] for seat in ("mentee", "mentor") if seat in named}

    # Who is here

    def do_who(self) -> None:
        """Ask who uses this account."""
        names = self.names()
        whom = [(seat, str(n), name) for n, (seat, name) in enumerate(names.items(), 1)]

        def chosen(seat: str | None) -> None:
            if seat is None:
                return
            seats = list(names) if seat == "both" else [seat]

            def put() -> str:
                claim(self.checkin.desk, self.pair, seats)
                self.seat = "" if self.seat not in seats or len(seats) > 1 else self.seat
                return ""

            self.do(put)
            if not self.seat:
                self.ask_whose()

        self.choose(
            f"Who uses this account?\n{ASKED_WHY}\n{changed_by(self.pair)}",
            [*whom, ("both", "3", "Both of us")],
            chosen,
        )

    def do_whose(self) -> None:
        """Ask whose page this is."""
        self.ask_whose()

    def ask_whose(self) -> None:
        """Ask whose page it is, and who uses this account where nobody said so yet."""
        here = seats_here(self.checkin.desk, self.pair)
        if not here:
            self.do_who()
            return
        names = self.names()

        def chosen(seat: str | None) -> None:
            if seat is not None:
                self.seat = seat
                self.show()

        self.choose("Whose page?", [(seat, str(n), names[seat]) for n, seat in enumerate(here, 1)], chosen)

    # The mentee's

    def do_go_on(self) -> None:
        """Go on with what was broken off alone, with what is chosen if there is more. Raises `CannotDo`."""
        waiting = unfinished_alone(self.checkin.desk, self.pair)
        if len(waiting) == 1:
            self._go_on_with(waiting[0].id)
        elif waiting:
            today = self.checkin.desk.today()
            lines = [(one.id, in_short(f"{began_words(one, today)}, {one.title}")) for one in waiting]
            self.choose_of("Go on with which one?", lines, self._go_on_with)

    def _go_on_with(self, meeting: str | None) -> None:
        if meeting is None:
            return
        try:
            self.checkin.hold(own_desk(self.checkin.desk, self.pair).resume(self.pair, meeting))
        except CheckinError as error:
            self.notify_line(str(error))

    def do_bring(self) -> None:
        """What came out of time alone."""
        from checkin.tui.screens.bring import BringScreen

        self.app.push_screen(BringScreen(self.pair))

    def do_prepare(self) -> None:
        """Prepare the next meeting. Raises `CheckinError`."""
        self.checkin.start_meeting(self.pair, PREPARE, "full")

    def do_alone(self) -> None:
        """Think something through alone. Raises `CheckinError`."""
        self.checkin.start_meeting(self.pair, SOLO, "full")

    def do_jot(self) -> None:
        """Something to bring."""

        def keep(texts: tuple[str, ...]) -> str:
            bring_once(self.checkin.desk, self.pair, texts[0], "", "jot", self.seat)
            return waits_words(self.checkin.desk.joint().ledger(self.pair))

        self.write("For next time", "You will both see it when you meet.", ["What is it?"], keep)

    def do_hard_day(self) -> None:
        """All there is for a hard day. Raises `CannotDo`."""
        self.read("For a hard day", page.hard_day(self.checkin.desk, self.pair))

    def do_words(self) -> None:
        """Put a strength into one's own words. Raises `CannotDo`."""
        there = {one.id: one for one in page.strengths(self.checkin.desk, self.pair)}
        lines = [(one.id, in_short(one.own or one.text)) for one in there.values()]

        def chosen(id: str | None) -> None:
            if id is None:
                return

            def keep(texts: tuple[str, ...]) -> str:
                from checkin.record.additions import put_in_own_words

                put_in_own_words(self.checkin.desk.joint(), self.pair, id, texts[0])
                return page.OWN_WORDS_KEPT

            about = clean_line(f"{there[id].text}. {there[id].evidence}")
            self.write("In my own words", about, ["I …"], keep, there[id].own)

        self.choose_of("Which one?", lines, chosen)

    def do_steps(self) -> None:
        """Say what became of a step that was made alone. Raises `CannotDo`."""
        desk, today = self.checkin.desk, self.checkin.desk.today()
        there = {one.id: one for one in page.steps_alone(desk, self.pair)}

        def what(step: str | None) -> None:
            if step is None:
                return

            def account(said: str | None) -> None:
                if said is not None:
                    self.do(lambda: self._account(there[step], said))

            words = [(one, str(n), told.capitalize()) for n, (one, told) in enumerate(LATER_WORDS.items(), 1)]
            self.choose(f"“{in_short(there[step].what)}”: what became of it?", words, account)

        lines = [
            (one.id, in_short(f"{one.what}{f', by {show_iso(one.due, today)}' if one.due else ''}"))
            for one in there.values()
        ]
        self.choose_of("Which step?", lines, what)

    def _account(self, step: StepEntry, said: str) -> str:
        own_desk(self.checkin.desk, self.pair).account(self.pair, step, said)
        return page.FOR_YOU

    def do_earlier(self) -> None:
        """Read what was thought through alone. Raises `CannotDo`."""
        desk = self.checkin.desk
        ledger = alone_ledger(desk, self.pair)
        lines = [
            (one.id, in_short(f"{show_iso(one.date, desk.today())}, {one.title}"))
            for one in (ledger.meetings if ledger is not None else ())
        ]

        def read(id: str | None) -> None:
            if id is not None:
                self.do(lambda: self._read_meeting(id))

        self.choose_of("Which one?", lines, read)

    def _read_meeting(self, id: str) -> str:
        from checkin.summary.document import document_of
        from checkin.summary.plain_text import text

        saved = own_desk(self.checkin.desk, self.pair).saved(self.pair, id)
        self.read(saved.start.bank.title, text(document_of(saved), min(self.size.width - 6, 100)))
        return ""

    # For both

    def do_note(self) -> None:
        """Write a note to oneself."""

        def keep(texts: tuple[str, ...]) -> str:
            private.note(self.checkin.desk, self.pair, self.seat, texts[0])
            return page.FOR_YOU

        self.write("A note to yourself", "", ["Your note"], keep)

    def do_notes(self) -> None:
        """Read one's own notes. Raises `CannotDo`."""
        self.read_entries("Your own notes", "note")

    # How it is done

    def choose(
        self, title: str, lines: Sequence[tuple[str, str, str]], then: Callable[[str | None], object]
    ) -> None:
        """Ask for one of some things."""
        from checkin.tui.screens.choose import ChooseScreen

        def chosen(id: str | None) -> None:
            then(id)

        self.app.push_screen(ChooseScreen(title, lines), chosen)

    def choose_of(
        self, title: str, lines: Iterable[tuple[str, str]], then: Callable[[str | None], object]
    ) -> None:
        """Ask for one of however many things, each an id and its words."""
        from checkin.tui.screens.choose import numbered

        self.choose(title, numbered(lines), then)

    def write(
        self, title: str, about: str, asked: list[str], keep: Callable[[tuple[str, ...]], str], text: str = ""
    ) -> None:
        """Ask for words; `keep` takes them and returns what to say."""
        from checkin.tui.screens.write import Asked, WriteScreen

        fields = [Asked(words, text if n == 0 else "") for n, words in enumerate(asked)]
        self.app.push_screen(WriteScreen(title, about, fields, lambda texts: self.do(lambda: keep(texts))))

    def do(self, act: Callable[[], str]) -> None:
        """Do something and say what came of it; what stands in the way becomes a notice."""
        try:
            said = act()
        except CheckinError as error:
            said = str(error)
        if self.is_current:
            self.show(said)
        else:
            self.call_later(self.show, said)

    def read_entries(self, title: str, *kinds: str) -> None:
        """Show one's own entries of these kinds, the newest first. Raises `CannotDo`."""
        desk = self.checkin.desk
        there = private.entries(desk, self.pair, self.seat, *kinds)[::-1]
        self.read(title, "\n\n".join(page.entry_line(desk, one) for one in there))

    def read(self, title: str, text: str) -> None:
        """Show a text to read."""
        from checkin.tui.screens.said import SaidScreen

        self.app.push_screen(SaidScreen(title, text))


def in_short(text: str) -> str:
    """A text on a line of a list to choose from."""
    return cut(clean_line(text), _LINE)
