"""When the evening and the morning come, and how a day is asked about."""

from collections.abc import Callable
from functools import partial

from bot.core import around, schedule
from bot.core.feature import Setting, Switch
from bot.core.turn import Turn
from bot.i18n import day_names
from conversations.flow import Value
from conversations.flows import settings as flows
from conversations.formats import WishedTime
from conversations.formats.weekdays import weekdays_of
from conversations.text import Text, t

NAMES = {"evening": t("Evening check-in"), "morning": t("Morning goals")}


def _at(kind: str) -> Callable[[Turn, Value], Text]:
    def put(turn: Turn, value: Value) -> Text:
        at = WishedTime.read(str(value))
        schedule.wish(turn, kind, at, enabled=True)
        return from_now_on(turn, kind, at)

    return put


def from_now_on(turn: Turn, kind: str, at: WishedTime) -> Text:
    """Say when a daily message comes; of one that comes around a time, between which two."""
    if not at.around:
        return t("{name}: {time} from now on.", name=NAMES[kind], time=at.at)
    first, last = around.bounds(turn, at.at)
    return t(
        "{name}: between {first} and {last} from now on, always at the same minute.",
        name=NAMES[kind],
        first=first,
        last=last,
    )


def _on(kind: str) -> Callable[[Turn, Value], Text]:
    def put(turn: Turn, value: Value) -> Text:
        chosen = weekdays_of(value)
        schedule.wish(turn, kind, days=chosen)
        return t("{name}: {days} from now on.", name=NAMES[kind], days=day_names(chosen))

    return put


def _wish(kind: str, turn: Turn, on: bool) -> None:  # noqa: FBT001 - from a button
    schedule.wish(turn, kind, enabled=on)


def _follow_up(turn: Turn, on: bool) -> None:  # noqa: FBT001 - from a button
    turn.change(follow_up=on)


def _same_as_usual(turn: Turn, on: bool) -> None:  # noqa: FBT001 - from a button
    turn.change(same_as_usual=on)


def _usual_shown(turn: Turn) -> tuple[bool, Text]:
    is_on = turn.known.same_as_usual
    return is_on, t("“Same as usual”: on") if is_on else t("“Same as usual”: off")


SETTINGS = (
    Setting("evening", lambda _: flows.evening_time(), _at("evening")),
    Setting("morning", lambda _: flows.morning_time(), _at("morning")),
    Setting("evening_days", lambda _: flows.weekdays(), _on("evening")),
    Setting("morning_days", lambda _: flows.weekdays(), _on("morning")),
)
SWITCHES = (
    Switch("evening", partial(_wish, "evening")),
    Switch("morning", partial(_wish, "morning")),
    Switch("follow_up", _follow_up),
    Switch("same_as_usual", _same_as_usual, _usual_shown),
)
