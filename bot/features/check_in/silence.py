"""Silence: fewer questions while nobody answers, none after four weeks, all of them at a word.

Every evening three times, then after two, three and seven days, each with fewer words; four weeks
after the first unanswered evening one message says that the bot waits, and it waits. The follow-up
comes on the first of these evenings only, the morning message after the first two. So forty
silent days bring ten messages at most. Whatever the person sends brings everything back: one more
reminder of what was not done helps nobody who has no strength for it.
"""

from datetime import date, timedelta

from bot.core import callback_data, opt_outs, variety
from bot.core.feature import Nudge
from bot.core.turn import NUDGE, Turn
from bot.outgoing import Button, Rows
from conversations.text import Text, t

FEWER = "fewer"
GAPS = (1, 1, 1, 2, 3, 7)
"""Days from one unanswered question to the next."""
WAITS_AFTER = timedelta(days=27)
AFTER_THREE, AFTER_FOUR = 3, 4
FEWER_NOW = (
    t("It's been quiet for a few days, and that's all right."),
    t("I'll ask less often for now. When you write again, I'll go back to asking as before."),
)
NO_HURRY = (
    t("No hurry. Whenever you like."),
    t("There's no catching up to do. Today is enough."),
    t("Only if you feel like it. Nothing is waiting."),
    t("Take all the time you need."),
    t("One tap is enough, and none is fine, too."),
    t("I hope you're all right. No need to answer."),
)


def heard(turn: Turn) -> None:
    """Something came from the person: all is as it was before."""
    if turn.known.silent_since is not None:
        turn.change(silent_since=None, unanswered=0, asked_on=None)


def asked(turn: Turn, day: date) -> None:
    """Count an evening question; it is unanswered until something comes."""
    since = turn.known.silent_since or day
    turn.change(silent_since=since, unanswered=turn.known.unanswered + 1, asked_on=day)


def leaves_out(turn: Turn, nudge: Nudge, day: date) -> bool:
    """Tell whether a nudge rests because nobody has answered for some evenings."""
    if turn.known.silent_since is None or not opt_outs.wanted(turn, FEWER):
        return False
    if nudge.in_silence is None:
        return not _is_due(turn, day)
    return turn.known.unanswered > nudge.in_silence


def _is_due(turn: Turn, day: date) -> bool:
    last, unanswered = turn.known.asked_on, turn.known.unanswered
    if last is None or day < last:  # the clock went back
        return True
    if unanswered < len(GAPS):
        return day >= last + timedelta(days=GAPS[unanswered])
    return is_the_last(turn, day)


def is_the_last(turn: Turn, day: date) -> bool:
    """Tell whether it is time to say that the bot waits."""
    since = turn.known.silent_since
    return (
        since is not None
        and opt_outs.wanted(turn, FEWER)
        and turn.known.unanswered == len(GAPS)
        and day >= since + WAITS_AFTER
    )


def words(turn: Turn) -> tuple[Text, ...]:
    """Say, above a question, that it has become quiet: each time in fewer words."""
    if not opt_outs.wanted(turn, FEWER):
        return ()
    if turn.known.unanswered == AFTER_THREE:
        return FEWER_NOW
    return (variety.of_day(NO_HURRY, turn.today),) if turn.known.unanswered == AFTER_FOUR else ()


def rows(turn: Turn) -> Rows:
    """Offer to be asked every evening all the same, where it was just said that this changes."""
    return (_keep_asking(),) if words(turn) else ()


def _keep_asking() -> tuple[Button, ...]:
    return (Button(t("Keep asking"), callback_data.action("silence.keep")),)


def say_that_it_waits(turn: Turn, day: date) -> None:
    """Say it once, and nothing more until the person writes."""
    asked(turn, day)
    turn.say(
        t("I'll stop asking for now. You can write whenever you like."),
        rows=(
            (
                Button(t("Check in"), callback_data.action("checkin"), primary=True),
                *_keep_asking(),
            ),
        ),
        priority=NUDGE,
        silent=True,
    )


def keep_asking(turn: Turn) -> None:
    """Go on asking every evening, however quiet it is."""
    opt_outs.turn_off(turn, FEWER)
    turn.ack(t("I'll keep asking every evening. You can change that in /reminders."), alert=True)
