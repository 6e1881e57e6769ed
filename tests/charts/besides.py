"""One question or two, which tests use and people look at in `docs/gallery.md`."""

from dataclasses import replace
from datetime import date, timedelta
from statistics import median

from charts.beside_view import BesidePanel, BesideView

MONDAY = date(2026, 10, 26)
MOODS = (
    5, 4, 6, None, 6, 7, 5, 4, 4, 3, 2, None, None, 5,
    6, 7, 7, 8, 6, 5, 6, 7, 8, 9, 7, 6, 7, 8,
)  # fmt: skip
STEPS = (
    3, 2, 6, None, 7, 8, 4, 2, 1, 0, 0, None, 1, 4,
    6, 8, 9, 10, 5, 4, 6, 8, 9, 10, 7, 5, 8, 9,
)  # fmt: skip


def summed(values: tuple[float | None, ...]) -> str:
    """The sum of some numbers, as the chat says it."""
    known = [value for value in values if value is not None]
    return f"middle {median(known):g} ({len(known)} days)"


def mood(moods: tuple[int | None, ...] = MOODS) -> BesidePanel:
    """The moods."""
    return BesidePanel(
        "Mood", "Mood", summed(moods), "1: very low", "10: very good",
        tuple(None if one is None else (one - 1) / 9 for one in moods), (True,) * len(moods),
        "mood", moods,
    )  # fmt: skip


def steps(said: tuple[int | None, ...] = STEPS) -> BesidePanel:
    """A number of one's own."""
    return BesidePanel(
        "Steps in thousands", "Question 1", summed(said), "0", "10",
        tuple(None if one is None else one / 10 for one in said), (True,) * len(said), "line",
    )  # fmt: skip


def medication() -> BesidePanel:
    """Yes, partly and no, asked on weekdays alone."""
    levels = tuple(None if n % 7 > 4 else (1.0, 1.0, 0.5, 1.0, 0.0)[n % 5] for n in range(28))
    return BesidePanel(
        "Took my medication", "Question 2", "yes on 12, partly on 4 of 20", "no", "yes",
        levels, tuple(n % 7 <= 4 for n in range(28)), "marks",
    )  # fmt: skip


def sleep() -> BesidePanel:
    """Hours of sleep."""
    hours = tuple(None if n in (5, 6) else 5.5 + (n * 7 % 10) / 3 for n in range(28))
    return BesidePanel(
        "Sleep", "Sleep", "middle 6 h 50 (26 days)", "0 h", "10 h",
        tuple(None if one is None else one / 10 for one in hours), (True,) * 28, "sleep",
    )  # fmt: skip


def two() -> BesideView:
    """Movement beside mood."""
    ticks = tuple((7 * n, f"{(day := MONDAY + timedelta(7 * n)).day} {day:%b}") for n in range(4))
    return BesideView(
        "Mood and Steps in thousands", "Four weeks, 26 Oct – 22 Nov", 28, ticks, (mood(), steps()),
        "no answer",
    )  # fmt: skip


def alone() -> BesideView:
    """One question."""
    return replace(two(), title="Took my medication", panels=(medication(),))


def mood_alone() -> BesideView:
    """The mood of three months."""
    moods = (MOODS * 4)[:91]
    return replace(months(), title="Mood", panels=(mood(moods),))


def moments() -> BesideView:
    """Moods, of every third day from moments alone."""
    panel = replace(mood(), of_moments=tuple(n % 3 == 0 and bool(m) for n, m in enumerate(MOODS)))
    return replace(two(), title="Mood", panels=(panel,), of_moments="middle of moments")


def nights() -> BesideView:
    """Sleep beside yes and no."""
    return replace(two(), title="Sleep and Took my medication", panels=(sleep(), medication()))


def months() -> BesideView:
    """Three months of two questions."""
    moods, said = (MOODS * 4)[:91], (STEPS[5:] * 4)[:91]
    return replace(
        two(), subtitle="Three months, 24 Aug – 22 Nov", length=91,
        ticks=((8, "Sep"), (38, "Oct"), (69, "Nov")), panels=(mood(moods), steps(said)),
    )  # fmt: skip


def first_day() -> BesideView:
    """One day of two questions."""
    panels = (mood((1,)), steps((10,)))
    return replace(two(), subtitle="Your days so far, from 22 Nov", length=1,
                   ticks=((0, "22 Nov"),), panels=panels)  # fmt: skip


def typed() -> BesideView:
    """Names that people type."""
    long = replace(steps(), name="How often I went out without looking behind me $5 $6 and back 🌧️",
                   low="never ever at all", high="unaufhörlich")  # fmt: skip
    lost = replace(medication(), name="\U00012000\U00012001")
    return replace(
        two(),
        title="How often I went out without looking behind me and نزهة 散歩",
        panels=(long, lost),
    )


VIEWS = {
    "mood-moments": moments,
    "two": two,
    "alone": alone,
    "mood-alone": mood_alone,
    "two-nights": nights,
    "two-months": months,
    "two-first-day": first_day,
    "two-typed": typed,
}
