"""What comes from now on, said once the first minute is over."""

from bot.core import around, callback_data, schedule
from bot.core.turn import Turn
from bot.features.check_in.settings import DID_YOU_MEAN_MORNING, in_the_morning, yes_at
from bot.outgoing import Button
from conversations.formats import WishedTime
from conversations.text import Text, t
from storage import goals

AND_GOALS = t(
    "I'll check in with you {evening}, and remind you of your goals {morning}. You "
    "can change any of this in /settings."
)
IF_A_GOAL = t(
    "I'll check in with you {evening}. If you add a goal, I'll remind you of it {morning}. You "
    "can change any of this in /settings."
)
EVENING_ONLY = t("I'll check in with you {evening}. You can change any of this in /settings.")


def show(
    turn: Turn, conversation: str | None = None, *, has_goal: bool, of_mornings: bool = False
) -> None:
    """Say when something comes: of mornings only where there is a goal, or an hour was named."""
    wishes = schedule.wishes(turn)
    meant = in_the_morning(wishes["morning"])
    mornings = callback_data.action("first.morning", str(meant))
    without = IF_A_GOAL if of_mornings else EVENING_ONLY
    turn.edit(
        t("All set. Your time zone is {zone}.", zone=turn.known.timezone),
        (AND_GOALS if has_goal else without).given(
            evening=_when(turn, wishes["evening"]), morning=_when(turn, wishes["morning"])
        ),
        *((DID_YOU_MEAN_MORNING.given(time=wishes["morning"].at),) if meant else ()),
        rows=(
            *(((Button(yes_at(meant), mornings),),) if meant else ()),
            (Button(t("Check in now"), callback_data.action("checkin"), primary=True),),
            (Button(t("All commands"), callback_data.action("help")),),
        ),
        conversation=conversation,
        message_id=turn.message_id,
    )


def take_morning(turn: Turn, at: WishedTime) -> None:
    """Take the hour of the morning that was meant, and say again what is arranged."""
    schedule.wish(turn, "morning", at)
    show(turn, has_goal=bool(goals.list_(turn.tx, turn.user_id)), of_mornings=True)


def _when(turn: Turn, wished: WishedTime) -> Text:
    if not wished.around:
        return t("at {time}", time=wished.at)
    first, last = around.bounds(turn, wished.at)
    return t("between {first} and {last}", first=first, last=last)
