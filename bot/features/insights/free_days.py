"""Which weekdays somebody has to themselves: only then can sleep on them be set apart."""

from bot.core.feature import Setting
from bot.core.turn import Turn
from bot.i18n import day_names
from conversations.flow import Value
from conversations.flows import settings as flows
from conversations.formats.weekdays import weekdays_of
from conversations.text import Text, t
from storage import preferences

PREFERENCE = "free_days"


def chosen(turn: Turn) -> frozenset[int]:
    """The days that were named; none while nobody asked, or where a file holds something else."""
    said = preferences.get(turn.tx, turn.user_id, PREFERENCE) or ""
    return frozenset(weekdays_of([int(day) for day in said if day in "1234567"]))


def _put(turn: Turn, value: Value) -> Text:
    days = weekdays_of(value)
    preferences.set_(turn.tx, turn.user_id, PREFERENCE, "".join(map(str, days)))
    return t("Your days off: {days}.", days=day_names(days))


SETTING = Setting(PREFERENCE, lambda _turn: flows.free_days(), _put)
