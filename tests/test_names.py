"""A stranger finds their way in: one name for one thing, and one idea a file."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "conversations", "storage", "charts", "tests")
LONGEST = 250
LONGER = {
    "storage/migrations/versions/v0001_first.py",  # stays as it was first run
}


def test_every_class_name_stands_once_in_the_project() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(str(file.relative_to(ROOT)))
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_no_file_is_too_long_to_be_one_idea() -> None:
    """Of the product. What is longer holds a second idea, which gets a file of its own."""
    files = (file for room in ROOMS if room != "tests" for file in (ROOT / room).rglob("*.py"))
    long = {
        str(file.relative_to(ROOT))
        for file in files
        if len(file.read_text("utf-8").splitlines()) > LONGEST
    }
    assert long == LONGER
