"""Words from right to left, as they stand on the chat page."""

import pytest

from bot.clock import FrozenClock
from bot.playground.server import Playground
from tests.playground.toy import Toy
from tests.visitor import CHROMIUM, chromium, visit

pytest.importorskip("playwright.async_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
HELLO = "\u0645\u0631\u062d\u0628\u0627"
EDGES = """message => {
    const words = document.createRange();
    words.selectNodeContents(message.querySelector(".words"));
    const told = message.querySelector(".told").getBoundingClientRect();
    return [words.getBoundingClientRect().bottom, told.top];
}"""


async def test_the_time_lies_over_no_word(clock: FrozenClock) -> None:
    async with (
        Playground(now=clock.now) as playground,
        Toy(f"{playground.url}/bot{playground.token}"),
        chromium() as browser,
        visit(browser, playground.url) as visitor,
    ):
        await visitor.uses("Start")
        await visitor.sees("How was your mood today?")
        await visitor.types(HELLO)
        own = visitor.tab.locator(".message.mine", has_text=HELLO)
        words_end, time_begins = await own.evaluate(EDGES)
        assert words_end <= time_begins + 2
