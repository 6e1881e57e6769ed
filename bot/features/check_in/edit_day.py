"""Changing a day that was told: its answers as buttons, each of which asks again."""

from datetime import date

from bot.core import callback_data, dialogs
from bot.core.callback_data import Verb
from bot.core.paging import fitting, list_page
from bot.core.turn import Turn
from bot.features.check_in import dialog
from bot.features.history import summary
from bot.outgoing import BLANK, Button, lines
from conversations.text import Text, t
from storage import conversations


def show(turn: Turn, day: date, begin: int = 0) -> None:
    """List the day's answers as buttons, each of which asks again."""
    conversation = conversations.of_day(turn.tx, turn.user_id, "checkin", day) or dialogs.create(
        turn, "checkin", day=day
    )
    asked = dialog.flow(turn, conversation).applicable(dialog.session(turn, conversation).answers)
    page = list_page(
        asked,
        begin,
        lambda place: callback_data.action("edit.at", day.isoformat(), str(place)),
        each=fitting(len(asked), beside=2),
    )
    rows = tuple(
        (
            Button(
                ask.label or ask.prompt, callback_data.reply(conversation.id, ask.id, Verb.FOCUS)
            ),
        )
        for ask in page.shown
    )
    note = (Button(t("Note"), callback_data.action("note", day.isoformat())),)
    done = (Button(t("Done"), callback_data.action("card", day.isoformat())),)
    turn.edit(
        *lines(_change(turn, day), BLANK, *summary.told(turn, day)),
        rows=(*rows, *page.rows, note, done),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


def _change(turn: Turn, day: date) -> Text:
    if day == turn.today:
        return t("What would you like to change?")
    return t("What would you like to change about {day}?", day=day)
