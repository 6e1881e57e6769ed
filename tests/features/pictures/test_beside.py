"""One question alone as a picture, or two beside each other."""

from bot.playground.people import TelegramUser
from charts.beside_view import BesideView
from tests.features.pictures.shown import folded, shown
from tests.features.week.test_weeks import picture
from tests.support.ready_made import switched_on
from tests.support.town import Town, does


async def test_movement_stands_beside_mood(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *switched_on("Movement"), "/checkin", "6", "7", "3", "30")
    await does(town, alice, "/week", "[More pictures]", "[One question, or two]")
    assert alice.buttons() == ["Mood", "Sleep", "Movement"]
    await does(town, alice, "[Mood]")
    assert picture(town, alice.last).size == (1080, 1350)
    assert alice.last.words.startswith("Mood\nYour days so far, from 24 Nov\n")
    await does(town, alice, "[Show another with it]")
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
