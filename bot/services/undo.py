"""`/undo`: the last thing told is taken back, whatever it was."""

from datetime import timedelta

from bot.services import check_in, talking
from bot.services.turn import Turn
from conversations.events import Opened
from conversations.text import own, t
from storage import answers, journal, talks

# Older things are edited on their day, not undone in passing.
WINDOW = timedelta(hours=24)


def undo(turn: Turn) -> None:
    """Take back the newest note or answer of the last day, and say which it was."""
    since = turn.now - WINDOW
    notes = [n for n in journal.recent(turn.tx, turn.user_id, limit=1) if n.at >= since]
    told = answers.between(turn.tx, turn.user_id, turn.today - timedelta(days=366), turn.today)
    last = max((a for a in told if a.at >= since), key=lambda a: a.at, default=None)
    if notes and (last is None or notes[0].at >= last.at):
        journal.remove(turn.tx, turn.user_id, notes[0].id)
        turn.say(t("Taken back: “{words}”.", words=own(notes[0].text[:200])))
    elif last is not None:
        answers.remove(turn.tx, turn.user_id, last.day, last.step)
        turn.say(t("Taken back. Here is the question again."))
        _ask_again(turn, last.day, last.step)
    else:
        turn.say(t("There is nothing from the last day to take back."))


def _ask_again(turn: Turn, day: object, step: str) -> None:
    from datetime import date

    if not isinstance(day, date) or step == "note":
        return
    talk = talks.of_day(turn.tx, turn.user_id, "checkin", day)
    if talk is not None:
        turn.message_id = None
        talking.feed(turn, check_in.CHECK_IN, talk, Opened(), fresh=True)
