"""What people send and then put right: the bot goes by what stands there now, or says that not."""

from bot.features.portability import export
from bot.playground.people import TelegramUser
from storage import answers, entries, wins
from storage.store import Tx
from tests.dispatch.test_buttons_in_words import written
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.town import ALICE, Town, does


async def moments(town: Town) -> list[tuple[int, str]]:
    told = await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, "moment"))
    return [(one.content["mood"], one.content["words"]) for one in told]


async def edit(town: Town, alice: TelegramUser, before: str, after: str) -> None:
    mine = next(
        message
        for message in reversed(alice.messages)
        if before in (message.words, message.message.get("caption"))
    )
    alice.edits(mine, after)
    await town.settle()


def heard(alice: TelegramUser, words: str) -> int:
    return sum(words in message.words for message in alice.heard)


async def test_a_number_that_was_edited_counts_as_it_is_now(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "3")
    await edit(town, alice, "3", "6")
    assert await moments(town) == [(6, "")]
    assert alice.last.words == "I changed that too. It's 6 of 10 now."
    await edit(town, alice, "6", "7 after a walk")
    assert await moments(town) == [(7, "after a walk")]


async def test_a_mood_with_words_follows_in_both(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/mood 4 befor lunch")
    await edit(town, alice, "/mood 4 befor lunch", "/mood 5 before lunch")
    assert await moments(town) == [(5, "before lunch")]
    await does(town, alice, "[Undo]")
    assert await moments(town) == []
    await edit(town, alice, "/mood 5 before lunch", "/mood 6 before lunch")
    assert await moments(town) == []


async def test_an_edit_to_the_lowest_offers_support_as_telling_it_does(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "4")
    await edit(town, alice, "4", "1")
    assert "Support" in alice.buttons()


async def test_an_edit_that_leaves_no_number_is_said_not_to_count(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/mood 4 tired")
    await edit(town, alice, "/mood 4 tired", "/mood tired")
    assert await moments(town) == [(4, "tired")]
    assert alice.last.words.startswith("It's still 4 of 10. To change it, start with a number")


async def test_an_edit_without_another_word_is_passed_over(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6")
    await does(town, alice, "/cancel", "4")
    said = len(alice.heard)
    await edit(town, alice, "4", "4")
    await edit(town, alice, "6", "6")
    assert len(alice.heard) == said


async def test_an_old_message_is_left_alone(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "4")
    await town.later(days=3)
    said = len(alice.heard)
    await edit(town, alice, "4", "5")
    assert await moments(town) == [(4, "")]
    assert len(alice.heard) == said


async def test_an_edited_answer_says_once_how_it_is_changed(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6", "7")
    await edit(town, alice, "6", "5")
    assert alice.last.words == (
        "Editing a message doesn't change your answer. To change it, tap here:"
    )
    assert alice.buttons() == ["Edit Tue 24 Nov"]
    await edit(town, alice, "5", "4")
    assert heard(alice, "Editing a message doesn't change your answer.") == 1
    day = await town.app.store.read(lambda tx: answers.of_day(tx, ALICE, tx.now.date()))
    assert day["mood"].value == 6
    await does(town, alice, "[Edit Tue 24 Nov]")
    assert "What would you like to change?" in alice.last.words


async def test_so_does_an_answer_that_is_of_no_day(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Walk outside")
    await edit(town, alice, "Walk outside", "Walk outdoors")
    assert alice.last.words == (
        "Editing a message doesn't change what I saved. You can change it where you first set it."
    )


async def test_words_that_were_no_answer_follow_their_edit(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/win I called her")
    await edit(town, alice, "/win I called her", "/win. I called my sister")
    won = await town.app.store.read(
        lambda tx: wins.between(tx, ALICE, tx.now.date(), tx.now.date())
    )
    assert [one.text for one in won] == ["I called my sister"]


# Commands where nobody expected them


async def test_a_command_under_a_photo_is_done(town: Town, alice: TelegramUser) -> None:
    alice.sends_photo("/win climbed the hill")
    await town.settle()
    assert heard(alice, "Noted as a win: “climbed the hill”.") == 1
    assert heard(alice, "Kept as a photo.") == 1
    alice.sends_photo("/mood 7 up here")
    await town.settle()
    assert await moments(town) == [(7, "up here")]
    await edit(town, alice, "/mood 7 up here", "/mood 8 up here")
    assert await moments(town) == [(8, "up here")]
    assert await written(town) == ["", ""]  # the photos themselves


async def test_so_it_is_under_a_file(town: Town, alice: TelegramUser) -> None:
    alice.sends_document("hill.jpg", b"hill", "image/jpeg", caption="/win climbed the hill")
    await town.settle()
    assert heard(alice, "Noted as a win: “climbed the hill”.") == 1
    alice.sends_document("mine.json", b"{}", caption="/import")
    await town.settle()
    assert await written(town) == [""]


async def test_a_forwarded_photo_gives_no_orders(town: Town, alice: TelegramUser) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1}
    alice.sends(
        photo=[{"file_id": "a", "file_unique_id": "a", "width": 9, "height": 9}],
        caption="/win climbed the hill",
        forward_origin=origin,
    )
    await town.settle()
    assert await written(town) == ["/win climbed the hill"]


async def test_a_command_of_another_script_is_no_note(town: Town, alice: TelegramUser) -> None:
    for said in ("/помощь", "/मदद", "/دعم", "/帮助", "/Hilfé"):
        await does(town, alice, said)
        assert alice.last.words == "I don't know that command. /help shows them all.", said
    await does(town, alice, "/помощь мне плохо")
    assert alice.last.words.startswith("I don't know that command, so I didn't keep any of it.")
    assert await written(town) == []


async def test_what_only_begins_with_a_stroke_is_a_note(town: Town, alice: TelegramUser) -> None:
    for said in ("/ 5 of 7", "/5", "/home/me/file", "/don't know", "//"):
        await does(town, alice, said)
    assert len(await written(town)) == 5


async def test_an_edit_leaves_the_open_question_open(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "6")
    await does(town, alice, "/cancel", "/checkin")
    await edit(town, alice, "6", "5")
    await does(town, alice, "7")
    day = await town.app.store.read(lambda tx: answers.of_day(tx, ALICE, tx.now.date()))
    assert (day["mood"].value, day["sleep"].value["hours"]) == (6, 7)


async def test_which_message_it_was_is_in_no_export(town: Town, alice: TelegramUser) -> None:
    def read(tx: Tx) -> str:
        of = export.collect(tx, ALICE, ENTRY_KINDS)
        assert of is not None
        return export.as_json(export.document(of, tx.now)).decode()

    await does(town, alice, "/mood 4 tired", "/checkin", "6", "/cancel", "/undo")
    written = await town.app.store.read(read)
    assert "tired" in written
    assert "from message" not in written
    assert "undone" not in written
