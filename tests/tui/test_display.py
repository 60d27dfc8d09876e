"""The display in real terminals: the same screen as with Textual's own, for a fraction of the bytes."""

from __future__ import annotations

import signal
import statistics
import sys
from contextlib import contextmanager

import pytest
from held import a_home, a_meeting
from terminal import Terminal

STOCK, OURS = "textual.app:App", "checkin.tui.inside:QuietApp"

APP = """
import asyncio, importlib, os, signal, sys
from rich.text import Text
from textual.app import App
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

module, _, name = sys.argv[1].partition(":")


class Over(ModalScreen):
    CSS = "Over { align: center middle; } #over { width: 21; height: 5; background: blue; }"
    BINDINGS = [("escape", "dismiss"), ("f4", "app.tell")]

    def compose(self):
        yield Static("漢字 stands over it", id="over")


class Small(getattr(importlib.import_module(module), name)):
    CSS = "TextArea { height: 5; } VerticalScroll { height: 1fr; } #title { color: red; text-style: bold; }"
    BINDINGS = [(f"f{n}", name) for n, name in enumerate(["over", "again", "stray", "foreign", "oddly"], 8)]
    BINDINGS += [("ctrl+t", "scroll"), ("ctrl+l", "paint_again"), ("f4", "tell")]
    BINDINGS += [("f3", "go_on_while_writing")]
    animation_level = "none"

    def compose(self):
        yield Static("A title", id="title")
        area = TextArea()
        area.cursor_blink = False
        yield area
        with VerticalScroll(can_focus=False):
            for n in range(60):
                yield Static(f"{n} {'漢字かな ' * (n % 5)}plain words {'and more ' * (n % 7)}", markup=False)

    def action_over(self):
        self.push_screen(Over())

    def action_tell(self):
        self.run_worker(self.tell())

    async def tell(self):
        loop = asyncio.get_running_loop()
        while loop._ready or any(one.when() < loop.time() + 0.05 for one in loop._scheduled):
            await asyncio.sleep(0.005)
        self.copy_to_clipboard("painted")

    def action_go_on_while_writing(self):
        with self._driver._writer_thread._queue.mutex:
            os.kill(os.getpid(), signal.SIGCONT)

    def action_again(self):
        self.screen.refresh(layout=True)

    def action_stray(self):
        self.bell()
        self.copy_to_clipboard("words")

    def action_foreign(self):
        self._driver.write("\\x1b[3;3H\\x1b[31mforeign words\\x1b[2J")

    def action_oddly(self):
        self._display(self.screen, Text("oddly"))

    def action_scroll(self):
        self.query_one(VerticalScroll).scroll_to(y=13, animate=False)


before = sys.argv[2:]
if before:
    exec(before[0])
Small().run()
"""

PAINTED = b"\x1b]52;c;cGFpbnRlZA==\x07"
"""What the small app sends for F4, once it has nothing more to do."""

BROKEN = "from checkin.tui.cells import Cells; Cells.paint = None"
CHANGED = "from textual.driver import Driver; del Driver.is_web"


@contextmanager
def a_small_app(kind, *more, size=(60, 20)):
    with Terminal([sys.executable, "-c", APP, kind, *more], size, {"COLORTERM": "truecolor"}) as terminal:
        terminal.wait_for("A title")
        terminal.wait_for("0 plain")
        yield terminal


def looks(terminal):
    """Every cell: its character and what of its pen can be seen."""
    screen = terminal.screen
    seen = []
    for y in range(screen.lines):
        row = [screen.buffer[y][x] for x in range(screen.columns)]
        for cell in row:
            fg, bg = (cell.bg, cell.fg) if cell.reverse else (cell.fg, cell.bg)
            marks = (cell.bold, cell.italics, cell.underscore, cell.strikethrough)
            seen.append((cell.data, bg, *((fg, marks) if cell.data.strip() else ())))
    return seen


def same_as_stock(ours, stock):
    for one in (ours, stock):
        painted(one)

    def both_read():
        stock.text()  # on a busy machine it may paint long after ours
        return looks(ours) == looks(stock)

    ours.wait_for(lambda _terminal: both_read())


def press(terminal, keys):
    """Press keys; after Esc, what is pressed next waits until it has had its effect."""
    terminal.keys(keys)
    if keys == "<Esc>":
        terminal.wait_until_gone("stands over it")


def typed(terminal, words):
    """Type words, and wait until they stand there: what is sent afterwards is for something else."""
    terminal.keys(words)
    terminal.wait_for(words)


def test_an_app_that_goes_on_in_the_midst_of_a_write_does_not_stand_still():
    """After a SIGSTOP, say: the terminal is set up anew, and that is written, too."""
    with a_small_app(OURS) as terminal:
        terminal.keys("<F3>")
        painted(terminal)


def painted(terminal):
    """Wait until all that was asked of the app so far is painted; returns the bytes up to what says so."""
    told = terminal.received.count(PAINTED)
    terminal.keys("<F4>")
    terminal.wait_for(lambda _terminal: terminal.received.count(PAINTED) > told)
    return terminal.received.rindex(PAINTED)


def sent_for(terminal, act):
    """What is sent for an act."""
    begins = painted(terminal) + len(PAINTED)
    act()
    return bytes(terminal.received[begins : painted(terminal)])


def sent_until(terminal, act, words):
    """What is sent after an act, once these words are among it."""
    before = len(terminal.received)
    act()
    terminal.wait_for(lambda _terminal: words in terminal.received[before:])
    return bytes(terminal.received[before:])


def test_it_looks_as_with_textuals_own_display():
    with a_small_app(STOCK) as stock, a_small_app(OURS) as ours:
        same_as_stock(ours, stock)
        for keys in ("Some words 漢字", "<Enter>and<BS><BS>", "<F8>", "<Esc>", "<C-t>", "<Up>x<F8>"):
            press(stock, keys)
            press(ours, keys)
            same_as_stock(ours, stock)
        for size in ((80, 24), (47, 16), (60, 20)):
            stock.resize(*size)
            ours.resize(*size)
            same_as_stock(ours, stock)
        assert len(ours.received) < len(stock.received) / 2


def test_painting_the_same_again_sends_nothing():
    with a_small_app(OURS) as terminal:
        typed(terminal, "Words")
        assert sent_for(terminal, lambda: terminal.keys("<F9>")) == b""


def test_what_others_write_without_touching_cells_changes_nothing():
    with a_small_app(OURS) as terminal:
        typed(terminal, "Word")
        stray = sent_for(terminal, lambda: terminal.keys("<F10>"))
        assert stray == b"\x07\x1b]52;c;d29yZHM=\x07"
        assert len(sent_for(terminal, lambda: terminal.keys("s"))) < 60


def test_after_others_wrote_to_the_terminal_everything_that_is_painted_is_written():
    with a_small_app(STOCK) as stock, a_small_app(OURS) as ours:
        written = sent_for(ours, lambda: ours.keys("<F11>"))
        assert written.startswith(b"\x1b[m\x1b[3;3H")
        ours.keys("<F9>")
        same_as_stock(ours, stock)


@pytest.mark.parametrize("why", [BROKEN, CHANGED])
def test_where_something_is_not_as_expected_textuals_own_display_stands_in(why):
    with a_small_app(STOCK) as stock, a_small_app(OURS, why) as ours:
        for keys in ("Some words 漢字", "<F8>", "<Esc>", "<C-t>"):
            press(stock, keys)
            press(ours, keys)
            same_as_stock(ours, stock)
        assert sent_for(ours, lambda: None) == b""


def test_another_kind_of_update_is_textuals():
    with a_small_app(OURS) as terminal:
        assert b"oddly" in sent_for(terminal, lambda: terminal.keys("<F12>"))
        assert sent_for(terminal, lambda: terminal.keys("<F9>")).count(b"plain words") > 5


def test_what_a_stranger_wrote_over_the_screen_goes_when_it_is_painted_again():
    with a_small_app(STOCK) as stock, a_small_app(OURS) as ours:
        ours.screen.cursor_position(3, 3)
        ours.screen.draw("Connection to elsewhere closed.")
        ours.keys("<C-l>")
        same_as_stock(ours, stock)


def test_after_being_suspended_everything_is_painted_again():
    with a_small_app(STOCK) as stock, a_small_app(OURS) as ours:
        ours.keys("<F8>")
        stock.keys("<F8>")
        ours.wait_for("stands over it")
        sent_until(ours, lambda: ours.send("\x1b[?2048;2$y"), b"\x1b[?2048h")
        given_back = sent_until(ours, lambda: ours.kill(signal.SIGTSTP), b"\x1b[?1049l")
        assert b"\x1b[m\x1b[?1049l" in given_back
        ours.wait_for(lambda _terminal: ours.stopped)  # going on before that would be no news
        ours.screen.reset()
        ours.kill(signal.SIGCONT)
        same_as_stock(ours, stock)


def test_a_terminal_that_tells_its_size_again_is_painted_again_unless_it_was_asked():
    with a_small_app(OURS) as terminal:
        typed(terminal, "Words")
        sent_until(terminal, lambda: terminal.send("\x1b[?2048;2$y"), b"\x1b[?2048h")
        report = "\x1b[48;20;60;400;600t"
        assert sent_for(terminal, lambda: terminal.send(report)) == b""
        assert len(sent_for(terminal, lambda: terminal.send(report))) > 1000


def test_large_updates_are_framed_where_the_terminal_shows_them_at_once():
    with a_small_app(OURS, size=(100, 40)) as terminal:
        terminal.send("\x1b[?2026;2$y")
        assert b"\x1b[?2026" not in sent_for(terminal, lambda: terminal.keys("a"))
        page = sent_for(terminal, lambda: terminal.keys("<C-t>"))
        assert page.startswith(b"\x1b[?2026h")
        assert page.endswith(b"\x1b[?2026l")


def test_the_terminal_gets_its_own_pen_back_at_the_end():
    with a_small_app(OURS) as terminal:
        typed(terminal, "Words")
        end = sent_until(terminal, lambda: terminal.keys("<C-q>"), b"\x1b[?1049l")
        assert b"\x1b[m\x1b[?1049l" in end


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_meeting_is_light_on_the_wire(tmp_path, size):
    home = a_home(tmp_path)
    with a_meeting(home, size=size, COLORTERM="truecolor") as meeting:
        meeting.page("opener")
        meeting.wait_for_silence()
        assert len(meeting.received) <= 8192
        spent = []
        for letter in "Glad to be here":
            before = len(meeting.received)
            meeting.keys(letter)
            meeting.wait_for(lambda t, before=before: len(t.received) > before)
            spent.append(len(meeting.received) - before)
        assert statistics.median(spent) <= 60
        meeting.wait_for("Glad to be here")
        # Where many share a processor, what was asked for last may still be on its way after a pause.
        assert any(quiet(meeting) for _ in range(5))
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0


def quiet(meeting):
    """Whether nothing at all is sent for longer than anything of the app's waits."""
    before = len(meeting.received)
    meeting.wait_for_silence(1.5)
    return len(meeting.received) == before
