"""Every feature says on what evidence it rests: in its docstrings, or in its data files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.features import FEATURES
from conversations.questionnaires.load import instruments

ROOT = Path(__file__).parents[2]
# A year, an article, or a DOI; a time of day is none.
SOURCE = re.compile(r"\b(19|20)\d\d\b|\be\d{5}\b|PMC\d+|\b10\.\d{4,}/|\b\d+:\d{3,}\b")
NAMED = {
    "goals/attainment.py",
    "goals/milestones.py",
    "goals/progress.py",
    "goals/weekly_review.py",
    "hard_days/rules.py",
    "journal/prompts.py",
    "monthly_check.py",
    "mood.py",
    "nights/data.py",
    "notes.py",
    "questionnaires/compared.py",
    "questionnaires/harm.py",
    "questionnaires/worse.py",
    "report/nights.py",
    "report/questions.py",
    "self_notes.py",
    "sessions/preparation.py",
    "sessions/questions.py",
    "sessions/screens.py",
    "sleep.py",
    "timeline/view.py",
    "trackers/factors.py",
    "trackers/light_mode.py",
    "trackers/screens.py",
    "week/own_rows.py",
    "wins.py",
}
# What these do is no remedy: they hand over, keep or show what others rest on, and set it up.
REST_ON_NONE = {
    "beside",
    "check_in",
    "help",
    "look",
    "media",
    "medication",
    "onboarding",
    "pictures",
    "portability",
    "privacy",
    "settings",
    "small_talk",
    "support",
    "timezone",
    "undo",
    "year",
}


def with_a_source(room: Path) -> Iterator[Path]:
    """The modules of a room whose docstring names one; a room may be a module, or not there."""
    for path in (room.with_suffix(".py"), *sorted(room.rglob("*.py"))):
        if path.is_file():
            words = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            if SOURCE.search(words):
                yield path


def test_modules_name_their_sources_and_those_that_do_are_known() -> None:
    features = ROOT / "bot" / "features"
    assert {path.relative_to(features).as_posix() for path in with_a_source(features)} == NAMED


def test_a_feature_names_a_source_or_is_known_to_rest_on_none() -> None:
    rooms = ("bot/features", "conversations/flows", "charts")
    named = {
        feature.name
        for feature in FEATURES
        for room in rooms
        if any(with_a_source(ROOT / room / feature.name))
    }
    assert {feature.name for feature in FEATURES} - named == REST_ON_NONE


@pytest.mark.parametrize(
    "file",
    ["prompts/prompts.toml", "trackers/ready.toml", "trackers/presets.toml"]
    + [f"questionnaires/{one.key}.toml" for one in instruments()],
)
def test_so_does_a_data_file(file: str) -> None:
    assert SOURCE.search((ROOT / "conversations" / file).read_text("utf-8"))
