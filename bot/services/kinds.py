"""Every script the bot can talk through, by the name that is stored with a talk."""

from bot.services import check_in, goal_script, notes, scales, settings, welcome
from bot.services.talking import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        check_in.CHECK_IN,
        goal_script.GOAL,
        goal_script.GOAL_FIELD,
        notes.NOTE,
        scales.SCALE,
        settings.SETTING,
        welcome.ONBOARDING,
    )
}
