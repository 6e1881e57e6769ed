from io import BytesIO

from PIL import Image

from bot.playground.people import Person
from bot.playground.world import Kept
from tests.stories.town import Town, does, settled_in


def picture(town: Town, message: Kept) -> Image.Image:
    """The picture that a message shows."""
    file = town.playground.world.files[message.message["photo"][-1]["file_id"]]
    assert len(file.data) < 80_000
    return Image.open(BytesIO(file.data))


async def a_week(town: Town, alice: Person) -> None:
    """Seven days, two of them without an answer."""
    for day, mood, sleep in ((18, 4, 6), (19, 5, 7), (21, 3, 5), (22, 6, 8), (24, 7, 7.5)):
        await does(town, alice, f"/day 2026-11-{day}", str(mood), str(sleep), "3")


async def test_week_answers_with_one_picture_and_the_same_in_words(
    town: Town, alice: Person
) -> None:
    await a_week(town, alice)
    await does(town, alice, "/week")
    assert picture(town, alice.last).width == 1080
    words = alice.last.words
    assert words.startswith("Your week, 18 Nov – 24 Nov")
    assert "Mood: 5 of 7 days, typically 5, from 3 to 7 of 10." in words
    assert "Lowest on Sat 21 Nov, highest on Tue 24 Nov." in words
    assert "Sleep: 5 of 7 nights, about 6 h 42 a night" in words
    assert "The 7 days before: no answers." in words
    assert len(words) <= 1024


async def test_earlier_and_later_turn_the_same_page(town: Town, alice: Person) -> None:
    await a_week(town, alice)
    await does(town, alice, "/week")
    count = len(alice.heard)
    shown = alice.last.message["message_id"]
    await does(town, alice, "[◀ Earlier]")
    assert len(alice.heard) == count
    assert alice.chat.messages[shown].words.startswith("Your week, 11 Nov – 17 Nov")
    assert "no answers" in alice.chat.messages[shown].words
    await does(town, alice, "[Later ▶]")
    assert alice.chat.messages[shown].words.startswith("Your week, 18 Nov – 24 Nov")
    assert "Later ▶" not in alice.buttons(shown)


async def test_a_week_without_answers_is_a_kind_picture(town: Town, alice: Person) -> None:
    await does(town, alice, "/week")
    assert picture(town, alice.last).width == 1080
    assert "Mood: no answers in these 7 days." in alice.last.words


async def test_today_is_no_gap_before_the_evening(town: Town, alice: Person) -> None:
    await does(town, alice, "/day yesterday", "5", "/week")
    assert alice.last.words.startswith("Your week, 17 Nov – 23 Nov")


async def test_month_shows_four_weeks(town: Town, alice: Person) -> None:
    await a_week(town, alice)
    await does(town, alice, "/month")
    assert picture(town, alice.last).width == 1080
    assert alice.last.words.startswith("Four weeks, 28 Oct – 24 Nov")


async def test_labels_from_hell_are_drawn(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal=r"$\frac{ $$ walk_ \\ 漢字 🙂 مرحبا")
    await does(town, alice, "/checkin", "7", "8", "4", "[✅ Done]", "/win $5 to $10 🙂", "/week")
    assert picture(town, alice.last).width == 1080


async def test_days_are_named_in_the_persons_language(town: Town) -> None:
    alice = town.person(language_code="de")
    await settled_in(town, alice)
    await does(town, alice, "/checkin", "7", "8", "4", "/week")
    assert picture(town, alice.last).width == 1080
