"""Whatever passes an import's preview can be taken in, and breaks nothing afterwards.

The long form: `python -m tests.faults.odd --files 2000`.
"""

from pathlib import Path

from tests.faults.life_after import Effort
from tests.faults.odd import run
from tests.support.fresh import fresh_database

SEED = 20261128


async def tried(folder: Path, files: int, pace: Effort) -> tuple[int, list[str]]:
    """Let people come with so many odd files; how many were tried, and what went wrong."""
    url = fresh_database(folder / "small-steps.db")
    figures = await run(url, SEED, files, pace)
    assert figures.refused < files / 10
    return figures.files, figures.lines() if figures.faults else []


async def test_odd_files_are_taken_in_come_back_and_can_be_taken_back(tmp_path: Path) -> None:
    assert await tried(tmp_path, 30, Effort(pressed=())) == (30, [])


async def test_every_command_and_button_works_after_an_odd_file(tmp_path: Path) -> None:
    assert await tried(tmp_path, 6, Effort(pressed=(4, 1))) == (6, [])
