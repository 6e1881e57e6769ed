"""`/name words`: to the command that a feature announced."""

from bot.core.turn import Turn
from bot.features import onboarding
from conversations.text import t


def run(turn: Turn, name: str, argument: str) -> None:
    """Obey a command; an open question waits. A stranger is introduced first."""
    command = turn.deps.registry.commands.get(name)
    if command is None:
        turn.say(
            t("I do not know that command, so I kept nothing of it. /help lists all there are.")
            if argument
            else t("I do not know that command. /help lists all of them.")
        )
    elif turn.person is None and not command.open_:
        onboarding.invite(turn)
    else:
        command.run(turn, argument)
