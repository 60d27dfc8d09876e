"""Just between us: words taken back are on no screen, in no journal, record or summary."""

from __future__ import annotations

from held import a_home, a_meeting

SECRET = "canary"


def everything(home):
    return b"\n".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_words_taken_back_are_nowhere_any_more(tmp_path):
    home = a_home(tmp_path)
    with a_meeting(home, size=(120, 40)) as meeting:
        meeting.page("opener")
        meeting.say(f"A {SECRET} word")
        meeting.menu("x")
        meeting.wait_for("Just between you: it is in no summary, record or journal.")
        meeting.wait_until_gone(SECRET)
        meeting.wait_for("just between you")
        assert SECRET.encode() not in everything(home)
        meeting.keys("<PgDn>")
        meeting.page("goal")
        meeting.say("Give the talk")
        meeting.keys("<PgDn>" * 4)
        meeting.page("ideas")
        meeting.say("Rehearse")
        meeting.keys("<Enter>")
        meeting.say(f"{SECRET} idea")
        meeting.keys("<M-x>")
        meeting.wait_until_gone(SECRET)
        meeting.keys("<PgDn><PgDn><PgDn>")
        meeting.page("step")
        meeting.say(f"{SECRET} step")
        meeting.menu("x")
        meeting.wait_until_gone(SECRET)
        meeting.say("Book it")
        meeting.keys("<PgDn><PgDn>")
        meeting.page("takeaway")
        meeting.keys("<Tab>")
        meeting.say(f"{SECRET} of Robin")
        meeting.menu("x")
        meeting.wait_until_gone(SECRET)
        meeting.menu("s")
        meeting.wait_for("Go to")
        meeting.keys("e")
        meeting.page("end")
        assert SECRET not in meeting.text()
        assert SECRET.encode() not in everything(home)
        meeting.menu("w")
        meeting.page("Saved. To send")
        assert SECRET not in meeting.text()
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
    kept = everything(home)
    assert SECRET.encode() not in kept
    assert b"Rehearse" in kept
    assert b"Book it" in kept


def test_undo_does_not_bring_back_what_was_taken_back(tmp_path):
    home = a_home(tmp_path)
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.say(f"A {SECRET} word")
        meeting.menu("x")
        meeting.wait_until_gone(SECRET)
        meeting.keys("<C-z>")
        meeting.menu("z")
        meeting.say("after")
        assert SECRET not in meeting.text()
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
    assert SECRET.encode() not in everything(home)


def test_without_words_in_hand_it_says_how(tmp_path):
    home = a_home(tmp_path)
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.keys("<PgDn>" * 5)
        meeting.page("ideas")
        meeting.menu("x")
        meeting.wait_for("Put the cursor on the words to take back, then Esc x.")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
