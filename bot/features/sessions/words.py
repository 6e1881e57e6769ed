"""How an appointment and a session are said."""

from bot.features.sessions.calendar import RESTING, Appointment, PlannedSession
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
    every, at = entry.content.every, own(f"{entry.content.time:%H:%M}")
    if not every:
        return t("Once: {day}, {time}", day=entry.day, time=at)
    line = t(
        "{weekday} {time}, {rhythm}",
        weekday=short_name(entry.day.isoweekday()),
        time=at,
        rhythm=RHYTHMS.get(every) or t("every {n} weeks", n=every),
    )
    return t("{session} (paused)", session=line) if entry.content.state == RESTING else line


def session(one: PlannedSession) -> Text:
    """Say when a session is."""
    return t("{day}, {time}", day=one.day, time=one.at)
