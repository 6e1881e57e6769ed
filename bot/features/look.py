"""Whether pictures are light or dark: one choice for all of them."""

from bot.core.feature import Feature, Switch
from bot.core.turn import Turn
from charts.theme import Look
from conversations.text import Text, t
from storage import preferences

PREFERENCE, DARK, LIGHT = "pictures", "dark", "light"


def look(turn: Turn) -> Look:
    """How this person's pictures are drawn; what an import brought and does not fit is light."""
    return "dark" if preferences.get(turn.tx, turn.user_id, PREFERENCE) == DARK else "light"


def _put(turn: Turn, on: bool) -> None:  # noqa: FBT001 - from a button
    preferences.set_(turn.tx, turn.user_id, PREFERENCE, DARK if on else LIGHT)


def _shown(turn: Turn) -> tuple[bool, Text]:
    is_dark = look(turn) == "dark"
    return is_dark, t("Pictures: dark") if is_dark else t("Pictures: light")


FEATURE = Feature(name="look", switches=(Switch("dark_pictures", _put, _shown),))
