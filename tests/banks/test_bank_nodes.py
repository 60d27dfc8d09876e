"""YAML as nodes: positions, bounds, and the same answer from both of PyYAML's loaders."""

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.banks.reading.nodes import MAX_DEPTH, Node, parse

LOADERS = [loader for loader in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader) if loader]

both = pytest.mark.parametrize("loader", LOADERS)


def plain(node):
    """The value of a node without its places."""
    if node is None or node.kind == "scalar":
        return node.value if node else None
    if node.kind == "list":
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.pairs}


def places(node):
    """Every node of a file with its place."""
    yield node.kind, node.line, node.column, node.end_line, node.end_column, node.plain, node.flow
    for child in node.value if node.kind != "scalar" else ():
        for each in child if not isinstance(child, Node) else (child,):
            yield from places(each)


def codes(text, loader=None):
    return [problem.code for problem in parse(text, "f.yaml", loader)[1]]


CORPUS = [
    "a: b\n",
    "a: NO\nb: 12:30\nc: 010\nd: 1e3\ne: ~\nf: 2026-01-01\n",
    "- a\n- [b, c]\n- {d: e}\n",
    "a: |\n  one\n  two\n\nb: >-\n  three\n  four\n",
    "a: 'it''s'\nb: \"x\\ny\"\nc: plain text # and a comment\n",
    "é😀x: [😀, b c]\n日本: 語\n",
    "\ufeffa: b\n",
    "a: b\r\nc:\r\n  - d\r\n",
    "a: b\rc: d\r",
    "a: x\u00a0y\n",
    "a:\nb:\n",
    "? a\n: b\n",
    "a: {b: {c: [d, {e: f}]}}\n",
    "a: one\n  two\n  three\nb: c\n",
]


@pytest.mark.skipif(len(LOADERS) < 2, reason="PyYAML is without its C loader here")
@pytest.mark.parametrize("text", CORPUS)
def test_both_loaders_give_the_same_nodes_at_the_same_places(text):
    (one, first), (other, second) = (parse(text, "f.yaml", loader) for loader in LOADERS)
    assert first == second == []
    assert list(places(one)) == list(places(other))
    assert plain(one) == plain(other)


@both
def test_a_file_that_does_not_parse_has_one_error(loader):
    assert codes("a: {{ b }}\na: &x 1\nb: *x\nc: d: e\n", loader) == ["yaml-syntax"]


@both
def test_a_tab_after_a_colon_is_read_or_explained(loader):
    top, problems = parse("a:\tb\n", "f", loader)
    assert plain(top) == {"a": "b"} or problems[0].message == "a tab stands where a space belongs"


@both
def test_scalars_stay_the_text_they_were_written_as(loader):
    top, _ = parse("a: NO\nb: 12:30\nc: 010\nd: yes\ne: 1_000\n", "f", loader)
    assert plain(top) == {"a": "NO", "b": "12:30", "c": "010", "d": "yes", "e": "1_000"}


@both
@pytest.mark.parametrize("text", ["é😀 k: v", "\ufeffé😀 k: v", "﹢a\u0301k: v"])
def test_columns_count_characters_after_a_byte_order_mark_and_wide_ones(loader, text):
    top, problems = parse(text.encode(), "f", loader)
    value = top.pairs[0][1]
    assert problems == []
    assert (value.line, value.column, value.end_column) == (
        1,
        text.lstrip("\ufeff").index("v") + 1,
        len(text.lstrip("\ufeff")) + 1,
    )


@both
@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? ", "{", "[{a: ", "a:\n ", "!!x [", "&a ["])
def test_nesting_without_end_is_refused_at_once(loader, unit):
    started = time.process_time()
    top, problems = parse(unit * 50_000, "f", loader)
    assert top is None
    assert any(problem.code in ("too-deep", "too-big", "yaml-syntax", "indent") for problem in problems)
    assert time.process_time() - started < 5


@both
def test_a_staircase_of_blocks_is_refused_at_its_thirteenth_step(loader):
    text = "\n".join(" " * depth + "a:" for depth in range(400)) + " b"
    _, problems = parse(text, "f", loader)
    assert [(problem.code, problem.line) for problem in problems] == [("too-deep", MAX_DEPTH + 1)]


@both
def test_a_file_of_many_pieces_is_refused(loader):
    text = "a: [" + "x," * 25_000 + "]\n"
    assert codes(text, loader) == ["too-big"]


def test_a_big_file_is_refused_before_it_is_read():
    assert codes(b"a: " + b"x" * 300_000) == ["too-big"]
    assert codes("a: " + "é" * 150_000) == ["too-big"]


@both
def test_anchors_aliases_and_tags_are_named_and_the_rest_is_read(loader):
    top, problems = parse("a: &x b\nc: *x\nd: !!python/object:os.system e\n", "f", loader)
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [
        ("alias", 1, 4),
        ("alias", 2, 4),
        ("tag", 3, 4),
    ]
    assert plain(top) == {"a": "b", "c": "", "d": "e"}


@both
def test_billions_of_laughs_cost_nothing(loader):
    text = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
    )
    assert set(codes(text, loader)) == {"alias"}


@both
def test_a_key_that_is_there_twice_points_at_both(loader):
    top, (problem,) = parse("a: 1\nb: 2\na: 3\n", "f", loader)
    assert (problem.code, problem.line, problem.related.line) == ("duplicate-key", 3, 1)
    assert plain(top) == {"a": "1", "b": "2"}


@both
def test_control_characters_are_told_with_their_place_and_the_rest_is_read(loader):
    top, problems = parse("a: x\x1b[2J\nb: \u202ey\n", "f", loader)
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [
        ("control-character", 1, 5),
        ("control-character", 2, 4),
    ]
    assert set(plain(top)) == {"a", "b"}


@both
def test_an_escape_in_quotes_can_not_bring_them_in(loader):
    assert codes('a: "x\\e[2J"\n', loader) == ["control-character"]
    assert codes('a: "x\\u202e"\n', loader) == ["control-character"]
    assert codes('a: "x\\n\\t"\n', loader) == []


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"a: b\nc: \xff\n", "not-utf8", 2, 4),
        ("é: ".encode() + b"\xe9", "not-utf8", 1, 4),
        ("a: b".encode("utf-16"), "not-utf8", 0, 0),
        (b"", "empty-file", 0, 0),
        (b"# only\n", "empty-file", 0, 0),
        (b"---\n", "empty-file", 0, 0),
        (b"a: b\n---\nc: d\n", "two-documents", 2, 1),
        (b"a: \x00b\n", "control-character", 1, 4),
    ],
)
def test_odd_files_are_explained(data, code, line, column):
    _, problems = parse(data, "f")
    assert [(each.code, each.line, each.column) for each in problems] == [(code, line, column)]


SYNTAX = [
    ("ask: Now: what?\n", "yaml-syntax", (1, 9), 'ask: "Now: what?"'),
    ('ask: Say "no": why?\n', "yaml-syntax", (1, 14), "ask: 'Say \"no\": why?'"),
    ("a: b\n  c: d\n", "indent", (2, 3), "begin it in column 1 as the line above, not in 3"),
    ("a:\n\t- b\n", "indent", (2, 1), "put 2 spaces for each level in place of the tab"),
    ("a:\n\t\t- b\n", "indent", (2, 1), "in place of the tabs"),
    ("- id: a\n ask: b\n", "indent", (2, 2), "column 3, and this line begins in 2"),
    ("a:\n  - b\n - c\n", "indent", (3, 2), "here that may be column 3, and this line begins in 2"),
    ("follow_ups: - What else?\n  - Who?\n", "yaml-syntax", (1, 13), "leave `follow_ups:` alone in its line"),
    ("choices: - A\n", "yaml-syntax", (1, 10), "indented further: `- A`"),
    ("ask: - What?\n", "yaml-syntax", (1, 6), 'ask: "- What?"'),
    ("ask: {What?\n", "yaml-syntax", (1, 6), 'ask: "{What?"'),
    ("minutes: {quick: 10\n", "yaml-syntax", (1, 10), "close it with `}`"),
    ("ask:\u00a0What?\nb: c\n", "yaml-syntax", (1, 5), "type a space"),
    ("a: @you\n", "yaml-syntax", (1, 4), 'a: "@you"'),
    ("a: `you`\n", "yaml-syntax", (1, 4), 'a: "`you`"'),
    ("a: %you\n", "yaml-syntax", (1, 4), 'a: "%you"'),
    ("a: *you and me\n", "yaml-syntax", (1, 4), 'a: "*you and me"'),
    ('a: "you\n', "yaml-syntax", (1, 4), "at the end of the text"),
    ("a: 'it's'\n", "yaml-syntax", (1, 8), '"it\'s"'),
    ('a: "b" c\n', "yaml-syntax", (1, 8), '"b" c'),
    ('a: "\\d"\n', "yaml-syntax", None, "single quotation marks"),
    ("a: {b: c\n", "yaml-syntax", (1, 4), "quotation marks"),
    ("a: [b, c\nd: e\n", "yaml-syntax", None, ""),
    ("a: b\nwhat now\nc: d\n", "yaml-syntax", None, "indent it further"),
    ("- a\nb: c\n", "indent", (2, 1), "column"),
    ("a: b\n- c\n", "indent", (2, 1), "column"),
    ("a: !foo!bar x\n", "tag", (1, 4), "quotation marks"),
    ("a: |you\n", "yaml-syntax", (1, 4), 'a: "|you"'),
    ("a: >you\n", "yaml-syntax", (1, 4), 'a: ">you"'),
]


@both
@pytest.mark.parametrize(("text", "code", "place", "remedy"), SYNTAX)
def test_a_syntax_error_is_explained(text, code, place, remedy, loader):
    top, problems = parse(text, "f", loader)
    (problem,) = problems
    assert top is None
    assert problem.code == code, problem
    assert place is None or (problem.line, problem.column) == place, problem
    assert remedy in problem.help, problem.help


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_anything_at_all_is_read_or_explained(data):
    for loader in LOADERS:
        top, problems = parse(data, "f", loader)
        assert top is not None or problems


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#,. \t\n\\\u00a0é", max_size=80))
def test_anything_that_looks_like_yaml_is_read_or_explained(text):
    for loader in LOADERS:
        top, problems = parse(text, "f", loader)
        assert top is not None or problems
        for problem in problems:
            assert problem.code
            assert problem.message
