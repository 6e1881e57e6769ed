"""The evening check-in: one message, a few taps, every answer stored as it is given."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.core import callback_data as buttons
from bot.core import dialog as talking
from bot.core import schedule as reminding
from bot.core.callback_data import Verb
from bot.core.dialog import Kind
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features import mood as moments
from bot.features import sleep as nights
from bot.features import support
from bot.features.check_in import after as afterwards
from bot.features.check_in import card
from bot.features.check_in import offers as asides
from bot.features.goals import active as goals_of
from bot.features.history import record as diary
from bot.features.history import summary
from bot.features.history.days import is_told, yesterday_is_open
from bot.features.trackers import factors
from bot.features.trackers import steps as own_questions
from bot.outgoing import BLANK, Button, Rows, lines
from charts.stats import Usual, usual_answers
from conversations.events import Focused, Opened, Prompt
from conversations.flow import Flow, Value
from conversations.flows.check_in import GoalItem, check_in
from conversations.night import DETAIL
from conversations.session import Session
from conversations.text import Text, own, t, tc
from storage import answers, check_ins, talks
from storage.talks import Talk

USUAL_WINDOW = timedelta(days=28)
# A past day that is being filled in, and its questions with it, waits a little longer.
PAST_DAY_WAITS = timedelta(hours=2)
USUAL_STEPS = frozenset({"mood", "sleep", "quality"})


def open_day(turn: Turn, day: date) -> None:
    """Ask about a day in a new message; a day already told shows its card instead."""
    talk = talks.of_day(turn.tx, turn.user_id, "checkin", day)
    if talk is None:
        talking.begin(turn, CHECK_IN, day=day)
        return
    if talk.message_id is not None:
        turn.edit(t("This goes on further down."), message_id=talk.message_id)
    held = session(turn, talk)
    if flow(turn, talk).current(held.answers, held.focus) is None:
        card.show(turn, day, fresh=True)
    else:
        talking.feed(turn, CHECK_IN, talk, Opened(), fresh=True)


def flow(turn: Turn, talk: Talk) -> Flow:
    """Compose the questions of that day for that person."""
    day = talk.day or turn.today
    items = [
        GoalItem(str(goal.number), goal.title)
        for goal in goals_of.of_day(turn.tx, turn.user_id, day)
    ]
    return check_in(
        day=day,
        # After midnight "today" could be either day, so the one that is meant is named.
        today=turn.now.astimezone(turn.zone).date(),
        zone=turn.zone,
        goals=items,
        night=nights.parts(turn, day),
        more=own_questions.asked(turn, day),
    )


def session(turn: Turn, talk: Talk) -> Session:
    """Read the answers of the day from where they are stored: there is no second copy."""
    stored = answers.of_day(turn.tx, turn.user_id, talk.day or turn.today)
    told = {step: answer.value for step, answer in stored.items()}
    return Session(answers=told, focus=talk.state.get("focus"))


def state(talk: Talk, session: Session) -> dict[str, Any]:
    """Remember only which question was reopened; the rest follows from the answers."""
    return {**talk.state, "focus": session.focus}


def keep(turn: Turn, talk: Talk, step: str, value: Value | None) -> None:
    """Store one answer now."""
    day = talk.day or turn.today
    answers.keep(turn.tx, turn.user_id, day, step, value, turn.now)
    usually = step in USUAL_STEPS and _is_as_usual(turn, day)
    # Told by hand now, so the day is not "as usual" any more.
    check_ins.touch(turn.tx, turn.user_id, day, **({"as_usual": False} if usually else {}))
    if turn.known.quiet_offered_on is not None:
        turn.change(quiet_offered_on=None)
    if step in DETAIL:
        nights.refresh(turn, day)
    if step in factors.LISTS:
        factors.learn(turn, step, value)
    if (step == "mood" and value == 1) or own_questions.is_about_danger(turn, step, value):
        _offer_support(turn, talk, step)


def _offer_support(turn: Turn, talk: Talk, step: str) -> None:
    """Offer once for each question of a day, however often its answer is corrected."""
    offered = talk.state.get("offered") or []
    if step not in offered:
        talks.save(turn.tx, replace(talk, state={**talk.state, "offered": [*offered, step]}))
        support.offer(turn)


def _is_as_usual(turn: Turn, day: date) -> bool:
    known = check_ins.get(turn.tx, turn.user_id, day)
    return known is not None and known.as_usual


def finish(turn: Turn, talk: Talk, _session: Session) -> None:
    """Turn the question into the card of the day."""
    day = talk.day or turn.today
    check_ins.touch(turn.tx, turn.user_id, day, completed_at=turn.now)
    card.show(turn, day, talk=talk)
    afterwards.after_check_in(turn, day)
    asides.after_check_in(turn, day)


def frame(turn: Turn, talk: Talk, prompt: Prompt) -> Frame:
    """Put the day's answers above, and the shortcuts of the first question below."""
    day = talk.day or turn.today
    told = summary.told(turn, day)
    if prompt.done or prompt.current is not None:
        return Frame(above=told)
    nudged = bool(talk.state.get("nudged")) and day == turn.today
    rows = (*_shortcuts(turn, talk, day), *(later_row(talk) if nudged else ()))
    return Frame(above=moments.of_day(turn, day), rows=rows)


def _shortcuts(turn: Turn, talk: Talk, day: date) -> Rows:
    row = []
    if turn.known.same_as_usual and usual(turn, day) is not None:
        row.append(Button(t("Same as usual"), buttons.action("usual", talk.id)))
    if day == turn.today and yesterday_is_open(turn):
        row.append(Button(t("Yesterday"), buttons.action("yesterday")))
    return (tuple(row),) if row else ()


def later_row(talk: Talk) -> Rows:
    """Offer to be asked later, or not today."""
    return (
        (
            Button(t("Later"), buttons.action("later", talk.id)),
            Button(tc("do not ask me today", "Not today"), buttons.action("nottoday", talk.id)),
        ),
    )


def usual(turn: Turn, day: date) -> Usual | None:
    """Take the median of the person's own recent days; None while there are too few."""
    return usual_answers(diary.days_before(turn, day, USUAL_WINDOW))


def answer_as_usual(turn: Turn, talk_id: str) -> None:
    """Answer what is still open from the recent median, marked as such; goals are still asked."""
    talk = talks.get(turn.tx, turn.user_id, talk_id)
    if talk is None or talk.day is None or talk.closed:
        turn.ack(t("That day is already told."))
        return
    values = usual(turn, talk.day)
    if values is None:
        turn.ack(t("There are not enough days yet to know what is usual."))
        return
    told = answers.of_day(turn.tx, turn.user_id, talk.day)
    for step, value in (
        ("mood", values.mood),
        ("sleep", {"hours": values.sleep_hours, "bed": None, "wake": None}),
        ("quality", values.sleep_quality),
    ):
        missing = value is None or (isinstance(value, dict) and value["hours"] is None)
        if step not in told and not missing:
            keep(turn, talk, step, value)
    check_ins.touch(turn.tx, turn.user_id, talk.day, as_usual=True)
    talking.feed(turn, CHECK_IN, replace(talk, message_id=turn.message_id), Opened())


def edit_day(turn: Turn, day: date) -> None:
    """List the day's answers as buttons, each of which asks again."""
    talk = talks.of_day(turn.tx, turn.user_id, "checkin", day) or talking.create(
        turn, "checkin", day=day
    )
    rows = tuple(
        (Button(ask.label or ask.prompt, buttons.reply(talk.id, ask.id, Verb.FOCUS)),)
        for ask in flow(turn, talk).applicable(session(turn, talk).answers)
    )
    note = (Button(t("Note"), buttons.action("note", day.isoformat())),)
    done = (Button(t("Done"), buttons.action("card", day.isoformat())),)
    turn.edit(
        *lines(t("What would you like to change?"), BLANK, *summary.told(turn, day)),
        rows=(*rows, note, done),
        talk=talk.id,
        message_id=turn.message_id,
    )


def focus(turn: Turn, talk: Talk, step: str) -> None:
    """Ask one question of a day again."""
    talking.feed(turn, CHECK_IN, replace(talk, closed=False), Focused(step))


def mark_for_therapy(turn: Turn, day: date, marked: bool) -> None:  # noqa: FBT001 - from a button
    """Set or clear the mark that this day should be talked about in therapy."""
    check_ins.touch(turn.tx, turn.user_id, day, for_therapy=marked)
    turn.ack(t("Marked for therapy.") if marked else t("No longer marked."))
    card.show(turn, day)


def still_waits(turn: Turn, _kind: Kind, talk: Talk) -> bool:
    """Today waits for words all day; a past day that is being filled in for a little while."""
    return talk.day == turn.today or talk.touched_at > turn.now - PAST_DAY_WAITS


def came_unasked(_talk: Talk) -> bool:
    """The evening comes by itself, so words that are no answer may be a thought."""
    return True


def put_away(turn: Turn, talk: Talk) -> None:
    """Leave the card of what was told, and say how to go on."""
    for name in ("followup", "snooze"):
        reminding.never(turn, name)
    if talk.day is not None and is_told(turn, talk.day):
        card.show(turn, talk.day, talk=talk)
    elif talk.message_id is not None:
        turn.edit(t("Put away."), talk=talk.id)
    turn.say(_way_back(turn, talk))


def _way_back(turn: Turn, talk: Talk) -> Text:
    """Say how to go on with a day that was put away: /checkin knows only today."""
    if talk.day is None or talk.day == turn.today:
        return t("Put away. /checkin goes on where you stopped.")
    return t("Put away. /day {date} goes on where you stopped.", date=own(talk.day.isoformat()))


def on_old_button(turn: Turn, talk: Talk) -> None:
    """Offer what the person who presses a button of a told day may have wanted."""
    turn.ack(t("That day is told already."))
    if talk.day is not None and turn.message_id not in (None, talk.message_id):
        edit = Button(t("Edit {day}", day=talk.day), buttons.action("edit", talk.day.isoformat()))
        turn.edit(
            t("{day} is told already.", day=talk.day),
            rows=((edit,),),
            message_id=turn.message_id,
        )


CHECK_IN = Kind(
    "checkin",
    flow=flow,
    finish=finish,
    keep=keep,
    session=session,
    state=state,
    frame=frame,
    still_waits=still_waits,
    came_unasked=came_unasked,
    on_put_away=put_away,
    on_old_button=on_old_button,
)
