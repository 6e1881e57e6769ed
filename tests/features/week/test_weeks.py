from datetime import date
from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from bot.core.turn import Turn
from bot.features.goals import words as goal_words
from bot.features.goals.count import count
from bot.features.week import data as week_data
from bot.features.week import view as week_view
from bot.features.week.caption import hours_words
from bot.features.week.moods import BESIDE
from bot.i18n import render
from bot.playground.people import TelegramUser
from bot.playground.world import StoredMessage
from charts import steadiness
from charts.theme import DARK
from charts.view import Mark, WeekView
from storage import people
from storage.goals import Goal
from storage.store import Tx
from tests.support.evening import QUESTION
from tests.support.town import Town, does, settled_in


def picture(town: Town, message: StoredMessage) -> Image.Image:
    """The picture that a message shows."""
    file = town.playground.world.files[message.message["photo"][-1]["file_id"]]
    assert len(file.data) < 80_000
    return Image.open(BytesIO(file.data))


async def view(town: Town, alice: TelegramUser, kind: str, last: date) -> WeekView:
    """What a picture of Alice's days would show."""
    return await town.app.store.read(partial(_view, town, alice, kind, last))


def _view(town: Town, alice: TelegramUser, kind: str, last: date, tx: Tx) -> WeekView:
    known = people.get(tx, alice.id)
    assert known is not None
    deps = town.app.deps
    return week_view.picture(week_data.read(Turn.of(tx, deps, known), kind, last))


async def a_week(town: Town, alice: TelegramUser) -> None:
    """Seven days, two of them without an answer."""
    for day, mood, sleep in ((18, 4, 6), (19, 5, 7), (21, 3, 5), (22, 6, 8), (24, 7, 7.5)):
        await does(town, alice, f"/day 2026-11-{day}", str(mood), str(sleep), "3")


async def test_week_answers_with_one_picture_and_the_same_in_words(
    town: Town, alice: TelegramUser
) -> None:
    await a_week(town, alice)
    await does(town, alice, "/week")
    assert picture(town, alice.last).width == 1080
    words = alice.last.words
    assert words.splitlines()[:2] == [
        "5 of 7 days, mostly 4 to 6",
        "Your week, 18 Nov – 24 Nov",
    ]
    assert "Mood: 5 of 7 days, from 3 to 7 of 10, with 5 in the middle." in words
    assert "Lowest on Sat 21 Nov, highest on Tue 24 Nov." in words
    assert "Sleep: 5 of 7 nights, about 6 h 42 a night" in words.splitlines()[2]
    assert "Mood, day by day: Wed 4, Thu 5, Sat 3, Sun 6, Tue 7." in words
    bold, folded = alice.last.message["caption_entities"]
    assert (bold["type"], folded["type"]) == ("bold", "expandable_blockquote")
    assert words[folded["offset"] :].startswith("Mood: 5 of 7 days")
    assert folded["offset"] + folded["length"] == len(words)
    assert "The 7 days before: no answers." in words
    assert len(words) <= 1024


async def test_whoever_cannot_see_the_picture_reads_the_rest_of_it_too(
    town: Town, alice: TelegramUser
) -> None:
    for day in range(1, 16):
        await does(town, alice, f"/day 2026-11-{day:02}", "5", "7", "3")
    await a_week(town, alice)
    await does(town, alice, "Nobody need know this", "Ask about the dreams", "[For therapy]")
    await does(
        town, alice, "/win Went out anyway", "/day 2026-11-22", "[Add a note]", "Rain.\nAll day."
    )
    await does(town, alice, "/week")
    said = alice.last.words.splitlines()
    assert "Your usual mood, from 15 days: 5." in said
    assert "How it felt: 3 of 5 in the middle, on 5 nights." in said
    assert said[-7:-3] == [
        "Filled in later: Wed 18 Nov, Thu 19 Nov, Sat 21 Nov, Sun 22 Nov.",
        "Sun, a note: “Rain. All day.”",
        "Tue, a win: “Went out anyway”",
        "Tue, a note: “Ask about the dreams”",
    ]
    assert "Nobody need know this" not in alice.last.words


async def test_earlier_and_later_turn_the_same_page(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/day 2026-11-09", "5", "7", "3", "/day 2026-11-12", "5", "7", "3")
    await a_week(town, alice)
    await does(town, alice, "/week")
    count = len(alice.heard)
    shown = alice.last.message["message_id"]
    await does(town, alice, "[◀ Earlier]")
    assert len(alice.heard) == count
    assert "\nYour week, 11 Nov – 17 Nov\n" in alice.chat.messages[shown].words
    await does(town, alice, "[◀ Earlier]")
    assert "\nYour days so far, from 9 Nov\n" in alice.chat.messages[shown].words
    assert "◀ Earlier" not in alice.buttons(shown)
    await does(town, alice, "[Later ▶]", "[Later ▶]")
    assert "\nYour week, 18 Nov – 24 Nov\n" in alice.chat.messages[shown].words
    assert "Later ▶" not in alice.buttons(shown)


async def test_weeks_of_which_nothing_was_told_are_stepped_over(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day 2026-10-01", "4", "6", "3")
    await a_week(town, alice)
    await does(town, alice, "/week", "[◀ Earlier]")
    assert "\nYour days so far, from 1 Oct\n" in alice.last.words
    assert "◀ Earlier" not in alice.buttons()
    await does(town, alice, "[Later ▶]")
    assert "\nYour week, 18 Nov – 24 Nov\n" in alice.last.words


async def test_a_week_of_another_year_says_of_which(town: Town, alice: TelegramUser) -> None:
    await a_week(town, alice)
    await town.at_local("2027-01-03", "22:00")
    await does(town, alice, "/week 2026-11-24")
    assert "\nYour week, 18 Nov – 24 Nov 2026\n" in alice.last.words
    await does(town, alice, "/checkin", "7", "/month")
    assert "\nFour weeks, 7 Dec 2026 – 3 Jan 2027\n" in alice.last.words


async def test_where_nothing_was_told_there_is_a_sentence_and_no_picture(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/week")
    assert alice.last.words == "There's nothing from these days, and that's fine."
    assert "photo" not in alice.last.message
    await does(town, alice, "[Check in now]")
    assert QUESTION in alice.last.words


async def test_today_is_no_gap_before_the_evening(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/day yesterday", "5", "/week")
    assert alice.last.words.startswith("One day so far: 5 of 10\nYour days so far, from 23 Nov\n")


async def test_month_shows_four_weeks(town: Town, alice: TelegramUser) -> None:
    await a_week(town, alice)
    await does(town, alice, "/month")
    assert picture(town, alice.last).width == 1080
    assert "\nYour days so far, from 18 Nov\n" in alice.last.words
    await town.at_local("2026-12-22", "22:00")
    await does(town, alice, "/checkin", "7", "/month")
    assert "\nFour weeks, 25 Nov – 22 Dec\n" in alice.last.words


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


TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


async def test_what_is_noted_for_oneself_is_a_flag_and_no_words(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "I am afraid of the session", "/checkin", "6", "7", "3")
    shown = await view(town, alice, "week", TUESDAY)
    assert shown.days[-1].note
    assert shown.words == ()


async def test_what_is_for_therapy_or_belongs_to_the_evening_is_shown_in_words(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "Ask about the dreams", "[For therapy]", "Nobody need know this")
    await does(town, alice, "/checkin", "6", "7", "3", "[Add a note]", "Rain all day")
    await does(town, alice, "/win Went out anyway")
    shown = await view(town, alice, "week", TUESDAY)
    assert [(kind, day, words) for kind, day, words in shown.words] == [
        ("win", "Tue", "Went out anyway"),
        ("note", "Tue", "Rain all day"),
        ("note", "Tue", "Ask about the dreams"),
    ]


async def test_correcting_yesterday_does_not_make_it_late(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "6", "7", "3", "/day 2026-11-22", "4")
    await town.at_local("2026-11-25", "10:00")
    await does(town, alice, "/day yesterday", "[Edit]", "[Mood]", "5")
    shown = await view(town, alice, "week", TUESDAY)
    late = {day.sublabel: day.late for day in shown.days if day.mood is not None}
    assert late == {"22 Nov": True, "24 Nov": False}
    assert shown.days[-1].mood == 5


async def test_a_goal_made_today_is_not_measured_by_four_weeks(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk")
    await does(town, alice, "/checkin", "7", "8", "4", "[✅ Done]", "/month")
    assert "Walk: 1 time." in alice.last.words
    assert (await view(town, alice, "month", TUESDAY)).goals[0].count == "1 time"


async def test_a_goal_made_yesterday_is_counted_since_then_in_picture_and_words(
    town: Town, alice: TelegramUser
) -> None:
    for day in (20, 21, 22, 23):
        await does(town, alice, f"/day 2026-11-{day}", "5", "7", "3")
    await does(town, alice, "/goals", "[Add a goal]", "Walk")
    await does(town, alice, "[A small step for the coming weeks]", "[Every day]", "[No end date]")
    await does(town, alice, "/checkin", "7", "8", "4", "[Not today]", "/week")
    assert "Walk: new this week." in alice.last.words
    assert "0 of" not in alice.last.words
    (walk,) = (await view(town, alice, "week", TUESDAY)).goals
    assert (walk.count, walk.done, walk.target) == ("new this week", 0, 1)
    await town.at_local("2026-11-25", "08:00")
    assert "• Walk — every day" in alice.last.words
    assert "0 done" not in alice.last.words
    await does(town, alice, "/checkin", "7", "8", "4", "[✅ Done]", "/week")
    assert "Walk: 1 of 2." in alice.last.words
    assert [goal.count for goal in (await view(town, alice, "week", WEDNESDAY)).goals] == [
        "1 of 2"
    ]


async def test_a_goal_of_which_nothing_was_said_is_no_nought(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk")
    await does(town, alice, "/checkin", "7", "8", "4", "[Skip]", "/week")
    assert "Walk: nothing noted so far." in alice.last.words


WALK = Goal(1, "Walk", "short", 3, (), None, None, "active", date(2026, 10, 1), date(2026, 10, 1))


FIRST = date(2026, 10, 28)
DONE: tuple[Mark | None, ...] = ("done",) * 28


@pytest.mark.parametrize(
    ("changed", "marks", "target", "days"),
    [
        ({}, DONE, 12, 28),
        ({}, (*DONE[:5], *[None] * 23), 5, 28),
        ({}, (None,) * 28, None, 28),
        ({"created": date(2026, 11, 11)}, (*[None] * 14, *DONE[:14]), 6, 14),
        ({"created": date(2026, 11, 20)}, (*[None] * 23, *DONE[:5]), None, 5),
        ({"until": date(2026, 11, 10)}, (*DONE[:14], *[None] * 14), 6, 14),
        (
            {"status": "reached", "changed": date(2026, 11, 17)},
            (*DONE[:21], *[None] * 7),
            9,
            21,
        ),
        ({"times_per_week": 7}, (*DONE[:3], *[None] * 22, *DONE[:3]), 6, 28),
        ({"times_per_week": None, "days": (1, 4)}, DONE, 8, 28),
        ({"times_per_week": None, "days": (1, 4)}, (*DONE[:7], *[None] * 21), 2, 28),
        ({"times_per_week": None}, DONE, None, 28),
    ],
)
def test_no_more_is_meant_than_was_there_and_was_answered(
    changed: dict[str, object], marks: tuple[Mark | None, ...], target: int | None, days: int
) -> None:
    goal = WALK._replace(**changed)
    counted = count(goal, marks, FIRST)
    assert (counted.target, counted.days) == (target, days)


def test_days_of_which_something_was_said_are_days_of_the_goal() -> None:
    goal = WALK._replace(created=TUESDAY)
    counted = count(goal, ("done", *[None] * 27), FIRST)
    assert (counted.done, counted.target, counted.days) == (1, 1, 28)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ((None,) * 7, "nothing noted"),
        (("done", "done", "partly", "not", None, None, None), "2 of 3, 1 partly"),
        (("done",) * 7, "3 of 3, and 4 more"),
        (("not",) * 7, "0 of 3"),
    ],
)
def test_a_count_is_said_with_what_was_partly_done_and_beyond(
    marks: tuple[Mark | None, ...], said: str
) -> None:
    assert render(goal_words.count(count(WALK, marks, FIRST)), "en") == said


async def test_days_of_the_usual_are_counted_apart(town: Town, alice: TelegramUser) -> None:
    for day in range(3, 24):
        await does(town, alice, f"/day 2026-11-{day:02}", "5" if day < 18 else "6", "7", "3")
    await does(town, alice, "/checkin", "[Same as usual]", "/week")
    assert "Mood: 6 of 7 days, 6 of 10." in alice.last.words
    assert "Filled in as usual: Tue 24 Nov." in alice.last.words
    assert (await view(town, alice, "week", TUESDAY)).title == (
        "Higher than the week before: 7 of 7 days, mostly 6"
    )


async def test_all_lowest_days_are_named_or_none(town: Town, alice: TelegramUser) -> None:
    for day, mood in (("20", 3), ("21", 7), ("22", 3), ("23", 5)):
        await does(town, alice, f"/day 2026-11-{day}", str(mood), "7", "3")
    await does(town, alice, "/week")
    assert "Lowest on Fri 20 Nov, Sun 22 Nov, highest on Sat 21 Nov." in alice.last.words
    await does(town, alice, "/day 2026-11-18", "3", "7", "3", "/day 2026-11-19", "3", "7", "3")
    await does(town, alice, "/week")
    assert "Lowest on" not in alice.last.words


async def test_a_moment_alone_makes_today_part_of_the_week(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/mood 3", "/week")
    assert "Mood: 3 of 10." in alice.last.words
    await does(town, alice, "/timeline")
    assert "Mood: 3 of 10." in alice.last.words


async def test_the_usual_says_on_how_many_days_it_rests(town: Town, alice: TelegramUser) -> None:
    for day in range(1, 16):
        await does(town, alice, f"/day 2026-11-{day:02}", "5", "7", "3")
    shown = await view(town, alice, "week", TUESDAY)
    assert shown.labels.your_usual == "your usual, from 15 days"


async def test_many_words_fill_more_pages_and_the_button_turns_them(
    town: Town, alice: TelegramUser
) -> None:
    for n in range(20):
        await does(town, alice, f"/win Step {n}: went out and came back again")
    await does(town, alice, "/month")
    message = alice.last.message["message_id"]
    first = alice.last.message["photo"]
    await does(town, alice, "[Page 2 of 3 ▶]")
    assert alice.last.message["message_id"] == message
    assert alice.last.message["photo"] != first
    assert "Page 3 of 3 ▶" in alice.buttons(message)


async def test_what_no_caption_can_hold_is_one_tap_away(town: Town, alice: TelegramUser) -> None:
    for n in range(20):
        await does(town, alice, f"/win Step {n}: {'went out and came back again ' * 3}")
    await does(town, alice, "/month")
    assert len(alice.last.words) <= 1024
    assert "Step 19" not in alice.last.words
    await does(town, alice, "[All of it in words]")
    assert "Step 19" in alice.last.words


async def test_pictures_are_dark_for_whoever_wants_them_so(
    town: Town, alice: TelegramUser
) -> None:
    await a_week(town, alice)
    assert (await view(town, alice, "week", TUESDAY)).look == "light"
    await does(town, alice, "/settings", "[Pictures: light]", "/week")
    assert (await view(town, alice, "week", TUESDAY)).look == "dark"
    corner = picture(town, alice.last).convert("RGB").getpixel((2, 2))
    assert corner == tuple(bytes.fromhex(DARK.ground[1:]))


async def test_sessions_and_milestones_stand_on_their_day(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/win Went out anyway", "[A milestone]", "/week")
    shown = await view(town, alice, "week", TUESDAY)
    assert shown.days[-1].happenings == ("milestone",)
    assert "Milestone: 24 Nov." in alice.last.words or "Milestone: Tue 24 Nov." in alice.last.words


def test_a_week_is_called_steadier_only_where_it_clearly_is() -> None:
    calm = [5, 5, 6, 5, 5, 5, 6]
    assert steadiness.is_steadier(calm, [1, 9, 2, 10, 1, 8, 3] * 4)
    assert not steadiness.is_steadier(calm, [4, 6, 5, 7, 4, 6, 5] * 4)
    assert not steadiness.is_steadier(calm[:3], [1, 9, 2, 10, 1, 8, 3] * 4)


@pytest.mark.parametrize(
    ("hours", "said"), [(8.0, "8 h"), (6.7, "6 h 42"), (7.9999, "8 h"), (0.05, "0 h 03")]
)
def test_hours_are_said_as_people_say_them(hours: float, said: str) -> None:
    assert render(hours_words(hours), "en") == said


@pytest.mark.parametrize("sentence", BESIDE.values())
def test_each_comparison_is_one_whole_sentence(sentence: object) -> None:
    assert str(getattr(sentence, "message", "")).endswith(".")
    said = render(sentence.given(days=7, median=5.0, n=6), "en")
    assert said.startswith("The 7 days before: 5 in the middle, on 6 days")


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (["done"] * 3, ""),
        (["done"] * 4, "1 more"),
        (["done"] * 3 + ["partly"], "1 more, partly"),
        # One of the two is the third of three.
        (["done"] * 2 + ["partly"] * 2, "1 more, partly"),
        (["done"] * 5 + ["partly"], "2 more, 1 partly"),
        (["partly"] * 2, ""),
    ],
)
def test_what_was_done_beyond_the_target_is_said_in_words(marks: list[Mark], said: str) -> None:
    counted = count(WALK, (*marks, *[None] * (7 - len(marks))), FIRST)
    beyond = goal_words.beyond(counted, 3)
    assert ("" if beyond is None else render(beyond, "en")) == said
    assert goal_words.beyond(counted, None) is None
