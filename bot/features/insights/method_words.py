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


def _between(low: float, high: float) -> Text:
    return t(
        "the difference is likely between {low} and {high} points",
        low=round(low, 1),
        high=round(high, 1),
    )


def detail(found: Finding) -> Text | None:
    """Say between what and what it lies, for those who want to know."""
    match found:
        case Together():
            return _between(found.low, found.high)
        case Change():
            # The two moods are the middles of days, and this is of weeks: where they do not quite
            # agree, it is said wider.
            apart = round(found.now, 1) - round(found.before, 1)
            return _between(min(found.low, apart), max(found.high, apart))
        case Trend():
            return _slopes(found)
        case Setbacks():
            return t(
                "such a time begins with three days below {line}, one after another, and ends "
                "with two that aren't",
                line=found.line,
            )
        case SleepRhythm(index=float() as index):
            said = t("Sleep Regularity Index {index} of 100, from {n} days")
            if found.index_before is not None:
                said = t(
                    "Sleep Regularity Index {index} of 100, from {n} days; {before} in the four "
                    "weeks before",
                    before=round(found.index_before),
                )
            return said.given(index=round(index), n=found.index_days)
        case _:
            return None


def _slopes(found: Trend) -> Text:
    said = t("{middle} points a week, likely between {low} and {high}")
    whole = said.given(**_rounded(found.slope, found.low, found.high))
    if found.pace is None:
        return whole
    now, before = (
        said.given(**_rounded(one.middle, one.low, one.high))
        for one in (found.pace.now, found.pace.before)
    )
    return t(
        "{whole}; in the last eight weeks {now}, in the eight before {before}",
        whole=whole,
        now=now,
        before=before,
    )


def _rounded(middle: float, low: float, high: float) -> dict[str, float]:
    return {"middle": round(middle, 2), "low": round(low, 2), "high": round(high, 2)}


METHOD: tuple[Callable[[Insights], Text | None], ...] = (
    lambda found: (
        t(
            "I looked at all {days} days since {first}. You told me about {told} of them.",
            told=found.told.ever,
            days=found.told.ever_of,
            first=found.told.first,
        )
        if found.told.ever_of > found.told.of
        else None
    ),
    lambda found: (
        tn(
            "I compared {n} thing with your mood, and took that into account.",
            "I compared {n} things with your mood. Among that many, some always seem to "
            "fit by chance. I took that into account, but about one in twenty that I show "
            "still does.",
            found.tried,
        )
        if found.tried
        else None
    ),
    lambda _: t(
        "A pattern isn't a cause. None of this is a forecast or a diagnosis. Days you "
        "didn't tell me about are left out, never guessed."
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
        "To tell you more, I'd need about {n} more day with a mood.",
        "To tell you more, I'd need about {n} more days with a mood.",
        1,
    ),
    "weeks": tn(
        "To compare four weeks with the four before, I'd need about {n} more week with "
        "a mood on three days or more.",
        "To compare four weeks with the four before, I'd need about {n} more weeks with "
        "a mood on three days or more.",
        1,
    ),
    "sleep": tn(
        "To see how regular your sleep is, I'd need about {n} more night with the time "
        "you went to bed and the time you woke up.",
        "To see how regular your sleep is, I'd need about {n} more nights with the time "
        "you went to bed and the time you woke up.",
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
