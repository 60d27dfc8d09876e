"""Taking a line of a saved meeting back, in the app: by keys and by mouse."""

import pytest
from shell_data import a_pair, desk_at, held, opened

from checkin.tui.screens.reader import ReaderScreen
from checkin.tui.screens.take_back import TakeBackScreen


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "kept"
    held(home, a_pair(home))
    return home


def test_a_line_is_taken_back_by_its_letter_after_one_question(home):
    with opened(home) as terminal:
        terminal.wait_for("Look back")
        terminal.keys("y")
        terminal.wait_for("x take back")
        terminal.keys("x")
        terminal.wait_for("Take a line back")
        terminal.wait_for("q leave")
        terminal.matches("take-back-80x24")
        terminal.keys("<End><Enter>")
        terminal.wait_for("No, it stays")
        terminal.matches("take-back-meant-80x24")
        terminal.keys("<Enter>")
        terminal.wait_until_gone("No, it stays")
        terminal.keys("<Enter>")
        terminal.wait_for("No, it stays")
        terminal.keys("x")
        terminal.wait_for("What was sent, printed or copied elsewhere is still there")
        terminal.keys("<Esc>")
        terminal.wait_for("/ find")
        terminal.wait_until_gone("I can ask before I am stuck.")
        terminal.keys("<Esc>")
        terminal.wait_for("x take back")
        terminal.wait_until_gone("I can ask before I am stuck.")
    (redaction,) = desk_at(home).ledger("sam-robin").redactions
    assert (redaction.type, redaction.role) == ("takeaway", "mentee")


def test_the_mouse_takes_a_line_back(home):
    with opened(home, (120, 40)) as terminal:
        terminal.wait_for("q leave")
        terminal.keys("y")
        terminal.wait_for("x take back")
        terminal.click_on("take back")
        terminal.wait_for("Take a line back")
        terminal.wait_for("q leave")
        terminal.matches("take-back-120x40")
        terminal.click_on("Rehearse on Thursday")
        terminal.wait_for("Take it back, for good")
        terminal.matches("take-back-meant-120x40")  # in its place: that is where the mouse finds it
        terminal.click_on("Take it back, for good")
        terminal.wait_for("is still there")
    assert desk_at(home).ledger("sam-robin").steps == ()


def test_nobody_takes_back_from_a_guest_s_seat():
    assert not vars(ReaderScreen).get("FOR_GUESTS")
    assert not vars(TakeBackScreen).get("FOR_GUESTS")
