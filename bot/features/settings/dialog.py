"""One question for one setting, and what its answer changes."""

from datetime import date, time

from bot.core import dialogs, schedule
from bot.core.conversation_state import About
from bot.core.dialog import Dialog, newest_and_fresh
from bot.core.feature import Setting
from bot.core.shown_buttons import is_newer_shown
from bot.core.turn import Turn
from bot.features.settings.pause import pause_until
from bot.features.timezone import ask as timezone
from bot.outgoing import Rows
from conversations.flow import Flow, Value
from conversations.flows import settings as flows
from conversations.formats import until_date
from conversations.session import Session
from conversations.text import Text, t
from storage.conversations import Conversation


class SettingAbout(About):
    """Which setting it is."""

    what: str


def ask(turn: Turn, what: str) -> None:
    """Ask for one setting."""
    if what in turn.deps.registry.settings:
        turn.ack()
        dialogs.begin(turn, SETTING, about=SettingAbout(what=what))


def _setting(turn: Turn, conversation: Conversation) -> Setting | None:
    return turn.deps.registry.settings.get(SettingAbout.of(conversation).what)


def flow(turn: Turn, conversation: Conversation) -> Flow:
    """Compose the one question; of a setting that is no more, ask nothing."""
    setting = _setting(turn, conversation)
    return setting.ask(turn) if setting else Flow(SETTING.name, ())


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Put the setting into effect and say so."""
    setting, value = _setting(turn, conversation), next(iter(session.answers.values()), None)
    if setting is None or value is None:
        said: tuple[Text, ...] = (t("Nothing was changed."),)
        rows: Rows = ()
    else:
        said, rows = put(turn, setting, value)
    turn.edit(*said, rows=rows, conversation=conversation.id, message_id=turn.message_id)


def put(turn: Turn, setting: Setting, value: Value) -> tuple[tuple[Text, ...], Rows]:
    """Put an answer into effect; return what is said of it, and the buttons below."""
    doubt = setting.doubt(value) if setting.doubt else None
    back = (setting.undo(turn),) if setting.undo else ()
    said = setting.put(turn, value)
    if doubt is None:
        return (said,), ((back,) if back else ())
    return (said, doubt.says), ((doubt.instead, *back),)


def _end_of_day(turn: Turn, value: Value) -> Text:
    at = time.fromisoformat(str(value))
    turn.change(day_ends_at=at)
    schedule.reschedule(turn)
    return t("Your day ends at {time} from now on.", time=at)


def _pause(turn: Turn, value: Value) -> Text:
    return pause_until(turn, until_date(value) or date.max)


def still_waits(turn: Turn, dialog: Dialog, conversation: Conversation) -> bool:
    """Take words only until another screen is opened: what is said then is said to that."""
    waits = newest_and_fresh(turn, dialog, conversation)
    return waits and not is_newer_shown(turn, conversation)


SETTING = Dialog(
    "setting",
    flow=flow,
    finish=finish,
    frame=timezone.frame,
    about=SettingAbout,
    still_waits=still_waits,
)
SETTINGS = (
    Setting(
        "day_ends",
        lambda _: flows.end_of_day(),
        _end_of_day,
        t("End of day"),
        lambda turn: t("Your day ends at {time}", time=turn.known.day_ends_at),
    ),
    Setting("pause", lambda turn: flows.pause(today=turn.today), _pause),
)
