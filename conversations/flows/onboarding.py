"""The first minute: where you are, when to ask, a first small goal. Consent comes before this."""

from conversations.flow import Ask, Flow
from conversations.flows.goals import MOST_TITLE
from conversations.flows.settings import evening_step, morning_step, zone_step
from conversations.formats import FreeText, ZoneMatch
from conversations.formats.zone import Search
from conversations.text import t


def onboarding(*, search: Search, candidates: tuple[ZoneMatch, ...] = ()) -> Flow:
    """Return the questions of a first start; each can be skipped and changed later."""
    return Flow(
        "start",
        (
            zone_step(search, candidates),
            evening_step(),
            morning_step(),
            Ask(
                id="wish",
                prompt=t("Is there one small thing you'd like to do more often?"),
                hint=t("For example, “Walk after lunch”. You can also do this later in /goals."),
                label=t("First goal"),
                format=FreeText(MOST_TITLE, example=t("Walk after lunch"), one_line=True),
            ),
        ),
    )
