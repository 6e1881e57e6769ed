"""Who may use the bot: everyone, those the operator named, or who came by an invitation."""

from bot.core.turn import Turn
from bot.incoming import Commanded, Incoming
from conversations.text import Text, t
from storage import invitations
from storage.invitations import Admission

NOT_ALLOWED = t("This bot is only for a few people. You can run your own; it's free.")
USED_UP = t(
    "That invitation has been used already, or it has expired. Whoever gave it to you can "
    "give you another."
)
NO_LONGER_ALLOWED = t(
    "This bot is closed for new notes. You can still get everything you told it with "
    "/export, or erase it with /delete."
)


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


def refusal(turn: Turn, incoming: Incoming) -> Text:
    """Say why somebody is not let in."""
    if turn.person is not None:
        return NO_LONGER_ALLOWED
    match incoming.what:
        case Commanded("start", code) if code and turn.deps.invited_only:
            return USED_UP
        case _:
            return NOT_ALLOWED
