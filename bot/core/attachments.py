"""What is made just before it is sent: how a feature says what it wants, and what with.

The outbox keeps only what is to be made, so that neither a picture nor an export is ever stored,
and what is sent is up to date.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from pydantic import BaseModel, ConfigDict, JsonValue

from bot import i18n
from bot.core import damaged
from bot.core.background import Run
from bot.core.deps import Deps
from bot.core.turn import MESSAGE_LIMIT, Turn
from bot.outgoing import File, Formatted
from charts.drawings import View
from conversations.text import Text
from storage import people
from storage.outbox import Message
from storage.store import Store, Tx

if TYPE_CHECKING:  # what diaries say is loaded by whoever asks
    from charts.insights.findings import Insights
    from charts.insights.numbers import DiaryNumbers

Params: TypeAlias = dict[str, object]
Made: TypeAlias = tuple[str, Params]
"""A method of the Bot API, and its parameters."""
Maker: TypeAlias = Callable[[Message, Params, object], Awaitable[Made | None]]
"""Makes what a message asks for; None when there is nothing to send any more."""
CAPTION_LIMIT = 1000  # of the 1024 UTF-16 units that a caption may have
# Fetches a file by its id, up to so many bytes; raises NoFile, or Unavailable to be asked again.
Fetch: TypeAlias = Callable[[str, int], Awaitable[bytes]]


class Attachment(BaseModel):
    """What is to be made, as the outbox keeps it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    def to_json(self) -> dict[str, JsonValue]:
        """Return it as it is kept."""
        return self.model_dump(mode="json", exclude_unset=True)

    def send(self, turn: Turn, method: str = "sendPhoto", **more: object) -> None:
        """Let it be made and sent."""
        turn.send(method, {"chat_id": turn.chat_id, "attachment": self.to_json(), **more})

    def show(self, turn: Turn) -> None:
        """Send a picture, or put it in the place of the one whose button was pressed."""
        if turn.query_id is not None and turn.message_id is not None:
            turn.ack()
            self.send(turn, "editMessageMedia", message_id=turn.message_id)
        else:
            self.send(turn)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture to be drawn, and what goes with it."""

    view: View
    file: str
    caption: Formatted
    keyboard: Params
    instead: Formatted | None = None
    """What is said where it cannot be drawn, if that is not the caption."""

    def with_line(self, line: str) -> "Drawing":
        """Add a line below the words."""
        alone = self.instead.with_line(line, MESSAGE_LIMIT) if self.instead else None
        return replace(self, caption=self.caption.with_line(line, CAPTION_LIMIT), instead=alone)


@dataclass(frozen=True, slots=True)
class MakerDeps:
    """What attachments are made with."""

    store: Store
    deps: Deps
    run: Run
    fetch: Fetch
    draw: Callable[[View], Awaitable[bytes | None]]
    """Draws a picture; None where that cannot be done just now."""
    owed: Callable[[Message], None]
    """Takes what is to be sent after a part of an export: the next part."""
    examine: "Callable[[DiaryNumbers, frozenset[str]], Awaitable[Insights | None]]"
    """Finds what a diary allows to be said; None where that cannot be done just now."""

    async def picture(
        self,
        look: Callable[[Turn, object], Drawing | None],
        message: Message,
        params: Params,
        wanted: object,
    ) -> Made | None:
        """Draw what `look` finds; without a picture its words say the same."""
        found = await self.store.read(partial(self._look, look, message, wanted))
        if found is None:
            return None
        params["reply_markup"] = found.keyboard
        png = await self.draw(found.view)
        if png is None:
            # A new message, for a photo cannot become text.
            params.pop("message_id", None)
            said = found.instead or found.caption
            return "sendMessage", {**params, **said.parameters()}
        file = File(found.file, png)
        if message.method == "sendPhoto":
            params |= {"photo": file, **found.caption.caption()}
        else:
            params["media"] = {"type": "photo", "media": file, **found.caption.caption()}
        return message.method, params

    def _look(
        self,
        look: Callable[[Turn, object], Drawing | None],
        message: Message,
        wanted: object,
        tx: Tx,
    ) -> Drawing | None:
        person = people.get(tx, message.user_id) if message.user_id else None
        if person is None:
            return None
        turn = Turn.of(tx, self.deps, person)
        found = look(turn, wanted)
        missing = damaged.among(turn)
        return found.with_line(i18n.join(missing, turn.language)) if found and missing else found


def in_their_language(message: Message, words: Text, tx: Tx) -> str:
    """Say it to the person a message is for."""
    person = people.get(tx, message.user_id) if message.user_id else None
    return i18n.render(words, person.language if person else i18n.SOURCE)


def none(_maker_deps: MakerDeps) -> Mapping[str, Maker]:
    """Make nothing: most features send words alone."""
    return {}
