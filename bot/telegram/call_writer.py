"""From a message owed to its call: what is attached is made, an edit finds its place."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.telegram import calls, delivery_state
from bot.telegram.calls import Call
from bot.telegram.delivery_job import DeliveryJob, Hooks, Made
from storage.outbox import Message
from storage.store import Store

log = logging.getLogger(__name__)

_ACTIONS = {
    "sendPhoto": "upload_photo",
    "sendDocument": "upload_document",
    "sendMessage": "typing",
}


@dataclass(slots=True)
class CallWriter:
    """Makes the call of a message, and knows which message shows a conversation just now."""

    store: Store
    hooks: Hooks
    say_once: Callable[[str, dict[str, object]], None]
    shown: dict[tuple[int, str], int] = field(default_factory=dict)

    async def write(self, job: DeliveryJob) -> bool:
        """Give the job its call; False when there is nothing to send."""
        message = job.message
        if "attachment" in message.payload:
            prepared = await self._prepared(job)
            if prepared is None:
                return False
            call = Call(*prepared)
        else:
            call = calls.plain(message)
        if call.edits and "message_id" not in call.params:
            shown = self.shown.get((message.chat_id, message.conversation or ""))
            if shown is None:
                shown = await self.store.read(partial(delivery_state.shown_at, message))
            anew = calls.instead_of_edit(call)
            if shown is None and anew is None:
                return False
            call = calls.aimed(call, shown) if shown is not None else anew or call
        job.call = call
        return True

    def remember(self, message: Message, number: int) -> Callable[[], None]:
        """Know at once which message shows a conversation; the result forgets it, once on disk."""
        place = (message.chat_id, message.conversation or "")
        if message.conversation:
            self.shown[place] = number

        def forget() -> None:
            if self.shown.get(place) == number:
                del self.shown[place]

        return forget

    async def _prepared(self, job: DeliveryJob) -> Made | None:
        if job.begun > delivery_state.BEGINNINGS:
            log.error("an attachment is given up", extra={"tries": job.begun - 1})
            return await self.hooks.give_up(job.message)
        self._announce(job.message)
        job.chat.making = True
        try:
            return await self.hooks.prepare(job.message)
        finally:
            job.chat.making = False

    def _announce(self, message: Message) -> None:
        """Let the chat show that something is being made."""
        action = _ACTIONS.get(message.method)
        if action is not None:
            self.say_once("sendChatAction", {"chat_id": message.chat_id, "action": action})
