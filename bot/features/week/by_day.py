"""What stands over and in the columns of a picture, day by day, in words."""

from collections.abc import Sequence

from bot import i18n
from charts.sleep_words import in_quarters, written
from charts.view import Day, Happening
from conversations.text import Text, listed, own, t

HAPPENED: dict[Happening, Text] = {
    "session": t("Session: {days}."),
    "medication": t("Medication changed: {days}."),
    "milestone": t("Milestone: {days}."),
}


def happened(days: Sequence[Day]) -> list[Text]:
    """Name the days of sessions, changes of medication and milestones."""
    found = {
        kind: [t("{day}", day=day.date) for day in days if kind in day.happenings]
        for kind in HAPPENED
    }
    return [HAPPENED[kind].given(days=listed(on)) for kind, on in found.items() if on]


def numbers(days: Sequence[Day], language: str) -> list[Text]:
    """Read out the numbers that stand in the columns."""
    named = [i18n.day_name(day.date, language) for day in days]
    if len(days) > len(set(named)):
        named = [i18n.short_date(day.date, language) for day in days]
    quarters = in_quarters([day.sleep_hours for day in days])
    told = list(zip(days, named, strict=True))
    moods = [_said(name, str(day.mood)) for day, name in told if day.mood is not None]
    nights = [
        _said(name, written(day.sleep_hours, quarters=quarters))
        for day, name in told
        if day.sleep_hours is not None
    ]
    said = []
    if len(moods) > 1:
        said.append(t("Mood, day by day: {numbers}.", numbers=listed(moods)))
    if len(nights) > 1:
        said.append(t("Hours of sleep, day by day: {numbers}.", numbers=listed(nights)))
    return said


def _said(day: str, number: str) -> Text:
    return t("{day} {number}", day=own(day), number=own(number))
