"""One question for one setting, and what its answer changes."""

from collections.abc import Callable
from datetime import date, time

from bot.core import dialogs, schedule
from bot.core.dialogs import Dialog
from bot.core.talk_state import About
from bot.core.turn import Turn
from bot.features.settings.pause import pause_until
from bot.features.timezone import ask as timezone
from bot.i18n import day_names
from conversations.flow import Flow
from conversations.flows import settings as flows
from conversations.formats import until_date
from conversations.session import Session
from conversations.text import Text, own, t
from storage.conversations import Conversation

NAMES = {"evening": t("Evening check-in"), "morning": t("Morning goals")}


class SettingAbout(About):
    """Which setting it is."""

    what: str


def ask(turn: Turn, what: str) -> None:
    """Ask for one setting."""
    if what in _QUESTIONS:
        turn.ack()
        dialogs.begin(turn, SETTING, about=SettingAbout(what=what))


def flow(turn: Turn, talk: Conversation) -> Flow:
    """Compose the one question."""
    return _QUESTIONS[SettingAbout.of(talk).what](turn)


_QUESTIONS: dict[str, Callable[[Turn], Flow]] = {
    "evening": lambda _: flows.evening_time(),
    "morning": lambda _: flows.morning_time(),
    "day_ends": lambda _: flows.end_of_day(),
    "evening_days": lambda _: flows.weekdays(),
    "morning_days": lambda _: flows.weekdays(),
    "zone": lambda turn: flows.zone(search=timezone.search(turn)),
    "pause": lambda turn: flows.pause(today=turn.today),
}


def finish(turn: Turn, talk: Conversation, session: Session) -> None:
    """Put the setting into effect and say so."""
    what = SettingAbout.of(talk).what
    value = next(iter(session.answers.values()), None)
    if value is None:
        turn.edit(t("Nothing was changed."), talk=talk.id, message_id=turn.message_id)
        return
    turn.edit(_put(turn, what, value), talk=talk.id, message_id=turn.message_id)


def _put(turn: Turn, what: str, value: object) -> Text:
    match what:
        case "evening" | "morning":
            at = time.fromisoformat(str(value))
            schedule.wish(turn, what, at, enabled=True)
            return t("{name}: {time} from now on.", name=NAMES[what], time=at)
        case "evening_days" | "morning_days":
            kind = what.removesuffix("_days")
            chosen = [int(day) for day in value] if isinstance(value, list) else []
            schedule.wish(turn, kind, days=chosen)
            names = day_names(chosen)
            return t("{name}: {days} from now on.", name=NAMES[kind], days=names)
        case "day_ends":
            at = time.fromisoformat(str(value))
            turn.change(day_ends_at=at)
            schedule.reschedule(turn)
            return t("Your day ends at {time} from now on.", time=at)
        case "zone":
            schedule.move(turn, str(value))
            return t("Your zone is {zone} from now on.", zone=own(turn.known.timezone))
        case _:
            return pause_until(turn, until_date(value) or date.max)


SETTING = Dialog("setting", flow=flow, finish=finish, frame=timezone.frame, about=SettingAbout)
