"""Where a person lives, for the clock: by a city, a shared place, or what their watch shows."""

from bot.core.feature import Action, Feature
from bot.features.timezone import ask, location

FEATURE = Feature(
    name="timezone",
    buttons={
        "watch": Action(ask.take_watch, (str, str)),
        "place": Action(ask.ask_for_place),
        "zone.use": Action(location.use, (location.read_zone,)),
    },
)
