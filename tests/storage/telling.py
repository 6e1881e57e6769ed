"""Tells one of everything, in words and numbers that occur nowhere else."""

from datetime import time, timedelta

from storage import (
    answers,
    check_ins,
    conversations,
    entries,
    goals,
    inbox,
    invitations,
    notes,
    nudges,
    outbox,
    preferences,
    reminders,
    trackers,
    wins,
)
from storage.conversations import Conversation
from storage.goals import Goal
from storage.inbox import Update
from storage.notes import Note
from storage.reminders import Reminder
from storage.transaction import Tx
from storage.wins import Win
from tests.storage.samples import MONDAY, TUESDAY

CANARIES = [
    "quokka", "okapi-walk", "narwhal", "axolotl", "pangolin", "tardigrade", "capybara",
    "Ünïcödé", "73519", "918273645",
]  # fmt: skip


def tell_everything(tx: Tx, user: int) -> None:
    """A row in every table that a person can have rows in."""
    for number, day in enumerate((MONDAY, TUESDAY)):
        answers.keep(tx, user, day, "mood", 73519, tx.now)
        answers.keep(tx, user, day, "words", "quokka Ünïcödé", tx.now)
        check_ins.touch(tx, user, day, completed_at=tx.now)
        goal = Goal(0, "okapi-walk", "short", 918273645, (1,), None, None, "active", day, day)
        goals.add(tx, user, goal)
        notes.add(tx, user, Note(tx.new_id(), tx.now, day, "narwhal", message_id=number))
        wins.add(tx, user, Win(tx.new_id(), day, "axolotl"))
        nudges.claim(tx, user, "evening", day)
        entries.add(tx, user, "moment", day, {"text": "axolotl", "mood": 73519})
        trackers.add(tx, user, f"energy{number}", day, {"label": "narwhal"})
        preferences.set_(tx, user, f"prompts{number}", "on")
    due = tx.now + timedelta(hours=1)
    reminders.put(tx, Reminder(user, "evening", time(21), (), due))
    state = {"answers": [["words", "pangolin"]]}
    conversation = Conversation(tx.new_id(), user, "checkin", MONDAY, state, None, tx.now)
    conversations.open_(tx, conversation)
    conversations.save(tx, conversation)
    raws = [{"text": "tardigrade", "mood": 73519}, {"text": "tardigrade again"}]
    inbox.add(tx, [Update(n, user, user, raw) for n, raw in enumerate(raws, 100)])
    inbox.done(tx, 100)
    for _ in range(2):
        last = outbox.add(
            tx, chat_id=user, user_id=user, method="sendMessage", payload={"text": "capybara"}
        )
    outbox.claim(tx, [last.id], due)
    outbox.sent(tx, last, 5)
    invitations.add(tx, f"code {user}", due)
    invitations.take(tx, f"code {user}", user)
