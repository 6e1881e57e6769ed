"""Mood and sleep against the person's own usual range, and what is said of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from bot.core.turn import Turn
from bot.features.history import mood_words
from bot.features.report.data import WEEK, ReportData
from bot.features.report.wording import Wording, tidy
from bot.features.trackers import active as active_trackers
from bot.features.week.moods import BESIDE
from charts.comparison import compare
from charts.report.view import DaysChart, DayStrip, MarkKind, ReportBand
from conversations.formats import length_words
from conversations.text import Text, joined, own, t, tn
from conversations.trackers import Question
from conversations.trackers.asking import fits

HOURS = 10
"""The top of the sleep panel, unless a night was longer."""
STRIPS = 2
FOR_A_STRIP = 5
SPARSE = 28
"""Days from which on every second week is named below."""


def chart(turn: Turn, data: ReportData, ticked: frozenset[str], say: Wording) -> DaysChart | None:
    """Draw the days; None where neither a mood nor a night was told."""
    days = data.now.days
    if all(day.mood is None and day.sleep_hours is None for day in days):
        return None
    usual = data.usual
    return DaysChart(
        heading=say(_heading(data)),
        moods=tuple(day.mood for day in days),
        as_usual=tuple(day.as_usual for day in days),
        medians=data.weekly_medians,
        usual=ReportBand(usual.low, usual.high) if usual else None,
        mood_name=say(t("Mood")),
        mood_ends=(say(t("very low")), say(t("very good"))),
        sleep=_sleep(data, say),
        strips=tuple(_strips(turn, data, say))[:STRIPS] if "own" in ticked else (),
        marks=tuple(sorted(_marks(data))),
        ticks=tuple(_ticks(data, say)),
        legend=_legend(data, say),
        alt=_alt(data, say),
        said=_said(data, say),
    )


def _heading(data: ReportData) -> Text:
    if data.usual is None and data.usual_night is None:
        return t("Mood and sleep, day by day")
    return t("Mood and sleep, beside my usual range")


def _sleep(data: ReportData, say: Wording) -> DayStrip | None:
    hours = tuple(day.sleep_hours for day in data.now.days)
    if all(value is None for value in hours):
        return None
    usual = data.usual_night
    most = max(HOURS, *(ceil(value) for value in hours if value is not None))
    return DayStrip(
        name=say(t("Sleep")),
        values=hours,
        low=0,
        high=most,
        base=0,
        ends=("0", say(length_words(60 * most))),
        usual=ReportBand(usual.low, usual.high) if usual else None,
    )


def _strips(turn: Turn, data: ReportData, say: Wording) -> Iterator[DayStrip]:
    """Scales of the person's own, those with two directions first; never one about harm."""
    asked = (one.question for one in active_trackers.every(turn.tx, turn.user_id))
    drawn = [
        question
        for question in asked
        if question.kind == "scale"
        and active_trackers.in_pictures(question)
        and not active_trackers.is_about_harm(question)
    ]
    for question in sorted(drawn, key=lambda one: (one.minimum or 0) >= 0):
        values = tuple(
            _value(question, data.now.told.get(day.date, {}).get(question.id))
            for day in data.now.days
        )
        if sum(value is not None for value in values) >= FOR_A_STRIP:
            low, high = question.minimum or 0, question.maximum or 0
            base = 0 if low < 0 < high else low
            name = say(question.name)
            yield DayStrip(name, values, low, high, base, (_end(low), _end(high)))


def _end(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _value(question: Question, told: object) -> float | None:
    if isinstance(told, int | float) and not isinstance(told, bool) and fits(question, told):
        return float(told)
    return None


def _marks(data: ReportData) -> Iterator[tuple[int, MarkKind]]:
    first, length = data.now.first, len(data.now.days)
    marked: list[tuple[date, MarkKind]] = [(met.day, "session") for met in data.sessions]
    marked += [(changed.day, "medication") for changed in data.medication]
    for day, kind in marked:
        if (day - first).days < length:
            yield (day - first).days, kind


def _ticks(data: ReportData, say: Wording) -> Iterator[tuple[int, str]]:
    step = WEEK if len(data.now.days) <= SPARSE else 2 * WEEK
    begin = (len(data.now.days) % WEEK) if len(data.now.days) > WEEK else 0
    for place in range(begin, len(data.now.days), step):
        yield place, say.day(data.now.first + timedelta(days=place))


def _legend(data: ReportData, say: Wording) -> str:
    drawn = [
        (True, t("● a day")),
        (any(day.as_usual for day in data.now.days), t("○ “same as usual”")),
        (any(one is not None for one in data.weekly_medians), t("▬ the middle of a week")),
        (data.usual is not None, t("gray, dashed: my usual range")),
        (any(day.mood is None for day in data.now.days), t("hatched: no answer")),
        (bool(data.sessions), t("▼ session")),
        (bool(data.medication), t("◇ medication changed")),
    ]
    return say(joined([words for is_there, words in drawn if is_there], " · "))


def _said(data: ReportData, say: Wording) -> tuple[tuple[str, str], ...]:
    return (
        (say(joined([_mood(data), *_usual(data)], " ")), say(joined([*_beside(data)], " "))),
        (say(joined([*_nights(data)], " ")), say(joined([*_nights_beside(data)], " "))),
    )


def _mood(data: ReportData) -> Text:
    facts = data.facts
    return mood_words.mood(facts.answered, facts.days, facts.low, facts.high, facts.median)


def _usual(data: ReportData) -> list[Text]:
    if data.usual is None:
        return []
    said = t("My usual, from {n} days of the four weeks before: {low} to {high}.")
    if data.usual.low == data.usual.high:
        said = t("My usual, from {n} days of the four weeks before: {low}.")
    return [said.given(n=data.usual.n, low=data.usual.low, high=data.usual.high)]


def _beside(data: ReportData) -> list[Text]:
    """Put as many days before beside these; a difference is named only where it is clear."""
    before = data.facts_before
    if before.median is None or not data.facts.answered:
        return []
    compared = compare([d.mood for d in data.measured], [d.mood for d in data.before])
    sentence = BESIDE[compared.verdict if compared else None]
    return [sentence.given(days=before.days, median=before.median, n=before.answered)]


def _nights(data: ReportData) -> Iterator[Text]:
    facts, usual = data.facts, data.usual_night
    if facts.sleep_mean is None:
        yield t("Sleep: no answers.")
        return
    yield tn(
        "Sleep: {slept} of {n} night, about {hours}.",
        "Sleep: {slept} of {n} nights, about {hours} a night.",
        facts.days,
        slept=facts.sleep_n,
        hours=_length(facts.sleep_mean),
    )
    if usual is not None:
        yield t(
            "My usual, from {n} nights: {low} to {high}.",
            n=usual.n,
            low=_length(usual.low),
            high=_length(usual.high),
        )


def _nights_beside(data: ReportData) -> Iterator[Text]:
    facts, before = data.facts, data.facts_before
    if facts.quality_median is not None:
        yield t(
            "How it felt: {median} of 5 in the middle, on {n} nights.",
            median=tidy(facts.quality_median),
            n=facts.quality_n,
        )
    if before.sleep_mean is not None:
        yield t(
            "The {days} nights before: about {hours} a night, on {n} of them.",
            days=before.days,
            hours=_length(before.sleep_mean),
            n=before.sleep_n,
        )


def _length(hours: float) -> Text:
    return length_words(round(hours * 60))


def _alt(data: ReportData, say: Wording) -> str:
    """Say every day, for whoever cannot see it."""
    told = [
        t(
            "{day}: mood {mood}, sleep {sleep}",
            day=own(say.day(day.date)),
            mood=day.mood if day.mood is not None else t("no answer"),
            sleep=_length(day.sleep_hours) if day.sleep_hours is not None else t("no answer"),
        )
        for day in data.now.days
    ]
    return say(joined([t("Mood from 1 to 10 and hours of sleep, day by day."), *told], "; "))
