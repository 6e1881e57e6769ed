"""The switches of what the bot brings up by itself, in /reminders and at each message."""

from bot.core import schedule as reminding
from bot.core.feature import Action
from bot.core.turn import Turn
from bot.features.settings import opt_outs as calm
from conversations.text import t


def toggle(turn: Turn, preference: str) -> None:
    """Switch one on or off, and let the plans follow."""
    calm.toggle(turn, preference)
    reminding.replan(turn)


def turn_off(turn: Turn, preference: str) -> None:
    """Stop bringing one thing up, from the very message that did."""
    if preference in calm.NAMES:
        calm.turn_off(turn, preference)
        reminding.replan(turn)
    turn.edit(
        t("All right, I will not bring it up again. /reminders has the switch."),
        message_id=turn.message_id,
    )


ACTIONS = {
    "calm": Action(toggle, (str,)),
    "calm.show": Action(calm.show),
    "quiet.off": Action(turn_off, (str,)),
}
