"""What is said after a run of hard days: once a week at most, below the card, without a sound."""

from datetime import date, timedelta

from bot.core import callback_data, opt_outs
from bot.core.turn import Turn
from bot.features.hard_days import rules
from bot.features.hard_days.rules import HardRun
from bot.features.history import record
from bot.features.plan import offers as plan_offers
from bot.features.sessions import questions
from bot.features.trackers import factors
from bot.outgoing import BLANK, Button
from conversations.text import Text, t
from storage import preferences

SWITCH, NEXT = "hardrun", "hardrun.next"
AGAIN_AFTER = timedelta(days=7)


def after_check_in(turn: Turn, day: date) -> bool:
    """Say it where it is so, and tell whether anything was said."""
    if not _may_be_said(turn):
        return False
    found = run(turn, day)
    if found is None:
        return False
    preferences.set_(turn.tx, turn.user_id, NEXT, (turn.today + AGAIN_AFTER).isoformat())
    say(turn, found, day)
    return True


def prefetch(turn: Turn, day: date) -> None:
    """Ask for what after_check_in() will look at."""
    if _may_be_said(turn):
        record.prefetch_moods(turn, day - rules.RECENT, day)


def _may_be_said(turn: Turn) -> bool:
    return opt_outs.wanted(turn, SWITCH) and not _was_said_lately(turn)


def _was_said_lately(turn: Turn) -> bool:
    known = preferences.get(turn.tx, turn.user_id, NEXT)
    return known is not None and turn.today.isoformat() < known


def run(turn: Turn, day: date) -> HardRun | None:
    """The run of hard days that lasts until this day."""
    # On most evenings two weeks are enough to see that there is none.
    if not rules.can_be(record.moods(turn, day - rules.RECENT, day).moods, day):
        return None
    return rules.find(record.moods(turn, day - rules.RANGE - rules.RECENT, day).moods, day)


def say(turn: Turn, found: HardRun, day: date) -> None:
    """Say what is so, what helped before, and who can be told."""
    helped = factors.helped_before(turn, day)
    turn.say(
        t("These have been hard days."),
        t(
            "On {hard} of the last {answered} days you told me about, your mood was "
            "{range}. I'm sorry.",
            hard=found.hard,
            answered=found.answered,
            range=span(found),
        ),
        *((BLANK, *helped) if helped else ()),
        BLANK,
        t(
            "You don't have to get through this alone. Here's a message for your therapist, "
            "if you'd like one:"
        ),
        t("“{message}”", message=message(found)),
        rows=(
            (Button(t("Put it on my list for therapy"), callback_data.action("hard.list")),),
            (Button(t("In my own words"), callback_data.action("therapy.add")),),
            (
                Button(t("Support"), callback_data.action("support")),
                *plan_offers.mine(turn),
            ),
            (Button(t("Don't bring this up again"), callback_data.action("quiet.off", SWITCH)),),
        ),
        silent=True,
    )


def span(found: HardRun) -> Text:
    """Say the moods of the hard days: 2, or 1 to 3."""
    if found.low == found.high:
        return t("{mood} of 10", mood=found.low)
    return t("between {low} and {high} of 10", low=found.low, high=found.high)


def message(found: HardRun) -> Text:
    """Write the message to a therapist, of facts alone."""
    words = t(
        "Since {since} my mood has been {low} to {high} of 10 on {hard} of {n} evenings. "
        "Can we talk about it?"
    )
    if found.low == found.high:
        words = t(
            "Since {since} my mood has been {low} of 10 on {hard} of {n} evenings. "
            "Can we talk about it?"
        )
    return words.given(
        since=found.since, low=found.low, high=found.high, hard=found.hard, n=found.answered
    )


def put_on_list(turn: Turn) -> None:
    """Keep the message as a question for the next session."""
    found = run(turn, turn.today) or run(turn, turn.yesterday)
    if found is None:
        turn.ack(t("Your answers have changed since then, so I didn't add this."))
        return
    questions.add(turn, turn.words(message(found)))
    turn.say(
        t("It's on your list for your next session."),
        rows=((Button(t("The list"), callback_data.action("therapy.list")),),),
    )


RULES = (
    t("When I say something about hard days"),
    t(
        "I say something when at least four of the last seven days you told me about were "
        "hard: a mood of 1 to 3, or one of your lowest in twelve weeks. I say it once a "
        "week at most. You can turn it off in /reminders."
    ),
    t("It isn't a diagnosis, and it doesn't predict anything. I don't tell anyone else."),
)


def explain(turn: Turn) -> None:
    """Say by which rule it is noticed."""
    turn.ack()
    turn.say(*RULES[:1], BLANK, *RULES[1:])
