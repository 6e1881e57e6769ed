"""How it was found, how sure it is, and what is still needed: for those who want to know."""

from collections.abc import Callable, Mapping

from bot.features.insights import together_words
from bot.features.insights.words import Names
from bot.outgoing import lines
from charts.insights.findings import (
    Change,
    Finding,
    Insights,
    Setbacks,
    SleepRhythm,
    Together,
    Trend,
)
from conversations.text import Text, t, tn


def detail(found: Finding) -> Text | None:
    """Say between what and what it lies, for those who want to know."""
    match found:
        case Together() | Change():
            middle = found.difference if isinstance(found, Together) else found.shift
            return t(
                "the difference is {middle} points, and likely between {low} and {high}",
                middle=round(middle, 1),
                low=round(found.low, 1),
                high=round(found.high, 1),
            )
        case Trend():
            return t(
                "a week makes {middle} points, and likely between {low} and {high}",
                middle=round(found.slope, 2),
                low=round(found.low, 2),
                high=round(found.high, 2),
            )
        case Setbacks():
            said = t(
                "three evenings in a row under {line}, until two in a row are not; {n} evenings"
            )
            return said.given(line=found.line, n=found.n)
        case SleepRhythm(index=float() as index):
            said = t("Sleep Regularity Index {index} of 100, from {n} days")
            return said.given(index=round(index), n=found.index_days)
        case _:
            return None


METHOD: tuple[Callable[[Insights], Text | None], ...] = (
    lambda found: t(
        "How I looked: {told} evenings of {days} days.", told=found.told.ever, days=found.told.days
    ),
    lambda found: (
        tn(
            "I held {n} thing against your mood and took that into account.",
            "I held {n} things against your mood and took that into account, for among many some "
            "always fit by chance. About one in twenty that I show still does.",
            found.tried,
        )
        if found.tried
        else None
    ),
    lambda _: t(
        "A pattern is not a cause. This is no forecast and no diagnosis, and days you did not "
        "tell me about are left out, never guessed."
    ),
)


def method(found: Insights, on_page: tuple[tuple[int, Finding], ...]) -> tuple[Text, ...]:
    """Say how it was found, and how sure each of these is."""
    details = ((place, detail(one)) for place, one in on_page)
    return (
        *lines(*(say(found) for say in METHOD)),
        *(t("{n}: {detail}.", n=n, detail=said) for n, said in details if said is not None),
    )


NEEDS: Mapping[str, Text] = {
    "moods": tn(
        "I need about {n} more evening with a mood.",
        "I need about {n} more evenings with a mood.",
        1,
    ),
    "weeks": tn(
        "To put two times of four weeks side by side I need about {n} more week with three "
        "evenings or more.",
        "To put two times of four weeks side by side I need about {n} more weeks with three "
        "evenings or more.",
        1,
    ),
    "sleep": tn(
        "For how regular your sleep is I need about {n} more night with the time you went to bed "
        "and the time you woke up.",
        "For how regular your sleep is I need about {n} more nights with the time you went to bed "
        "and the time you woke up.",
        1,
    ),
}


def needs(found: Insights, names: Names) -> tuple[Text, ...]:
    """Say what is still needed."""
    said = (
        together_words.need(one, names)
        if one.what == "exposure"
        else NEEDS[one.what].given(n=one.n)
        for one in found.lacking
    )
    return lines(*said)
