"""The words of one question or two, day by day."""

from datetime import timedelta

from bot import i18n
from bot.features.beside import view as beside_view
from bot.features.beside.series import Series
from bot.features.beside.view import BesideData
from bot.features.history import folded, mood_words
from bot.features.history.folded import Caption
from conversations.text import Text, listed, own, strong, t


def caption(data: BesideData) -> Caption:
    """Say the headline and two lines, and in a quote to open all else that the picture shows."""
    return folded.caption(_first(data), _rest(data), data.language)


def messages(data: BesideData) -> list[list[Text]]:
    """All that there is to say, in as many messages as it takes."""
    return folded.messages(_first(data), _rest(data), data.language)


def _first(data: BesideData) -> list[Text]:
    first = [strong(beside_view.title(data)), beside_view.dates(data)]
    return [*first, beside_view.EYE] if len(data.series) > 1 else first


def _rest(data: BesideData) -> list[Text]:
    sums = [
        one.told.sentence if one.told else t("{name}: no answers.", name=one.name)
        for one in data.series
    ]
    stood_in = sum(sum(one.of_moments) for one in data.series)
    return [
        *sums,
        *mood_words.of_moments(stood_in),
        *(line for one in data.series for line in _days(data, one)),
    ]


def _days(data: BesideData, one: Series) -> list[Text]:
    if one.told is None:
        return []
    told = [
        t("{day} {number}", day=own(f"{_name(data, place)}:"), number=cell)
        for place, cell in enumerate(one.told.cells)
        if cell is not None
    ]
    silent = [
        own(_name(data, place))
        for place, (cell, asked) in enumerate(zip(one.told.cells, one.asked, strict=True))
        if cell is None and asked
    ]
    said = [t("{name}, day by day: {numbers}.", name=one.name, numbers=listed(told))]
    if silent:
        said.append(t("{name}, no answer: {days}.", name=one.name, days=listed(silent)))
    return said


def _name(data: BesideData, place: int) -> str:
    return i18n.short_date(data.first + timedelta(days=place), data.language)
