"""Every script the bot can talk through, by the name that is stored with a talk."""

from bot.core.dialog import Kind
from bot.features import onboarding as welcome
from bot.features import self_notes as keepsakes
from bot.features import wins
from bot.features.check_in import dialog as check_in
from bot.features.check_in import note as notes
from bot.features.goals import attainment as goal_scale
from bot.features.goals import dialogs as goal_script
from bot.features.goals import milestones
from bot.features.goals import weekly_review as lookback
from bot.features.journal import prompts as prompting
from bot.features.questionnaires import screens as scales
from bot.features.sessions import preparation as preparing
from bot.features.sessions import questions as open_questions
from bot.features.sessions import screens as sessions
from bot.features.settings import screens as settings
from bot.features.trackers import feature as tracking

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
