import asyncio
import os
from pathlib import Path

import pytest

from tests.support.transcript import replay

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written_down(path: Path, tmp_path: Path) -> None:
    written = path.read_text("utf-8")
    played = asyncio.run(replay(tmp_path, written))
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(played, "utf-8")
    else:
        assert played == written
