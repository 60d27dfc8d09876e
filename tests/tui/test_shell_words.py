"""What the pages say, and that it fits, whatever people wrote and however little room there is."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from checkin.ground.text import cell_width
from checkin.record.desk import Unfinished
from checkin.record.entries import StepEntry
from checkin.record.turn_to import FILE, turn_to
from checkin.tui.screens.help import as_plain
from checkin.tui.screens.overview import Overview, lines, next_line, step_line
from checkin.tui.widgets.sheet import _hang

TODAY = date(2026, 11, 22)
WORDS = st.text(max_size=120)


def a_step(what="Rehearse", owner="Sam", due="2026-11-26"):
    return StepEntry(
        *("01", "01", what, "01", "mentee", owner, due, None, "", "", False, "open", True, 0, (), ())
    )


def an_overview(steps=(), takeaway="", waiting=(), mentee="Sam", following="2026-12-04", meetings=1):
    return Overview(
        *("sam-robin", mentee, "Robin", meetings, "2026-11-13", following),
        *(tuple(steps), takeaway, tuple(waiting), ()),
    )


def said(seen, width=76, rows=14):
    return lines(seen, TODAY, width, rows).plain


@given(
    steps=st.lists(
        st.builds(a_step, WORDS, WORDS, st.sampled_from(["2026-11-01", None, "soon"])), max_size=9
    ),
    takeaway=WORDS,
    mentee=WORDS,
    title=WORDS,
    width=st.integers(56, 100),
    rows=st.integers(1, 20),
)
def test_the_words_of_a_page_fit_the_room_there_is(steps, takeaway, mentee, title, width, rows):
    waiting = (Unfinished("01", "sam-robin", title, "2026-11-20T14:00:00.000+00:00"),)
    seen = an_overview(steps, takeaway, waiting, mentee)
    brought = {"brought": (title, takeaway), "bringing": f"{mentee} brings 2 things", "easier": title}
    seen = replace(seen, **brought, standing=mentee, offer=takeaway)
    found = said(seen, width, rows).split("\n")
    assert len(found) <= rows
    assert all(cell_width(line) <= width for line in found)


def test_a_takeaway_of_several_lines_is_one_line_where_there_is_little_room():
    told = said(an_overview(takeaway="Ask early.\nAsk again.", mentee="Sam\n"), rows=3)
    assert told == "Next meeting: Fri 4 Dec\n\nSam took away: “Ask early. Ask again.”"


def test_more_steps_than_there_is_room_for_are_counted():
    assert "and 4 more" in said(an_overview([a_step(f"Step {n}") for n in range(10)]))
    assert "Still open: 10 steps" in said(an_overview([a_step()] * 10), rows=3)


def test_a_date_that_has_passed_is_never_called_late():
    told = f"{next_line('2026-11-20', TODAY)} {step_line(a_step(due='2026-11-20'), TODAY)}"
    assert told == "The next meeting was to be on Fri 20 Nov Sam, by Fri 20 Nov"


def test_a_next_meeting_of_today_says_so():
    assert next_line("2026-11-22", TODAY) == "Next meeting: today"


def test_a_pair_that_has_not_met_is_told_where_to_begin():
    assert "The first meeting is a good place to begin." in said(an_overview(following="", meetings=0))


@given(line=st.text(alphabet=st.characters(exclude_characters="\n"), max_size=200), width=st.integers(20, 80))
def test_lines_of_a_page_fit_its_width(line, width):
    assert all(cell_width(part) <= width for part in _hang(line.expandtabs(4), width))


def test_what_goes_on_below_stands_under_its_words():
    assert _hang("- g          Go on with the meeting", 30) == [
        "- g          Go on with the",
        "             meeting",
    ]
    assert _hang("    - one two three", 14) == ["    - one two", "      three"]


def test_our_own_markdown_becomes_plain_text():
    assert as_plain(
        "# Title\n\nSome `code` and\n**strong** words.\n\n    checkin meet\n\n- a [link](x.md)\n"
    ) == ("Title\n\nSome code and strong words.\n\n    checkin meet\n\n- a link")


def test_a_list_of_people_that_cannot_be_read_leaves_the_calm_words(tmp_path):
    from checkin.ground.places import Places

    (tmp_path / FILE).mkdir()
    told = turn_to(Places(tmp_path, tmp_path, tmp_path))
    assert "A folder stands where a file should be" in told or "a folder stands" in told
    assert "Nothing about this page is recorded." in told
