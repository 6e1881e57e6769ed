"""Questions that the bot brings up by itself: without a sound, and never in anyone's way."""

from datetime import date, datetime, timedelta
from typing import Any

from bot.core import dialog as talking
from bot.core import schedule as reminding
from bot.core.dialog import Frame, Kind
from bot.core.turn import NUDGE, Turn
from conversations.engine import advance
from conversations.events import Opened, Prompt
from conversations.text import Text
from storage import talks
from storage.talks import Talk

# Longer than typed words ever wait for a question, see answering.WAITS.
LONG_AGO = timedelta(days=1)


def ask(
    turn: Turn,
    kind: Kind,
    *,
    day: date,
    about: dict[str, Any],
    late: timedelta,
    above: tuple[Text, ...] = (),
    typed: bool = False,
) -> None:
    """Ask silently; words go to it only if `typed`, and only when no other question is open."""
    talk = Talk(
        id=turn.tx.new_id()[: talking.TALK_ID_LENGTH],
        user_id=turn.user_id,
        flow=kind.name,
        day=day,
        state={"about": about},
        message_id=None,
        touched_at=_touched(turn) if typed else turn.now - LONG_AGO,
        closed=False,
    )
    talks.open_(turn.tx, talk)
    _, effects = advance(kind.flow(turn, talk), kind.session(turn, talk), Opened())
    prompt = next((effect for effect in effects if isinstance(effect, Prompt)), None)
    if prompt is None:
        return
    frame = kind.frame(turn, talk, prompt)
    frame = Frame(above=(*above, *frame.above), rows=frame.rows)
    turn.say(
        *talking.question(prompt, frame),
        rows=talking.all_rows(talk, prompt, frame),
        talk=talk.id,
        priority=NUDGE,
        silent=True,
        expires_at=reminding.stale_at(turn, late),
    )


def _touched(turn: Turn) -> datetime:
    """Stand behind a question that is open already."""
    waiting = talks.latest(turn.tx, turn.user_id, touched_after=turn.now - LONG_AGO / 2)
    return waiting.touched_at - timedelta(seconds=1) if waiting else turn.now
