"""The switches of what the bot brings up by itself, in /reminders and at each message."""

from bot.core import callback_data, opt_outs, schedule
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.text import t


def toggle(turn: Turn, name: str) -> None:
    """Switch one on or off, and let the plans follow."""
    if name in turn.deps.registry.opt_outs:
        opt_outs.toggle(turn, name)
    show(turn)
    schedule.replan(turn)


def show(turn: Turn) -> None:
    """List what comes by itself, each with its switch."""
    rows = tuple(
        (
            Button(
                t("✓ {name}", name=one.title)
                if opt_outs.wanted(turn, one.name)
                else t("○ {name}", name=one.title),
                callback_data.action("calm", one.name),
            ),
        )
        for one in turn.deps.registry.opt_outs.values()
    )
    back = (Button(t("‹ Reminders"), callback_data.action("reminders")),)
    turn.edit(
        t("What I bring up on my own"),
        t("None of it makes a sound. Tap one to turn it on (✓) or off (○)."),
        rows=(*rows, back),
        message_id=turn.message_id,
    )


def turn_off(turn: Turn, name: str) -> None:
    """Stop bringing one thing up, from the very message that did."""
    if name in turn.deps.registry.opt_outs:
        opt_outs.turn_off(turn, name)
        schedule.replan(turn)
    turn.edit(
        t("All right, I won't bring it up again. You can turn it back on in /reminders."),
        message_id=turn.message_id,
    )
