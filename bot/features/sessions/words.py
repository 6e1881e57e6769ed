"""How an appointment and a session are said."""

from bot.features.sessions.calendar import RESTING, PlannedSession
from conversations.formats.weekdays import short_name
from conversations.text import Text, own, t
from storage.entries import Entry

RHYTHMS = {
    1: t("every week"),
    2: t("every second week"),
    3: t("every third week"),
    4: t("every fourth week"),
}


def appointment(entry: Entry) -> Text:
    """Say an appointment: its day, its time, its rhythm."""
    every = entry.content["every"]
    if not every:
        return t("Once: {day}, {time}", day=entry.day, time=own(entry.content["time"]))
    line = t(
        "{weekday} {time}, {rhythm}",
        weekday=short_name(entry.day.isoweekday()),
        time=own(entry.content["time"]),
        rhythm=RHYTHMS.get(every) or t("every {n} weeks", n=every),
    )
    return t("{session} (resting)", session=line) if entry.content["state"] == RESTING else line


def session(one: PlannedSession) -> Text:
    """Say when a session is."""
    return t("{day}, {time}", day=one.day, time=one.at)
