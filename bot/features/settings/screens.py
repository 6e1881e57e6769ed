"""`/settings`, `/reminders` and `/pause`: times, zone and quiet, a tap and an answer away."""

from collections.abc import Callable
from datetime import date, time

from bot.core import callback_data as buttons
from bot.core import dialog as talking
from bot.core import schedule as reminding
from bot.core.dialog import Kind
from bot.core.turn import Turn
from bot.features.goals.words import day_names
from bot.features.timezone import ask as places
from bot.outgoing import Button, Rows
from conversations.flow import Flow
from conversations.flows import settings as flows
from conversations.formats import until_date
from conversations.session import Session
from conversations.text import Rejected, Text, own, t
from storage import reminders
from storage.talks import Talk

NAMES = {"evening": t("Evening check-in"), "morning": t("Morning goals")}
_TIMES = {"evening": t("Evening"), "morning": t("Morning")}


def show(turn: Turn, *, edit: bool = False) -> None:
    """List what can be set, with what is set."""
    person = turn.known
    lines = (
        t("Your settings"),
        own(""),
        *_reminder_lines(turn),
        *_rest(turn),
        t("Time zone: {zone}", zone=own(person.timezone)),
        t("Your day ends at {time}", time=person.day_ends_at),
    )
    rows: Rows = (
        (_set(t("Evening time"), "evening"), _set(t("Morning time"), "morning")),
        (_set(t("Time zone"), "zone"), _set(t("End of day"), "day_ends")),
        (
            Button(t("Reminders"), buttons.action("reminders")),
            Button(t("Your questions"), buttons.action("trk")),
        ),
        (
            Button(
                t("“Same as usual”: on") if person.same_as_usual else t("“Same as usual”: off"),
                _toggle("same_as_usual", on=not person.same_as_usual),
            ),
        ),
        (Button(t("Language"), buttons.action("language")),),
    )
    _show(turn, lines, rows, edit=edit)


def show_reminders(turn: Turn, *, edit: bool = False) -> None:
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
        *(_reminder_row(turn, kind) for kind in reminding.DAILY),
        (Button(t("Follow-up on or off"), _toggle("follow_up", on=not person.follow_up)),),
        (Button(t("Quiet messages"), buttons.action("calm.show")),),
        (
            Button(t("Pause"), buttons.action("pause")),
            Button(t("All settings"), buttons.action("settings")),
        ),
    )
    _show(turn, lines, rows, edit=edit)


def _rest(turn: Turn) -> tuple[Text, ...]:
    until = turn.known.paused_until
    if until is None or until <= turn.today:
        return ()
    if until == date.max:
        return (t("Resting until you end it"),)
    return (t("Resting until {day}", day=until),)


def _show(turn: Turn, lines: tuple[Text, ...], rows: Rows, *, edit: bool) -> None:
    if edit:
        turn.edit(*lines, rows=rows, message_id=turn.message_id)
    else:
        turn.say(*lines, rows=rows)


def _toggle(what: str, *, on: bool) -> str:
    return buttons.action("toggle", what, buttons.switch(on=on))


def _set(label: Text, what: str) -> Button:
    return Button(label, buttons.action("set", what))


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
    for kind in reminding.DAILY:
        known = reminders.get(turn.tx, turn.user_id, kind)
        if known is None or known.at is None or not known.enabled:
            lines.append(t("{name}: off", name=NAMES[kind]))
        elif len(known.days) == len(reminding.EVERY_DAY):
            lines.append(t("{name}: {time}, every day", name=NAMES[kind], time=known.at))
        else:
            days = day_names(known.days)
            lines.append(t("{name}: {time}, {days}", name=NAMES[kind], time=known.at, days=days))
    return tuple(lines)


def toggle(turn: Turn, what: str, on: bool) -> None:  # noqa: FBT001 - from a button
    """Turn one thing on or off."""
    if what in reminding.DAILY:
        reminding.wish(turn, what, enabled=on)
        show_reminders(turn, edit=True)
    elif what == "follow_up":
        turn.change(follow_up=on)
        show_reminders(turn, edit=True)
    elif what == "same_as_usual":
        turn.change(same_as_usual=on)
        show(turn, edit=True)


def ask(turn: Turn, what: str) -> None:
    """Ask for one setting."""
    if what in _QUESTIONS:
        turn.ack()
        talking.begin(turn, SETTING, about={"what": what})


def flow(turn: Turn, talk: Talk) -> Flow:
    """Compose the one question."""
    return _QUESTIONS[talk.state["about"]["what"]](turn)


_QUESTIONS: dict[str, Callable[[Turn], Flow]] = {
    "evening": lambda _: flows.evening_time(),
    "morning": lambda _: flows.morning_time(),
    "day_ends": lambda _: flows.end_of_day(),
    "evening_days": lambda _: flows.weekdays(),
    "morning_days": lambda _: flows.weekdays(),
    "zone": lambda turn: flows.zone(search=places.search(turn)),
    "pause": lambda turn: flows.pause(today=turn.today),
}


def finish(turn: Turn, talk: Talk, session: Session) -> None:
    """Put the setting into effect and say so."""
    what = talk.state["about"]["what"]
    value = next(iter(session.answers.values()), None)
    if value is None:
        turn.edit(t("Nothing was changed."), talk=talk.id, message_id=turn.message_id)
        return
    turn.edit(_put(turn, what, value), talk=talk.id, message_id=turn.message_id)


def _put(turn: Turn, what: str, value: object) -> Text:
    match what:
        case "evening" | "morning":
            at = time.fromisoformat(str(value))
            reminding.wish(turn, what, at, enabled=True)
            return t("{name}: {time} from now on.", name=NAMES[what], time=at)
        case "evening_days" | "morning_days":
            kind = what.removesuffix("_days")
            chosen = [int(day) for day in value] if isinstance(value, list) else []
            reminding.wish(turn, kind, days=chosen)
            names = day_names(chosen)
            return t("{name}: {days} from now on.", name=NAMES[kind], days=names)
        case "day_ends":
            at = time.fromisoformat(str(value))
            turn.change(day_ends_at=at)
            reminding.reschedule(turn)
            return t("Your day ends at {time} from now on.", time=at)
        case "zone":
            reminding.move(turn, str(value))
            return t("Your zone is {zone} from now on.", zone=own(turn.known.timezone))
        case _:
            return pause_until(turn, until_date(value) or date.max)


def pause(turn: Turn, words: str = "") -> None:
    """Rest until the day that was named, offer rests of a usual length, or end one."""
    if words:
        turn.say(_rest_until(turn, words))
        return
    until = turn.known.paused_until
    if until is not None and until > turn.today:
        turn.say(
            t("I am quiet until {day}.", day=until)
            if until < date.max
            else t("I am quiet until you end it."),
            rows=((Button(t("End the rest now"), buttons.action("resume")),),),
        )
        return
    ask(turn, "pause")


def _rest_until(turn: Turn, words: str) -> Text:
    (ask,) = flows.pause(today=turn.today).steps
    try:
        until = until_date(ask.format.parse(words, turn.tongue))
    except Rejected as no:
        return no.why
    return pause_until(turn, until or date.max)


def pause_until(turn: Turn, day: date) -> Text:
    """Be quiet until a day; everything can still be told meanwhile."""
    if day <= turn.today:
        return t("That day is here already, so nothing was changed.")
    turn.change(paused_until=day)
    if day == date.max:
        return t("I will be quiet until you end it with /pause. You can write at any time.")
    return t("I will be quiet until {day}. You can write at any time all the same.", day=day)


def resume(turn: Turn) -> None:
    """End a rest."""
    turn.change(paused_until=None)
    turn.edit(t("The rest is over. I will ask again as before."), message_id=turn.message_id)


SETTING = Kind("setting", flow=flow, finish=finish, frame=places.frame)
