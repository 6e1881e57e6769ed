import pytest

from bot.playground.people import TelegramUser
from bot.playground.world import Tap
from storage import entries, goals
from storage.entries import Entry
from tests.dispatch.test_buttons_in_words import written
from tests.features.portability.test_import import export, send
from tests.support.town import ALICE, Town, does, settled_in

NEXT = "Next session: {}"
# The stories begin on Tuesday, 24 November 2026, at 17:00.


async def kept(town: Town, kind: str) -> list[Entry]:
    return await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, kind))


def heard(alice: TelegramUser, words: str) -> int:
    return sum(words in message.words for message in alice.heard)


async def test_one_sentence_says_when_therapy_is(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session Tuesdays 15:00, every other week", "[Next week]")
    assert "Noted: Tue 15:00, every other week." in alice.last.words
    await does(town, alice, "/session")
    assert NEXT.format("Tue 1 Dec, 15:00") in alice.last.words


async def test_what_is_no_day_is_asked_about_once(town: Town, alice: TelegramUser) -> None:
    before = len(alice.heard)
    await does(town, alice, "/session yesterday")
    (said,) = alice.heard[before:]
    assert said.words.startswith("Please send a day, such as")
    assert "When do you have therapy?" in said.words
    await does(town, alice, "[Thu]", "[10:00]", "[Every week]")
    assert "Noted: Thu 10:00, every week." in alice.last.words


async def test_or_three_taps(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Thu]", "[10:00]", "[Every week]")
    assert "Noted: Thu 10:00, every week." in alice.last.words
    await does(town, alice, "[My sessions]")
    assert NEXT.format("Thu 26 Nov, 10:00") in alice.last.words


async def test_the_evening_before_it_brings_what_helps_to_prepare(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session thursday 10am", "[Just this once]")
    await does(town, alice, "Ask about the new dose.", "[For therapy]")
    await does(town, alice, "/win called my sister")
    await town.at_local("2026-11-25", "21:00")
    await town.at_local("2026-11-25", "21:20")
    words = alice.last.words
    assert "Your session is tomorrow at 10:00." in words
    assert "Ask about the new dose." in words
    assert "A win this week: “called my sister”" in words
    assert alice.last.silent
    await does(town, alice, "[My week as a picture]")
    assert alice.last.message.get("photo")


async def test_a_day_marked_for_therapy_is_brought_too(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "3", "5", "2", "[For therapy]")
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-24", "21:20")
    assert heard(alice, "Tue 24 Nov: the day, mood 3 of 10") == 1


async def test_a_question_for_the_session_is_added_with_one_tap_and_its_words(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]", "/session")
    await does(town, alice, "[Add a question]", "ask about the dose")
    assert "Kept for your session: “ask about the dose”." in alice.last.words
    await does(town, alice, "/session")
    assert "Your open questions:\n• Tue 24 Nov: ask about the dose" in alice.last.words
    await town.at_local("2026-11-24", "21:20")
    eve = next(m for m in reversed(alice.heard) if "tomorrow at 09:00" in m.words)
    assert "Your open questions:\n• Tue 24 Nov: ask about the dose" in eve.words


async def test_before_a_time_is_said_a_question_can_be_kept_as_well(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Add a question]", "ask about the dose", "/session")
    assert "Your open questions:\n• Tue 24 Nov: ask about the dose" in alice.last.words
    assert "When do you have therapy?" in alice.last.words
    assert {"Add a question", "Cross something off"} <= set(alice.buttons())


async def test_what_is_settled_is_ticked_off_and_can_be_put_back(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]", "/session")
    await does(town, alice, "[Add a question]", "ask about the dose")
    await does(town, alice, "[Add another]", "how long does this take?")
    await does(
        town, alice, "A good talk with Bob.", "[For therapy]", "/session", "[Cross something off]"
    )
    assert alice.last.words.splitlines() == [
        "For your session",
        "",
        "Your open questions:",
        "1. Tue 24 Nov: ask about the dose",
        "2. Tue 24 Nov: how long does this take?",
        "",
        "For therapy:",
        "3. Tue 24 Nov: A good talk with Bob.",
    ]
    await does(town, alice, "[✓ 1]")
    assert "dose" not in alice.last.words
    await does(town, alice, "[✓ 2]")
    assert "A good talk with Bob." not in alice.last.words
    await does(town, alice, "[Put the last one back]")
    assert "A good talk with Bob." in alice.last.words
    await does(town, alice, "[Clear the list]", "/session")
    assert "Your open questions" not in alice.last.words
    assert "For therapy" not in alice.last.words
    # Ticked off is not erased.
    await does(town, alice, "/journal dose")
    assert "ask about the dose" in alice.last.words


async def test_questions_for_the_session_go_along_with_export_and_come_back(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]", "/session")
    await does(town, alice, "[Add a question]", "ask about the dose")
    await does(town, alice, "[Add another]", "how long does this take?", "[The list]", "[✓ 2]")
    before = await export(town, alice)
    told = [one["content"] for one in before["entries"] if one["kind"] == "question"]
    assert sorted((one["text"], one["answered"]) for one in told) == [
        ("ask about the dose", None),
        ("how long does this take?", "2026-11-24"),
    ]
    await does(town, alice, "/delete", "[Erase everything]")
    await town.later(hours=1)
    await settled_in(town, alice)
    await send(town, alice, before)
    await does(town, alice, "[Import it]", "/session")
    assert "Your open questions:\n• Tue 24 Nov: ask about the dose" in alice.last.words
    assert "how long" not in alice.last.words


async def test_the_last_question_can_be_undone(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]", "/session")
    await does(town, alice, "[Add a question]", "ask about the dose", "/undo")
    assert "Undone: “ask about the dose”." in alice.last.words
    assert await kept(town, "question") == []


async def test_after_it_two_questions_and_what_was_said_comes_back(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-25", "09:59")
    assert heard(alice, "remember from") == 0
    await town.at_local("2026-11-25", "10:00")
    assert "What would you like to remember" in alice.last.words
    assert alice.last.silent
    await does(town, alice, "One small thing at a time.")
    assert "What did you agree on?" in alice.last.words
    await does(town, alice, "[Skip]")
    assert "before the next session: “One small thing at a time.”" in alice.last.words
    told = await kept(town, "session")
    assert [(e.day.isoformat(), e.content["take_along"]) for e in told] == [
        ("2026-11-25", "One small thing at a time.")
    ]
    await town.at_local("2026-12-01", "21:00")
    await town.at_local("2026-12-01", "21:20")
    assert "From your session on Wed 25 Nov: “One small thing at a time.”" in alice.last.words


async def test_words_meant_for_the_journal_can_go_there(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-25", "10:00")
    await does(town, alice, "Lunch was good.", "[Skip]", "[Save as a note]", "/journal lunch")
    assert "Lunch was good." in alice.last.words
    assert (await kept(town, "session"))[0].content["take_along"] is None


async def test_what_was_agreed_on_becomes_a_goal_with_one_tap(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-25", "10:00")
    await does(town, alice, "[Skip]", "A walk after lunch")
    assert "Agreed: “A walk after lunch”" in alice.last.words
    await does(town, alice, "[Make it a goal]")
    assert "It's one of your goals now:\n\nA walk after lunch" in alice.last.words
    await does(town, alice, "/goals")
    assert "A walk after lunch" in alice.last.words
    await town.at_local("2026-12-01", "21:20")
    eve = next(m for m in reversed(alice.heard) if "You agreed on" in m.words)
    assert "You agreed on Wed 25 Nov: “A walk after lunch”" in eve.words
    await does(town, alice, "/journal walk")
    assert "A walk after lunch" in alice.last.words


async def test_or_something_to_do_once_and_never_twice(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-25", "10:00")
    await does(town, alice, "[Skip]", "Ring the practice")
    card = alice.last.message["message_id"]
    rows = alice.last.message["reply_markup"]["inline_keyboard"]
    once = next(b["callback_data"] for row in rows for b in row if b["text"] == "I'll do it once")
    await does(town, alice, "[I'll do it once]")
    assert "Ring the practice" in alice.last.words
    assert "once" in alice.last.words
    alice.taps(once, card)
    await town.settle()
    made = await town.app.store.read(lambda tx: goals.list_(tx, ALICE))
    assert [(goal.title, goal.once) for goal in made] == [("Ring the practice", True)]


async def test_the_first_answer_is_kept_although_the_second_never_comes(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-25", "10:00")
    await does(town, alice, "One small thing at a time.")
    assert "It didn't happen" not in alice.buttons()
    (told,) = await kept(town, "session")
    assert told.content["take_along"] == "One small thing at a time."


async def test_a_session_that_was_not_leaves_nothing(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-25", "10:00")
    await does(town, alice, "[It didn't happen]", "A thought of mine.")
    assert await kept(town, "session") == []
    assert "in your journal" in alice.last.words


async def test_one_can_be_skipped_and_taken_back(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]", "/session")
    await does(town, alice, "[Change the time]", "[Skip the next]")
    assert "Next: Wed 2 Dec, 09:00" in alice.last.words
    await does(town, alice, "[Undo]")
    assert NEXT.format("Wed 25 Nov, 09:00") in alice.last.words
    await does(town, alice, "[Change the time]", "[Skip the next]")
    await town.at_local("2026-11-24", "21:20")
    await town.at_local("2026-11-25", "10:00")
    assert heard(alice, "tomorrow at") == heard(alice, "remember from") == 0


async def test_one_can_be_moved_and_the_others_stay(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]", "/session")
    await does(town, alice, "[Change the time]", "[Move the next]", "friday 11:00")
    assert "Moved: Fri 27 Nov, 11:00." in alice.last.words
    await town.at_local("2026-11-25", "10:00")
    assert heard(alice, "remember from") == 0
    await town.at_local("2026-11-27", "12:00")
    assert "What would you like to remember" in alice.last.words
    await does(town, alice, "[Skip]", "/session")
    assert NEXT.format("Wed 2 Dec, 09:00") in alice.last.words


async def test_one_is_moved_in_the_words_in_which_it_is_said(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Thu]", "[09:00]", "[Every week]", "/session")
    await does(town, alice, "[Change the time]", "[Move the next]", "next Wednesday around 4")
    assert "This week or next week?" in alice.last.words
    await does(town, alice, "[Next week, Wed 2 Dec]")
    assert "Moved: Wed 2 Dec, 16:00." in alice.last.words
    await does(town, alice, "/session", "[Change the time]", "[Move the next]")
    assert "instead of Wed 2 Dec, 16:00" in alice.last.words
    await does(town, alice, "friday at 3 or so")
    assert "Moved: Fri 4 Dec, 15:00." in alice.last.words


async def test_a_weekday_is_the_one_around_the_session_that_moves(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session next Wednesday around 4", "[Next week, Wed 2 Dec]")
    await does(town, alice, "[Just this once]", "/session")
    await does(town, alice, "[Change the time]", "[Move the next]", "thursday at 5")
    assert alice.last.words == "Moved: Thu 3 Dec, 17:00."
    await does(town, alice, "[My sessions]")
    assert NEXT.format("Thu 3 Dec, 17:00\nThu 3 Dec, 17:00, once") in alice.last.words
    await town.at_local("2026-12-03", "09:00")
    await does(town, alice, "/session")
    assert NEXT.format("Thu 3 Dec, 17:00") in alice.last.words


async def test_an_old_button_moves_no_session_that_was_skipped(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]", "/session")
    await does(town, alice, "[Change the time]")
    old = alice.last.message["message_id"]
    await does(town, alice, "/session", "[Change the time]", "[Skip the next]")
    before = len(alice.heard)
    tap = alice.presses("Move the next", old)
    await town.settle()
    assert isinstance(tap, Tap)
    assert tap.text == "That session isn't there anymore."
    assert len(alice.heard) == before


async def test_two_thoughts_of_one_session_are_one_session(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]")
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-25", "10:00")
    await does(town, alice, "One small thing at a time.", "[Skip]")
    await does(town, alice, "/session", "[Note what you take away]", "Rest is allowed.", "[Skip]")
    assert len(await kept(town, "session")) == 2
    await does(town, alice, "/timeline")
    assert "\n1 session\n" in alice.last.words


async def test_sessions_can_rest_go_on_and_end(town: Town, alice: TelegramUser) -> None:
    await does(
        town,
        alice,
        "/session",
        "[Wed]",
        "[09:00]",
        "[Every week]",
        "/session",
        "[Change the time]",
        "[Pause the sessions]",
    )
    assert "(paused)" in alice.last.words
    await town.at_local("2026-11-25", "10:00")
    assert heard(alice, "remember from") == 0
    await does(town, alice, "[Change the time]", "[Start the sessions again]")
    assert NEXT.format("Wed 2 Dec, 09:00") in alice.last.words
    await does(town, alice, "[Change the time]", "[End the sessions]", "[Undo]")
    assert NEXT.format("Wed 2 Dec, 09:00") in alice.last.words
    await does(town, alice, "[Change the time]", "[End the sessions]")
    await town.at_local("2026-12-01", "21:20")
    assert heard(alice, "tomorrow at") == 0


async def test_every_second_week_is_every_second_week(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session every second wednesday 9:00", "[This week]")
    for day in ("2026-11-25", "2026-12-02", "2026-12-09"):
        await town.at_local(day, "10:00")
    assert heard(alice, "remember from") == 2


async def test_another_time_takes_the_place_of_the_regular_one(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await does(town, alice, "/session mondays 8:00")
    await does(town, alice, "/session")
    assert "Mon 08:00, every week" in alice.last.words
    assert "Wed 09:00" not in alice.last.words


async def test_while_reminders_rest_nothing_is_brought_up(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]", "/pause", "[1 week]")
    await town.at_local("2026-11-24", "21:20")
    await town.at_local("2026-11-25", "10:00")
    assert heard(alice, "tomorrow at") == heard(alice, "remember from") == 0
    await town.at_local("2026-12-02", "10:00")
    assert heard(alice, "remember from") == 1


async def test_a_check_in_that_is_open_gets_the_typed_words_first(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-25", "09:58")
    await does(town, alice, "/checkin")
    await town.at_local("2026-11-25", "10:00")
    await does(town, alice, "6")
    assert await kept(town, "session") == []


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        (("thurs 2pm with dana", "weekly"), "Noted: Thu 14:00, every week."),
        (("[Thu]", "2pm", "every week, online"), "Noted: Thu 14:00, every week."),
        (("[Thu]", "2pm", "fortnightly", "[Next week]"), "Noted: Thu 14:00, every other week."),
    ],
)
async def test_when_therapy_is_with_more_words_than_that(
    town: Town, alice: TelegramUser, said: tuple[str, ...], noted: str
) -> None:
    await does(town, alice, "/session", *said)
    assert noted in alice.last.words
    more = [one for one in said if "with dana" in one or "online" in one]
    assert await written(town) == more


async def test_with_the_command_as_well(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session thurs 2pm with dana")
    assert alice.last.words.startswith("How often is it?")
    assert await written(town) == ["thurs 2pm with dana"]
    await does(town, alice, "weekly")
    assert "Noted: Thu 14:00, every week." in alice.last.words
