"""A run of hard days: noticed once a week at most, and only if that is wanted."""

from bot.core.feature import Action, Feature, OptOut
from bot.features.hard_days import notice
from conversations.text import t

FEATURE = Feature(
    name="hard_days",
    buttons={"hard.list": Action(notice.put_on_list), "hard.rules": Action(notice.explain)},
    opt_outs=(OptOut(notice.SWITCH, t("A word after a run of hard days")),),
)
