"""A bank that uses every setting, every type and every test there is, with its file of shared questions."""

NAME = "rich.yaml"

RICH = """\
# Everything the format has, once.
format: 1
id: rich
title: A rich bank
about: Everything the format has, once.
language: en
kind: rich
minutes: {quick: 20, full: 45}
shape: free
opens_with: regular
closing: Thank you both.
seats:
  - id: apprentice
    plays: mentee
    title: Apprentice
  - id: guide
    plays: mentor
    title: Guide
include:
  - shared.yaml
stages:
  - id: arrive
    title: Arriving
    purpose: Hear what has happened since.
    questions:
      - pool: opener
        quick: yes
        pick: 2
        from:
          - use: shared.really
            quick: yes
            hint: Take your time.
          - use: shared.proud
            ask: What are you proud of, after “${last.goal|your last goal}”?
          - id: heavy
            ask: Where does it feel heavy?
            tags: [opener, feelings]
            practices: [20, 5]
      - id: account
        type: follow_through
        quick: yes
        ask: What happened with “${item}”?
      - id: welcome
        type: say
        ask: This is your hour.
      - id: trials
        type: challenges
        at_least: 1
        ask: What is in your way?
  - id: middle
    title: Thinking
    questions:
      - id: goal
        type: goal
        aliases: [aim, target]
        required: yes
        quick: yes
        ask: What one thing would make today worth it?
        label: Goal for today
        hint: Small and concrete.
        cue: Count to ten before you help.
        follow_ups:
          - How would you know that it worked?
          - What makes it matter now?
        tags:
          - goal
        practices: [27, 28]
      - id: mood
        type: scale
        min: 1
        max: 9
        ask: How sure are you, from 1 to 9?
      - id: calm
        type: yes_no
        who: guide
        ask: Is there anything to settle first?
      - id: road
        type: choice
        choices:
          - Walk
          - Ride
        ask: Walk or ride?
      - id: gear
        type: choices
        choices: [Boots, Hat, Map]
        ask: What will you bring?
      - id: together
        type: pulse
        who: both
        min: 1
        max: 5
        ask: How was working together?
      - id: words
        type: line
        ask: In one line, what is it about?
      - id: thoughts
        type: list
        at_least: 2
        at_most: 6
        ask: What comes to mind?
      - id: favourite
        type: choice
        choices_from: thoughts
        ask: Which of these matters most?
      - id: talk_to
        type: person
        ask: Who could help?
      - id: starting
        type: date
        ask: When will you begin?
      - id: free
        type: text
        ask: |
          What else?
          Take your time.
        when:
          mood: {below: 7, at_least: 2}
          road: {is: Walk}
          calm: {is: no}
          any:
            - gear: {includes: Hat}
            - talk_to: {answered: yes}
              starting: {answered: yes}
            - together.guide: {below: 3}
      - id: ideas
        type: options
        quick: yes
        at_least: 2
        ask: "What could move “${goal}” forward?"
      - id: perspective
        type: offer
        who: guide
        quick: yes
        opens_after: [words, free]
        ask: Would a thought from your guide help?
      - id: pick
        type: pick
        choices_from: ideas
        ask: Which one will you try first?
  - id: ending
    title: Ending
    questions:
      - id: step
        type: steps
        required: yes
        quick: yes
        at_most: 3
        ask: 'What is the smallest next step for “${pick|it}”, and by when?'
      - id: smaller
        ask: What smaller version of “${step.what|it}” would feel like a seven?
        when: {step.readiness: {below: 7}}
      - id: other_road
        ask: Why not by bicycle?
        when: {road: {one_of: [Walk, Ride]}, words: {is_not: bicycle}}
      - id: bond
        type: agreement
        ask: What do we agree on?
      - id: learned
        type: lesson
        ask: What did you learn?
      - id: strong
        type: strength
        ask: What went well?
      - id: opening
        type: door
        ask: Who should you meet?
      - id: passed_on
        type: ripple
        ask: What have you passed on?
      - id: owner
        type: owner
        quick: yes
        ask: You carry this one. Right?
      - id: mine
        ask: What is left for the guide?
        when: {owner: {is: guide}}
      - id: takeaway
        type: takeaway
        who: both
        quick: yes
        ask: What are you taking away?
      - id: last_word
        ask: And after “${takeaway.guide}” and “${takeaway}”?
        when: {last.goal: {answered: no}}
"""

SHARED = """\
format: 1
about: Ways to begin.
language: en
questions:
  - id: really
    ask: How are you, really?
    tags: [opener]
  - id: proud
    ask: What are you proud of?
    cue: Let it stand.
"""


def write_rich(folder, text=RICH, shared=SHARED):
    """The bank in `folder`; its path."""
    (folder / "shared.yaml").write_text(shared, encoding="utf-8")
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path
