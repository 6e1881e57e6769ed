"""Every feature says on what evidence it rests: in its docstring, or in its data files."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from conversations.questionnaires.load import instruments

FEATURES = (
    "bot.features.monthly_check",
    "bot.features.trackers.factors",
    "bot.features.goals.attainment",
    "bot.features.goals.progress",
    "bot.features.notes",
    "bot.features.self_notes",
    "bot.features.trackers.light_mode",
    "bot.features.goals.weekly_review",
    "bot.features.goals.milestones",
    "bot.features.mood",
    "bot.features.sleep",
    "bot.features.report.nights",
    "bot.features.report.questions",
    "bot.features.sessions.questions",
    "bot.features.sessions.preparation",
    "bot.features.journal.prompts",
    "bot.features.questionnaires.harm",
    "bot.features.questionnaires.compared",
    "bot.features.questionnaires.worse",
    "bot.features.sessions.screens",
    "bot.features.timeline.view",
    "bot.features.trackers.screens",
    "bot.features.wins",
)
# A year, an article, or a DOI.
SOURCE = re.compile(r"\b(19|20)\d\d\b|\be\d{5}\b|PMC\d+|\b10\.\d{4,}/|\b\d+:\d+\b")


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_names_its_source(name: str) -> None:
    words = import_module(name).__doc__ or ""
    assert SOURCE.search(words), f"{name} names no source"


@pytest.mark.parametrize(
    "file",
    ["prompts/prompts.toml", "trackers/ready.toml", "trackers/presets.toml"]
    + [f"questionnaires/{one.key}.toml" for one in instruments()],
)
def test_so_does_a_data_file(file: str) -> None:
    assert SOURCE.search((Path("conversations") / file).read_text("utf-8"))
