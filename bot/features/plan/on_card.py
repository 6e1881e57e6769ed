"""What of one's plan stands on the card of `/support`: own people first, then what helps."""

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.plan import kept, view
from bot.outgoing import Button, Rows
from conversations.flows.plan import BY_ID, HELPERS, PEOPLE
from conversations.safety.card import OwnPlan
from conversations.text import t
from storage.errors import Unreadable

ROOM = 900
"""UTF-16 units on the card, so that nothing crowds out a number; the whole is a tap away."""
_PEOPLE = (BY_ID[PEOPLE], BY_ID[HELPERS])
_STEPS = tuple(BY_ID[step] for step in ("alone", "distract", "safer", "worth"))


def own_plan(turn: Turn) -> OwnPlan | None:
    """Say whom to ask and what helps, in the person's words; None without a plan."""
    if turn.person is None:
        return None
    try:
        plan = kept.read(turn)
    except Unreadable:  # a number to call does not wait for it
        return None
    lines, more = view.fitting((*plan.of(*_PEOPLE), *plan.of(*_STEPS)), ROOM)
    if not lines:
        return None
    return OwnPlan(
        people=tuple(line.text for line in lines if line.step in _PEOPLE),
        steps=tuple(line.text for line in lines if line.step in _STEPS),
        is_cut=more > 0,
    )


def rows(plan: OwnPlan | None) -> Rows:
    """The button to the whole of it."""
    return ((Button(t("My plan"), callback_data.action("plan")),),) if plan else ()
