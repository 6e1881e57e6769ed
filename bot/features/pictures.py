"""The way from `/week` and `/month` to all other pictures."""

from bot.core import callback_data
from bot.core.feature import Action, Feature
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.text import t


def choose(turn: Turn) -> None:
    """Say which pictures there are besides."""
    turn.ack()
    turn.say(
        t("More pictures"),
        t("Nights by the clock show when you went to bed and woke up."),
        t(
            "You can also see one of your questions alone, or two of them, one above the "
            "other."
        ),
        rows=(
            (Button(t("Nights by the clock"), callback_data.action("nights.new")),),
            (Button(t("A year"), callback_data.action("year.new")),
             Button(t("Timeline"), callback_data.action("timeline.new"))),
            (Button(t("One question, or two"), callback_data.action("beside.choose", "0")),),
        ),
    )  # fmt: skip


FEATURE = Feature(name="pictures", buttons={"pictures": Action(choose)})
