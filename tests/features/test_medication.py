"""A change of medication: kept in the own words, seen on the timeline."""

from bot.playground.people import TelegramUser
from tests.support.ready_made import switched_on
from tests.support.town import Town, does


async def test_a_change_of_medication_is_marked_on_the_timeline(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *switched_on("Medication"), "/trackers", "[Medication]")
    await does(town, alice, "[A change of medication]", "50 mg instead of 25 in the morning")
    assert "It's marked on your timeline." in alice.last.words
    await does(town, alice, "/checkin", "6", "7", "3", "[Yes]", "[Timeline]")
    assert "1 change of medication" in alice.last.words
    assert "50 mg instead of 25 in the morning" in alice.last.words
    await does(town, alice, "/journal instead of 25")
    assert "medication" in alice.last.words
    await does(town, alice, "/undo")
    for _ in range(4):
        await does(town, alice, "/undo", "[Undo it]")
    await does(town, alice, "/timeline")
    assert "change of medication" not in alice.last.words
