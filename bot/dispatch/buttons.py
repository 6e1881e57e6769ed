"""What each button that stands for itself does, and what its reference must hold."""

from collections.abc import Callable
from datetime import date

from bot.core import dialog as talking
from bot.core.callback_data import switched
from bot.core.feature import Action
from bot.core.turn import Turn
from bot.dispatch import commands
from bot.dispatch.dialogs import KINDS
from bot.features import monthly_check as diary_question
from bot.features import notes as journal
from bot.features import onboarding as welcome
from bot.features import privacy, support, wins
from bot.features import self_notes as keepsakes
from bot.features.check_in import card
from bot.features.check_in import dialog as check_in
from bot.features.check_in import note as notes
from bot.features.check_in import snooze as later
from bot.features.goals import attainment as goal_scale
from bot.features.goals import dialogs as goal_script
from bot.features.goals import milestones
from bot.features.goals import screens as goals_list
from bot.features.history import days
from bot.features.journal import pages as journal_pages
from bot.features.journal import prompts as prompting
from bot.features.portability import imports as importing
from bot.features.questionnaires import screens as scales
from bot.features.sessions import agenda as therapy
from bot.features.sessions import screens as sessions
from bot.features.settings import language
from bot.features.settings import opt_out_buttons as switches
from bot.features.settings import screens as settings
from bot.features.timeline import view as timeline
from bot.features.timezone import ask as places
from bot.features.timezone import location as locating
from bot.features.trackers import feature as tracking
from bot.features.week import view as week
from conversations.events import Opened, Typed
from conversations.text import Text, t
from storage import talks

EARLIEST, LATEST = date(1970, 1, 1), date(2999, 12, 31)
FROM_EARLIER = t("That button is from an earlier time. /help lists what I can do.")


def run(turn: Turn, name: str, args: tuple[str, ...]) -> None:
    """Do what a button says; one that this version did not write does nothing harmful."""
    action = ACTIONS.get(name)
    if action is None or len(args) != len(action.reads):
        turn.ack(FROM_EARLIER)
        return
    if turn.person is None and not action.open_:
        welcome.invite(turn)
        return
    try:
        values = [read(arg) for read, arg in zip(action.reads, args, strict=True)]
    except (ValueError, OverflowError):
        turn.ack(FROM_EARLIER)
        return
    if not all(_within_reach(turn, value) for value in values):
        turn.ack(FROM_EARLIER)
        return
    action.run(turn, *values)


def _within_reach(turn: Turn, value: object) -> bool:
    """Tell whether a day can be meant; a picture may end a little before the diary begins."""
    if not isinstance(value, date) or turn.person is None:
        return True
    return turn.today - 2 * days.REACH <= value <= turn.today


def _checkin(turn: Turn) -> None:
    turn.ack()
    check_in.open_day(turn, turn.today)


def _open_day(turn: Turn, day: date) -> None:
    turn.ack()
    if turn.today - days.REACH <= day <= turn.today:
        check_in.open_day(turn, day)


def _yesterday(turn: Turn) -> None:
    _open_day(turn, turn.yesterday)


def _ask_again(turn: Turn, talk_id: str) -> None:
    talk = talks.get(turn.tx, turn.user_id, talk_id)
    if talk is not None and talk.day is not None:
        talking.feed(turn, check_in.CHECK_IN, talk, Opened())


def _watch(turn: Turn, talk_id: str, shown: str) -> None:
    """Take a pressed time as if it had been typed: several zones may keep it."""
    talk = talks.get(turn.tx, turn.user_id, talk_id)
    if talk is not None and talk.flow in KINDS and not talk.closed:
        talking.feed(turn, KINDS[talk.flow], talk, Typed(shown, turn.tongue))


def _answer_morning(words: Text) -> Callable[[Turn, date], None]:
    def run(turn: Turn, _day: date) -> None:
        turn.ack(words)
        payload: dict[str, object] = {"chat_id": turn.chat_id, "message_id": turn.message_id}
        turn.send("editMessageReplyMarkup", payload)

    return run


def _set_goal(name: str) -> Callable[[Turn, int], None]:
    return lambda turn, number: goals_list.set_state(turn, name, number)


def _read_number(arg: str) -> int:
    """Read a number that a database can hold."""
    number = int(arg)
    if abs(number) >= 1 << 31:
        raise ValueError("no number of ours")
    return number


def _read_day(arg: str) -> date:
    """Read a day that somebody can have lived."""
    day = date.fromisoformat(arg)
    if not EARLIEST <= day <= LATEST:
        raise ValueError("no day of ours")
    return day


_day, _number = (_read_day,), (_read_number,)
ACTIONS: dict[str, Action] = {
    "consent": Action(lambda turn, _: welcome.consent(turn), (int,), open_=True),
    "decline": Action(welcome.decline, open_=True),
    "support": Action(support.show, open_=True),
    "country": Action(support.choose, (str,), open_=True),
    "help": Action(commands.help_, open_=True),
    "checkin": Action(_checkin),
    "day": Action(_open_day, _day),
    "yesterday": Action(_yesterday),
    "usual": Action(check_in.answer_as_usual, (str,)),
    "edit": Action(check_in.edit_day, _day),
    "card": Action(card.show, _day),
    "note": Action(notes.ask, _day),
    "therapy": Action(check_in.mark_for_therapy, (*_day, switched)),
    "ask": Action(_ask_again, (str,)),
    "later": Action(later.offer_later, (str,)),
    "snooze": Action(later.snooze, (str, int)),
    "nottoday": Action(later.not_today, (str,)),
    "onit": Action(_answer_morning(t("Noted.")), _day),
    "rest": Action(_answer_morning(t("All right, not today.")), _day),
    "goals": Action(lambda turn: goals_list.show(turn, edit=True)),
    "goals.earlier": Action(goals_list.show_earlier),
    "goal": Action(goals_list.show_one, _number),
    "goal.add": Action(goal_script.begin),
    "goal.change": Action(goal_script.offer_changes, _number),
    "goal.field": Action(goal_script.change, (int, str)),
    "goal.more": Action(goals_list.show_more, _number),
    "goal.count": Action(milestones.ask_count, _number),
    "goal.uncount": Action(milestones.put_away, _number),
    **{name: Action(_set_goal(name), _number) for name in goals_list.STATES},
    "note.undo": Action(journal.take_back, (str,)),
    "note.mark": Action(journal.mark, (str, switched)),
    "journal": Action(journal_pages.older, _number),
    "journal.find": Action(journal_pages.find, (_read_number, str)),
    "week": Action(lambda turn, last: week.show(turn, "week", last), _day),
    "month": Action(lambda turn, last: week.show(turn, "month", last), _day),
    "settings": Action(lambda turn: settings.show(turn, edit=True)),
    "reminders": Action(lambda turn: settings.show_reminders(turn, edit=True)),
    "watch": Action(_watch, (str, str)),
    "place": Action(places.ask_for_place),
    "set": Action(settings.ask, (str,)),
    "toggle": Action(settings.toggle, (str, switched)),
    "pause": Action(settings.pause),
    "resume": Action(settings.resume),
    **locating.ACTIONS,
    "export": Action(privacy.hand_over),
    "delete.yes": Action(privacy.delete),
    "delete.no": Action(privacy.keep),
    **goal_scale.ACTIONS,
    **importing.ACTIONS,
    **language.ACTIONS,
    **keepsakes.ACTIONS,
    **prompting.ACTIONS,
    **scales.ACTIONS,
    **sessions.ACTIONS,
    **switches.ACTIONS,
    **therapy.ACTIONS,
    **timeline.ACTIONS,
    **tracking.ACTIONS,
    **wins.ACTIONS,
    **diary_question.ACTIONS,
}
# What stays even with someone whom the bot no longer serves.
ALWAYS = frozenset({"export", "delete.yes", "delete.no", "support", "country"})
