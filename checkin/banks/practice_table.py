"""The table of practices: for each what puts it to work, and which tests hold that.

Names are short here: `meeting.gate:held_by` is of the package, `meeting/test_gate.py::test_…` of its tests.
What comes after a colon may be a name within a thing, or a key of a table: `BY_ID.help`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

When = Literal["A", "M", "C", "O", "L"]


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice: its number, a short name, when it has its place, what puts it to work, and what holds that.

    `parts` are names as `checkin.meeting.gate:held_by`: what would have to go for the practice to be lost.
    `tests` are names as `tests/meeting/test_gate.py::test_…`; only names: the tests are not in the package.
    """

    number: int
    name: str
    when: When
    parts: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


_TABLE = """\
1 A The mentee thinks first, advice comes second
    meeting.gate:held_by meeting.events:MENTOR_REASONS meeting.consequences:consequences
    meeting/test_gate.py::test_it_opens_by_itself_once_all_three_were_talked_about
    meeting/test_gate.py::test_the_mentee_opens_it_at_any_moment_without_a_reason
    meeting/test_gate.py::test_the_mentor_opens_it_for_one_of_three_reasons
2 A Experience is one view, not a rule
    meeting.values:OFFER_KINDS meeting.values:REACTIONS summary.rows:KEPT
    meeting/test_gate.py::test_an_offer_is_the_mentors_and_what_to_make_of_it_the_mentees
    summary/test_document.py::test_only_offers_the_mentee_takes_something_from_are_in_it
3 M Help them do it instead of doing it
    meeting.moments.table:BY_ID.help meeting.cards:HELP_RUNGS meeting.trends.doing:helped
    meeting/test_moments.py::test_help_asked_for_is_left_with_the_step_and_its_reason
    tui/test_cards_page.py::test_help_with_a_step_is_a_ladder_whose_top_asks_for_a_reason
4 A The mentee decides and lives with it
    meeting.steps:Step meeting.answered:picked_row
    meeting/test_meeting_rules.py::test_a_step_is_the_mentees_unless_the_pair_says_otherwise
    meeting/test_meeting_rules.py::test_nobody_but_one_of_the_pair_carries_a_step
5 M A good stretch is one thing, harm another
    meeting.moments.table:BY_ID.stretch meeting.moments.left:Left.quiet
    meeting/test_moments.py::test_a_big_step_gets_what_it_needs_next_and_no_label
    meeting/test_signals.py::test_meetings_marked_urgent_or_unsafe_are_passed_over
6 L Notice when mentoring wears the mentor out
    record.private:load record.private:too_heavy
    record/test_private_notes.py::test_three_heavy_meetings_in_a_row_suggest_a_talk_about_boundaries
7 L Less hand-holding as time goes on
    meeting.trends.thinking:ideas meeting.trends.doing:steps meeting.trends.doing:helped
    meeting.trends.relating:kinds meeting.trends.matters:matters_of
    meeting/test_trends.py::test_meetings_count_by_what_they_were_about
    meeting/test_trends.py::test_what_a_meeting_was_about_goes_by_what_was_said_and_not_by_its_kind
    meeting/test_trends.py::test_ideas_count_as_first_until_the_mentor_offers_anything
    meeting/test_trends.py::test_help_counts_by_rung_and_says_what_was_done_without_any
8 A Questions that bring out the mentee's own thinking
    meeting.answered:own_ideas meeting.words:plenty
    plain/test_thinking_first_as_lines.py::test_two_of_ones_own_are_asked_for_and_the_mentors_turn_counts_them
    plain/test_thinking_first_as_lines.py::test_a_file_may_have_one_idea_and_none_of_the_mentors_too_early
    plain/test_thinking_first_as_lines.py::test_what_is_missing_and_what_is_feared_have_their_slots
    tui/test_cards_page.py::test_two_ideas_of_ones_own_are_hoped_for_and_one_is_fine
    meeting/test_trends.py::test_a_pick_belongs_to_whose_idea_it_was
    banks/test_shipped_banks.py::test_the_regular_meeting_is_the_one_that_was_designed
9 M Point to a source instead of being the source
    meeting.moments.table:BY_ID.resource record.additions:attach_resource summary.kept:COLLECTIONS.shelf
    meeting/test_moments.py::test_answers_leave_something_for_the_record
    record/test_ledgers.py::test_something_on_the_shelf_can_belong_to_a_step
    meeting/test_trends.py::test_offers_count_by_kind_and_resources_by_theirs
10 M A mistake teaches something and gets put right
    meeting.moments.table:BY_ID.back_up meeting.cards:CARDS.lesson
    meeting/test_moments.py::test_what_helped_after_a_setback_is_a_lesson_with_its_tag
    banks/test_shipped_banks.py::test_a_setback_goes_the_way_that_is_chosen
11 M Getting back up counts more than not falling
    meeting.moments.table:BY_ID.back_up meeting.trends.doing:setbacks
    meeting/test_trends.py::test_a_setback_counts_the_days_to_the_next_step_done
    meeting/test_moments.py::test_each_prompt_comes_in_its_situation_and_says_why
12 C Say early what the mentor is there for
    meeting.agreeing:clauses_after record.offering:offers_sentences
    meeting/test_agreeing.py::test_a_first_agreement_is_what_was_answered_in_the_banks_order
    record/test_searching.py::test_four_sentences_are_offered_once_and_asked_about_after_three_meetings
    record/test_ledgers.py::test_an_agreement_takes_over_what_stands_and_is_agreed_to_with_its_meeting
13 M Not always within reach, and no unloading without a step
    meeting.parking:is_parked record.leaving:left_of
    meeting.moments.table:BY_ID.topic_end meeting.moments.left:topic_end_of meeting.trends.around:topics
    meeting/test_moments.py::test_a_topic_without_a_step_is_left_as_the_pair_says
    record/test_parked_things.py::test_a_goal_that_was_parked_itself_was_left_so
    record/test_parked_things.py::test_what_was_parked_is_offered_once_and_ends_there
    tui/test_parking_screen.py::test_enter_keeps_it_and_cursor_and_words_are_where_they_were
    meeting/test_trends.py::test_topics_say_how_they_were_left_and_which_came_back
14 C Look at the relationship itself from time to time
    record.offering:review_is_due record.offering:suggested
    meeting.agreeing:clauses_after meeting.trends.relating:pulses
    record/test_searching.py::test_a_review_is_offered_every_fourth_meeting_or_after_ninety_days
    tui/test_meeting_pulse.py::test_two_numbers_are_said_together_typed_and_saved
    tui/test_live_pages.py::test_nobody_sees_a_blind_answer_before_both_are_ready
    record/test_ledgers.py::test_an_agreement_takes_over_what_stands_and_is_agreed_to_with_its_meeting
    banks/test_shipped_banks.py::test_the_first_meeting_and_the_review_write_the_same_clauses
    meeting/test_trends.py::test_the_numbers_of_a_review_stay_as_each_gave_them
15 A The mentee follows through and tells how it went
    meeting.turning:items_of meeting.words:STATUS_WORDS summary.ics:calendar
    meeting/test_flow.py::test_open_steps_are_taken_in_hand_one_after_the_other_and_come_back_the_other_way
    meeting/test_meeting_rules.py::test_an_account_is_one_of_four_and_its_step_stays
    summary/test_calendar.py::test_for_one_owner_only_their_own_steps_are_in_it
16 M Begin before feeling ready
    meeting.moments.table:BY_ID.carried meeting.steps:READY_TO
    meeting/test_moments.py::test_still_on_it_for_the_second_time_counts
    meeting/test_meeting_budgets.py::test_a_smaller_step_is_asked_for_below_seven_only
17 M Give the reasons, not the verdict
    meeting.moments.table:BY_ID.instruction meeting.grid:Criterion
    plain/test_cards_as_lines.py::test_an_instruction_is_asked_what_it_rests_on_and_a_resource_what_it_is
    meeting/test_moments.py::test_each_prompt_comes_in_its_situation_and_says_why
18 C Pass it on
    meeting.cards:CARDS.ripple
    record/test_ledgers.py::test_cards_are_kept_with_their_fields_and_under_their_own_ids
19 M Know what will be easier next time
    meeting.moments.table:BY_ID.back_up meeting.returning:returning
    tui/test_cards_page.py::test_a_lesson_comes_back_when_the_goal_says_its_word
    record/test_ledgers.py::test_a_lesson_with_a_tag_of_the_bank_comes_before_newer_ones_without
20 A A relationship, not only tasks
    banks.reading.bank_reader:ABOUT_THE_PERSON banks.codes.catalogue:CATALOGUE.only-tasks
    meeting.trends.thinking:offers
    banks/test_bank_codes.py::test_a_bad_example_gives_its_code_at_its_place_and_nothing_else
    banks/test_shipped_banks.py::test_every_opener_of_the_regular_meeting_is_about_the_person
    meeting/test_trends.py::test_offers_count_by_kind_and_resources_by_theirs
21 O Be one's own mentor when nobody is there
    record.alone:open_own meeting.start:Start.alone record.bringing:bring_outcome
    record/test_alone.py::test_a_meeting_alone_is_nowhere_in_the_pairs_record
    record/test_alone.py::test_what_comes_out_waits_for_a_yes_and_then_for_the_next_joint_meeting_once
22 C Make the mentor's trust one's own
    meeting.before_alone:for_a_hard_day record.additions:put_in_own_words meeting.cards:CARDS.strength
    record/test_alone.py::test_time_alone_opens_with_the_note_for_a_hard_day_the_plan_and_own_lessons
    record/test_ledgers.py::test_the_mentee_puts_a_strength_into_their_own_words_and_may_take_them_back
23 M Steady support, not only in a crisis
    meeting.moments.table:BY_ID.early meeting.moments.left:Left.urgent meeting.trends.relating:planned
    meeting/test_moments.py::test_answers_leave_something_for_the_record
    meeting/test_trends.py::test_a_meeting_came_up_when_something_was_urgent
24 O Small steps past what is comfortable
    summary.kept:COLLECTIONS.rungs summary.around:Rung
    record/test_rungs_and_reviews.py::test_a_step_past_comfort_is_on_the_list_whatever_became_of_it
25 O Something to hold on to until help comes
    meeting.before_alone:with_opening meeting.ledgers:CLAUSES
    record/test_alone.py::test_time_alone_opens_with_the_note_for_a_hard_day_the_plan_and_own_lessons
26 O Bring up to three things, each with a first idea
    meeting.cards:CARDS.challenges meeting.brought:brought_at record.additions:bring
    record/test_alone.py::test_preparing_nothing_is_fine
    tui/test_cards_page.py::test_what_was_brought_is_taken_up_by_its_number_and_put_back_by_the_same
27 O Both set goals and both put in effort
    meeting.words:GOAL_PARTS meeting.trends.relating:contribution meeting.trends.relating:rhythm
    tui/test_cards_page.py::test_how_one_would_know_is_asked_only_on_request
    meeting/test_trends.py::test_who_takes_part_counts_acts_by_part_of_the_meeting_and_no_words
28 A The mentee is at the wheel
    banks.model:Question.who meeting.start:Start.mentee_last
    banks/test_bank_reader.py::test_a_question_is_the_mentees_unless_it_says_otherwise
    banks/test_shipped_banks.py::test_goal_pick_and_steps_are_the_mentees
    meeting/test_meeting_rules.py::test_answers_are_for_the_seat_they_are_asked_of
    meeting/test_meeting_rules.py::test_a_step_is_the_mentees_unless_the_pair_says_otherwise
29 M Looking ahead, and not therapy
    meeting.moments.table:BY_ID.forward meeting.topics:alike
    record/test_moments_on_record.py::test_a_topic_met_three_times_without_a_step_is_noticed
    meeting/test_topics.py::test_the_same_topic_in_other_words_is_the_same
30 A Both give and both learn
    summary.recap:recap meeting.recall:takeaways
    plain/test_thinking_first_as_lines.py::test_what_each_takes_away_stands_in_the_recap
    plain/test_thinking_first_as_lines.py::test_in_lines_both_are_asked_and_the_recap_has_both
    plain/test_thinking_first_as_lines.py::test_every_kind_for_two_asks_both_of_them_in_every_depth
    tui/test_cards_page.py::test_both_say_what_they_take_away_each_in_a_field_of_their_own
    summary/test_recap.py::test_it_begins_with_the_mentees_words
31 O One help among others, not the cure for everything
    meeting.words:GOAL_PARTS meeting.trends.around:goals meeting.reviewing:as_review
    record/test_rungs_and_reviews.py::test_a_review_names_the_goals_that_hang_on_the_mentor_alone
    meeting/test_trends.py::test_a_goal_hangs_on_the_mentor_alone_where_nobody_else_is_named
    summary/test_cards_in_the_summary.py::test_a_goal_says_its_sign_and_what_else_it_depends_on
32 O More than one person to ask
    meeting.trends.around:people summary.picked_out:people_of
    meeting/test_trends.py::test_people_show_whether_there_is_anybody_besides_the_mentor
33 C Say how you want to be here
    record.leaving:INTENTION record.bringing:intentions meeting.reviewing:as_review
    meeting.reviewing:RATING
    record/test_rungs_and_reviews.py::test_each_rates_by_their_own_view_how_that_went_and_it_is_kept
    record/test_rungs_and_reviews.py::test_how_each_wanted_to_be_comes_back_at_the_next_review
    record/test_ledgers.py::test_intentions_are_kept_by_whose_they_are_and_the_card_is_the_mentees
34 C It may rest, end and begin again
    record.pair_states:set_state summary.takeaway:takeaway_of
    record/test_pair_states.py::test_a_pair_that_is_opened_again_has_all_it_had
    record/test_pair_states.py::test_a_closing_meeting_ends_the_pair_and_says_so
35 M Open doors
    meeting.moments.table:BY_ID.door meeting.doors:next_moves record.additions:move_door
    record/test_ledgers.py::test_a_door_waits_for_the_mentees_yes_and_keeps_what_happened
    meeting/test_moments.py::test_answers_leave_something_for_the_record
36 M Share power until they speak for themselves
    meeting.moments.table:BY_ID.speak meeting.cards:DOOR_MODES meeting.trends.around:doors
    meeting/test_cards_as_rows.py::test_only_the_mentee_says_yes_to_a_door
    meeting/test_trends.py::test_doors_show_who_knocks
37 A Add to the choices, never take any away
    meeting.rules:checked meeting.trends.thinking:ideas
    meeting/test_trends.py::test_ideas_count_as_first_until_the_mentor_offers_anything
    meeting/test_gate.py::test_the_mentor_adds_no_option_before_it_is_open_either
    meeting/test_gate.py::test_the_mentor_neither_changes_nor_removes_nor_hides_what_the_mentee_thought_of
38 L No door held back because of one's own past
    record.private:held_door record.private:LET_THEM_DECIDE
    record/test_private_notes.py::test_a_debrief_and_a_door_held_back_are_kept_with_their_reason
39 M Know the person first
    meeting.moments.table:BY_ID.know_first record.leaving:CARD record.additions:set_card
    meeting/test_moments.py::test_what_a_card_already_says_is_not_asked_again
    record/test_ledgers.py::test_intentions_are_kept_by_whose_they_are_and_the_card_is_the_mentees
40 L How it turns out is no verdict on the mentor
    record.private:debrief record.private:WHOSE
    record/test_private_notes.py::test_nothing_private_is_in_any_other_file_or_on_the_wire
    meeting/test_trends.py::test_no_picture_grades_anybody
    record/test_private_notes.py::test_a_debrief_and_a_door_held_back_are_kept_with_their_reason
41 O The agenda comes ahead, and the mentor prepares too
    record.bringing:preparation record.bringing:see record.private:queue_offer meeting.offered:put_in
    record/test_alone.py::test_what_was_prepared_is_brought_and_its_page_kept_where_both_may_read_it
    cli/test_before_and_alone.py::test_what_is_prepared_can_be_printed_and_mailed
    cli/test_before_and_alone.py::test_that_the_mentor_has_opened_it_is_said_and_that_not_never
    record/test_private_notes.py::test_what_the_mentor_keeps_ready_is_not_seen_from_the_mentees_account
42 M Hand on what is beyond mentoring
    meeting.moments.table:BY_ID.forward record.turn_to:turn_to
    banks/test_shipped_banks.py::test_whom_somebody_turns_to_is_not_written_down
    meeting/test_moments.py::test_a_topic_without_a_step_is_left_as_the_pair_says
43 C Among peers, the other way round, in a group
    record.seating:seated meeting.start:Start.takes_turns meeting.start:Start.role meeting.flow:seats_of
    meeting/test_turns_and_seats.py::test_peers_swap_at_half_time
    meeting/test_turns_and_seats.py::test_both_halves_ask_the_same_of_both
    meeting/test_turns_and_seats.py::test_a_half_is_led_by_the_one_whose_half_it_is
    meeting/test_turns_and_seats.py::test_in_a_group_everybody_who_is_there_has_a_turn_and_an_empty_seat_has_none
    record/test_seats_of_a_meeting.py::test_a_guest_owns_a_step_takes_something_away_and_agrees
    record/test_seats_of_a_meeting.py::test_the_other_way_round_everything_lands_with_the_right_person
44 L Make expectations clear without prying
    meeting.trends.totals:add_up meeting.trends.totals:LEAST_PAIRS
    cli/test_trends_commands.py::test_the_counts_of_a_pair_are_shown_in_full_and_written_only_after_a_yes
    meeting/test_totals.py::test_fewer_than_five_pairs_are_not_added_up
45 C First get to know each other, then sources, then insight
    meeting.moments.choice:with_moments
    plain/test_thinking_first_as_lines.py::test_a_first_meeting_has_the_person_then_what_could_help
    plain/test_thinking_first_as_lines.py::test_insight_opens_with_the_second_meeting
    record/test_moments_on_record.py::test_the_first_meeting_of_a_pair_has_no_prompt_and_the_second_may
"""


def _read(table: str) -> Iterator[Practice]:
    """A practice for each line not set in; below it are the names of its parts and of its tests."""
    for block in re.split(r"\n(?=\d)", table):
        head, *below = block.splitlines()
        number, when, name = head.split(maxsplit=2)
        names = " ".join(below).split()
        yield Practice(
            int(number),
            name,
            cast("When", when),
            tuple(f"checkin.{each}" for each in names if "::" not in each),
            tuple(f"tests/{each}" for each in names if "::" in each),
        )


PRACTICES = tuple(_read(_TABLE))
"""All of them, by number from 1."""
