"""A session moved or skipped, wished for in words: read, and asked about before it is done."""

from dataclasses import replace
from datetime import timedelta

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.sessions import calendar, from_now_on, this_time
from bot.features.sessions import words as session_words
from bot.features.sessions.calendar import RESTING, PlannedSession
from bot.outgoing import Button
from conversations.formats.weekdays import short_name
from conversations.parsing.appointments import Appointment
from conversations.text import Text, t
from conversations.wishes.gaps import WEEK, WishWords

LEAVE = Button(t("No, leave it"), callback_data.action("session.stay"))


def move(turn: Turn, said: WishWords) -> None:
    """Ask whether the next session moves to what was named, or where to if nothing was."""
    moving, when = calendar.coming(turn), said.when or Appointment(at=said.at)
    if moving is None:
        _none(turn, said.when)
    elif when.every and when.weekday:
        _ask_how_many(turn, moving, when)
    elif (there := this_time.there(turn, moving, when)) == [moving]:
        turn.say(t("That's when it is already: {session}.", session=session_words.session(moving)))
    else:
        _ask_to_move(turn, moving, there)


def _ask_to_move(turn: Turn, moving: PlannedSession, there: list[PlannedSession]) -> None:
    if there:
        asked, rows = this_time.question(moving, there)
        another = Button(t("Another day or time"), _press("session.move", moving))
        turn.say(asked, rows=(*rows, (another,), (LEAVE,)))
    else:
        _offer(turn, moving)


def _ask_how_many(turn: Turn, moving: PlannedSession, when: Appointment) -> None:
    known = calendar.regular(turn)
    # "On thursdays" says which day it is, not that it is no longer every other week.
    every = known.content.every if known is not None else when.every
    asked, rows = from_now_on.question(turn, moving, replace(when, every=every))
    turn.say(asked, rows=(*rows, (LEAVE,)))


def skip(turn: Turn, said: WishWords) -> None:
    """Ask whether the session that was named is skipped, or else the next."""
    following = calendar.coming(turn)
    if following is None:
        _none(turn)
        return
    one = next((one for one in calendar.ahead(turn) if _is_named(one, said)), None)
    if one is None:
        _offer(turn, following, t("No session is planned for then."))
        return
    turn.say(
        t("Skip your session on {session}?", session=session_words.session(one)),
        rows=(
            (Button(t("Yes, skip it"), _press("session.skip", one), primary=True),),
            (Button(t("Move it instead"), _press("session.move", one)),),
            (LEAVE,),
        ),
    )


def _is_named(one: PlannedSession, said: WishWords) -> bool:
    if said.week is not None:
        return timedelta() <= one.day - said.week < WEEK
    if said.when is None:
        return True
    if said.when.day is not None:
        return one.day == said.when.day
    return one.day.isoweekday() == said.when.weekday


def _offer(turn: Turn, following: PlannedSession, *first: Text) -> None:
    """Say when the next session is, with what can be done about it."""
    turn.say(
        *first,
        t("Next session: {session}", session=session_words.session(following)),
        rows=(
            (
                Button(t("Skip the next"), _press("session.skip", following)),
                Button(t("Move the next"), _press("session.move", following)),
            ),
        ),
    )


def _none(turn: Turn, when: Appointment | None = None) -> None:
    """Offer to set a session, at the time that was said; where they rest, lead to them."""
    if any(entry.content.state == RESTING for entry in calendar.held(turn)):
        mine = Button(t("My sessions"), callback_data.action("session"))
        turn.say(t("Your sessions are paused."), rows=((mine,),))
    elif when is not None and when.weekday is not None and when.at is not None:
        press = from_now_on.press(when.weekday, when.at, when.every)
        other = Button(t("Another day or time"), callback_data.action("session.new"))
        turn.say(
            t(
                "I haven't noted a session yet. Is yours on {weekday} at {time}?",
                weekday=short_name(when.weekday),
                time=when.at,
            ),
            rows=((Button(t("Yes, note it"), press, primary=True),), (other,)),
        )
    else:
        new = Button(t("Set a session"), callback_data.action("session.new"), primary=True)
        turn.say(t("I don't know when your next session is."), rows=((new,),))


def _press(name: str, one: PlannedSession) -> str:
    return callback_data.action(name, one.appointment, one.planned.isoformat())
