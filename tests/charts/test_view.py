"""A view is plain data that any process can build."""

import subprocess
import sys
from dataclasses import replace

import pytest

from tests.charts.samples import changed, empty_week, full_week, row

STDLIB_ONLY = """
import sys
import charts, charts.view, charts.pages, charts.stats, charts.clock_times, charts.sleep_words
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
        "from charts.week import draw\n"
        "draw(full_week())\n"
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


@pytest.mark.parametrize("short", [{"cells": ("5",)}, {"levels": (0.5,)}])
def test_a_question_has_a_place_for_every_day(short):
    with pytest.raises(ValueError, match="each day"):
        replace(full_week(), own=(replace(row("Energy", (), "often"), **short),))


@pytest.mark.parametrize("told", [{"mood": 1}, {"sleep_hours": 0.0}, {"sleep_quality": 2}])
def test_one_number_makes_a_day_told(told):
    assert not empty_week().days[3].told
    assert changed(empty_week(), 3, **told).days[3].told


def test_what_happened_is_named_once_the_rarest_first():
    day = changed(full_week(), 0, win=True, milestone=True, note=True, session=True).days[0]
    assert day.happenings == ("session", "milestone", "note")
