"""Years that tests use and people look at in `docs/gallery.md`."""

import random
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from charts.stats import middle_half
from charts.view import Happening
from charts.year_view import YearDay, YearLabels, YearMonth, YearView

LABELS = YearLabels(
    mood_low="very low",
    mood_high="very good",
    no_answer="no answer",
    typical="below a month: its middle mood",
    session="a session",
    medication="medication changed",
    milestone="a milestone",
    of_moments="middle of moments",
)


def _month(year: int, month: int, chance: random.Random, *, first: int = 1,
           last: int = 31) -> YearMonth:  # fmt: skip
    made = []
    for day in range(first, min(last, monthrange(year, month)[1]) + 1):
        at = date(year, month, day)
        told = chance.random() < 0.82 and not (month == 4 and 6 <= day <= 21)
        base = 4.6 + month / 5 + (0.8 if at.weekday() > 4 else 0)
        mood = min(10, max(1, round(base + chance.gauss(0, 1.5)))) if told else None
        marks: list[Happening] = []
        if at.toordinal() % 14 == 3:
            marks.append("session")
        if (month, day) in ((3, 9), (8, 20)):
            marks.append("medication")
        if (month, day) in ((5, 2), (10, 18)):
            marks.append("milestone")
        made.append(YearDay(mood, tuple(marks)))
    known = sorted(day.mood for day in made if day.mood)
    typical = str(known[len(known) // 2]) if len(known) > 2 else ""
    return YearMonth(f"{date(year, month, 1):%b}", first, tuple(made), typical)


def fact(months: Sequence[YearMonth]) -> str:
    """The plain headline, as the chat says it."""
    moods = [day.mood for month in months for day in month.days]
    half = middle_half(moods)
    said = f"{sum(mood is not None for mood in moods)} of {len(moods)} days"
    return said if half is None else f"{said}, mostly {half[0]} to {half[1]}"


def joined_in_october() -> YearView:
    """Two months, the first of which began late."""
    chance = random.Random(9)  # noqa: S311 - the same days each time
    months = (_month(2026, 10, chance, first=24), _month(2026, 11, chance, last=24))
    return replace(whole_year(), title=fact(months), subtitle="Your days so far, from 24 Oct",
                   months=months)  # fmt: skip


def whole_year() -> YearView:
    """Twelve months, the last not over."""
    chance = random.Random(7)  # noqa: S311 - the same days each time
    months = [_month(2025, 12, chance), *(_month(2026, n, chance) for n in range(1, 11))]
    months.append(_month(2026, 11, chance, last=24))
    return YearView(
        fact(months),
        "Your year, 1 Dec 2025 – 24 Nov 2026",
        tuple(months),
        LABELS,
    )


def begun_in_september() -> YearView:
    """Three months, from the day of joining on."""
    chance = random.Random(8)  # noqa: S311 - the same days each time
    months = (
        _month(2026, 9, chance, first=12),
        _month(2026, 10, chance),
        _month(2026, 11, chance, last=24),
    )
    return replace(
        whole_year(),
        title=fact(months),
        subtitle="Your days so far, from 12 Sep",
        months=months,
    )


def first_day() -> YearView:
    """One day."""
    month = YearMonth("Nov", 24, (YearDay(3),), "")
    return replace(
        whole_year(), title="One day so far: 3 of 10", subtitle="Your days so far, from 24 Nov",
        months=(month,), labels=replace(LABELS),
    )  # fmt: skip


def of_moments(view: YearView) -> YearView:
    """The same days, of every third of which only moments were told."""
    return replace(view, months=tuple(
        replace(month, days=tuple(
            replace(day, of_moments=day.mood is not None and n % 3 == 0)
            for n, day in enumerate(month.days)
        )) for month in view.months
    ))  # fmt: skip


def same_every_day(mood: int) -> YearView:
    """Every day of a year alike."""
    months = tuple(
        YearMonth(
            f"{date(2026, n, 1):%b}", 1, (YearDay(mood),) * monthrange(2026, n)[1], str(mood)
        )
        for n in range(1, 13)
    )
    title = f"365 of 365 days, mostly {mood}"
    return replace(whole_year(), title=title, subtitle="Your year, 2026", months=months)


def arabic() -> YearView:
    """From right to left, long names of months."""
    names = ("ديسمبر", "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
             "سبتمبر", "أكتوبر", "نوفمبر")  # fmt: skip
    view = whole_year()
    return replace(
        view,
        title="٢٧١ من ٣٥٩ يومًا، غالبًا من ٥ إلى ٧",
        subtitle="سنتك، ١ ديسمبر – ٢٤ نوفمبر",
        months=tuple(
            replace(month, name=name) for month, name in zip(view.months, names, strict=True)
        ),
        labels=replace(
            LABELS, mood_low="سيئ جدًا", mood_high="جيد جدًا", no_answer="بلا إجابة",
            typical="تحت الشهر: المزاج المعتاد", session="جلسة", medication="تغيّر الدواء",
            milestone="إنجاز",
        ),
        right_to_left=True,
    )  # fmt: skip


VIEWS = {
    "year-moments": lambda: of_moments(whole_year()),
    "year-moments-begun": lambda: of_moments(joined_in_october()),
    "year": whole_year,
    "year-begun": begun_in_september,
    "year-two-months": joined_in_october,
    "year-first-day": first_day,
    "year-lowest": lambda: same_every_day(1),
    "year-highest": lambda: same_every_day(10),
    "year-arabic": arabic,
}
