import pytest

from bot.playground.people import TelegramUser
from tests.features.check_in.test_evenings import told
from tests.support.town import Town, does, settled_in

pytestmark = pytest.mark.wire

COMMANDS = (
    "/start", "/day yesterday", "/week", "/month", "/goals", "/journal", "/win a walk",
    "/reminders", "/settings", "/export", "/support", "/privacy", "/help", "/nonsense",
)  # fmt: skip


async def restart(town: Town) -> None:
    await town.sleep()
    await town.wake()


async def test_a_restart_between_any_two_answers_loses_nothing(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin")
    await restart(town)
    await does(town, alice, "[7]")
    await restart(town)
    await does(town, alice, "7:30")
    await restart(town)
    await does(town, alice, "[4]")
    stored = await told(town)
    assert (stored["mood"], stored["sleep"]["hours"], stored["quality"]) == (7, 7.5, 4)
    assert len([m for m in alice.heard if "Noted for" in m.words]) == 1


async def test_what_is_said_while_it_is_down_is_heard_afterwards(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin")
    await town.sleep()
    alice.presses("7")
    alice.says("7:30")
    await town.wake()
    await town.settle()
    stored = await told(town)
    assert (stored["mood"], stored["sleep"]["hours"]) == (7, 7.5)


async def test_the_first_minute_survives_a_restart(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "Riga")
    await restart(town)
    await does(town, alice, "[21:00]")
    await restart(town)
    await does(town, alice, "[08:00]", "[Skip]")
    assert "All set. Your time zone is Europe/Riga." in alice.last.words


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_in_the_middle_is_obeyed_and_the_check_in_waits(
    town: Town, command: str
) -> None:
    alice = town.person()
    await settled_in(town, alice)
    await does(town, alice, "/checkin", "[7]")
    card = alice.last.message["message_id"]
    heard = len(alice.heard)
    await does(town, alice, command)
    assert len(alice.heard) > heard
    alice.presses("8", card)
    await town.settle()
    stored = await told(town)
    assert stored["mood"] == 7
    assert stored["sleep"] == {"hours": 8, "bed": None, "wake": None}


async def test_skip_and_cancel_work_as_words(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "/skip")
    assert await told(town) == {"mood": None}
    await does(town, alice, "/cancel")
    assert "That's fine." in alice.last.words
    await does(town, alice, "A thought.")
    assert "in your journal" in alice.last.words
    await does(town, alice, "/checkin", "7:00")
    assert (await told(town))["sleep"] == {"hours": 7, "bed": None, "wake": None}


async def test_the_same_update_again_changes_nothing(town: Town, alice: TelegramUser) -> None:
    pushed = []
    push = town.playground.updates.push
    town.playground.updates.push = lambda update, **more: (
        pushed.append(update),
        push(update, **more),
    )[1]
    await does(town, alice, "A thought.")
    before = len(alice.heard)
    for update in tuple(pushed):
        push(update, line=ALICE_LINE)
    await town.settle()
    await restart(town)
    for update in tuple(pushed):
        push(update, line=ALICE_LINE)
    await town.settle()
    assert len(alice.heard) == before


ALICE_LINE = 42
