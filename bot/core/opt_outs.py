"""What the bot may bring up by itself, without a sound: each can be switched off with one tap."""

from bot.core.turn import Turn
from storage import preferences

ON, OFF = "on", "off"


def wanted(turn: Turn, name: str) -> bool:
    """Tell whether it was left on."""
    return preferences.get(turn.tx, turn.user_id, name) != OFF


def turn_off(turn: Turn, name: str) -> None:
    """Switch it off."""
    preferences.set_(turn.tx, turn.user_id, name, OFF)


def toggle(turn: Turn, name: str) -> None:
    """Switch it on or off."""
    preferences.set_(turn.tx, turn.user_id, name, OFF if wanted(turn, name) else ON)
