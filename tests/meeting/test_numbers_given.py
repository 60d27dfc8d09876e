"""Which numbers stand above the question that asks about them."""

from meetings import Meeting, a_start, shipped

from checkin.meeting.numbers_given import numbers_before


def a_review(depth="full"):
    return Meeting(a_start(shipped("relationship_review"), depth=depth))


def before(meeting, q):
    return numbers_before(meeting.state, meeting.state.questions[q])


def test_the_question_which_number_to_talk_about_shows_the_numbers():
    review = a_review("quick")
    for q, sam, robin in (("suits", 7, 5), ("challenge", 3, 6), ("support", 5, 5)):
        review.say(q, sam)
        review.say(q, robin, seat="mentor")
    assert before(review, "talk") == (
        "The way of working: Sam 7, Robin 5",
        "Challenge: Sam 3, Robin 6",
        "Support: Sam 5, Robin 5",
    )


def test_a_number_that_one_of_them_has_not_given_is_not_shown():
    review = a_review()
    review.say("clear", 8)
    review.say("support", 4)
    review.say("support", 6, seat="mentor")
    assert before(review, "talk") == ("Support: Sam 4, Robin 6",)


def test_no_other_question_shows_them():
    review = a_review()
    for seat in ("mentee", "mentor"):
        review.say("suits", 5, seat=seat)
    assert before(review, "goes_on") == before(review, "freely") == before(review, "account") == ()
