"""`/name words`: to the command that a feature announced."""

from bot.core.turn import Turn
from bot.features import onboarding
from conversations.text import t


def run(turn: Turn, name: str, argument: str) -> None:
    """Obey a command; an open question waits. A stranger is introduced first."""
    command = turn.deps.registry.commands.get(name)
    if command is None:
        turn.say(
            t("I don't know that command, so I didn't keep any of it. /help shows them all.")
            if argument
            else t("I don't know that command. /help shows them all.")
        )
    elif turn.person is None and not command.open_:
        onboarding.invite(turn)
    else:
        command.run(turn, argument)
