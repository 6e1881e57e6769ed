"""The caption: what the picture shows, in words, and on how many days it rests."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import i18n
from bot.features.goals import words as goal_words
from bot.features.goals.count import count
from bot.features.history import mood_words
from bot.features.history.record import Record
from bot.features.week import by_day
from bot.features.week import view as week_view
from bot.features.week.data import WeekData
from bot.features.week.headline import headline
from bot.outgoing import Formatted, shorten, units
from charts import stats
from charts.stats import WeekFacts
from charts.view import Band
from conversations.text import Param, Text, listed, own, quoted, strong, t, tn
from storage.goals import Goal

LIMIT = 1000  # of the 1024 UTF-16 units that a caption may have
MESSAGE = 3500  # of the 4096 of a message, which holds what a caption cannot
LONGEST_WORDS = 90
MOST_NAMED = 3  # days that were alike; more say nothing of a day


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a picture, and whether that is less than there is to say."""

    said: Formatted
    is_cut: bool


def caption(data: WeekData) -> Caption:
    """Say the headline and two lines, and in a quote to open all else that the picture shows."""
    first, rest = _first(data), _rest(data)
    room = LIMIT - _units(first, data)
    kept: list[Text] = []
    for text in rest:
        room -= _units([text], data)
        if room < 0:
            break
        kept.append(text)
    more = [quoted(*kept)] if kept else []
    said = i18n.formatted([*first, *more], data.language).cut(LIMIT)
    return Caption(said, is_cut=len(kept) < len(rest))


def messages(data: WeekData) -> list[list[Text]]:
    """All that there is to say, in as many messages as it takes."""
    made: list[list[Text]] = [[]]
    for text in (*_first(data), *_rest(data, words=None)):
        if made[-1] and _units([*made[-1], text], data) > MESSAGE:
            made.append([])
        made[-1].append(text)
    return made


def _units(texts: Sequence[Text], data: WeekData) -> int:
    """How many units they take, each with the end of its line."""
    return units(i18n.join(texts, data.language)) + 1


def _first(data: WeekData) -> list[Text]:
    said = headline(data)
    dates = week_view.title(data)
    lines = [dates] if said is None else [strong(said), dates]
    return [*lines, _sleep(data.facts, data.facts_before, first=data.is_first)]


def _rest(data: WeekData, *, words: int | None = LONGEST_WORDS) -> list[Text]:
    now = data.now
    return [
        *_mood(data),
        *_usual(data.usual),
        *_of_moments(now),
        *_quality(data.facts),
        *(_goal(now, goal) for goal in now.goals_told),
        *(one.sentence for one in data.own),
        *_signs(now),
        *by_day.happened(now.days),
        *_in_words(data, words),
        *by_day.numbers(now.days, data.language),
    ]


def _usual(usual: Band | None) -> list[Text]:
    if usual is None:
        return []
    sentence = t("Your usual, from {n} days: {low} to {high}.", high=usual.high)
    if usual.low == usual.high:
        sentence = t("Your usual, from {n} days: {low}.")
    return [sentence.given(n=usual.n, low=usual.low)]


def _of_moments(now: Record) -> list[Text]:
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


def _mood(data: WeekData) -> list[Text]:
    facts = data.facts
    said = mood_words.mood(facts.answered, facts.days, facts.low, facts.high, facts.median)
    if not facts.answered:
        return [said]
    return [said, *_extremes(facts), *([] if data.is_first else _beside(data))]


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
    moods, before = [d.mood for d in data.measured], [d.mood for d in data.before]
    compared = stats.compare(moods, before, stats.ALIKE_AT_MOST)
    sentence = BESIDE[compared.verdict if compared else None]
    return [sentence.given(days=days, median=facts.median, n=n)]


BESIDE = {
    "higher": t("The {days} days before: typically {median}, on {n} days; these days are higher."),
    "lower": t("The {days} days before: typically {median}, on {n} days; these days are lower."),
    "about the same": t(
        "The {days} days before: typically {median}, on {n} days; no clear change."
    ),
    None: t("The {days} days before: typically {median}, on {n} days."),
}


def _sleep(now: WeekFacts, before: WeekFacts, *, first: bool) -> Text:
    if now.sleep_mean is None:
        return t("Sleep: no answers.")
    if now.days == 1:
        return t("Sleep: {hours}.", hours=hours_words(now.sleep_mean))
    told: dict[str, Param] = {
        "slept": now.sleep_n,
        "days": now.days,
        "hours": hours_words(now.sleep_mean),
    }
    if before.sleep_mean is None or first:
        return t("Sleep: {slept} of {days} nights, about {hours} a night.").given(**told)
    return tn(
        "Sleep: {slept} of {days} nights, about {hours} a night; before, {earlier} on {n} night.",
        "Sleep: {slept} of {days} nights, about {hours} a night; before, {earlier} on {n} nights.",
        before.sleep_n,
        earlier=hours_words(before.sleep_mean),
    ).given(**told)


def _quality(now: WeekFacts) -> list[Text]:
    if now.quality_median is None:
        return []
    return [
        t(
            "It felt typically {median} of 5, on {n} nights.",
            median=now.quality_median,
            n=now.quality_n,
        )
    ]


def _signs(now: Record) -> list[Text]:
    """Say what the picture says by a sign alone."""
    shown = {day for day, _ in now.notes}
    late = sum(day.late for day in now.days)
    usual = sum(day.as_usual for day in now.days)
    noted = sum(day.note and day.date not in shown for day in now.days)
    said = [
        (late, tn("{n} day was filled in later.", "{n} days were filled in later.", late)),
        (usual, tn("{n} day as usual.", "{n} days as usual.", usual)),
        (noted, tn("A note to yourself on {n} day.", "Notes to yourself on {n} days.", noted)),
    ]
    return [text for n, text in said if n]


def _in_words(data: WeekData, longest: int | None) -> list[Text]:
    """Repeat the words that the picture shows."""
    return [
        SAID[what].given(day=own(day), words=own(_short(said, longest)))
        for what, day, said in week_view.in_words(data)
    ]


def _short(said: str, longest: int | None) -> str:
    line = " ".join(said.split())
    return line if longest is None else shorten(line, longest)


SAID = {"win": t("{day}, a win: “{words}”"), "note": t("{day}, a note: “{words}”")}


def _goal(now: Record, goal: Goal) -> Text:
    """Say how often it was done, and on how many days that rests where some were silent."""
    counted, days = count(goal, now.goal_marks(goal), now.first), len(now.days)
    if not counted.answered:
        return (
            t("{title}: nothing noted so far.", title=own(goal.title))
            if days == 1
            else t(
                "{title}: nothing noted in these {days} days.", title=own(goal.title), days=days
            )
        )
    said = t("{title}: {count}.", title=own(goal.title), count=goal_words.count(counted))
    if counted.answered == counted.days:
        return said
    return tn(
        "{said} Answered on {n} day.",
        "{said} Answered on {n} days.",
        counted.answered,
        said=said,
    )


def hours_words(hours: float) -> Text:
    """Say hours as people do: 8 h, 7 h 30."""
    whole, minutes = divmod(round(hours * 60), 60)
    if not minutes:
        return t("{h} h", h=whole)
    return t("{h} h {m}", h=whole, m=f"{minutes:02d}")
