"""The screens that people come back to: what they are for stands first, and a tap leads there."""

import pytest

from bot.playground.people import TelegramUser
from tests.support.ready_made import switched_on
from tests.support.town import Town, does

MORE_THAN_FIT = ("Energy", "Enjoyment", "Irritability", "Drive", "Anxiety", "Worrying", "Pain")


async def test_a_reminder_has_its_time_its_days_and_its_switch_behind_one_button(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/reminders", "[Evening check-in]")
    assert alice.last.words == "Evening check-in\n21:00, every day"
    known = ["Time", "Days", "Around 21:00 is fine too", "Evening check-in: on", "‹ Reminders"]
    assert alice.buttons() == known
    await does(town, alice, "[Evening check-in: on]")
    assert alice.last.words == "Evening check-in\noff"
    await does(town, alice, "[Evening check-in: off]", "[‹ Reminders]")
    assert "Evening check-in: 21:00, every day" in alice.last.words
    assert "Follow-up: on" in alice.buttons()
    await does(town, alice, "[Follow-up: on]")
    assert "Follow-up: off" in alice.buttons()


async def test_who_is_on_a_break_is_offered_its_end_there(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/reminders", "[Take a break]", "[1 week]", "/reminders")
    assert "On a break until Tue 1 Dec" in alice.last.words
    assert "Take a break" not in alice.buttons()
    await does(town, alice, "[End the break]", "/reminders")
    assert "Take a break" in alice.buttons()


async def test_what_is_asked_is_a_list_to_leaf_through_and_to_tap(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *switched_on(*MORE_THAN_FIT), "/trackers")
    assert alice.buttons()[:4] == ["Energy", "Enjoyment", "Irritability", "Drive"]
    assert len(alice.buttons()) <= 8
    await does(town, alice, "[More ▶]")
    assert alice.buttons()[0] == "Anxiety"
    await does(town, alice, "[Pain]", "[‹ Back]", "[Add a question]")
    assert "Ready-made questions" in alice.buttons()


async def test_what_is_taken_away_from_a_session_can_be_noted_at_any_time(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Thu]", "[10:00]", "[Every week]", "/session")
    assert alice.last.words.startswith("Next session: Thu 26 Nov, 10:00\n")
    await does(town, alice, "[Note what you take away]", "[Skip]", "/session")
    assert "From your session on" not in alice.last.words
    await town.at_local("2026-11-29", "12:00")
    await does(town, alice, "/session", "[Note what you take away]")
    assert "It didn't happen" not in alice.buttons()
    await does(town, alice, "Breathe out longer than in.", "/session")
    assert "From your session on Thu 26 Nov: “Breathe out longer than in.”" in alice.last.words


async def test_later_also_leads_to_not_today(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    assert alice.buttons()[-3:] == ["10", "Later", "Skip"]
    await does(town, alice, "[Later]")
    assert alice.buttons() == ["15 min", "1 h", "3 h", "Not today", "‹ Back"]
    await does(town, alice, "[Not today]")
    assert "All right, not today." in alice.last.words


@pytest.mark.parametrize(
    ("data", "shows"),
    [
        ("1a|trk.ready", "Ready-made questions"),
        ("1a|trk.group|3", "Tap what you'd like to be asked"),
        ("1a|trk.switch|medication", "Medication taken"),
        ("1a|trk.presets", "Several that go together"),
        ("1a|trk.sleep", "Sleep in detail: on"),
        ("1a|trk.early", "Sleep in the morning: on"),
        ("1a|trk.list|factors", "What happened: on"),
        ("1a|calm.show", "What I bring up on my own"),
        ("1a|toggle|evening|off", "Evening check-in: off"),
        ("1a|set|evening", "What time in the evening"),
        ("1a|session.prepare", "For your session"),
        ("1a|pause", "How long would you like"),
    ],
)
async def test_a_button_of_an_earlier_version_still_helps(
    data: str, shows: str, town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/settings")
    alice.taps(data, alice.last.message["message_id"])
    await town.settle()
    seen = alice.heard[-2:]
    assert any(shows in m.words or shows in str(m.message.get("reply_markup")) for m in seen)
