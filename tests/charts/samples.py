"""Views that tests use and people look at: `python -m tests.charts.samples DIRECTORY`."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from charts.view import Band, Day, GoalRow, Labels, Mark, WeekView

LABELS = Labels(
    mood="Mood",
    mood_low="very hard",
    mood_high="very good",
    your_usual="your usual, last 4 weeks",
    sleep="Sleep",
    sleep_unit="hours",
    goals="Goals",
    words="In your words",
    footer="Self-reported. A dash is a day without an entry.",
    empty="No check-ins this week. That is fine. The path stays where it is.",
    quality="quality",
    done="done",
    partly="partly",
    not_done="not",
    late="added later",
    as_usual="same as usual",
)
MONDAY = date(2026, 11, 16)
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MARKS: dict[str, Mark | None] = {"d": "done", "p": "partly", "n": "not", "-": None, ".": None}


def days(
    moods: list[int | None],
    sleeps: list[float | None] | None = None,
    qualities: list[int | None] | None = None,
) -> tuple[Day, ...]:
    """Days from Monday on, with what was told."""
    n = len(moods)
    sleeps = sleeps or [None] * n
    qualities = qualities or [None] * n
    return tuple(
        Day(
            date=(day := MONDAY + timedelta(place)),
            label=NAMES[day.weekday()],
            sublabel=f"{day.day} Nov",
            mood=moods[place],
            sleep_hours=sleeps[place],
            sleep_quality=qualities[place],
        )
        for place in range(n)
    )


def goal(title: str, marks: str, count: str) -> GoalRow:
    """A goal from letters: d done, p partly, n not, - asked and not answered, . not asked."""
    return GoalRow(title, tuple(_MARKS[m] for m in marks), tuple(m != "." for m in marks), count)


def changed(view: WeekView, place: int, **fields: object) -> WeekView:
    """The view with one day changed."""
    made = list(view.days)
    made[place] = replace(made[place], **fields)  # type: ignore[arg-type]
    return replace(view, days=tuple(made))


def full_week() -> WeekView:
    """A whole week with a little of everything."""
    view = WeekView(
        title="Your week, 16–22 November",
        subtitle="7 of 7 days",
        days=days(
            [5, 4, 6, 3, 6, 8, 7],
            [6.5, 7, 7.5, 5, 7.25, 8.5, 8],
            [3, 3, 4, 1, 3, 5, 4],
        ),
        usual=Band(4, 7, 26),
        goals=(
            goal("Walk after lunch", "dn.dp.d", "3 of 3"),
            goal("Phone one friend", "..d..n.", "1 of 2"),
            goal("Lights out before midnight", "dpndd-d", "4 of 7"),
        ),
        words=(
            ("win", "Wed", "Called my sister and told her how the week has been"),
            ("note", "Thu", "Hardly slept. The meeting with the landlord went round in my head."),
            ("win", "Sat", "Went to the lake"),
        ),
        labels=LABELS,
    )
    view = changed(view, 2, win=True, mark="Called my sister")
    view = changed(view, 3, late=True, mark="Hardly slept")
    view = changed(view, 4, as_usual=True)
    view = changed(view, 5, win=True, mark="Went to the lake")
    return changed(view, 6, today=True)


def few_days() -> WeekView:
    """Two of seven days."""
    view = full_week()
    return replace(
        view,
        subtitle="2 of 7 days",
        days=days([None, 4, None, None, 6, None, None], [None, 6, None, None, None, None, None],
                  [None, 2, None, None, None, None, None]),
        usual=None,
        goals=(goal("Walk after lunch", "-d--n--", "1 of 3"),),
        words=(),
    )  # fmt: skip


def empty_week() -> WeekView:
    """Nothing told."""
    return replace(
        full_week(), subtitle="0 of 7 days", days=days([None] * 7), usual=None, goals=(), words=()
    )


SAMPLES = {"full": full_week, "few": few_days, "empty": empty_week}


def main(target: Path) -> None:
    """Draw every sample into a directory."""
    from charts.week import week_png

    target.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        (target / f"{name}.png").write_bytes(week_png(make()))


if __name__ == "__main__":
    import sys

    main(Path(sys.argv[1]))
