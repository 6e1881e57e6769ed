"""What a person can do: a folder for each thing, or a file while one is enough.

A feature ends with one `FEATURE` that says what must be found by its name. It knows other features
only downwards, never in a circle, and neither Telegram nor the process.
"""

from bot.features import (
    help,
    look,
    medication,
    monthly_check,
    mood,
    notes,
    onboarding,
    pictures,
    privacy,
    self_notes,
    small_talk,
    support,
    undo,
    wins,
)
from bot.features.beside import feature as beside
from bot.features.check_in import feature as check_in
from bot.features.goals import feature as goals
from bot.features.hard_days import feature as hard_days
from bot.features.insights import feature as insights
from bot.features.journal import feature as journal
from bot.features.media import feature as media
from bot.features.nights import feature as nights
from bot.features.plan import feature as plan
from bot.features.portability import feature as portability
from bot.features.questionnaires import feature as questionnaires
from bot.features.report import feature as report
from bot.features.sessions import feature as sessions
from bot.features.settings import feature as settings
from bot.features.timeline import feature as timeline
from bot.features.timezone import feature as timezone
from bot.features.trackers import feature as trackers
from bot.features.week import feature as week
from bot.features.year import feature as year

# In the order of /help.
FEATURES = (
    onboarding.FEATURE,
    check_in.FEATURE,
    week.FEATURE,
    year.FEATURE,
    nights.FEATURE,
    beside.FEATURE,
    pictures.FEATURE,
    look.FEATURE,
    notes.FEATURE,
    media.FEATURE,
    goals.FEATURE,
    journal.FEATURE,
    wins.FEATURE,
    self_notes.FEATURE,
    timeline.FEATURE,
    insights.FEATURE,
    sessions.FEATURE,
    report.FEATURE,
    questionnaires.FEATURE,
    trackers.FEATURE,
    medication.FEATURE,
    mood.FEATURE,
    monthly_check.FEATURE,
    hard_days.FEATURE,
    timezone.FEATURE,
    settings.FEATURE,
    undo.FEATURE,
    portability.FEATURE,
    privacy.FEATURE,
    plan.FEATURE,
    support.FEATURE,
    small_talk.FEATURE,
    help.FEATURE,
)
