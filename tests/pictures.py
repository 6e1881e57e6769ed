"""README's pictures, made by the program itself: `python -m tests.pictures docs/pictures`."""

import asyncio
import base64
import io
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from bot import local_time
from bot.demo.demo import Demo
from tests.support.evening import QUESTION
from tests.visitor import Visitor, chromium, visit

SATURDAY_NIGHT = datetime(2026, 11, 28, 20, 30, tzinfo=UTC)
PHONE = {"width": 390, "height": 700}
SHARP = 1.5
# The chat alone: the buttons for trying out belong to no phone, and a plain ground packs well.
CHAT_ALONE = """
document.getElementById('actions').style.display = 'none';
document.querySelector('.phone').style.background = '#e3ede3';
"""
TWO_PHONES = """
<style>
  body {{ margin: 0; display: flex; gap: 28px; padding: 2px; width: max-content }}
  img {{ width: 390px; border-radius: 26px; border: 1px solid #9db3a8 }}
</style>
<img src="data:image/png;base64,{left}"><img src="data:image/png;base64,{right}">
"""


async def draw(folder: Path) -> None:
    """Live through a Sunday and keep two looks at the chat and the picture of the week."""
    with tempfile.TemporaryDirectory() as home:
        async with chromium() as browser, Demo(Path(home)) as demo:
            demo.clock.travel(SATURDAY_NIGHT)
            running = asyncio.create_task(demo.run())
            more = {"viewport": PHONE, "device_scale_factor": SHARP, "locale": "en-GB"}
            async with visit(browser, demo.url, **more) as alice:
                await alice.tab.evaluate(CHAT_ALONE)
                await _begin(alice, demo)
                left = await _look(alice)
                await _check_in(alice, "7", "8", "4", "⬜ Walk after lunch", "⬜ Out of bed by 9")
                await alice.presses("Add a note")
                await alice.sees("Anything you'd like to remember")
                await alice.types("Baked bread with Mum. We laughed a lot.")
                await alice.sees("We laughed a lot.")
                right = await _look(alice)
                await alice.types("/week")
                await alice.picture_width()
            week = [file for file in demo.playground.world.files.values() if file.size][-1]
            (folder / "week.png").write_bytes(week.data)
            (folder / "chat.png").write_bytes(_packed(await _beside(browser, left, right)))
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def _begin(alice: Visitor, demo: Demo) -> None:
    """Go through the first minute, get eight weeks of life, tell Saturday, wait for Sunday."""
    await alice.uses("Start")
    await alice.sees("May I store")
    await alice.presses("Yes, let's begin")
    await alice.types("Riga")
    await alice.sees("What time in the evening")
    await alice.presses("21:00", "08:00")
    await alice.sees("Is there one small thing")
    await alice.presses("Skip")
    await alice.sees("All set")
    await demo.fill()
    await alice.types("/checkin")
    await alice.sees(QUESTION)
    await _check_in(alice, "5", "6:30", "3", "⬜ Walk after lunch", "✅ Walk after lunch")
    await demo.jump()
    await alice.sees(QUESTION)


async def _check_in(alice: Visitor, mood: str, sleep: str, quality: str, *kept: str) -> None:
    await alice.presses(mood)
    await alice.sees("And how about last night's sleep?")
    await alice.types(sleep)
    await alice.sees("How well did you sleep?")
    await alice.presses(quality)
    await alice.sees("Your goals today")
    await alice.presses(*kept, "Save")
    await alice.sees("Noted for")


async def _look(alice: Visitor) -> bytes:
    await asyncio.sleep(0.6)  # the bubbles have arrived and stand still
    await alice.tab.evaluate("document.activeElement.blur()")
    shot: bytes = await alice.tab.screenshot()
    return shot


async def _beside(browser: Any, left: bytes, right: bytes) -> bytes:
    """Put two looks side by side, on nothing, so that it suits a light and a dark page."""
    context = await browser.new_context(device_scale_factor=SHARP)
    page = await context.new_page()
    shown = {
        name: base64.b64encode(data).decode() for name, data in (("left", left), ("right", right))
    }
    await page.set_content(TWO_PHONES.format(**shown))
    shot: bytes = await page.locator("body").screenshot(omit_background=True)
    await context.close()
    return shot


def _packed(png: bytes) -> bytes:
    """Keep the look in a palette of its own, at a third of the bytes."""
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    packed = io.BytesIO()
    small = picture.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(packed, "PNG", optimize=True)
    return packed.getvalue()


if __name__ == "__main__":
    local_time.use_shipped_zones()
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(draw(target))
