"""`checkin takeback`: listing the lines of a meeting and taking one back."""

import pytest
from command_line import a_pair, checkin_with, hold


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("takeback") / "home"
    hold(home, a_pair(home))
    return home


def test_the_lines_of_a_meeting_are_listed_with_numbers_and_ids(home):
    done = checkin_with(home, "takeback")
    assert done.out.splitlines()[0].split() == ["no", "id", "who", "asked", "words"]
    assert "--line" in done.err
    rows = checkin_with(home, "takeback", "sam", "1", "--json").json()
    assert rows[0].keys() == {"id", "question", "asked", "seat", "who", "words"}
    assert [row["words"] for row in rows if row["question"] == "goal"] == ["Speak at the team demo"]


def test_a_line_is_taken_back_when_it_is_meant_and_only_then(home):
    row = next(
        row for row in checkin_with(home, "takeback", "--json").json() if row["question"] == "real_issue"
    )
    refused = checkin_with(home, "takeback", "--line", row["id"][-5:])
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert checkin_with(home, "takeback", "--line", "no", "--yes").code == 3
    assert checkin_with(home, "takeback", "99").code == 3
    assert checkin_with(home, "takeback", "--yes").code == 2
    by_number = checkin_with(home, "takeback", "--line", "1", "--yes")
    assert (by_number.code, "its id" in by_number.err) == (2, True)
    done = checkin_with(home, "takeback", "last", "--line", row["id"].lower()[-5:], "--yes")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("Taken back.\nWhat was sent")
    assert "fear" not in checkin_with(home, "summary").out
    assert checkin_with(home, "takeback", "--line", row["id"], "--yes").code == 3
