"""Timelines that tests use and people look at: `python -m tests.charts.timelines DIRECTORY`."""

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from charts.timeline import timeline_png
from charts.timeline_view import Event, Lane, QuotedWords, TimelineLabels, TimelineView

LABELS = TimelineLabels(
    mood="Mood",
    mood_low="very low",
    mood_high="very good",
    point="each day",
    words="In your words",
    more="",
    footer="Drawn from what you told me. Gaps are days without an answer.",
    empty="There's nothing from these weeks, and that's fine.",
)
MONDAY = date(2026, 9, 28)


def _moods(length: int, *, gaps: tuple[int, ...] = ()) -> tuple[tuple[int, float], ...]:
    wave = (4, 5, 4, 3, 5, 6, 6, 5, 4, 4, 2, 3, 5, 6, 7, 6, 5, 6, 7, 8, 6)
    return tuple(
        (day, float(min(10, wave[day % len(wave)] + day // 40)))
        for day in range(length)
        if day not in gaps
    )


def eight_weeks() -> TimelineView:
    """Eight weeks with a little of everything."""
    gaps = (3, 9, 10, 11, 12, 13, 14, 25, 33, 34, 47)
    ticks = tuple((7 * n, f"{(day := MONDAY + timedelta(7 * n)).day} {day:%b}") for n in range(8))
    return TimelineView(
        title="Your timeline, 28 Sep – 22 Nov",
        subtitle="45 of 56 days filled in",
        length=56,
        moods=_moods(56, gaps=gaps),
        step=1,
        ticks=ticks,
        lanes=(
            Lane("milestone", "Milestones", (Event(20), Event(54))),
            Lane("goal", "Goals", (Event(39),)),
            Lane("win", "Wins", tuple(map(Event, (2, 5, 6, 18, 21, 30, 38, 41, 42, 43, 55)))),
            Lane("session", "Sessions", tuple(map(Event, (1, 15, 29, 43)))),
            Lane(
                "scale",
                "WHO-5",
                (Event(0, "36"), Event(14, "40"), Event(28, "44"), Event(42, "56")),
            ),
        ),
        told=(
            QuotedWords("win", "30 Sep", "Called my sister and told her how the week has been"),
            QuotedWords("session", "13 Oct", "One small thing at a time", "2 weeks later"),
            QuotedWords("milestone", "18 Oct", "First swim since spring"),
            QuotedWords(
                "goal", "6 Nov", "Out of bed by 9, five days a week, and breakfast at the table",
                "3 weeks later",
            ),
            QuotedWords("win", "9 Nov", "Answered the letter"),
            QuotedWords("milestone", "21 Nov", "Walk after lunch: 20 times"),
        ),
        labels=replace(LABELS, more="and 8 more wins"),
    )  # fmt: skip


def year() -> TimelineView:
    """A year: weekly middles, many wins, a long gap."""
    view = eight_weeks()
    firsts = [(date(2026, month, 1) - date(2026, 1, 1)).days for month in range(1, 13)]
    names = [f"{date(2026, month, 1):%b}" for month in range(1, 13)]
    moods = tuple(
        (day, mood)
        for day, mood in ((3 + 7 * n, 3.5 + (n % 5) * 0.5 + n / 20) for n in range(52))
        if not 150 < day < 190
    )
    return replace(
        view,
        title="Your timeline, 1 Jan – 30 Dec",
        subtitle="271 of 364 days filled in",
        length=364,
        moods=moods,
        step=7,
        ticks=tuple(zip(firsts, names, strict=True)),
        lanes=(
            Lane("milestone", "Milestones", tuple(map(Event, (40, 120, 300, 304)))),
            Lane("win", "Wins", tuple(Event(day) for day in range(5, 360, 9))),
            Lane("session", "Sessions", tuple(Event(day) for day in range(5, 360, 14))),
            Lane(
                "scale",
                "PHQ-9",
                tuple(Event(day, str(16 - day // 40)) for day in range(3, 360, 14)),
            ),
        ),
        labels=replace(view.labels, point="middle of each week"),
    )


def few() -> TimelineView:
    """A beginning: three days and one win."""
    view = eight_weeks()
    return replace(
        view,
        title="Your timeline, 26 Oct – 22 Nov",
        subtitle="3 of 28 days filled in",
        length=28,
        moods=((24, 4.0), (25, 5.0), (27, 6.0)),
        ticks=((0, "26 Oct"), (7, "2 Nov"), (14, "9 Nov"), (21, "16 Nov")),
        lanes=(Lane("win", "Wins", (Event(25),)),),
        told=(QuotedWords("win", "20 Nov", "Went to the bakery alone"),),
        labels=LABELS,
    )


def empty() -> TimelineView:
    """Nothing told."""
    return replace(few(), moods=(), lanes=(), told=(), subtitle="0 of 28 days filled in")


VIEWS = {"eight_weeks": eight_weeks, "year": year, "few": few, "empty": empty}


def main(folder: Path) -> None:
    """Draw all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, view in VIEWS.items():
        (folder / f"timeline-{name}.png").write_bytes(timeline_png(view()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
