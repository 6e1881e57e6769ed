"""A day and an hour that may be those of the next session alone: kept, and asked about."""

from dataclasses import replace

from bot.core import callback_data, open_dialog
from bot.core.turn import Turn
from bot.features import notes
from bot.features.sessions import calendar, changes
from bot.features.sessions import words as session_words
from bot.features.sessions.calendar import ON, PlannedSession
from bot.outgoing import Button, Rows
from conversations.flows import sessions as flows
from conversations.parsing.appointments import Appointment, read_appointment
from conversations.text import Text, t
from conversations.wishes.gaps import WEEK, WishWords

MOVE = t("Move your session from {before} to {after}?")
MOVE_TO_WHICH = t("Move your session from {before} to which day?")


def there(turn: Turn, moving: PlannedSession, when: Appointment) -> list[PlannedSession]:
    """Where a session may move: nowhere without a time or a day to come, and to either of two."""
    day = flows.day_around(when, today=turn.today, day=moving.day)
    if day is None and when.at is None:
        return []
    first = replace(moving, day=day or moving.day, at=when.at or moving.at)
    every = (first, replace(first, day=first.day + WEEK)) if when.or_week_after else (first,)
    return [one for one in every if calendar.is_to_come(turn, one) and changes.is_near(one)]


def question(before: PlannedSession, after: list[PlannedSession]) -> tuple[Text, Rows]:
    """Ask whether a session moves there; or, of two days, to which of them."""
    when = session_words.session(before)
    if len(after) == 1:
        yes = Button(t("Yes, move it"), changes.to(after[0]), primary=True)
        return MOVE.given(before=when, after=session_words.session(after[0])), ((yes,),)
    days = tuple(Button(session_words.session(one), changes.to(one)) for one in after)
    return MOVE_TO_WHICH.given(before=when), (days,)


def heard(turn: Turn, text: str) -> bool:
    """Keep a day and an hour that were all that was said; offer to move the next session there.

    "Thursday at 5" may be any line of a diary, so nothing changes before a press.
    """
    found = _other_time(turn, text)
    if found is None or (note := notes.write(turn, text)) is None:
        return False
    asked, rows = question(*found)
    turn.say(notes.kept(turn, note), asked, rows=(*rows, *notes.note_rows(note)))
    open_dialog.ask_again(turn)
    return True


def _other_time(turn: Turn, text: str) -> tuple[PlannedSession, list[PlannedSession]] | None:
    """Find where the next of the sessions that come back would move; None if that is nowhere."""
    when = read_appointment(text, turn.today, turn.tongue.words)
    known = calendar.regular(turn) if when is not None and when.at is not None else None
    if when is None or known is None or known.content.state != ON:
        return None
    moving = calendar.coming(turn)
    after = there(turn, moving, when) if moving is not None else []
    return (moving, after) if moving is not None and after and after != [moving] else None


def mood_or_time(turn: Turn, said: WishWords) -> None:
    """Keep "monday 9", and ask which it is: how that day was, or when the next session is."""
    turn.message_id = turn.answer_message_id  # an edit of the message changes the note
    day, mood = said.day, said.number
    note = notes.write(turn, said.raw)
    if note is None or day is None or mood is None:
        return
    press = callback_data.action("told.mood", day.isoformat(), str(mood))
    found = _other_time(turn, said.raw)
    if found is None:
        asked = t("Was your mood {mood} on {day}?", mood=mood, day=day)
        rows: Rows = ((Button(t("Yes, mood {mood}", mood=mood), press),),)
    else:
        after = found[1][0]
        session = session_words.session(after)
        asked = t(
            "Was your mood {mood} on {day}, or is your next session on {session}?",
            mood=mood,
            day=day,
            session=session,
        )
        rows = (
            (
                Button(t("It was my mood"), press),
                Button(t("My next session"), changes.to(after)),
            ),
        )
    turn.say(notes.kept(turn, note), asked, rows=(*rows, *notes.note_rows(note)))
