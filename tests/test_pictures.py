"""README's pictures can be made anew at any time."""

from pathlib import Path

import pytest

from tests.visitor import CHROMIUM

pytest.importorskip("playwright.async_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


async def test_the_program_makes_its_own_portrait(tmp_path: Path) -> None:
    from PIL import Image

    from tests.pictures import draw

    await draw(tmp_path)
    with Image.open(tmp_path / "chat.png") as chat, Image.open(tmp_path / "week.png") as week:
        assert chat.size == (1224, 1080)
        assert week.width == 1080
    made = [tmp_path / name for name in ("chat.png", "week.png")]
    assert sum(len(picture.read_bytes()) for picture in made) < 300_000
