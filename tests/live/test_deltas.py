"""What pycrdt says happened to a text, in code points."""

from __future__ import annotations

from checkin.live.edits import edits_of


def test_deltas_in_bytes_become_edits_in_characters():
    delta = [{"delete": 1}, {"retain": 2}, {"insert": "ü"}, {"retain": 5}, {"insert": "ZZ"}]
    edits = edits_of([delta], "aé🎉b", "éü🎉bZZ")
    assert edits == ((0, 1, ""), (1, 1, "ü"), (4, 4, "ZZ"))


def test_a_delta_that_does_not_tell_the_truth_is_not_believed():
    assert edits_of([[{"retain": 1}, {"insert": "x"}]], "ab", "aby") == ((2, 2, "y"),)
    assert edits_of([[{"insert": "x"}]], "ab", "ab") == ()
