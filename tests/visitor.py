"""A newcomer at the chat page: a phone-sized tab of headless Chromium."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A line of words is one box; a button whose words break has boxes at several heights.
BROKEN = """() => [...document.querySelectorAll(".buttons button")].filter(button => {
    const words = document.createRange();
    words.selectNodeContents(button);
    return new Set([...words.getClientRects()].map(box => Math.round(box.top))).size > 1;
}).map(button => button.innerText)"""
PHONE = {"width": 390, "height": 844}


@asynccontextmanager
async def chromium() -> AsyncIterator[Any]:
    """Start the browser."""
    from playwright.async_api import async_playwright

    async with async_playwright() as started:
        browser = await started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


class Visitor:
    """Reads, presses and types as a person would."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.problems: list[str] = []
        tab.set_default_timeout(60_000)
        tab.on("pageerror", lambda error: self.problems.append(str(error)))
        tab.on("console", lambda said: said.type == "error" and self.problems.append(said.text))

    @property
    def last(self) -> Any:
        """The newest message of the bot."""
        return self.tab.locator(".message:not(.mine)").last

    async def sees(self, words: str) -> None:
        """Wait until the bot's newest message says this."""
        from playwright.async_api import expect

        await expect(self.last).to_contain_text(words, timeout=60_000)

    async def is_told(self, words: str) -> None:
        """Wait for what one of the page's own buttons says."""
        from playwright.async_api import expect

        await expect(self.tab.locator("#toast")).to_contain_text(words, timeout=60_000)

    async def picture_width(self) -> int:
        """Wait for the newest picture, and measure it."""
        picture = self.tab.locator(".photo img").last
        await picture.wait_for(timeout=120_000)
        width = await picture.evaluate("image => image.decode().then(() => image.naturalWidth)")
        return int(width)

    async def broken_labels(self) -> list[str]:
        """The buttons whose words do not fit on one line."""
        found: list[str] = await self.tab.evaluate(BROKEN)
        return found

    async def presses(self, *labels: str) -> None:
        """Press buttons under the newest message that has them, one after the other."""
        for label in labels:
            await (
                self.tab.locator(".buttons")
                .get_by_role("button", name=label, exact=True)
                .last.click()
            )

    async def types(self, words: str) -> None:
        """Write a message and send it."""
        await self.tab.get_by_role("textbox", name="Message").fill(words)
        await self.tab.keyboard.press("Enter")

    async def uses(self, name: str) -> None:
        """Press one of the page's own buttons."""
        await self.tab.get_by_role("button", name=name, exact=True).click()


@asynccontextmanager
async def visit(browser: Any, url: str, **more: Any) -> AsyncIterator[Visitor]:
    """Open the page on a phone; nothing on it may go wrong."""
    wanted = {"viewport": PHONE, "locale": "en-GB", "timezone_id": "Europe/Riga", **more}
    context = await browser.new_context(**wanted)
    visitor = Visitor(await context.new_page())
    await visitor.tab.goto(url)
    yield visitor
    await context.close()
    assert visitor.problems == []
