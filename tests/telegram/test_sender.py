"""What is owed arrives: once, in order, within the limits, whatever Telegram answers."""

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SystemClock
from bot.outgoing import Ack, File
from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from bot.telegram import settlement
from bot.telegram.chat_queue import CROWD
from bot.telegram.rate_limits import Bucket, Limits, Window
from storage import conversations, outbox, people
from storage.conversations import Conversation
from storage.outbox import Message
from storage.store import Tx
from tests.support.wires import ALICE, BOB, Wires, eventually, owe, person

HELP, NUDGE = -1, 1
A_FILE = {"attachment": {"kind": "json"}}
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlement, "FIRST_WAIT", 0.01)


def open_check_in(tx: Tx) -> None:
    tx.new_key(ALICE)
    conversations.open_(tx, Conversation("t1", ALICE, "checkin", None, {}, None, tx.now))


async def test_what_is_committed_is_sent_and_noted(wires: Wires, alice: TelegramUser) -> None:
    message = await wires.owe(ALICE, "How was your mood today?")
    assert await wires.state(message) == "sent"
    assert alice.last.words == "How was your mood today?"


async def test_messages_of_one_chat_keep_their_order(wires: Wires, alice: TelegramUser) -> None:
    for number in range(20):
        await wires.owe(ALICE, str(number))
    assert await wires.texts(ALICE) == [str(number) for number in range(20)]


async def test_a_press_is_answered_before_anything_is_said(
    wires: Wires, alice: TelegramUser
) -> None:
    kept = wires.server.world.post(alice.chat, {"text": "?"}, by_bot=True)
    tap = alice.taps("x", kept.message["message_id"])
    wires.sender.deliver([], [Ack(tap.id, "thanks")])
    await wires.sender.idle()
    assert (tap.answered, tap.text) == (True, "thanks")


async def test_a_press_too_old_to_be_answered_troubles_nobody(
    wires: Wires, alice: TelegramUser, caplog: pytest.LogCaptureFixture
) -> None:
    wires.sender.deliver([], [Ack("123", "thanks")])
    await wires.owe(ALICE, "How was your mood today?")
    assert await wires.texts(ALICE) == ["How was your mood today?"]
    assert [refusal.method for refusal in wires.server.ledger.refusals] == ["answerCallbackQuery"]
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []


async def test_a_conversation_is_edited_in_place(wires: Wires, alice: TelegramUser) -> None:
    await wires.store.write(open_check_in)
    await wires.owe(ALICE, "How was your mood today?", conversation="t1")
    await wires.owe(ALICE, "Sleep?", conversation="t1", method="editMessageText")
    await wires.sender.idle()
    assert [kept.words for kept in alice.heard] == ["Sleep?"]
    kept = await wires.store.read(lambda tx: conversations.get(tx, ALICE, "t1"))
    assert kept is not None
    assert kept.message_id == alice.last.message["message_id"]
    await wires.owe(ALICE, "Goals?", conversation="t1", method="editMessageText")
    await wires.sender.idle()
    assert [kept.words for kept in alice.heard] == ["Goals?"]


async def test_an_edit_of_a_message_that_is_gone_is_said_anew(
    wires: Wires, alice: TelegramUser
) -> None:
    await wires.store.write(open_check_in)
    await wires.owe(ALICE, "How was your mood today?", conversation="t1")
    await wires.sender.idle()
    wires.server.faults.plan(
        PlannedFault.answer(400, "Bad Request: message to edit not found"), "editMessageText"
    )
    await wires.owe(ALICE, "Sleep?", conversation="t1", method="editMessageText")
    assert await wires.texts(ALICE) == ["How was your mood today?", "Sleep?"]
    await wires.owe(ALICE, "Goals?", conversation="t1", method="editMessageText")
    await wires.sender.idle()
    assert [kept.words for kept in alice.heard] == ["How was your mood today?", "Goals?"]


async def test_an_edit_that_changes_nothing_counts_as_done(
    wires: Wires, alice: TelegramUser
) -> None:
    await wires.store.write(open_check_in)
    await wires.owe(ALICE, "Same", conversation="t1")
    again = await wires.owe(ALICE, "Same", conversation="t1", method="editMessageText")
    assert await wires.state(again) == "sent"
    assert len(alice.heard) == 1


async def test_an_edit_of_what_was_never_sent_is_said_anew(
    wires: Wires, alice: TelegramUser
) -> None:
    await wires.store.write(open_check_in)
    await wires.owe(ALICE, "Sleep?", conversation="t1", method="editMessageText")
    assert await wires.texts(ALICE) == ["Sleep?"]


async def test_of_several_waiting_edits_only_the_last_is_made(
    wires: Wires, alice: TelegramUser
) -> None:
    await wires.store.write(open_check_in)
    await wires.owe(ALICE, "How was your mood today?", conversation="t1")
    await wires.sender.idle()
    wires.server.faults.plan(PlannedFault.late(0.1), "editMessageText")
    edits = [
        await wires.owe(ALICE, f"{n}", conversation="t1", method="editMessageText")
        for n in range(5)
    ]
    assert [await wires.state(edit) for edit in edits] == ["sent", *["dropped"] * 3, "sent"]
    assert alice.last.words == "4"


async def test_a_flooded_chat_waits_and_others_do_not(
    wires: Wires, alice: TelegramUser, bob: TelegramUser
) -> None:
    wires.server.faults.plan(PlannedFault.too_many(1), "sendMessage", chat_id=ALICE)
    first = await wires.owe(ALICE, "one")
    await eventually(lambda: wires.server.faults.hits)
    await wires.owe(ALICE, "two")
    await wires.owe(BOB, "hello")
    await bob.reads("hello")
    held = await wires.store.read(lambda tx: outbox.get(tx, first.id))
    assert held is not None
    assert held.not_before is not None
    await alice.reads("two")
    assert [send.text for send in wires.server.ledger.sends()] == ["hello", "one", "two"]


async def test_a_block_ends_all_writing_to_the_person(wires: Wires, alice: TelegramUser) -> None:
    await wires.store.write(person)
    wires.server.faults.plan(PlannedFault.answer(403), "sendMessage", times=None)
    messages = await wires.store.write(lambda tx: [owe(tx, ALICE, f"{n}") for n in range(3)])
    wires.sender.deliver(messages)
    assert {await wires.state(message) for message in messages} == {"dropped"}
    assert wires.server.ledger.calls["sendMessage"] == 1
    known = await wires.store.read(lambda tx: people.get(tx, ALICE))
    assert known is not None
    assert not known.reachable
    assert wires.sender.waiting == 0


@pytest.mark.parametrize(
    "text",
    ["Bad Request: chat not found", "Forbidden: user is deactivated", "Forbidden: bot was kicked"],
)
async def test_a_chat_that_is_no_more_is_called_once(
    wires: Wires, alice: TelegramUser, text: str
) -> None:
    code = 403 if text.startswith("Forbidden") else 400
    wires.server.faults.plan(PlannedFault.answer(code, text), "sendMessage", times=None)
    message = await wires.owe(ALICE, "hello")
    assert await wires.state(message) == "dropped"
    assert wires.server.ledger.calls["sendMessage"] == 1


@pytest.mark.parametrize(
    "fault", [PlannedFault.reset(), PlannedFault.reset_after(), PlannedFault.html(502)]
)
async def test_after_an_unknown_outcome_there_is_one_silent_repeat(
    wires: Wires, alice: TelegramUser, fault: PlannedFault
) -> None:
    wires.server.faults.plan(fault, "sendMessage")
    message = await wires.owe(ALICE, "hello")
    assert await wires.state(message) == "sent"
    sends = wires.server.ledger.sends(ALICE)
    assert sends[-1].silent
    assert sum(not send.silent for send in sends) <= 1
    assert len(sends) == (2 if fault.kind == "reset_after" else 1)


@pytest.mark.parametrize("priority", [0, NUDGE])
async def test_after_two_unknown_outcomes_it_is_given_up(
    wires: Wires, alice: TelegramUser, priority: int
) -> None:
    wires.server.faults.plan(PlannedFault.reset_after(), "sendMessage", times=None)
    message = await wires.owe(ALICE, "hello", priority=priority)
    assert await wires.state(message) == "unknown"
    assert [send.silent for send in wires.server.ledger.sends(ALICE)] == [False, True]


async def test_an_answer_outlasts_several_server_errors(wires: Wires, alice: TelegramUser) -> None:
    wires.server.faults.plan(PlannedFault.answer(500), "sendMessage", times=4)
    message = await wires.owe(ALICE, "hello")
    assert await wires.state(message) == "sent"
    assert [send.text for send in wires.server.ledger.sends(ALICE)] == ["hello"]


async def test_an_edit_is_repeated_until_it_arrives(wires: Wires, alice: TelegramUser) -> None:
    await wires.store.write(open_check_in)
    await wires.owe(ALICE, "How was your mood today?", conversation="t1")
    await wires.sender.idle()
    wires.server.faults.plan(PlannedFault.reset_after(), "editMessageText", times=3)
    edit = await wires.owe(ALICE, "Sleep?", conversation="t1", method="editMessageText")
    assert await wires.state(edit) == "sent"
    assert [kept.words for kept in alice.heard] == ["Sleep?"]


async def test_the_repeat_waits_until_telegram_answers_again(
    wires: Wires, alice: TelegramUser
) -> None:
    wires.server.faults.plan(PlannedFault.reset(), "sendMessage")
    outage = wires.server.faults.plan(PlannedFault.answer(502), "getMe", times=None)
    await wires.owe(ALICE, "hello")
    await eventually(lambda: wires.server.ledger.calls["getMe"] >= 2)
    assert wires.server.ledger.calls["sendMessage"] == 1
    wires.server.faults.lift(outage)
    await alice.reads("hello")


async def test_an_outage_delays_and_doubles_nothing(wires: Wires, alice: TelegramUser) -> None:
    port = wires.server.port
    await wires.server.stop()
    message = await wires.owe(ALICE, "hello")
    await asyncio.sleep(0.2)
    assert wires.sender.waiting == 1
    await wires.server.start(port)
    await alice.reads("hello")
    assert await wires.state(message) == "sent"
    assert [send.silent for send in wires.server.ledger.sends(ALICE)] == [False]


async def test_a_message_too_long_is_cut_rather_than_lost(
    wires: Wires, alice: TelegramUser
) -> None:
    message = await wires.owe(ALICE, "word " * 2000)
    assert await wires.state(message) == "sent"
    assert alice.last.words.startswith("word word")


async def test_markup_that_cannot_be_read_is_sent_as_plain_text(
    wires: Wires, alice: TelegramUser
) -> None:
    await wires.owe(ALICE, "<b>oh", payload={"parse_mode": "HTML"})
    assert await wires.texts(ALICE) == ["<b>oh"]


async def test_a_call_that_is_wrong_for_ever_fails_once(wires: Wires, alice: TelegramUser) -> None:
    message = await wires.owe(ALICE, "")
    assert await wires.state(message) == "failed"
    assert wires.server.ledger.calls["sendMessage"] == 1
    assert await wires.texts(ALICE) == []


async def test_what_is_stale_is_dropped(wires: Wires, alice: TelegramUser) -> None:
    message = await wires.owe(ALICE, "late", expires_at=LONG_AGO)
    assert await wires.state(message) == "dropped"
    assert await wires.texts(ALICE) == []


async def test_what_becomes_stale_while_everybody_waits_is_dropped(
    wires: Wires, alice: TelegramUser
) -> None:
    wires.sender._pace.hold(0.3)
    soon = SystemClock().now() + timedelta(seconds=0.1)
    nudge = await wires.owe(ALICE, "How was your mood today?", priority=NUDGE, expires_at=soon)
    answer = await wires.owe(ALICE, "Noted")
    await alice.reads("Noted")
    await eventually(lambda: not wires.sender.waiting)
    assert await wires.state(nudge) == "dropped"
    assert await wires.state(answer) == "sent"
    assert await wires.texts(ALICE) == ["Noted"]


async def test_a_nudge_is_looked_at_again_before_it_is_sent(
    wires: Wires, alice: TelegramUser
) -> None:
    wires.wanted = lambda message: message.unless != "answered:2026-11-24"
    unwanted = await wires.owe(
        ALICE, "How was your mood today?", priority=NUDGE, unless="answered:2026-11-24"
    )
    wanted = await wires.owe(ALICE, "And today?", priority=NUDGE, unless="answered:2026-11-25")
    assert await wires.state(unwanted) == "dropped"
    assert await wires.state(wanted) == "sent"
    assert await wires.texts(ALICE) == ["And today?"]


async def test_live_answers_overtake_nudges(wires: Wires, bob: TelegramUser) -> None:
    wires.limits = Limits(per_second=20, nudges_per_second=15, chat_burst=100)
    wires.sender = wires.new_sender()
    nudged = [wires.server.person(2000 + n) for n in range(60)]
    for somebody in nudged:
        await wires.owe(somebody.id, "nudge", priority=NUDGE)
    await wires.owe(BOB, "answer")
    await bob.reads("answer")
    assert sum(bool(somebody.heard) for somebody in nudged) < 45
    await wires.sender.idle()
    assert all(len(somebody.heard) == 1 for somebody in nudged)


async def test_no_more_than_thirty_messages_leave_in_a_second(
    wires: Wires, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the clock that gives the turns: how long the way takes then is up to the machine."""
    turns: list[float] = []
    take = Window.take

    def taken(self: Window, at: float) -> None:
        turns.append(at)
        take(self, at)

    monkeypatch.setattr(Window, "take", taken)
    wires.limits = Limits()
    wires.sender = wires.new_sender()
    for number in range(70):
        wires.server.person(3000 + number)
        await wires.owe(3000 + number, "hello")
    await wires.sender.idle()
    assert len(turns) == len(wires.server.ledger.sends()) == 70
    assert all(last - first > 1 for first, last in zip(turns, turns[30:], strict=False))


@pytest.mark.parametrize(("per_second", "paid"), [(30, False), (31, True)])
async def test_beyond_what_is_free_telegram_is_told_that_it_may_charge(
    wires: Wires,
    alice: TelegramUser,
    per_second: int,
    paid: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[bool] = []
    call = wires.api.call

    async def listened(method: str, params: dict[str, object]) -> object:
        called.append(params.get("allow_paid_broadcast") is True)
        return await call(method, params)

    monkeypatch.setattr(wires.api, "call", listened)
    wires.limits = Limits.of(per_second)
    wires.sender = wires.new_sender()
    assert await wires.state(await wires.owe(ALICE, "hello")) == "sent"
    assert called == [paid]


def test_a_token_that_may_send_more_keeps_a_sixth_free_of_nudges() -> None:
    limits = Limits.of(600)
    assert (limits.per_second, limits.nudges_per_second, limits.in_flight) == (600, 500, 600)


def test_one_chat_gets_a_burst_and_then_one_a_second() -> None:
    bucket = Bucket(3, 1.0)
    assert [bucket.take(100.0) for _ in range(5)] == [0.0, 0.0, 0.0, 1.0, 2.0]
    assert bucket.take(102.0) == 1.0
    assert not bucket.is_full(105.0)
    assert bucket.is_full(106.0)
    assert [bucket.take(110.0) for _ in range(4)] == [0.0, 0.0, 0.0, 1.0]


async def test_a_chat_is_left_alone_for_as_long_as_it_has_had_too_much(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps = iter((0.0, 0.3))
    monkeypatch.setattr(Bucket, "take", lambda _self, _now: next(naps))
    await wires.owe(ALICE, "one")
    await wires.owe(ALICE, "two")
    await wires.sender.idle()
    one, two = (effect.at for effect in wires.server.ledger.sends(ALICE))
    assert two - one > timedelta(seconds=0.25)


async def test_what_an_earlier_run_left_is_sent_without_a_sound(
    wires: Wires, alice: TelegramUser
) -> None:
    await wires.store.write(lambda tx: owe(tx, ALICE, "left over"))
    await wires.sender.start()
    await alice.reads("left over")
    assert wires.server.ledger.sends(ALICE)[0].silent


async def test_a_nudge_whose_sender_died_gets_one_silent_repeat(
    wires: Wires, alice: TelegramUser
) -> None:
    message = await wires.store.write(
        lambda tx: owe(tx, ALICE, "How was your mood today?", priority=NUDGE)
    )
    await wires.store.write(
        lambda tx: outbox.claim(tx, [message.id], tx.now - timedelta(seconds=1))
    )
    await wires.sender.start()
    await alice.reads("How was your mood today?")
    assert [send.silent for send in wires.server.ledger.sends(ALICE)] == [True]


async def test_a_look_before_the_receipt_is_written_sends_nothing_twice(
    wires: Wires, alice: TelegramUser
) -> None:
    wires.limits = Limits(gather=0.2)
    wires.sender = wires.new_sender()
    message = await wires.owe(ALICE, "How was your mood today?")
    await alice.reads("How was your mood today?")
    await eventually(lambda: not any(chat.task for chat in wires.sender._chats.values()))
    await wires.sender._pick_up()
    assert await wires.state(message) == "sent"
    assert await wires.texts(ALICE) == ["How was your mood today?"]
    assert wires.sender.waiting == 0


async def test_an_answer_is_never_looked_at_as_a_nudge(wires: Wires, alice: TelegramUser) -> None:
    """It is wanted also by people of whom nobody knows anything yet."""
    wires.wanted = lambda _message: False
    assert await wires.state(await wires.owe(ALICE, "May I store that?")) == "sent"


async def test_more_nudges_than_fit_in_memory_all_arrive(
    wires: Wires, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.sender.IN_MEMORY", 20)
    wires.limits = Limits(per_second=1000, nudges_per_second=1000)
    wires.sender = wires.new_sender()
    await wires.sender.start()
    nudged = [wires.server.person(4000 + n) for n in range(100)]
    for somebody in nudged:
        await wires.owe(somebody.id, "nudge", priority=NUDGE)
        assert wires.sender.waiting <= 20
    await eventually(lambda: all(somebody.heard for somebody in nudged))
    await wires.sender.idle()
    assert all(len(somebody.heard) == 1 for somebody in nudged)


async def test_an_attachment_is_made_right_before_it_is_sent(
    wires: Wires, alice: TelegramUser
) -> None:
    content = File("steps.json", b"{}")
    wires.prepared = ("sendDocument", {"chat_id": ALICE, "document": content})
    await wires.owe(ALICE, "", method="sendDocument", payload={"attachment": {"kind": "json"}})
    await wires.sender.idle()
    assert alice.last.message["document"]["file_name"] == "steps.json"
    assert wires.server.ledger.calls["sendChatAction"] == 1


def begun(tx: Tx, message: Message) -> int:
    found = outbox.get(tx, message.id)
    return found.begun if found else -1


async def owe_file(wires: Wires, chat_id: int, *, begun: int = 0) -> Message:
    """Owe a file, of which so many processes have died."""
    message = await wires.store.write(
        lambda tx: owe(tx, chat_id, "", method="sendDocument", payload=A_FILE)
    )
    for _ in range(begun):
        await wires.store.write(lambda tx: outbox.begin(tx, message.id))
    return message


def making(wires: Wires, prepare: object) -> None:
    """Have attachments made in this way."""
    hooks = replace(wires.sender._delivery.writer.hooks, prepare=prepare)
    wires.sender._delivery.writer.hooks = hooks


async def test_an_attachment_is_counted_on_disk_before_it_is_made(
    wires: Wires, alice: TelegramUser
) -> None:
    seen: list[int] = []

    async def prepare(message: Message) -> object:
        seen.append(await wires.store.read(lambda tx: begun(tx, message)))
        return "sendMessage", {"chat_id": ALICE, "text": "made"}

    making(wires, prepare)
    message = await owe_file(wires, ALICE)
    wires.sender.deliver([message])
    await alice.reads("made")
    assert await wires.state(message) == "sent"
    assert seen == [1]


async def test_what_three_processes_died_of_is_not_made_but_told(
    wires: Wires, alice: TelegramUser
) -> None:
    message = await owe_file(wires, ALICE, begun=3)
    await wires.sender.start()
    await alice.reads("not made")
    assert await wires.state(message) == "sent"


async def test_two_deaths_are_not_enough_to_be_let_go(wires: Wires, alice: TelegramUser) -> None:
    wires.prepared = ("sendMessage", {"chat_id": ALICE, "text": "made"})
    message = await owe_file(wires, ALICE, begun=2)
    await wires.sender.start()
    await alice.reads("made")
    assert await wires.state(message) == "sent"


@pytest.mark.parametrize("ends", ["telegram refuses", "the bot stops"])
async def test_what_the_process_outlives_is_not_counted(
    wires: Wires, alice: TelegramUser, ends: str
) -> None:
    entered = asyncio.Event()

    async def prepare(_message: Message) -> object:
        entered.set()
        if ends == "the bot stops":
            await asyncio.Event().wait()
        return "sendMessage", {"chat_id": ALICE, "text": "made"}

    making(wires, prepare)
    wires.server.faults.plan(PlannedFault.too_many(60), "sendMessage")
    message = await owe_file(wires, ALICE)
    wires.sender.deliver([message])
    await entered.wait()
    if ends == "telegram refuses":
        await eventually(lambda: wires.server.faults.hits)
    await wires.sender.stop()
    assert await wires.store.read(lambda tx: begun(tx, message)) == 0


async def test_attachments_of_which_a_process_may_have_died_are_made_one_at_a_time(
    wires: Wires, alice: TelegramUser, bob: TelegramUser
) -> None:
    messages = [await owe_file(wires, chat, begun=1) for chat in (ALICE, BOB)]
    seen: list[list[int]] = []

    async def prepare(message: Message) -> object:
        seen.append([await wires.store.read(lambda tx, m=m: begun(tx, m)) for m in messages])
        return "sendMessage", {"chat_id": message.chat_id, "text": "made"}

    making(wires, prepare)
    await wires.sender.start()
    await alice.reads("made")
    await bob.reads("made")
    # Had the process died over the first, the second would not have been counted again.
    assert sorted(seen[0]) == [1, 2]


async def test_an_attachment_that_is_no_longer_there_is_dropped(
    wires: Wires, alice: TelegramUser
) -> None:
    message = await wires.owe(ALICE, "", payload={"attachment": {"kind": "json"}})
    assert await wires.state(message) == "dropped"


async def test_stopping_ends_the_call_in_hand_and_keeps_the_rest(
    wires: Wires, alice: TelegramUser
) -> None:
    wires.server.faults.plan(PlannedFault.late(0.2), "sendMessage")
    first, second = await wires.owe(ALICE, "one"), await wires.owe(ALICE, "two")
    await eventually(lambda: wires.server.faults.hits)
    await wires.sender.stop(3)
    states = [
        await wires.store.read(lambda tx, m=m: outbox.get(tx, m.id)) for m in (first, second)
    ]
    assert [found.state for found in states if found] == ["sent", "pending"]


def test_a_message_keeps_its_meaning_when_it_is_silenced() -> None:
    message = outbox.Message("a", 1, ALICE, ALICE, 0, "sendMessage", {"text": "x"})
    assert message._replace(silent=True).payload == {"text": "x"}


async def test_help_overtakes_everything_that_waits_in_its_chat(
    wires: Wires, alice: TelegramUser
) -> None:
    wires.server.faults.plan(PlannedFault.late(0.1), "sendMessage")
    for words, priority in (("one", 0), ("two", 0), ("nudge", NUDGE)):
        await wires.owe(ALICE, words, priority=priority)
    await wires.owe(ALICE, "help", priority=HELP)
    assert await wires.texts(ALICE) == ["one", "help", "two", "nudge"]


async def test_help_does_not_wait_for_a_file_that_is_being_made(
    wires: Wires, alice: TelegramUser
) -> None:
    making_, go_on = asyncio.Event(), asyncio.Event()

    async def prepare(_message: Message) -> object:
        making_.set()
        await go_on.wait()
        return "sendMessage", {"chat_id": ALICE, "text": "file"}

    making(wires, prepare)
    wires.sender.deliver([await owe_file(wires, ALICE)])
    await making_.wait()
    await wires.owe(ALICE, "help", priority=HELP)
    await alice.reads("help")
    go_on.set()
    assert await wires.texts(ALICE) == ["help", "file"]


async def test_whoever_wrote_a_flood_hears_the_same_words_a_few_times_only(
    wires: Wires, alice: TelegramUser
) -> None:
    said = ["Kept."] * 200 + ["How was your mood today?"]
    notes = await wires.store.write(lambda tx: [owe(tx, ALICE, words) for words in said])
    wires.sender.deliver(notes)
    told = await wires.texts(ALICE)
    assert told == ["Kept."] * (len(told) - 1) + ["How was your mood today?"]
    assert len(told) <= CROWD + 2
    assert {await wires.state(note) for note in notes} == {"sent", "dropped"}
    assert [await wires.state(note) for note in notes[-2:]] == ["sent", "sent"]


async def test_a_few_of_the_same_words_are_all_said(wires: Wires, alice: TelegramUser) -> None:
    said = ["Kept."] * CROWD
    wires.sender.deliver(
        await wires.store.write(lambda tx: [owe(tx, ALICE, words) for words in said])
    )
    assert await wires.texts(ALICE) == ["Kept."] * CROWD
