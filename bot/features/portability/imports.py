"""`/import`: what /export handed over comes back, asked once, and for a day it can be taken back.

What is said about it; how it is carried out is in import_state, and import_fetch fetches the file.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.core import callback_data, contents
from bot.core.attachments import Attachment
from bot.core.feature import Undoable
from bot.core.turn import Turn
from bot.features.portability import import_state
from bot.features.portability.bounds import MOST_BYTES, TOO_LARGE
from bot.features.portability.import_entries import FileContent, UndoContent
from bot.features.portability.import_slices import Preview
from bot.features.portability.import_state import TAKEN, TAKING, WAITING
from bot.incoming import Document
from bot.outgoing import BLANK, Button, Rows
from conversations.text import Text, t, tn
from storage import entries

# Whoever has not answered by then may send the file once more.
WAITS = timedelta(days=7)
ONLY_EXPORTS = t(
    "The only file I can open is the .json from /export, so I didn't keep this one. I can "
    "keep photos and voice notes."
)
ALL_HERE = t("Everything in that file is already here. Nothing changed.")


@dataclass(frozen=True, slots=True)
class ImportReply:
    """What is said about a file, ready to be sent."""

    said: dict[str, object]
    markup: dict[str, object]


def received(turn: Turn, file: Document) -> None:
    """Take note of a file; it is fetched and read before the next thing is said."""
    if not is_export(file):
        turn.say(ONLY_EXPORTS)
    elif file.size > MOST_BYTES:
        turn.say(TOO_LARGE)
    else:
        _clear(turn)
        content = FileContent(file_id=file.file_id)
        until = turn.now + WAITS
        waiting = contents.add(turn.tx, turn.user_id, turn.today, content, kept_until=until)
        _fetch(turn, waiting.id)


def is_export(file: Document) -> bool:
    """Tell whether a file may be what /export made."""
    return file.name.casefold().endswith(".json")


def _clear(turn: Turn) -> None:
    """Forget files that were never answered."""
    for entry in entries.of_kind(turn.tx, turn.user_id, FileContent.KIND):
        entries.remove(turn.tx, turn.user_id, entry.id)


class ImportAttachment(Attachment):
    """What is said about a file: `over` is the answer, once there is one."""

    kind: Literal["import"] = "import"
    file: str
    over: bool | None = None
    undo: bool = False


def _fetch(turn: Turn, entry_id: str, **wanted: bool) -> None:
    """Let the file be fetched and read."""
    asked = ImportAttachment.model_validate({"kind": "import", "file": entry_id, **wanted})
    asked.send(turn, "sendMessage")


def unfit(turn: Turn, entry_id: str, why: Text) -> ImportReply:
    """Say in one sentence why a file is of no use, and forget it."""
    if import_state.state(turn, entry_id) == WAITING:
        entries.remove(turn.tx, turn.user_id, entry_id)
    return _reply(turn, why)


def preview(turn: Turn, entry_id: str, found: Preview) -> ImportReply:
    """Say what is in the file, what of it is here already, and ask."""
    if not (found.anything_new or found.others):
        return _reply(turn, *_holds(found), BLANK, ALL_HERE)
    return _reply(turn, *_holds(found), BLANK, *_beside(found), rows=_choices(found, entry_id))


def _holds(found: Preview) -> tuple[Text, ...]:
    counted = (
        (found.goals, tn("{n} goal", "{n} goals", found.goals)),
        (found.notes, tn("{n} note", "{n} notes", found.notes)),
        (found.wins, tn("{n} win", "{n} wins", found.wins)),
        (
            found.questionnaires,
            tn("{n} questionnaire", "{n} questionnaires", found.questionnaires),
        ),
        (
            found.trackers,
            tn("{n} question of your own", "{n} questions of your own", found.trackers),
        ),
        (found.entries, tn("{n} other entry", "{n} other entries", found.entries)),
    )
    if found.first is None or found.last is None:
        head = t("That file has no days in it, but it does have:")
    elif found.days == 1:
        head = t("That file has one day in it, {day}.", day=found.first)
    else:
        head = t(
            "That file has {n} days in it, from {first} to {last}.",
            n=found.days,
            first=found.first,
            last=found.last,
        )
    return (head, *(t("• {what}", what=words) for count, words in counted if count))


def _beside(found: Preview) -> tuple[Text, ...]:
    said = []
    if not found.anything_new:
        said.append(t("None of it is new."))
    if found.others:
        said.append(
            tn(
                "{n} thing is different here. It stays as it is unless you replace it.",
                "{n} things are different here. They stay as they are unless you replace them.",
                found.others,
            )
        )
    if found.fresh:
        said.append(t("Your times and settings come with it."))
    return (*said, t("Should I import it? You can undo all of it at once for one day."))


def _choices(found: Preview, entry_id: str) -> Rows:
    rows = []
    if found.anything_new:
        rows.append(
            (Button(t("Import it"), callback_data.action("import.take", entry_id), primary=True),)
        )
    if found.others:
        words = t("Import it, and replace") if found.anything_new else t("Replace what is here")
        rows.append((Button(words, callback_data.action("import.over", entry_id)),))
    return (*rows, (Button(t("Leave it"), callback_data.action("import.no", entry_id)),))


def chosen(turn: Turn, entry_id: str, *, over: bool) -> None:
    """Start taking a file in; it is fetched once more, so that it need not be stored."""
    if import_state.state(turn, entry_id) != WAITING:
        turn.ack(t("I don't have that file anymore. You can send it once more."))
        return
    turn.ack()
    turn.edit(t("I'm importing it."), message_id=turn.message_id)
    _fetch(turn, entry_id, over=over)


def leave(turn: Turn, entry_id: str) -> None:
    """Forget the file."""
    if import_state.state(turn, entry_id) != WAITING:
        turn.ack(t("You've already decided about that file."))
        return
    entries.remove(turn.tx, turn.user_id, entry_id)
    turn.edit(t("All right. Nothing was imported."), message_id=turn.message_id)


def outcome(turn: Turn, entry_id: str) -> ImportReply | None:
    """Say what was taken in; also once more, if a crash came before it was said."""
    kept = contents.get(turn.tx, turn.user_id, UndoContent, entry_id)
    if kept is None or kept.content.state != TAKEN:
        return None
    days, more, replaced = kept.content.days, kept.content.more, kept.content.replaced
    return _reply(
        turn,
        t("It's imported."),
        *((tn("Answers on {n} day.", "Answers on {n} days.", days),) if days else ()),
        *((tn("{n} more thing.", "{n} goals, notes and other things.", more),) if more else ()),
        *((tn("{n} thing replaced.", "{n} things replaced.", replaced),) if replaced else ()),
        rows=((Button(t("Undo the import"), callback_data.action("import.undo", kept.id)),),),
    )


def undo(turn: Turn, entry_id: str) -> None:
    """Take the whole import back, within a day; a little at a time, before it is said."""
    kept = contents.get(turn.tx, turn.user_id, UndoContent, entry_id)
    too_late = kept is None or kept.at < turn.now - import_state.WINDOW
    if too_late or not import_state.turn_back(turn, entry_id):
        turn.ack(t("That can't be undone anymore."))
        return
    if turn.query_id is not None:
        turn.ack()
        turn.edit(t("I'm undoing it."), message_id=turn.message_id)
    _fetch(turn, entry_id, undo=True)


def taken_back(turn: Turn) -> ImportReply:
    """Say that nothing of an import is left."""
    return _reply(turn, t("The import is undone. Everything is as it was before."))


def failed(turn: Turn) -> ImportReply:
    """Say that an import could not go on, and that nothing of it is left."""
    return _reply(
        turn,
        t(
            "I couldn't finish importing that file, so I put everything back as it was. "
            "Please send it once more."
        ),
    )


def last_import(turn: Turn) -> Undoable | None:
    """Find the import done last."""
    last = contents.latest(turn.tx, turn.user_id, UndoContent)
    if last is None or last.content.state not in {TAKING, TAKEN}:
        return None
    return Undoable(
        last.at, lambda: t("an import"), lambda: undo(turn, last.id), made_of_many=True
    )


def _reply(turn: Turn, *texts: Text, rows: Rows = ()) -> ImportReply:
    return ImportReply(turn.parameters(texts, rows), turn.keyboard(rows))
