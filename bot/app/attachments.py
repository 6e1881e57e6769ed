"""What is made just before it is sent, by what the features announce; or one sentence instead."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from bot.core.attachments import Made, Maker, in_their_language
from bot.logs import where
from conversations.text import Text, t
from storage.errors import Corrupt, Unavailable
from storage.outbox import Message
from storage.store import Store

log = logging.getLogger(__name__)

NOT_MADE = t(
    "I couldn't make that just now. Everything you told me is safe. Please try again later."
)
TOO_LONG = t(
    "That file is taking too long, so I stopped waiting for it. Everything you told me is "
    "safe. Please try again later."
)
GIVEN_UP = t(
    "I tried three times to make that, and each time something went wrong on my side, so "
    "I've stopped trying. Everything you told me is safe."
)


@dataclass(frozen=True, slots=True)
class Attachments:
    """Makes what the outbox asks for."""

    store: Store
    makers: Mapping[str, Maker]

    async def prepare(self, message: Message) -> Made | None:
        """Make the attachment of a message; None when there is nothing to send any more.

        Whoever waits for one that cannot be made is told so.
        """
        try:
            return await self._made(message)
        except (Unavailable, Corrupt):
            raise
        except TimeoutError:
            log.error("an attachment took too long", extra={"method": message.method})
            return await self._say_instead(message, TOO_LONG)
        except Exception as fault:  # noqa: BLE001 - whatever it is, silence is no answer
            log.error("an attachment failed", extra={"fault": where(fault)})
            return await self._say_instead(message, NOT_MADE)

    async def give_up(self, message: Message) -> Made:
        """Say that it will not be made: several processes ended over it."""
        return await self._say_instead(message, GIVEN_UP)

    async def _made(self, message: Message) -> Made | None:
        params = dict(message.payload)
        wanted = params.pop("attachment")
        kind = str(wanted["kind"]) if isinstance(wanted, dict) else ""
        return await self.makers[kind](message, params, wanted)

    async def _say_instead(self, message: Message, why: Text) -> Made:
        words = await self.store.read(partial(in_their_language, message, why))
        return "sendMessage", {"chat_id": message.chat_id, "text": words}
