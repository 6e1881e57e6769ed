"""The person's own questions: ready-made, from presets, of their own making."""

from datetime import date

import pytest

from bot.playground.people import TelegramUser
from storage import answers, trackers
from tests.features.check_in.test_evenings import TODAY, told
from tests.support.evening import QUESTION
from tests.support.ready_made import switched_on
from tests.support.town import ALICE, Town, does, settled_in

HOW = "[Sleep, what happened, what helped]"
MORE = "[Order, kind of answer, delete]"


async def listed(town: Town) -> list[trackers.Tracker]:
    return await town.app.store.read(lambda tx: trackers.list_(tx, ALICE))


async def test_a_ready_made_tracker_is_switched_on_by_a_tap_and_asked_after_the_usual(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *switched_on("Energy"))
    assert "✓ Energy" in alice.buttons()
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]")
    assert "How was your energy today?" in alice.last.words
    assert "1 is none at all, 10 is plenty." in alice.last.words
    await does(town, alice, "[5]")
    assert (await told(town))["energy"] == 5
    assert "Energy: 5 of 10" in alice.last.words


async def test_the_evening_stays_as_it_is_for_those_who_add_nothing(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/trackers")
    assert "mood, sleep and goals" in alice.last.words
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]")
    assert "Noted for" in alice.last.words


async def test_a_first_evening_with_own_questions_is_not_called_short(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *switched_on("Energy"), "/checkin", "[7]", "[8]", "[4]", "[5]")
    assert (
        "You can skip any question, and turn off any of your own in /trackers." in alice.last.words
    )
    assert "this short" not in alice.last.words


async def test_a_second_tap_lets_it_rest_and_keeps_what_was_told(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *switched_on("Energy"), "/checkin", "[7]", "[8]", "[4]", "[5]")
    await does(town, alice, *switched_on("✓ Energy"))
    assert (await told(town))["energy"] == 5
    await does(town, alice, f"/day {TODAY}")
    assert "Energy: 5 of 10" in alice.last.words
    await does(town, alice, "/day 2026-11-23", "[7]", "[8]", "[4]")
    assert "Noted for" in alice.last.words


async def test_five_questions_are_many_and_six_bring_a_kind_word(
    town: Town, alice: TelegramUser
) -> None:
    names = ("Energy", "Anxiety", "Stress", "Worrying", "Enjoyment")
    await does(town, alice, *switched_on(*names))
    assert "easier to keep up" not in alice.last.words
    await does(town, alice, *switched_on("Alcohol"))
    assert "6 questions a day" in alice.last.words
    assert "easier to keep up" in alice.last.words


async def test_the_list_shows_as_many_questions_as_it_counts(
    town: Town, alice: TelegramUser
) -> None:
    names = ("Energy", "Anxiety", "Stress", "Worrying", "Enjoyment", "Alcohol")
    await does(town, alice, *switched_on(*names))
    await does(
        town,
        alice,
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[What helped: off]",
        "[What happened: off]",
        "[‹ Back]",
    )
    lines = alice.last.words.splitlines()
    assert "• What helped, every evening" in lines
    assert sum(line.startswith("•") for line in lines) == 8
    assert "That makes 8 questions a day on top of the usual ones." in lines


async def test_a_preset_says_what_it_does_before_it_does_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(
        town, alice, "/trackers", "[Add a question]", "[Several that go together]", "[Low mood]"
    )
    assert "Enjoyment, Got things done, Social contact, Movement" in alice.last.words
    assert await listed(town) == []
    await does(town, alice, "[Use this]")
    assert [t.id for t in await listed(town)] == ["joy", "mastery", "social", "movement"]
    assert "• What helped, every evening" in alice.last.words


async def test_just_the_minimum_lets_everything_rest(town: Town, alice: TelegramUser) -> None:
    await does(
        town,
        alice,
        "/trackers",
        "[Add a question]",
        "[Several that go together]",
        "[Sleep first]",
        "[Use this]",
    )
    await does(town, alice, HOW)
    assert {"Sleep in detail: on", "Sleep in the morning: on"} <= set(alice.buttons())
    await does(
        town,
        alice,
        "/trackers",
        "[Add a question]",
        "[Several that go together]",
        "[Just the minimum]",
        "[Use this]",
    )
    assert not any(t.active for t in await listed(town))
    await does(town, alice, HOW)
    assert "Sleep in detail: off" in alice.buttons()


OWN = ("/trackers", "[Add a question]", "[Make my own]")


@pytest.mark.parametrize(
    ("label", "acts", "answer", "stored", "card"),
    [
        ("Cravings", ("[A scale, such as 1 to 10]", "0-4", "none", "very strong"), "[3]", 3,
         "Cravings: 3 of 4"),
        ("Shower", ("[Yes or no]",), "[Yes]", True, "Shower: yes"),
        ("Pages", ("[A number, such as 3 cups]", "pages"), "12,5 pages", 12.5,
         "Pages: 12.5 pages"),
        ("Reading", ("[A length of time]",), "1:30", 90, "Reading: 1 h 30"),
        ("Last coffee", ("[A time of day]",), "3pm", "15:00", "Last coffee: 15:00"),
        ("One good thing", ("[A few words]",), "the bus waited", "the bus waited",
         "One good thing: the bus waited"),
    ],
)  # fmt: skip
async def test_every_kind_of_own_question_is_asked_and_kept(
    town: Town,
    alice: TelegramUser,
    label: str,
    acts: tuple[str, ...],
    answer: str,
    stored: object,
    card: str,
) -> None:
    await does(town, alice, *OWN, label, *acts, "[Every day]", "[In the evening]")
    assert f"I'll ask “{label}”" in alice.last.words
    (tracker,) = await listed(town)
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]")
    assert label in alice.last.words
    await does(town, alice, answer)
    assert (await told(town))[tracker.id] == stored
    assert card in alice.last.words


async def test_an_answer_out_of_range_is_asked_again_kindly(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *switched_on("Alcohol"), "/checkin", "[7]", "[8]", "[4]", "99")
    assert "such as" in alice.last.words
    await does(town, alice, "2")
    assert (await told(town))["alcohol"] == 2


async def test_a_question_for_certain_days_is_asked_on_those(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *OWN, "Group", "[Yes or no]", "[On certain days]")
    await does(town, alice, "[Thu]", "[Save]", "[In the evening]", "/checkin", "[7]", "[8]", "[4]")
    assert "Noted for" in alice.last.words
    await town.at_local("2026-11-26", "20:00")
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]")
    assert "Group" in alice.last.words


async def test_order_rest_and_name_are_a_tap_away(town: Town, alice: TelegramUser) -> None:
    await does(
        town,
        alice,
        *switched_on("Energy", "Stress"),
        "/trackers",
        "[Stress]",
        MORE,
        "[▲ Ask it earlier]",
    )
    assert [t.id for t in await listed(town)] == ["stress", "energy"]
    await does(town, alice, "[Energy]", "[Rename]", "Fuel")
    assert "Fuel" in alice.last.words
    assert [t.id for t in await listed(town)] == ["stress", "energy"]
    await does(town, alice, "/trackers", "[Fuel]", "[Pause it]")
    assert "paused" in alice.last.words


async def test_another_meaning_is_another_question(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *switched_on("Energy"), "/checkin", "[7]", "[8]", "[4]", "[5]")
    await does(town, alice, "/trackers", "[Energy]", MORE, "[Another kind of answer]", "Energy")
    await does(town, alice, "[A scale, such as 1 to 10]", "[0–3]", "[Skip]", "[Skip]")
    await does(town, alice, "[Every day]", "[In the evening]")
    assert "stay with the old question" in alice.last.words
    old, new = sorted(await listed(town), key=lambda t: t.id != "energy")
    assert old.id == "energy"
    assert not old.active
    assert (new.content["minimum"], new.content["maximum"]) == (0, 3)
    assert (await told(town))["energy"] == 5
    await does(town, alice, f"/day {TODAY}")
    assert "Energy" in alice.last.words


@pytest.mark.parametrize(
    ("choice", "left"), [("[Keep my answers]", {"energy": 5}), ("[Erase them too]", {})]
)
async def test_a_question_goes_with_or_without_its_history(
    town: Town, alice: TelegramUser, choice: str, left: dict[str, int]
) -> None:
    await does(town, alice, *switched_on("Energy"), "/checkin", "[7]", "[8]", "[4]", "[5]")
    await does(town, alice, "/trackers", "[Energy]", MORE, "[Delete]", choice)
    assert "Energy" not in alice.buttons()
    now = await told(town)
    assert {k: v for k, v in now.items() if k == "energy"} == left
    await does(town, alice, f"/day {TODAY}")
    assert ("Energy: 5 of 10" in alice.last.words) == bool(left)


async def test_what_belongs_to_the_morning_is_asked_with_the_morning_message(
    town: Town,
) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(
        town,
        alice,
        *switched_on("Rested in the morning"),
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[Sleep in the morning: off]",
    )
    await town.at_local("2026-11-25", "08:00")
    assert "Walk after lunch" in alice.last.words
    assert "How was your night?" in alice.last.words
    await does(town, alice, "[7]", "[4]", "[2]")
    assert "Slept 7 h" in alice.last.words
    assert "Rested in the morning: 2 of 5" in alice.last.words
    assert "On it" in alice.buttons()
    await town.at_local("2026-11-25", "21:00")
    assert QUESTION in alice.last.words
    await does(town, alice, "[6]")
    assert "Walk after lunch" in alice.last.words
    assert "sleep" not in alice.last.words.splitlines()[-1]


async def test_sleep_that_went_by_in_the_morning_is_asked_in_the_evening(
    town: Town, alice: TelegramUser
) -> None:
    await does(
        town,
        alice,
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[Sleep in the morning: off]",
    )
    await town.at_local("2026-11-25", "08:00")
    assert "How was your night?" in alice.last.words
    await town.at_local("2026-11-25", "21:00")
    await does(town, alice, "[6]")
    assert "last night's sleep" in alice.last.words


async def feels_an_urge(town: Town, alice: TelegramUser, answer: str) -> list[str]:
    """Tell an urge; give what was said besides the questions."""
    await does(town, alice, *switched_on("Urges to self-harm"), "/checkin", "[7]", "[8]", "[4]")
    heard = len(alice.heard)
    await does(town, alice, answer)
    assert (await told(town))["urges"] == int(answer.strip("[]"))
    return [message.words for message in alice.heard[heard:]]


async def test_no_urge_brings_nothing(town: Town, alice: TelegramUser) -> None:
    assert not any("/support" in words for words in await feels_an_urge(town, alice, "[0]"))


async def test_some_urge_brings_the_way_to_support(town: Town, alice: TelegramUser) -> None:
    said = await feels_an_urge(town, alice, "[1]")
    assert any("/support" in words for words in said)
    assert not any("I'm glad you told me" in words for words in said)


@pytest.mark.parametrize("answer", ["[4]", "[5]"])
async def test_a_strong_urge_is_met_with_more_than_a_line(
    town: Town, alice: TelegramUser, answer: str
) -> None:
    said = await feels_an_urge(town, alice, answer)
    assert any("I'm glad you told me" in words for words in said)
    assert any("please call someone or be with someone now" in words for words in said)
    await does(town, alice, "[Support]")
    assert "988" in alice.last.words or "112" in alice.last.words


async def test_urges_are_in_pictures_only_if_the_person_wants_it(
    town: Town, alice: TelegramUser
) -> None:
    await feels_an_urge(town, alice, "[3]")
    await does(town, alice, "/week")
    assert "Urges" not in alice.last.words
    await does(town, alice, "/trackers", "[Urges to self-harm]", "[In pictures: off]")
    assert "In pictures: on" in alice.buttons()
    await does(town, alice, "/week")
    assert "Urges to self-harm: 3." in alice.last.words


async def test_medication_can_be_taken_in_part(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *switched_on("Medication"), "/checkin", "[7]", "[8]", "[4]")
    await does(town, alice, "a bit", "/week")
    assert "Medication: yes on 0, partly on 1 of 1 days." in alice.last.words


async def test_a_mood_that_is_too_high_can_be_told(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *switched_on("Low or high"), "/checkin", "[7]", "[8]", "[4]", "[3]")
    await does(town, alice, "/week")
    assert "Low or high: 3." in alice.last.words


async def test_the_journal_of_a_day_holds_what_was_told(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *switched_on("Energy"), "/checkin", "[7]", "[8]", "[4]", "[5]")
    await does(town, alice, f"/journal {TODAY}")
    assert "Energy: 5 of 10" in alice.last.words


async def test_answers_are_kept_under_the_id_of_the_tracker(
    town: Town, alice: TelegramUser
) -> None:
    await does(
        town, alice, *switched_on("Energy"), "/day 2026-11-24", "[7]", "[8]", "[4]", "[Skip]"
    )
    kept = await town.app.store.read(
        lambda tx: answers.of_day(tx, ALICE, date.fromisoformat(TODAY))
    )
    assert kept["energy"].value is None


async def test_steps_are_understood_in_both_writings_and_however_many(
    town: Town, alice: TelegramUser
) -> None:
    await does(
        town,
        alice,
        "/trackers",
        "[Add a question]",
        "[Make my own]",
        "Steps",
        "[A number, such as 3 cups]",
    )
    await does(town, alice, "steps", "[Every day]", "[In the evening]")
    for day, typed, kept in (
        ("24", "12,000 steps", 12_000),
        ("25", "8.432", 8432),  # like yesterday's, so it is no 8 and a bit
        ("26", "10000", 10_000),
    ):
        await town.at_local(f"2026-11-{day}", "21:00")
        await does(town, alice, "/checkin", "6", "7", "3", typed)
        assert f"Steps: {kept} steps" in alice.last.words
    await does(town, alice, "/week")
    assert (
        "Steps: 3 of 3 days, from 8432 to 12000, with 10000 steps in the middle."
        in alice.last.words
    )
