"""The console of standard input and output, fed with anything."""

from __future__ import annotations

from io import BytesIO, StringIO, TextIOWrapper

from checkin.ground.text import MAX_TEXT
from checkin.plain.console import StandardConsole


def console(data: bytes) -> tuple[StandardConsole, StringIO]:
    target = StringIO()
    return StandardConsole(BytesIO(data), target), target


def test_lines_come_without_their_ends_and_then_there_are_none():
    one, _ = console(b"a\r\nb\n\nc")
    assert [one.ask("") for _ in range(5)] == ["a", "b", "", "c", None]


def test_bytes_that_are_no_text_are_replaced_and_controls_go():
    one, _ = console(b"a\xff\xfeb\x1b[31m\x00\xe2\x80\xaec\n")
    assert one.ask("") == "a\ufffd\ufffdb[31mc"


def test_one_line_in_is_one_line():
    one, _ = console("a\u2028b\x85c\n".encode())
    assert one.ask("") == "a b c"


def test_a_line_of_megabytes_is_refused_and_asked_for_again():
    one, target = console(b"x" * 5_000_000 + b"\nshort\n")
    assert one.ask("Sam: ") == "short"
    assert "longer than the 50,000 characters that fit" in target.getvalue()
    assert target.getvalue().count("Sam: ") == 2


def test_the_longest_text_that_fits_comes_through_whatever_its_letters():
    for letter in "aé😀":
        one, _ = console((letter * MAX_TEXT).encode() + b"\n")
        assert one.ask("") == letter * MAX_TEXT


def test_an_endless_last_line_ends():
    one, _ = console(b"x" * 5_000_000)
    assert one.ask("") is None


def test_what_is_said_carries_no_control_sequences():
    one, target = console(b"")
    one.say("a\x1b]52;c;x\x07b\n\u202ec")
    assert target.getvalue() == "a]52;c;xb\nc\n"


def test_a_stream_that_knows_only_ascii_gets_plain_signs():
    raw = BytesIO()
    target = TextIOWrapper(raw, "ascii")
    StandardConsole(BytesIO(), target).say("“é”")
    assert raw.getvalue() == b"???\n"


def test_a_closed_input_is_the_end():
    closed = BytesIO(b"a\n")
    closed.close()
    assert StandardConsole(closed, StringIO()).ask("") is None
