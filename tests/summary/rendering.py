"""An independent Markdown reader as oracle: what a summary looks like once rendered."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

from markdown_it import MarkdownIt

DIALECTS = ("commonmark", "gfm-like")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        # A web address may become a link to itself where the reader does that: the text stays the text.
        if tag != "a":
            self.tags.append(tag)

    def handle_endtag(self, tag):
        if tag != "a":
            self.tags.append(f"/{tag}")

    def handle_comment(self, data):
        self.tags.append("!comment")

    def handle_decl(self, decl):
        self.tags.append("!declaration")

    def handle_pi(self, data):
        self.tags.append("!instruction")

    def handle_data(self, data):
        self.text += data


def html(markdown: str, dialect: str = "gfm-like") -> str:
    """The HTML of Markdown, its YAML header left out."""
    if markdown.startswith("---\n"):
        markdown = markdown.split("\n---\n", 1)[1]
    rendered: str = _reader(dialect).render(markdown)
    return rendered


@cache
def _reader(dialect: str) -> MarkdownIt:
    return MarkdownIt(dialect).enable(["table", "strikethrough"])


def read(markdown: str, dialect: str = "gfm-like") -> tuple[str, list[str]]:
    """The text of rendered Markdown without any white space, and its tags in order."""
    reader = _Reader()
    reader.feed(html(markdown, dialect))
    reader.close()
    return squeezed(reader.text), reader.tags


def squeezed(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def harmless(text: str) -> str:
    """A text of the same shape that no Markdown reader could take for anything."""
    return "".join(letter if letter.isspace() else "x" for letter in text)


HOSTILE = (
    "# not a heading",
    "#",
    "###### six",
    "- no bullet",
    "-",
    "+ plus",
    "* star",
    "*",
    "1. one",
    "1)",
    "12345678. many",
    "| a | b |\n|---|---|\n| c | d |",
    "a\n:-:\nb",
    "a | b\n- | -\nc | d",
    "> quoted",
    ">",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "<!-- gone -->",
    "<!--",
    "<?php ?>",
    "<![CDATA[x]]>",
    "<https://example.org>",
    "<sam@example.org>",
    "a < b > c",
    "I <3 this",
    "```\ncode\n```",
    "```",
    "~~~ python\ncode",
    "~~struck~~ ~one~ ~5",
    "`tick`",
    "``two`` ticks` ",
    "title\n===",
    "title\n---",
    "---",
    "***",
    "___",
    "- - -",
    "* * *",
    "_ _ _",
    "==",
    "    code by four spaces",
    "\tcode by a tab",
    "one\n\n    code after an empty line",
    "- one\n    - two\n\n        three",
    "[x] done",
    "[ ] open",
    "[link](javascript:alert(1))",
    "[link]: https://example.org 'gone'",
    "[link][ref] [^1]",
    "![image](https://example.org/x.png)",
    "&lt;b&gt; &amp; &#35; &#x23; &copy; AT&T",
    "*emphasis* **strong** _under_ __dunder__ snake_case 2 * 3 * 4",
    "*_mixed_*a_b_ c*d*e",
    "https://example.org/a_b*c*d_e?x=1&copy;=2",
    "https://example.org/path",
    "www.example.org/*a*",
    "see (https://example.org/a_(b)) and http://a.b~~c~~",
    "@mention #12",
    "back\\slash \\* \\# C:\\dir\\",
    "ends with a backslash\\\nnext",
    "ends with spaces   \nnext",
    ":::danger\ntext\n:::",
    ": definition",
    "---\ntitle: front matter\n---",
    "{{ liquid }} {% raw %} $x$ $$y$$ US$5 and 6$",
    "\n\n\nempty lines first\n\n\n\nand between\n\n",
    "日本語 *強調* עברית",
    "👩‍👩‍👧 *x*👍_y_",
    "\u00a0# no-break space first",
    "\u3000- ideographic space first",
    "``` a\n\n# b\n\n~~~",
    "a\n\n\n- b\n\n1. c\n\n\n> d",
    "x #",
    "x ##",
    "#hashtag #",
    "\\",
    "!",
    "![",
    "](",
    "* a\n* b\n\n  c",
    "2026. was a year",
    "[[wiki]] ==mark== ++ins++ H~2~O x^2^",
    "<details><summary>x</summary>",
    "<a\nhref='x'>",
    "*a\nb*",
    "`a\nb`",
    "[a\nb](c)",
    "&",
    "&#0;",
    "<",
)
"""What people might type, by chance or on purpose, that means something to Markdown or HTML."""
