from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checkin.ground.text import (
    _clean_once,
    _is_clean,
    cell_width,
    clean,
    clean_line,
    clusters,
    cut,
    nearest,
    slug,
    wrap,
)

NASTY = (
    "\u200c\u200d\u202e\u2066\ufeff\u200b\u00ad\x1b\x00\x85\u2028\r\n\t e\u0301\u0338>\u0915\u094d"
    "\U0001f468\U0001f3fd\ufe0f\u2764\ud800\ue000\ufffe\U000e0041"
)
TEXTS = st.text(st.one_of(st.sampled_from(NASTY), st.characters()), max_size=40)


@given(TEXTS)
@example("\u200d\u200c\u200d")
@example(">\u0338\u200da")
@example("a\u200d\u0301")
def test_cleaning_twice_is_cleaning_once(text):
    once = clean(text)
    assert clean(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)


@given(TEXTS)
def test_clean_text_has_no_control_or_format_characters_but_joiners(text):
    for letter in clean(text):
        assert unicodedata.category(letter) not in ("Cc", "Cf", "Cs") or letter in "\n\t\u200c\u200d"
    clean(text).encode()
    assert unicodedata.is_normalized("NFC", clean(text))
    assert "\n" not in clean_line(text)


@given(st.text(st.characters(max_codepoint=0x2FF, categories=["L", "N", "P", "Zs"]), max_size=60))
def test_words_stay_as_they_are_but_for_composition(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"),
        ("\x1b[31mred\x07", "[31mred"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("abc\u202edef\u2066ghi\u2069", "abcdefghi"),
        ("\ufeffstart\u200b of\u00ad text", "start of text"),
        ("e\u0301te\u0301", "été"),
        ("half \ud800 pair", "half  pair"),
        ("tab\tstays", "tab\tstays"),
        ("private \ue000 use", "private \ue000 use"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ه\u200d", "ه\u200d"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("👩🏽\u200d💻", "👩🏽\u200d💻"),
        ("a \u200d b", "a  b"),
        ("flag \U0001f3f4\U000e0067\U000e007f", "flag \U0001f3f4"),
    ],
)
def test_what_is_kept_and_what_goes(typed, kept):
    assert clean(typed) == kept


def test_a_line_has_single_spaces():
    assert clean_line("  Mia \n\t von\u00a0\u00a0Berg ") == "Mia von Berg"


@given(st.text(max_size=80))
def test_a_slug_is_a_safe_file_name(text):
    name = slug(text)
    assert 1 <= len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")
    assert slug(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mia & Sam", "mia-sam"),
        ("../../etc", "etc"),
        ("..", "pair"),
        ("", "pair"),
        ("李雷", "pair"),
        ("CON", "pair-con"),
        ("lpt1", "pair-lpt1"),
        ("Søren Kierkegård", "soren-kierkegard"),
        ("Zoë Müller-Strauß", "zoe-muller-strauss"),
        ("a" * 59 + "-b", "a" * 59),
    ],
)
def test_slugs(text, name):
    assert slug(text) == name


def test_the_nearest_word_is_found_whatever_the_case():
    assert nearest("REGLUAR", ["first_meeting", "Regular"]) == "Regular"
    assert nearest("xyz", ["first_meeting", "Regular"]) is None
    assert nearest("x", []) is None


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("plain", 5),
        ("日本", 4),
        ("e\u0301", 1),
        ("👍", 2),
        ("👍🏽", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("🇫🇮🇸🇪", 4),
        ("❤\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("a\x1bb", 2),
        ("", 0),
    ],
)
def test_widths(text, cells):
    assert cell_width(text) == cells


@given(TEXTS, st.integers(0, 30))
def test_cut_text_is_never_too_wide_and_never_splits_a_character(text, cells):
    text = clean(text)
    short = cut(text, cells)
    assert cell_width(short) <= cells
    if short != text and cells:
        assert short.endswith("…")
        whole = ["".join(c for c, _ in list(clusters(text))[:n]).rstrip() for n in range(len(text) + 1)]
        assert short[:-1] in whole


@given(TEXTS, st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text, width):
    text = clean(text)
    lines = wrap(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrapping_keeps_paragraphs_and_breaks_at_spaces():
    assert wrap("one two three\n\nfour", 8) == ["one two", "three", "", "four"]
    assert wrap("一二三四五", 4) == ["一二", "三四", "五"]
    assert wrap("", 10) == [""]


@given(st.one_of(TEXTS, st.text()))
def test_a_text_that_is_surely_clean_is_what_cleaning_makes_of_it(text):
    if _is_clean(text):
        assert _clean_once(text) == text


def test_a_long_text_of_other_scripts_is_surely_clean():
    assert _is_clean("Grüße, 漢字, привет.\n\t🙂 " * 100)
    assert not _is_clean("an escape \x1b[31m")
    assert not _is_clean("e\u0301")
