"""The files: the page as PDF, and its numbers as a FHIR bundle, both made in other processes."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.core.attachments import Made, MakerDeps, Params, in_their_language
from bot.core.turn import Turn
from bot.features.report import parts
from bot.features.report.screens import ReportAttachment
from bot.outgoing import File
from conversations.text import t
from storage import people
from storage.outbox import Message
from storage.store import Tx

if TYPE_CHECKING:  # what it takes is loaded by a thread that reads, for whoever makes a page
    from bot.features.report.fhir import FhirRecord
    from charts.report.view import ReportView

NOT_MADE = t(
    "I couldn't make the page this time. Everything you told me is safe. Please try again later."
)
HERE_IT_IS = t(
    "Here it is. Nobody has it but you and this chat. You can print it or send it on, if you like."
)
DATA_HERE = t(
    "The same numbers for a health record (FHIR R4). Few clinics can take a file like this "
    "from you, so the PDF is usually the better choice."
)


@dataclass(frozen=True, slots=True)
class ReportMaker:
    """Makes the files of a page."""

    maker_deps: MakerDeps

    async def pdf(self, message: Message, params: Params, wanted: object) -> Made | None:
        """Set the page as PDF."""
        asked = ReportAttachment.model_validate(wanted)
        view = await self.maker_deps.store.read(partial(self._view, message, asked))
        if view is None:
            return None
        made = await self.maker_deps.draw(view)
        if made is None:
            instead = partial(in_their_language, message, NOT_MADE)
            words = await self.maker_deps.store.read(instead)
            return "sendMessage", {"chat_id": message.chat_id, "text": words}
        said = await self.maker_deps.store.read(partial(in_their_language, message, HERE_IT_IS))
        file = File(f"small-steps-session-{asked.last.isoformat()}.pdf", made)
        return message.method, {**params, "document": file, "caption": said}

    async def fhir(self, message: Message, params: Params, wanted: object) -> Made | None:
        """Write the numbers as a FHIR bundle."""
        asked = ReportAttachment.model_validate(wanted)
        found = await self.maker_deps.store.read(partial(self._record, message, asked))
        if found is None:
            return None
        from bot.features.report.fhir import bundle

        made = await self.maker_deps.run(bundle, found)
        said = await self.maker_deps.store.read(partial(in_their_language, message, DATA_HERE))
        file = File(f"small-steps-session-{asked.last.isoformat()}.fhir.json", made)
        return message.method, {**params, "document": file, "caption": said}

    def _turn(self, message: Message, tx: Tx) -> Turn | None:
        person = people.get(tx, message.user_id) if message.user_id else None
        return Turn.of(tx, self.maker_deps.deps, person) if person is not None else None

    def _view(self, message: Message, asked: ReportAttachment, tx: Tx) -> "ReportView | None":
        from bot.features.report import data as report_data
        from bot.features.report import view as report_view

        turn = self._turn(message, tx)
        if turn is None:
            return None
        found = report_data.read(turn, parts.span(turn), asked.last)
        return report_view.view(turn, found, parts.wanted(turn))

    def _record(self, message: Message, asked: ReportAttachment, tx: Tx) -> "FhirRecord | None":
        from bot.features.report import data as report_data
        from bot.features.report.record import record

        turn = self._turn(message, tx)
        if turn is None:
            return None
        found = report_data.read(turn, parts.span(turn), asked.last)
        return record(turn, found, parts.wanted(turn))
