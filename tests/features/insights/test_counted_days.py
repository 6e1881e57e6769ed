"""`/insights` and `/week` count the same days, and today is not asked about twice."""

from bot.playground.people import TelegramUser
from tests.support.town import Town, does

EVENING = ("/checkin", "[5]", "[7]", "[3]")


async def evenings(town: Town, alice: TelegramUser, *dates: str) -> None:
    for day in dates:
        await town.at_local(f"2026-11-{day}", "20:00")
        await does(town, alice, *EVENING)


async def test_both_begin_where_the_person_began_also_when_that_day_is_silent(
    town: Town, alice: TelegramUser
) -> None:
    # Alice began on the 24th, and said nothing of that day.
    await evenings(town, alice, "25", "26")
    await does(town, alice, "/week")
    assert alice.last.words.startswith("2 of 3 days")
    await does(town, alice, "/insights")
    assert alice.last.words.startswith("You told me about 2 of the last 3 days.")


async def test_neither_counts_a_day_that_has_only_begun(town: Town, alice: TelegramUser) -> None:
    await evenings(town, alice, "25", "26")
    await town.at_local("2026-11-27", "12:00")
    await does(town, alice, "/week")
    assert alice.last.words.startswith("2 of 3 days")
    await does(town, alice, "/insights")
    assert alice.last.words.startswith("You told me about 2 of the last 3 days.")
    assert "Check in now" in alice.buttons()


async def test_days_before_the_bot_that_were_filled_in_count_in_both(
    town: Town, alice: TelegramUser
) -> None:
    await evenings(town, alice, "25")
    await does(town, alice, "/day 2026-11-22", "[4]", "[6]", "[2]")
    await does(town, alice, "/week")
    assert alice.last.words.startswith("2 of 4 days")
    await does(town, alice, "/insights")
    assert alice.last.words.startswith("You told me about 2 of the last 4 days.")


async def test_a_day_filled_in_as_usual_is_named_where_it_is_not_counted(
    town: Town, alice: TelegramUser
) -> None:
    await evenings(town, alice, "24", "25", "26", "27", "28", "29", "30")
    await town.at_local("2026-12-01", "20:00")
    await does(town, alice, "/checkin", "[Same as usual]", "/insights")
    first, second, *_ = alice.last.words.splitlines()
    assert first == "You told me about 7 of the last 8 days."
    assert second == "1 day filled in with “Same as usual” isn't counted here."


async def test_who_has_filled_in_today_is_not_offered_to_check_in(
    town: Town, alice: TelegramUser
) -> None:
    await evenings(town, alice, "24")
    await does(town, alice, "/insights")
    assert alice.buttons(alice.last.message["message_id"]) == []
    await town.at_local("2026-11-25", "12:00")
    await does(town, alice, "/insights")
    assert alice.buttons() == ["Check in now"]
