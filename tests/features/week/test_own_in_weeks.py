"""What a person follows in questions of their own comes back with the week."""

from datetime import date

from bot.playground.people import TelegramUser
from tests.features.week.test_weeks import picture, view
from tests.support import ready_made
from tests.support.town import Town, does

TODAY = date(2026, 11, 24)


async def switched_on(town: Town, alice: TelegramUser, *names: str) -> None:
    await does(town, alice, *ready_made.switched_on(*names))


async def test_the_week_shows_each_question_with_its_days_and_what_is_typical(
    town: Town, alice: TelegramUser
) -> None:
    await switched_on(town, alice, "Energy", "Alcohol", "Movement", "Medication")
    told = {"24": "5 0 30 yes", "25": "7 2 1:30 no", "26": "8 1 45 yes"}
    for day, answers in told.items():
        await town.at_local(f"2026-11-{day}", "21:00")
        await does(town, alice, "/checkin", "6", "7", "3", *answers.split())
    await does(town, alice, "/week")
    words = alice.last.words
    assert "Energy: 3 of 3 days, from 5 to 8, with 7 in the middle." in words
    assert "Alcohol: 3 of 3 days, from 0 to 2, with 1 drinks in the middle." in words
    assert "Movement: 3 of 3 days, from 30 min to 1 h 30, with 45 min in the middle." in words
    assert "Medication: yes on 2, partly on 0 of 3 days." in words
    picture(town, alice.last)
    shown = (await view(town, alice, "week", date(2026, 11, 26))).own
    assert [(row.name, row.said) for row in shown] == [
        ("Energy", "middle 7 (3 days)"),
        ("Alcohol", "middle 1 drinks (3 days)"),
        ("Movement", "middle 45 min (3 days)"),
        ("Medication", "yes on 2, partly on 0 of 3"),
    ]
    assert shown[0].cells == ("5", "7", "8")
    assert shown[0].levels == (4 / 9, 6 / 9, 7 / 9)  # on its own scale, of 1 to 10
    assert [row.drawn for row in shown] == ["line", "line", "line", "marks"]


async def test_one_or_two_days_are_said_and_nothing_is_called_typical(
    town: Town, alice: TelegramUser
) -> None:
    await switched_on(town, alice, "Energy")
    await does(town, alice, "/checkin", "6", "7", "3", "5", "/week")
    assert "Energy: 5." in alice.last.words
    await town.at_local("2026-11-25", "21:00")
    await does(town, alice, "/checkin", "6", "7", "3", "8", "/week")
    assert "Energy: 2 of 2 days, from 5 to 8." in alice.last.words
    (row,) = (await view(town, alice, "week", date(2026, 11, 25))).own
    assert row.said == "2 days"


async def test_a_day_without_an_answer_is_a_gap_and_one_without_the_question_is_none(
    town: Town, alice: TelegramUser
) -> None:
    await switched_on(town, alice, "Energy")
    await does(
        town, alice, "/trackers", "[Energy]", "[Days]", "[On certain days]", "[Tue]", "[Wed]"
    )
    await does(town, alice, "[Fri]", "[Save]")
    await does(town, alice, "/checkin", "6", "7", "3", "5")
    await town.at_local("2026-11-27", "21:00")
    await does(town, alice, "/checkin", "6", "7", "3", "8")
    (row,) = (await view(town, alice, "week", date(2026, 11, 27))).own
    assert row.cells == ("5", "", None, "8")


async def test_what_is_asked_about_harm_and_what_is_said_in_sentences_is_not_shown_around(
    town: Town, alice: TelegramUser
) -> None:
    await switched_on(town, alice, "Urges to self-harm")
    await does(town, alice, "/trackers", "[Add a question]", "[Make my own]", "Thought of the day")
    await does(town, alice, "[A few words]", "[Every day]", "[In the evening]")
    await does(town, alice, "/checkin", "6", "7", "3", "3", "nobody need read this", "/week")
    assert "Urges" not in alice.last.words
    assert "nobody" not in alice.last.words
    assert (await view(town, alice, "week", TODAY)).own == ()


async def test_the_part_of_a_night_that_was_slept_stands_there_too(
    town: Town, alice: TelegramUser
) -> None:
    await does(
        town,
        alice,
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[Sleep in detail: off]",
        "/checkin",
        "6",
    )
    await does(town, alice, "23:00", "same", "45", "[2]", "[1 h]", "6:30", "7:00", "3", "/week")
    assert "Asleep, % of the time in bed: 72." in alice.last.words


async def test_words_are_counted_without_those_that_were_put_away(
    town: Town, alice: TelegramUser
) -> None:
    await does(
        town, alice, "/trackers", "[Sleep, what happened, what helped]", "[What helped: off]"
    )
    for day, words in (("22", "ducks, wine"), ("23", "ducks"), ("24", "wine, tea")):
        await does(town, alice, f"/day 2026-11-{day}", "6", "7", "3", words, "[Save]")
    await does(
        town,
        alice,
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[Words for what helped]",
        "[wine]",
        "[Stop offering it]",
        "/week",
    )
    assert "What helped: ducks (2 days), tea (1 day)." in alice.last.words
    (row,) = (await view(town, alice, "week", TODAY)).own
    assert (row.cells, row.said) == ((), "ducks (2 days), tea (1 day)")


async def test_a_question_at_rest_still_shows_the_days_on_which_it_was_asked(
    town: Town, alice: TelegramUser
) -> None:
    await switched_on(town, alice, "Energy")
    await does(town, alice, "/checkin", "6", "7", "3", "5")
    await does(town, alice, "/trackers", "[Energy]", "[Pause it]", "/week")
    assert "Energy: 5." in alice.last.words
