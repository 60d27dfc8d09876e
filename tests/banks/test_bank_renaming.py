"""Renaming a question: every place that names it, and nothing else."""

import dataclasses
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.banks.folders import shipped_folder
from checkin.banks.reading.reader import read_bank
from checkin.banks.workbench import replacing
from checkin.banks.workbench.renamed import renamed
from checkin.banks.workbench.renamed_files import Reach
from checkin.banks.workbench.renaming import plan
from checkin.banks.workbench.replacing import put_in_place
from checkin.ground.errors import CannotDo, NotFound, WrongInput

BANK = """\
# goal stays as it is in a comment, and so does ${goal}.
format: 1
id: small
title: A goal in the title
stages:
  - id: goal
    title: The goal
    questions:
      - id: goals
        ask: Which goals have you?
      - id: goal  # the goal
        type: goal
        ask: 'What is your goal?'   # goal
      - pool: goal
        from:
          - id: first
            ask: "Of “${ goal }” and “${last.goal|the last goal}”, which?"
          - {id: second, ask: "Is ${goal|goal} it?"}
      - id: ideas
        type: options
        ask: >-
          What could move
          “${goal|your
          goal}” on?
        hint: | # ${goal} is no text here
          ${goal}
          ${goals}
      - id: sure
        type: scale
        ask: How sure?
        when: {goal: {answered: yes}, any: [{last.goal: {answered: no}}, {"goal": {answered: yes}}]}
      - id: thought
        type: offer
        opens_after:
          - goal
          - 'sure'
        ask: A thought?
      - id: mine
        type: pick
        choices_from: ideas
        ask: Which?
        follow_ups:
          - And “${goal}”?
"""
BOTH = """\
format: 1
id: pair
title: Both of you
stages:
  - id: talk
    title: Talk
    questions:
      - id: word
        type: line
        who: both
        ask: A word?
      - id: next
        type: steps
        ask: What is next?
      - id: why
        ask: Why “${word.mentee}”, and “${last.word.mentor|nothing}”?
        when: {next.readiness: {below: 7}, word.mentee: {is: "word"}}
"""
SHARED = """\
format: 1
questions:
  # How it goes.
  - id: mood
    type: scale
    ask: How are you?
  - id: why
    ask: Why ${mood}?
    when: {mood: {below: 5}}
"""
USING = """\
format: 1
id: NAME
title: A bank
include:
  - shared/starts.yaml
stages:
  - id: talk
    title: Talk
    questions:
      - use: starts.mood
        hint: Any number.
      - use: starts.why
      - id: more
        ask: More about ${mood}?
        when: {mood: {at_least: 3}}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(BANK)
    return path


def reach(folder, *banks):
    found = [each for each in sorted(folder.rglob("*.yaml")) if each.is_file()]
    return Reach(
        (folder,),
        tuple(each for each in found if "." not in each.stem),
        tuple(each for each in found if "." in each.stem),
        (shipped_folder(),),
    )


def rename(path, old, new, folder=None):
    drafts = plan(path, old, new, reach(folder or path.parent))
    put_in_place(drafts)
    return drafts


def same_but_for_the_name(path, before, old, new):
    after = read_bank(path).bank
    wanted = dataclasses.replace(renamed(before, old, new), version=after.version)
    return after == wanted


def test_only_the_spans_that_name_it_change(file):
    before = read_bank(file).bank
    assert before is not None
    rename(file, "goal", "aim")
    expected = (
        BANK.replace("- id: goal  # the goal\n", "- id: aim  # the goal\n        aliases: [goal]\n")
        .replace("“${ goal }”", "“${ aim }”")
        .replace("${last.goal|", "${last.aim|")
        .replace("Is ${goal|", "Is ${aim|")
        .replace("“${goal|your\n", "“${aim|your\n")
        .replace("          ${goal}\n", "          ${aim}\n")
        .replace("{goal: {answered", "{aim: {answered")
        .replace("{last.goal:", "{last.aim:")
        .replace('{"goal":', '{"aim":')
        .replace("          - goal\n", "          - aim\n")
        .replace("And “${goal}”", "And “${aim}”")
    )
    assert file.read_text() == expected
    assert same_but_for_the_name(file, before, "goal", "aim")


def test_fields_of_steps_and_answers_of_one_seat_are_followed(tmp_path):
    path = tmp_path / "pair.yaml"
    path.write_text(BOTH)
    before = read_bank(path).bank
    rename(path, "next", "todo")
    rename(path, "word", "term")
    text = path.read_text()
    assert "“${term.mentee}”, and “${last.term.mentor|nothing}”" in text
    assert '{todo.readiness: {below: 7}, term.mentee: {is: "word"}}' in text
    assert "title: Talk" in text
    assert read_bank(path).bank.version != before.version


def test_the_plan_names_the_lines_as_they_are_afterwards(file):
    (draft,) = plan(file, "goal", "aim", reach(file.parent))
    lines = draft.after.decode().split("\n")
    assert [lines[at - 1].strip() for at in draft.lines][:3] == [
        "- id: aim  # the goal",
        "aliases: [goal]",
        'ask: "Of “${ aim }” and “${last.aim|the last goal}”, which?"',
    ]
    assert all("aim" in lines[at - 1] or "aliases" in lines[at - 1] for at in draft.lines)
    assert file.read_text() == BANK


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- {id: second, ask: W?}", "- {id: other, aliases: [second], ask: W?}"),
        ("- {id: second, aliases: [one], ask: W?}", "- {id: other, aliases: [one, second], ask: W?}"),
        ("- {id: second, aliases: [ ], ask: W?}", "- {id: other, aliases: [second ], ask: W?}"),
        (
            "- id: second\n        aliases:\n        - one # old\n        ask: W",
            "- id: other\n        aliases:\n        - one # old\n        - second\n        ask: W",
        ),
        (
            '- ask: W?\n        "id": "second"\n        hint: H',
            '- ask: W?\n        "id": "other"\n        aliases: [second]\n        hint: H',
        ),
        ("- ask: W?\n        id: second", "- ask: W?\n        id: other\n        aliases: [second]"),
    ],
)
@pytest.mark.parametrize("end", ["\n", ""])
def test_the_old_id_becomes_an_alias_in_the_style_of_the_file(tmp_path, before, after, end):
    head = "format: 1\nid: a\ntitle: A\nstages:\n  - id: b\n    title: B\n    questions:\n      "
    path = tmp_path / "a.yaml"
    path.write_text(head + before + end)
    rename(path, "second", "other")
    assert path.read_text() == head + after + end


def test_translations_go_along_wherever_they_lie(tmp_path, file):
    own, other = tmp_path / "small.de.yaml", tmp_path / "elsewhere" / "small.fi.yaml"
    other.parent.mkdir()
    words = (
        "format: 1\ntranslates: small\nlanguage: de\nquestions:\n  goal: # das Ziel\n    ask: Dein goal?\n"
    )
    own.write_text(words + "  sure:\n    ask: Ist ${goal} sicher?\n")
    other.write_text(words.replace("de\n", "fi\n", 1))
    (tmp_path / "big.de.yaml").write_text(words.replace("small", "big"))
    drafts = rename(file, "goal", "aim", tmp_path)
    assert [draft.path.name for draft in drafts] == ["small.yaml", "small.fi.yaml", "small.de.yaml"]
    assert own.read_text() == words.replace("  goal:", "  aim:") + "  sure:\n    ask: Ist ${aim} sicher?\n"
    assert "  aim: # das Ziel\n    ask: Dein goal?" in other.read_text()
    assert "  goal: " in (tmp_path / "big.de.yaml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "said", "kind"),
    [
        ("gaol", "aim", "Did you mean goal?", NotFound),
        ("goal", "sure", "a question `sure` already", WrongInput),
        ("goal", "My Aim", "my_aim", WrongInput),
        ("goal", "last", "a meaning of its own", WrongInput),
        ("goal", "goal", "the same", WrongInput),
        ("goal", "x" * 61, "can't be an id", WrongInput),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_written(file, old, new, said, kind):
    with pytest.raises(kind) as refused:
        rename(file, old, new)
    assert said in str(refused.value)
    assert file.read_text() == BANK


def test_an_id_that_another_question_had_is_taken(file):
    rename(file, "goal", "aim")
    with pytest.raises(WrongInput, match="was called `goal` before"):
        rename(file, "sure", "goal")


def test_a_file_with_errors_is_mended_first(file):
    file.write_text(BANK.replace("choices_from: ideas", "choices_from: idaes"))
    with pytest.raises(WrongInput, match=r"mend first: .*small\.yaml, line \d+: no earlier question"):
        rename(file, "goal", "aim")


def test_an_id_written_with_escapes_is_left_to_the_author(file):
    file.write_text(BANK.replace("And “${goal}”?", '"And “$\\x7bgoal}”?"'))
    before = file.read_bytes()
    with pytest.raises(CannotDo, match=r"line 43: the id is written in a way"):
        rename(file, "goal", "aim")
    assert file.read_bytes() == before


def test_a_shipped_bank_is_not_changed():
    with pytest.raises(CannotDo, match="comes with the program"):
        plan(shipped_folder() / "regular.yaml", "goal", "aim", Reach((), fixed=(shipped_folder(),)))


def test_a_question_of_a_shared_file_is_renamed_there(tmp_path):
    shared = tmp_path / "shared" / "starts.yaml"
    shared.parent.mkdir()
    shared.write_text(SHARED)
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(USING.replace("NAME", "one"))
    two.write_text(USING.replace("NAME", "two"))
    (tmp_path / "small.yaml").write_text(BANK)
    before = read_bank(one).bank
    with pytest.raises(CannotDo, match=r"Rename it there.*starts\.yaml mood feeling"):
        rename(one, "mood", "feeling")
    drafts = rename(shared, "mood", "feeling", tmp_path)
    assert [draft.path.name for draft in drafts] == ["starts.yaml", "one.yaml", "two.yaml"]
    assert "aliases: [mood]" in shared.read_text()
    assert "when: {feeling: {below: 5}}" in shared.read_text()
    assert "- use: starts.feeling\n" in one.read_text()
    assert "${feeling}" in two.read_text()
    assert same_but_for_the_name(one, before, "mood", "feeling")


def test_an_id_of_a_bank_that_a_shared_file_names_is_refused(tmp_path):
    shared = tmp_path / "shared" / "starts.yaml"
    shared.parent.mkdir()
    shared.write_text(
        SHARED.replace("  # How it goes.\n  - id: mood\n    type: scale\n    ask: How are you?\n", "")
    )
    bank = tmp_path / "one.yaml"
    own = "      - id: mood\n        type: scale\n        ask: How?\n"
    text = USING.replace("NAME", "one")
    bank.write_text(text.replace("      - use: starts.mood\n        hint: Any number.\n", own))
    assert read_bank(bank).bank is not None
    with pytest.raises(CannotDo, match=r"starts\.yaml, line 4 names mood too"):
        rename(bank, "mood", "feeling")


def test_what_an_interruption_left_is_done_by_doing_it_again(tmp_path):
    shared = tmp_path / "shared" / "starts.yaml"
    shared.parent.mkdir()
    shared.write_text(SHARED)
    bank = tmp_path / "one.yaml"
    bank.write_text(USING.replace("NAME", "one"))
    drafts = plan(shared, "mood", "feeling", reach(tmp_path))
    shared.write_bytes(drafts[0].after)  # as far as it came
    assert read_bank(bank).bank is None
    assert [draft.path.name for draft in rename(shared, "mood", "feeling", tmp_path)] == ["one.yaml"]
    assert bank.read_bytes() == drafts[1].after
    with pytest.raises(WrongInput, match="called `feeling` already"):
        rename(shared, "mood", "feeling", tmp_path)


def test_all_files_or_none(tmp_path, file, monkeypatch):
    words = "format: 1\ntranslates: small\nlanguage: de\nquestions:\n  goal:\n    ask: Dein Ziel?\n"
    (tmp_path / "small.de.yaml").write_text(words)
    drafts = plan(file, "goal", "aim", reach(tmp_path))
    (tmp_path / "small.de.yaml").write_text(words + "# changed meanwhile\n")
    with pytest.raises(CannotDo, match="changed by somebody else"):
        put_in_place(drafts)
    assert file.read_text() == BANK
    (tmp_path / "small.de.yaml").write_text(words)
    seen = []

    def full(folder):
        seen.append(folder)
        if len(seen) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing, "sync_folder", full)
    with pytest.raises(CannotDo, match="no space left"):
        put_in_place(drafts)
    assert file.read_text() == BANK
    assert (tmp_path / "small.de.yaml").read_text() == words
    assert sorted(each.name for each in tmp_path.iterdir()) == ["small.de.yaml", "small.yaml"]


def test_modes_are_kept_and_links_are_followed(tmp_path, file):
    file.chmod(0o640)
    link = tmp_path / "linked"
    link.mkdir()
    (link / "small.yaml").symlink_to(file)
    rename(link / "small.yaml", "goal", "aim")
    assert (link / "small.yaml").is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert "id: aim" in file.read_text()


@settings(max_examples=25)
@given(
    old=st.sampled_from(["goal", "first", "second", "ideas", "sure", "thought", "mine"]),
    new=st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True).filter(
        lambda name: (
            f"id: {name}" not in BANK
            and name
            not in ("any", "item", "last", "no", "on", "off", "yes", "y", "n", "true", "false", "null")
        )
    ),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.booleans(),
    final=st.booleans(),
)
def test_there_and_back_gives_the_same_bank_and_every_other_byte(
    tmp_path_factory, old, new, end, mark, final
):
    path = tmp_path_factory.mktemp("there") / "small.yaml"
    text = BANK if final else BANK.rstrip("\n")
    data = (b"\xef\xbb\xbf" if mark else b"") + text.replace("\n", end).encode()
    path.write_bytes(data)
    before = read_bank(path).bank
    rename(path, old, new)
    assert same_but_for_the_name(path, before, old, new)
    rename(path, new, old)
    after = read_bank(path).bank
    kept = {each.id: each.aliases for each in after.all_questions()}
    assert kept[old] == (new,)
    alias = f", aliases: [{new}]" if old == "second" else None
    if alias:
        assert path.read_bytes() == data.replace(b"{id: second", f"{{id: second{alias}".encode())
    else:
        rest = [
            line
            for line in path.read_bytes().split(end.encode())
            if line.strip() != f"aliases: [{new}]".encode()
        ]
        assert end.encode().join(rest) == data
