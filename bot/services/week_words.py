"""The caption: what the picture shows, in words, and on how many days it rests."""

from datetime import date, timedelta

from bot import wording
from bot.services import diary, week
from bot.services.diary import Diary
from bot.services.turn import Turn, shorten
from charts import stats
from charts.stats import WeekFacts
from conversations.text import Text, own, t, tn

LIMIT = 1000  # of the 1024 characters that a caption may have


def caption(turn: Turn, kind: str, last: date) -> str:
    """Say in words what the picture shows, beside the days before."""
    span = timedelta(days=week.LENGTHS[kind])
    now = diary.between(turn, week.first_of(kind, last), last)
    before = diary.before(turn, now.first, span)
    parts = [
        own(week.title(turn, kind, now.first, now.last)),
        *_mood(now, before),
        *_of_moments(now),
        *_sleep(stats.summarise(now.days), stats.summarise(before.days)),
        *(
            t(
                "{title}: {count}",
                title=own(goal.title),
                count=week.count(goal, now.goal_marks(goal)),
            )
            for goal in now.goals_told
        ),
    ]
    return shorten(wording.join(parts, turn.language), LIMIT)


def _of_moments(now: Diary) -> list[Text]:
    n = sum(day.of_moments for day in now.days)
    if not n:
        return []
    return [
        tn(
            "On {n} day the middle of your moments stands for the evening's answer.",
            "On {n} days the middle of your moments stands for the evening's answer.",
            n,
        )
    ]


def _mood(now: Diary, before: Diary) -> list[Text]:
    facts = stats.summarise(now.days)
    if facts.low is None or facts.high is None:
        return [t("Mood: no answers in these {days} days.", days=facts.days)]
    return [_mood_now(facts), *_extremes(facts), *_beside(now, before)]


def _mood_now(facts: WeekFacts) -> Text:
    said = t("{n} of {days} days", n=facts.answered, days=facts.days)
    low, high = facts.low or 0, facts.high or 0
    if low == high:
        return t("Mood: {said}, {mood} of 10.", said=said, mood=low)
    if facts.median is None:
        return t("Mood: {said}, from {low} to {high} of 10.", said=said, low=low, high=high)
    return t(
        "Mood: {said}, typically {median}, from {low} to {high} of 10.",
        said=said,
        median=facts.median,
        low=low,
        high=high,
    )


def _extremes(facts: WeekFacts) -> list[Text]:
    if facts.lowest_day is None or facts.highest_day is None:
        return []
    return [
        t(
            "Lowest on {low_day}, highest on {high_day}.",
            low_day=facts.lowest_day,
            high_day=facts.highest_day,
        )
    ]


def _beside(now: Diary, before: Diary) -> list[Text]:
    """Put the days before beside these; a difference is named only where it is clear."""
    facts = stats.summarise(before.days)
    if not facts.answered:
        return [t("The {days} days before: no answers.", days=facts.days)]
    if facts.median is None:
        return [t("The {days} days before: {n} answers.", days=facts.days, n=facts.answered)]
    beside = t(
        "The {days} days before: typically {median}, on {n} days",
        days=facts.days,
        median=facts.median,
        n=facts.answered,
    )
    compared = stats.compare([d.mood for d in now.days], [d.mood for d in before.days])
    match compared.verdict if compared else None:
        case "higher":
            return [t("{beside}; these days are higher.", beside=beside)]
        case "lower":
            return [t("{beside}; these days are lower.", beside=beside)]
        case "about the same":
            return [t("{beside}; no clear change.", beside=beside)]
        case _:
            return [t("{beside}.", beside=beside)]


def _sleep(now: WeekFacts, before: WeekFacts) -> list[Text]:
    if now.sleep_mean is None:
        return [t("Sleep: no answers.")]
    line = t(
        "Sleep: {n} of {days} nights, about {hours} a night",
        n=now.sleep_n,
        days=now.days,
        hours=hours_words(now.sleep_mean),
    )
    if before.sleep_mean is None:
        return [t("{line}.", line=line)]
    return [
        t(
            "{line}; before, {hours} on {n} nights.",
            line=line,
            hours=hours_words(before.sleep_mean),
            n=before.sleep_n,
        )
    ]


def hours_words(hours: float) -> Text:
    """Say hours as people do: 7 h 30."""
    minutes = round(hours * 60)
    return t("{h} h {m}", h=minutes // 60, m=f"{minutes % 60:02d}")
