"""ISO dates as they stand in a record, in words."""

from datetime import date

import pytest

from checkin.ground.dates import show_iso


def test_a_date_is_said_in_words_without_the_year_that_it_is():
    assert show_iso("2026-12-04") == "Fri 4 Dec 2026"
    assert show_iso("2026-12-04", date(2026, 11, 22)) == "Fri 4 Dec"


@pytest.mark.parametrize("nothing", ["", None])
def test_no_date_is_no_words(nothing):
    assert show_iso(nothing) == ""


@pytest.mark.parametrize("text", ["soon", "2026-13-45", "4 Dec"])
def test_what_is_no_date_stays_as_it_is(text):
    assert show_iso(text) == text


def test_what_an_altered_record_holds_instead_is_cleaned():
    assert show_iso("so\u009b31m\u202eon") == "so31mon"
