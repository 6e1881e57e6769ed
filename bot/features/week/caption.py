"""The caption: what the picture shows, in words, and on how many days it rests."""

from bot.features.goals import words as goal_words
from bot.features.goals.count import count
from bot.features.history import folded, mood_words
from bot.features.history.folded import Caption
from bot.features.history.record import Record
from bot.features.week import by_day, moods
from bot.features.week import view as week_view
from bot.features.week.data import WeekData
from bot.features.week.headline import headline
from bot.outgoing import shorten
from charts.stats import WeekFacts
from conversations.text import Param, Text, own, strong, t, tn
from storage.goals import Goal

LONGEST_WORDS = 90


def caption(data: WeekData) -> Caption:
    """Say the headline and two lines, and in a quote to open all else that the picture shows."""
    return folded.caption(_first(data), _rest(data), data.language)


def messages(data: WeekData) -> list[list[Text]]:
    """All that there is to say, in as many messages as it takes."""
    return folded.messages(_first(data), _rest(data, words=None), data.language)


def _first(data: WeekData) -> list[Text]:
    said = headline(data)
    dates = week_view.title(data)
    lines = [dates] if said is None else [strong(said), dates]
    return [*lines, _sleep(data.facts, data.facts_before, first=data.is_first)]


def _rest(data: WeekData, *, words: int | None = LONGEST_WORDS) -> list[Text]:
    now = data.now
    return [
        *moods.said(data),
        *moods.usual(data.usual),
        *mood_words.of_moments(sum(day.of_moments for day in now.days)),
        *_quality(data.facts),
        *(_goal(data, goal) for goal in now.goals_told),
        *(one.sentence for one in data.own),
        *_signs(now),
        *by_day.happened(now.days),
        *_in_words(data, words),
        *by_day.numbers(now.days, data.own, data.language),
    ]


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
        "Sleep: {slept} of {days} nights, about {hours} a night; before that, {earlier} on "
        "{n} night.",
        "Sleep: {slept} of {days} nights, about {hours} a night; before that, {earlier} on "
        "{n} nights.",
        before.sleep_n,
        earlier=hours_words(before.sleep_mean),
    ).given(**told)


def _quality(now: WeekFacts) -> list[Text]:
    if now.quality_median is None:
        return []
    return [
        t(
            "How it felt: {median} of 5 in the middle, on {n} nights.",
            median=now.quality_median,
            n=now.quality_n,
        )
    ]


def _signs(now: Record) -> list[Text]:
    """Say what the picture says by a sign alone."""
    shown = {day for day, _ in now.notes}
    late = [day for day in now.days if day.late]
    usual = [day for day in now.days if day.as_usual]
    noted = [day for day in now.days if day.note and day.date not in shown]
    return [
        *by_day.dated(t("Filled in later: {days}."), late),
        *by_day.dated(t("Filled in as usual: {days}."), usual),
        *by_day.dated(t("Notes in your journal: {days}."), noted),
    ]


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


def _goal(data: WeekData, goal: Goal) -> Text:
    """Say how often it was done, and whether it is new."""
    said = _counted(data.now, goal)
    return t("{said} New this week.", said=said) if week_view.is_new(data, goal) else said


def _counted(now: Record, goal: Goal) -> Text:
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
    if counted.answered == counted.days or counted.has_just_begun:
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
