"""Voice notes and photos are part of the diary, and Telegram holds them."""

import json
from typing import Any

from bot.features.portability import export
from bot.playground.effects import Effect
from bot.playground.people import TelegramUser
from bot.playground.pictures import PIXEL
from storage import notes as stored
from storage.notes import Note
from storage.store import Tx
from tests.support.entry_kinds import BY_THE_WAY, ENTRY_KINDS
from tests.support.evening import QUESTION
from tests.support.town import A_MOMENT, ALICE, BOB, Town, does, settled_in

KEPT = "Kept as a voice note, 0:42. The recording itself stays with Telegram."
GONE = "Telegram didn't give me that recording"


async def kept(town: Town, user_id: int = ALICE) -> list[Note]:
    def read(tx: Tx) -> list[Note]:
        return stored.recent(tx, user_id, 99)[::-1]

    return await town.app.store.read(read)


async def sent(town: Town, person: TelegramUser, method: str, *acts: str) -> list[Effect]:
    """Do something, and tell what of this kind the bot sent."""
    seen = town.playground.ledger.number()
    await does(town, person, *acts)
    since = town.playground.ledger.since(seen)
    return [one for one in since if one.method == method and one.chat_id == person.id]


async def arrives(town: Town) -> None:
    await town.settle()
    town.clock.pass_(A_MOMENT)


async def speaks(town: Town, alice: TelegramUser, seconds: int = 42, caption: str = "") -> None:
    alice.sends_voice(seconds, caption)
    await arrives(town)


async def shows(town: Town, alice: TelegramUser, caption: str = "", album: str = "") -> None:
    alice.sends_photo(caption, album=album)
    await arrives(town)


async def exported(town: Town, user_id: int = ALICE) -> dict[str, Any]:
    def read(tx: Tx) -> dict[str, Any]:
        found = export.collect(tx, user_id, ENTRY_KINDS)
        assert found is not None
        return json.loads(export.as_json(export.document(found, tx.now)))

    return await town.app.store.read(read)


# Kept


async def test_a_voice_note_is_kept_and_it_is_said_where_the_recording_is(
    town: Town, alice: TelegramUser
) -> None:
    await speaks(town, alice)
    assert alice.last.words == KEPT
    assert alice.buttons() == ["Undo", "For therapy"]
    (note,) = await kept(town)
    assert (note.text, note.media[0].kind, note.media[0].seconds) == ("", "voice", 42)


async def test_every_kind_of_recording_and_picture_is_kept(
    town: Town, alice: TelegramUser
) -> None:
    said = []
    for kind in ("audio", "video", "video_note"):
        alice.records(kind, 3723)
        await town.settle()
        said.append(alice.last.words.partition(".")[0])
    await shows(town, alice, "the sea")
    said.append(alice.last.words.partition(".")[0])
    alice.sends_document("sea.jpg", PIXEL, "image/jpeg", caption="the sea, too")
    await town.settle()
    said.append(alice.last.words.partition(".")[0])
    assert said == [
        "Kept as an audio recording, 1:02:03",
        "Kept as a video, 1:02:03",
        "Kept as a video message, 1:02:03",
        "Kept as a photo, with your words",
        "Kept as a picture, with your words",
    ]
    assert [note.text for note in await kept(town)] == ["", "", "", "the sea", "the sea, too"]


async def test_nothing_of_a_recording_stands_readable_in_the_database(
    town: Town, alice: TelegramUser
) -> None:
    await speaks(town, alice, caption="about my brother")
    voice = alice.messages[-2].message["voice"]["file_id"]
    await town.sleep()
    on_disk = town.on_disk()
    assert voice.encode() not in on_disk
    assert b"my brother" not in on_disk


async def test_a_note_marked_for_therapy_keeps_its_recording(
    town: Town, alice: TelegramUser
) -> None:
    await speaks(town, alice)
    await does(town, alice, "[For therapy]")
    assert alice.last.words == KEPT
    assert "✓ For therapy" in alice.buttons()
    (note,) = await kept(town)
    assert note.for_therapy
    assert note.media
    await does(town, alice, "/journal", "[For therapy]")
    assert "voice note, 0:42" in alice.last.words


async def test_words_of_danger_under_a_recording_bring_help(
    town: Town, alice: TelegramUser
) -> None:
    await speaks(town, alice, caption="I want to die")
    assert "112" in alice.heard[-2].words
    assert [note.text for note in await kept(town)] == ["I want to die"]


async def test_nothing_of_a_stranger_is_kept(town: Town) -> None:
    bob = town.person(BOB, "Bob")
    bob.sends_voice(5)
    await town.settle()
    assert "May I store what you tell me" in bob.last.words


async def test_an_album_is_one_note_and_answered_once(town: Town, alice: TelegramUser) -> None:
    before = len(alice.heard)
    alice.sends_photo("at the lake", album="7")
    alice.sends_photo(album="7")
    alice.sends_photo(album="7")
    await town.settle()
    assert [message.words for message in alice.heard[before:]] == [
        "Kept in your journal, with your words. The pictures themselves stay with Telegram."
    ]
    (note,) = await kept(town)
    assert (note.text, len(note.media)) == ("at the lake", 3)
    await shows(town, alice, album="8")
    assert len(await kept(town)) == 2


async def test_an_edited_caption_is_followed(town: Town, alice: TelegramUser) -> None:
    await speaks(town, alice, caption="befor lunch")
    spoken = alice.messages[-2]
    alice.edits(spoken, "before lunch")
    await town.settle()
    assert alice.last.words == "I changed the note too."
    (note,) = await kept(town)
    assert (note.text, len(note.media)) == ("before lunch", 1)
    alice.edits(spoken, "I want to die")
    await town.settle()
    assert "112" in alice.heard[-2].words


async def test_words_that_are_added_under_one_of_an_album_are_kept(
    town: Town, alice: TelegramUser
) -> None:
    await shows(town, alice, album="7")
    await shows(town, alice, album="7")
    second = alice.messages[-1]
    second.message["caption"] = ""
    alice.edits(second, "the second one")
    await town.settle()
    (note,) = await kept(town)
    assert (note.text, len(note.media)) == ("the second one", 2)


async def test_a_voice_note_is_taken_back_by_its_button_and_by_undo(
    town: Town, alice: TelegramUser
) -> None:
    await speaks(town, alice)
    await does(town, alice, "[Undo]")
    assert alice.last.words == "Undone. None of it was kept."
    await speaks(town, alice)
    await does(town, alice, "/undo")
    assert alice.last.words == "Undone: voice note, 0:42"
    assert await kept(town) == []


# While something is asked


async def test_an_open_question_stands_below_a_voice_note(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin")
    before = len(alice.heard)
    await speaks(town, alice)
    (said,) = alice.heard[before:]
    assert said.words.startswith(KEPT)
    assert QUESTION in said.words
    await does(town, alice, "[6]")
    assert "last night's sleep?" in alice.last.words
    assert len(await kept(town)) == 1


async def test_an_open_question_stands_below_the_answer_to_a_sticker(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin")
    before = len(alice.heard)
    alice.sends_sticker()
    await arrives(town)
    (said,) = alice.heard[before:]
    assert QUESTION in said.words
    assert not said.words.startswith(QUESTION)
    await does(town, alice, "[6]")
    assert "last night's sleep?" in alice.last.words


async def test_undo_takes_a_voice_note_back_and_leaves_the_question(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin")
    await speaks(town, alice)
    await does(town, alice, "/undo")
    assert await kept(town) == []
    await does(town, alice, "[4]")
    assert any("last night's sleep?" in message.words for message in alice.heard)


async def test_words_that_are_asked_for_are_still_asked_for(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]")
    question = alice.last.words
    await speaks(town, alice)
    assert alice.last.words.endswith(question)
    await does(town, alice, "Swim")
    assert "Is it a small step, or something bigger?" in alice.last.words
    assert [note.text for note in await kept(town)] == [""]


async def test_a_voice_note_can_be_the_note_of_a_day(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/day yesterday", "[6]", "7", "[3]", "[Add a note]")
    await speaks(town, alice)
    assert alice.last.words == f"Noted for Mon 23 Nov\n{KEPT}"
    (note,) = await kept(town)
    assert note.day.isoformat() == "2026-11-23"
    await does(town, alice, "[Edit]")
    assert any("Also kept: voice note, 0:42" in message.words for message in alice.heard)
    await does(town, alice, "a thought")  # nothing waits for words any more
    assert "in your journal" in alice.last.words


async def test_a_question_to_write_about_can_be_answered_aloud(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/journal", "[A question to write about]")
    question = alice.last.words.partition("\n")[0]
    await speaks(town, alice)
    assert alice.last.words == KEPT
    await does(town, alice, "/journal")
    assert f"voice note, 0:42\n{question}" in alice.last.words


# Coming back


async def test_the_journal_has_a_line_and_sends_it_again(town: Town, alice: TelegramUser) -> None:
    await speaks(town, alice, caption="a long day")
    spoken = alice.messages[-2].message["voice"]["file_id"]
    await does(town, alice, "/journal")
    assert "Tue 24 Nov · voice note, 0:42\na long day" in alice.last.words
    (again,) = await sent(town, alice, "sendVoice", "[Play it again]")
    assert (again.file_id, again.text) == (spoken, "Tue 24 Nov\na long day")


async def test_every_kind_is_sent_again_as_what_it_is(town: Town, alice: TelegramUser) -> None:
    for kind in ("audio", "video", "video_note"):
        alice.records(kind, 5)
        await arrives(town)
    await shows(town, alice)
    alice.sends_document("sea.jpg", PIXEL, "image/jpeg")
    await town.settle()
    await does(town, alice, "/journal")
    seen = town.playground.ledger.number()
    page = alice.last.message
    for row in page["reply_markup"]["inline_keyboard"]:
        for button in row:
            if button["text"].startswith(("Play", "Show")):
                alice.taps(button["callback_data"], page["message_id"])
                await town.settle()
    sent_again = [one.method for one in town.playground.ledger.since(seen)]
    assert [one for one in sent_again if one.startswith("send")] == [
        "sendAudio",
        "sendVideo",
        "sendVideoNote",
        "sendPhoto",
        "sendDocument",
    ]


async def test_all_of_an_album_come_back(town: Town, alice: TelegramUser) -> None:
    for _ in range(3):
        await shows(town, alice, album="7")
    await does(town, alice, "/journal")
    assert "Tue 24 Nov · 3 photos" in alice.last.words
    assert len(await sent(town, alice, "sendPhoto", "[Show it again]")) == 3


async def test_what_telegram_no_longer_has_is_said_in_one_sentence(
    town: Town, alice: TelegramUser
) -> None:
    await speaks(town, alice, caption="a long day")
    town.playground.world.files.clear()
    await does(town, alice, "/journal", "[Play it again]")
    assert GONE in alice.last.words
    assert len(await kept(town)) == 1


async def test_a_restart_between_the_press_and_the_sending_loses_nothing(
    town: Town, alice: TelegramUser
) -> None:
    alice.sends_voice(42)
    await town.sleep()
    await town.wake()
    await town.settle()
    assert alice.last.words == KEPT
    await does(town, alice, "/journal")
    seen = town.playground.ledger.number()
    alice.presses("Play it again")
    await town.sleep()
    await town.wake()
    await town.settle()
    assert [e.method for e in town.playground.ledger.since(seen)].count("sendVoice") == 1


# Taken along


async def test_the_export_names_it_and_the_import_brings_it_back(
    town: Town, alice: TelegramUser
) -> None:
    await speaks(town, alice, caption="a long day")
    for _ in range(2):
        await shows(town, alice, album="7")
    document = await exported(town)
    spoken, seen = document["journal"]
    assert spoken["attachment"]["kind"] == "voice"
    assert spoken["attachment"]["seconds"] == 42
    assert len(seen["more_attachments"]) == 1
    table = export.as_csv(document, BY_THE_WAY).decode()
    assert "[voice 0:42]\na long day" in table
    assert "[photo] [photo]" in table
    await does(town, alice, "/delete", "[Erase everything]")
    await settled_in(town, alice)
    assert await kept(town) == []
    alice.sends_document("mine.json", json.dumps(document).encode())
    await town.settle()
    await does(town, alice, "[Import it]", "/journal")
    assert "voice note, 0:42" in alice.last.words
    assert len(await sent(town, alice, "sendVoice", "[Play it again]")) == 1


async def test_importing_ones_own_export_changes_nothing(town: Town, alice: TelegramUser) -> None:
    await speaks(town, alice)
    await shows(town, alice, album="7")
    document = await exported(town)
    alice.sends_document("mine.json", json.dumps(document).encode())
    await town.settle()
    assert "is already here" in alice.last.words


async def test_a_reference_from_somebody_elses_export_leads_to_nothing(
    town: Town, alice: TelegramUser
) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    bob.sends_voice(42)
    await town.settle()
    document = await exported(town, BOB)
    alice.sends_document("bobs.json", json.dumps(document).encode())
    await town.settle()
    await does(town, alice, "[Import it]", "/journal")
    assert await sent(town, alice, "sendVoice", "[Play it again]") == []
    assert GONE in alice.last.words
