"""Whatever passes an import's preview can be taken in, and breaks nothing afterwards.

The long form: `python -m tests.faults.odd --files 2000`.
"""

from pathlib import Path

from storage.migrate import migrate
from tests.faults.life_after import Effort
from tests.faults.odd import run

SEED = 20261128


async def tried(folder: Path, files: int, pace: Effort) -> None:
    """Let people come with so many odd files, one after the other; nothing may go wrong."""
    url = f"sqlite:///{folder}/small-steps.db"
    migrate(url)
    figures = await run(url, SEED, files, pace)
    assert not figures.faults, "\n".join(figures.lines())
    assert figures.files == files
    assert figures.refused < files / 10


async def test_odd_files_are_taken_in_come_back_and_can_be_taken_back(tmp_path: Path) -> None:
    await tried(tmp_path, 60, Effort(pressed=()))


async def test_every_command_and_button_works_after_an_odd_file(tmp_path: Path) -> None:
    await tried(tmp_path, 12, Effort(pressed=(4, 1)))
