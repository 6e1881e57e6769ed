"""`/settings`, `/reminders`, `/language` and `/pause`: times, zone, words and quiet."""

from bot.core.callback_data import switched
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.features.settings import dialog, language, opt_outs, pause, screens, wishes
from conversations.formats import WishedTime
from conversations.text import t


def all_settings(turn: Turn) -> None:
    """Show the settings in place of what was pressed."""
    screens.show(turn, edit=True)


def all_reminders(turn: Turn) -> None:
    """Show the reminders in place of what was pressed."""
    screens.show_reminders(turn, edit=True)


def rest(turn: Turn, words: str = "") -> None:
    """Rest until the day that was named, end a rest, or ask how long one shall be."""
    if not pause.answer(turn, words):
        dialog.ask(turn, "pause")


FEATURE = Feature(
    name="settings",
    commands=(
        Command(
            "reminders",
            t("when I write to you"),
            screens.show_reminders,
            daily=True,
            group=CommandGroup.YOURS,
        ),
        Command(
            "settings",
            t("times, time zone and more"),
            screens.show,
            daily=True,
            group=CommandGroup.YOURS,
        ),
        Command(
            "language", t("the language I speak with you"), language.ask, group=CommandGroup.YOURS
        ),
        Command("pause", t("take a break from reminders"), rest, group=CommandGroup.YOURS),
    ),
    buttons={
        "settings": Action(all_settings),
        "reminders": Action(all_reminders),
        "reminder": Action(screens.show_reminder, (str,)),
        "reminder.at": Action(screens.take_time, (str, WishedTime.read)),
        "set": Action(dialog.ask, (str,)),
        "toggle": Action(screens.toggle, (str, switched)),
        "pause": Action(rest),
        "resume": Action(pause.resume),
        "rest.for": Action(wishes.rest_for, (wishes.read_span,)),
        "language": Action(language.show),
        "language.take": Action(language.take, (str,)),
        "calm": Action(opt_outs.toggle, (str,)),
        "calm.show": Action(opt_outs.show),
        "quiet.off": Action(opt_outs.turn_off, (str,)),
    },
    dialogs=(dialog.SETTING,),
    settings=dialog.SETTINGS,
    wishes={
        "resume": wishes.ask_again,
        "reminder_times": wishes.times,
        "language": as_command(language.ask),
        "settings": as_command(screens.show),
    },
    quiet_wishes={
        "not_today": wishes.not_today,
        "pause": wishes.quiet_until,
        "rest": wishes.stop,
        "fewer": wishes.fewer,
    },
)
