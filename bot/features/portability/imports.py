"""`/import`: what /export handed over comes back, asked once, and for a day it can be taken back.

The file is fetched outside any transaction (bot/arrivals.py); between the questions only its
Telegram id is kept, sealed: an entry of kind `import.file` is a file that waits for an answer.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.core import callback_data as buttons
from bot.core.feature import Action, Command
from bot.core.turn import Turn
from bot.features import onboarding as welcome
from bot.features.portability import import_apply as importing_apply
from bot.features.portability import import_plan as importing_plan
from bot.features.portability import import_undo
from bot.features.portability.export import OF_AN_IMPORT, SCALE
from bot.features.portability.import_plan import Plan
from bot.features.portability.import_read import MOST_BYTES, TOO_LARGE, Told
from bot.incoming import Document
from bot.outgoing import BLANK, Button, Rows
from conversations.text import Text, t, tn
from storage import entries
from storage.entries import Entry

FILE = f"{OF_AN_IMPORT}file"
# Whoever has not answered by then may send the file once more.
WAITS = timedelta(days=7)
HOW = (
    t("Send me the .json file that /export made, here in this chat."),
    t("I say what is in it and ask before anything is taken in."),
)
ONLY_EXPORTS = t(
    "I can only read words, buttons and the .json file of an /export. What you sent was not kept."
)
ALL_HERE = t("All that is in that file is here already. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said about a file, ready to be sent."""

    text: str
    markup: dict[str, object]


def explain(turn: Turn) -> None:
    """Say how it is done."""
    turn.say(*HOW)


def received(turn: Turn, file: Document) -> None:
    """Take note of a file; it is fetched and read before the next thing is said."""
    if turn.person is None:
        welcome.introduce(turn)
    elif not file.name.casefold().endswith(".json"):
        turn.say(ONLY_EXPORTS)
    elif file.size > MOST_BYTES:
        turn.say(TOO_LARGE)
    else:
        _clear(turn)
        content = {"file_id": file.file_id}
        until = turn.now + WAITS
        waiting = entries.add(turn.tx, turn.user_id, FILE, turn.today, content, kept_until=until)
        _fetch(turn, waiting.id)


def _clear(turn: Turn) -> None:
    """Forget files that were never answered."""
    for entry in entries.of_kind(turn.tx, turn.user_id, FILE):
        entries.remove(turn.tx, turn.user_id, entry.id)


def _fetch(turn: Turn, entry_id: str, *, over: bool | None = None) -> None:
    """Let the file be fetched and read; `over` is the answer, once there is one."""
    attachment = {"kind": "import", "file": entry_id, "over": over}
    turn.send("sendMessage", {"chat_id": turn.chat_id, "attachment": attachment})


def waiting(turn: Turn, entry_id: str) -> str | None:
    """Tell under which id Telegram has the file; None when nothing waits any more."""
    entry = entries.get(turn.tx, turn.user_id, entry_id)
    return str(entry.content["file_id"]) if entry is not None and entry.kind == FILE else None


def unfit(turn: Turn, entry_id: str, why: Text) -> Reply:
    """Say in one sentence why a file is of no use, and forget it."""
    entries.remove(turn.tx, turn.user_id, entry_id)
    return _reply(turn, why)


def preview(turn: Turn, entry_id: str, told: Told) -> Reply:
    """Say what is in the file, what of it is here already, and ask."""
    plan = importing_plan.plan(turn, told)
    if not (plan.anything_new or plan.anything_else):
        return _reply(turn, *_holds(told), BLANK, ALL_HERE)
    return _reply(turn, *_holds(told), BLANK, *_beside(plan), rows=_choices(plan, entry_id))


def _holds(told: Told) -> tuple[Text, ...]:
    days = sorted(one["date"] for one in told.days)
    scales = sum(one["kind"] == SCALE for one in told.entries)
    counted = (
        (len(told.goals), tn("{n} goal", "{n} goals", len(told.goals))),
        (len(told.journal), tn("{n} note", "{n} notes", len(told.journal))),
        (len(told.wins), tn("{n} win", "{n} wins", len(told.wins))),
        (scales, tn("{n} questionnaire", "{n} questionnaires", scales)),
        (
            len(told.trackers),
            tn("{n} question of your own", "{n} questions of your own", len(told.trackers)),
        ),
        (
            len(told.entries) - scales,
            tn("{n} other entry", "{n} other entries", len(told.entries) - scales),
        ),
    )
    if not days:
        head = t("That file holds no days, but:")
    elif len(days) == 1:
        head = t("That file holds one day, {day}.", day=days[0])
    else:
        head = t(
            "That file holds {n} days, from {first} to {last}.",
            n=len(days),
            first=days[0],
            last=days[-1],
        )
    return (head, *(t("• {what}", what=words) for count, words in counted if count))


def _beside(plan: Plan) -> tuple[Text, ...]:
    others = sum(len(change.other) for change in plan.changes)
    said = []
    if not plan.anything_new:
        said.append(t("Nothing of it is new."))
    if others:
        said.append(
            tn(
                "{n} thing is here in another way; it stays as it is unless you replace it.",
                "{n} things are here in another way; they stay unless you replace them.",
                others,
            )
        )
    if plan.fresh:
        said.append(t("Your times and settings come along."))
    return (*said, t("Shall I take it in? For a day you can undo all of it at once."))


def _choices(plan: Plan, entry_id: str) -> Rows:
    rows = []
    if plan.anything_new:
        rows.append((Button(t("Take it in"), buttons.action("import.take", entry_id)),))
    if plan.anything_else:
        words = t("Take it in, and replace") if plan.anything_new else t("Replace what is here")
        rows.append((Button(words, buttons.action("import.over", entry_id)),))
    return (*rows, (Button(t("Leave it"), buttons.action("import.no", entry_id)),))


def chosen(turn: Turn, entry_id: str, *, over: bool) -> None:
    """Start taking a file in; it is fetched once more, so that it need not be stored."""
    if waiting(turn, entry_id) is None:
        turn.ack(t("That file no longer waits here. You can send it once more."))
        return
    turn.ack()
    turn.edit(t("I am taking it in."), message_id=turn.message_id)
    _fetch(turn, entry_id, over=over)


def leave(turn: Turn, entry_id: str) -> None:
    """Forget the file."""
    entries.remove(turn.tx, turn.user_id, entry_id)
    turn.edit(t("Left. Nothing was taken in."), message_id=turn.message_id)


def take(turn: Turn, entry_id: str, told: Told, *, over: bool) -> Reply:
    """Take everything in, and remember how to take it back."""
    before = importing_apply.apply(turn, importing_plan.plan(turn, told), over=over)
    entries.remove(turn.tx, turn.user_id, entry_id)
    return _outcome(turn, import_undo.keep(turn, entry_id, before))


def outcome(turn: Turn, entry_id: str) -> Reply | None:
    """Say again what was taken in, if a crash came before it was said."""
    kept = import_undo.find(turn, entry_id)
    return _outcome(turn, kept) if kept is not None else None


def _outcome(turn: Turn, kept: Entry) -> Reply:
    before = kept.content
    new = {part: len(before[part]["new"]) for part in importing_apply.PARTS}
    replaced = sum(len(before[part]["before"]) for part in importing_apply.PARTS)
    days = len({day for day, _, _ in before["answers"]["new"]})
    more = sum(new[part] for part in ("goals", "trackers", "notes", "wins", "entries"))
    return _reply(
        turn,
        t("It is taken in."),
        *((tn("Answers on {n} day.", "Answers on {n} days.", days),) if days else ()),
        *((tn("{n} more thing.", "{n} goals, notes and other things.", more),) if more else ()),
        *((tn("{n} thing replaced.", "{n} things replaced.", replaced),) if replaced else ()),
        rows=((Button(t("Undo the import"), buttons.action("import.undo", kept.id)),),),
    )


def undo(turn: Turn, entry_id: str) -> None:
    """Take the whole import back, within a day."""
    kept = import_undo.find(turn, entry_id)
    if kept is None:
        turn.ack(t("That can no longer be undone."))
        return
    importing_apply.undo(turn, kept.content)
    entries.remove(turn.tx, turn.user_id, kept.id)
    words = t("The import is taken back. Everything is as it was before.")
    if turn.query_id is not None:
        turn.edit(words, message_id=turn.message_id)
    else:
        turn.say(words)


def _reply(turn: Turn, *texts: Text, rows: Rows = ()) -> Reply:
    return Reply(turn.words(*texts), turn.keyboard(rows))


def _entry_id(arg: str) -> str:
    return arg


def _with(*, over: bool) -> Any:
    return lambda turn, entry_id: chosen(turn, entry_id, over=over)


COMMANDS = (
    Command(
        "import",
        t("bring back what /export gave you"),
        lambda turn, _: explain(turn),
    ),
)
ACTIONS = {
    "import.take": Action(_with(over=False), (_entry_id,)),
    "import.over": Action(_with(over=True), (_entry_id,)),
    "import.no": Action(leave, (_entry_id,)),
    "import.undo": Action(undo, (_entry_id,)),
}
