"""One text, several replicas: whatever is typed where, and however updates travel, all end with the same."""

from __future__ import annotations

import gc
import random
import subprocess
import sys
import weakref
from collections import Counter, deque

import pytest
from command_line import IMPORTED_FROM, environment
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.ground.edits import carried, moved
from checkin.ground.text import MAX_TEXT
from checkin.live.document import merged
from checkin.live.frames import BadFrame
from checkin.live.texts import EARLY_MOST, PAUSE, LiveText

LETTERS = ["a", "b", " ", "\n", "é", "ß", "語", "\u0301", "🎉", "👩🏽\u200d🚀", "🇳🇱", "\u05d0"]
WORDS = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=4).map("".join)


class Clock:
    """Time that passes when a test says so."""

    now = 0.0

    def __call__(self):
        return self.now


def replica(*updates):
    clock = Clock()
    text = LiveText(updates, clock)
    text.clock = clock
    return text


def typed(text, position, words):
    """Type words key by key; return the updates."""
    updates = []
    for letter in words:
        after = text.text[:position] + letter + text.text[position:]
        position += 1
        updates.append(text.set(after, position))
    return updates


# Between two


def test_what_one_types_the_other_has():
    one, other = replica(), replica()
    for update in typed(one, 0, "hällo 🎉 wörld"):
        assert other.apply(update)
    assert one.text == other.text == "hällo 🎉 wörld"


def test_a_replica_that_comes_later_has_everything():
    one = replica()
    typed(one, 0, "hällo 🎉")
    one.set("h 🎉", 1)
    assert replica(one.whole()).text == "h 🎉"


def test_nothing_changed_is_nothing_to_send():
    one = replica()
    assert one.set("") is None
    one.set("same")
    assert one.set("same", 2) is None
    assert one.undo() is not None
    assert one.undo() is None
    assert replica().redo() is None


def test_an_update_again_brings_nothing_new():
    one, other = replica(), replica()
    update = one.set("hello")
    assert other.apply(update)
    assert not other.apply(update)
    assert not one.apply(update)
    assert other.text == "hello"


def test_after_a_break_each_gives_the_other_only_what_it_missed():
    one = replica()
    one.set("We start here. " * 200)
    other = replica(one.whole())
    for nth in range(50):
        typed(one, 0, "🎉" if nth % 7 == 0 else "x")
        typed(other, len(other.text), "y")
    for_one, for_other = other.since(one.state()), one.since(other.state())
    one.apply(for_one)
    other.apply(for_other)
    assert one.text == other.text
    assert len(one.text) == 15 * 200 + 100
    assert len(for_one) + len(for_other) < 2048


@pytest.mark.parametrize("state", [b"", b"\x01", b"\x01\x05", b"\xff" * 30, b"\0more"])
def test_a_state_that_is_none_is_refused(state):
    with pytest.raises(BadFrame):
        replica().since(state)


def test_merged_updates_do_what_each_would_have_done():
    one, other = replica(), replica()
    updates = typed(one, 0, "🎉 one two")
    other.apply(merged(updates))
    assert other.text == one.text
    with pytest.raises(BadFrame):
        merged([*updates, b"\x01\x02"])


def test_two_edits_that_cancel_out_are_still_news():
    one, other = replica(), replica()
    away = merged([one.set("x"), one.set("")])
    assert other.apply(away)
    assert other.text == ""
    assert other.apply(one.set("y"))
    assert other.text == "y"


@settings(max_examples=40, deadline=None)
@given(
    base=WORDS,
    phrases=st.lists(st.text("abc🎉é", min_size=1, max_size=6), min_size=2, max_size=3),
    turns=st.lists(st.integers(0, 2), max_size=30),
    at=st.integers(0, 4),
)
def test_phrases_typed_at_one_spot_at_one_time_each_stay_in_one_piece(base, phrases, turns, at):
    first = replica()
    first.set(base)
    texts = [replica(first.whole()) for _ in phrases]
    cursors = [min(at, len(base))] * len(phrases)
    mine = [[] for _ in phrases]
    boxes = [[] for _ in phrases]

    def read(nth):
        for update in boxes[nth]:
            texts[nth].apply(update)
            cursors[nth] = carried(cursors[nth], texts[nth].edits)
        boxes[nth].clear()

    def type_one(nth):
        letter = phrases[nth][len(mine[nth])]
        mine[nth].append(letter)
        (update,) = typed(texts[nth], cursors[nth], letter)
        cursors[nth] += 1
        for box in boxes[:nth] + boxes[nth + 1 :]:
            box.append(update)

    for turn in [*turns, *(nth for nth in range(len(phrases)) for _ in range(6))]:
        nth = turn % len(phrases)
        if turn == 2:
            read(nth)
        if len(mine[nth]) < len(phrases[nth]):
            type_one(nth)
    for nth in range(len(phrases)):
        read(nth)
    (text,) = {text.text for text in texts}
    middle = text[min(at, len(base)) : len(text) - len(base[at:])]
    assert all(phrase in middle for phrase in phrases)
    assert sorted(middle) == sorted("".join(phrases))


def test_which_of_two_equal_letters_is_new_is_told_by_the_cursor():
    one = replica()
    one.set("ab")
    other = replica(one.whole())
    sent = one.set("aab", 1), other.set("aab", 2)
    one.apply(sent[1])
    assert carried(1, one.edits) == 1  # the other's came after the letter they both began with
    other.apply(sent[0])
    assert carried(2, other.edits) == 3
    assert one.text == other.text == "aaab"


# Many, with undo and deletes, in any order


@st.composite
def happenings(draw):
    """Edits by three replicas and deliveries between them, in any order."""
    return draw(
        st.lists(
            st.one_of(
                st.tuples(st.just("type"), st.integers(0, 2), st.integers(0, 30), WORDS),
                st.tuples(st.just("delete"), st.integers(0, 2), st.integers(0, 30), st.integers(1, 5)),
                st.tuples(st.just("undo"), st.integers(0, 2), st.just(0), st.just("")),
                st.tuples(st.just("redo"), st.integers(0, 2), st.just(0), st.just("")),
                st.tuples(st.just("bring"), st.integers(0, 2), st.integers(0, 30), st.booleans()),
                st.tuples(st.just("pause"), st.integers(0, 2), st.just(0), st.just("")),
            ),
            max_size=40,
        )
    )


def live_through(steps, texts):
    """Let it all happen; return, for each replica, the updates that it did not get yet."""
    boxes = [[] for _ in texts]
    for what, nth, place, more in steps:
        text = texts[nth]
        place = min(place, len(text.text))
        update = None
        if what == "type":
            update = text.set(text.text[:place] + more + text.text[place:], place + len(more))
        elif what == "delete":
            update = text.set(text.text[:place] + text.text[place + more :], place)
        elif what in ("undo", "redo"):
            update = getattr(text, what)()
        elif what == "pause":
            text.clock.now += 2 * PAUSE
        elif boxes[nth]:  # more: whether it stays in the box, and so comes twice
            which = place % len(boxes[nth])
            before = text.text
            text.apply(boxes[nth][which] if more else boxes[nth].pop(which))
            went_through(before, text)
        for other, box in enumerate(boxes):
            if update is not None and other != nth:
                box.append(update)
        assert 0 <= moved(place, "", text.text) <= len(text.text)
    return boxes


def went_through(before, text):
    """Check that the edits which a replica tells of are what happened to it."""
    for start, end, new in text.edits:
        before = before[:start] + new + before[end:]
    assert before == text.text


@settings(max_examples=80, deadline=None)
@given(steps=happenings(), chance=st.randoms(use_true_random=False))
def test_all_replicas_come_to_the_same_text(steps, chance):
    texts = [replica() for _ in range(3)]
    for text, box in zip(texts, live_through(steps, texts), strict=True):
        chance.shuffle(box)
        for update in [*box, *box[:3]]:
            text.apply(update)
        assert text.waiting == 0
    assert len({text.text for text in texts}) == 1
    again = replica(texts[0].whole())
    assert again.text == texts[1].text
    assert not texts[2].apply(again.whole())
    assert "\ufffd" not in again.text


def test_two_who_make_a_thousand_edits_each_with_delays_have_the_same_text():
    chance = random.Random(17)
    one, other = replica(), replica()
    pairs = [(one, other, deque()), (other, one, deque())]
    for now in range(1000):
        for text, to, line in pairs:
            place = chance.randrange(len(text.text) + 1)
            what = chance.choice(["type"] * 6 + ["delete"] * 2 + ["undo"])
            if what == "type":
                letters = chance.choice(LETTERS)
                update = text.set(text.text[:place] + letters + text.text[place:], place + len(letters))
            elif what == "delete":
                update = text.set(text.text[:place] + text.text[place + chance.randrange(1, 4) :], place)
            else:
                update = text.undo()
            text.clock.now += chance.choice([0.1, PAUSE])
            line.append((now + chance.randrange(20), update))
            while line and line[0][0] <= now:
                update = line.popleft()[1]
                if update is not None:
                    to.apply(update)
    for _, to, line in pairs:
        for _, update in line:
            if update is not None:
                to.apply(update)
    assert one.text == other.text == replica(one.whole()).text
    assert len(one.text) > 100


@settings(max_examples=40, deadline=None)
@given(steps=happenings())
def test_every_character_is_there_unless_deleted(steps):
    texts = [replica() for _ in range(3)]
    only_typing = [step for step in steps if step[0] in ("type", "bring", "pause")]
    for text, box in zip(texts, live_through(only_typing, texts), strict=True):
        for update in box:
            text.apply(update)
    everything = "".join(more for what, _, _, more in only_typing if what == "type")
    assert all(Counter(text.text) == Counter(everything) for text in texts)


@settings(max_examples=40, deadline=None)
@given(steps=happenings(), letters=st.data())
def test_undo_takes_back_only_what_is_ones_own(steps, letters):
    # Each replica types letters of its own; deleting would be taking from the others.
    own = ["abc🎉", "xyz語", "123é"]
    texts = [replica() for _ in range(3)]
    dealt = [
        (
            what,
            nth,
            place,
            letters.draw(st.text(own[nth], min_size=1, max_size=3)) if what == "type" else more,
        )
        for what, nth, place, more in steps
        if what != "delete"
    ]
    for text, box in zip(texts, live_through(dealt, texts), strict=True):
        for update in box:
            text.apply(update)
    before = texts[0].text
    sent = []
    while (update := texts[0].undo()) is not None:
        sent.append(update)
    left = "".join(letter for letter in before if letter not in own[0])
    assert texts[0].text == left
    while (update := texts[0].redo()) is not None:
        sent.append(update)
    for update in sent:
        texts[1].apply(update)
    assert texts[0].text == texts[1].text
    assert "".join(letter for letter in texts[0].text if letter not in own[0]) == left


# Undo


def test_undo_takes_back_a_run_of_typing_and_redo_brings_it_again():
    one, other = replica(), replica()
    sent = typed(one, 0, "first")
    one.clock.now += PAUSE
    sent += typed(one, 5, " second")
    sent += [one.undo()]
    assert one.text == "first"
    sent += [one.undo()]
    assert one.text == ""
    sent += [one.redo(), one.redo()]
    assert one.text == "first second"
    for update in sent:
        other.apply(update)
    assert other.text == "first second"


def test_a_run_of_typing_without_a_pause_is_one_however_long_it_takes():
    one = replica()
    for at, letter in enumerate("a long thought"):
        one.clock.now += 0.9 * PAUSE
        typed(one, at, letter)
    one.undo()
    assert one.text == ""


def test_deleting_and_typing_elsewhere_are_runs_of_their_own():
    one = replica()
    typed(one, 0, "hello")
    one.set("hell", 4)
    one.set("hel", 3)
    typed(one, 0, "> ")
    one.undo()
    assert one.text == "hel"
    one.undo()
    assert one.text == "hello"
    one.undo()
    assert one.text == ""


def test_a_run_goes_on_where_others_edits_moved_it():
    one, other = replica(), replica()
    for update in typed(one, 0, "ab"):
        other.apply(update)
    one.apply(other.set("Robin: ab", 7))
    typed(one, 9, "c")
    one.undo()
    assert one.text == "Robin: "


def test_what_another_wrote_in_the_midst_of_it_stays():
    one, other = replica(), replica()
    other.apply(one.set("hello"))
    one.apply(other.set("he—I agree—llo", 11))
    one.undo()
    assert one.text == "—I agree—"
    one.redo()
    assert one.text == "he—I agree—llo"


def test_after_something_new_nothing_is_left_to_redo_but_others_edits_leave_it():
    one, other = replica(), replica()
    other.apply(one.set("hello"))
    other.apply(one.undo())
    one.apply(other.set("there"))
    assert one.redo() is not None
    assert sorted(one.text) == sorted("hellothere")
    one.undo()
    one.set("there!", 6)
    assert one.redo() is None


def test_what_both_deleted_is_not_brought_back_twice():
    one = replica()
    one.set("hello")
    other = replica(one.whole())
    one.clock.now += 2 * PAUSE
    sent = one.set(""), other.set("")
    one.apply(sent[1])
    other.apply(sent[0])
    for update in (one.undo(), other.undo()):
        if update is not None:
            one.apply(update)
            other.apply(update)
    assert one.text == other.text


# Bounds


@pytest.mark.parametrize(
    "text", ["a\0b", "\ud83c", "\x1b[31m", "\u202eabc", "\ufeff", "\r\n", "x" * (MAX_TEXT + 1)]
)
def test_a_text_that_is_not_clean_or_too_long_is_refused(text):
    one = replica()
    one.set("before")
    with pytest.raises(ValueError):
        one.set(text)
    assert one.text == "before"
    assert replica(one.whole()).text == "before"


def test_two_that_together_make_a_text_too_long_are_refused():
    one = replica()
    one.set("x" * (MAX_TEXT - 1))
    other = replica(one.whole())
    one.set(one.text + "a")
    with pytest.raises(BadFrame):
        one.apply(other.set(other.text + "b"))
    assert one.text == "x" * (MAX_TEXT - 1) + "a"


def test_one_that_takes_out_as_much_as_it_puts_in_is_no_longer():
    one = replica()
    one.set("x" * MAX_TEXT)
    other = replica(one.whole())
    assert one.apply(other.set("y" * MAX_TEXT))
    assert one.text == "y" * MAX_TEXT


def test_undo_never_makes_a_text_too_long():
    one = replica()
    one.set("x" * MAX_TEXT)
    one.clock.now += 2 * PAUSE
    one.set("x")
    other = replica(one.whole())
    one.apply(other.set("x" + "y" * (MAX_TEXT - 1)))
    update = one.undo()
    assert len(one.text) <= MAX_TEXT
    if update is not None:
        other.apply(update)
    assert one.text == other.text


def test_a_key_is_a_few_bytes():
    one = replica()
    sizes = sorted(len(update) for update in typed(one, 0, "a whole sentence with ümläuts, typed key by key"))
    assert sizes[len(sizes) // 2] <= 30
    assert sizes[-1] <= 40


def test_updates_that_lean_on_what_never_comes_are_not_kept_without_end():
    one, other = replica(), replica()
    typed(one, 0, "x")
    *waiting, one_too_many = typed(one, 1, "y" * (EARLY_MOST + 1))
    for update in waiting:
        other.apply(update)
    with pytest.raises(BadFrame):
        other.apply(one_too_many)
    assert other.waiting == EARLY_MOST
    assert other.text == ""
    assert other.apply(one.whole())
    assert other.text == one.text
    assert other.waiting == 0


# What is only used while two are in a meeting


def test_a_text_that_nobody_holds_any_more_is_not_kept_in_memory():
    one, other = replica(), replica()
    other.apply(one.set("secret"))
    one.apply(other.set("secret too"))
    one.undo()
    gone = [weakref.ref(each) for each in (one, one._document, one._document._doc, one._document._shared)]
    del one
    gc.collect()
    assert [held() for held in gone] == [None, None, None, None]


def test_the_merging_of_texts_is_loaded_with_the_first_text():
    code = (
        "import sys\n"
        "from checkin.live.texts import LiveText\n"
        "assert 'pycrdt' not in sys.modules\n"
        "LiveText()\n"
        "assert 'pycrdt' in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=IMPORTED_FROM,
        env=environment(None),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
