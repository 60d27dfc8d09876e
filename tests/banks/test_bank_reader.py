"""Reading banks: what is right, everything that is wrong at once, and nothing that ever raises."""

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.banks import model
from checkin.banks.codes.catalogue import CATALOGUE
from checkin.banks.codes.code import HEAD, STAGE
from checkin.banks.folders import shipped_folder
from checkin.banks.model import Ref, Seat, When
from checkin.banks.reading.reader import check_file, read_bank

LOADERS = [loader for loader in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader) if loader]


def read(tmp_path, questions, extra="", files=()):
    for name, text in dict(files).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "bank.yaml"
    path.write_text(HEAD + extra + STAGE + questions, encoding="utf-8")
    return read_bank(path, [])


def ask(name, *settings, text="What now?"):
    lines = [f"id: {name}", f"ask: {text}", *settings]
    return "".join(f"      {'  ' if at else '- '}{line}\n" for at, line in enumerate(lines))


def found(reading):
    return [(each.code, each.line) for each in reading.diagnostics]


def good(reading):
    assert reading.told() == ""
    return list(reading.bank.all_questions())


def test_every_setting_of_a_question_arrives(tmp_path):
    settings = [
        "type: offer",
        "who: mentor",
        "quick: on",
        "required: TRUE",
        "hint: Help.",
        "cue: Wait.",
        "label: Heading",
        "opens_after: [first]",
        "at_least: 1",
        "at_most: 010",
        "tags: [one, two]",
        "practices: [1, 2]",
        "follow_ups:",
        "  - What else?",
    ]
    _, question = good(read(tmp_path, ask("first") + ask("second", *settings)))
    assert question.type == "offer"
    assert question.who == "mentor"
    assert question.quick is True
    assert question.required is True
    assert (question.hint, question.cue, question.label) == ("Help.", "Wait.", "Heading")
    assert (question.opens_after, question.at_least, question.at_most) == (("first",), 1, 10)
    assert (question.tags, question.practices, question.follow_ups) == (
        ("one", "two"),
        (1, 2),
        ("What else?",),
    )


def test_words_of_yaml_stay_words(tmp_path):
    (question,) = good(read(tmp_path, ask("a", 'label: "NO"', "hint: 12:30", "cue: 010")))
    assert (question.label, question.hint, question.cue) == ("NO", "12:30", "010")


@pytest.mark.parametrize("word", ["yes", "Yes", "true", "on", "ON"])
def test_any_yes_is_a_yes(tmp_path, word):
    assert good(read(tmp_path, ask("a", f"quick: {word}")))[0].quick is True


def test_a_bank_says_what_it_is(tmp_path):
    extra = (
        "kind: other\nabout: Why.\nminutes: {quick: 20, full: 45}\nlanguage: fi\nshape: free\nclosing: Bye.\n"
    )
    bank = read(tmp_path, ask("a"), extra).bank
    assert (bank.id, bank.title, bank.kind) == ("small", "A small bank", "other")
    assert (bank.minutes, bank.language) == ({"quick": 20, "full": 45}, "fi")
    assert (bank.closing, bank.about, bank.shape) == ("Bye.", "Why.", "free")
    assert read(tmp_path, ask("a")).bank.kind == "small"


def test_the_version_follows_the_bytes_included_ones_too(tmp_path):
    shared = "format: 1\nquestions:\n  - id: x\n    ask: {}\n"
    use, extra = "      - use: s.x\n", "include: [s.yaml]\n"
    one = read(tmp_path, use, extra, {"s.yaml": shared.format("One?")}).bank.version
    two = read(tmp_path, use, extra, {"s.yaml": shared.format("Two?")}).bank.version
    assert len(one) == 8
    assert one != two
    assert one == read(tmp_path, use, extra, {"s.yaml": shared.format("One?")}).bank.version


def test_a_bank_can_declare_its_seats(tmp_path):
    seats = "seats:\n  - {id: first, plays: mentee, title: First}\n  - {id: second, plays: mentor}\n"
    reading = read(tmp_path, ask("a") + ask("b", "who: second") + ask("c", "who: both"), seats)
    assert reading.bank.seats == (Seat("first", "mentee", "First"), Seat("second", "mentor"))
    assert [question.who for question in good(reading)] == ["first", "second", "both"]


def test_conditions_are_read_into_tests(tmp_path):
    questions = (
        ask("mood", "type: scale")
        + ask("way", "type: choice", "choices: [walk, ride]")
        + ask("step", "type: steps")
        + ask("gain", "who: both")
        + ask(
            "last_one",
            "when:",
            "  mood: {at_least: 2, below: 7}",
            "  step.readiness: {below: 7}",
            "  last.gain.mentor: {answered: no}",
            "  any:",
            "    - way: {one_of: [walk, ride]}",
            "    - gain.mentee: {answered: yes}",
        )
    )
    when = good(read(tmp_path, questions))[-1].when
    assert when == When(
        (
            model.Test(Ref("mood"), "at_least", 2),
            model.Test(Ref("mood"), "below", 7),
            model.Test(Ref("step", "readiness"), "below", 7),
            model.Test(Ref("gain", "mentor", last=True), "answered", False),
        ),
        (
            When((model.Test(Ref("way"), "one_of", ("walk", "ride")),)),
            When((model.Test(Ref("gain", "mentee"), "answered", True),)),
        ),
    )


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("mood: {is: low}", "wrong-type"),
        ("mood: {includes: 3}", "wrong-test"),
        ("mood: {beneath: 3}", "wrong-test"),
        ("mood: 3", "wrong-type"),
        ("mood: {below: 0}", "unreachable"),
        ("mood: {at_least: 11}", "unreachable"),
        ("mood: {is: 4, below: 3}", "unreachable"),
        ("mood: {answered: no, below: 3}", "unreachable"),
        ("mood: {answered: perhaps}", "wrong-type"),
        ("way: {is: fly}", "wrong-value"),
        ("way: {one_of: [walk, fly]}", "wrong-value"),
        ("way: {one_of: walk}", "wrong-type"),
        ("sure: {is: 3}", "wrong-type"),
        ("gain: {answered: yes}", "unknown-seat"),
        ("gain.boss: {answered: yes}", "unknown-seat"),
        ("mood.mentor: {below: 3}", "unknown-seat"),
        ("step.redness: {below: 3}", "unknown-question"),
        ("step.owner: {is: nobody}", "wrong-value"),
        ("modo: {below: 3}", "unknown-question"),
        ("target: {answered: yes}", "later-question"),
        ("Mood: {below: 3}", "bad-reference"),
        ("any: {mood: {below: 3}}", "wrong-type"),
        ("last.nothing: {answered: yes}", "unknown-question"),
    ],
)
def test_a_condition_that_can_not_work_is_told(tmp_path, when, code):
    questions = (
        ask("mood", "type: scale")
        + ask("way", "type: choice", "choices: [walk, ride]")
        + ask("sure", "type: yes_no")
        + ask("step", "type: steps")
        + ask("gain", "who: both")
        + ask("target", f"when: {{{when}}}")
    )
    reading = read(tmp_path, questions)
    assert [each[0] for each in found(reading)] == [code], reading.told()


def test_a_condition_on_the_previous_meeting_may_name_any_question(tmp_path):
    good(read(tmp_path, ask("a", "when: {last.b: {answered: yes}}", text="And “${last.b|it}”?") + ask("b")))


def test_the_history_of_another_bank_of_this_kind_is_not_ours_to_check(tmp_path):
    good(read(tmp_path, ask("a", text="And ${last.elsewhere}?"), "kind: other\n"))


def test_what_both_said_can_be_put_in_whole_or_by_seat(tmp_path):
    good(
        read(
            tmp_path, ask("gain", "who: both") + ask("b", text="So ${gain}, ${gain.mentee}, ${gain.mentor}?")
        )
    )


def test_the_step_in_hand_is_only_there_in_a_follow_through(tmp_path):
    good(read(tmp_path, ask("a", "type: follow_through", text="And “${item}”?")))
    assert found(read(tmp_path, ask("a", text="And “${item}”?"))) == [("unknown-question", 9)]


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file(tmp_path):
    questions = (
        ask("a", "hnt: x", "quick: perhaps")
        + ask("a", "type: scales", "min: ten")
        + ask("B", "who: boss", text="About ${c}?")
        + "      - what now\n"
    )
    assert found(read(tmp_path, questions)) == [
        ("unknown-key", 10),
        ("wrong-type", 11),
        ("duplicate-id", 12),
        ("unknown-type", 14),
        ("wrong-type", 15),
        ("bad-id", 16),
        ("unknown-question", 17),
        ("unknown-seat", 18),
        ("wrong-type", 19),
    ]


def test_a_shared_question_can_be_worded_differently(tmp_path):
    shared = "format: 1\nquestions:\n  - id: x\n    ask: One?\n    hint: Old.\n    cue: Wait.\n"
    use = "      - use: s.x\n        hint: New.\n        quick: yes\n"
    (question,) = good(read(tmp_path, use, "include: [s.yaml]\n", {"s.yaml": shared}))
    assert (question.id, question.ask, question.hint, question.cue, question.quick) == (
        "x",
        "One?",
        "New.",
        "Wait.",
        True,
    )


def test_a_problem_in_a_shared_file_is_told_in_that_file(tmp_path):
    shared = "format: 1\nquestions:\n  - id: x\n    ask: One ${nothing}?\n    hnt: Old.\n"
    reading = read(tmp_path, "      - use: s.x\n", "include: [s.yaml]\n", {"s.yaml": shared})
    assert {(Path(each.path).name, each.code, each.line) for each in reading.diagnostics} == {
        ("s.yaml", "unknown-question", 4),
        ("s.yaml", "unknown-key", 5),
    }
    assert "    hnt: Old." in reading.told()


def test_included_files_are_looked_for_along_the_search_path(tmp_path):
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
    (tmp_path / "theirs" / "s.yaml").write_text("format: 1\nquestions:\n  - id: x\n    ask: One?\n")
    path = tmp_path / "mine" / "bank.yaml"
    path.write_text(HEAD + "include: [s.yaml]\n" + STAGE + "      - use: s.x\n")
    assert [each.code for each in read_bank(path, []).diagnostics] == ["no-such-include"]
    assert read_bank(path, [tmp_path / "theirs"]).told() == ""


@pytest.mark.parametrize("name", ["../s.yaml", "/etc/passwd", "a/../../s.yaml", "C:/s.yaml", "link.yaml"])
def test_nothing_outside_the_folder_is_read(tmp_path, name):
    (tmp_path / "s.yaml").write_text("format: 1\nquestions:\n  - id: x\n    ask: One?\n")
    folder = tmp_path / "banks"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(tmp_path / "s.yaml")
    reading = read(folder, ask("a"), f"include:\n  - {name}\n")
    assert found(reading) == [("outside-folder", 5)]


def test_a_loop_through_a_shared_file_is_told_there(tmp_path):
    shared = "format: 1\ninclude: [bank.yaml]\nquestions:\n  - id: x\n    ask: One?\n"
    reading = read(tmp_path, ask("a"), "include: [s.yaml]\n", {"s.yaml": shared})
    assert [(Path(each.path).name, each.code) for each in reading.diagnostics] == [("s.yaml", "include-loop")]


def test_a_shared_file_checks_clean_but_is_no_bank(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text("format: 1\nquestions:\n  - id: x\n    ask: One?\n")
    assert [each.code for each in read_bank(path, []).diagnostics] == ["not-a-bank"]
    checked = check_file(path, [])
    assert (checked.bank, checked.diagnostics) == (None, ())


def test_of_the_types_of_later_versions_only_the_one_that_is_left_out_is_told(tmp_path):
    reading = read(tmp_path, ask("a", "type: ripple") + ask("b", "type: load"))
    assert [(each.severity, each.line) for each in reading.diagnostics] == [("warning", 13)]
    assert [each.type for each in reading.bank.all_questions()] == ["ripple", "load"]


@pytest.mark.parametrize("text", ["- a\n", "just words\n", "42\n"])
def test_a_list_or_a_text_is_no_bank(tmp_path, text):
    path = tmp_path / "b.yaml"
    path.write_text(text)
    (problem,) = read_bank(path, []).diagnostics
    assert problem.code == "wrong-type"
    assert "a bank is a map" in problem.message


def test_each_odd_place_has_its_own_message(tmp_path):
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    names = ["missing.yaml", "folder.yaml", "pipe.yaml", "nul\0.yaml", "x" * 300 + ".yaml"]
    messages = [read_bank(tmp_path / name, []).diagnostics[0].message for name in names]
    assert len(set(messages)) == len(messages)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission_is_told(tmp_path):
    path = tmp_path / "b.yaml"
    path.write_text("a: b")
    path.chmod(0)
    assert [each.code for each in read_bank(path, []).diagnostics] == ["unreadable"]


def test_prose_traps_are_warned_about(tmp_path):
    reading = read(tmp_path, ask("a", "hint: See #3 there", "tags: [on, fine]", "label: a # a real comment"))
    assert found(reading) == [("swallowed-comment", 10), ("yaml-word", 11)]
    assert reading.bank is not None


def test_a_non_breaking_space_in_a_name_is_explained(tmp_path):
    (problem,) = read(tmp_path, ask("a", "hint\u00a0: x")).diagnostics
    assert problem.code == "unknown-key"
    assert "non-breaking" in problem.help


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (["type: choice"], "missing-key"),
        (["type: pick"], "missing-key"),
        (["type: choice", "choices: [one]"], "wrong-value"),
        (["type: choice", "choices: [one, one]"], "wrong-value"),
        (["type: scale", "min: 5", "max: 5"], "wrong-value"),
        (["type: list", "at_least: 3", "at_most: 2"], "wrong-value"),
        (["type: pick", "choices_from: before"], "wrong-value"),
        (["type: choice", "choices_from: before"], "wrong-value"),
        (["type: choice", "choices: [a, 'a ']"], "wrong-value"),
        (["type: scale", "max: 10000"], "wrong-value"),
        (["type: pulse", "who: both", "min: 5", "max: 5"], "wrong-value"),
        (["type: pulse", "who: both", "max: 10000"], "wrong-value"),
        (["type: pulse", "who: both", "at_most: 2"], "no-effect"),
        (["type: pulse"], "pulse-for-one"),
        (["type: pulse", "who: mentor"], "pulse-for-one"),
        (["type: pulse", "who: bot"], "unknown-seat"),
        (["type: scale", "max: 99999999999999999999"], "wrong-value"),
        (["type: list", "at_most: 0"], "wrong-value"),
        (["type: list", "at_most: 101"], "wrong-value"),
        (["type: list", "at_least: -1"], "wrong-value"),
        (["type: offer", "who: mentee"], "wrong-value"),
        (["type: offer", "who: both"], "wrong-value"),
        (["type: options", "who: mentor"], "wrong-value"),
        (["type: offer", "opens_after: [befor]"], "unknown-question"),
        (["type: offer", "opens_after: [target]"], "later-question"),
        (["ask:"], "duplicate-key"),
        (["hint:"], "wrong-value"),
        (["hint: {a: b}"], "wrong-type"),
        (["when: {}"], "wrong-type"),
        (["who: mentees"], "unknown-seat"),
        (["at_least: 3"], "no-effect"),
    ],
)
def test_settings_that_do_not_fit_their_type_are_told(tmp_path, settings, code):
    reading = read(tmp_path, ask("before") + ask("target", *settings))
    assert [each[0] for each in found(reading)] == [code], reading.told()


@pytest.mark.parametrize("type_", ["steps", "offer", "choice", "follow_through", "goal"])
def test_choices_come_from_options_and_lists_only(tmp_path, type_):
    more = ["choices: [a, b]"] if type_ == "choice" else []
    for chooser in ("choice", "choices", "pick"):
        questions = ask("a", f"type: {type_}", *more) + ask("b", f"type: {chooser}", "choices_from: a")
        (problem,) = read(tmp_path, questions).diagnostics
        assert problem.code == "wrong-value"
        assert "`options` or `list`" in problem.help


@pytest.mark.parametrize("type_", ["options", "list"])
@pytest.mark.parametrize("chooser", ["choice", "choices", "pick"])
def test_choices_from_options_or_a_list_are_right(tmp_path, type_, chooser):
    good(read(tmp_path, ask("a", f"type: {type_}") + ask("b", f"type: {chooser}", "choices_from: a")))


def test_choices_are_given_once(tmp_path):
    both = ask("b", "type: choice", "choices_from: a", "choices: [up, down]")
    assert found(read(tmp_path, ask("a", "type: list") + both)) == [("wrong-value", 14)]


def test_a_question_is_the_mentees_unless_it_says_otherwise(tmp_path):
    assert {each.who for each in good(read(tmp_path, ask("a") + ask("b", "type: goal")))} == {"mentee"}


def test_an_offer_is_the_mentors_unless_it_says_otherwise(tmp_path):
    assert good(read(tmp_path, ask("a", "type: offer")))[0].who == "mentor"
    seats = "seats:\n  - {id: first, plays: mentee}\n  - {id: second, plays: mentor}\n"
    assert [each.who for each in good(read(tmp_path, ask("a", "type: offer") + ask("b"), seats))] == [
        "second",
        "first",
    ]


def test_a_pulse_for_both_is_a_number_that_can_be_tested_seat_by_seat(tmp_path):
    pulse = ask("us", "type: pulse", "who: both", "min: 1", "max: 5")
    (asked, then) = good(
        read(tmp_path, pulse + ask("b", "when: {us.mentor: {below: 3}}", text="So “${us}”?"))
    )
    assert (asked.type, asked.who, asked.min, asked.max) == ("pulse", "both", 1, 5)
    assert then.when == When((model.Test(Ref("us", "mentor"), "below", 3),))
    for when, code in (
        ("us: {below: 3}", "unknown-seat"),
        ("us.mentor: {one_of: [1, 2]}", "wrong-test"),
        ("us.mentor: {at_least: 6}", "unreachable"),
        ("us.mentor: {is: well}", "wrong-type"),
    ):
        assert [each[0] for each in found(read(tmp_path, pulse + ask("b", f"when: {{{when}}}")))] == [code]


def test_a_pulse_for_one_can_be_asked_and_its_warning_points_at_who(tmp_path):
    reading = read(tmp_path, ask("us", "type: pulse", "who: mentor"))
    assert found(reading) == [("pulse-for-one", 11)]
    assert [each.who for each in reading.bank.all_questions()] == ["mentor"]


@pytest.mark.parametrize("name", ["any", "item", "last"])
def test_words_with_a_meaning_of_their_own_are_no_ids(tmp_path, name):
    assert found(read(tmp_path, ask(name))) == [("bad-id", 8)]


@pytest.mark.parametrize("who", ["mentee", "both"])
def test_a_step_has_parts_but_no_seats(tmp_path, who):
    steps = ask("step", "type: steps", f"who: {who}")
    for when in ("step.mentee: {answered: yes}", "last.step.mentee: {answered: yes}"):
        reading = read(tmp_path, steps + ask("b", f"when: {{{when}}}"))
        assert [each[0] for each in found(reading)] == ["unknown-question"]
    good(read(tmp_path, steps + ask("b", "when: {step: {answered: yes}}", text="So “${step.what}”?")))


def gaps(reading):
    return [each.line for each in reading.diagnostics if each.code == "quick-gap"]


def test_a_quick_question_says_something_without_the_full_meetings_answers(tmp_path):
    quick = ask("b", "quick: yes", "hint: On ${a}.", text="What about ${a}, or ${a|it}?")
    reading = read(tmp_path, ask("a") + quick)
    assert gaps(reading) == [11, 13]
    assert reading.diagnostics[0].help == "add a fallback: `${a|…}`"
    assert reading.bank is not None
    assert gaps(read(tmp_path, ask("a", "quick: yes") + quick)) == []
    assert gaps(read(tmp_path, ask("a") + quick.replace("quick: yes", "quick: no"))) == []
    assert gaps(read(tmp_path, ask("a") + ask("b", "quick: yes", text="And ${last.a}?"))) == []


def test_what_holds_a_quick_offer_is_asked_in_the_quick_meeting_too(tmp_path):
    offer = ask("c", "type: offer", "quick: yes", "opens_after: [a, b]")
    later = ask("d", "quick: yes", text="What about ${a}?")
    assert gaps(read(tmp_path, ask("a") + ask("b") + offer + later)) == []
    slow = offer.replace("quick: yes", "quick: no")
    assert gaps(read(tmp_path, ask("a") + ask("b") + slow + later)) == [18]
    held = ask("x") + ask("a") + ask("b", text="What about ${x}?") + offer
    assert gaps(read(tmp_path, held)) == [13]


def test_a_quick_pool_makes_its_questions_quick(tmp_path):
    pool = (
        "      - pool: p\n        quick: {}\n        from:\n          - id: b\n            ask: And ${{a}}?\n"
    )
    assert gaps(read(tmp_path, ask("a") + pool.format("yes"))) == [14]
    assert gaps(read(tmp_path, ask("a") + pool.format("no"))) == []


@pytest.mark.parametrize("name", ["folder.yaml", "pipe.yaml", "endless.yaml"])
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path, name):
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "endless.yaml").symlink_to("/dev/zero")
    assert [each.code for each in read_bank(tmp_path / name, []).diagnostics] == ["not-a-file"]
    assert found(read(tmp_path, ask("a"), f"include: [{name}]\n")) == [("no-such-include", 4)]


WHOLE = (shipped_folder() / "regular.yaml").read_text(encoding="utf-8")


@settings(max_examples=70, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_mutated_bank_is_always_read_or_explained(tmp_path, data):
    at = data.draw(st.integers(0, len(WHOLE)))
    end = min(len(WHOLE), at + data.draw(st.integers(0, 40)))
    into = data.draw(
        st.one_of(st.text(max_size=12), st.sampled_from(["- ", ": ", "\n", "{", "[", "'", '"', "${", "  "]))
    )
    path = tmp_path / "mutated.yaml"
    path.write_text(WHOLE[:at] + into + WHOLE[end:], encoding="utf-8", errors="surrogatepass")
    for loader in LOADERS[:1]:
        reading = read_bank(path, [shipped_folder()], loader=loader)
        assert (reading.bank is None) == bool(reading.errors)
        assert "\x1b" not in reading.told()


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=400), st.sampled_from([str(c.bad) for c in CATALOGUE.values()]).map(str.encode)
    )
)
def test_any_bytes_give_a_reading(tmp_path, data):
    path = tmp_path / "noise.yaml"
    path.write_bytes(data)
    reading = read_bank(path, [])
    assert reading.bank is None
    assert reading.told()
