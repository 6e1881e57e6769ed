"""An evening, as alice and bob live it."""

from datetime import timedelta

from conversations.events import (
    Answered,
    Back,
    Completed,
    Focused,
    Notice,
    Prompt,
    Repeated,
    Saved,
    Skipped,
    Stale,
    Tapped,
    Typed,
)
from conversations.flows.check_in import check_in, morning
from tests.conversations.people import CALL, RIGA, TODAY, WALK, Player

NIGHT = {"hours": 7.5, "bed": None, "wake": None}


def evening(*goals, **wishes):
    return Player(check_in(day=TODAY, zone=RIGA, goals=goals, **wishes))


def test_an_evening_takes_four_taps():
    alice = evening(WALK)
    assert alice.asks == "mood"
    assert alice.tell(Tapped("mood", "6"))[0] == Answered("mood", 6)
    alice.tell(Tapped("sleep", "7"))
    alice.tell(Tapped("quality", "4"))
    assert alice.tell(Tapped("goals", "1=done")) == (Answered("goals", {"1": "done"}), Completed())


def test_the_same_evening_can_be_typed():
    alice = evening(WALK)
    alice.tell(Typed("seven"), Typed("7h30"), Typed("4/5"), Typed("partly"))
    assert dict(alice.session.answers) == {
        "mood": 7,
        "sleep": NIGHT,
        "quality": 4,
        "goals": {"1": "partly"},
    }


def test_the_prompt_says_how_far_it_is():
    alice = evening(WALK)
    first = alice.effects[-1]
    assert isinstance(first, Prompt)
    assert (first.done, first.total, first.current) == (0, 4, None)
    second = alice.tell(Tapped("mood", "6"))[-1]
    assert isinstance(second, Prompt)
    assert (second.done, second.total) == (1, 4)


def test_several_goals_are_ticked_one_by_one_until_save():
    bob = evening(WALK, CALL)
    bob.tell(Typed("5"), Typed("8"), Typed("3"))
    assert bob.tell(Tapped("goals", "2=partly"))[0] == Answered("goals", {"2": "partly"})
    assert bob.asks == "goals"
    assert bob.tell(Saved("goals")) == (
        Answered("goals", {"1": "not", "2": "partly"}),
        Completed(),
    )


def test_saving_without_a_tick_says_not_today_for_all():
    bob = evening(WALK, CALL)
    bob.tell(Typed("5"), Typed("8"), Typed("3"), Saved("goals"))
    assert bob.session.answers["goals"] == {"1": "not", "2": "not"}
    assert bob.tell(Saved("goals")) == (Repeated(),)


def test_ticking_every_goal_still_waits_for_save():
    bob = evening(WALK, CALL)
    bob.tell(Typed("5"), Typed("8"), Typed("3"))
    bob.tell(Tapped("goals", "1=done"), Tapped("goals", "2=done"))
    assert bob.asks == "goals"


def test_a_half_ticked_list_is_asked_again_after_a_detour():
    bob = evening(WALK, CALL)
    bob.tell(Typed("5"), Typed("8"), Typed("3"), Tapped("goals", "1=done"))
    bob.tell(Back("goals"), Tapped("quality", "2"))
    assert bob.asks == "goals"
    assert bob.effects[-1].current == {"1": "done"}


def test_a_double_tap_answers_once():
    alice = evening(WALK)
    alice.tell(Tapped("mood", "6"))
    assert alice.tell(Tapped("mood", "6")) == (Repeated(),)
    bob = evening(WALK, CALL)
    bob.tell(Typed("5"), Typed("8"), Typed("3"), Tapped("goals", "1=done"))
    assert bob.tell(Tapped("goals", "1=done")) == (Repeated(),)


def test_a_double_tap_on_the_last_answer_changes_nothing():
    alice = evening()
    alice.tell(Typed("6"), Typed("7"), Tapped("quality", "4"))
    assert alice.asks is None
    assert alice.tell(Tapped("quality", "4")) == (Repeated(),)


def test_another_number_on_an_old_message_corrects_it_and_the_question_stays():
    alice = evening(WALK)
    alice.tell(Tapped("mood", "6"))
    assert alice.tell(Tapped("mood", "3"))[0] == Answered("mood", 3)
    assert alice.asks == "sleep"


def test_a_button_of_a_question_not_asked_yet_is_stale():
    alice = evening(WALK)
    assert alice.tell(Tapped("quality", "3"))[0] == Stale("quality")
    assert alice.tell(Tapped("energy", "3"))[0] == Stale("energy")
    assert alice.asks == "mood"


def test_back_shows_the_old_answer_and_keeps_it():
    alice = evening(WALK)
    alice.tell(Tapped("mood", "6"), Back("sleep"))
    assert alice.asks == "mood"
    assert alice.effects[-1].current == 6
    assert alice.tell(Tapped("mood", "6"))[0] == Answered("mood", 6)
    assert alice.asks == "sleep"


def test_back_pressed_twice_in_a_hurry_goes_back_once():
    alice = evening(WALK)
    alice.tell(Typed("6"), Typed("7"), Back("quality"))
    assert alice.tell(Back("quality"))[0] == Stale("quality")
    assert alice.asks == "sleep"


def test_back_at_the_first_question_stays_there():
    alice = evening(WALK)
    alice.tell(Back())
    assert alice.asks == "mood"


def test_back_from_the_card_opens_the_last_question():
    alice = evening(WALK)
    alice.tell(Typed("6"), Typed("7"), Typed("4"), Typed("done"), Back())
    assert alice.asks == "goals"


def test_skipped_is_neither_zero_nor_unasked():
    alice = evening(WALK)
    assert alice.tell(Skipped("mood"))[0] == Answered("mood", None)
    assert alice.session.answers == {"mood": None}
    assert alice.tell(Skipped("mood")) == (Repeated(),)
    assert alice.asks == "sleep"


def test_a_skip_that_comes_too_late_wipes_nothing():
    alice = evening(WALK)
    alice.tell(Tapped("mood", "6"), Skipped("mood"))
    assert alice.session.answers == {"mood": 6}


def test_a_skipped_question_can_still_be_answered_on_its_button():
    alice = evening(WALK)
    alice.tell(Skipped("mood"), Tapped("mood", "4"))
    assert alice.session.answers["mood"] == 4
    assert alice.asks == "sleep"


def test_one_answer_is_edited_on_the_finished_card():
    alice = evening(WALK)
    alice.tell(Typed("6"), Typed("7"), Typed("4"), Typed("done"))
    alice.tell(Focused("sleep"))
    assert alice.asks == "sleep"
    assert alice.tell(Typed("23:10-06:40")) == (
        Answered("sleep", {"hours": 7.5, "bed": "23:10", "wake": "06:40"}),
        Completed(),
    )


def test_what_is_not_understood_gets_one_sentence_and_the_question_stays():
    alice = evening(WALK)
    notice = alice.tell(Typed("fine, thanks"))[0]
    assert isinstance(notice, Notice)
    assert "I need one whole number" in notice.text.message
    assert alice.asks == "mood"
    assert alice.session.answers == {}


def test_after_no_sleep_nobody_asks_how_it_felt():
    bob = evening(WALK)
    bob.tell(Typed("3"), Typed("none"))
    assert bob.asks == "goals"


def test_without_goals_there_is_no_question_about_goals():
    alice = evening()
    alice.tell(Typed("6"), Typed("7"), Typed("4"))
    assert alice.asks is None


def test_sleep_can_be_asked_in_the_morning():
    bob = Player(morning(day=TODAY, zone=RIGA))
    bob.tell(Typed("8"), Typed("4"))
    assert list(bob.session.answers) == ["sleep", "quality"]


def test_a_day_that_is_over_is_asked_about_by_its_date():
    yesterday = TODAY - timedelta(days=1)
    past = check_in(day=yesterday, zone=RIGA, goals=(), today=TODAY)
    assert past.steps[0].prompt.params == {"day": yesterday}
    now = check_in(day=TODAY, zone=RIGA, goals=(), today=TODAY)
    assert now.steps[0].prompt.message == "How was your mood today?"


def test_a_new_goal_reopens_a_day_only_for_that_goal():
    alice = evening(WALK)
    alice.tell(Typed("6"), Typed("7"), Typed("4"), Typed("done"))
    later = Player(check_in(day=TODAY, zone=RIGA, goals=(WALK, CALL)), alice.session)
    assert later.asks == "goals"
    later.tell(Saved("goals"))
    assert later.session.answers["goals"] == {"1": "done", "2": "not"}


def test_answers_to_retired_questions_are_carried_along():
    alice = evening(WALK)
    alice.tell(Typed("6"), Typed("7"), Typed("4"), Typed("done"))
    shorter = Player(check_in(day=TODAY, zone=RIGA, goals=()), alice.session)
    shorter.tell(Focused("mood"), Typed("7"))
    assert shorter.asks is None
    longer = Player(check_in(day=TODAY, zone=RIGA, goals=(WALK,)), shorter.session)
    assert longer.asks is None
    assert longer.session.answers["goals"] == {"1": "done"}
