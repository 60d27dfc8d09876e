"""`checkin trends` and `checkin totals`: what is said, what only on request, what is refused."""

from __future__ import annotations

import json

import pytest
from command_line import checkin_with
from looked_back import a_desk, a_past

from checkin.record.looking_back import totals_for


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("trends") / "home"
    a_past(home)
    return home


def test_figures_come_as_sentences_and_say_only_for_whom_there_is_more(home):
    done = checkin_with(home, "trends")
    assert done.code == 0
    assert "Of 6 ideas, 6 came from Sam and 0 from Robin; 3 of Sam’s came before" in done.out
    assert "  Fri 6 Mar 2026: Sam’s at first 1; Sam’s later 1" in done.out
    assert "Too few meetings to tell:\n  " in done.out
    assert "went first in" not in done.out
    assert done.err == "1 thing to look at, for Robin: checkin trends sam-robin --for mentor\n"


def test_json_has_the_figures_of_every_meeting_and_the_events(home):
    found = checkin_with(home, "trends", "sam-robin", "--json").json()
    ideas = found["trends"][0]
    assert (found["pair"], found["meetings"], ideas["id"]) == ("sam-robin", 3, "ideas")
    assert ideas["points"][0] == {"date": "2026-03-06", "label": "Fri 6 Mar 2026", "figures": [1, 1, 0]}
    assert ideas["because"][0]["what"] == "Sam, first: Idea 0"


def test_pictures_are_drawn_when_they_are_asked_for(home):
    assert "Fri 6 Mar 2026  #=" in checkin_with(home, "trends", "--pictures").out


def test_what_concerns_somebody_is_told_when_they_are_named(home):
    done = checkin_with(home, "trends", "--for", "robin")
    assert "Robin went first in 3 of 3 meetings." in done.out
    assert checkin_with(home, "trends", "--for", "Sam").err == "There is nothing to look at.\n"
    nobody = checkin_with(home, "trends", "--for", "Kim")
    assert (nobody.code, nobody.out) == (3, "")
    assert "Say Sam, Robin, or both." in nobody.err


def test_the_counts_of_a_pair_are_shown_in_full_and_written_only_after_a_yes(home, tmp_path):
    file = tmp_path / "totals.json"
    refused = checkin_with(home, "totals", "-o", str(file))
    assert (refused.code, file.exists()) == (1, False)
    assert "nobody is here to say yes" in refused.err
    done = checkin_with(home, "totals", "-o", str(file), "--yes")
    assert done.code == 0
    assert file.read_text() == done.out == refused.out
    assert "Sam" not in done.out + done.err.replace(str(file), "")
    assert json.loads(done.out)["meetings"] == {"regular": {"2026-03": 1, "2026-04": 1, "2026-05": 1}}


def test_files_are_added_up_from_five_pairs_on(home, tmp_path):
    from dataclasses import replace

    from checkin.meeting.trends.totals import to_json

    one = totals_for(a_desk(home), "sam-robin")
    files = []
    for n in range(5):
        files.append(tmp_path / f"{n}.json")
        files[-1].write_text(json.dumps(to_json(replace(one, mark=str(n)))))
    few = checkin_with(home, "totals", *map(str, files[:4]))
    assert (few.code, few.out) == (1, "")
    assert "Totals are shown from 5 pairs up; here are 4 pairs." in few.err
    assert checkin_with(home, "totals", *map(str, files), "--json").json()["meetings"] == 15
    files[0].write_text('{"checkin_totals": 1}')
    files[1].write_bytes(b"\xff\x00[")
    broken = checkin_with(home, "totals", *map(str, files))
    assert broken.code == 2
    assert broken.err.count(".json: ") == 2
    for text in ("[" * 100_000, "1" * 5000, files[2].read_text().replace("2026-", "2026-W")):
        files[0].write_text(text)
        refused = checkin_with(home, "totals", *map(str, files)).err
        assert ("it is no JSON that can be read." in refused) or ("a day or a month is none." in refused)
