"""The chat page in a real browser: what a newcomer sees and does."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from telegram import Bot

from bot.clock import FrozenClock
from bot.playground.server import YOU, Playground
from tests.playground.toy import Toy
from tests.visitor import CHROMIUM, FLAGS, PHONE

playwright_api = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
Tab = playwright_api.Page
expect = playwright_api.expect


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Any]:
    async with playwright_api.async_playwright() as started:
        opened = await started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="module")
async def server(clock: FrozenClock) -> AsyncIterator[Playground]:
    async def jump() -> str:
        clock.pass_(timedelta(days=1))
        return "A day has passed."

    async with (
        Playground(now=clock.now, actions={"jump": jump}) as playground,
        Toy(f"{playground.url}/bot{playground.token}"),
    ):
        yield playground


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def phone(browser: Any) -> AsyncIterator[Tab]:
    """One tab for all, which moves nothing: to show pages takes longer than the stories."""
    wanted = {"viewport": PHONE, "locale": "en-GB", "timezone_id": "UTC"}
    context = await browser.new_context(reduced_motion="reduce", **wanted)
    opened = await context.new_page()
    opened.set_default_timeout(5000)
    yield opened
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def tab(server: Playground, phone: Tab) -> AsyncIterator[Tab]:
    """Each story has an address of its own, so the tab knows nothing of those before."""
    problems: list[str] = []

    def fails(error: Any) -> None:
        problems.append(str(error))

    def says(words: Any) -> None:
        if words.type == "error":
            problems.append(words.text)

    phone.on("pageerror", fails)
    phone.on("console", says)
    await phone.set_viewport_size(PHONE)
    await phone.goto(server.url)
    yield phone
    await phone.goto("about:blank")
    phone.remove_listener("pageerror", fails)
    phone.remove_listener("console", says)
    assert problems == []


async def start(tab: Tab) -> None:
    await tab.get_by_role("button", name="Start", exact=True).click()
    await expect(tab.locator(".message").last).to_contain_text("How was your mood today?")


async def type_(tab: Tab, text: str) -> None:
    await tab.get_by_role("textbox", name="Message").fill(text)
    await tab.keyboard.press("Enter")


async def test_a_newcomer_starts_and_answers_on_a_button_that_is_edited_in_place(tab: Tab) -> None:
    await expect(tab.locator("#welcome")).to_contain_text("A few taps in the evening.")
    await start(tab)
    await expect(tab.locator(".message")).to_have_count(2)
    await tab.get_by_role("button", name="7", exact=True).click()
    await expect(tab.locator(".message").last).to_contain_text("Mood 7. Thank you.")
    await expect(tab.locator("#toast")).to_have_text("Noted 7")
    await expect(tab.locator(".buttons")).to_have_count(0)
    await expect(tab.locator(".message")).to_have_count(2)


async def test_a_long_part_is_folded_until_it_is_tapped(tab: Tab) -> None:
    await start(tab)
    await type_(tab, "/long")
    folded = tab.locator("blockquote")
    await expect(folded).to_have_class("folded")
    assert await folded.evaluate("it => it.scrollHeight > 2 * it.clientHeight")
    await folded.click()
    await expect(folded).not_to_have_class("folded")
    assert await folded.evaluate("it => it.scrollHeight <= it.clientHeight + 1")
    await folded.press("Enter")
    await expect(folded).to_have_class("folded")
    words = await tab.locator(".message").last.locator(".words").inner_text()
    assert "Line 10\nThat was it." in words.replace("\n\n", "\n")


async def test_the_way_on_stands_in_colour(tab: Tab) -> None:
    await start(tab)
    await type_(tab, "/long")
    on = tab.get_by_role("button", name="On", exact=True)
    await expect(on).to_have_class("primary")


async def test_an_alert_waits_for_the_person(tab: Tab) -> None:
    await start(tab)
    await tab.get_by_role("button", name="10", exact=True).click()
    alert = tab.get_by_role("dialog")
    await expect(alert).to_contain_text("Noted 10")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_be_hidden()


async def test_the_week_is_a_picture_that_can_be_enlarged_and_a_file_that_can_be_saved(
    tab: Tab,
) -> None:
    await start(tab)
    await tab.get_by_role("button", name="Commands").click()
    await tab.get_by_role("button", name="/week").click()
    picture = tab.locator(".photo img")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1080
    await tab.get_by_role("button", name="Enlarge the picture").click()
    await expect(tab.locator("#picture")).to_be_visible()
    await tab.get_by_role("button", name="Close").click()
    await expect(tab.locator("#picture")).to_be_hidden()
    async with tab.expect_download() as waiting:
        await tab.locator(".document").click()
    assert (await waiting.value).suggested_filename == "you.json"


async def test_a_command_in_a_message_can_be_pressed(tab: Tab, server: Playground) -> None:
    await start(tab)
    await type_(tab, "/week")
    await tab.get_by_role("button", name="/month").click()
    await expect(tab.locator(".message.mine").last).to_contain_text("/month")


async def test_the_last_words_can_be_edited(tab: Tab, server: Playground) -> None:
    await start(tab)
    await type_(tab, "Walkd after lunch <b>today</b>")
    mine = tab.locator(".message.mine").last
    await expect(mine).to_contain_text("<b>today</b>")
    await expect(tab.locator(".message").last).to_contain_text("Noted.")
    await tab.keyboard.press("ArrowUp")
    await type_(tab, "Walked after lunch")
    await expect(mine).to_contain_text("Walked after lunch")
    await expect(mine).to_contain_text("edited")


async def test_a_place_is_shared_from_the_list(tab: Tab, server: Playground) -> None:
    await start(tab)
    await type_(tab, "/place")
    await tab.get_by_role("button", name="Share location").click()
    await tab.get_by_role("button", name="Berlin").click()
    await expect(tab.locator(".message").last).to_contain_text("Found you.")
    await expect(tab.locator("#keys")).to_be_hidden()
    [shared] = [kept for kept in server.people[YOU].messages if "location" in kept.message]
    assert shared.message["location"] == {"latitude": 52.52, "longitude": 13.405}


async def test_an_action_says_what_it_did_and_the_clock_follows(tab: Tab) -> None:
    await expect(tab.locator("#clock")).to_contain_text("Tue 24 Nov")
    await tab.get_by_role("button", name="Jump to the next reminder").click()
    await expect(tab.locator("#toast")).to_have_text("A day has passed.")
    await expect(tab.locator("#clock")).to_contain_text("Wed 25 Nov")


async def test_after_a_reload_everything_is_still_there(tab: Tab) -> None:
    await start(tab)
    await tab.get_by_role("button", name="7", exact=True).click()
    await expect(tab.locator(".message").last).to_contain_text("Mood 7")
    await tab.reload()
    await expect(tab.locator(".message")).to_have_count(2)
    await expect(tab.locator(".message").last).to_contain_text("Mood 7")
    await expect(tab.get_by_role("button", name="Start", exact=True)).to_be_hidden()


async def test_the_chat_works_by_keyboard_and_keeps_its_place(tab: Tab) -> None:
    await start(tab)
    await tab.get_by_role("button", name="3", exact=True).focus()
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".message").last).to_contain_text("Mood 3")
    assert await tab.evaluate("document.activeElement.id") == "scroll"
    log = tab.get_by_role("log")
    await expect(log).to_have_attribute("aria-live", "polite")
    unnamed = await tab.evaluate(
        "[...document.querySelectorAll('button, input, textarea')]"
        ".filter(e => !e.textContent.trim() && !e.ariaLabel).length"
    )
    assert unnamed == 0


@pytest.mark.parametrize("width", [320, 390, 1200])
async def test_nothing_is_wider_than_the_screen(tab: Tab, width: int) -> None:
    await tab.set_viewport_size({"width": width, "height": 700})
    await start(tab)
    await type_(tab, "Donaudampfschifffahrtsgesellschaftskapitän" * 8)
    await expect(tab.locator(".message.mine")).to_have_count(2)
    overflow = "document.documentElement.scrollWidth - innerWidth"
    assert await tab.evaluate(overflow) <= 0
    assert await tab.locator(".phone").evaluate("phone => phone.offsetWidth") <= 480


async def test_what_is_pinned_stands_at_the_top_and_can_be_read_whole(
    tab: Tab, server: Playground
) -> None:
    await start(tab)
    bar = tab.locator("#pinned")
    await expect(bar).to_be_hidden()
    plan = "My plan for hard days\n\nWarning signs\n• no sleep"
    async with Bot(server.token, base_url=f"{server.url}/bot") as bot:
        sent = await bot.send_message(YOU, plan)
        await bot.pin_chat_message(YOU, sent.message_id)
        await expect(bar).to_be_visible()
        await tab.get_by_text("Pinned message").click()
        await expect(tab.locator("#pinned-words")).to_have_text(plan)
        await tab.reload()
        await expect(bar).to_be_visible()
        await bot.unpin_chat_message(YOU, message_id=sent.message_id)
        await expect(bar).to_be_hidden()


# A line of words, and the time that lies over the end of the bubble: do they touch?
OVER_EACH_OTHER = """() => [...document.querySelectorAll(".message")].filter(message => {
    const words = document.createRange(), told = message.querySelector(".told");
    words.selectNodeContents(message.querySelector(".words"));
    const time = told.getBoundingClientRect();
    return [...words.getClientRects()].some(
        line => line.right > time.left && line.bottom > time.top + 1);
}).map(message => message.innerText)"""


@pytest.mark.parametrize("locale", ["en-GB", "en-US"])
async def test_the_time_never_lies_over_the_words(
    browser: Any, server: Playground, locale: str
) -> None:
    context = await browser.new_context(viewport=PHONE, locale=locale, timezone_id="UTC")
    tab = await context.new_page()
    await tab.goto(server.url)
    await tab.get_by_role("button", name="Start", exact=True).click()
    for words in ("hi", "a little longer", "long enough to need two lines on a small telephone"):
        await tab.get_by_role("textbox", name="Message").fill(words)
        await tab.keyboard.press("Enter")
        await expect(tab.locator(".message.mine").last).to_contain_text(words)
    assert await tab.locator(".message .told").count() > 3
    assert await tab.evaluate(OVER_EACH_OTHER) == []
    await context.close()
