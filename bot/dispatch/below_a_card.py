"""A time or days typed below the card of a reminder: meant for what the card is about."""

from bot.core import callback_data, open_dialog, schedule
from bot.core.callback_data import ActionPress
from bot.core.shown_buttons import ShownButtons
from bot.core.turn import Turn
from bot.dispatch import in_sight
from bot.features.settings import dialog as setting_dialog
from conversations.flow import Flow, Value
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected


def heard(turn: Turn, text: str) -> bool:
    """Set what the card that was shown last leads to, with a way back; tell whether it was that.

    The card has a button for the time and one for the days, and whoever reads "08:00" there may
    well type the other time at once. A question that was asked after it is not passed over.
    """
    asked = open_dialog.open_dialog(turn)
    card = in_sight.newest(turn)
    if card is None or (asked is not None and asked[1].touched_at >= card.at):
        return False
    for name in _leads_to(card):
        setting = turn.deps.registry.settings[name]
        value = _read(setting.ask(turn), text, turn.tongue)
        if value is not None:
            said, rows = setting_dialog.put(turn, setting, value)
            turn.say(*said, rows=rows)
            if asked is not None:
                open_dialog.ask_again(turn)
            return True
    return False


def _leads_to(card: ShownButtons) -> tuple[str, ...]:
    """Name the two settings of the reminder whose card it is; none of any other message."""
    does = (callback_data.read(data) for _, data in card.buttons)
    actions = [press for press in does if isinstance(press, ActionPress)]
    names = {press.args[0] for press in actions if press.name == "set"}
    pairs = ((kind, f"{kind}_days") for kind in schedule.DAILY)
    return next((pair for pair in pairs if names == set(pair)), ())


def _read(flow: Flow, text: str, tongue: Tongue) -> Value | None:
    try:
        return flow.steps[0].format.parse(text, tongue)
    except Rejected:
        return None
