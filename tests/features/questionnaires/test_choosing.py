"""Which questionnaires there are, what is about them, and when one is offered."""

from bot.playground.people import TelegramUser
from conversations.questionnaires.load import instruments
from storage import people
from tests.features.questionnaires.steps import (
    NONE,
    heard_since,
    who5,
)
from tests.support.town import BOB, Town, does, settled_in


async def test_soon_after_the_last_time_it_says_so_and_can_be_answered_anyway(
    town: Town, alice: TelegramUser
) -> None:
    await who5(town, alice, "At no time")
    await town.later(days=3)
    await does(town, alice, "/scales WHO-5", "[Start]")
    assert "at least a week in between" in alice.last.words
    await does(town, alice, "[Answer it anyway]")
    assert "cheerful" in alice.last.words


async def test_about_shows_source_and_licence(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales PHQ-9", "[About this questionnaire]")
    assert "Kurt Kroenke" in alice.last.words
    assert "No permission required to reproduce" in alice.last.words
    assert "20–27 severe" in alice.last.words
    await does(town, alice, "[‹ Back]", "[‹ Back]", "[‹ Back]", "[How I am in general]")
    await does(town, alice, "[WHO-5]", "[About this questionnaire]")
    assert "Free of charge" in alice.last.words


async def test_when_due_it_is_offered_once_below_the_evenings_card(
    town: Town, alice: TelegramUser
) -> None:
    await who5(town, alice, "Most of the time")
    await town.at_local("2026-12-07", "21:00")
    await does(town, alice, "[7]", "7:30", "[4]")
    assert "It's time for" not in alice.last.words
    await town.at_local("2026-12-08", "21:00")
    await does(town, alice, "[7]", "7:30", "[4]")
    assert "It's time for WHO-5 again" in alice.last.words
    assert alice.last.silent
    await does(town, alice, "[Not now]")
    heard = len(alice.heard)
    await town.at_local("2026-12-09", "21:00")
    await does(town, alice, "[7]", "7:30", "[4]")
    assert not any("It's time for" in words for words in heard_since(alice, heard))


async def test_two_due_ones_never_come_on_one_day(town: Town, alice: TelegramUser) -> None:
    await who5(town, alice, "Most of the time")
    await does(town, alice, "/scales PHQ-2", "[Start]", NONE, NONE)
    for day, title in (("2026-12-08", "WHO-5"), ("2026-12-09", "PHQ-2")):
        heard = len(alice.heard)
        await town.at_local(day, "21:00")
        await does(town, alice, "[7]", "7:30", "[4]")
        assert sum("It's time for" in words for words in heard_since(alice, heard)) == 1
        assert title in alice.last.words


async def test_the_rhythm_can_be_switched_for_each(town: Town, alice: TelegramUser) -> None:
    await who5(town, alice, "Most of the time")
    await does(town, alice, "[Don't offer it again]")
    assert "I won't offer it on my own." in alice.last.words
    await town.at_local("2026-12-08", "21:00")
    await does(town, alice, "[7]", "7:30", "[4]")
    assert "It's time for" not in alice.last.words
    await does(town, alice, "/scales WHO-5", "[Every 2 weeks]")
    assert "2 weeks later" in alice.last.words
    await does(town, alice, "[‹ Back]")
    assert "WHO-5 — last Tue 24 Nov, ready to answer again" in alice.last.words


async def test_to_others_it_says_that_it_is_in_english(town: Town) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    await does(town, bob, "/scales")
    assert "in English" not in bob.last.words
    await town.app.store.write(lambda tx: people.change(tx, BOB, language="de"))
    await does(town, bob, "/scales")
    assert "in English" in bob.last.words
    await does(town, bob, "[How I am in general]", "[WHO-5]", "[Start]")
    assert "All of the time" in bob.buttons()


async def test_no_list_has_more_than_eight_buttons(town: Town, alice: TelegramUser) -> None:
    for one in instruments():
        await does(town, alice, f"/scales {one.title}", "[Start]", *["[Skip]"] * 2, "1", "/cancel")
    await does(town, alice, "/scales")
    groups = alice.buttons()
    assert len(groups) <= 8
    for group in groups:
        if not group.startswith("Go on"):
            await does(town, alice, "/scales", f"[{group}]")
            assert len(alice.buttons()) <= 8


async def test_the_ones_in_use_are_found_again_at_once(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales")
    assert "WHO-5" not in alice.buttons()
    await who5(town, alice, "Most of the time")
    await does(town, alice, "/scales")
    assert "• WHO-5 — last Tue 24 Nov, next Tue 8 Dec" in alice.last.words
    await does(town, alice, "[WHO-5]", "[Start]")
    assert "You answered WHO-5" in alice.last.words


async def test_that_one_asks_about_death_is_said_before_it_is_chosen(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales", "[Low mood]")
    assert "• PHQ-9 — nine questions about low mood; one asks about thoughts of death" in (
        alice.last.words
    )
