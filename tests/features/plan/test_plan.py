"""A plan for hard days: written, left and taken up, changed, pinned, and there at night."""

import pytest

from bot.features.plan import kept
from bot.features.plan.help_lines import written
from bot.i18n import render
from bot.playground.people import TelegramUser
from conversations.flows.plan import STEPS
from conversations.formats.lines import LONGEST
from conversations.safety.help_lines import help_lines, known_countries
from storage import entries
from storage.store import Tx
from tests.support.town import ALICE, Town, does

BEGIN = ("/plan", "[Begin]")
ALL = "[That's all for this step]"


async def lines(town: Town) -> dict[str, list[str]]:
    """What stands in the plan, by step."""

    def read(tx: Tx) -> dict[str, list[str]]:
        found = entries.of_kind(tx, ALICE, kept.PlanLineContent.KIND)
        found.sort(key=lambda entry: (entry.content["place"], entry.id))
        steps = {str(entry.content["step"]): list[str]() for entry in found}
        for entry in found:
            steps[entry.content["step"]].append(entry.content["text"])
        return steps

    return await town.app.store.read(read)


async def writes(town: Town, alice: TelegramUser, **said: str) -> None:
    """Go through all seven steps, skipping those of which nothing is said."""
    await does(town, alice, *BEGIN)
    for step in STEPS:
        await does(town, alice, *((said[step.id], ALL) if step.id in said else ("[Skip]",)))


async def test_before_it_is_begun_it_says_what_it_is_and_that_a_therapist_helps(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/plan")
    assert "best made with your therapist" in alice.last.words
    await does(town, alice, "[Begin]", "I stop answering messages", ALL)
    assert "People" not in alice.last.words
    await does(town, alice, "/plan")
    assert "therapist" not in alice.last.words


async def test_a_step_takes_several_lines_one_a_message_or_several_in_one(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *BEGIN, "I stop answering messages")
    await does(town, alice, "- no sleep\n- the old songs\n\n", "no sleep")
    assert await lines(town) == {
        "signs": ["I stop answering messages", "no sleep", "the old songs"]
    }
    assert "• the old songs" in alice.last.words
    await does(town, alice, "done")
    assert "What can you do on your own" in alice.last.words
    assert len((await lines(town))["signs"]) == 3


async def test_words_after_the_command_are_not_lost_silently(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/plan call Sam")
    assert "I didn't add “call Sam”" in alice.heard[-2].words
    assert await lines(town) == {}
    await does(town, alice, "[Begin]", "call Sam")
    assert await lines(town) == {"signs": ["call Sam"]}


async def test_a_phone_number_stays_as_it_is_typed(town: Town, alice: TelegramUser) -> None:
    number = "Sam, 555 01-00 (after 6, ring twice)"
    await writes(town, alice, people=f"{number}\n+371 2000 0000  Ana")
    assert (await lines(town))["people"] == [number, "+371 2000 0000  Ana"]
    assert number in alice.last.words


async def test_a_line_is_taken_out_again_with_one_tap_and_a_second_one_takes_no_other(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *BEGIN, "one", "two")
    shown = alice.last.message["message_id"]
    label = "Remove “two”"
    data = next(
        button["callback_data"]
        for row in alice.last.message["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == label
    )
    alice.taps(data, shown)
    await town.settle()
    alice.taps(data, shown)
    await town.settle()
    assert await lines(town) == {"signs": ["one"]}
    await does(town, alice, "[Remove “one”]")
    assert await lines(town) == {}
    assert "That's all for this step" not in alice.buttons()
    await does(town, alice, "[Skip]")
    assert "What can you do on your own" in alice.last.words


async def test_it_can_be_left_at_any_step_and_is_taken_up_there(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *BEGIN)
    for step in STEPS:
        await does(town, alice, "something for it")
        assert step.question.message in alice.last.words
        await does(town, alice, "[Stop for now]")
        assert "Everything you wrote is saved." in alice.last.words
        await town.later(days=3)
        await does(town, alice, "A thought that is no part of it.", "/plan")
        assert f"You stopped at “{step.title.message}”." in alice.last.words
        await does(town, alice, "[Go on]")
        assert step.question.message in alice.last.words
        assert "• something for it" in alice.last.words
        await does(town, alice, ALL)
    assert "That's your plan." in alice.last.words
    assert {step: len(some) for step, some in (await lines(town)).items()} == dict.fromkeys(
        (step.id for step in STEPS), 1
    )


async def test_put_away_it_keeps_what_was_written_and_an_old_button_does_nothing(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *BEGIN, "one")
    question = alice.last.message["message_id"]
    taps = [
        button["callback_data"]
        for row in alice.last.message["reply_markup"]["inline_keyboard"]
        for button in row
    ]
    await does(town, alice, "/cancel")
    assert "Everything you wrote is saved." in alice.last.words
    for data in taps:
        alice.taps(data, question)
        await town.settle()
    assert await lines(town) == {"signs": ["one"]}


async def test_help_lines_of_the_country_are_added_with_a_tap(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/support Germany", *BEGIN, *["[Skip]"] * 4)
    assert "Which professionals and help lines" in alice.last.words
    line = next(label for label in alice.buttons() if "0800 111 0 111" in label)
    await does(town, alice, f"[{line}]", "Dr Lee, 555 0101")
    [first, second] = (await lines(town))["helpers"]
    assert first == line.removeprefix("+ ")
    assert second == "Dr Lee, 555 0101"
    assert line not in alice.buttons()


@pytest.mark.parametrize("country", known_countries())
def test_every_help_line_can_become_a_line_of_a_plan(country: str) -> None:
    for known in help_lines(country):
        said = render(written(known), "en")
        assert known.number in said
        assert len(said) <= LONGEST


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("GB", "Samaritans: 116 123"),
        ("US", "988 Suicide & Crisis Lifeline: 988"),
    ],
)
def test_it_says_what_to_do_with_the_number(country: str, line: str) -> None:
    assert line in [render(written(known), "en") for known in help_lines(country)]


async def test_every_line_can_be_changed_removed_and_put_back(
    town: Town, alice: TelegramUser
) -> None:
    await writes(town, alice, alone="hot shower\nplaylist\nthe lake")
    await does(town, alice, "[Change it]", "[What I can do on my own (3)]", "[playlist]")
    await does(town, alice, "[Change]", "the long playlist")
    assert (await lines(town))["alone"] == ["hot shower", "the long playlist", "the lake"]
    await does(town, alice, "[the long playlist]", "[Remove]")
    assert "Removed: “the long playlist”." in alice.last.words
    assert (await lines(town))["alone"] == ["hot shower", "the lake"]
    await does(town, alice, "[Undo]")
    assert (await lines(town))["alone"] == ["hot shower", "the long playlist", "the lake"]
    await does(town, alice, "[Add a line]", "call nobody, walk", ALL)
    assert (await lines(town))["alone"][-1] == "call nobody, walk"
    await does(town, alice, "[All steps]", "[Done]")
    assert "• call nobody, walk" in alice.last.words
    assert "You stopped" not in alice.last.words


async def test_undo_takes_the_last_line_out(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *BEGIN, "one", "two", "/undo")
    *_, receipt, question = alice.heard
    assert "Removed from your plan: “two”." in receipt.words
    assert "How can you tell that a bad time may be coming?" in question.words
    assert await lines(town) == {"signs": ["one"]}


async def test_a_removed_line_is_gone_for_good_after_a_day(
    town: Town, alice: TelegramUser
) -> None:
    await writes(town, alice, worth="the dog")
    await does(town, alice, "[Change it]", "[Worth living for (1)]", "[the dog]", "[Remove]")
    await town.later(days=2)
    await does(town, alice, "[Undo]")
    assert await lines(town) == {}
    left = await town.app.store.read(lambda tx: entries.every(tx, ALICE))
    assert "the dog" not in str(left)


async def test_what_has_no_room_is_refused_with_a_sentence_and_nothing_is_lost(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *BEGIN, "x" * 201)
    assert any(
        "too long for one line, which has room for 200" in message.words for message in alice.heard
    )
    assert await lines(town) == {}
    await does(town, alice, *["\n".join(f"{n}{letter}" * 60 for n in "123456") for letter in "ab"])
    await does(town, alice, ALL, "\n".join(f"{n}c" * 90 for n in "123456789"))
    assert any("has to fit in one message" in message.words for message in alice.heard)
    assert list(await lines(town)) == ["signs"]
    await does(town, alice, "/plan", "[A copy to pin]")
    assert all(line in alice.last.words for line in (await lines(town))["signs"])
