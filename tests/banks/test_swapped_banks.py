"""Banks in which the one who is helped helps as well: what they may say, and what stays a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.folders import shipped_folder
from checkin.banks.reading.reader import check_file, read_bank
from checkin.banks.rehearsal.cost import cost_of
from checkin.banks.rehearsal.page_room import ROWS, PageRoom

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "format: 1\nid: b\ntitle: B\nshape: free\n"
SEATS = "seats:\n  - {id: one, plays: mentee}\n  - {id: two, plays: mentor}\n"
STAGE = "stages:\n  - id: s\n    title: S\n    questions:\n"
GOAL_1, GOAL_2 = "      - {id: a, who: one, ask: A?}\n", "      - {id: b, who: two, ask: B?}\n"
TO_1 = "      - {id: to_a, type: offer, who: two, opens_after: [a], ask: Thought?}\n"
TO_2 = "      - {id: to_b, type: offer, who: one, opens_after: [b], ask: Thought?}\n"
IDEAS_2 = "      - {id: ideas, type: options, who: two, ask: Ideas?}\n"


def codes(tmp_path: Path, *questions: str) -> list[str]:
    path = tmp_path / "b.yaml"
    path.write_text(HEAD + SEATS + STAGE + "".join(questions), encoding="utf-8")
    return [each.code for each in check_file(path, []).diagnostics if each.severity == "error"]


def test_whoever_is_helped_in_one_half_may_offer_in_the_other(tmp_path: Path):
    assert codes(tmp_path, GOAL_1, TO_1, GOAL_2, IDEAS_2, TO_2) == []


def test_without_a_half_of_their_own_an_offer_stays_the_mentors(tmp_path: Path):
    assert codes(tmp_path, GOAL_1, "      - {id: to_a, type: offer, who: one, ask: Thought?}\n") == [
        "wrong-value"
    ]
    assert codes(tmp_path, GOAL_1, TO_1, IDEAS_2) == ["wrong-value"]


def test_nobody_makes_an_offer_to_themselves(tmp_path: Path):
    own = "      - {id: to_a, type: offer, who: one, opens_after: [a], ask: Thought?}\n"
    assert codes(tmp_path, GOAL_1, own) == ["wrong-value"]


def test_a_group_is_reckoned_at_the_fewest_and_fits_a_small_screen_with_the_most():
    group = read_bank(shipped_folder() / "group.yaml").bank
    assert group is not None
    assert (group.fewest, len(group.seats)) == (3, 6)
    takeaway = next(each for each in group.all_questions() if each.type == "takeaway")
    assert cost_of(takeaway, "full", group).typed == 3
    room = PageRoom(group)
    assert max(room.rows_of(each) for each in group.all_questions()) <= ROWS
