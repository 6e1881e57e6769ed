"""Who may use the bot: everyone, those the operator named, or who came by an invitation."""

from bot.core.turn import Turn
from bot.incoming import Commanded, Incoming
from storage import invitations
from storage.invitations import Admission


def lets_in(turn: Turn) -> bool:
    """Tell whether the operator lets this person use the bot.

    Whoever was there before invitations were asked for stays, until they are removed.
    """
    deps = turn.deps
    if turn.user_id in deps.allowed:
        return True
    if not deps.invited_only:
        return not deps.allowed
    stands = invitations.admission(turn.tx, turn.user_id)
    return stands is Admission.IN or (stands is None and turn.person is not None)


def comes_in(turn: Turn, incoming: Incoming) -> bool:
    """Take an invitation, where one was opened; tell whether it let somebody in."""
    match incoming.what:
        case Commanded("start", code) if code and turn.deps.invited_only:
            return invitations.take(turn.tx, code.strip(), turn.user_id)
        case _:
            return False


def has_used_up(turn: Turn, incoming: Incoming) -> bool:
    """Tell whether somebody came with an invitation that lets nobody in any more."""
    match incoming.what:
        case Commanded("start", code):
            return bool(code) and turn.deps.invited_only and turn.person is None
        case _:
            return False
