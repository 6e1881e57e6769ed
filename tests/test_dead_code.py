"""Nothing lies about that nobody uses, and the list of exceptions is as short as it can be."""

import tomllib
from pathlib import Path

import pytest
from vulture import Vulture

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["vulture"]


@pytest.fixture(scope="module")
def unused() -> dict[str, str]:
    """What no product code uses, and where it stands."""
    looking = Vulture()
    looking.scavenge([str(ROOT / folder) for folder in SETTINGS["paths"]])
    return {
        item.name: f"{item.filename}:{item.first_lineno}" for item in looking.get_unused_code()
    }


def test_what_nobody_uses_is_not_kept(unused: dict[str, str]) -> None:
    allowed = SETTINGS["ignore_names"]
    assert {name: place for name, place in unused.items() if name not in allowed} == {}


def test_no_exception_is_made_for_what_is_used(unused: dict[str, str]) -> None:
    assert set(SETTINGS["ignore_names"]) <= set(unused)
