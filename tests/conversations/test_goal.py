"""From a wish to a goal that can be counted."""

from datetime import date

from conversations.events import Back, Completed, Notice, Saved, Skipped, Tapped, Typed
from conversations.flows.check_in import GoalItem
from conversations.flows.goals import GoalWish, change_goal, goal, wish
from tests.conversations.people import TODAY, Player

RUN = GoalItem("3", "Run 5 km")


def new_goal(*long_term):
    return Player(goal(today=TODAY, long_term=long_term))


def test_a_small_step_becomes_specific():
    alice = new_goal(RUN)
    alice.tell(Typed("Walk after  lunch"), Tapped("horizon", "short"), Typed("3 times a week"))
    alice.tell(Tapped("until", "4w"), Tapped("towards", "3"))
    assert alice.effects[-1] == Completed()
    assert wish(alice.flow, alice.session.answers) == GoalWish(
        title="Walk after lunch",
        horizon="short",
        times_per_week=3,
        days=(),
        once=False,
        until=date(2026, 12, 22),
        towards="3",
    )


def test_certain_weekdays_are_asked_for_and_ticked():
    alice = new_goal()
    alice.tell(Typed("Swim"), Tapped("horizon", "short"), Tapped("often", "days"))
    assert alice.asks == "days"
    alice.tell(Tapped("days", "4=on"), Tapped("days", "1=on"), Saved("days"))
    assert alice.asks == "until"
    assert wish(alice.flow, alice.session.answers).days == (1, 4)


def test_weekdays_typed_at_once_are_not_asked_for_again():
    alice = new_goal()
    alice.tell(Typed("Swim"), Tapped("horizon", "short"), Typed("mon thu"))
    assert alice.asks == "until"
    assert wish(alice.flow, alice.session.answers).days == (1, 4)


def test_a_long_term_goal_is_asked_only_what_and_until():
    bob = new_goal(RUN)
    bob.tell(Typed("Work again"), Tapped("horizon", "long"))
    assert bob.asks == "until"
    bob.tell(Tapped("until", "open"))
    assert bob.effects[-1] == Completed()
    assert wish(bob.flow, bob.session.answers) == GoalWish(
        "Work again", "long", None, (), False, None, None
    )


def test_an_answer_that_no_longer_applies_is_left_out():
    bob = new_goal(RUN)
    bob.tell(Typed("Swim"), Tapped("horizon", "short"), Tapped("often", "days"))
    bob.tell(Back("days"), Back("often"), Tapped("horizon", "long"))
    assert bob.asks == "until"
    bob.tell(Typed("in two weeks"))
    found = wish(bob.flow, bob.session.answers)
    assert (found.times_per_week, found.days, found.towards) == (None, (), None)


def test_every_day_is_seven_times_a_week_and_once_is_neither():
    alice = new_goal()
    alice.tell(Typed("Stretch"), Skipped("horizon"), Tapped("often", "daily"), Skipped("until"))
    assert wish(alice.flow, alice.session.answers).times_per_week == 7
    bob = new_goal()
    bob.tell(Typed("Write the letter"), Tapped("horizon", "short"), Typed("once"), Typed("friday"))
    found = wish(bob.flow, bob.session.answers)
    assert (found.once, found.times_per_week) == (True, None)


def test_what_to_do_cannot_be_skipped_but_all_the_rest_can():
    bob = new_goal(RUN)
    assert isinstance(bob.tell(Skipped("title"))[0], Notice)
    assert bob.asks == "title"
    bob.tell(Typed("Read"), *[Skipped()] * 4)
    assert bob.asks is None
    assert wish(bob.flow, bob.session.answers) == GoalWish(
        "Read", "short", None, (), False, None, None
    )


def test_one_thing_is_changed_with_the_same_question():
    alice = Player(change_goal("often", today=TODAY))
    alice.tell(Tapped("often", "days"), Tapped("days", "2=on"), Saved("days"))
    assert wish(alice.flow, alice.session.answers).days == (2,)
    assert [step.id for step in change_goal("title", today=TODAY).steps] == ["title"]
    assert [step.id for step in change_goal("until", today=TODAY).steps] == ["until"]
    assert [step.id for step in change_goal("towards", today=TODAY, long_term=(RUN,)).steps] == [
        "towards"
    ]
