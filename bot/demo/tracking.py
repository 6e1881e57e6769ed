"""What else made-up weeks hold: own questions, questionnaires, sessions.

Silent days stay silent, and whoever has trackers, sessions or questionnaires of their own keeps
those alone.
"""

from datetime import date, datetime, time, timedelta

from pydantic import JsonValue

from bot import local_time
from bot.core import contents, schedule
from bot.core.contents import Content, TypedEntry
from bot.core.turn import Turn
from bot.demo.diary import DAYS, EVENING, Chance
from bot.features.questionnaires import offering
from bot.features.questionnaires.results import ScaleContent
from bot.features.sessions.calendar import ON, AppointmentContent
from bot.features.sessions.preparation import SessionContent
from bot.features.sessions.questions import QuestionContent
from bot.features.trackers.factors import WordContent
from conversations.questionnaires.load import by_key
from conversations.questionnaires.score import total
from conversations.trackers import ready_made
from storage import answers, trackers
from storage.answers import Answer

ENERGY = "energy"
# Twice a week: most evenings stay as short as a newcomer knows them.
ENERGY_DAYS = (1, 5)
HELPED = ("walk", "called a friend", "breathing")
# Days back to the items' scores. A fortnight between them, and none on a silent day.
QUESTIONNAIRES: dict[str, dict[int, tuple[int, ...]]] = {
    "who5": {
        54: (3, 2, 2, 2, 3),
        40: (2, 2, 2, 1, 3),
        26: (2, 2, 2, 2, 3),
        12: (3, 3, 3, 3, 3),
    },
    "gad7": {33: (2, 2, 2, 2, 1, 1, 1), 5: (1, 1, 2, 1, 1, 1, 1)},
}
# Days back to what was taken along; of one session nothing was.
SESSIONS = {
    48: "One small thing at a time.",
    34: None,
    20: "Ask for help before it is too much.",
    6: "The hard fortnight is not the whole of it.",
}
SESSION_TIME, EVERY = time(15), 2
QUESTION, ASKED_BACK = "How do I tell them at work that I need breaks?", 3


def add(turn: Turn, chance: Chance) -> None:
    """Tell it, once: what is there already stays as it is."""
    first = turn.today - timedelta(days=DAYS)
    if not trackers.list_(turn.tx, turn.user_id):
        _own_questions(turn, first, chance)
    if not contents.of_kind(turn.tx, turn.user_id, ScaleContent):
        _questionnaires(turn)
    if not contents.of_kind(turn.tx, turn.user_id, AppointmentContent):
        _sessions(turn)
    schedule.replan(turn)


def _own_questions(turn: Turn, first: date, chance: Chance) -> None:
    """Energy twice a week, and on some evenings of an earlier time what helped."""
    content: dict[str, JsonValue] = {**ready_made()[ENERGY].content(), "days": [*ENERGY_DAYS]}
    trackers.add(turn.tx, turn.user_id, ENERGY, first, content)
    for word in HELPED:
        _put(turn, first, WordContent(list="helped", word=word))
    told = answers.between(turn.tx, turn.user_id, first, turn.yesterday)
    for mood in [answer for answer in told if answer.step == "mood"]:
        if mood.at == local_time.slot_instant(mood.day, EVENING, turn.zone):  # made up as well
            _evening(turn, mood, chance)


def _evening(turn: Turn, mood: Answer, chance: Chance) -> None:
    if isinstance(mood.value, int) and mood.day.isoweekday() in ENERGY_DAYS:
        energy = max(1, min(10, mood.value + chance(3) - 1))
        answers.keep(turn.tx, turn.user_id, mood.day, ENERGY, energy, mood.at)
    if not chance(3):
        helped: list[JsonValue] = [HELPED[chance(len(HELPED))]]
        answers.keep(turn.tx, turn.user_id, mood.day, "helped", helped, mood.at)


def _questionnaires(turn: Turn) -> None:
    for key, times in QUESTIONNAIRES.items():
        one = by_key(key)
        if one is None:  # its file may be taken away
            continue
        for back, items in times.items():
            score = total(one, items)
            content = ScaleContent(
                instrument=one.title, version=one.version, items=items, score=score
            )
            _put(turn, turn.today - timedelta(days=back), content)
        offering.choose(turn, one, one.rhythm.days)


def _sessions(turn: Turn) -> None:
    day = turn.today - timedelta(days=max(SESSIONS))
    _put(turn, day, AppointmentContent(time=SESSION_TIME, every=EVERY, state=ON))
    for back, words in SESSIONS.items():
        day = turn.today - timedelta(days=back)
        _put(turn, day, SessionContent(time=SESSION_TIME, take_along=words))
    asked = turn.today - timedelta(days=ASKED_BACK)
    _put(turn, asked, QuestionContent(text=QUESTION))


def _put(turn: Turn, day: date, content: Content) -> None:
    entry = TypedEntry(turn.tx.new_id(), day, _at(turn, day), content)
    contents.put(turn.tx, turn.user_id, entry)


def _at(turn: Turn, day: date) -> datetime:
    return local_time.slot_instant(day, time(20), turn.zone) or turn.now
