"""What is made just before it is sent: pictures, exports, and answers about files.

The outbox keeps only what is to be made, so that neither a picture nor an export is ever stored,
and what is sent is up to date.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from bot import i18n
from bot.app.chart_worker import ChartFailed, ChartWorker
from bot.core.turn import Deps, Turn
from bot.features.portability import export
from bot.features.portability import feature as handing_over
from bot.features.portability.elsewhere import Elsewhere
from bot.features.portability.import_fetch import ImportFetcher
from bot.features.portability.pages import PageEnd
from bot.features.timeline import caption as timeline_caption
from bot.features.timeline import view as timeline_view
from bot.features.week import caption as week_caption
from bot.features.week import data as week_data
from bot.features.week import view as week_view
from bot.logs import where
from bot.outgoing import File
from charts.timeline_view import TimelineView
from charts.view import WeekView
from conversations.text import Text, t
from storage import outbox, people
from storage.errors import Corrupt, Unavailable
from storage.outbox import Message
from storage.store import Store, Tx

log = logging.getLogger(__name__)

NOT_MADE = t("I could not make that just now. What you told me is safe; please try again later.")
TOO_LONG = t(
    "That file takes me too long, so I stopped waiting for it. What you told me is safe; "
    "please try again later."
)
GIVEN_UP = t(
    "I tried three times to make that, and it went wrong on my side each time, so I leave it. "
    "What you told me is safe."
)


@dataclass(frozen=True, slots=True)
class ToDraw:
    """A picture to be drawn, and what goes with it."""

    view: WeekView | TimelineView
    caption: str
    keyboard: dict[str, object]


@dataclass(frozen=True, slots=True)
class Attachments:
    """Makes what the outbox asks for."""

    store: Store
    chart_worker: ChartWorker
    deps: Deps
    elsewhere: Elsewhere
    arrivals: ImportFetcher
    owed: Callable[[Message], None]
    """Takes what is to be sent after a part of an export: the next part."""

    async def prepare(self, message: Message) -> tuple[str, dict[str, Any]] | None:
        """Make the attachment of a message; None when there is nothing to send any more.

        Whoever waits for one that cannot be made is told so.
        """
        try:
            return await self._made(message)
        except (Unavailable, Corrupt):
            raise
        except TimeoutError:
            log.error("an attachment took too long", extra={"method": message.method})
            return await self._regret(message, TOO_LONG)
        except Exception as fault:  # noqa: BLE001 - whatever it is, silence is no answer
            log.error("an attachment failed", extra={"fault": where(fault)})
            return await self._regret(message, NOT_MADE)

    async def give_up(self, message: Message) -> tuple[str, dict[str, Any]]:
        """Say that it will not be made: several processes ended over it."""
        return await self._regret(message, GIVEN_UP)

    async def _regret(self, message: Message, why: Text) -> tuple[str, dict[str, Any]]:
        words = await self.store.read(partial(_in_their_language, message, why))
        return "sendMessage", {"chat_id": message.chat_id, "text": words}

    async def _made(self, message: Message) -> tuple[str, dict[str, Any]] | None:
        params = dict(message.payload)
        wanted = params.pop("attachment")
        if wanted["kind"] in week_data.LENGTHS or wanted["kind"] == timeline_view.KIND:
            return await self._picture(message, params, wanted)
        if wanted["kind"] == "import":
            return await self.arrivals.prepare(message, params, wanted)
        return await self._export(message, params, wanted)

    async def _picture(
        self, message: Message, params: dict[str, Any], wanted: dict[str, str]
    ) -> tuple[str, dict[str, Any]] | None:
        kind, last = wanted["kind"], date.fromisoformat(wanted["last"])
        picture = await self.store.read(partial(self._view, message, wanted, last))
        if picture is None:
            return None
        params["reply_markup"] = picture.keyboard
        try:
            drawn = await self.chart_worker.picture(kind, picture.view)
            file = File(f"{kind}-{last.isoformat()}.png", drawn)
        except ChartFailed:
            # The words say the same as the picture; a new message, for a photo cannot become text.
            params.pop("message_id", None)
            return "sendMessage", {**params, "text": picture.caption}
        if message.method == "sendPhoto":
            params |= {"photo": file, "caption": picture.caption}
        else:
            params["media"] = {"type": "photo", "media": file, "caption": picture.caption}
        return message.method, params

    def _view(self, message: Message, wanted: dict[str, str], last: date, tx: Tx) -> ToDraw | None:
        turn, kind = self._turn(message, tx), wanted["kind"]
        if turn is None:
            return None
        if kind == timeline_view.KIND:
            span = wanted["span"]
            return ToDraw(
                timeline_view.view(turn, span, last),
                timeline_caption.caption(turn, span, last),
                turn.keyboard(timeline_view.rows(turn, span, last)),
            )
        data = week_data.read(turn, kind, last)
        return ToDraw(
            week_view.picture(data),
            week_caption.caption(data),
            turn.keyboard(week_view.rows(data)),
        )

    def _turn(self, message: Message, tx: Tx) -> Turn | None:
        person = people.get(tx, message.user_id) if message.user_id else None
        if person is None:
            return None
        return Turn.of(tx, self.deps, person)

    async def _export(
        self, message: Message, params: dict[str, Any], wanted: dict[str, Any]
    ) -> tuple[str, dict[str, Any]] | None:
        kind, number = wanted["kind"], int(wanted.get("part", 1))
        after = PageEnd(*wanted["after"]) if "after" in wanted else None
        made = await self.elsewhere.export(message.user_id or 0, kind, after)
        if made is None:
            return None
        is_last = made.following is None
        if made.following is not None:
            more = {**wanted, "part": number + 1, "after": list(made.following)}
            following = await self.store.write(partial(_owe, message, more))
            if following is not None:
                self.owed(following)
        part = None if is_last and number == 1 else number
        name = export.filename(date.fromisoformat(wanted["day"]), kind, part)
        if part is not None:
            told = handing_over.of_part(part, kind, is_last=is_last)
            words = await self.store.read(partial(_in_their_language, message, told))
            params["caption"] = words
        return message.method, {**params, "document": File(name, made.content)}


def _owe(message: Message, attachment: dict[str, Any], tx: Tx) -> Message | None:
    """Owe the part after this one, once: it may be made again after a crash or a lost answer."""
    if people.get(tx, message.user_id or 0) is None:
        return None
    id = f"{message.id.partition('.')[0]}.{attachment['part']}"
    if outbox.get(tx, id) is not None:
        return None
    return outbox.add(
        tx,
        id=id,
        chat_id=message.chat_id,
        user_id=message.user_id,
        method=message.method,
        payload={"chat_id": message.chat_id, "attachment": attachment},
        priority=message.priority,
    )


def _in_their_language(message: Message, words: Text, tx: Tx) -> str:
    person = people.get(tx, message.user_id) if message.user_id else None
    return i18n.render(words, person.language if person else i18n.SOURCE)
