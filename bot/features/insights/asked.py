"""How what the weeks say is asked for."""

from bot.core.attachments import Attachment
from bot.core.turn import Turn

KIND = "insights"


class InsightsAttachment(Attachment):
    """What the weeks say, worked out just before it is sent."""

    kind: str
    page: int

    def put(self, turn: Turn) -> None:
        """Send it, or put it in the place of the message whose button was pressed."""
        if turn.query_id is not None and turn.message_id is not None:
            turn.ack()
            self.send(turn, "editMessageText", message_id=turn.message_id)
        else:
            self.send(turn, "sendMessage")
