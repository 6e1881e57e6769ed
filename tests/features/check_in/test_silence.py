"""Weeks in which nobody answers: fewer and fewer questions, then none, and all again at a word."""

import re
from datetime import date, timedelta

from bot.features.check_in.nudges import STILL_HERE
from bot.playground.people import TelegramUser
from tests.support.evening import QUESTION
from tests.support.town import Town, does, settled_in

FIRST = date(2026, 11, 24)


async def walker(town: Town) -> TelegramUser:
    """Alice, who is reminded of a goal each morning too."""
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    return alice


async def silent_days(
    town: Town, alice: TelegramUser, n: int, *, first: date = FIRST
) -> list[tuple[int, str]]:
    """Let days pass; give what came, each with its day, counted from one, and its first words."""
    came = []
    for back in range(n):
        day = first + timedelta(days=back)
        for time in ("08:00", "21:00", "22:00", "23:30"):
            before = len(alice.heard)
            await town.at_local(day.isoformat(), time)
            came += [(back + 1, message.words) for message in alice.heard[before:]]
    return came


def evenings(came: list[tuple[int, str]]) -> list[int]:
    """The days on which the evening's question came, follow-ups apart."""
    return [day for day, words in came if QUESTION in words and not follows_up(words)]


def follows_up(words: str) -> bool:
    """Whether it is the one gentle reminder of an evening, in whichever form."""
    return any(form.message in words for form in STILL_HERE)


async def test_forty_silent_days_bring_ten_messages_at_most(town: Town) -> None:
    alice = await walker(town)
    came = await silent_days(town, alice, 40)
    assert [day for day, words in came if QUESTION in words] == [1, 1, 2, 3, 5, 8, 15]
    assert [day for day, words in came if "Walk after lunch" in words] == [2]
    assert [day for day, words in came if "I'll stop asking for now" in words] == [28]
    assert len(came) <= 10


async def test_each_is_shorter_than_the_last(town: Town) -> None:
    alice = await walker(town)
    came = await silent_days(town, alice, 40)
    lengths = [len(words) for day, words in came if day >= 5]
    assert lengths == sorted(lengths, reverse=True)
    assert "It's been quiet for a few days, and that's all right." in dict(came)[5]


async def test_a_word_brings_everything_back_as_it_was(town: Town) -> None:
    alice = await walker(town)
    await silent_days(town, alice, 30)
    await does(town, alice, "I am back")
    came = await silent_days(town, alice, 3, first=date(2026, 12, 24))
    assert evenings(came) == [1, 2, 3]
    assert [day for day, words in came if "Walk after lunch" in words] == [1, 2]


async def test_a_note_each_day_is_no_silence(town: Town, alice: TelegramUser) -> None:
    for n in range(8):
        day = FIRST + timedelta(days=n)
        await town.at_local(day.isoformat(), "21:00")
        assert QUESTION in alice.last.words
        await town.at_local(day.isoformat(), "21:30")
        await does(town, alice, "Too tired to answer")


async def test_what_is_left_of_silent_evenings_is_never_said_twice_running(town: Town) -> None:
    alice = await walker(town)
    await silent_days(town, alice, 5)
    left = [one.words for one in alice.heard if "[Fill in" not in one.words and "Nov" in one.words]
    said = [re.sub(r"\w+ \d+ Nov", "…", words) for words in left]
    assert len(said) == 3
    assert len({*said}) == 3


async def test_who_wants_to_be_asked_all_the_same_is_asked(town: Town) -> None:
    alice = await walker(town)
    came = await silent_days(town, alice, 5)
    assert evenings(came) == [1, 2, 3, 5]
    await does(town, alice, "[Keep asking]")
    came = await silent_days(town, alice, 30, first=FIRST + timedelta(days=5))
    assert evenings(came) == list(range(1, 31))


async def test_keeping_on_asking_can_be_taken_back(town: Town, alice: TelegramUser) -> None:
    await silent_days(town, alice, 5)
    await does(town, alice, "[Keep asking]", "/reminders", "[What I bring up on my own]")
    await does(town, alice, "[○ Fewer questions when you don't answer]")
    came = await silent_days(town, alice, 10, first=FIRST + timedelta(days=5))
    assert evenings(came) == [1, 2, 3, 5, 8]


async def test_the_last_message_opens_the_diary_again(town: Town, alice: TelegramUser) -> None:
    await silent_days(town, alice, 28)
    assert alice.last.words == "I'll stop asking for now. You can write whenever you like."
    assert alice.last.silent
    await does(town, alice, "[Check in]", "6", "7", "3")
    assert "Mood 6 of 10" in alice.last.words
