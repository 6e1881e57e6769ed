"""`/export` on its way: a file, and where one cannot hold everything the parts that follow it."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.core.attachments import Attachment, Made, MakerDeps, Params, in_their_language
from bot.core.fields import Day
from bot.features.portability import export
from bot.features.portability.elsewhere import Elsewhere
from bot.features.portability.pages import PageEnd
from bot.outgoing import File
from conversations.text import Text, t
from storage import outbox, people
from storage.outbox import Message
from storage.store import Tx


class ExportAttachment(Attachment):
    """A file of a kind, named by the day; a part that is not the first begins after a place."""

    kind: Literal["json", "csv"]
    day: Day
    part: int = 1
    after: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ExportMaker:
    """Makes files of all that a person told."""

    maker_deps: MakerDeps
    elsewhere: Elsewhere

    async def prepare(self, message: Message, params: Params, wanted: object) -> Made | None:
        """Make the file, and owe the part that follows if it does not hold everything."""
        asked = ExportAttachment.model_validate(wanted)
        after = PageEnd(*asked.after) if asked.after else None
        made = await self.elsewhere.export(message.user_id or 0, asked.kind, after)
        if made is None:
            return None
        is_last = made.following is None
        if made.following is not None:
            more = {"part": asked.part + 1, "after": tuple(made.following)}
            await self._owe(message, asked.model_copy(update=more))
        part = None if is_last and asked.part == 1 else asked.part
        name = export.filename(asked.day, asked.kind, part)
        if part is not None:
            told = of_part(part, asked.kind, is_last=is_last)
            read = partial(in_their_language, message, told)
            params["caption"] = await self.maker_deps.store.read(read)
        return message.method, {**params, "document": File(name, made.content)}

    async def _owe(self, message: Message, following: ExportAttachment) -> None:
        owed = await self.maker_deps.store.write(partial(_owed, message, following))
        if owed is not None:
            self.maker_deps.owed(owed)


def _owed(message: Message, following: ExportAttachment, tx: Tx) -> Message | None:
    """Owe the part after this one, once: it may be made again after a crash or a lost answer."""
    if people.get(tx, message.user_id or 0) is None:
        return None
    id = f"{message.id.partition('.')[0]}.{following.part}"
    if outbox.get(tx, id) is not None:
        return None
    return outbox.add(
        tx,
        id=id,
        chat_id=message.chat_id,
        user_id=message.user_id,
        method=message.method,
        payload={"chat_id": message.chat_id, "attachment": following.to_json()},
        priority=message.priority,
    )


def of_part(number: int, kind: str, *, is_last: bool) -> Text:
    """Say which part a file is, when all of it is more than one file can hold."""
    if not is_last:
        return t(
            "Part {n}. You've told me more than fits in one file, so another part follows.",
            n=number,
        )
    if kind == "json":
        return t(
            "Part {n}, the last one. To bring everything back, send me each part after /import.",
            n=number,
        )
    return t("Part {n}, the last one.", n=number)
