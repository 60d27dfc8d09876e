"""`pair pause`, `close`, `reopen`, `rename`, `takeaway` and `delete`, as a person types them."""

import pytest
from command_line import ANSWERS, checkin_with, hold

from checkin.record.desk import Desk


@pytest.fixture
def home(tmp_path):
    Desk.from_environment({"CHECKIN_HOME": str(tmp_path / "home")}).create_pair("Robin", "Sam")
    return tmp_path / "home"


def listed(home):
    (pair,) = Desk.from_environment({"CHECKIN_HOME": str(home)}).pairs()
    return pair


def test_a_pair_is_paused_ended_and_opened_again(home):
    done = checkin_with(home, "pair", "pause", "--note", "Sam is away")
    assert (done.code, done.out, listed(home).state) == (0, "", "paused")
    assert "checkin pair reopen sam-robin" in done.err
    assert checkin_with(home, "pair", "close", "sam").code == 0
    assert listed(home).state == "closed"
    file = home.parent / "answers.yaml"
    file.write_text(ANSWERS, encoding="utf-8")
    refused = checkin_with(home, "meet", "--answers", str(file))
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "Reopen with: checkin pair reopen sam-robin" in refused.err
    assert checkin_with(home, "pair", "reopen").code == 0
    assert listed(home).state == "new"


def test_each_takes_away_a_document_of_their_own(home):
    hold(home, "sam-robin")
    mentee = checkin_with(home, "pair", "takeaway", "--for", "mentee")
    assert mentee.out.startswith("# Sam with Robin: for Sam\n")
    assert "Questions are not exams" in mentee.out
    assert "To wait longer" not in mentee.out
    page = home.parent / "robin.html"
    done = checkin_with(home, "pair", "takeaway", "--for", "mentor", "-o", str(page))
    assert (done.code, done.out) == (0, "")
    assert "To wait longer" in page.read_text(encoding="utf-8")
    assert checkin_with(home, "pair", "takeaway").code == 2


def test_deleting_has_to_be_meant(home):
    refused = checkin_with(home, "pair", "delete")
    assert refused.code == 2
    assert "--yes" in refused.err
    done = checkin_with(home, "pair", "delete", "sam-robin", "--yes")
    assert (done.code, done.out) == (0, "")
    assert "copied elsewhere" in done.err
    assert checkin_with(home, "pair", "delete", "sam-robin", "--yes").code == 3


def test_somebody_can_be_called_by_another_name(home):
    assert checkin_with(home, "pair", "rename", "--mentee", "Samira").code == 0
    assert listed(home).mentee == "Samira"
    nobody = checkin_with(home, "pair", "rename")
    assert (nobody.code, nobody.err.count("\n")) == (2, 1)
