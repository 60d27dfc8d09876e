"""The meeting as data."""

import json

from meetings import OPEN_STEP, Meeting, a_full_meeting, a_start, shipped

from checkin.summary.json_form import as_json


def data_of(meeting):
    data = as_json(meeting.state, ended="2026-11-27T14:41:00.000+00:00", minutes=41)
    assert json.loads(json.dumps(data)) == data
    return data


def questions(data):
    return {q["id"]: q for stage in data["stages"] for q in stage["questions"]}


def test_it_is_the_whole_meeting():
    data = data_of(a_full_meeting())
    assert {
        key: data[key]
        for key in ("pair", "date", "minutes", "depth", "names", "agreed", "next_meeting", "bank")
    } == {
        "pair": "sam-robin",
        "date": "2026-11-27",
        "minutes": 41,
        "depth": "full",
        "names": {"mentee": "Sam", "mentor": "Robin"},
        "agreed": ["mentee", "mentor"],
        "next_meeting": "2026-12-11",
        "bank": {"id": "regular", "title": "Regular check-in", "version": "0123abcd"},
    }
    assert [stage["id"] for stage in data["stages"]] == [
        "opening",
        "goals",
        "options",
        "next_step",
        "owner",
        "close",
    ]
    found = questions(data)
    assert found["goal"]["answers"] == {"mentee": {"value": "Speak at the team demo"}}
    assert found["real_issue"]["answers"] == {"mentee": {"talked": True}}
    assert found["ideas"]["ask"] == "What could move “Speak at the team demo” forward?"
    assert [row["by"] for row in found["ideas"]["rows"]] == ["mentee", "mentee"]
    assert found["pick"]["answers"]["mentee"]["why"] == "It is the smallest one."
    assert found["takeaway"]["answers"]["mentor"] == {"value": "I learned to wait for the second idea."}


def test_steps_have_their_readiness_here():
    data = data_of(a_full_meeting())
    first, second = data["steps"]
    assert {key: first[key] for key in first if key != "id"} == {
        "what": "Rehearse the first two minutes",
        "owner": "mentee",
        "due": "2026-12-03",
        "readiness": 6,
        "if": "Ana has no time",
        "then": "I record myself",
        "help": None,
        "help_why": None,
        "priority": True,
    }
    assert second["owner"] == "mentor"
    assert questions(data)["step"]["rows"] == data["steps"]


def test_accounts_of_earlier_steps_are_by_id():
    data = data_of(a_full_meeting())
    assert data["accounts"][0] == {
        "id": OPEN_STEP,
        "what": "Ask Mira how she prepares",
        "owner": "mentee",
        "status": "done",
        "note": "She writes the last sentence first.",
    }
    assert questions(data)["account"]["rows"] == data["accounts"]


def test_words_taken_back_and_cues_are_not_in_it():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.say("goal", "SECRET goal")
    row = meeting.add("ideas", text="SECRET idea")
    meeting.say("pick", row)
    meeting.act("between_us", "goal", seat="mentee")
    meeting.act("between_us", "ideas", seat="mentee", row=row)
    text = json.dumps(data_of(meeting))
    assert "SECRET" not in text
    assert not any(json.dumps(q.cue) in text for q in meeting.state.questions.values() if q.cue)


def test_an_empty_meeting_has_its_questions_and_no_answers():
    data = data_of(Meeting(a_start(shipped("regular"), depth="quick")))
    assert all(q["answers"] == {} for q in questions(data).values())
    assert (data["steps"], data["takeaways"], data["next_meeting"]) == ([], {}, None)
