"""The paths through a bank: how many, how long, and which questions are on none of them."""

from time import process_time

from checkin.banks.model import Bank, Pool, Question, Ref, Stage, When
from checkin.banks.model import Test as OneTest
from checkin.banks.rehearsal.cost import Cost
from checkin.banks.rehearsal.paths import never_asked, paths
from checkin.banks.rehearsal.residue import settled


def a_question(name, type_="text", when=None, **more):
    return Question(name, "And this?", type_, quick=more.pop("quick", True), when=when, **more)


def a_bank(*items):
    return Bank("tried", "Tried", (Stage("one", "One", items),))


def when(**tests):
    return When(tuple(OneTest(Ref(name), op, value) for name, (op, value) in tests.items()))


def test_a_bank_without_conditions_has_one_path():
    found = paths(a_bank(a_question("a", "goal"), a_question("b")), "full")
    assert (found.count, found.more, found.asked, found.never) == (1, False, {"a", "b"}, ())
    assert found.most == found.least
    assert (found.most.prompts, found.most.typed) == (2, 1)


def test_a_question_with_a_condition_makes_two_paths():
    bank = a_bank(a_question("sure", "yes_no"), a_question("why", when=when(sure=("is", True))))
    found = paths(bank, "quick")
    assert (found.count, found.least.prompts, found.most.prompts) == (2, 1, 2)
    assert paths(bank, "quick", along=["sure"]).count == 1
    assert paths(bank, "quick", along=["why"]).count == 0


def test_answers_that_no_condition_tells_apart_are_one_path():
    bank = a_bank(
        a_question("mood", "scale"),
        a_question("low", when=when(mood=("below", 4))),
        a_question("fair", when=when(mood=("at_least", 4))),
    )
    assert paths(bank, "full").count == 3  # low, fair, or no number at all


def test_what_the_depth_leaves_out_counts_as_not_answered():
    bank = a_bank(
        a_question("sure", "yes_no", quick=False),
        a_question("yes", when=when(sure=("is", True))),
        a_question("open", when=when(sure=("answered", False))),
    )
    assert paths(bank, "quick").asked == {"open"}
    assert paths(bank, "quick").count == 1
    assert paths(bank, "full").asked == {"sure", "yes", "open"}


def test_a_pool_gives_as_many_as_it_picks_the_longest_where_the_most_is_told():
    pool = Pool("pool", (a_question("a", "goal"), a_question("b"), a_question("c", "say")), 2, quick=True)
    found = paths(a_bank(pool), "quick")
    assert (found.count, found.asked) == (1, {"a", "b", "c"})
    assert (found.most.prompts, found.most.typed, found.least.typed) == (2, 1, 0)


def test_a_pool_on_which_something_depends_is_drawn_in_every_way():
    pool = Pool("pool", (a_question("a", "yes_no"), a_question("b")), 1, quick=True)
    found = paths(a_bank(pool, a_question("why", when=when(a=("is", True)))), "quick")
    assert found.count == 3  # a; a and why; b
    assert (found.least.prompts, found.most.prompts) == (1, 2)


def test_the_card_is_one_prompt_and_one_key():
    bank = a_bank(
        a_question("tried", quick=False),
        a_question("issue", quick=False),
        a_question("offer", "offer", who="mentor", opens_after=("tried", "issue")),
    )
    assert paths(bank, "quick").most == Cost(prompts=2, typed=0, keys=2, minutes=6)
    assert paths(bank, "full").most.prompts == 3


def test_an_account_is_asked_only_with_open_steps_and_both_accounts_together():
    bank = a_bank(a_question("one", "follow_through"), a_question("two", "follow_through"))
    found = paths(bank, "full")
    assert (found.count, found.least.prompts, found.most.prompts) == (2, 0, 2)


def test_what_waits_for_something_that_never_comes_is_not_told_beside_it():
    bank = a_bank(
        a_question("sure", "yes_no"),
        a_question("why", "line", when=when(sure=("is", True))),
        a_question("never", "yes_no", when=when(sure=("is", False), why=("answered", True))),
        a_question("nor_this", when=when(never=("is", True))),
        a_question("nor_that", when=when(nor_this=("answered", True))),
        a_question("but_this", when=when(never=("answered", False))),
    )
    found = paths(bank, "full")
    assert found.asked == {"sure", "why", "but_this"}
    assert found.never == never_asked(bank, "full") == ("never",)


def test_two_hundred_conditional_questions_are_gone_through_at_once():
    sure = [a_question(f"sure{n}", "yes_no") for n in range(100)]
    own = [a_question(f"why{n}", when=when(**{f"sure{n}": ("is", True)})) for n in range(100)]
    one = [a_question(f"low{n}", when=when(mood=("below", n % 11))) for n in range(200)]
    chain = [a_question("c0", "yes_no")]
    chain += [a_question(f"c{n}", "yes_no", when(**{f"c{n - 1}": ("is", True)})) for n in range(1, 200)]
    for questions, count in (
        ([*sure, *own], 2**100),
        ([a_question("mood", "scale"), *one], 11),
        (chain, 200),
    ):
        began = process_time()
        found = paths(a_bank(*questions), "full")
        assert process_time() - began < 2  # about 0.1 s; this only finds what is far off
        assert (found.count, found.more) == (count, False)


def test_where_the_paths_are_too_many_it_says_so_and_the_figures_are_never_too_small():
    sure = [a_question(f"sure{n}", "yes_no") for n in range(30)]
    pairs = [
        a_question(
            f"why{n}",
            when=when(
                **{f"sure{n * 7 % 30}": ("is", True), f"sure{(n * 11 + n // 30 + 1) % 30}": ("is", False)}
            ),
        )
        for n in range(150)
    ]
    began = process_time()
    found = paths(a_bank(*sure, *pairs), "full")
    assert process_time() - began < 4
    assert found.more
    assert found.count >= 1
    assert (found.least.prompts, found.most.prompts) == (30, 180)


def test_more_words_than_can_be_told_apart_are_no_reason_to_stumble():
    words = [f"word {n}" for n in range(12)]
    bank = a_bank(
        a_question("said", "list"),
        *(a_question(f"w{n}", when=when(said=("includes", word))) for n, word in enumerate(words)),
    )
    found = paths(bank, "full")
    assert (found.more, found.most.prompts, found.least.prompts) == (True, 13, 1)


def test_a_condition_is_settled_as_its_tests_become_known():
    either = (
        frozenset({1}),
        frozenset({frozenset({(frozenset({2}), frozenset()), (frozenset({3}), frozenset())})}),
    )
    assert settled(either, {1: False}) is False
    assert settled(either, {1: True, 3: True}) is True
    assert settled(either, {2: False, 3: False}) is False
    assert settled(either, {2: True}) == (frozenset({1}), frozenset())
