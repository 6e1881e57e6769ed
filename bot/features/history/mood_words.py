"""How the moods of some days are said, the same in every caption."""

from conversations.text import Text, t, tn


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
