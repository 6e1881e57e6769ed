"""A stranger finds their way in: one name for one thing, and one idea a file."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "conversations", "storage", "charts", "tests")
LONGEST = 250
MOST_ANY = 60
"""How often any type will do: JSON, rows and TOML on their way in or out."""
INSIDE = (
    *("bot/core", "bot/dispatch", "bot/app", "conversations/flows", "conversations/formats"),
    "charts",
)
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


def test_any_type_will_do_at_the_edge_alone_and_seldom() -> None:
    found: dict[str, int] = {}
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py") if room != "tests" else ():
            source = file.read_text("utf-8")
            nodes = ast.walk(ast.parse(source)) if "Any" in source else ()
            names = [node.id for node in nodes if isinstance(node, ast.Name)]
            found[str(file.relative_to(ROOT))] = names.count("Any")
    assert sum(found.values()) <= MOST_ANY
    assert {file: n for file, n in found.items() if n and file.startswith(INSIDE)} == {}
