"""Words of danger, wherever somebody writes them: they go their way, and help stands above."""

import json
from typing import Any

import pytest

from bot.features.portability import export
from bot.playground.people import TelegramUser
from storage import conversations, entries, goals, notes, trackers, wins
from storage.store import Tx
from tests.features.plan.test_plan import writes
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.town import ALICE, Town, does, first_minute, settled_in

PLAIN = "I want to kill myself"
POSSIBLE = "I feel like a burden to everyone"
CARD = "Nobody reads this chat live"
WHY = "I show this when certain words appear"
LINE = "If it's very hard right now, /support has numbers"
AGAIN = "More help lines are in /support."


async def written(town: Town) -> list[str]:
    def read(tx: Tx) -> list[str]:
        return [note.text for note in reversed(notes.recent(tx, ALICE, 99))]

    return await town.app.store.read(read)


async def exported(town: Town) -> str:
    def read(tx: Tx) -> str:
        of = export.collect(tx, ALICE, ENTRY_KINDS)
        assert of is not None
        return export.as_json(export.document(of, tx.now)).decode()

    return await town.app.store.read(read)


def above(person: TelegramUser) -> str:
    """What was said before the receipt, which comes last."""
    return person.heard[-2].words


def cards(person: TelegramUser) -> int:
    return sum(CARD in kept.words for kept in person.heard)


# Whatever it is an answer to, it goes there


async def test_a_note_is_kept_and_the_card_comes_above_it(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, PLAIN)
    assert await written(town) == [PLAIN]
    card, answer = alice.heard[-2:]
    assert "in your journal" in answer.words
    assert card.words.startswith("112")
    assert WHY in card.words


@pytest.mark.parametrize("said", ["goodbye", "good night"])
async def test_a_goodbye_within_a_day_of_them_shows_the_way_to_help_again(
    town: Town, alice: TelegramUser, said: str
) -> None:
    before = len(alice.heard)
    await does(town, alice, said)
    assert len(alice.heard) == before + 1
    await does(town, alice, PLAIN, said)
    assert alice.last.words.startswith(LINE)
    assert alice.buttons() == ["Support"]
    await town.later(days=1, hours=1)
    await does(town, alice, said)
    assert not alice.last.words.startswith(LINE)


async def test_possible_words_bring_one_quiet_line_and_a_button(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, POSSIBLE)
    answer, line = alice.heard[-2:]
    assert "in your journal" in answer.words
    assert line.words.startswith(LINE)
    assert alice.buttons() == ["Support"]
    await does(town, alice, "[Support]")
    assert CARD in alice.last.words


async def test_everyday_words_bring_nothing(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "This deadline is killing me, but I cut myself some slack.")
    assert "in your journal" in alice.last.words


async def test_a_goal_may_hold_any_words(town: Town, alice: TelegramUser) -> None:
    goal = "No more cutting myself when I want to die"
    await does(town, alice, "/goals", "[Add a goal]", goal)
    assert cards(alice) == 1
    await does(town, alice, "[A small step for the coming weeks]", "[Every day]", "[No end date]")
    found = await town.app.store.read(lambda tx: goals.list_(tx, ALICE))
    assert [one.title for one in found] == [goal]
    assert await written(town) == []


ASKED_FOR_A_NAME = {
    "a goal": ("/goals", "[Add a goal]"),
    "a question": ("/trackers", "[Add a question]", "[Make my own]"),
    "a milestone": (
        *("/goals", "[Add a goal]", "Walk", "[A small step for the coming weeks]", "[Every day]"),
        *("[No end date]", "/goals", "[1. Walk]", "[Reward, milestone, scale]"),
        "[A reward I promise myself]",
    ),
}


@pytest.mark.parametrize("asked", ASKED_FOR_A_NAME.values(), ids=ASKED_FOR_A_NAME)
@pytest.mark.parametrize("said", ["I want to die", "kill myself", "Ich will sterben"])
async def test_plain_danger_is_no_name_but_a_note_and_the_question_stays_open(
    town: Town, alice: TelegramUser, asked: tuple[str, ...], said: str
) -> None:
    await does(town, alice, *asked)
    before = await exported(town)
    await does(town, alice, said)
    assert await written(town) == [said]
    card, kept = alice.heard[-2:]
    assert "not as your answer" in kept.words
    assert CARD in card.words
    now = json.loads(await exported(town))
    told = json.loads(before)
    assert (now["goals"], now["trackers"]) == (told["goals"], told["trackers"])
    await does(town, alice, "A walk by the lake")
    assert await written(town) == [said]
    assert "A walk by the lake" in await everything(town)


@pytest.mark.parametrize("asked", ASKED_FOR_A_NAME.values(), ids=ASKED_FOR_A_NAME)
async def test_nor_is_a_feeling_that_may_be_danger_a_name(
    town: Town, alice: TelegramUser, asked: tuple[str, ...]
) -> None:
    await does(town, alice, *asked)
    before = json.loads(await exported(town))
    await does(town, alice, "I feel so alone")
    kept, quiet = alice.heard[-2:]
    assert "not as your answer" in kept.words
    assert "/support" in quiet.words
    assert await written(town) == ["I feel so alone"]
    now = json.loads(await exported(town))
    assert (now["goals"], now["trackers"]) == (before["goals"], before["trackers"])
    await does(town, alice, "A walk by the lake")
    assert "A walk by the lake" in await everything(town)


async def test_the_first_goal_is_asked_for_again_after_words_of_danger(town: Town) -> None:
    bob = town.person()
    await does(town, bob, *first_minute()[:-1], PLAIN)
    assert await written(town) == [PLAIN]
    assert CARD in above(bob)
    await does(town, bob, "Walk after lunch", "[Skip]", "[3 × a week]", "[No end date]")
    assert [goal["title"] for goal in json.loads(await exported(town))["goals"]] == [
        "Walk after lunch"
    ]


async def test_a_line_of_the_plan_and_the_end_of_a_scale_may_hold_any_words(
    town: Town, alice: TelegramUser
) -> None:
    words = "I want to die"
    await writes(town, alice, alone="playlist")
    await does(town, alice, "[Change it]", "[What I can do on my own (1)]", "[playlist]")
    await does(town, alice, "[Change]", words)
    assert words in await exported(town)
    await does(town, alice, "/trackers", "[Add a question]", "[Make my own]", "Darkness")
    await does(town, alice, "[A scale, such as 1 to 10]", "0-4", "none", words)
    assert words in await everything(town)
    assert await written(town) == []


async def everything(town: Town) -> str:
    """What is stored, and what is asked just now."""

    def states(tx: Tx) -> str:
        return str([conversation.state for conversation in conversations.recent(tx, ALICE, 3)])

    return await exported(town) + await town.app.store.read(states)


@pytest.mark.parametrize(
    "said", ["/win I did not kill myself today", "/win fewer suicidal thoughts"]
)
async def test_a_win_may_hold_any_words(town: Town, alice: TelegramUser, said: str) -> None:
    await does(town, alice, said)
    found = await town.app.store.read(
        lambda tx: wins.between(tx, ALICE, town.clock.now().date(), town.clock.now().date())
    )
    assert [one.text for one in found] == [said.removeprefix("/win ")]
    assert await written(town) == []


@pytest.mark.parametrize("acts", [("/win " + PLAIN,), ("/win", PLAIN)])
async def test_plain_danger_alone_is_no_win_and_brings_the_card(
    town: Town, alice: TelegramUser, acts: tuple[str, ...]
) -> None:
    await does(town, alice, *acts)
    assert await written(town) == [PLAIN]
    assert any("findahelpline.com" in message.words for message in alice.heard)
    assert not any("win:" in message.words for message in alice.heard)


@pytest.mark.parametrize("label", ["Self-harm", "Urge to hurt myself", "Suicidal thoughts"])
async def test_an_urge_is_tracked_under_its_plain_name(
    town: Town, alice: TelegramUser, label: str
) -> None:
    await does(
        town,
        alice,
        "/trackers",
        "[Add a question]",
        "[Make my own]",
        label,
        "[Yes or no]",
        "[Every day]",
    )
    await does(town, alice, "[In the evening]")
    found = await town.app.store.read(lambda tx: trackers.list_(tx, ALICE))
    assert label in [one.content["label"] for one in found]
    assert await written(town) == []


async def test_a_question_for_therapy_may_hold_any_words(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[15:00]", "[Every week]", "/session")
    await does(town, alice, "[Add a question]", "talk about the suicidal thoughts")
    assert cards(alice) == 1
    await does(town, alice, "/session")
    assert "talk about the suicidal thoughts" in alice.last.words


async def test_a_note_for_hard_days_may_hold_any_words(town: Town, alice: TelegramUser) -> None:
    words = "When you want to die, call Ana first. It passed last time."
    await does(town, alice, "/win", "[Notes to myself]", "[Write one]", words)
    assert cards(alice) == 1
    await does(town, alice, "[On a hard day]")
    assert words in await exported(town)
    assert await written(town) == []


async def test_a_rating_keeps_its_number_and_its_words(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/mood 2 i want to die")
    (moment,) = await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, "moment"))
    assert moment.content["mood"] == 2
    assert moment.content["words"] == "i want to die"
    assert CARD in alice.last.words


async def test_the_name_of_a_command_is_read_as_well(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/i_want_to_die")
    assert "I don't know that command." in alice.heard[-2].words
    assert CARD in alice.last.words


async def test_a_search_is_a_search_and_nothing_of_it_is_kept(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/journal suicidal thoughts")
    assert any("suicidal thoughts" in kept.words for kept in alice.heard)
    assert await written(town) == []


async def test_words_that_are_no_answer_are_kept_and_the_question_stays(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", PLAIN)
    assert await written(town) == [PLAIN]
    assert CARD in above(alice)
    await does(town, alice, "3")
    assert "Mood 3 of 10" in "\n".join(kept.words for kept in alice.heard)


# However it comes


async def test_the_words_under_a_picture_and_under_a_file(town: Town, alice: TelegramUser) -> None:
    alice.sends_photo("I want to die, under a photo")
    await town.settle()
    assert cards(alice) == 1
    alice.sends_document("plan.pdf", b"%PDF", "application/pdf", caption="It was awful today")
    await town.settle()
    alice.sends_document("x.png", b"png", "image/png", caption=PLAIN)
    await town.settle()
    assert AGAIN in above(alice)
    assert await written(town) == ["I want to die, under a photo", "It was awful today", PLAIN]
    assert sum("I can only keep the words" in kept.words for kept in alice.heard) == 1


async def test_an_export_that_comes_with_words_is_taken_in_and_they_are_kept(
    town: Town, alice: TelegramUser
) -> None:
    data = (await exported(town)).encode()
    alice.sends_document("small-steps.json", data, caption="from my old phone")
    await town.settle()
    assert await written(town) == ["from my old phone"]
    assert any("file" in kept.words for kept in alice.heard)


async def test_a_file_without_words_is_answered_as_before(town: Town, alice: TelegramUser) -> None:
    alice.sends_document("plan.pdf", b"%PDF", "application/pdf")
    await town.settle()
    assert "I didn't keep this one" in alice.last.words


async def test_the_words_of_a_poll_and_of_a_checklist_are_read(
    town: Town, alice: TelegramUser
) -> None:
    alice.sends(poll={"id": "1", "question": PLAIN, "options": [{"text": "yes"}, {"text": "no"}]})
    await town.settle()
    assert CARD in above(alice)
    alice.sends(checklist={"title": "today", "tasks": [{"id": 1, "text": "take all my pills"}]})
    await town.settle()
    assert await written(town) == [f"{PLAIN}\nyes\nno", "today\ntake all my pills"]


async def test_what_words_are_changed_to_is_read_and_kept(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "a long day")
    alice.edits(alice.messages[-2], PLAIN)
    await town.settle()
    assert await written(town) == [PLAIN]
    assert "I changed the note too." in alice.last.words
    assert CARD in above(alice)


async def test_what_the_words_under_a_picture_are_changed_to_is_read_and_kept(
    town: Town, alice: TelegramUser
) -> None:
    alice.sends_photo("Anna was there, it was awful")
    picture = alice.messages[-1]
    await town.settle()
    alice.edits(picture, "It was awful")
    await town.settle()
    assert await written(town) == ["It was awful"]
    alice.edits(picture, PLAIN)
    await town.settle()
    assert await written(town) == [PLAIN]
    assert CARD in above(alice)


async def test_a_forwarded_post_is_read(town: Town, alice: TelegramUser) -> None:
    alice.forwards(PLAIN)
    await town.settle()
    assert await written(town) == [PLAIN]
    assert CARD in above(alice)


# Whoever writes


async def test_a_stranger_is_shown_the_card_each_time(
    town: Town,
) -> None:
    bob = town.person(43, "Bob")
    await does(town, bob, PLAIN, POSSIBLE, PLAIN)
    assert cards(bob) == 2
    assert sum(LINE in kept.words for kept in bob.heard) == 1
    assert len(bob.heard) == 6


async def test_somebody_shut_out_is_told_so_and_shown_the_card(
    town: Town, alice: TelegramUser
) -> None:
    await town.sleep()
    town.narrow(allowed_users=frozenset({1}))
    await town.wake()
    await does(town, alice, PLAIN)
    card, told = alice.heard[-2:]
    assert "is closed for new notes" in told.words
    assert CARD in card.words
    await does(town, alice, POSSIBLE)
    assert LINE in alice.last.words
    alice.sends_document("x.png", b"png", "image/png", caption=PLAIN)
    await town.settle()
    assert AGAIN in above(alice)


async def test_words_in_a_group_bring_no_card(town: Town) -> None:
    carol = town.person(78, "Carol")
    carol.adds_bot_to_group()
    carol.says_in_group(-1001, PLAIN)
    await town.settle()
    assert not any(CARD in effect.text for effect in town.playground.ledger.effects)


# How often


async def test_within_a_day_the_card_is_shown_once_and_then_a_line(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, PLAIN)
    assert CARD in above(alice)
    await town.later(hours=20)
    await does(town, alice, PLAIN)
    again = alice.heard[-2]
    assert AGAIN in again.words
    assert CARD not in again.words
    assert again.words.startswith("112")
    assert alice.buttons(again.message["message_id"]) == ["Copy 112", "Support"]
    await town.later(hours=5)
    await does(town, alice, PLAIN)
    assert CARD in above(alice)


async def test_who_asks_is_shown_it_in_full_each_time(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, PLAIN)
    for asked, act in enumerate(("/support", "/support", "help me"), 2):
        await does(town, alice, act)
        assert CARD in alice.last.words
        assert cards(alice) == asked


async def test_that_it_was_shown_is_in_no_export_and_goes_by_itself(
    town: Town, alice: TelegramUser
) -> None:
    before = await exported(town)
    await does(town, alice, "/win " + PLAIN)
    await does(town, alice, "[Undo]")
    assert (await exported(town)).count("help.shown") == before.count("help.shown") == 0
    await town.later(days=2)
    assert await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, "help.shown")) == []


# Nothing is cut


async def test_a_message_as_long_as_telegram_lets_it_be_is_kept_to_its_end(
    town: Town, alice: TelegramUser
) -> None:
    words = "a" * 4092 + " END"
    await does(town, alice, words)
    assert await written(town) == [words]
    alice.edits(alice.messages[-2], "b" * 4092 + " END")
    await town.settle()
    assert await written(town) == ["b" * 4092 + " END"]


# Whoever asks


ASKS = (
    "/support", "/support.", "/support!", "/support, please", "/Support?", "/support…", "support",
    "Support.", "help", "HELP", "help me", "help me!!", "please help me", "ayuda", "Hilfe!",
    "au secours",
)  # fmt: skip


@pytest.mark.parametrize("asks", ASKS)
async def test_the_card_is_reached_in_whatever_writing(
    town: Town, alice: TelegramUser, asks: str
) -> None:
    await does(town, alice, asks)
    assert CARD in alice.last.words
    assert "don't know the country" not in alice.last.words
    assert await written(town) == []


@pytest.mark.parametrize("asks", ["/support.", "support", "help me"])
async def test_and_in_any_state(town: Town, alice: TelegramUser, asks: str) -> None:
    bob = town.person(43, "Bob")
    await does(town, bob, asks)
    assert CARD in bob.last.words
    await does(town, bob, "/start", "[Yes, let's begin]", asks)
    assert CARD in bob.last.words
    await does(town, alice, "/checkin", asks)
    assert CARD in alice.last.words
    await does(town, alice, "7")
    assert "Mood 7 of 10" in "\n".join(kept.words for kept in alice.heard)


async def test_help_may_be_what_an_open_question_is_answered_with(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/win", "help")
    assert any("Noted as a win: “help”." in kept.words for kept in alice.heard)
    assert CARD in alice.last.words
    assert "To see what else I can do: /help" in alice.last.words


@pytest.mark.parametrize("said", ["/delete!", "/delete.", "/delete?"])
async def test_a_sign_after_its_name_ends_any_command(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, said)
    assert await written(town) == []
    assert "Erase everything" in alice.buttons()


async def test_a_path_or_a_fraction_is_no_command(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/support.html is a page")
    assert await written(town) == ["/support.html is a page"]


# What is on the card


async def test_each_number_can_be_copied_and_its_page_opened(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/support Germany")
    assert alice.copies("Copy 112") == "112"
    assert alice.copies("Copy 0800\u00a0111\u00a00\u00a0111") == "0800 111 0 111"
    rows: list[list[dict[str, Any]]] = alice.last.message["reply_markup"]["inline_keyboard"]
    assert all(row[1]["url"].startswith("https://") for row in rows if len(row) == 2)
    assert [button["text"] for button in rows[-1]] == ["Another country"]
    bold = {mark["type"] for mark in alice.last.message["entities"]}
    assert "bold" in bold


async def test_a_card_of_words_stands_below_what_was_answered_before(
    town: Town,
) -> None:
    bob = town.person(43, "Bob")
    await settled_in(town, bob)
    await does(town, bob, "7", PLAIN)
    assert CARD in above(bob)
    assert "in your journal" in bob.last.words
