"""`/settings` and `/reminders`: what is set, and the way to each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.core import around, callback_data, schedule
from bot.core.turn import Turn
from bot.features.check_in.settings import NAMES
from bot.i18n import day_names
from bot.outgoing import BLANK, Button, Rows
from conversations.formats import WishedTime
from conversations.text import Text, t
from storage import reminders

_STATES = {
    "evening": (t("Evening check-in: off"), t("Evening check-in: on")),
    "morning": (t("Morning goals: off"), t("Morning goals: on")),
}


def show(turn: Turn, _argument: str = "", *, edit: bool = False) -> None:
    """List what can be set, with what is set."""
    settings = turn.deps.registry.settings.values()
    lines = (
        t("Your settings"),
        *_rest(turn),
        BLANK,
        *reminder_lines(turn),
        BLANK,
        *(one.shown(turn) for one in settings if one.shown is not None),
    )
    asked = [_set(one.label, one.name) for one in settings if one.label is not None]
    rows = (
        (
            Button(t("Reminders"), callback_data.action("reminders")),
            Button(t("What I ask you"), callback_data.action("trk")),
        ),
        *(tuple(asked[start : start + 2]) for start in range(0, len(asked), 2)),
        *((one,) for one in _switches(turn)),
        (Button(t("Language"), callback_data.action("language")),),
    )
    _show(turn, lines, rows, edit=edit)


def show_reminders(turn: Turn, _argument: str = "", *, edit: bool = False) -> None:
    """List when messages come, each with the way to change it."""
    on = turn.known.follow_up
    rest = _rest(turn)
    lines = (
        t("When I write to you"),
        *rest,
        BLANK,
        *reminder_lines(turn),
        t("If you don't answer, one quiet reminder an hour later: on")
        if on
        else t("If you don't answer, one quiet reminder an hour later: off"),
    )
    follow_up = t("Follow-up: on") if on else t("Follow-up: off")
    rows: Rows = (
        *(
            (Button(NAMES[kind], callback_data.action("reminder", kind)),)
            for kind in schedule.DAILY
        ),
        (Button(follow_up, _toggle("follow_up", on=not on)),),
        (Button(t("What I bring up on my own"), callback_data.action("calm.show")),),
        (
            Button(t("End the break"), callback_data.action("resume"), primary=True)
            if rest
            else Button(t("Take a break"), callback_data.action("pause")),
            Button(t("All settings"), callback_data.action("settings")),
        ),
    )
    _show(turn, lines, rows, edit=edit)


def show_reminder(turn: Turn, kind: str) -> None:
    """Show one reminder: its time, its days, and whether it is on."""
    if kind not in schedule.DAILY:
        return
    known = reminders.get(turn.tx, turn.user_id, kind)
    on = known is not None and known.enabled
    wished = around.wished(turn, known) if on else None
    rows: Rows = (
        (_set(t("Time"), kind), _set(t("Days"), f"{kind}_days")),
        *(((_other_way(kind, wished),),) if wished else ()),
        (Button(_STATES[kind][on], _toggle(kind, on=not on)),),
        (Button(t("‹ Reminders"), callback_data.action("reminders")),),
    )
    lines = [_when(turn, kind)]
    if wished is not None and wished.around:
        first, last = around.bounds(turn, wished.at)
        lines.append(
            t(
                "That's between {first} and {last}, always at the same minute.",
                first=first,
                last=last,
            )
        )
    turn.edit(NAMES[kind], *lines, rows=rows, message_id=turn.message_id)


def _other_way(kind: str, wished: WishedTime) -> Button:
    label = (
        t("Exactly at {time}", time=wished.at)
        if wished.around
        else t("Around {time} is fine too", time=wished.at)
    )
    other = replace(wished, around=not wished.around)
    return Button(label, callback_data.action("reminder.at", kind, str(other)))


def take_time(turn: Turn, kind: str, at: WishedTime) -> None:
    """Take the time that was pressed, to the minute or around it."""
    if kind in schedule.DAILY:
        schedule.wish(turn, kind, at)
        show_reminder(turn, kind)


def _rest(turn: Turn) -> tuple[Text, ...]:
    until = turn.known.paused_until
    if until is None or until <= turn.today:
        return ()
    if until == date.max:
        return (t("On a break until you end it"),)
    return (t("On a break until {day}", day=until),)


def _show(turn: Turn, lines: tuple[Text, ...], rows: Rows, *, edit: bool) -> None:
    if edit:
        turn.edit(*lines, rows=rows, message_id=turn.message_id)
    else:
        turn.say(*lines, rows=rows)


def _toggle(what: str, *, on: bool) -> str:
    return callback_data.action("toggle", what, callback_data.switch(on=on))


def _switches(turn: Turn) -> Iterator[Button]:
    for one in turn.deps.registry.switches.values():
        if one.shown is not None:
            is_on, label = one.shown(turn)
            yield Button(label, _toggle(one.name, on=not is_on))


def _set(label: Text, what: str) -> Button:
    return Button(label, callback_data.action("set", what))


def reminder_lines(turn: Turn) -> tuple[Text, ...]:
    """Say when each of the daily messages comes."""
    return tuple(
        t("{name}: {when}", name=NAMES[kind], when=_when(turn, kind)) for kind in schedule.DAILY
    )


def _when(turn: Turn, kind: str) -> Text:
    known = reminders.get(turn.tx, turn.user_id, kind)
    if known is None or known.at is None or not known.enabled:
        return t("off")
    at = WishedTime(known.at, around=around.is_fine(turn, kind)).words
    if len(known.days) == len(schedule.EVERY_DAY):
        return t("{time}, every day", time=at)
    return t("{time}, {days}", time=at, days=day_names(known.days))


def toggle(turn: Turn, what: str, on: bool) -> None:  # noqa: FBT001 - from a button
    """Turn one thing on or off."""
    switch = turn.deps.registry.switches.get(what)
    if switch is None:
        return
    switch.put(turn, on)
    if what in schedule.DAILY:
        show_reminder(turn, what)
    elif switch.shown is None:
        show_reminders(turn, edit=True)
    else:
        show(turn, edit=True)
