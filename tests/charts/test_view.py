"""A view is plain data that any process can build."""

import subprocess
import sys
from dataclasses import replace

import pytest

from charts.view import DrawnGoal
from tests.charts.samples import changed, empty_week, full_week, goal

STDLIB_ONLY = """
import sys
import charts, charts.view, charts.stats, charts.clock_times
import charts.insights.findings, charts.insights.numbers
heavy = {"matplotlib", "numpy", "scipy", "PIL"} & set(sys.modules)
print(",".join(sorted(heavy)))
"""


def test_views_and_facts_load_without_matplotlib_and_numpy():
    done = subprocess.run(
        [sys.executable, "-c", STDLIB_ONLY], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_pyplot_is_never_loaded_by_drawing():
    script = (
        "import sys\n"
        "from tests.charts.samples import full_week\n"
        "from charts.week import week_png\n"
        "week_png(full_week())\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mood", 0),
        ("mood", 11),
        ("sleep_hours", -1),
        ("sleep_hours", 25),
        ("sleep_quality", 0),
        ("sleep_quality", 6),
    ],
)
def test_a_value_off_its_scale_is_refused(field, value):
    with pytest.raises(ValueError, match=r"1 to|0 to"):
        changed(full_week(), 0, **{field: value})


def test_a_view_without_days_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        replace(full_week(), days=())


def test_a_goal_has_a_mark_for_every_day():
    with pytest.raises(ValueError, match="one mark"):
        replace(full_week(), goals=(DrawnGoal("Walk", (None,), (True,), "0 of 1"),))


def test_a_week_with_unanswered_goals_only_is_still_empty():
    assert replace(empty_week(), goals=(goal("Walk", "--..---", "0 of 3"),)).is_empty
    assert not replace(empty_week(), goals=(goal("Walk", "n......", "0 of 3"),)).is_empty


@pytest.mark.parametrize(
    "told", [{"mood": 1}, {"sleep_hours": 0.0}, {"note": True}, {"sleep_quality": 2}]
)
def test_one_thing_told_makes_a_week_not_empty(told):
    assert not changed(empty_week(), 3, **told).is_empty
