"""What the pages name is there: every path in the docs leads to a file or a folder."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conversations.questionnaires.load import instruments

ROOT = Path(__file__).parents[1]
WHERE = ("*.md", "docs/**/*.md", ".github/*.md", "bot/*/README.md")
PAGES = sorted(page for pattern in WHERE for page in ROOT.glob(pattern))
# A path may be told from the top, from within the shell, or from within the tests.
FROM = (ROOT, ROOT / "bot", ROOT / "tests")
NAMES = {path.name for room in FROM for path in room.rglob("*") if ".venv" not in path.parts}
PATH = re.compile(r"[\w.-]+(/[\w.-]+)*/?")
FILE = re.compile(r"\.(py|toml|md|txt|pot|po|yaml|service|lock|db|key)$")
# Made while the bot runs, or written by whoever adds something.
MADE = re.compile(r".*(NOUN|KEY|_es\.|/es/)|data/|\.lock|.*(small-steps[\w.-]*\.|keys\.)(db|key)$")


def named(page: Path) -> Iterator[str]:
    """Give every path that stands between backticks, with or without a test's name behind it."""
    for said in re.findall(r"`([^`\n]+)`", page.read_text("utf-8")):
        word = said.partition("::")[0]
        if PATH.fullmatch(word) and ("/" in word or FILE.search(word)) and not MADE.match(word):
            yield word


def is_there(page: Path, word: str) -> bool:
    if "/" not in word:
        return word in NAMES
    return any((folder / word).exists() for folder in (*FROM, page.parent))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_leads_somewhere(page: Path) -> None:
    assert [word for word in named(page) if not is_there(page, word)] == []


def test_the_guides_name_the_rooms() -> None:
    """The three pages for developers are about this tree, so they are full of its paths."""
    for page in ("architecture", "glossary", "adding"):
        assert len({*named(ROOT / f"docs/{page}.md")}) > 10


@pytest.mark.parametrize("module", ["tests.faults.mutants", "tests.pictures", "tests.benchmarks"])
def test_every_program_that_is_named_is_there(module: str) -> None:
    path = ROOT / module.replace(".", "/")
    assert path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def test_every_questionnaire_is_named_where_people_look_for_it() -> None:
    (row,) = re.findall(
        r"^\| `/scales` .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    page = (ROOT / "docs/questionnaires.md").read_text("utf-8")
    there, differences = (page.partition(f"## {title}")[2].partition("\n## ")[0]
                          for title in ("What there is", "What a difference means"))  # fmt: skip
    titles = [one.title for one in instruments()]
    assert [title for title in titles if title not in row] == []
    assert [title for title in titles if f"| **{title}** |" not in there] == []
    assert [title for title in titles if title not in differences] == []


def test_what_a_page_says_to_search_for_is_there() -> None:
    """A sentence that somebody is to find must be one that is said."""
    words = [
        words
        for page in PAGES
        for words in re.findall(r"`git grep \"([^\"]+)\"`", page.read_text("utf-8"))
    ]
    assert words
    code = [p.read_text("utf-8") for room in ("bot", "conversations")
            for p in (ROOT / room).rglob("*.py")]  # fmt: skip
    assert [one for one in words if not any(one in text for text in code)] == []
