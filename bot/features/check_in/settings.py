"""When the evening and the morning come, and how a day is asked about."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.core import around, callback_data, schedule
from bot.core.feature import Doubt, Setting, Switch
from bot.core.turn import Turn
from bot.i18n import day_names
from bot.outgoing import Button
from conversations.flow import Value
from conversations.flows import settings as flows
from conversations.formats import WishedTime
from conversations.formats.weekdays import weekdays_of
from conversations.text import Text, t
from storage import reminders

REMINDERS = Button(t("Reminders"), callback_data.action("reminders"))
NAMES = {"evening": t("Evening check-in"), "morning": t("Morning goals")}
FIRST_OF_EVENING, HALF_A_DAY = 17, 12


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


def time_button(kind: str, at: WishedTime, label: Text) -> Button:
    """Lead to a time of a daily message, without a way back from there: the way back itself."""
    return Button(label, callback_data.action("time.at", kind, str(at)))


def yes_at(wished: WishedTime) -> Text:
    """Say yes to a time that is asked about."""
    return t("Yes, {time}", time=wished.words)


def in_the_morning(at: WishedTime) -> WishedTime | None:
    """Return the hour of the morning that an hour of the evening may have been meant for."""
    if at.at.hour < FIRST_OF_EVENING:
        return None
    return replace(at, at=at.at.replace(hour=at.at.hour - HALF_A_DAY))


DID_YOU_MEAN_MORNING = t("{time} is in the evening, and that's fine. Or did you mean the morning?")


def _is_evening(value: Value) -> Doubt | None:
    """Whoever shows their goals to themself in the evening may; most who say so mistyped."""
    at = WishedTime.read(str(value))
    meant = in_the_morning(at)
    if meant is None:
        return None
    take = callback_data.action("time.set", "morning", str(meant))
    return Doubt(DID_YOU_MEAN_MORNING.given(time=at.at), Button(yes_at(meant), take))


def undo_time(kind: str, turn: Turn) -> Button:
    """Lead back to the time as it is now; while none comes, to the reminders."""
    known = reminders.get(turn.tx, turn.user_id, kind)
    before = around.wished(turn, known) if known is not None and known.enabled else None
    return time_button(kind, before, t("Undo")) if before is not None else REMINDERS


def undo_days(kind: str, turn: Turn) -> Button:
    """Lead back to the days as they are now."""
    known = reminders.get(turn.tx, turn.user_id, kind)
    days = "".join(map(str, known.days)) if known is not None else ""
    return Button(t("Undo"), callback_data.action("days.at", kind, days)) if days else REMINDERS


def take_days(turn: Turn, kind: str, days: tuple[int, ...]) -> None:
    """Ask on the days of before."""
    turn.edit(_on(kind)(turn, list(days)), message_id=turn.message_id)


def read_days(arg: str) -> tuple[int, ...]:
    """Read the days of a button; raise ValueError for what are none."""
    days = weekdays_of([int(digit) for digit in arg])
    if not days:
        raise ValueError(arg)
    return days


def read_kind(arg: str) -> str:
    """Read which of the daily messages it is."""
    if arg not in schedule.DAILY:
        raise ValueError(arg)
    return arg


def _time(kind: str) -> Setting:
    ask = flows.evening_time if kind == "evening" else flows.morning_time
    doubt = _is_evening if kind == "morning" else None
    return Setting(kind, lambda _: ask(), _at(kind), undo=partial(undo_time, kind), doubt=doubt)


def _days(kind: str) -> Setting:
    return Setting(
        f"{kind}_days", lambda _: flows.weekdays(), _on(kind), undo=partial(undo_days, kind)
    )


SETTINGS = (_time("evening"), _time("morning"), _days("evening"), _days("morning"))
SWITCHES = (
    Switch("evening", partial(_wish, "evening")),
    Switch("morning", partial(_wish, "morning")),
    Switch("follow_up", _follow_up),
    Switch("same_as_usual", _same_as_usual, _usual_shown),
)
