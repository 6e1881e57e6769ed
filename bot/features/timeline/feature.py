"""`/timeline`: weeks to a year, with what happened along the mood line."""

from datetime import date

from bot.core.feature import Action, Command, Feature
from bot.features.timeline import view
from conversations.text import t

FEATURE = Feature(
    name="timeline",
    commands=(Command(view.KIND, t("your wins and milestones along the mood line"), view.run),),
    buttons={
        view.KIND: Action(view.show, (str, date.fromisoformat)),
        "timeline.new": Action(view.fresh),
    },
)
