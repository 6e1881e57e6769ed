"""Where somebody lives, for the clock: by a name, by a watch, by a place."""

from storage import people
from tests.support.town import ALICE, Town, does


async def test_a_slip_in_the_name_of_a_zone_is_offered_not_taken(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "Europe/Rigga")
    assert "Riga (LV)" in alice.buttons()
    await does(town, alice, "[Riga (LV)]", "[Skip]", "[Skip]", "[Skip]")
    assert "Europe/Riga" in alice.last.words


async def test_cities_of_one_name_are_told_apart_by_whose_time_they_keep(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "Portland")
    assert alice.buttons()[:2] == ["Portland (US) – Los Angeles", "Portland (US) – New York"]
    await does(town, alice, "[Portland (US) – New York]", "[Skip]", "[Skip]", "[Skip]")
    assert "America/New_York" in alice.last.words


async def test_the_time_on_the_watch_narrows_the_zone_down(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "[17:00]")
    offered = alice.buttons()
    assert len([label for label in offered if "(" in label]) > 1
    chosen = next(label for label in offered if label.startswith("Cairo"))
    await does(town, alice, f"[{chosen}]")
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    assert person.timezone == "Africa/Cairo"


async def test_a_time_that_has_passed_brings_the_times_of_now(town: Town) -> None:
    """A clock goes on while the question stands there."""
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]")
    await town.later(minutes=25)
    tap = alice.presses("17:00")
    await town.settle()
    assert tap.text == "That time has passed. These are the times now."
    assert "17:25" in alice.buttons()
    await does(town, alice, "[17:25]")
    assert any(label.startswith("Cairo") for label in alice.buttons())


async def test_a_time_pressed_twice_answers_no_other_question(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]")
    asked = alice.last.message
    rows = asked["reply_markup"]["inline_keyboard"]
    pressed = next(key["callback_data"] for row in rows for key in row if key["text"] == "20:00")
    await does(town, alice, "Riga")
    alice.taps(pressed, asked["message_id"])
    await town.settle()
    await does(town, alice, "[Skip]", "[Skip]", "[Skip]")
    assert "I'll check in with you at 21:00" in alice.last.words
    tap = alice.taps(pressed, asked["message_id"])
    await town.settle()
    assert tap.text == "That question is closed."


async def test_a_shared_place_becomes_a_zone_and_is_forgotten(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "[Share my location]")
    assert "Share my location" in alice.buttons()
    alice.shares_location(35.6895, 139.6917)
    await town.settle()
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    assert person.timezone == "Asia/Tokyo"
    await town.sleep()
    assert b"35.68" not in town.on_disk()


async def test_a_place_shared_unasked_moves_nothing_before_the_button(town: Town, alice) -> None:
    async def zone() -> str:
        person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
        return person.timezone

    alice.shares_location(40.7, -74.0)
    await town.settle()
    assert "If you don't, nothing changes" in alice.last.words
    assert await zone() == "Europe/Riga"
    await does(town, alice, "[Use this time zone]")
    assert await zone() == "America/New_York"
    alice.shares_location(40.7, -74.0)
    await town.settle()
    assert "That's already your time zone" in alice.last.words


async def test_a_place_answers_the_question_for_the_zone_in_the_settings(
    town: Town, alice
) -> None:
    await does(town, alice, "/settings", "[Time zone]")
    alice.shares_location(40.7, -74.0)
    await town.settle()
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person.timezone == "America/New_York"
    await does(town, alice, "a thought")
    assert "in your journal" in alice.last.words


async def test_a_place_nobody_knows_gets_one_kind_sentence_and_the_question_stays(
    town: Town,
) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "qqqqqqqq")
    assert "I don't know that place yet" in alice.last.words
    await does(town, alice, "Riga")
    assert any("What time in the evening" in message.words for message in alice.heard)
