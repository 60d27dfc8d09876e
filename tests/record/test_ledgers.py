"""What meetings leave on record besides steps, and what is added between them."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from desks import DAY, PAIR, a_desk, desk_at, holding, on, render, say
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import OPEN_STEP, Meeting, a_bank, a_start, an_open_step, shipped

from checkin.banks.model import Question
from checkin.ground.errors import CannotDo, NotFound, WrongInput
from checkin.ground.ids import Ids, is_ulid
from checkin.meeting.brought import brought_where
from checkin.meeting.compaction import compact
from checkin.meeting.flow import SUMMARY
from checkin.meeting.known import Known
from checkin.meeting.ledgers import Agreement, Brought, Clause
from checkin.meeting.moments.choice import with_moments
from checkin.record import additions
from checkin.record.facts import facts
from checkin.record.knowing import LESSONS, fitting
from checkin.record.layout import decode, encode
from checkin.record.leaving import left_of
from checkin.record.ledger import Ledger
from checkin.record.left_behind import ledgers_of
from checkin.record.record_file import RecordFile
from checkin.record.saved import SavedMeeting, from_bytes, to_bytes
from checkin.record.saving import accounts_of, entry_of

EVERYTHING = (
    Question("know", "What should others know?", tags=("card",)),
    Question("role", "What are you there for?", "agreement", label="The mentor's part"),
    Question("rhythm", "How often?", "agreement", label="How often"),
    Question("goal", "What for?", "goal"),
    Question("thought", "And?", "offer", who="mentor"),
    Question("lesson", "What do you know now?", "lesson", tags=("setback",)),
    Question("seen", "What did you see?", "strength", who="mentor"),
    Question("alone", "What without asking?", "list", tags=("own",)),
    Question("door", "Who could open one?", "door"),
    Question("pass_on", "Who could use it?", "ripple"),
    Question("intend", "What will you do now?", who="both", tags=("intention",)),
)
BRIDGE = Clause("bridge", "Until help comes", "Read the last summary.")


def a_meeting(**known):
    """A meeting with a question of every kind that leaves something."""
    return Meeting(replace(a_start(a_bank(*EVERYTHING)), known=Known(**known)))


def saved(meeting):
    meeting.act("stopped")
    events = compact(meeting.state, meeting.events)
    return SavedMeeting(meeting.start, events, "2026-11-27T14:45:00.000+00:00", 45)


def tables_of(*meetings):
    """The tables of a record that these meetings were saved into, each fact once by its id."""
    tables = {}
    for meeting in meetings:
        for name, found in left_of(meeting).items():
            table = tables.setdefault(name, {})
            table.update({fact["id"]: fact for fact in found})
    return tables


def ledgers(*meetings, **more):
    tables = tables_of(*meetings) | more
    return ledgers_of(lambda name: facts(tables, name))


@pytest.fixture
def desk(tmp_path):
    return a_desk(tmp_path / "home")


def kept(desk):
    return desk.ledger(PAIR).ledgers


# What a meeting leaves


def test_cards_are_kept_with_their_fields_and_under_their_own_ids():
    meeting = a_meeting()
    lesson = meeting.add("lesson", text="I skipped the check ", easier="check first")
    strength = meeting.add("seen", "mentor", text="Patience", evidence="In May", hard_day="You can wait.")
    meeting.add("door", text="Mira", mode="together", message="Ask about June", consent=True)
    meeting.add("pass_on", text="The checklist", person="the new ones")
    left = ledgers(saved(meeting))
    (one,) = left.lessons
    assert (one.id, one.text, one.easier, one.tags) == (
        lesson,
        "I skipped the check",
        "check first",
        ("setback",),
    )
    (seen,) = left.strengths
    assert (seen.id, seen.evidence, seen.hard_day, seen.own) == (strength, "In May", "You can wait.", "")
    (door,) = left.doors
    assert (door.mode, door.message, door.consent, door.state) == (
        "together",
        "Ask about June",
        True,
        "offered",
    )
    assert [(one.text, one.person, one.date) for one in left.ripples] == [
        ("The checklist", "the new ones", "2026-11-27")
    ]


def test_what_the_mentee_now_does_without_asking_is_a_strength_in_their_own_words():
    meeting = a_meeting()
    meeting.add("alone", text="Say no, kindly")
    (strength,) = ledgers(saved(meeting)).strengths
    assert strength.own == strength.text == "Say no, kindly"


def test_of_the_mentors_offers_only_what_the_mentee_keeps_stays():
    meeting = a_meeting()
    for kind in ("resource", "door"):
        kept = meeting.add("thought", "mentor", kind=kind, text=f"A {kind}", source="book")
        meeting.set("thought", kept, reaction="keep")
        no = meeting.add("thought", "mentor", kind=kind, text=f"Another {kind}")
        meeting.set("thought", no, reaction="not_for_me")
    meeting.add("thought", "mentor", kind="resource", text="Nobody said anything to this")
    left = ledgers(saved(meeting))
    assert [(one.text, one.source) for one in left.resources] == [("A resource", "book")]
    assert [(one.text, one.mode, one.consent, one.state) for one in left.doors] == [
        ("A door", "mentee", False, "offered")
    ]


def test_the_goal_is_kept_as_a_topic_with_its_sign():
    meeting = a_meeting()
    meeting.say("goal", "Speak at the demo")
    meeting.say("goal", "I sleep the night before", field="sign")
    meeting.say("goal", "Ana has time", field="depends")
    (topic,) = ledgers(saved(meeting)).topics
    assert (topic.text, topic.sign, topic.depends, topic.end) == (
        "Speak at the demo",
        "I sleep the night before",
        "Ana has time",
        "",
    )


def test_intentions_are_kept_by_whose_they_are_and_the_card_is_the_mentees():
    meeting = a_meeting()
    meeting.say("intend", "Ask sooner")
    meeting.say("intend", "Wait longer", seat="mentor")
    meeting.say("know", "I need a day to answer")
    left = ledgers(saved(meeting))
    assert {(one.seat, one.text) for one in left.intentions} == {
        ("mentee", "Ask sooner"),
        ("mentor", "Wait longer"),
    }
    assert left.card == "I need a day to answer"


def test_an_agreement_takes_over_what_stands_and_is_agreed_to_with_its_meeting():
    before = Agreement("A" * 26, 1, "2026-10-01", (BRIDGE,))
    meeting = a_meeting(agreement=before)
    meeting.say("role", "To listen first")
    done = saved(meeting)
    agreed = {"1": {"id": "B" * 26, "meeting": done.start.id, "seat": "mentee"}}
    left = ledgers(done, agreed=agreed)
    assert left.agreement is not None
    assert [(one.id, one.text) for one in left.agreement.clauses] == [
        ("role", "To listen first"),
        ("bridge", "Read the last summary."),
    ]
    assert (left.agreement.agreed, left.agreement.meeting) == (("mentee",), done.start.id)


def test_an_agreement_nobody_changed_makes_no_new_version():
    before = Agreement("A" * 26, 1, "2026-10-01", (Clause("role", "The mentor's part", "To listen"), BRIDGE))
    meeting = a_meeting(agreement=before)
    meeting.say("role", "To listen")
    assert ledgers(saved(meeting)).agreements == ()


def test_what_stays_between_the_two_and_what_was_removed_leaves_nothing():
    meeting = a_meeting()
    for q, seat in (("lesson", "mentee"), ("seen", "mentor"), ("door", "mentee"), ("pass_on", "mentee")):
        for what in ("between_us", "removed"):
            row = meeting.add(q, seat, text="Secret")
            meeting.act(what, q, seat=seat, row=row)
    meeting.say("goal", "Secret")
    meeting.act("between_us", "goal", seat="mentee")
    meeting.say("know", "Secret")
    meeting.act("between_us", "know", seat="mentee")
    assert left_of(saved(meeting)) == {}


BROUGHT = Brought("C" * 26, "2026-11-20", "mentee", "The demo")
WAITS = {"1": {"id": BROUGHT.id, "date": "2026-11-20", "seat": "mentee", "text": "The demo"}}


def test_what_was_brought_counts_as_used_once_its_page_was_turned_to():
    meeting = a_meeting(brought=(BROUGHT,))
    meeting.turn("goal")
    done = saved(meeting)
    assert from_bytes(to_bytes(done), "a meeting").events == done.events
    left = ledgers(done, brought=WAITS)
    assert left.waiting == ()
    assert left.brought[0].used == done.start.id


def test_what_was_brought_waits_on_when_the_meeting_stopped_before_its_page():
    meeting = a_meeting(brought=(BROUGHT,))
    meeting.say("know", "I need a day to answer")
    meeting.turn("role")
    meeting.turn(SUMMARY)
    assert ledgers(saved(meeting), brought=WAITS).waiting


def test_what_was_brought_is_used_when_something_was_said_at_its_page_or_further_on():
    for q in ("goal", "lesson"):
        meeting = a_meeting(brought=(BROUGHT,))
        if q == "goal":
            meeting.say("goal", "The demo")
        else:
            meeting.add("lesson", text="Ask first")
        assert not ledgers(saved(meeting), brought=WAITS).waiting


def test_what_stands_on_the_one_card_of_the_short_depth_is_used_once_the_card_is_turned_to():
    quick = (
        Question("opener", "How are you?", quick=True),
        Question("goal", "What for?", "goal"),
        Question("own", "What could you do?", "options"),
        Question("thought", "And?", "offer", who="mentor", opens_after=("goal", "own"), quick=True),
    )
    for q, waits in (("opener", True), ("goal", False), (SUMMARY, True)):
        meeting = Meeting(replace(a_start(a_bank(*quick), depth="quick"), known=Known(brought=(BROUGHT,))))
        meeting.turn(q)
        assert bool(ledgers(saved(meeting), brought=WAITS).waiting) == waits


def test_what_stands_on_the_first_page_was_seen_by_whoever_began():
    bank = a_bank(Question("goal", "What for?", "goal"), Question("end", "And now?"))
    meeting = Meeting(replace(a_start(bank), known=Known(brought=(BROUGHT,))))
    assert not ledgers(saved(meeting), brought=WAITS).waiting


def prompted(moment, answer, **facts):
    """A meeting in which this right-moment prompt came and got this answer."""
    known = Known(meetings=5, facts=facts, moments=(moment,))
    steps = [replace(an_open_step("Call Mira"), carried=3)]
    start = a_start(shipped("regular"), open_steps=steps)
    meeting = Meeting(replace(start, known=known, bank=with_moments(start.bank, known, "full")))
    meeting.turn(f"moment_{moment}")
    meeting.say(f"moment_{moment}", answer)
    return saved(meeting)


def test_a_step_that_is_let_go_at_the_right_moment_is_closed():
    done = prompted("carried", "No, let it go")
    (account,) = accounts_of(done, Ids())
    assert (account["step"], account["what"], account["by"]) == (OPEN_STEP, "dropped", "mentee")
    assert accounts_of(prompted("carried", "Yes, keep it as it is"), Ids()) == []
    assert ledgers(done).moments == {"carried": done.start.id}


def test_what_is_said_of_a_door_at_the_right_moment_moves_it():
    door = {"1": {"id": "D" * 26, "date": "2026-10-01", "text": "Mira", "mode": "mentor", "consent": True}}
    came = prompted("door", "We are in touch", door="D" * 26, door_days=40)
    speaks = prompted("speak", "We do it together", speak_for=1, speak_for_door="D" * 26)
    (moved,) = ledgers(came, doors=door).doors
    assert (moved.state, moved.moves[0].date) == ("contacted", "2026-11-27")
    assert ledgers(speaks, doors=door).doors[0].mode == "together"


words = st.text(min_size=1, max_size=12).filter(str.strip)
rows = st.tuples(st.sampled_from(["lesson", "seen", "door", "pass_on", "alone"]), words)


@settings(max_examples=25, deadline=None)
@given(st.lists(rows, max_size=6))
def test_every_fact_survives_the_way_to_the_record_and_back(made):
    meeting = a_meeting()
    for q, text in made:
        meeting.add(q, "mentor" if q == "seen" else "mentee", text=text)
    done = saved(meeting)
    tables = tables_of(done)
    back = decode(encode(tables), Path("record.json"))
    left = ledgers(done)
    assert ledgers_of(lambda name: facts(back, name)) == left
    again = from_bytes(to_bytes(done), "a meeting")
    assert tables_of(done, again) == tables  # saved twice is there once
    found = (*left.lessons, *left.strengths, *left.doors, *left.ripples)
    said = sorted(row.text("text").strip() for q in meeting.state.rows for row in meeting.state.live_rows(q))
    assert sorted(one.text for one in found) == [text for text in said if text]


# On disk


def test_saving_again_and_restoring_a_backup_add_nothing_twice(desk):
    meeting = desk.begin(PAIR)
    say(meeting, "goal", "Speak at the demo")
    on(meeting, "stopped")
    done = meeting.saved()
    for _ in range(2):
        Ledger(desk.places.pair(PAIR)).save_meeting(
            entry_of(done, to_bytes(done), "a.md"),
            *([], [], [], to_bytes(done), "a.md", b""),
            left=lambda agreements: left_of(done, agreements),
        )
    meeting.leave()
    shutil.rmtree(meeting.folder)
    before = kept(desk)
    assert [one.text for one in before.topics] == ["Speak at the demo"]
    (desk.places.pair(PAIR) / "record.json").write_bytes(b"damaged")
    assert kept(desk_at(desk.places.home, DAY + timedelta(days=1))) == before


def test_what_the_record_knows_comes_to_the_next_meeting_and_is_then_used(desk):
    additions.bring(desk, PAIR, seat="mentee", text="The demo", approach="Ask Ana", origin="jot")
    additions.set_card(desk, PAIR, "I need a day to answer")
    additions.add_agreement(desk, PAIR, [BRIDGE], ["mentee"], trial=3)
    meeting = desk.begin(PAIR)
    known = meeting.start.known
    assert [(one.text, one.approach, one.origin) for one in known.brought] == [("The demo", "Ask Ana", "jot")]
    assert known.card == "I need a day to answer"
    assert known.agreement is not None
    assert (known.agreement.trial, known.agreement.agreed) == (3, ("mentee",))
    on(meeting, "turned", q=brought_where(meeting.state))
    desk.save(meeting, render)
    assert kept(desk).waiting == ()
    later = desk.begin(PAIR)
    assert (later.start.known.brought, later.start.known.meetings) == ((), 1)
    later.leave()


def test_what_was_changed_of_the_agreement_elsewhere_stands_when_an_open_meeting_is_saved():
    role, rhythm = (Clause(one.id, one.label, f"As it was: {one.label}") for one in EVERYTHING[1:3])
    before = Agreement("0" * 26, 1, "2026-10-01", (role, rhythm, BRIDGE))
    meeting = a_meeting(agreement=before)
    meeting.say("role", "Listens first")
    done = saved(meeting)
    newer = replace(rhythm, text="Every week")
    elsewhere = Agreement("0" * 25 + "1", 2, "2026-11-20", (role, newer))
    (made,) = left_of(done, (before, elsewhere))["agreements"]
    assert [one["text"] for one in made["clauses"]] == ["Listens first", "Every week"]
    own = Agreement(made["id"], 3, "2026-11-27", tuple(Clause(**one) for one in made["clauses"]))
    assert left_of(done, (before, elsewhere, own))["agreements"] == [made]  # saved again
    (alone,) = left_of(done, (before,))["agreements"]
    assert [one["text"] for one in alone["clauses"]] == ["Listens first", rhythm.text, BRIDGE.text]


def test_an_agreement_made_while_a_meeting_waits_is_on_record_with_what_the_meeting_says(desk):
    meeting = desk.begin(PAIR, "first_meeting")
    clause = next(q for q in meeting.state.questions.values() if q.type == "agreement")
    additions.add_agreement(desk, PAIR, [BRIDGE])
    say(meeting, clause.id, "Every week", seat="mentee")
    desk.save(meeting, render)
    agreement = kept(desk).agreement
    assert agreement is not None
    assert [one.text for one in agreement.clauses] == [BRIDGE.text, "Every week"]


def test_a_lesson_with_a_tag_of_the_bank_comes_before_newer_ones_without():
    meeting = a_meeting()
    rows = [meeting.add("lesson", text=f"Lesson {n}") for n in range(LESSONS + 5)]
    lessons = ledgers(saved(meeting)).lessons
    tagged = (replace(lessons[0], tags=("nerves",)), *(replace(one, tags=()) for one in lessons[1:]))
    chosen = [one.id for one in fitting(tagged, {"nerves"})]
    assert chosen == [rows[0], *rows[-(LESSONS - 1) :]]


def test_a_door_waits_for_the_mentees_yes_and_keeps_what_happened(desk):
    door = additions.add_door(desk, PAIR, "Mira", mode="mentor")
    with pytest.raises(CannotDo, match="before Sam wants it"):
        additions.move_door(desk, PAIR, door, "contacted")
    additions.move_door(desk, PAIR, door, "accepted")
    additions.move_door(desk, PAIR, door, "contacted", "Wrote to her")
    assert (kept(desk).doors[0].consent, kept(desk).doors[0].state) == (True, "contacted")
    additions.move_door(desk, PAIR, door, "outcome", "Coffee on Friday")
    (found,) = kept(desk).doors
    assert [(move.what, move.note) for move in found.moves] == [
        ("accepted", ""),
        ("contacted", "Wrote to her"),
        ("outcome", "Coffee on Friday"),
    ]
    assert not found.open
    with pytest.raises(CannotDo):
        additions.move_door(desk, PAIR, door, "accepted")


def test_the_mentee_puts_a_strength_into_their_own_words_and_may_take_them_back(desk):
    strength = additions.add_own_strength(desk, PAIR, "I ask early")
    additions.put_in_own_words(desk, PAIR, strength, "I can ask early now")
    assert kept(desk).strengths[0].own == "I can ask early now"
    additions.put_in_own_words(desk, PAIR, strength, "")
    assert kept(desk).strengths[0].own == ""


def test_the_latest_fact_holds_and_none_is_ever_changed(desk):
    additions.set_card(desk, PAIR, "One")
    earlier = RecordFile(desk.places.record(PAIR)).read()["cards"]["1"]
    additions.set_card(desk, PAIR, "Two")
    additions.switch(desk, PAIR, "moment:help", on=False)
    additions.switch(desk, PAIR, "signal:doors", on=False)
    additions.switch(desk, PAIR, "moment:help", on=True)
    assert (kept(desk).card, kept(desk).off) == ("Two", {"signal:doors"})
    tables = RecordFile(desk.places.record(PAIR)).read()
    assert tables["cards"]["1"] == earlier
    ids = [fact["id"] for name in ("cards", "switches") for fact in tables[name].values()]
    assert ids == sorted(ids)
    assert all(map(is_ulid, ids))


def test_something_on_the_shelf_can_belong_to_a_step(desk):
    meeting = desk.begin(PAIR)
    step = on(meeting, "added", "mentee", "step", value={"what": "Rehearse"})
    desk.save(meeting, render)
    book = additions.add_resource(desk, PAIR, "A book on speaking", "book")
    additions.attach_resource(desk, PAIR, book, step)
    assert [(one.source, one.step) for one in kept(desk).resources] == [("book", step)]


def test_nobody_agrees_to_a_version_they_have_not_read(desk):
    read = additions.add_agreement(desk, PAIR, [BRIDGE])
    newer = additions.add_agreement(desk, PAIR, [replace(BRIDGE, text="Ask Kim first")])
    with pytest.raises(CannotDo, match="newer version"):
        additions.agree_to_agreement(desk, PAIR, "mentee", read)
    assert [one.agreed for one in kept(desk).agreements] == [(), ()]
    additions.agree_to_agreement(desk, PAIR, "mentee", newer)
    assert [one.agreed for one in kept(desk).agreements] == [(), ("mentee",)]


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        (lambda d: additions.bring(d, PAIR, seat="mentee", text=" \u200b "), WrongInput),
        (lambda d: additions.bring(d, PAIR, seat="boss", text="Hello"), WrongInput),
        (lambda d: additions.add_agreement(d, PAIR, [replace(BRIDGE, text=" ")]), WrongInput),
        (lambda d: additions.agree_to_agreement(d, PAIR, "mentee", ""), NotFound),
        (lambda d: additions.add_door(d, PAIR, "x" * 501), WrongInput),
        (lambda d: additions.move_door(d, PAIR, "nothing", "accepted"), NotFound),
        (lambda d: additions.put_in_own_words(d, PAIR, "nothing", "I can"), NotFound),
        (lambda d: additions.add_resource(d, PAIR, "A book", "scroll"), WrongInput),
        (lambda d: additions.attach_resource(d, PAIR, "nothing", ""), NotFound),
        (lambda d: additions.switch(d, PAIR, "moment:", on=True), WrongInput),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_written(desk, refused, error):
    before = desk.places.record(PAIR).read_bytes()
    with pytest.raises(error) as caught:
        refused(desk)
    assert str(caught.value)
    assert desk.places.record(PAIR).read_bytes() == before


def test_words_are_kept_clean(desk):
    additions.bring(desk, PAIR, seat="mentee", text="The\x1b[31m de\u202emo", approach="a\nb")
    assert [(one.text, one.approach) for one in kept(desk).waiting] == [("The[31m demo", "a b")]


def test_a_record_of_an_earlier_version_has_nothing_of_it(desk):
    assert kept(desk) == ledgers()
    assert not holding(desk.places.home, "agreements")


def test_stock_tinydb_reads_what_is_kept(desk):
    from tinydb import TinyDB

    additions.bring(desk, PAIR, seat="mentee", text="The demo")
    with TinyDB(desk.places.record(PAIR), access_mode="r") as plain:
        assert [one["text"] for one in plain.table("brought")] == ["The demo"]


@pytest.mark.parametrize(
    ("table", "fact"),
    [
        ("agreements", {"clauses": "none"}),
        ("lessons", {}),
        ("door_moves", {"door": "x", "what": "exploded"}),
        ("switches", {"what": "moment:x"}),
        ("states", {"state": "asleep"}),
        ("brought", {"text": "no seat"}),
    ],
)
def test_a_damaged_fact_gives_one_clear_line(desk, table, fact):
    with Ledger(desk.places.pair(PAIR)).change() as tables:
        tables.table(table).insert({"id": desk.ids.new(), **fact})
    with pytest.raises(CannotDo, match="can't be understood") as caught:
        desk.ledger(PAIR)
    assert "\n" not in str(caught.value)
