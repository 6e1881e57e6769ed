"""`/undo`: the last thing told is taken back, whatever it was.

Only what was just told goes at once. What is older than that, or than the undo before, is named
first: a second /undo may be meant for the first, and nothing brings a goal back that is gone.

Entries: "undone" (nothing in it), for when something was taken back; it goes after a day.
"""

from datetime import datetime, timedelta

from bot.core import callback_data, contents, open_dialog
from bot.core.contents import Content
from bot.core.feature import Action, Command, CommandGroup, Feature, Undoable, as_command
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.text import t

# Older things are edited on their day, not undone in passing.
WINDOW = timedelta(hours=24)
JUST_TOLD = timedelta(minutes=5)


class UndoneContent(Content):
    """Nothing but when something was taken back."""

    KIND = "undone"
    OF_THIS_CHAT = True


def undo(turn: Turn, _argument: str = "") -> None:
    """Take back the newest thing of the last day and say which it was, or name it and ask."""
    last = last_told(turn)
    if last is None:
        turn.say(t("There's nothing from the last day to undo."))
    elif _is_just_told(turn, last):
        _take_back(turn, last)
    else:
        _ask(turn, last)


def last_told(turn: Turn) -> Undoable | None:
    """Find the newest thing of the last day that can be undone."""
    found = [last for look in turn.deps.registry.undo if (last := look(turn)) is not None]
    recent = [last for last in found if last.at >= turn.now - WINDOW]
    return max(recent, key=lambda last: (last.at, last.made_of_many), default=None)


def _is_just_told(turn: Turn, last: Undoable) -> bool:
    before = contents.latest(turn.tx, turn.user_id, UndoneContent)
    return last.at >= turn.now - JUST_TOLD and (before is None or last.at >= before.at)


def _take_back(turn: Turn, last: Undoable) -> None:
    until = turn.now + WINDOW
    contents.add(turn.tx, turn.user_id, turn.today, UndoneContent(), kept_until=until)
    asked = open_dialog.open_dialog(turn)
    last.take_back()
    if asked is not None and turn.as_new_message:  # of a press, it stands where it stood
        open_dialog.stands_again(turn, asked[1].id)


def _ask(turn: Turn, last: Undoable) -> None:
    which = callback_data.instant(last.at)
    turn.say(
        t("The last thing you told me, {at}:", at=last.at.astimezone(turn.zone)),
        last.what(),
        t("Would you like to undo it?"),
        rows=(
            (
                Button(t("Undo it"), callback_data.action("undo.now", which)),
                Button(t("Leave it"), callback_data.action("undo.not")),
            ),
        ),
    )


def now(turn: Turn, at: datetime) -> None:
    """Take back what was named, unless something else was told since."""
    last = last_told(turn)
    if last is None or last.at != at:
        turn.ack(
            t("That's no longer the last thing you told me. Send /undo to look again."),
            alert=True,
        )
        return
    turn.ack()
    if turn.as_new_message:  # said in words: what was undone is said below them, once
        turn.shrink(turn.screen)
    else:
        turn.edit(last.what(), message_id=turn.message_id)
    turn.message_id = None
    _take_back(turn, last)


def leave(turn: Turn) -> None:
    """Leave it as it is."""
    turn.edit(t("All right, it stays."), message_id=turn.message_id)


FEATURE = Feature(
    name="undo",
    commands=(
        Command("undo", t("undo the last thing"), undo, daily=True, group=CommandGroup.EVERY_DAY),
    ),
    buttons={
        "undo.now": Action(now, (callback_data.read_instant,), is_final=True, is_yes=True),
        "undo.not": Action(leave, is_no=True),
    },
    entries=(UndoneContent,),
    wishes={"undo": as_command(undo)},
)
