"""Every script the bot can talk through, by the name that is stored with a talk."""

from bot.services import (
    check_in,
    goal_scale,
    goal_script,
    keepsakes,
    lookback,
    milestones,
    notes,
    open_questions,
    preparing,
    prompting,
    scales,
    sessions,
    settings,
    tracking,
    welcome,
    wins,
)
from bot.services.talking import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        check_in.CHECK_IN,
        goal_script.GOAL,
        goal_script.GOAL_FIELD,
        goal_scale.MAKE,
        goal_scale.RATE,
        keepsakes.PROMISE,
        keepsakes.SELF,
        lookback.LOOK_BACK,
        milestones.COUNT_MARK,
        notes.NOTE,
        open_questions.FOR_THERAPY,
        preparing.TAKE_ALONG,
        prompting.PROMPTED,
        scales.SCALE,
        sessions.MOVE,
        sessions.PLAN,
        settings.SETTING,
        welcome.ONBOARDING,
        wins.WIN,
        *tracking.KINDS,
    )
}
