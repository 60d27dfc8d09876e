"""What is no update of a plain text, or was forged, is refused, and the text stays as it was."""

from __future__ import annotations

import random

import pycrdt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.live.frames import BadFrame
from checkin.live.texts import LiveText
from checkin.live.updates import LARGEST, ROOT, Known, clocks, misfits, parts


def number(value):
    data = b""
    while value > 127:
        data += bytes([value & 127 | 128])
        value >>= 7
    return data + bytes([value])


def spot(place):
    return number(place[0]) + number(place[1])


def piece(text="x", before=None, after=None, *, taken_out=0, root=ROOT):
    kind = (1 if taken_out else 4) | (0x80 if before else 0) | (0x40 if after else 0)
    data = bytes([kind]) + b"".join(spot(place) for place in (before, after) if place)
    if not before and not after:
        data += b"\x01" + number(len(root)) + root.encode()
    words = text.encode("utf-8", "surrogatepass")
    return data + (number(taken_out) if taken_out else number(len(words)) + words)


def update(*pieces, client=7, clock=0, taken_out=()):
    data = number(1) + number(len(pieces)) + number(client) + number(clock) + b"".join(pieces)
    data = data if pieces else number(0)
    data += number(len(taken_out))
    for who, start, length in taken_out:
        data += number(who) + number(1) + number(start) + number(length)
    return data


def of_pycrdt(change):
    doc = pycrdt.Doc()
    change(doc)
    return doc.get_update()


def mapped(doc):
    doc.get(ROOT, type=pycrdt.Map)["a"] = "b"


def nested(doc):
    doc.get(ROOT, type=pycrdt.Array).append(pycrdt.Map({"a": 1}))


def listed(doc):
    doc.get(ROOT, type=pycrdt.Array).append({"a": [1]})


def elsewhere(doc):
    doc.get("other", type=pycrdt.Text).insert(0, "words")


def formatted(doc):
    doc.get(ROOT, type=pycrdt.Text).insert(0, "words", {"bold": True})


def embedded(doc):
    doc.get(ROOT, type=pycrdt.Text).insert_embed(0, {"image": "x"})


def a_document(doc):
    doc.get(ROOT, type=pycrdt.Array).append(pycrdt.Doc())


@pytest.fixture
def text():
    made = LiveText([update(piece("a🎉b"), client=5)])
    assert made.text == "a🎉b"
    return made


def refused(text, data):
    before, whole, state = text.text, text.whole(), text.state()
    with pytest.raises(BadFrame):
        text.apply(data)
    return (text.text, text.whole(), text.state(), text.waiting) == (before, whole, state, 0)


@pytest.mark.parametrize("change", [mapped, nested, listed, elsewhere, formatted, embedded, a_document])
def test_what_is_no_plain_text_is_refused(text, change):
    assert refused(text, of_pycrdt(change))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\xff" * 60,
        b"\0" * 3,
        update(piece("x"))[:-1],
        update(piece("x")) + b"\0",
        number(1 << 40) + number(1),
        number(1) + number(1 << 30) + number(7) + number(0) + piece("x"),
        update(piece("x"), client=1 << 53),
        update(piece("x"), clock=1 << 31),
        update(piece(taken_out=(1 << 30) - 1), piece(taken_out=5, before=(7, 0))),
        update(piece("")),
        update(taken_out=[(5, 0, 0)]),
        update(taken_out=[(5, 1, 1 << 31)]),
        update(piece("x", root="u")),
        update(piece("x", before=(5, 0), after=(5, 0))),
        update(piece("x", before=(5, 0))[:-1] + b"\xff"),
        b"\0\0" + b"\0" * LARGEST,
    ],
)
def test_what_is_damaged_or_out_of_bounds_is_refused(text, data):
    assert refused(text, data)


@pytest.mark.parametrize(
    "letter", ["\0", "\x1b", "\r", "\x85", "\u202e", "\u2028", "\ufeff", "\ufdd0", "\ud83c"]
)
def test_characters_that_no_text_may_hold_are_refused(text, letter):
    assert refused(text, update(piece(f"a{letter}b")))


@pytest.mark.parametrize(
    "data",
    [
        update(taken_out=[(5, 1, 1)]),
        update(taken_out=[(5, 2, 1)]),
        update(taken_out=[(5, 0, 2)]),
        update(piece("x", before=(5, 1))),
        update(piece("x", after=(5, 2))),
        update(piece("🎉", before=(5, 3)), piece("x", before=(7, 0)), client=7),
        update(piece("🎉"), client=7, taken_out=[(7, 1, 1)]),
        update(piece("🎉🎉", before=(5, 2)), client=5, clock=3),
    ],
)
def test_what_would_cut_a_character_in_half_is_refused(text, data):
    assert refused(text, data)


def test_half_a_character_stays_whole_however_it_came(text):
    text.apply(update(piece("🎉", before=(7, 1)), client=7, clock=2))  # waits for what it stands after
    assert text.waiting == 1
    text.apply(update(piece("🎉"), client=7))
    assert text.waiting == 0
    assert refused(text, update(taken_out=[(7, 3, 1)]))
    assert text.text.count("🎉") == 3


def test_a_state_that_ends_in_the_middle_of_a_character_is_refused(text):
    with pytest.raises(BadFrame):
        text.since(number(1) + number(5) + number(2))
    assert (
        LiveText([update(piece("a"), client=5), text.since(number(1) + number(5) + number(1))]).text
        == text.text
    )


def test_nobody_writes_in_the_name_of_the_replica_itself(text):
    own = text._document.client
    assert refused(text, update(piece("x"), client=own))


def test_nobody_writes_in_the_name_of_somebody_else(text):
    assert text.apply(update(piece("x"), client=7), by="Robin")
    before = text.text
    with pytest.raises(BadFrame):
        text.apply(update(piece("y", before=(7, 0)), client=7, clock=1), by="Sam")
    assert text.text == before
    assert not text.apply(update(piece("x"), client=7), by="Sam")  # passing on what is known is fine
    assert text.apply(update(piece("y", before=(7, 0)), client=7, clock=1), by="Robin")


@pytest.mark.parametrize("data", [b"", b"\x05", b"\x01\x05", b"\0\0"])
def test_states_are_read_whole_or_not_at_all(data):
    with pytest.raises(BadFrame):
        clocks(data)


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=60))
def test_any_bytes_are_parts_or_refused(data):
    try:
        found = parts(data)
    except BadFrame:
        return
    known = Known()
    if known.holds(found) and not known.cuts_a_character(found):
        known.add(found)


def mangled(data, chance):
    data = bytearray(data)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data) + 1)
        what = chance.randrange(4)
        if what == 0 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del data[at : at + 1]
        elif what == 2:
            data.insert(at, chance.randrange(256))
        else:
            data[at:] = data[at:][: chance.randrange(4) * 8]
    return bytes(data)


def test_thousands_of_mangled_updates_leave_a_plain_text_that_others_can_take_up(capfd):
    chance = random.Random(11)
    one = LiveText()
    for at, letter in enumerate("Ünser 🎉 Plan 👩🏽\u200d🚀 語"):
        one.set(one.text + letter, at + 1)
    one.set(one.text.replace("Plan ", ""))
    other = LiveText([one.whole()])
    known = other.whole()
    updates = [one.whole(), *(one.set(one.text[:at] + "é🎉" + one.text[at:], at + 2) for at in range(6))]
    refusals = 0
    for nth in range(3000):
        before = other.text
        try:
            other.apply(mangled(chance.choice(updates), chance))
        except BadFrame:
            refusals += 1
            assert other.text == before
        assert misfits(other.text) == ""
        if nth % 300 == 0:
            assert LiveText([other.whole()]).text == other.text == str(other._document)
            other = LiveText([known])
    assert refusals > 1000
    assert capfd.readouterr() == ("", "")  # no panic was told of either
