"""What features announce is found by its name, and no name is given away twice."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from bot import features
from bot.core.registry import Registry
from bot.features import FEATURES, help, wins

# Rooms that others use and that announce nothing.
SILENT = {
    "corrections", "days", "history", "media_words", "moments", "no_win", "other_country", "sleep",
    "unread_dates", "what_comes",
}  # fmt: skip


def test_every_folder_and_file_of_features_is_announced() -> None:
    rooms = {module.name for module in iter_modules(features.__path__)} - SILENT
    assert {feature.name for feature in FEATURES} == rooms


def test_a_feature_is_called_like_its_room() -> None:
    for feature in FEATURES:
        folder = Path(features.__path__[0]) / feature.name
        name = f"bot.features.{feature.name}" + (".feature" if folder.is_dir() else "")
        assert import_module(name).FEATURE is feature


def test_two_features_with_one_command_stop_the_start() -> None:
    twin = replace(help.FEATURE, name="twin", commands=wins.FEATURE.commands, buttons={})
    with pytest.raises(ValueError, match="two features announce 'win'"):
        Registry((*FEATURES, twin))


def test_every_nudge_that_can_be_switched_off_has_a_title() -> None:
    registry = Registry(FEATURES)
    assert {"lookback", "winask"} <= set(registry.opt_outs) & set(registry.plans)
