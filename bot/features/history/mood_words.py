"""How the moods of some days are said, the same in every caption."""

from collections.abc import Sequence

from charts import stats
from conversations.text import Text, own, t, tn

ABOUT = "≈"


def fact(moods: Sequence[int | None], measured: Sequence[int | None]) -> Text | None:
    """Say on how many days there was a mood, and between what most of them lay.

    `measured` are the same without what "same as usual" filled in. None without a mood.
    """
    known = [mood for mood in moods if mood is not None]
    if not known:
        return None
    if len(moods) == 1:
        return t("One day so far: {mood} of 10", mood=known[0])
    mostly = stats.middle_half(measured)
    if mostly is None:
        return t("{n} of {days} days", n=len(known), days=len(moods))
    low, high = mostly
    said = t("{n} of {days} days, mostly {low} to {high}", high=high)
    if low == high:
        said = t("{n} of {days} days, mostly {low}")
    return said.given(n=len(known), days=len(moods), low=low)


def of_moments(n: int) -> list[Text]:
    """Say on how many days moments stand for the evening."""
    if not n:
        return []
    return [
        tn(
            "On {n} day without an evening mood, I used the middle of that day's moments.",
            "On {n} days without an evening mood, I used the middle of each day's moments.",
            n,
        )
    ]


def number(mood: int, *, is_about: bool) -> Text:
    """Write a mood, with the ≈ of one that was not told of the evening itself."""
    return own(f"{ABOUT * is_about}{mood}")


def mood(n: int, days: int, low: int | None, high: int | None, median: float | None) -> Text:
    """Say on how many days there was a mood, what was typical (where it can be said), its span."""
    if low is None or high is None:
        return tn("Mood: no answer.", "Mood: no answers in these {n} days.", days)
    if days == 1:
        return t("Mood: {mood} of 10.", mood=low)
    if low == high:
        return t("Mood: {n} of {days} days, {mood} of 10.", n=n, days=days, mood=low)
    if median is None:
        said = t("Mood: {n} of {days} days, from {low} to {high} of 10.")
        return said.given(n=n, days=days, low=low, high=high)
    said = t("Mood: {n} of {days} days, from {low} to {high} of 10, with {median} in the middle.")
    return said.given(n=n, days=days, median=median, low=low, high=high)
