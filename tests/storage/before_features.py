"""Lives from before features had folders of their own, with every button that stood in the chats.

The files in data/before_features were written by the program of commit 02442d5. In its own town
for stories (tests/stories/town.py there) people did what life.txt says, from 19 to 22 November
2026: Alice (42) has answered two questions of the evening and sees the third, Bob (43) has looked
at one screen after the other, is asked when to be asked again and types a goal, Carol (44) sees
the evening's question, Dave (45) has not agreed yet. chats.jsonl has each message of the bot that
had buttons at the end, as it looked then; the .json files are the exports of that minute.
"""

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pydantic import SecretStr

from bot.playground.people import TelegramUser
from bot.playground.world import StoredMessage
from tests.storage import old_life
from tests.support.town import DirectTown

DATA = old_life.DATA.with_name("before_features")
ALICE, BOB, CAROL, DAVE = 42, 43, 44, 45
NAMES = {ALICE: "Alice", BOB: "Bob", CAROL: "Carol", DAVE: "Dave"}
# When the exports were made.
THEN = datetime(2026, 11, 22, 19, 10, 0, 2_000, UTC)
# Telegram goes on counting where it was.
NEXT_MESSAGE, NEXT_UPDATE = 250, 100_000_247


class OldButton(NamedTuple):
    """A button that stood in a chat, and the first message that had it."""

    user_id: int
    message_id: int
    label: str
    data: str

    @property
    def name(self) -> str:
        """What it stands for: an action, or a step of a question."""
        kind, name, *rest = self.data.split("|")
        return name if kind == "1a" else rest[0]


def messages() -> list[dict[str, Any]]:
    """Every message that had buttons, chat by chat, oldest first."""
    return [json.loads(line) for line in (DATA / "chats.jsonl").read_text().splitlines()]


def buttons() -> list[OldButton]:
    """Every button, each reference once a chat."""
    found: dict[tuple[int, str], OldButton] = {}
    for one in messages():
        for label, data in (button for row in one["rows"] for button in row):
            button = OldButton(one["chat"], one["message"], label, data)
            found.setdefault((button.user_id, data), button)
    return list(found.values())


def put_back(url: str) -> None:
    """Make the database and the key store as they were, on either kind of database."""
    old_life.put_back(url, DATA)


class OldTown(DirectTown):
    """The town in which they lived, with the bot of today."""

    def __init__(self, url: str, folder: Any) -> None:
        key = SecretStr(old_life.KEY.hex())
        super().__init__(folder, at=THEN, database_url=url, encryption_key=key)
        self.playground.world._next_message = NEXT_MESSAGE
        self.playground.updates.next_id = NEXT_UPDATE
        for user_id, name in NAMES.items():
            self._lived(self.person(user_id, name))

    def _lived(self, person: TelegramUser) -> None:
        """Let the bot's messages stand in the chat as they stood there."""
        world = self.playground.world
        for one in messages():
            if one["chat"] != person.id:
                continue
            keyboard = [[{"text": label, "callback_data": data} for label, data in row]
                        for row in one["rows"]]  # fmt: skip
            looks = (
                {"text": one["text"]}
                if "text" in one
                else {"caption": one["caption"], "photo": [{"file_id": "of-then"}]}
            )
            message = {
                "message_id": one["message"],
                "from": world.bot,
                "chat": person.chat.head,
                "date": world.date(),
                **looks,
                "reply_markup": {"inline_keyboard": keyboard},
            }
            person.chat.messages[one["message"]] = StoredMessage(message, by_bot=True)
