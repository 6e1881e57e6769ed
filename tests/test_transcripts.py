import asyncio
import os
import re
from pathlib import Path

import pytest

from tests.support.transcript import replay
from tests.support.walk import COMMANDS

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.usefixtures("short_waits")
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written_down(path: Path, tmp_path: Path) -> None:
    written = path.read_text("utf-8")
    played = asyncio.run(replay(tmp_path, written))
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(played, "utf-8")
    else:
        assert played == written


def test_every_command_is_used_in_some_story() -> None:
    stories = "".join(path.read_text("utf-8") for path in TRANSCRIPTS)
    used = set(re.findall(r"^alice> /(\w+)", stories, re.MULTILINE))
    assert {command.name for command in COMMANDS} - used == set()


def test_only_one_story_tells_the_first_minute() -> None:
    """The others begin where they begin: `! Alice has settled in`."""
    telling = [path.stem for path in TRANSCRIPTS if "[Yes, let's begin]\nbot" in path.read_text()]
    assert telling == ["first_evening"]
