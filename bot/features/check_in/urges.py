"""What is said to a strong urge: more than a line, and nothing that judges."""

from datetime import date

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.trackers import factors
from bot.outgoing import BLANK, Button
from conversations.text import t


def answer(turn: Turn, *, day: date) -> None:
    """Thank for having said it, bring back what helped, and show the way to people."""
    helped = factors.helped_before(turn, day)
    turn.say(
        t("That sounds very hard. I'm glad you told me."),
        *((BLANK, *helped) if helped else ()),
        BLANK,
        t(
            "If you might act on it, please call someone or be with someone now. You don't "
            "have to be alone with this."
        ),
        rows=((Button(t("Support"), callback_data.action("support")),),),
        silent=True,
    )
