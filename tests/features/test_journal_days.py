"""A day of many notes is named once, so that the notes and not the date are what is read."""

from bot.playground.people import TelegramUser
from tests.support.town import Town, does


async def test_notes_of_one_day_stand_below_one_date(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "cant sleep", "so low", "the kettle is broken", "/journal")
    assert alice.last.words == "Tue 24 Nov\ncant sleep\n\nso low\n\nthe kettle is broken"


async def test_what_is_no_plain_note_says_what_it_is(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "cant sleep", "the new dose", "[For therapy]", "so low")
    await town.at_local("2026-11-25", "09:00")
    await does(town, alice, "slept a bit", "/journal")
    assert alice.last.words == (
        "Tue 24 Nov\ncant sleep\n\n"
        "Tue 24 Nov · for therapy\nthe new dose\n\n"
        "Tue 24 Nov\nso low\n\n"
        "Wed 25 Nov\nslept a bit"
    )
