"""docs/privacy.md lists every column that can be read without a key, each with its reason."""

import re
from pathlib import Path

from storage.key_tables import METADATA as KEYS
from storage.names import Name
from storage.schema import METADATA
from storage.sealed import Sealed

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text()
COLUMN = re.compile(r"`(\w+\.\w+)`")


def plain() -> set[str]:
    """The columns that hold neither what is sealed nor a pseudonym."""
    return {
        f"{table.name}.{column.name}"
        for table in (*METADATA.sorted_tables, *KEYS.sorted_tables)
        for column in table.c
        if not isinstance(column.type, Sealed | Name)
    }


def section(title: str) -> str:
    """What stands under a heading."""
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def reasons() -> dict[str, str]:
    """What the page says of each column."""
    found: dict[str, str] = {}
    for line in section("Plain columns, and why").splitlines():
        if line.startswith("| `"):
            _, columns, reason, _ = line.split("|")
            for name in COLUMN.findall(columns):
                assert name not in found, f"{name} is listed twice"
                found[name] = reason.strip()
    return found


def test_every_plain_column_is_listed_and_nothing_else() -> None:
    """A new one is either sealed, or somebody has said here why it cannot be."""
    assert set(reasons()) == plain()


def test_each_has_a_reason() -> None:
    assert [name for name, reason in reasons().items() if len(reason) < 10] == []


def test_every_column_of_names_is_listed() -> None:
    named = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.c
        if isinstance(column.type, Name)
    }
    assert set(COLUMN.findall(section("Names"))) == named
