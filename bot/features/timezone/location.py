"""A shared place: its zone answers an open question or is offered; the place is not kept."""

from bot.core import callback_data, dialogs, open_dialog, schedule
from bot.core.dialog import Dialog
from bot.core.turn import Turn
from bot.outgoing import Button
from bot.places import zones
from conversations.events import Tapped
from conversations.text import own, t
from storage.conversations import Conversation


def located(turn: Turn, latitude: float, longitude: float) -> None:
    """Take the zone of a place as the answer where one was asked for, else only offer it."""
    zone = turn.deps.zone_at(latitude, longitude)
    found = open_dialog.open_dialog(turn)
    if zone is None:
        turn.say(t("I couldn't find the time zone for that place. You can type a city instead."))
    elif found is not None and _asks_for_zone(turn, *found):
        turn.message_id = None
        turn.say(
            t("That's {zone}. I kept only the time zone, not the place.", zone=own(zone)),
            reply_markup={"remove_keyboard": True},
        )
        dialogs.feed(turn, *found, Tapped("zone", zone))
    elif zone == turn.known.timezone:
        turn.say(
            t("That's already your time zone: {zone}. I didn't keep the place.", zone=own(zone))
        )
    else:
        turn.say(
            t("That place uses {zone} time. I didn't keep the place.", zone=own(zone)),
            t(
                "Tap the button to move your reminders to that time. If you don't, nothing "
                "changes."
            ),
            rows=(
                (
                    Button(
                        t("Use this time zone"),
                        callback_data.action("zone.use", zone),
                        primary=True,
                    ),
                ),
            ),
        )


def _asks_for_zone(turn: Turn, dialog: Dialog, conversation: Conversation) -> bool:
    ask = dialogs.load(turn, dialog, conversation).current
    return ask is not None and ask.id == "zone"


def use(turn: Turn, zone: str) -> None:
    """Move to the zone that was offered."""
    schedule.move(turn, zone)
    words = t("Your time zone is {zone} now.", zone=own(turn.known.timezone))
    turn.edit(words, message_id=turn.message_id)


def read_zone(arg: str) -> str:
    """Read a zone that there is."""
    found = zones.spelled(arg)
    if found is None:
        raise ValueError
    return found
