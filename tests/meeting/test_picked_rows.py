"""A pick of what is no longer there to be picked: seen alike everywhere."""

from meetings import Meeting, a_start, shipped

from checkin.meeting.conditions import worded
from checkin.meeting.flow import is_answered, picked_row, shown
from checkin.summary.json_form import as_json


def test_an_offer_that_is_not_kept_any_more_is_picked_nowhere():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.act("opened", "perspective", seat="mentee", value="asked")
    offer = meeting.add("perspective", seat="mentor", kind="story", text="I read it from paper")
    meeting.set("perspective", offer, reaction="keep")
    meeting.say("pick", offer)
    pick = meeting.state.questions["pick"]
    assert seen(meeting, pick) == (
        True,
        "I read it from paper",
        {"value": "I read it from paper", "row": offer},
    )
    meeting.set("perspective", offer, reaction="not_for_me")
    assert picked_row(meeting.state, pick, "mentee") is None
    assert seen(meeting, pick) == (False, "nothing", None)


def seen(meeting, pick):
    visible = {question.id for question in shown(meeting.state)}
    data = as_json(meeting.state, ended="2026-11-27T14:41:00.000+00:00", minutes=1)
    asked = {q["id"]: q for stage in data["stages"] for q in stage["questions"]}
    return (
        is_answered(meeting.state, pick, "mentee"),
        worded(meeting.state, "${pick|nothing}", visible),
        asked["pick"]["answers"].get("mentee"),
    )
