from __future__ import annotations

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.live.frames import LARGEST, BadFrame, Frames, frame

PAYLOADS = st.lists(st.binary(min_size=1, max_size=40), max_size=8)


@given(payloads=PAYLOADS, cuts=st.lists(st.integers(0, 400), max_size=8))
def test_payloads_come_out_as_they_went_in_however_the_stream_is_cut(payloads, cuts):
    stream = b"".join(map(frame, payloads))
    frames, found, at = Frames(), [], 0
    for cut in [*sorted(min(cut, len(stream)) for cut in cuts), len(stream)]:
        found += frames.feed(stream[at:cut])
        at = cut
    assert found == payloads
    assert frames.pending == 0


def test_what_is_not_whole_yet_is_held_and_counted():
    frames, whole = Frames(), frame(b"hello")
    assert frames.feed(whole + whole[:5]) == [b"hello"]
    assert frames.pending == 5
    assert frames.feed(whole[5:]) == [b"hello"]
    assert frames.pending == 0


@pytest.mark.parametrize("length", [0, LARGEST + 1, 0xFFFFFFFF])
def test_a_length_out_of_bounds_is_refused_before_the_rest_comes(length):
    payload_of_nothing = length.to_bytes(4, "big") + b"\0" * 4
    with pytest.raises(BadFrame):
        Frames().feed(payload_of_nothing)


@given(payload=st.binary(min_size=1, max_size=60), data=st.data())
def test_no_flipped_bit_gets_through(payload, data):
    whole = bytearray(frame(payload))
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[at // 8] ^= 1 << at % 8
    frames = Frames()
    try:
        assert frames.feed(bytes(whole)) == []  # a length that is now longer: still waiting
        assert frames.pending
    except BadFrame:
        assert frames.pending == 0


def test_after_a_bad_frame_nothing_is_believed_any_more():
    frames = Frames()
    with pytest.raises(BadFrame):
        frames.feed(b"\0" * 8)
    with pytest.raises(BadFrame):
        frames.feed(frame(b"fine"))


@pytest.mark.parametrize("payload", [b"", b"x" * (LARGEST + 1)])
def test_only_payloads_within_bounds_are_framed(payload):
    with pytest.raises(ValueError):
        frame(payload)


def test_the_largest_payload_goes_through():
    payload = b"x" * LARGEST
    assert Frames().feed(frame(payload)) == [payload]


def test_the_form_is_length_then_checksum_then_payload():
    assert frame(b"hi") == b"\0\0\0\x02" + zlib.crc32(b"hi").to_bytes(4, "big") + b"hi"


def test_many_small_frames_take_time_in_proportion():
    def seconds(count):
        stream, frames = frame(b"x") * count, Frames()
        began = time.process_time()  # our own, whoever else is at work on the machine
        assert len(frames.feed(stream)) == count
        return time.process_time() - began

    few, many = zip(*((seconds(5_000), seconds(50_000)) for _ in range(5)), strict=True)
    assert min(many) < 40 * min(few)  # ten times as many; a hundred if quadratic


def test_a_frame_that_comes_byte_by_byte_comes_out():
    frames, whole = Frames(), frame(b"x" * 20_000)
    found = [payload for at in range(len(whole)) for payload in frames.feed(whole[at : at + 1])]
    assert found == [b"x" * 20_000]
