"""What can be picked, and a pick of what is no longer there to be picked: seen alike everywhere."""

import pytest
from meetings import Meeting, a_start, shipped

from checkin.meeting.answered import is_answered, pickable, picked_row
from checkin.meeting.conditions import worded
from checkin.meeting.flow import shown
from checkin.meeting.picks import said
from checkin.meeting.rules import NotNow
from checkin.meeting.trends.counted import counted_of
from checkin.summary.document import document
from checkin.summary.json_form import as_json


def test_an_offer_that_is_not_kept_any_more_is_picked_nowhere():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.act("opened", "perspective", seat="mentee", value="asked")
    offer = meeting.add("perspective", seat="mentor", kind="instruction", text="Read it from paper")
    meeting.set("perspective", offer, reaction="keep")
    meeting.say("pick", offer)
    pick = meeting.state.questions["pick"]
    assert seen(meeting, pick) == (
        True,
        "Read it from paper",
        {"value": "Read it from paper", "row": offer},
    )
    meeting.set("perspective", offer, reaction="not_for_me")
    assert picked_row(meeting.state, pick, "mentee") is None
    assert seen(meeting, pick) == (False, "nothing", None)


@pytest.mark.parametrize(
    ("kind", "takes", "to_pick"),
    [
        # Experience is a perspective, not a rule: what one may do with it is what the mentee says.
        ("story", None, None),
        ("story", "Paper is allowed.\nStill.", "Paper is allowed. Still."),
        # Something to weigh is weighed; it is no way to go.
        ("factor", None, None),
        ("factor", "The room is small", None),
        ("resource", None, "Read it from paper"),
        ("door", "Kim does this", "Read it from paper"),
        ("instruction", "Paper is allowed", "Read it from paper"),
        (None, None, "Read it from paper"),
    ],
)
def test_what_can_be_picked_of_a_kept_offer_depends_on_its_kind(kind, takes, to_pick):
    meeting = Meeting(a_start(shipped("regular")))
    own = meeting.add("ideas", text="Rehearse")
    meeting.act("opened", "perspective", seat="mentee", value="asked")
    offer = meeting.add("perspective", seat="mentor", text="Read it from paper", kind=kind)
    meeting.set("perspective", offer, reaction="keep", takes=takes)
    pick = meeting.state.questions["pick"]
    told = [said(row) for row in pickable(meeting.state, pick)]
    assert told == ["Rehearse", *filter(None, [to_pick])]
    if to_pick is None:
        with pytest.raises(NotNow):
            meeting.say("pick", offer)
        meeting.say("pick", own)
        return
    meeting.say("pick", offer)
    assert seen(meeting, pick) == (True, to_pick, {"value": to_pick, "row": offer})


def test_what_the_mentee_takes_from_a_story_is_the_mentees_idea():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.act("opened", "perspective", seat="mentee", value="asked")
    offer = meeting.add("perspective", seat="mentor", text="I read mine", kind="story")
    meeting.set("perspective", offer, reaction="keep", takes="Take notes along")
    meeting.say("pick", offer)
    told = document(meeting.state, ended="2026-11-27T14:41:00.000+00:00", minutes=1)
    (picked,) = [one for section in told.sections for one in section.entries if one.type == "pick"]
    assert [(item.text, item.by) for item in picked.items] == [("Take notes along", "")]
    assert counted_of(meeting.state, meeting.events).picks == (("mentee", "Take notes along"),)


def seen(meeting, pick):
    visible = {question.id for question in shown(meeting.state)}
    data = as_json(meeting.state, ended="2026-11-27T14:41:00.000+00:00", minutes=1)
    asked = {q["id"]: q for stage in data["stages"] for q in stage["questions"]}
    return (
        is_answered(meeting.state, pick, "mentee"),
        worded(meeting.state, "${pick|nothing}", visible),
        asked["pick"]["answers"].get("mentee"),
    )
