"""How a tracker is spoken of."""

from bot.features.trackers.active import Asked
from bot.i18n import day_names
from conversations.text import Text, t
from conversations.trackers import Question

FULL = t(
    "You've had as many questions as I have room for. Delete an old one with its answers "
    "first, or pick one up again."
)


def line(asked: Asked) -> Text:
    """Name a tracker and when it is asked."""
    if not asked.active:
        return t("‖ {name} (paused)", name=asked.question.name)
    return t("• {name}, {when}", name=asked.question.name, when=when(asked.question))


def when(question: Question) -> Text:
    """Say when a question is asked."""
    morning = question.part == "morning"
    if question.daily:
        return t("every morning") if morning else t("every evening")
    days = day_names(question.days)
    return t("{days} in the morning", days=days) if morning else t("{days}", days=days)


def kind(question: Question) -> Text:
    """Say how a question is answered."""
    match question.kind:
        case "scale":
            low, high = int(question.minimum or 0), int(question.maximum or 0)
            return t("a scale from {low} to {high}", low=low, high=high)
        case "yes_no":
            return t("yes or no")
        case "partly":
            return t("yes, partly or no")
        case "number":
            return (
                t("a number, {unit}", unit=question.say(question.unit))
                if question.unit
                else t("a number")
            )
        case "duration":
            return t("a length of time")
        case "time":
            return t("a time of day")
        case "text":
            return t("a few words")
