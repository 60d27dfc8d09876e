"""Broken files without end: banks flipped, cut and spliced, YAML out of its pieces, bytes of every kind."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BITS = (
    "- ",
    ": ",
    ":",
    "\n",
    "\n  ",
    "\n    - ",
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    "${",
    "  ",
    "\t",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "|",
    ">",
    "|+\n",
    "? ",
    "%",
    "@",
    "`",
    "#",
    " #",
    "---\n",
    "...\n",
    "<<: ",
    "~",
    "\u00a0",
    "\ufeff",
    "：",
    "—",
    "“",
    "”",
    "\u2028",
    "\x85",
    "\x00",
    "\x1b[2J",
    "\u202e",
    "\r",
    "\r\n",
    "\\",
    "日本",
    "😀",
    "e\u0301",
    "id: goal\n",
    "ask: What?\n",
    "when: {goal: {is: x}}\n",
    "use: shared.really",
    "type: scale\n",
    "any:\n",
    "last.goal",
)
BYTES = (
    b"\xff",
    b"\xfe\xff",
    b"\xed\xa0\x80",
    b"\xc3",
    b"\xe9",
    b"\x80",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xf4\x90\x80\x80",
)
NESTS = (
    "[",
    "{",
    "{a: ",
    "- ",
    "? ",
    "[{a: ",
    "a:\n ",
    "!!x [",
    "&a [",
    "- - ",
    "{[",
    "[[{",
    "? - ",
    "|\n ",
    '"',
    "'",
)


def broken_files(texts: list[str], number: int, seed: int = 0) -> Iterator[bytes]:
    """So many broken files, the same for the same seed; `texts` are banks to break."""
    chance = random.Random(seed)
    ways = (_flipped, _cut, _spliced, _inserted, _swapped, _encoded, _ended, _soup, _nested, _noise)
    for _ in range(number):
        yield chance.choice(ways)(chance, texts)


def huge_files() -> dict[str, bytes]:
    """The biggest and the nastiest that a file can be, by what they are."""
    head = b"format: 1\nid: big\ntitle: Big\nstages:\n  - id: a\n    title: A\n    questions:\n"
    asked = b"      - id: q%d\n        ask: What is it with ${q%d} and ${q0}?\n"
    named = b"      - id: q%d\n        ask: x\n        when: {q%d: {answered: yes}}\n"
    stray = b"      - id: q%d\n        ask: And ${nobody%d}?\n"
    one = b"      - id: q0\n        ask: x\n"
    files = {
        "one long word": b"a: " + b"x" * 199_000,
        "one long quoted word": b'a: "' + b"x" * 199_000 + b'"',
        "one quote never closed": b'a: "' + b"x y " * 49_000,
        "many lines in a quote": b'a: "' + b"x\n" * 95_000,
        "many keys": b"".join(b"k%d: v\n" % n for n in range(9_900)),
        "the same key": b"k: v\n" * 9_900,
        "many anchors": b"".join(b"- &a%d x\n" % n for n in range(9_000)),
        "many aliases": b"- &a x\n" + b"- *a\n" * 18_000,
        "many tags": b"- !!str x\n" * 18_000,
        "many escapes": b'- "\\e"\n' * 18_000,
        "many control characters": b"- \x1b\n" * 45_000,
        "many empty lines": b"\n" * 199_000,
        "many spaces": b" " * 199_000,
        "many comments": b"# x\n" * 49_000,
        "many colons": b"a:" * 99_000,
        "many colons with spaces": b"a: " * 66_000,
        "many dashes": b"-" * 199_000,
        "many dashes with spaces": b"- " * 99_000,
        "many question marks": b"? " * 99_000,
        "many references": head + one + b"        hint: " + b"${q0}" * 39_000,
        "many open references": head + one + b"        hint: " + b"${" * 99_000,
        "many questions": head + one + b"".join(asked % (n, n - 1) for n in range(1, 2_800)),
        "many conditions": head + one + b"".join(named % (n, n - 1) for n in range(1, 1_250)),
        "many strays": head + one + b"".join(stray % (n, n) for n in range(1, 3_000)),
        "many equal ids": head + one * 4_000,
        "many unknown settings": head + one + b"".join(b"        k%d: v\n" % n for n in range(9_000)),
        "many unknown words": head
        + b"".join(b"      - id: q%d\n        ask: x\n        type: sca%d\n" % (n, n) for n in range(2_400)),
        "many tests": head
        + one
        + b"      - id: q1\n        ask: x\n        when:\n"
        + b"          q0: {answered: yes}\n" * 4_000,
        "many tests of many": head
        + one
        + b"      - id: q1\n        ask: x\n        when:\n"
        + b"".join(b"          last.q%d: {answered: yes}\n" % n for n in range(3_900)),
        "a wide test": head
        + one
        + b"      - id: q1\n        ask: x\n        when: {q0: {"
        + b", ".join(b"is%d: a" % n for n in range(9_000))
        + b"}}\n",
        "many choices": head
        + one
        + b"        type: choice\n        choices:\n"
        + b"".join(b"          - c%d\n" % n for n in range(9_000)),
        "many includes": b"format: 1\nid: a\ntitle: A\ninclude:\n"
        + b"".join(b"  - f%d.yaml\n" % n for n in range(9_000)),
        "many uses": head + b"".join(b"      - use: shared.q%d\n" % n for n in range(4_900)),
        "many pools": head + b"".join(b"      - pool: p%d\n        from: []\n" % n for n in range(3_000)),
        "many stages": b"format: 1\nid: a\ntitle: A\nstages:\n"
        + b"".join(b"  - id: s%d\n" % n for n in range(4_900)),
        "many seats": b"format: 1\nid: a\ntitle: A\nseats:\n"
        + b"".join(b"  - {id: s%d, plays: mentee}\n" % n for n in range(3_900)),
        "wide characters": b"a: " + "日".encode() * 66_000,
        "tabs": b"\t" * 199_000,
        "names and tabs": b"a:" + b"\t" * 199_000,
        "half of a name": b"a.-" * 66_000,
    }
    files.update({f"nested {unit!r}": (unit.encode() * 50_000)[:199_000] for unit in NESTS})
    return files


def _flipped(chance: random.Random, texts: list[str]) -> bytes:
    data = bytearray(chance.choice(texts).encode())
    for _ in range(chance.choice((1, 1, 2, 9))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _cut(chance: random.Random, texts: list[str]) -> bytes:
    data = chance.choice(texts).encode()
    start = chance.choice((0, 0, chance.randrange(len(data))))
    return data[start : chance.randrange(start, len(data))]


def _spliced(chance: random.Random, texts: list[str]) -> bytes:
    one, other = chance.choice(texts).encode(), chance.choice(texts).encode()
    return one[: chance.randrange(len(one))] + other[chance.randrange(len(other)) :]


def _inserted(chance: random.Random, texts: list[str]) -> bytes:
    text = chance.choice(texts)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(text))
        text = (
            text[:at]
            + chance.choice(BITS) * chance.choice((1, 1, 1, 3))
            + text[at + chance.choice((0, 0, 1, 7)) :]
        )
    return text.encode()


def _swapped(chance: random.Random, texts: list[str]) -> bytes:
    lines = chance.choice(texts).split("\n")
    for _ in range(chance.choice((1, 2, 6))):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines).encode()


def _encoded(chance: random.Random, texts: list[str]) -> bytes:
    text = chance.choice(texts)
    way = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "bytes"))
    if way != "bytes":
        return text.encode(way, errors="replace")
    data = text.encode()
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(BYTES) + data[at:]


def _ended(chance: random.Random, texts: list[str]) -> bytes:
    ends = ("\n", "\r\n", "\r", "\x85", "\u2028", "\n\r")
    return "".join(
        line + (chance.choice(ends) if chance.random() < 0.1 else "\n")
        for line in chance.choice(texts).split("\n")
    ).encode()


def _soup(chance: random.Random, texts: list[str]) -> bytes:
    return "".join(chance.choice(BITS) for _ in range(chance.randrange(60))).encode()


def _nested(chance: random.Random, texts: list[str]) -> bytes:
    text = chance.choice(texts)
    at = chance.randrange(len(text))
    return (text[:at] + chance.choice(NESTS) * chance.randrange(40) + text[at:]).encode()


def _noise(chance: random.Random, texts: list[str]) -> bytes:
    return chance.randbytes(chance.randrange(200))
