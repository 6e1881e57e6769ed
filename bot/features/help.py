"""`/help`, and the two commands that end a question: `/skip` and `/cancel`."""

from bot.core import callback_data, open_dialog
from bot.core.feature import Action, Command, Feature, as_command
from bot.core.turn import Turn
from bot.outgoing import BLANK, Button
from conversations.text import t


def help_(turn: Turn, _argument: str = "") -> None:
    """List every command, and what else can be done."""
    turn.say(
        *(
            t("{command} — {summary}", command=f"/{command.name}", summary=command.summary)
            for command in turn.deps.registry.commands.values()
        ),
        BLANK,
        t("Anything else you write is kept as a journal note."),
        t("Nobody watches this chat. /support has help lines."),
        rows=((Button(t("When I notice hard days"), callback_data.action("hard.rules")),),),
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
        Command("skip", t("skip the open question"), skip),
        Command("cancel", t("close the open question"), cancel),
        Command("help", t("all commands"), help_, daily=True, open_=True),
    ),
    buttons={"help": Action(help_, open_=True)},
    wishes={"help": as_command(help_)},
)
