"""Where a person lives, for the clock: by a city, a shared place, or what their watch shows."""

from bot.core import schedule
from bot.core.feature import Action, Feature, Setting
from bot.core.turn import Turn
from bot.features.timezone import ask, location, wishes
from conversations.flow import Flow, Value
from conversations.flows import settings as flows
from conversations.text import Text, own, t


def _zone(turn: Turn) -> Flow:
    return flows.zone(search=ask.search(turn))


def _move(turn: Turn, value: Value) -> Text:
    schedule.move(turn, str(value))
    return t("Your time zone is {zone} now.", zone=own(turn.known.timezone))


def _shown(turn: Turn) -> Text:
    return t("Time zone: {zone}", zone=own(turn.known.timezone))


FEATURE = Feature(
    name="timezone",
    buttons={
        "watch": Action(ask.take_watch, (str, str)),
        "place": Action(ask.ask_for_place),
        "zone.use": Action(location.use, (location.read_zone,)),
    },
    settings=(Setting("zone", _zone, _move, t("Time zone"), _shown),),
    wishes={"zone": wishes.move, "zone_change": wishes.change},
)
