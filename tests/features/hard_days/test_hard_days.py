"""Weeks that get worse: the bot says so, and offers a way to say it to one's therapist."""

from datetime import date, timedelta
from itertools import pairwise

from bot.playground.people import TelegramUser
from tests.support.town import Town, does

FIRST = date(2026, 11, 24)
NOTICE = "These have been hard days."


async def evenings(
    town: Town, alice: TelegramUser, *moods: int, first: date = FIRST
) -> list[tuple[date, str]]:
    """Tell a mood each evening; give what was said on its own about hard days."""
    noticed = []
    for n, mood in enumerate(moods):
        day = first + timedelta(days=n)
        heard = len(alice.heard)
        await town.at_local(day.isoformat(), "21:00")
        await does(town, alice, f"[{mood}]", "7", "[3]")
        noticed += [(day, m.words) for m in alice.heard[heard:] if NOTICE in m.words]
    return noticed


async def test_a_run_of_hard_days_is_said_once_a_week(town: Town, alice: TelegramUser) -> None:
    said = await evenings(town, alice, *[1] * 16)
    assert [day for day, _ in said] == [FIRST + timedelta(days=6), FIRST + timedelta(days=13)]
    words = said[0][1]
    assert "On 7 of the last 7 days you told me about, your mood was 1 of 10. I'm sorry." in words
    assert "Since Tue 24 Nov my mood has been 1 of 10 on 7 of 7 evenings." in words


async def test_each_hard_day_is_met_however_usual_it_is(town: Town, alice: TelegramUser) -> None:
    met = []
    for n in range(14):
        await town.at_local((FIRST + timedelta(days=n)).isoformat(), "21:00")
        await does(town, alice, "[1]", "7", "[3]")
        card = next(m for m in reversed(alice.heard) if "Noted for" in m.words)
        met.append(card.words.splitlines()[-1])
    assert not any("Small notes" in words or "quiet evening" in words for words in met)
    assert len(set(met)) >= 6
    assert all(first != second for first, second in pairwise(met))


async def test_good_days_bring_nothing(town: Town, alice: TelegramUser) -> None:
    assert await evenings(town, alice, *[7, 6, 8, 5, 7, 6, 4] * 3) == []


async def test_the_message_goes_on_the_list_for_therapy(town: Town, alice: TelegramUser) -> None:
    await evenings(town, alice, 3, 6, 2, 5, 3, 6, 1)
    await does(town, alice, "[Put it on my list for therapy]", "[The list]")
    assert "Since Tue 24 Nov my mood has been 1 to 3 of 10 on 4 of 7 evenings." in alice.last.words


async def test_it_can_be_switched_off_where_it_is_said(town: Town, alice: TelegramUser) -> None:
    await evenings(town, alice, *[2] * 7)
    await does(town, alice, "[Don't bring this up again]")
    assert "I won't bring it up again" in alice.last.words
    assert await evenings(town, alice, *[2] * 14, first=FIRST + timedelta(days=7)) == []


async def test_help_says_by_which_rule(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/help", "[When I notice hard days]")
    assert "I say something when at least four of the last seven days" in alice.last.words
    assert "isn't a diagnosis" in alice.last.words
