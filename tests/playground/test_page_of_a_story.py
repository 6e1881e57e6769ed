"""The first minute of a newcomer: the whole bot behind its chat page, in a real browser."""

import asyncio
from pathlib import Path

import pytest

from bot.clock import SystemClock, TravelClock
from bot.demo.demo import Demo
from tests.support.evening import QUESTION
from tests.support.town import AFTERNOON
from tests.visitor import CHROMIUM, Visitor, chromium, visit

expect = pytest.importorskip("playwright.async_api", reason="playwright is not installed").expect
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


async def a_first_minute(newcomer: Visitor) -> None:
    """Do what README says."""
    await newcomer.uses("Start")
    await newcomer.sees("May I store what you tell me")
    await newcomer.presses("Yes, let's begin")
    await newcomer.sees("Which city are you in or near?")
    await newcomer.types("Riga")
    await newcomer.sees("What time in the evening")
    await newcomer.presses("21:00")
    await newcomer.sees("What time in the morning")
    await newcomer.types("7.45")
    await newcomer.sees("Is there one small thing")
    await newcomer.types("Walk after lunch")
    await newcomer.sees("Is it a small step, or something bigger?")
    await newcomer.presses("A small step for the coming weeks", "3 × a week", "No end date")
    await newcomer.sees("Your goal is saved")


def an_afternoon() -> TravelClock:
    """A clock on which it is the afternoon in Riga, whenever this runs."""
    clock = TravelClock(SystemClock())
    clock.travel(AFTERNOON)
    return clock


async def check_in(newcomer: Visitor) -> None:
    """Fill in today: three taps and something typed."""
    await newcomer.types("/checkin")
    await newcomer.sees(QUESTION)
    await newcomer.presses("7")
    await newcomer.sees("And how about last night's sleep?")
    await newcomer.types("7:30")
    await newcomer.sees("How well did you sleep?")
    await newcomer.presses("4", "✅ Done")
    await newcomer.sees("That was your first check-in.")
    await newcomer.sees("Slept 7 h 30")


@pytest.mark.slow
async def test_a_newcomer_starts_checks_in_sees_a_week_and_is_asked_in_the_evening(
    tmp_path: Path,
) -> None:
    async with chromium() as browser, Demo(tmp_path, clock=an_afternoon()) as demo:
        running = asyncio.create_task(demo.run())
        async with (
            asyncio.timeout(240),
            visit(browser, demo.url, timezone_id="Asia/Tokyo") as newcomer,
        ):
            await a_first_minute(newcomer)
            await check_in(newcomer)
            await newcomer.presses("For therapy")
            await newcomer.sees("For therapy")
            assert await newcomer.broken_labels() == []
            messages = await newcomer.tab.locator(".message").count()

            await newcomer.uses("Fill in eight weeks of example data")
            await newcomer.is_told("Eight weeks are filled in. Now send /week.")
            await newcomer.types("/week")
            assert await newcomer.picture_width() == 1080
            await newcomer.sees("Mood: 6 of 7 days")
            assert await newcomer.tab.locator(".message").count() == messages + 2

            await newcomer.uses("Jump to the next reminder")
            await newcomer.sees(QUESTION)
            await expect(newcomer.tab.locator("#clock")).to_contain_text("21:00")
            await newcomer.presses("6")
            await newcomer.sees("Mood 6 of 10")
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_pressing_the_same_thing_twice_makes_no_second_life(tmp_path: Path) -> None:
    async with chromium() as browser, Demo(tmp_path, clock=an_afternoon()) as demo:
        running = asyncio.create_task(demo.run())
        async with (
            asyncio.timeout(240),
            visit(browser, demo.url, reduced_motion="reduce") as newcomer,
        ):
            await newcomer.uses("Fill in eight weeks of example data")
            await newcomer.is_told("Say /start first")
            await a_first_minute(newcomer)
            first = ""
            for _ in range(2):
                await newcomer.uses("Fill in eight weeks of example data")
                await newcomer.is_told("Eight weeks are filled in.")
                await newcomer.types("/journal")
                await newcomer.sees("Called my sister in the evening.")
                first = first or await newcomer.last.locator(".words").inner_text()
                await newcomer.types("/goals")
                await newcomer.sees("Out of bed by 9")
            await newcomer.types("/journal")
            await newcomer.sees("Called my sister in the evening.")
            assert await newcomer.last.locator(".words").inner_text() == first
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
