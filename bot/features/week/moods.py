"""What a caption says of the moods of some days."""

from bot.features.history import mood_words
from bot.features.week.data import WeekData
from charts.stats import WeekFacts
from charts.view import Band
from conversations.text import Text, listed, t, tn

MOST_NAMED = 3  # days that were alike; more say nothing of a day


def usual(usual: Band | None) -> list[Text]:
    """Say what is usual for this person, and on how many days that rests."""
    if usual is None:
        return []
    sentence = t("Your usual range, from {n} days: {low} to {high}.", high=usual.high)
    if usual.low == usual.high:
        sentence = t("Your usual mood, from {n} days: {low}.")
    return [sentence.given(n=usual.n, low=usual.low)]


def said(data: WeekData) -> list[Text]:
    """Say how it was, which days stood out, and how the days before were."""
    facts = data.facts
    mood = mood_words.mood(facts.answered, facts.days, facts.low, facts.high, facts.median)
    if not facts.answered:
        return [mood]
    return [mood, *_extremes(facts), *([] if data.is_first else _beside(data))]


def _extremes(facts: WeekFacts) -> list[Text]:
    """Name the lowest and the highest days, all of them or none."""
    low, high = facts.lowest_days, facts.highest_days
    if not low or not high or max(len(low), len(high)) > MOST_NAMED:
        return []
    return [
        t("Lowest on {low_days}, highest on {high_days}.").given(
            low_days=listed(t("{day}", day=day) for day in low),
            high_days=listed(t("{day}", day=day) for day in high),
        )
    ]


def _beside(data: WeekData) -> list[Text]:
    """Put the days before beside these; a difference is named only where it is clear."""
    facts = data.facts_before
    n, days = facts.answered, facts.days
    if not n:
        return [t("The {days} days before: no answers.", days=days)]
    if facts.median is None:
        return [
            tn(
                "The {days} days before: {n} answer.",
                "The {days} days before: {n} answers.",
                n,
                days=days,
            )
        ]
    sentence = BESIDE[data.compared.verdict if data.compared else None]
    return [sentence.given(days=days, median=facts.median, n=n)]


BESIDE = {
    "higher": t(
        "The {days} days before: {median} in the middle, on {n} days. These days are higher."
    ),
    "lower": t(
        "The {days} days before: {median} in the middle, on {n} days. These days are lower."
    ),
    "about the same": t(
        "The {days} days before: {median} in the middle, on {n} days. There's no clear change."
    ),
    None: t("The {days} days before: {median} in the middle, on {n} days."),
}
