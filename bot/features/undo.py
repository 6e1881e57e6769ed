"""`/undo`: the last thing told is taken back, whatever it was."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from bot.core import dialog as talking
from bot.core.turn import Turn
from bot.features import mood as moments
from bot.features import sleep as nights
from bot.features.check_in import dialog as check_in
from bot.features.check_in import morning
from bot.features.goals import active as goals_of
from bot.features.goals import dialogs as goal_script
from bot.features.goals import milestones
from bot.features.portability import import_undo
from bot.features.portability import imports as importing
from bot.features.questionnaires import results as scales_kept
from bot.features.sessions import questions as open_questions
from bot.features.trackers import active as trackers_of
from conversations.events import Opened
from conversations.night import DETAIL
from conversations.text import Text, own, t
from storage import answers, entries, goals, journal, talks, wins
from storage.answers import Answer
from storage.goals import Goal

# Older things are edited on their day, not undone in passing.
WINDOW = timedelta(hours=24)
# More than are begun and put away in a row.
RECENT_GOALS = 8

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
        turn.say(t("Taken back: {what}", what=_said(turn, last)))
        answers.remove(turn.tx, turn.user_id, last.day, last.step)
        if last.step in DETAIL:
            nights.refresh(turn, last.day)
        _ask_again(turn, last.day, last.step)

    return last.at, take_back


def _said(turn: Turn, last: Answer) -> Text:
    """Say an answer as the card of its day says it."""
    talk = talks.of_day(turn.tx, turn.user_id, "checkin", last.day)
    steps = check_in.flow(turn, talk).steps if talk is not None else ()
    ask = next((step for step in steps if step.id == last.step), None)
    return ask.told(last.value) if ask is not None else own(f"“{str(last.value)[:200]}”")


def _win(turn: Turn) -> Found | None:
    since = turn.today - timedelta(days=366)
    won = [win for win in wins.between(turn.tx, turn.user_id, since, turn.today) if win.at]
    if not won:
        return None
    last = max(won, key=lambda win: win.at or turn.now)

    def take_back() -> None:
        wins.remove(turn.tx, turn.user_id, last.id)
        resumed = milestones.taken_back(turn, last.id)
        turn.say(
            t("Taken back: “{words}”.", words=own(last.text[:200])),
            *((t("It is one of your goals again."),) if resumed else ()),
        )

    return last.at or turn.now, take_back


def _goal(turn: Turn) -> Found | None:
    """The goal added last; when that was is known to its script alone."""
    for talk in talks.of_flow(turn.tx, turn.user_id, goal_script.GOAL.name, most=RECENT_GOALS):
        number = talk.state["about"].get("number")
        goal = goals.get(turn.tx, turn.user_id, number) if number else None
        if goal is not None:
            return talk.touched_at, partial(_without, turn, goal)
    return None


def _without(turn: Turn, goal: Goal) -> None:
    if goals_of.is_spoken_of(turn.tx, turn.user_id, goal):
        told = t("“{words}” has been part of your diary since. In /goals you can let it go.")
        turn.say(told.given(words=own(goal.title)))
        return
    goals.remove(turn.tx, turn.user_id, goal.number)
    turn.say(t("Taken back: “{words}”.", words=own(goal.title)))


def _moment(turn: Turn) -> Found | None:
    last = entries.latest(turn.tx, turn.user_id, moments.KIND)
    if last is None:
        return None

    def take_back() -> None:
        entries.remove(turn.tx, turn.user_id, last.id)
        turn.say(t("Taken back: {mood} of 10.", mood=str(last.content.get("mood"))))

    return last.at, take_back


def _questionnaire(turn: Turn) -> Found | None:
    last = entries.latest(turn.tx, turn.user_id, scales_kept.KIND)
    if last is None:
        return None

    def take_back() -> None:
        title = scales_kept.remove(turn, last.id) or ""
        turn.say(t("Taken back: {title}.", title=own(title)))

    return last.at, take_back


def _question(turn: Turn) -> Found | None:
    last = entries.latest(turn.tx, turn.user_id, open_questions.KIND)
    if last is None:
        return None

    def take_back() -> None:
        entries.remove(turn.tx, turn.user_id, last.id)
        turn.say(t("Taken back: “{words}”.", words=own(str(last.content["text"])[:200])))

    return last.at, take_back


def _import(turn: Turn) -> Found | None:
    last = import_undo.last(turn)
    return (last.at, lambda: importing.undo(turn, last.id)) if last is not None else None


# Where a thing is of the same instant as another, the one that is looked for first goes first.
_LOOKS: tuple[Callable[[Turn], Found | None], ...] = (
    _import,
    _note,
    _win,
    _goal,
    _moment,
    _question,
    _answer,
    _questionnaire,
)


def _ask_again(turn: Turn, day: date, step: str) -> None:
    if step == "note":
        return
    early = step in trackers_of.morning_steps(turn.tx, turn.known)
    talk = talks.of_day(turn.tx, turn.user_id, "morning", day) if early else None
    kind = morning.MORNING if talk is not None else check_in.CHECK_IN
    talk = talk or talks.of_day(turn.tx, turn.user_id, "checkin", day)
    if talk is not None:
        turn.message_id = None
        talking.feed(turn, kind, talk, Opened(), fresh=True)
