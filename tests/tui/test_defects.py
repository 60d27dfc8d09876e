"""What a defect of ours costs: one line, nothing typed, nobody's words on the terminal."""

from __future__ import annotations

import sys

from terminal import Terminal

BROKEN = """
import sys
from checkin.tui.screens.pair import PairScreen
def broken(self):
    what_somebody_typed = "a secret of Sam's"
    raise RuntimeError(what_somebody_typed)
PairScreen.do_others = broken
from checkin.__main__ import main
sys.argv = ["checkin"]
sys.exit(main())
"""


def test_a_defect_ends_the_app_with_one_line_and_a_note_without_peoples_words(tmp_path):
    home = tmp_path / "home"
    with Terminal([sys.executable, "-m", "checkin", "--plain"], env={"CHECKIN_HOME": str(home)}) as plain:
        plain.wait_for("mentee")
        plain.keys("Sam<Enter>Robin<Enter>")
        plain.wait_for("Sam with Robin")
    with Terminal([sys.executable, "-c", BROKEN], env={"CHECKIN_HOME": str(home)}) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.keys("o")
        assert terminal.wait_for_end() == 1
        said = terminal.said_afterwards()
    assert "Something unexpected happened; what was typed is kept." in said
    assert "Traceback" not in said
    assert "secret" not in said
    (note,) = (home / "log").iterdir()
    assert "RuntimeError" in note.read_text()
    assert "secret" not in note.read_text()
