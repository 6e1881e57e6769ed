"""What the bot may bring up by itself, without a sound: each can be switched off with one tap."""

from dataclasses import dataclass

from bot.core import callback_data as buttons
from bot.core.turn import Turn
from bot.outgoing import BLANK, Button
from conversations.text import Text, t
from storage import preferences

ON, OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class Switch:
    """A choice: the preference it is kept as, and its name."""

    preference: str
    name: Text


SWITCHES: tuple[Switch, ...] = (
    Switch("lookback", t("Look-back on Sunday evening")),
    Switch("winask", t("A question for a win on Friday")),
    Switch("hardday", t("Notes to yourself on hard days")),
    Switch("prompts", t("Questions to write about")),
    Switch("monthly", t("Once a month: does this diary help?")),
)
NAMES = frozenset(switch.preference for switch in SWITCHES)


def wanted(turn: Turn, preference: str) -> bool:
    """Tell whether it was left on."""
    return preferences.get(turn.tx, turn.user_id, preference) != OFF


def turn_off(turn: Turn, preference: str) -> None:
    """Switch it off."""
    preferences.set_(turn.tx, turn.user_id, preference, OFF)


def toggle(turn: Turn, preference: str) -> None:
    """Switch one on or off."""
    if preference in NAMES:
        now = OFF if wanted(turn, preference) else ON
        preferences.set_(turn.tx, turn.user_id, preference, now)
    show(turn)


def show(turn: Turn) -> None:
    """List what comes by itself, each with its switch."""
    rows = tuple(
        (
            Button(
                t("✓ {name}", name=switch.name)
                if wanted(turn, switch.preference)
                else t("○ {name}", name=switch.name),
                buttons.action("calm", switch.preference),
            ),
        )
        for switch in SWITCHES
    )
    back = (Button(t("‹ Reminders"), buttons.action("reminders")),)
    turn.edit(
        t("What I bring up by myself. None of it makes a sound."),
        BLANK,
        t("A tap switches one on or off."),
        rows=(*rows, back),
        message_id=turn.message_id,
    )
