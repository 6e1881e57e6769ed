"""After a very hard day: the way to one's plan, or once a month at most to making one."""

from datetime import date, timedelta

from bot.core import callback_data, opt_outs
from bot.core.turn import Turn
from bot.features.plan import kept
from bot.outgoing import Button, Rows
from conversations.text import t
from storage import preferences

HARD = 2
"""The mood up to which a day or a moment is a very hard one, of 10."""
OPT_OUT, OFFERED = "planoffer", "plan.offered"
MONTH = timedelta(days=30)


def mine(turn: Turn) -> tuple[Button, ...]:
    """The button to one's plan, to stand beside *Support*; none where there is no plan."""
    return (_MINE,) if kept.read(turn).lines else ()


def my_plan(turn: Turn, mood: object) -> Rows:
    """The button to one's plan after a very hard moment; none where there is no plan."""
    is_hard = isinstance(mood, int) and mood <= HARD
    return (here,) if is_hard and (here := mine(turn)) else ()


def of_day(turn: Turn, day: date, mood: object) -> Rows:
    """The same on the card of a day; without a plan, at most once a month, the way to one."""
    if not isinstance(mood, int) or mood > HARD:
        return ()
    if here := mine(turn):
        return (here,)
    if day != turn.today or not opt_outs.wanted(turn, OPT_OUT) or not _is_its_turn(turn, day):
        return ()
    preferences.set_(turn.tx, turn.user_id, OFFERED, day.isoformat())
    return ((Button(t("Make a plan for hard days"), callback_data.action("plan")),),)


_MINE = Button(t("My plan"), callback_data.action("plan"))


def _is_its_turn(turn: Turn, day: date) -> bool:
    """The card of one day shows it as often as it is looked at; the next one waits a month."""
    last = preferences.get(turn.tx, turn.user_id, OFFERED)
    try:
        before = date.fromisoformat(last) if last else None
    except ValueError:  # an import may bring anything
        before = None
    return before is None or before == day or abs(day - before) >= MONTH
