"""The terminal comes to show what Textual's own output would show, cell by cell, on random screens."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from cell_terminal import CellTerminal
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip
from wcwidth import wcwidth

from checkin.tui.cells import Cells, settled
from checkin.tui.pens import PLAIN, Unfamiliar, change, turned

CONSOLE = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)
MOVE = "\x1b[{};{}H"
FAMILY, FLAG, HEART, KEYCAP = "👩\u200d👩\u200d👧", "🇩🇪", "❤\ufe0f", "1\ufe0f\u20e3"
SETTLED = ["a", "b", " ", "  ", "mm", "…", "─", "é", "ж", "▸", "漢", "字", "한"]
UNSETTLED = [
    FAMILY,
    FLAG,
    HEART,
    KEYCAP,
    "e\u0301",
    "q\u0323\u0307",
    "👍🏽",
    "🙂",
    "☺",
    "कि",
    "\u1112\u1161",
    "🇩",
]


# Random screens


COLOURS = [None, "#e4e2dc", "#2b3138", "#ff0000", "red", "bright_blue", "default", "color(99)"]
MARKS = [
    {},
    {},
    {"bold": True},
    {"dim": True, "bold": True},
    {"italic": True, "strike": True},
    {"reverse": True},
    {"underline": True},
    {"reverse": True, "bold": True},
    {"underline2": True},
    {"overline": True, "blink": True},
    {"conceal": True},
]


def a_style(chance):
    fg, bg = (name and Color.parse(name) for name in chance.choices(COLOURS, k=2))
    link = "https://example.org/a" if chance.random() < 0.1 else None
    return Style(color=fg, bgcolor=bg, link=link, **chance.choice(MARKS))


def a_strip(chance, width):
    alphabet = chance.choice([SETTLED, SETTLED + UNSETTLED, UNSETTLED, [" "]])
    segments = [
        Segment(
            "".join(chance.choices(alphabet, k=chance.randrange(9))), chance.choice([None, a_style(chance)])
        )
        for _ in range(chance.randrange(5))
    ]
    return Strip(segments).adjust_cell_length(width, Style(bgcolor=Color.parse("blue")))


def a_whole_update(chance, columns, rows):
    return LayoutUpdate([[a_strip(chance, columns)] for _ in range(rows)], Region(0, 0, columns, rows))


def some_spans(chance, columns, rows):
    """As widgets and overlays cut them."""
    chops, ends = [], []
    for _row in range(rows):
        cuts = sorted({0, columns, *(chance.randrange(1, columns) for _ in range(chance.randrange(3)))})
        pieces = pairwise(cuts)
        chops.append(
            {a: chance.choice([None, a_strip(chance, b - a), a_strip(chance, b - a)]) for a, b in pieces}
        )
        ends.append(cuts[1:])
    ys = sorted(chance.sample(range(rows), chance.randint(1, rows)))
    spans = [(y, *sorted((chance.randint(0, columns), chance.randint(0, columns)))) for y in ys]
    return ChopsUpdate(chops, spans, ends)


def a_story(chance):
    """A size, and what happens one after the other: updates, another size, somebody else on the screen."""

    def a_size():
        return chance.randint(4, 14), chance.randint(1, 4)

    first = size = a_size()
    story = [("show", a_whole_update(chance, *size))]
    for _step in range(chance.randrange(6)):
        what = chance.choice(["parts"] * 5 + ["whole", "again", "size", "others"])
        if what == "parts":
            story.append(("show", some_spans(chance, *size)))
            continue
        if what == "again":
            story.append(("show", story[-1][1]))
            continue
        if what == "size":
            size = next(other for other in iter(a_size, None) if other != size)
            story.append((what, size))
        elif what == "others":
            story.append((what, None))
        story.append(("show", a_whole_update(chance, *size)))
    return first, story


stories = st.integers(0, 2**40).map(lambda seed: a_story(random.Random(seed)))


def told(size, story, *terminals):
    """Tell a story: to the first terminal as Textual does, to the others through cells of their own."""
    own = [Cells() for _ in terminals[1:]]
    for what, which in story:
        if what == "show":
            output = which.render_segments(CONSOLE)
            terminals[0].feed(output + MOVE.format(1, 2))
            for cells, terminal in zip(own, terminals[1:], strict=True):
                terminal.feed(cells.paint(output, size, (1, 0)))
        elif what == "size":
            size = which
            for terminal in terminals:
                terminal.resize(*size)
        else:
            for cells, terminal in zip([None, *own], terminals, strict=True):
                terminal.feed(cells.forget() if cells else "")
                assert (terminal.marks, terminal.fg, terminal.bg, terminal.link) == (frozenset(), "", "", "")
                terminal.scramble()
    return own


@settings(max_examples=300, deadline=None)
@given(stories)
def test_every_cell_is_as_textual_would_have_it(story):
    size, steps = story
    theirs, ours = CellTerminal(*size), CellTerminal(*size)
    told(size, steps, theirs, ours)
    assert ours.looks() == theirs.looks()
    assert (ours.x, ours.y) == (theirs.x, theirs.y)


@settings(max_examples=150, deadline=None)
@given(stories, st.sampled_from(["letters", "narrow", "wide"]))
def test_a_terminal_of_another_mind_shows_all_settled_characters_in_their_places(story, mind):
    size, steps = story
    theirs, ours = CellTerminal(*size), CellTerminal(*size, mind)
    told(size, steps, theirs, ours)
    for should, shown in zip(theirs.looks(), ours.looks(), strict=True):
        for x, (cell, seen) in enumerate(zip(should, shown, strict=True)):
            character = lead(should, x)
            if settled(character):
                assert seen == cell, (x, should, shown)
            else:  # of what a terminal makes of the others, nothing old is between them
                assert set(seen[0]) <= {" ", *character}, (x, should, shown)


def lead(row, x):
    while row[x][0] == "":
        x -= 1
    return row[x][0]


@settings(max_examples=150, deadline=None)
@given(stories, st.sampled_from(["letters", "narrow", "wide"]))
def test_nothing_stays_of_wide_and_joined_characters_once_other_words_stand_there(story, mind):
    size, steps = story
    theirs, ours = CellTerminal(*size), CellTerminal(*size, mind)
    (cells,) = told(size, steps, theirs, ours)
    columns, rows = cells.size
    page = "".join(f"\x1b[{y + 1};1H" + "~" * columns for y in range(rows))
    ours.feed(cells.paint(page, cells.size, (0, 0)))
    assert ours.lines() == ["~" * columns] * rows


# What is sent


def shown(*texts, size=(20, 3)):
    """What each of some outputs sends, one after the other."""
    cells = Cells()
    return [cells.paint(text, size, (0, 0)) for text in texts]


def test_nothing_is_sent_when_nothing_changed():
    page = "\x1b[1;1H\x1b[1mHello\x1b[0m \x1b[3mSam\x1b[0m"
    assert shown(page, page, page)[1:] == ["", ""]


def test_only_what_changed_is_sent():
    assert shown("\x1b[1;1Hone and two", "\x1b[1;1Hone and 2wo")[1] == "\x1b[8C2\r"


def test_a_short_gap_is_written_again_rather_than_stepped_over():
    assert shown("\x1b[1;1Habcdefgh", "\x1b[1;1HAbcDefgh")[1] == "AbcD\r"


def test_a_character_of_unsettled_width_is_stepped_over():
    assert shown("\x1b[1;1Ha☺b", "\x1b[1;1Hc☺d")[1] == "c\x1b[Cd\r"


def test_a_letter_typed_before_a_block_cursor_costs_a_dozen_bytes():
    field, block = "\x1b[38;2;228;226;220;48;2;43;49;56m", "\x1b[38;2;22;24;27;48;2;228;226;220m"
    words = ("Hell", "Hello", "Hello ", "Hello S")
    typed = [
        f"\x1b[2;1H{field}{text}\x1b[0m{block} \x1b[0m{field}{'':{12 - len(text)}}\x1b[0m" for text in words
    ]
    cells = Cells()
    sent = [cells.paint(output, (20, 3), (len(text), 1)) for text, output in zip(words, typed, strict=True)]
    assert sent[2:] == ["\x1b[27m \x1b[7m \b", "\x1b[27mS\x1b[7m \b"]


def test_the_second_half_of_a_wide_character_is_not_left_behind():
    _, narrow, wide = shown("\x1b[1;1H漢字", "\x1b[1;2Hx", "\x1b[1;1H漢")
    assert narrow == " x\r"
    assert wide == "漢\r"


def test_after_a_joined_emoji_the_next_place_is_given_in_full_and_what_it_may_cover_is_written_again():
    (first,) = shown(f"\x1b[1;1H{FAMILY}after it all")
    assert first == f"\x1b[1H\x1b[m  \r{FAMILY}\x1b[1;3Hafter it all\r"
    _, again = shown("\x1b[1;1Hxxafter it all", f"\x1b[1;1H{FAMILY}after it all")
    assert again == f"  \r{FAMILY}\x1b[1;3Hafter it\r"


def test_no_link_is_left_open():
    link = "\x1b]8;id=1;https://example.org/a\x1b\\"
    (sent,) = shown(f"\x1b[1;1H{link}\x1b[1mhere\x1b[0m\x1b]8;;\x1b\\")
    assert sent == f"\x1b[1H\x1b[0;1m{link}here\x1b]8;;\x1b\\\r"


def test_without_colours_no_colour_is_sent():
    cells = Cells(colours=False)
    painted = cells.paint("\x1b[1;1H\x1b[1;38;2;1;2;3;44mbold\x1b[0m\x1b[90mgrey\x1b[0m", (20, 3), (0, 0))
    assert painted == "\x1b[1H\x1b[0;1mbold\x1b[mgrey\r"


@pytest.mark.parametrize("odd", ["\x1b[1;1Ha\tb", "\x1b[2J", "\x1b[1;1H\x1b[73mx", "text", "\x1b[1;1H\x9b1m"])
def test_what_is_not_read_is_left_to_others_and_changes_nothing(odd):
    cells = Cells()
    cells.paint("\x1b[1;1Hsteady", (20, 3), (0, 0))
    with pytest.raises(Unfamiliar):
        cells.paint(odd, (20, 3), (0, 0))
    assert cells.paint("\x1b[1;1Hsteady", (20, 3), (0, 0)) == ""


def test_text_beyond_the_edges_is_cut():
    terminal, cells = CellTerminal(4, 2), Cells()
    page = "\x1b[1;1Habc漢字\u0301\x1b[2;4Hxyz\x1b[m\u0301\x1b[0;9H\u0301\x1b[3;1Hunder"
    terminal.feed(cells.paint(page, (4, 2), (0, 0)))
    assert terminal.lines() == ["abc ", "???x"]


# Pens


CODES = ["0", *"12345789", "21", "53", "31", "42", "95", "38;5;9", "48;2;1;2;3", "39", "49"]


@given(st.lists(st.sampled_from(CODES), max_size=9))
def test_the_way_from_pen_to_pen_is_right_and_no_longer_than_from_the_start(codes):
    half = len(codes) // 2
    old = turned(PLAIN, ";".join(codes[:half]), True) if half else PLAIN
    new = turned(PLAIN, ";".join(codes[half:]) or "0", True)
    for start in (old, None):
        terminal = CellTerminal(4, 1)
        terminal.feed(change(None, old) + change(start, new))
        fresh = CellTerminal(4, 1)
        fresh.feed(change(None, new))
        assert (terminal.marks, terminal.fg, terminal.bg) == (fresh.marks, fresh.fg, fresh.bg)
    assert len(change(old, new)) <= len(change(None, new))


def test_terminals_and_textual_agree_on_the_characters_that_are_trusted():
    from rich.cells import cell_len

    trusted = [chr(point) for point in range(0x20, 0x10000) if settled(chr(point))]
    assert len(trusted) > 30_000
    assert [c for c in trusted if wcwidth(c) != cell_len(c)] == []
