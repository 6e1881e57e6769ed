"""What somebody who has not agreed yet may ask in words: who reads this, and who is there.

Everything else they say is answered with what this is, and nothing of it is kept.
"""

from collections.abc import Sequence

from bot import i18n
from bot.core.turn import Turn
from bot.features import onboarding
from conversations.formats import ZoneMatch
from conversations.wishes.gaps import Here
from conversations.wishes.load import phrases
from conversations.wishes.match import read_wish

# Whose answers are as true of a stranger, and need nothing stored. After a question about the
# bot comes the way to begin; who asks for a person is not asked for anything.
ABOUT_ME = frozenset({"privacy", "robot"})
FOR_A_PERSON = frozenset({"human"})


def heard(turn: Turn, text: str) -> bool:
    """Answer a stranger's question about who is here; tell whether it was one."""
    here = Here(turn.tongue.words, turn.now.date(), search=_nowhere, called=_nowhere)
    wish = read_wish(text, phrases(i18n.spoken(turn.language)), here)
    if wish is None or wish.name not in ABOUT_ME | FOR_A_PERSON:
        return False
    turn.deps.registry.wishes[wish.name](turn, wish.words)
    if wish.name in ABOUT_ME:
        onboarding.ask(turn)
    return True


def _nowhere(_place: str) -> Sequence[ZoneMatch]:
    return ()
