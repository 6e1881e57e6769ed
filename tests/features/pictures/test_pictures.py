"""The pictures besides the week and the month: how one comes to them, what they say, and when."""

from datetime import date
from functools import partial

import pytest

from bot.core.turn import Turn
from bot.playground.people import TelegramUser
from charts.beside_view import BesideView
from charts.nights_view import NightsView
from charts.timeline_view import TimelineView
from charts.year_view import YearView
from storage import people
from storage.store import Tx
from tests.features.test_sleep import DETAIL, NIGHT
from tests.features.week.test_weeks import a_week, picture
from tests.support.drawn import LOOKS
from tests.support.ready_made import switched_on
from tests.support.town import Town, does

LAST = date(2026, 11, 24)


async def shown(town: Town, alice: TelegramUser, kind: str, **more: str) -> object:
    """What a picture of Alice's would show."""
    asked = {"kind": kind, "last": LAST.isoformat(), **more}

    def look(tx: Tx) -> object:
        known = people.get(tx, alice.id)
        assert known is not None
        found = LOOKS[kind](Turn.of(tx, town.app.deps, known), asked)
        assert found is not None
        return found.view

    return await town.app.store.read(partial(look))


def folded(alice: TelegramUser) -> str:
    """What a tap on the caption opens."""
    (quote,) = [e for e in alice.last.message["caption_entities"]
                if e["type"] == "expandable_blockquote"]  # fmt: skip
    return alice.last.words[quote["offset"] :]


@pytest.mark.parametrize("said", ["/year", "/timeline", "/week sleep", "/month sleep"])
async def test_nothing_told_is_a_sentence_and_the_way_to_begin(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, said)
    assert not alice.last.message.get("photo")
    assert alice.buttons() == ["Check in now"]


async def test_a_year_is_a_picture_with_its_months_in_words(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day 2026-10-01", "3", "7", "3")
    await a_week(town, alice)
    await does(town, alice, "/year")
    assert picture(town, alice.last).size == (1080, 1350)
    assert alice.last.words.splitlines()[:3] == [
        "6 of 55 days, mostly 3 to 6",
        "Your days so far, from 1 Oct",
        "Mood: 6 of 55 days, from 3 to 7 of 10, with 4.5 in the middle.",
    ]
    assert "Oct: 1 of 31 days.\nNov: 5 of 24 days, with 5 in the middle.\n" in folded(alice)
    assert "Nov, by its days: 18: 4, 19: 5, 21: 3, 22: 6, 24: 7." in folded(alice)
    assert "◀ Earlier" not in alice.buttons()


async def test_a_year_begins_with_the_diary_and_earlier_ends_there(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day 2025-06-10", "3", "7", "3")
    await a_week(town, alice)
    view = await shown(town, alice, "year")
    assert isinstance(view, YearView)
    assert [len(month.days) for month in view.months] == [31, 31, 28, 31, 30, 31, 30, 31, 31, 30,
                                                          31, 24]  # fmt: skip
    await does(town, alice, "/year", "[◀ Earlier]")
    assert "\nYour days so far, from 10 Jun 2025\n" in alice.last.words
    assert "◀ Earlier" not in alice.buttons()
    await does(town, alice, "[Later ▶]")
    assert "\nYour year, 1 Dec 2025 – 24 Nov 2026\n" in alice.last.words
    await does(town, alice, "/year 2025")
    assert "\nYour days so far, from 10 Jun 2025\n" in alice.last.words


async def test_same_as_usual_is_drawn_and_not_reckoned_with(
    town: Town, alice: TelegramUser
) -> None:
    for day in range(18, 24):
        await does(town, alice, f"/day 2026-11-{day}", "5", "7", "3")
    await does(town, alice, "/checkin", "[Same as usual]")
    for kind, more in (("year", {}), ("timeline", {"span": "8w"})):
        view = await shown(town, alice, kind, **more)
        assert isinstance(view, YearView | TimelineView)
        assert view.title == "7 of 7 days, mostly 5"
    assert isinstance(view, TimelineView)
    assert len(view.days) == 7


async def test_the_timeline_has_the_middle_of_weeks_and_questionnaires_on_their_range(
    town: Town, alice: TelegramUser
) -> None:
    await a_week(town, alice)
    await does(town, alice, "/scales GAD-7", "[Start]", *["[Several days]"] * 7, "[Skip]")
    view = await shown(town, alice, "timeline", span="8w")
    assert isinstance(view, TimelineView)
    (week,) = view.weeks
    assert (week.begins, week.ends, week.low, week.median, week.high) == (0, 6, 4, 5, 6)
    (line,) = view.scores
    assert (line.name, line.better, line.lowest, line.highest) == (
        "GAD-7", "lower is better", 0, 21,
    )  # fmt: skip
    assert line.points == ((6, 7),)
    assert [one.low for one in line.ranges] == [0, 5, 10, 15]
    assert line.said == "last 7 of 21, “mild”"
    await does(town, alice, "/timeline")
    assert "GAD-7: 7 on Tue 24 Nov.\nGAD-7 goes to 21; lower is better." in folded(alice)


async def test_a_night_told_in_detail_is_a_bar_with_its_parts(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", *NIGHT, "[3]", "/week sleep")
    assert picture(town, alice.last).size == (1080, 1350)
    view = await shown(town, alice, "nights", length="7")
    assert isinstance(view, NightsView)
    (night,) = view.nights
    assert night.asleep == (11 * 60, 18 * 60 + 30)
    assert night.in_bed == (11 * 60, 19 * 60)
    assert (night.to_sleep, night.wakings, night.slept, night.part) == (45, 2, "5:45", "72%")
    assert (night.begins, night.ends) == ("23:00", "7:00")
    assert (
        "Tue 24 Nov: in bed 23:00–7:00, tried to sleep 23:00, awake 6:30, 45 min to fall asleep, "
        "woke up 2 times, 1 h awake in between, 5:45 h asleep, 72% of the time in bed."
    ) in folded(alice)
    assert "there is 1 so far." in alice.last.words.splitlines()[2]


async def test_nights_told_by_their_hours_have_no_bar_and_are_no_zero(
    town: Town, alice: TelegramUser
) -> None:
    await a_week(town, alice)
    await does(town, alice, "/day 2026-11-23", "5", "23:10-06:40", "3")
    view = await shown(town, alice, "nights", length="7")
    assert isinstance(view, NightsView)
    assert [night.asleep is not None for night in view.nights] == [False] * 5 + [True, False]
    assert [night.slept for night in view.nights] == ["6:00", "7:00", "", "5:00", "8:00", "7:30",
                                                      "7:30"]  # fmt: skip
    assert view.title == "Times filled in for 1 of 7 nights"


async def test_how_alike_nights_end_is_said_from_ten_on(town: Town, alice: TelegramUser) -> None:
    for n, wake in enumerate(("06:40", "06:50", "07:00", "07:10", "07:20") * 2):
        await does(town, alice, f"/day 2026-11-{n + 14}", "5", f"23:10-{wake}", "3")
    await does(town, alice, "/month sleep")
    assert alice.last.words.splitlines()[2] == (
        "Half of your nights ended within 10 min of 07:00 (10 nights in four weeks)."
    )
    await does(town, alice, "[One week]")
    assert "(10 nights in four weeks)" in alice.last.words


async def test_movement_stands_beside_mood(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *switched_on("Movement"), "/checkin", "6", "7", "3", "30")
    await does(town, alice, "/week", "[More pictures]", "[One question, or two]")
    assert alice.buttons() == ["Mood", "Sleep", "Movement"]
    await does(town, alice, "[Mood]")
    assert picture(town, alice.last).size == (1080, 1350)
    assert alice.last.words.startswith("Mood\nYour days so far, from 24 Nov\n")
    await does(town, alice, "[Beside another]")
    assert alice.buttons() == ["Sleep", "Movement"]
    await does(town, alice, "[Movement]")
    assert alice.last.words.startswith("Mood and Movement\n")
    assert "can go up and down together by chance" in alice.last.words.splitlines()[2]
    assert "Mood, day by day: 24 Nov: 6." in folded(alice)


async def test_urges_are_offered_only_if_the_person_wants_them_in_pictures(
    town: Town, alice: TelegramUser
) -> None:
    harm = "Urges to self-harm"
    await does(town, alice, *switched_on(harm), "/checkin", "6", "7", "3", "0")
    choose = ("/week", "[More pictures]", "[One question, or two]")
    await does(town, alice, *choose)
    assert alice.buttons() == ["Mood", "Sleep"]
    await does(town, alice, "/trackers", f"[{harm}]", "[In pictures: off]", *choose)
    assert alice.buttons() == ["Mood", "Sleep", harm]
    chosen = alice.last.message["message_id"]
    await does(town, alice, "/trackers", f"[{harm}]", "[In pictures: on]")
    alice.presses(harm, chosen)
    await town.settle()
    assert alice.last.words == "That question isn't there anymore, or you keep it out of pictures."


async def test_more_questions_than_eight_are_on_pages(town: Town, alice: TelegramUser) -> None:
    names = ("Energy", "Alcohol", "Movement", "Medication", "Anxiety", "Stress", "Pain")
    await does(town, alice, *switched_on(*names), "/checkin", "6", "7", "3")
    await does(town, alice, "/week", "[More pictures]", "[One question, or two]")
    first = alice.buttons()
    assert len(first) <= 8
    await does(town, alice, "[More ▶]")
    assert not set(first[:-1]) & set(alice.buttons())
    assert {*first, *alice.buttons()} >= {"Mood", "Sleep", *names}


async def test_times_around_midnight_stand_where_they_lie_together(
    town: Town, alice: TelegramUser
) -> None:
    own = ("/trackers", "[Add a question]", "[Make my own]", "Lights out", "[A time of day]")
    await does(town, alice, *own, "[Every day]", "[In the evening]", "/cancel")
    for day, at in (("24", "23:30"), ("25", "00:30"), ("26", "00:00")):
        await town.at_local(f"2026-11-{day}", "21:00")
        await does(town, alice, "/checkin", "6", "7", "3", at)
    await does(town, alice, "/week", "[More pictures]", "[One question, or two]", "[Lights out]")
    (which,) = {
        key["callback_data"].split("|")[2]
        for row in alice.last.message["reply_markup"]["inline_keyboard"]
        for key in row
        if "beside.with" in key["callback_data"]
    }
    view = await shown(town, alice, "beside", which=which, span="4w", last="2026-11-26")
    assert isinstance(view, BesideView)
    (panel,) = view.panels
    assert (panel.low, panel.high, panel.levels) == ("23:30", "00:30", (0.0, 1.0, 0.5))


async def test_the_dark_look_is_that_of_every_picture(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", *NIGHT, "[3]")
    await does(town, alice, "/settings", "[Pictures: light]")
    for kind, more in (
        ("year", {}),
        ("timeline", {"span": "8w"}),
        ("nights", {"length": "7"}),
        ("beside", {"which": "mood+sleep", "span": "3m"}),
    ):
        view = await shown(town, alice, kind, **more)
        assert isinstance(view, YearView | TimelineView | NightsView | BesideView)
        assert view.look == "dark"


async def test_all_of_it_in_words_leaves_nothing_out(town: Town, alice: TelegramUser) -> None:
    for n in range(1, 24):
        await does(town, alice, f"/day 2026-11-{n:02}", str(n % 10 + 1), "7", "3")
        await does(town, alice, f"/day 2026-10-{n:02}", str(n % 10 + 1), "7", "3")
    await does(town, alice, "/year")
    assert "Oct, by its days: 1: 2, 2: 3," in alice.last.words
    await does(town, alice, "/timeline", "[All of it in words]")
    for n in range(1, 24):
        assert f"{n} Nov: {n % 10 + 1}" in alice.last.words
