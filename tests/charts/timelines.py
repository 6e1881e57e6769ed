"""Timelines that tests use and people look at in `docs/gallery.md`."""

import random
from dataclasses import replace
from datetime import date, timedelta
from math import sin
from statistics import median

from charts.stats import middle_half
from charts.timeline_view import (
    Lane,
    QuotedWords,
    ScoreLine,
    ScoreRange,
    TimelineLabels,
    TimelineView,
    WeekMiddle,
)

LABELS = TimelineLabels(
    mood="Mood",
    mood_low="very low",
    mood_high="very good",
    day="a day",
    week="the middle of a week",
    half="half of its days",
    words="In your words",
)
MONDAY = date(2026, 9, 28)
PHQ = (ScoreRange(0, "minimal"), ScoreRange(5, "mild"), ScoreRange(10, "moderate"),
       ScoreRange(15, "moderately severe"), ScoreRange(20, "severe"))  # fmt: skip
GAD = (ScoreRange(0, "minimal"), ScoreRange(5, "mild"), ScoreRange(10, "moderate"),
       ScoreRange(15, "severe"))  # fmt: skip
WAVE = (4, 5, 4, 3, 5, 6, 6, 5, 4, 4, 2, 3, 5, 6, 7, 6, 5, 6, 7, 8, 6)


def _days(length: int, *, gaps: tuple[int, ...] = ()) -> tuple[tuple[int, int], ...]:
    return tuple(
        (day, min(10, WAVE[day % len(WAVE)] + day // 60))
        for day in range(length)
        if day not in gaps
    )


def weeks(days: tuple[tuple[int, int], ...], length: int) -> tuple[WeekMiddle, ...]:
    """The weeks of some days that have three answers or more."""
    made = []
    for begins in range(0, length, 7):
        ends = min(begins + 6, length - 1)
        moods = [mood for day, mood in days if begins <= day <= ends]
        half = middle_half(moods)
        if half is not None:
            made.append(WeekMiddle(begins, ends, half[0], float(median(moods)), half[1]))
    return tuple(made)


def fact(days: tuple[tuple[int, int], ...], length: int) -> str:
    """The plain headline, as the chat says it."""
    said = f"{len(days)} of {length} days"
    half = middle_half([mood for _, mood in days])
    return said if half is None else f"{said}, mostly {half[0]} to {half[1]}"


def _course(length: int, *, gaps: range) -> tuple[tuple[int, int], ...]:
    """A year as it may be: each day like the one before it, with lower and better months."""
    chance = random.Random(11)  # noqa: S311 - the same days each time
    made, swing = [], 0.0
    for day in range(length):
        swing = 0.6 * swing + chance.gauss(0, 1.0)
        mood = 4.4 + 2.2 * day / length + 1.1 * sin(day / 27) + swing
        if day not in gaps and chance.random() < 0.8:
            made.append((day, min(10, max(1, round(mood)))))
    return tuple(made)


def eight_weeks() -> TimelineView:
    """Eight weeks with a little of everything."""
    gaps = (3, 9, 10, 11, 12, 13, 14, 15, 16, 25, 33, 34, 47)
    ticks = tuple((7 * n, f"{(day := MONDAY + timedelta(7 * n)).day} {day:%b}") for n in range(8))
    days = _days(56, gaps=gaps)
    return TimelineView(
        title=fact(days, 56),
        subtitle="Your timeline, 28 Sep – 22 Nov",
        length=56,
        days=days,
        weeks=weeks(days, 56),
        ticks=ticks,
        lanes=(
            Lane("session", "Sessions", (1, 15, 29, 43)),
            Lane("medication", "Medication", (22,)),
            Lane("milestone", "Milestones", (20, 54)),
            Lane("win", "Wins", (2, 5, 6, 18, 21, 30, 38, 41, 42, 43, 55)),
        ),
        scores=(
            ScoreLine("PHQ-9", "lower is better", "last 9 of 27, “mild”", 0, 27,
                      ((0, 16), (14, 14), (28, 11), (42, 9)), PHQ),
            ScoreLine("WHO-5", "higher is better", "last 56 of 100", 0, 100,
                      ((0, 36), (14, 40), (42, 56)), joined=21),
        ),
        told=(
            QuotedWords("win", "30 Sep", "Called my sister and told her how the week has been"),
            QuotedWords("session", "13 Oct", "One small thing at a time", "2 weeks later"),
            QuotedWords("milestone", "18 Oct", "First swim since spring"),
            QuotedWords("medication", "20 Oct", "Half a tablet more in the morning"),
            QuotedWords(
                "goal", "6 Nov", "Out of bed by 9, five days a week, and breakfast at the table",
                "2 weeks later",
            ),
            QuotedWords("win", "9 Nov", "Answered the letter"),
            QuotedWords("milestone", "21 Nov", "Walk after lunch: 20 times"),
        ),
        labels=replace(LABELS, more="and 8 more"),
    )  # fmt: skip


def year() -> TimelineView:
    """A year: many wins, a long gap, seven questionnaires."""
    view = eight_weeks()
    firsts = [(date(2026, month, 1) - date(2026, 1, 1)).days for month in range(1, 13)]
    names = [f"{date(2026, month, 1):%b}" for month in range(1, 13)]
    days = _course(364, gaps=range(150, 190))
    scores = (
        _falling("PHQ-9", 27, PHQ, 16, 8, "mild"),
        _falling("GAD-7", 21, GAD, 13, 6, "mild"),
        _falling("PHQ-4", 12, (), 8, 3, ""),
        _falling("K6", 24, (), 14, 9, ""),
        _falling("PCL-5", 80, (), 44, 31, ""),
    )
    return replace(
        view,
        title=fact(days, 364),
        subtitle="Your timeline, 1 Jan – 30 Dec",
        length=364,
        days=days,
        weeks=weeks(days, 364),
        ticks=tuple(zip(firsts, names, strict=True)),
        lanes=(
            Lane("session", "Sessions", tuple(range(5, 360, 14))),
            Lane("medication", "Medication", (60, 131)),
            Lane("milestone", "Milestones", (40, 120, 300, 304)),
            Lane("win", "Wins", tuple(range(5, 360, 9))),
        ),
        scores=scores,
    )


def _falling(name: str, most: int, ranges: tuple[ScoreRange, ...], first: int, last: int,
             band: str) -> ScoreLine:  # fmt: skip
    """A questionnaire every two weeks, getting lower."""
    every = range(3, 360, 14)
    points = tuple(
        (day, round(first + (last - first) * n / (len(every) - 1))) for n, day in enumerate(every)
    )
    said = f"last {last} of {most}, “{band}”" if band else f"last {last} of {most}"
    return ScoreLine(name, "lower is better", said, 0, most, points, ranges)


def few() -> TimelineView:
    """A beginning: three days and one win."""
    view = eight_weeks()
    return replace(
        view,
        title="3 of 4 days",
        subtitle="Your timeline so far, from 19 Nov",
        length=4,
        days=((0, 4), (1, 5), (3, 6)),
        weeks=(),
        ticks=((0, "19 Nov"),),
        lanes=(Lane("win", "Wins", (1,)),),
        scores=(),
        told=(QuotedWords("win", "20 Nov", "Went to the bakery alone"),),
        labels=LABELS,
    )


def extremes() -> TimelineView:
    """From one end of every scale to the other."""
    view = eight_weeks()
    days = tuple((day, 10 if day % 2 else 1) for day in range(56))
    edge = ScoreLine(
        "PCL-5", "lower is better", "last 80 of 80", 0, 80, ((0, 0), (28, 80), (55, 80))
    )
    title = fact(days, 56)
    return replace(view, title=title, days=days, weeks=weeks(days, 56), scores=(edge,), told=())


def arabic() -> TimelineView:
    """From right to left."""
    view = eight_weeks()
    names = ("الجلسات", "الدواء", "إنجازات", "نجاحات صغيرة")
    return replace(
        view,
        title="٤٣ من ٥٦ يومًا، غالبًا من ٤ إلى ٦",
        subtitle="خطك الزمني، ٢٨ سبتمبر – ٢٢ نوفمبر",
        lanes=tuple(replace(lane, name=n) for lane, n in zip(view.lanes, names, strict=True)),
        told=(QuotedWords("milestone", "١٨ أكتوبر", "أول سباحة منذ الربيع 🏊"),),
        scores=view.scores[:1],
        labels=replace(LABELS, mood="المزاج", mood_low="سيئ جدًا", mood_high="جيد جدًا",
                       day="يوم", week="منتصف أسبوع", half="نصف أيامه", words="بكلماتك"),
        right_to_left=True,
    )  # fmt: skip


def of_moments(view: TimelineView) -> TimelineView:
    """The same days, of every third of which only moments were told."""
    labels = replace(view.labels, of_moments="middle of moments")
    return replace(view, of_moments=tuple(day for day, _ in view.days)[::3], labels=labels)


VIEWS = {
    "timeline-moments": lambda: of_moments(eight_weeks()),
    "timeline-moments-year": lambda: of_moments(year()),
    "timeline-moments-few": lambda: of_moments(few()),
    "timeline": eight_weeks,
    "timeline-words": lambda: replace(eight_weeks(), page=1),
    "timeline-year": year,
    "timeline-scores": lambda: replace(year(), page=1),
    "timeline-few": few,
    "timeline-extremes": extremes,
    "timeline-arabic": arabic,
}
