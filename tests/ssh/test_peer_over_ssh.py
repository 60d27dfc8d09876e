"""Two as peers over a real SSH connection: each has a half, a line breaks in the middle, both agree."""

import tempfile
from types import SimpleNamespace

import pytest
from command_line import checkin_with
from held import Meeting, a_home, a_meeting, desk_of

ASKED = "Which of you sits at this keyboard?"
FIRST, SWAP, SECOND = "in your half?", "Half-time. Look at the clock", "And you, what would you like"
THOUGHTS = "Would a thought from the other one help?", "Would a thought help you, too?"
TAKING = "What are you taking away?"
STEPS = "What is your smallest next step", "What is your own smallest step"


@pytest.fixture
def two(tmp_path, server):
    """Robin in the app, and Sam, who comes in over SSH with a key that Robin invited."""
    home = a_home(tmp_path)
    key = server.new_key("peer")
    server.let_in(checkin_with(home, "invite", str(key.public_file), "--as", "mentee").out)
    with (
        tempfile.TemporaryDirectory(prefix="ci-", dir="/tmp") as runtime,
        a_meeting(home, "--bank", "peer", "--quick", XDG_RUNTIME_DIR=runtime) as robin,
    ):
        robin.page(FIRST)
        robin.menu("i")
        robin.wait_for(ASKED)
        robin.keys("2")
        robin.wait_for("How Sam comes in")
        robin.keys("<Esc>")
        robin.wait_for("Sam is not here yet")
        yield SimpleNamespace(home=home, robin=robin, sam=lambda: Meeting(server.ssh(key), size=(110, 32)))


def come_in(sam, robin):
    sam.wait_for("You are here as Sam. Robin is here.")
    robin.wait_for("Sam is here")


def both_on(own, other, page):
    """One turns the page; the other one, who has just typed, comes along."""
    own.keys("<PgDn>")
    own.page(page)
    other.wait_for(lambda t: "went on" in t.text() or page in t.text())
    if page not in other.text():
        other.keys("<PgDn>")
    other.page(page)


def half(own, other, number, matter, thought, step, after):
    """One's half of the meeting: the other one offers, oneself says what of it and what next."""
    own.say(matter)
    other.wait_for(matter)
    both_on(own, other, THOUGHTS[number])
    other.say(thought)
    own.wait_for(thought)
    own.keys("1")
    other.wait_for("keep it")
    both_on(own, other, STEPS[number])
    own.say(step)
    other.wait_for(step)
    both_on(own, other, after)


def test_two_peers_swap_at_half_time_and_both_get_the_summary(two):
    robin = two.robin
    with two.sam() as sam:
        come_in(sam, robin)
        half(sam, robin, 0, "Where to begin", "Begin at the end", "Write one page", SWAP)
        sam.kill()  # the line breaks at half-time
    robin.wait_for("Sam left")
    robin.keys("<PgDn>")
    robin.page(SECOND)
    with two.sam() as sam:
        come_in(sam, robin)
        sam.page(SECOND)
        half(robin, sam, 1, "Saying no", "Sleep on it first", "Call Ana", TAKING)
        sam.send("Start small")
        robin.send("Ask first")
        for one in (sam, robin):
            one.wait_for(lambda t: "Start small" in t.text() and "Ask first" in t.text())
        both_on(robin, sam, "Save it")
        for one, name, other in ((robin, "Robin", sam), (sam, "Sam", robin)):
            one.keys("<Tab>")
            one.wait_for("1, 2 … choose")
            one.keys("1")
            other.wait_for(f"{name}: looks right")
        robin.keys("<Enter>")
        robin.wait_for("Enter save")
        robin.keys("<Enter>")
        for one in (sam, robin):
            one.page("Saved. To send")
        assert str(two.home) not in sam.text()
        sam.keys("b")
        assert sam.wait_for_end() == 0
    robin.keys("<C-q>")
    assert robin.wait_for_end() == 0
    desk = desk_of(two.home)
    made = [(step.what, step.owner_name) for step in desk.ledger("sam-robin").steps]
    assert made == [("Write one page", "Sam"), ("Call Ana", "Robin")]
    saved = desk.saved("sam-robin")
    assert set(saved.state.agreed) == {"one", "two"}
    offers = {q: [row.seat for row in saved.state.live_rows(q)] for q in ("first_thought", "second_thought")}
    assert offers == {"first_thought": ["two"], "second_thought": ["one"]}
    (summary,) = two.home.glob("pairs/sam-robin/summaries/*.md")
    for words in ("Begin at the end", "Sleep on it first", "Start small", "Ask first"):
        assert words in summary.read_text()
