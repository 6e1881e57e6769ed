"""`/undo`: the last thing told is taken back, whatever it was."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.services import check_in, scales_kept, talking
from bot.services.turn import Turn
from conversations.events import Opened
from conversations.text import own, t
from storage import answers, entries, journal, talks

# Older things are edited on their day, not undone in passing.
WINDOW = timedelta(hours=24)

# When something was told, and how it is taken back.
Found = tuple[datetime, Callable[[], None]]


def undo(turn: Turn) -> None:
    """Take back the newest thing of the last day, and say which it was."""
    found = [last for look in _LOOKS if (last := look(turn)) is not None]
    recent = [last for last in found if last[0] >= turn.now - WINDOW]
    if not recent:
        turn.say(t("There is nothing from the last day to take back."))
        return
    _, take_back = max(recent, key=lambda last: last[0])
    take_back()


def _note(turn: Turn) -> Found | None:
    last = next(iter(journal.recent(turn.tx, turn.user_id, limit=1)), None)
    if last is None:
        return None

    def take_back() -> None:
        journal.remove(turn.tx, turn.user_id, last.id)
        turn.say(t("Taken back: “{words}”.", words=own(last.text[:200])))

    return last.at, take_back


def _answer(turn: Turn) -> Found | None:
    told = answers.between(turn.tx, turn.user_id, turn.today - timedelta(days=366), turn.today)
    if not told:
        return None
    last = max(told, key=lambda answer: answer.at)

    def take_back() -> None:
        answers.remove(turn.tx, turn.user_id, last.day, last.step)
        turn.say(t("Taken back. Here is the question again."))
        _ask_again(turn, last.day, last.step)

    return last.at, take_back


def _questionnaire(turn: Turn) -> Found | None:
    last = entries.latest(turn.tx, turn.user_id, scales_kept.KIND)
    if last is None:
        return None

    def take_back() -> None:
        title = scales_kept.remove(turn, last.id) or ""
        turn.say(t("Taken back: {title}.", title=own(title)))

    return last.at, take_back


# Where a thing is of the same instant as another, the one that is looked for first goes first.
_LOOKS: tuple[Callable[[Turn], Found | None], ...] = (_note, _answer, _questionnaire)


def _ask_again(turn: Turn, day: date, step: str) -> None:
    if step == "note":
        return
    talk = talks.of_day(turn.tx, turn.user_id, "checkin", day)
    if talk is not None:
        turn.message_id = None
        talking.feed(turn, check_in.CHECK_IN, talk, Opened(), fresh=True)
