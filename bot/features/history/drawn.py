"""What every picture of one's days has in common: its words below it, and what stands for none."""

from bot.core import callback_data
from bot.core.attachments import Attachment, Drawing
from bot.core.fields import Day
from bot.core.turn import Turn
from bot.features.history.folded import Caption
from bot.outgoing import Button, Rows
from charts.drawings import View
from conversations.text import Text, t


class PictureAttachment(Attachment):
    """A picture of the days up to one; more than that says its kind."""

    kind: str
    last: Day


def drawing(
    turn: Turn, asked: PictureAttachment, view: View, words: Caption, rows: Rows
) -> Drawing:
    """A picture with its words below it; where it cannot be drawn they say why they are alone."""
    return Drawing(
        view,
        f"{asked.kind}-{asked.last.isoformat()}.png",
        words.said,
        turn.keyboard(rows),
        words.alone,
    )


def nothing(turn: Turn, said: Text) -> None:
    """Where there is nothing to draw: a sentence, and the way to begin."""
    turn.ack()
    turn.say(said, rows=((Button(t("Check in now"), callback_data.action("checkin")),),))
