"""The first bank somebody writes: short, explained line by line, and fit to hold a meeting with at once."""

from __future__ import annotations

import json
import re

from checkin.banks.format import TRICKY_WORDS
from checkin.banks.schema.schemas import modeline

_STARTER = """\
{modeline}
#
# A question bank: what is asked in one kind of meeting, in order. It is
# yours, change anything. What follows a # is a remark that nobody else sees.
# How far a line is indented says what it belongs to.
#
#   What is not right yet, and where:   checkin banks check {id}
#   Every way through it:               checkin banks rehearse {id}
#   Hold the meeting:                   checkin meet --bank {id}
#   Every setting explained:            checkin help banks
format: 1
id: {id}
title: {title}
about: What this meeting is for, for whoever chooses it.
language: en
minutes: {{quick: 10, full: 30}}

# Questions of other files can be asked here as well: name the file, then
# take one with `use:`, as the pool below shows.
# include:
#   - shared/openers.yaml

stages:
  - id: opening
    title: Opening
    purpose: Arrive, and see what is on your minds.
    questions:
      # The shortest question has an id and what is asked. The id names the
      # answer for ever.
      - id: lately
        ask: What has been on your mind since we last met?
        # Asked in the short meeting too (meet --quick). Without this line it
        # is asked in the full one alone.
        quick: yes

      # Of a pool, the question that was not asked for longest comes up.
      - pool: opener
        pick: 1
        from:
          # - use: openers.small_win
          - id: good
            ask: What went well?
          - id: hard
            ask: What was harder than you thought?

  - id: talk
    title: Talk
    questions:
      - id: topic
        # How it is answered: in free words unless said. There are line, list,
        # choice, scale, yes_no, date and more. A goal is what the meeting is
        # about.
        type: goal
        # Asked for once more before the summary if it was passed over.
        # Nobody is ever held up by it.
        required: yes
        quick: yes
        ask: What would you like to talk about today?
        # A heading for the summary, a line of help for both of you, and one
        # that only the mentor sees.
        label: Topic
        hint: One thing is enough.
        cue: Count to ten before you help.

      - id: sure
        type: scale
        min: 0
        max: 10
        # An earlier answer can stand in a question. What follows the | is
        # said when there is none.
        ask: How clear is it to you what to do about “${{topic|this}}”?

      - id: clearer
        ask: What would make it clearer?
        # Asked only when an earlier answer fits.
        when: {{sure: {{below: 7}}}}
        # Short prompts that can be opened under the question.
        follow_ups:
          - What else?
          - Who could you ask?

  - id: next_step
    title: Next step
    questions:
      # A next step has an owner and a date, and comes up again next time.
      - id: step
        type: steps
        quick: yes
        at_most: 3
        ask: What is the smallest next step, and by when?

  - id: close
    title: Close
    questions:
      # For both: each of you has a line of your own.
      - id: takeaway
        type: takeaway
        who: both
        quick: yes
        ask: What are you taking away?

# Read aloud at the end:
# closing: Thank you for today.
"""


def starter(bank_id: str, title: str) -> str:
    """A commented bank with every common setting once; quotation marks are put on a title that needs them."""
    text = _STARTER.format(modeline=modeline("bank"), id=bank_id, title=scalar(title))
    if bank_id == "regular":
        # A bank of this name has four core stages unless it says that it is another shape.
        text = text.replace("language: en\n", "language: en\nshape: free\n")
    return text


def scalar(text: str) -> str:
    """A text in one line as YAML writes it after `key: `: bare where that is safe, else in quotes."""
    bare = (
        re.match(r"[^\W\d_]|[“„‘«(¿¡]", text) is not None
        and text.isprintable()
        and not re.search(r":(?: |$)| #| $", text)
        and text.casefold() not in (*TRICKY_WORDS, "~")
    )
    return text if bare else json.dumps(text, ensure_ascii=False)
