"""`/help`, and the two commands that end a question: `/skip` and `/cancel`."""

from collections.abc import Iterable

from bot.core import callback_data, open_dialog
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.features import days
from bot.outgoing import BLANK, Button
from conversations.text import Text, own, quoted, strong, t

HERE = (
    t("You can write whatever you like here, and I'll keep it as a note."),
    t("/checkin is for today, /week draws your week, and /help lists the rest."),
    t("/support has help lines."),
)


def help_(turn: Turn, _argument: str = "") -> None:
    """Name every command in its group, and fold what each of them does behind a tap."""
    commands = [*turn.deps.registry.commands.values()]
    turn.say(
        strong(t("All I can do")),
        *(_named(group, commands) for group in CommandGroup),
        BLANK,
        quoted(*(line for group in CommandGroup for line in _told(group, commands))),
        BLANK,
        t("Anything else you write is kept as a journal note, and so are voice notes and photos."),
        t("Nobody watches this chat. /support has help lines."),
        rows=((Button(t("When I notice hard days"), callback_data.action("hard.rules")),),),
    )


def asked(turn: Turn) -> None:
    """Say in three lines what can be done here, to somebody who sent nothing but a "?"."""
    turn.say(
        *HERE,
        rows=(
            *days.check_in_rows(turn),
            (Button(t("All commands"), callback_data.action("help")),),
        ),
    )


def _named(group: CommandGroup, commands: Iterable[Command]) -> Text:
    names = " ".join(f"/{command.name}" for command in commands if command.group is group)
    return t("{group}: {commands}", group=strong(group.value), commands=own(names))


def _told(group: CommandGroup, commands: Iterable[Command]) -> Iterable[Text]:
    return (
        t("{command} — {summary}", command=f"/{command.name}", summary=command.summary)
        for command in commands
        if command.group is group
    )


def skip(turn: Turn, _argument: str = "") -> None:
    """Skip the open question."""
    open_dialog.skip(turn)


def cancel(turn: Turn, _argument: str = "") -> None:
    """Put the open question away."""
    open_dialog.put_away(turn)


FEATURE = Feature(
    name="help",
    commands=(
        Command("skip", t("skip the open question"), skip, group=CommandGroup.EVERY_DAY),
        Command("cancel", t("close the open question"), cancel, group=CommandGroup.EVERY_DAY),
        Command(
            "help", t("all commands"), help_, daily=True, open_=True, group=CommandGroup.YOURS
        ),
    ),
    buttons={"help": Action(help_, open_=True)},
    wishes={"help": as_command(help_), "skip": as_command(skip)},
)
