"""What stands over and in the columns of a picture, day by day, in words."""

from collections.abc import Sequence

from bot import i18n
from bot.features.history import mood_words
from bot.features.week.own_told import OwnTold
from charts.sleep_words import in_quarters, written
from charts.view import WEEK, Day, Happening
from conversations.text import Text, listed, own, shown, t

HAPPENED: dict[Happening, Text] = {
    "session": t("Session: {days}."),
    "medication": t("Medication changed: {days}."),
    "milestone": t("Milestone: {days}."),
}


def happened(days: Sequence[Day]) -> list[Text]:
    """Name the days of sessions, changes of medication and milestones."""
    found = [
        (said, [day for day in days if kind in day.happenings]) for kind, said in HAPPENED.items()
    ]
    return [line for said, on in found for line in dated(said, on)]


def dated(said: Text, days: Sequence[Day]) -> list[Text]:
    """A line that names some days; none without any."""
    return [said.given(days=listed(t("{day}", day=day.date) for day in days))] if days else []


def numbers(days: Sequence[Day], rows: Sequence[OwnTold], language: str) -> list[Text]:
    """Read out what stands in the columns, with the ≈ that it carries there.

    A day that is all there is has been told already.
    """
    if len(days) == 1:
        return []
    named = _names(days, language)
    quarters = in_quarters([day.sleep_hours for day in days])
    moods = [
        mood_words.number(day.mood, is_about=day.as_usual or day.of_moments) if day.mood else None
        for day in days
    ]
    nights = [
        None
        if day.sleep_hours is None
        else own(f"{mood_words.ABOUT * day.as_usual}{written(day.sleep_hours, quarters=quarters)}")
        for day in days
    ]
    felt = [None if day.sleep_quality is None else shown(day.sleep_quality) for day in days]
    lines = [
        (t("Mood, day by day: {numbers}."), moods),
        (t("Hours of sleep, day by day: {numbers}."), nights),
        *([(t("How the nights felt, day by day: {numbers}."), felt)] if len(days) <= WEEK else []),
        *((t("{name}, day by day: {numbers}.", name=row.name), row.cells) for row in rows),
    ]
    return [
        words.given(numbers=listed(told))
        for words, cells in lines
        if (told := _told(named, cells))
    ]


def _names(days: Sequence[Day], language: str) -> list[str]:
    """Weekdays, or dates where a weekday comes twice."""
    named = [i18n.day_name(day.date, language) for day in days]
    if len(days) > len(set(named)):
        named = [i18n.short_date(day.date, language) for day in days]
    return named


def _told(named: Sequence[str], cells: Sequence[Text | None]) -> list[Text]:
    return [
        t("{day} {number}", day=own(day), number=cell)
        for day, cell in zip(named, cells, strict=False)
        if cell is not None
    ]
