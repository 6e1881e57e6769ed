"""How an appointment and a session are said."""

from bot.features.sessions.calendar import RESTING, Appointment, PlannedSession, only_session
from conversations.formats.weekdays import short_name
from conversations.text import Text, own, t

RHYTHMS = {
    1: t("every week"),
    2: t("every other week"),
    3: t("every three weeks"),
    4: t("every four weeks"),
}


def appointment(entry: Appointment) -> Text:
    """Say an appointment: its day, its time, its rhythm."""
    every = entry.content.every
    if not every:
        day, time = only_session(entry)
        return t("{day}, {time}, once", day=day, time=own(f"{time:%H:%M}"))
    line = t(
        "{weekday} {time}, {rhythm}",
        weekday=short_name(entry.day.isoweekday()),
        time=own(f"{entry.content.time:%H:%M}"),
        rhythm=RHYTHMS.get(every) or t("every {n} weeks", n=every),
    )
    return t("{session} (paused)", session=line) if entry.content.state == RESTING else line


def session(one: PlannedSession) -> Text:
    """Say when a session is."""
    return t("{day}, {time}", day=one.day, time=one.at)
