"""The usual causes: what somebody typed, and the sentence and the remedy that come of it."""

import pytest
import yaml
from rich_bank import SHARED

from checkin.banks.codes.code import HEAD, STAGE
from checkin.banks.reading.reader import read_bank

LOADERS = [loader for loader in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader) if loader]

FIRST = "      - id: first\n        ask: What is first?\n"
GOAL = "      - id: goal\n"

CAUSES = {
    "a colon in the text": ("        ask: Now: what?", "Now", 'quotation marks: `ask: "Now: what?"`'),
    "a colon in curly quotes": ("        ask: “Now: what?”", ": w", '`ask: "Now: what?"`'),
    "a quote not closed": ('        ask: "What?', '"What', 'put a " at the end'),
    "an apostrophe in single quotes": ("        ask: 'It's time?'", "s time", '`"It\'s time?"`'),
    "a quote in the midst": ('        ask: "Now" what?', "what", "put the whole text in quotation marks"),
    "an at sign": ("        ask: @you, what?", "@", '`ask: "@you, what?"`'),
    "a backquote": ("        ask: `what`?", "`", '`ask: "`what`?"`'),
    "a per cent sign": ("        ask: % of what?", "%", '`ask: "% of what?"`'),
    "an ampersand": ("        ask: & you?", "&", '`ask: "& you?"`'),
    "a star": ("        ask: * you?", "*", '`ask: "* you?"`'),
    "an exclamation mark": ("        ask: !you?", "!", "quotation marks"),
    "a bar": ("        ask: | you?", "|", '`ask: "| you?"`'),
    "a question mark first": ("        ask: ? you?", "? you", '`ask: "? you?"`'),
    "a hyphen first": ("        ask: - you?", "- you", '`ask: "- you?"`'),
    "a comma first": ("        ask: , you?", ",", '`ask: ", you?"`'),
    "brackets around a word": ("        ask: [you] and me?", "[", '`ask: "[you] and me?"`'),
    "a list not closed": ("        ask: x\n        tags: [a, b", "[", "close it with `]`"),
    "a map not closed": (
        "        ask: x\n        when: {first: {answered: yes}",
        "{first",
        "close it with `}`",
    ),
    "a bracket too many": ("        ask: x\n        when: {first: {answered: yes}}}", "}\n", "delete it"),
    "prose in brackets": ("        ask: x\n        follow_ups: [a: b: c?]", "[", "brackets"),
    "no space after a colon": ("        ask:What?", "ask", "`ask: What?`"),
    "no space after a colon in a map": (
        "        ask: x\n        when: {first:{answered: yes}}",
        "first:",
        "`first: `",
    ),
    "no colon": ("        ask What?", "ask", "`ask: What?`"),
    "an equals sign": ("        ask = What?", "ask", "`ask: What?`"),
    "a semicolon": ("        ask; What?", "ask", "`ask: What?`"),
    "a wide colon": ("        ask：What?", "：", "`ask: What?`"),
    "a tab for spaces": ("\task: What?", "\t", "put 2 spaces for each level"),
    "a non-breaking space": ("        ask:\u00a0What?", "\u00a0", "type a space"),
    "a line too far to the right": ("          ask: What?", "ask", "begin it in column 9"),
    "a line too far to the left": ("      ask: What?", "ask", "same column"),
    "no space after a hyphen": ("        ask: x\n      -id: next", "-id", "`- id: next`"),
    "an em dash": ("        ask: x\n      — id: next", "—", "`- id: next`"),
    "a hyphen of print": ("        ask: x\n      ‐ id: next", "‐", "`- id: next`"),
    "a bullet": ("        ask: x\n      • id: next", "•", "`- id: next`"),
    "a backslash": ('        ask: "What \\d?"', "\\", "single quotation marks"),
    "two versions": ("<<<<<<< HEAD\n        ask: x", "<<<<<<<", "keep the lines you want"),
    "a fence": ("        ask: x\n```", "```", "delete the line"),
    "a text that goes on too far left": ("        ask: What\n      now?", "now", "indent it further"),
    "a colon in a long text": ("        ask:\n          What is\n          it: this?", ": this", "put a `|`"),
    "something after the end": ("        ask: x\n...\nb", "b", "delete the line `...`"),
    "all of it a comment": ("        ask: # What?", ": #", '`ask: "# What?"`'),
    "a part of it a comment": ("        ask: It's #1", "#1", 'quotation marks: `"It\'s #1"`'),
    "nothing after the colon": ("        ask:", ":", "write the question after the `:`"),
    "curly quotes around it": ("        ask: “What?”", "“", 'write "What?"'),
    "a list of em dashes": ("        ask: x\n        follow_ups:\n          — a", "—", "`—` is no hyphen"),
    "a list without spaces": (
        "        ask: x\n        follow_ups:\n          -a",
        "-a",
        "a space after the `-`",
    ),
    "an item too far right": (
        "        ask: x\n        tags:\n          - a\n           - b",
        "- b",
        "line it up",
    ),
    "a name with a non-breaking space": ("        ask\u00a0: What?", "ask\u00a0", "type a space"),
    "a test without its colon": (
        "        ask: x\n        when: {first: {answered yes}}",
        "answered",
        "`answered`",
    ),
    "a key that is a list": ("        ask: x\n        [a]: b", "[a]", "quotation marks"),
    "three dashes": ("        ask: x\n---\nask: y", "---", "delete the `---`"),
}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("cause", CAUSES)
def test_a_usual_cause_is_told_where_it_is_with_what_to_do(tmp_path, cause, loader):
    typed, at, remedy = CAUSES[cause]
    path = tmp_path / "bank.yaml"
    text = HEAD + STAGE + FIRST + GOAL + typed + "\n"
    path.write_text(text, encoding="utf-8")
    reading = read_bank(path, [], loader=loader)
    if cause == "no space after a colon in a map" and loader is yaml.SafeLoader:
        assert reading.told() == ""  # this parser needs no space there
        return
    (problem,) = reading.diagnostics
    before = text[: text.index(at, text.index(GOAL) + len(GOAL))]
    expected = before.count("\n") + 1, len(before) - before.rfind("\n")
    if cause in ("a colon in the text",):
        expected = expected[0], expected[1] + len("Now")
    assert (problem.line, problem.column) == expected, reading.told()
    assert remedy in problem.help, reading.told()
    assert not problem.message.endswith(".")


def test_no_message_blames_or_shouts(tmp_path):
    path = tmp_path / "bank.yaml"
    for typed, _, _ in CAUSES.values():
        path.write_text(HEAD + STAGE + FIRST + GOAL + typed + "\n", encoding="utf-8")
        for problem in read_bank(path, []).diagnostics:
            said = f"{problem.message} {problem.help}".casefold()
            for word in (
                "invalid",
                "illegal",
                "failed",
                "fatal",
                "wrong",
                "you must",
                "scalar",
                "token",
                "mapping",
            ):
                assert word not in said, said


def test_the_shared_questions_of_these_tests_are_right(tmp_path):
    (tmp_path / "s.yaml").write_text(SHARED, encoding="utf-8")
    assert [each.code for each in read_bank(tmp_path / "s.yaml", []).diagnostics] == ["not-a-bank"]
