"""A page of the meeting: one prompt, its question, its fields, and the acts they make.

A page never keeps answers of its own. Each key becomes an act at once; when the page is built again it
shows what the state holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.message import Message

from checkin.meeting.answered import is_answered
from checkin.meeting.conditions import worded
from checkin.meeting.flow import Prompt, prompts, seats_of, shown
from checkin.meeting.moments.listed import why_asked
from checkin.meeting.rules import Act
from checkin.meeting.words import all_of
from checkin.tui.pages.still_theirs import Unhurried
from checkin.tui.pages.writing import Writing
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from checkin.banks.model import Question
    from checkin.meeting.events import Value
    from checkin.meeting.state import Place
    from checkin.record.held import Held


class Page(Unhurried, Writing, VerticalScroll, can_focus=False):
    """One prompt on the screen. Children compose `fields` and turn their messages into acts."""

    ENTER: ClassVar[str] = ""
    """What Enter does on such a page, where that is not the same as on most."""

    ADDS: ClassVar[bool] = False
    """Whether there is more to add here."""

    ADDS_WHAT: ClassVar[tuple[str, str]] = ("Another step", "Add another step on this page.")
    """What can be added here: its name, and a line of help."""

    DEFAULT_CSS = """
    Page { height: 1fr; padding: 1 2 0 2; scrollbar-size-vertical: 1; overflow-x: hidden; }
    Page > .who { color: $primary; text-style: bold; }
    Page > .ask { text-style: bold; margin-bottom: 1; }
    Page > .hint, Page > .why { color: $quiet; margin-bottom: 1; }
    Page > .hint.and-why { margin-bottom: 0; }
    Page > .cue { color: $secondary; margin-bottom: 1; }
    Page .label { color: $quiet; }
    Page .said { color: $quiet; }
    Page:ansi > .who { text-style: bold underline; }
    """

    class Done(Message):
        """Enter at the end of the page: on to the next one, if this one is still shown."""

        def __init__(self, page: Page) -> None:
            super().__init__()
            self.page = page

    def __init__(self, meeting: Held, prompt: Prompt, place: Place) -> None:
        super().__init__()
        self.meeting = meeting
        self.prompt = prompt
        self.place = place
        self._hint_now = ""

    def enter_does(self) -> str:
        """What the footer says that Enter does here, now."""
        return self.ENTER or f"next (empty: {self.state.start.talked_words})"

    # What stands on it

    @property
    def question(self) -> Question:
        """The page's question; the first one of a card."""
        return self.prompt.question

    def compose(self) -> ComposeResult:
        """Who, the question, a hint, why this question, and the fields."""
        yield Words(self.who(), classes="who")
        yield Words(self.ask(), classes="ask")
        why = "" if self.prompt.is_card else why_asked(self.state, self.question)
        if hint := self.hint():
            yield Words(hint, classes="hint and-why" if why else "hint")
        if why:
            yield Words(why, classes="why")
        cue = Words(classes="cue", id="cue")
        cue.display = False
        yield cue
        yield from self.fields()

    def fields(self) -> Iterable[Widget]:
        """The widgets below the question."""
        return ()

    def who(self) -> str:
        """Who answers."""
        return self.names(self.question)

    def names(self, question: Question) -> str:
        """The names of those a question is for."""
        return all_of([self.state.start.name(seat) for seat in seats_of(self.state, question)])

    def ask(self) -> str:
        """The question as it is read aloud."""
        return self.wording(self.question.ask)

    def hint(self) -> str:
        """The hint under the question."""
        return self.wording(self.question.hint)

    def wording(self, text: str) -> str:
        """A text of the bank with earlier answers put in."""
        visible = {question.id for question in shown(self.state)}
        return worded(self.state, text, visible, self.item())

    def item(self) -> str:
        """The thing in hand, where a question repeats over several."""
        in_hand = {step.id: step.what for step in self.state.start.open_steps}
        return in_hand.get(self.place.row, "")

    def show_follow_ups(self) -> None:
        """Open the short prompts under the question, or close them again."""
        self._aside("\n".join("· " + self.wording(text) for text in self.question.follow_ups), "follow_ups")

    def show_cue(self) -> None:
        """Show the line for the mentor, saying that both see it; or hide it again."""
        self._aside(
            f"For {self._helper()}, visible to {'all' if self.state.start.guests else 'both'} now: "
            + self.wording(self.question.cue),
            "cue",
        )

    def _helper(self) -> str:
        """Who helps to think here, by name: the mentor, or of two who take turns the other one."""
        start = self.state.start
        swapped = start.takes_turns and start.thinker(self.question) == start.mentor
        return start.name(start.mentee if swapped else start.mentor)

    def _aside(self, text: str, which: str) -> None:
        words = self.query_one("#cue", Words)
        self._hint_now = "" if self._hint_now == which else which
        words.say(text if self._hint_now else "")
        words.display = bool(self._hint_now)

    # Acts

    def act(
        self, what: str, seat: str = "", q: str = "", *, row: str = "", field: str = "", value: Value = None
    ) -> bool:
        """Do an act on this page's question, or on another's. What changes nothing is no act.

        When the meeting does not allow it now, say why and return False.
        """
        return self.do_once(Act(what, seat, q or self.question.id, row, field, value))

    def talk(self) -> None:
        """Enter past empty fields: whatever has no answer was talked about."""
        for question in self.prompt.questions:
            for seat in seats_of(self.state, question):
                if (
                    self.meeting.may_write(question, seat)
                    and not is_answered(self.state, question, seat)
                    and not self.state.answer(question.id, seat).talked
                ):
                    self.act("talked", seat, question.id)

    def add_another(self) -> None:
        """`m`: what there is more of here (`ADDS`)."""

    def take_back(self) -> bool:
        """`x`: the words in the field in hand stay between the two. False when there are none."""
        return False

    # Moving about

    def focus_first(self, *, last: bool = False) -> None:
        """Put the cursor where one goes on: the first field without an answer, or the first of all."""
        stops = self.stops()
        if not stops:
            return
        empty = next((stop for stop in stops if _is_empty(stop)), stops[0])
        (stops[-1] if last else empty).focus()

    def finish(self) -> None:
        """The page is done with; while the other one is at their part of it, only once that was said."""
        if not self.goes_on():
            return
        self.talk()
        self.post_message(self.Done(self))

    # What others do

    def outgrown(self) -> bool:
        """Whether the prompt has other questions by now (on a card)."""
        now = next((one for one in prompts(self.state) if one.id == self.prompt.id), None)
        return now is not None and now.questions != self.prompt.questions

    def renew(self) -> None:
        """The words above the fields, and the fields' own."""
        for name, words in ((".who", self.who()), (".ask", self.ask()), (".hint", self.hint())):
            for found in self.query_children(name).results(Words):
                found.say(words)
                break
        for field in self.query(Field):
            self.renew_text(field)

    def locked(self, question: Question, seat: str) -> bool:
        """Whether somebody else writes this: it is shown here and nothing more."""
        return not self.meeting.may_write(question, seat)

    def writes_here(self, seat: str) -> str:
        """What stands where somebody else writes, until they do."""
        return f"{self.state.start.name(seat)} writes here"


def _is_empty(widget: Widget) -> bool:
    if isinstance(widget, Field):
        return not widget.text.strip()
    return isinstance(widget, Choice) and widget.empty
