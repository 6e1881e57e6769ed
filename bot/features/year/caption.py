"""The words of a year: what the picture shows, month by month, and then day by day."""

from bot import i18n
from bot.features.history import folded, mood_words
from bot.features.history.folded import Caption
from bot.features.week import by_day
from bot.features.year import view as year_view
from bot.features.year.data import YearData
from charts.stats import typical
from charts.view import Day
from conversations.text import Text, listed, own, strong, t


def caption(data: YearData) -> Caption:
    """Say the headline and two lines, and in a quote to open all else that the picture shows."""
    return folded.caption(_first(data), _rest(data), data.language)


def messages(data: YearData) -> list[list[Text]]:
    """All that there is to say, in as many messages as it takes."""
    return folded.messages(_first(data), _rest(data), data.language)


def _first(data: YearData) -> list[Text]:
    said, dates = year_view.fact(data), year_view.title(data)
    moods = [day.mood for day in data.measured if day.mood is not None]
    shown = [day.mood for day in data.days if day.mood is not None]
    low, high = (min(shown), max(shown)) if shown else (None, None)
    mood = mood_words.mood(len(shown), len(data.days), low, high, typical(moods))
    return [*([strong(dates)] if said is None else [strong(said), dates]), mood]


def _rest(data: YearData) -> list[Text]:
    months = year_view.months(data)
    return [
        *(_month(data, month) for month in months),
        *mood_words.of_moments(sum(day.of_moments for day in data.days)),
        *by_day.happened(data.days),
        *(line for month in months for line in _days(data, month)),
    ]


def _month(data: YearData, month: list[Day]) -> Text:
    name = own(i18n.month_name(month[0].date, data.language))
    told, middle = [day.mood for day in month if day.mood is not None], year_view.middle(month)
    n = len(told)
    if not told:
        return t("{month}: no answers.", month=name)
    if len(month) == 1:
        return t("{month}: one day, {mood} of 10.", month=name, mood=told[0])
    if middle is None:
        return t("{month}: {n} of {days} days.", month=name, n=n, days=len(month))
    return t("{month}: {n} of {days} days, with {median} in the middle.", month=name, n=n,
             days=len(month), median=middle)  # fmt: skip


def _days(data: YearData, month: list[Day]) -> list[Text]:
    """Read out the tiles of a month: the day and its mood."""
    told = [
        t(
            "{day} {number}",
            day=own(f"{day.date.day}:"),
            number=mood_words.number(day.mood, is_about=day.of_moments),
        )
        for day in month
        if day.mood is not None
    ]
    name = own(i18n.month_name(month[0].date, data.language))
    return (
        [t("{month}, by its days: {numbers}.", month=name, numbers=listed(told))] if told else []
    )
