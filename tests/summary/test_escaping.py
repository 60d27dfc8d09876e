"""Typed text is still that text once its Markdown is rendered, wherever in the summary it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendering import DIALECTS, HOSTILE, harmless, read, squeezed

from checkin.ground.text import clean, clean_line
from checkin.summary.escaping import block, hard_breaks, line, title

PIECES = st.sampled_from(
    [
        *"#-+*_`~|<>[]()!&;:=\\.\"'$^{}@/?%,0123abXYé😀日 \t\n",
        "\n\n",
        "    ",
        "---",
        "===",
        "```",
        "~~~",
        "1. ",
        "- ",
        "[x] ",
        "www.",
        "https://",
        "a.b",
        "&lt;",
        "&#35;",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "](",
        "![",
        "**",
        "__",
        "~~",
        "|-|",
        "\\\n",
    ]
)
TYPED = st.one_of(st.lists(PIECES, max_size=24).map("".join), st.text(max_size=40)).map(clean)


def places(text):
    """The text where the summary puts texts of several lines: answer, named answer, list, task, detail."""
    yield hard_breaks(block(text))
    yield f"**Sam:** {hard_breaks(block(text))}"
    yield f"- {hard_breaks(block(text), '  ')}\n- next"
    yield f"- [ ] {hard_breaks(block(text), '  ')}"
    yield f"- {hard_breaks(f'first{chr(10)}Why: {block(text)}{chr(10)}Then: {block(text)}', '  ')}"
    yield hard_breaks(f"{block(text)} — Sam")


def assert_stays_itself(text, dialect):
    for hostile, plain in zip(places(text), places(harmless(text)), strict=True):
        said, tags = read(f"before\n\n{hostile}\n\nafter\n", dialect)
        meant, expected = read(f"before\n\n{plain}\n\nafter\n", dialect)
        assert tags == expected, hostile
        if squeezed(text):
            assert squeezed(text) in said, hostile
        assert len(said) == len(meant), hostile


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_what_is_read(text, dialect):
    assert_stays_itself(text, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=TYPED)
def test_no_text_at_all_becomes_markup(dialect, text):
    assert_stays_itself(text, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=TYPED.map(clean_line).filter(bool))
def test_no_text_breaks_a_heading_or_a_name(dialect, text):
    for markdown in (f"# {title(text)}", f"### {title(text)}"):
        said, tags = read(markdown + "\n\nafter", dialect)
        assert said == squeezed(text) + "after"
        assert len(tags) == 4
    said, tags = read(f"**{line(text)}:** words", dialect)
    assert said == squeezed(text) + ":words"
    assert tags == ["p", "strong", "/strong", "/p"]


@pytest.mark.parametrize(
    "text",
    [
        "Ask Mira - or Jo - for 5 minutes (on Monday); it's fine.",
        "A+B, 2 * 3 = 6, x < y, snake_case, ~5 minutes, $20, AT&T, 50 %!",
        "See https://example.org/talks/2026?draft=1&page=2 or www.example.org.",
        "C:\\Users\\sam",
        "-1 is not a bullet, 3.5 is no list, 10-12 neither",
    ],
)
def test_ordinary_text_reads_raw_as_it_was_typed(text):
    assert line(text) == text


def test_lines_stay_lines_and_paragraphs_stay_paragraphs():
    assert hard_breaks(block("\none\ntwo\n\n\nthree\n"), "  ") == "one  \n  two\n\n  three"


def test_indented_lines_stay_indented_without_becoming_code():
    assert block("def f():\n    return 1") == "def f():\n\u00a0\u00a0\u00a0\u00a0return 1"


def test_an_address_that_needs_escapes_is_not_made_a_link():
    assert line("https://example.org/*a*") == "https\\://example.org/\\*a\\*"


def test_fifty_thousand_hostile_characters_take_no_time_worth_naming():
    from time import process_time

    began = process_time()
    for text in (
        "*_`[<&~$" * 6_250,
        "www." * 12_500,
        "https://" * 6_250,
        "\\" * 50_000,
        "- " * 25_000,
        "&" * 50_000,
    ):
        hard_breaks(block(text))
    assert process_time() - began < 5
