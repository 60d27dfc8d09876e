"""The summary as one HTML file: what it says, that nothing typed is markup, that nothing is fetched."""

import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from meetings import Meeting, a_bank, a_full_meeting, a_start
from rendering import HOSTILE, squeezed
from test_escaping import TYPED

from checkin.banks.model import Question
from checkin.ground.text import clean
from checkin.summary.document import document
from checkin.summary.html import html

VOID = {"meta", "br"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "dir", "class"}


class Page(HTMLParser):
    """Reads a page as somebody else's parser does, and holds it to what it may have."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.open, self.shape, self.words, self.headings = [], [], "", []
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert {name for name, _ in attrs} <= ATTRIBUTES
        self.shape.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.headings.append([tag, ""])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(data)

    def handle_data(self, data):
        if "main" in self.open:
            self.words += data
        if self.open and self.open[-1] in ("h1", "h2", "h3"):
            self.headings[-1][1] += data


def page_of(meeting):
    return html(document(meeting.state, ended="2026-11-27T14:41:00.000+00:00", minutes=41))


def a_meeting_saying(words):
    """Everywhere people may type, they typed this."""
    meeting = Meeting(a_start(a_bank(*QUESTIONS), mentee="Sam", mentor="Robin"))
    meeting.say("goal", words)
    meeting.say("goal", words, field="sign")
    meeting.add("ideas", text=words.replace("\n", " "), upside=words.replace("\n", " "))
    meeting.add("found", text=words.replace("\n", " "))
    meeting.add("step", what=words.replace("\n", " "), help="do", help_why=words.replace("\n", " "))
    meeting.say("takeaway", words, seat="mentor")
    return meeting


QUESTIONS = (
    Question("goal", "What for?", type="goal"),
    Question("ideas", "What could you do?", type="options"),
    Question("found", "What did you learn?", type="lesson"),
    Question("step", "What next?", type="steps"),
    Question("takeaway", "What do you take away?", type="takeaway", who="both"),
)


def test_it_has_the_headings_and_the_words_of_the_meeting():
    page = Page(page_of(a_full_meeting()))
    assert page.headings[0] == ["h1", "Sam with Robin, Fri 27 Nov 2026"]
    titles = [words for tag, words in page.headings if tag == "h2"]
    assert titles == ["Since last time", "Goals", "Options", "Next step", "Close"]
    assert "☐Rehearse the first two minutes — Sam, by Thu 3 Dec 2026" in page.words
    assert "Volunteered twice.Backed out twice." in page.words
    assert "Next meeting: Fri 11 Dec 2026" in page.words
    # A heading of a lower kind follows only one of the kind above.
    levels = [int(tag[1]) for tag, _ in page.headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_stands_by_itself_and_runs_nothing():
    page = page_of(a_full_meeting())
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Sam with Robin, Fri 27 Nov 2026</title>" in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?i)<script|<link|<img|<iframe|href=|src=|url\(|@import|\son\w+=", page)


def test_its_own_style_is_what_the_policy_lets_in():
    from base64 import b64encode
    from hashlib import sha256

    page = page_of(a_full_meeting())
    style = page.split("<style>")[1].split("</style>")[0]
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in page


@pytest.mark.parametrize("words", HOSTILE)
def test_what_means_something_elsewhere_is_only_words_here(words):
    assert_only_words(words)


@settings(max_examples=15)
@given(TYPED)
def test_whatever_is_typed_is_only_words_here(words):
    assert_only_words(words)


def assert_only_words(words):
    page = Page(page_of(a_meeting_saying(words)))
    plain = Page(page_of(a_meeting_saying(re.sub(r"\S", "x", clean(words)))))
    assert page.shape == plain.shape
    assert squeezed(page.words).count(squeezed(clean(words))) >= 6 or not squeezed(clean(words))


def test_hostile_names_and_titles_stay_words():
    evil = '"><script>alert(1)</script>'
    bank = a_bank(Question("goal", evil, type="goal"), title=evil, stage=evil)
    meeting = Meeting(a_start(bank, mentee=evil, mentor="'&lt;"))
    meeting.say("goal", "x")
    page = page_of(meeting)
    assert "<script>" not in page
    assert Page(page).words.count("<script>alert(1)</script>") == 3
    assert meeting.state.start.at.startswith(str(date(2026, 11, 27)))
