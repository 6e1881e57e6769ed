"""`/settings` and `/reminders`: what is set, and the way to each."""

from collections.abc import Iterator
from datetime import date

from bot.core import callback_data, schedule
from bot.core.turn import Turn
from bot.features.check_in.settings import NAMES
from bot.i18n import day_names
from bot.outgoing import Button, Rows
from conversations.text import Text, own, t
from storage import reminders

_TIMES = {"evening": t("Evening"), "morning": t("Morning")}


def show(turn: Turn, _argument: str = "", *, edit: bool = False) -> None:
    """List what can be set, with what is set."""
    settings = turn.deps.registry.settings.values()
    lines = (
        t("Your settings"),
        own(""),
        *_reminder_lines(turn),
        *_rest(turn),
        *(one.shown(turn) for one in settings if one.shown is not None),
    )
    asked = [_set(one.label, one.name) for one in settings if one.label is not None]
    rows: Rows = (
        *(tuple(asked[start : start + 2]) for start in range(0, len(asked), 2)),
        (
            Button(t("Reminders"), callback_data.action("reminders")),
            Button(t("Your questions"), callback_data.action("trk")),
        ),
        *((one,) for one in _switches(turn)),
        (Button(t("Language"), callback_data.action("language")),),
    )
    _show(turn, lines, rows, edit=edit)


def show_reminders(turn: Turn, _argument: str = "", *, edit: bool = False) -> None:
    """List the reminders, with what can be done about each."""
    person = turn.known
    lines = (
        t("Your reminders"),
        own(""),
        *_reminder_lines(turn),
        t("One quiet follow-up after an hour: on")
        if person.follow_up
        else t("One quiet follow-up after an hour: off"),
        *_rest(turn),
    )
    rows: Rows = (
        *(_reminder_row(turn, kind) for kind in schedule.DAILY),
        (Button(t("Follow-up on or off"), _toggle("follow_up", on=not person.follow_up)),),
        (Button(t("Quiet messages"), callback_data.action("calm.show")),),
        (
            Button(t("Pause"), callback_data.action("pause")),
            Button(t("All settings"), callback_data.action("settings")),
        ),
    )
    _show(turn, lines, rows, edit=edit)


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


def _reminder_row(turn: Turn, kind: str) -> tuple[Button, ...]:
    known = reminders.get(turn.tx, turn.user_id, kind)
    on = known is not None and known.enabled
    return (
        _set(_TIMES[kind], kind),
        _set(t("Days"), f"{kind}_days"),
        Button(t("Turn off") if on else t("Turn on"), _toggle(kind, on=not on)),
    )


def _reminder_lines(turn: Turn) -> tuple[Text, ...]:
    lines = []
    for kind in schedule.DAILY:
        known = reminders.get(turn.tx, turn.user_id, kind)
        if known is None or known.at is None or not known.enabled:
            lines.append(t("{name}: off", name=NAMES[kind]))
        elif len(known.days) == len(schedule.EVERY_DAY):
            lines.append(t("{name}: {time}, every day", name=NAMES[kind], time=known.at))
        else:
            days = day_names(known.days)
            lines.append(t("{name}: {time}, {days}", name=NAMES[kind], time=known.at, days=days))
    return tuple(lines)


def toggle(turn: Turn, what: str, on: bool) -> None:  # noqa: FBT001 - from a button
    """Turn one thing on or off."""
    switch = turn.deps.registry.switches.get(what)
    if switch is None:
        return
    switch.put(turn, on)
    if switch.shown is None:
        show_reminders(turn, edit=True)
    else:
        show(turn, edit=True)
