"""`/checkin` and `/day`: a day is told in a few taps, by itself in the evening or when asked."""

from datetime import date

from bot.core import dialogs
from bot.core.callback_data import day, number, read_instant, switched
from bot.core.feature import Action, Command, CommandGroup, Feature, OptOut, Written, as_command
from bot.core.turn import Turn
from bot.features.check_in import (
    as_usual,
    card,
    corrected,
    dialog,
    edit_day,
    morning,
    night_taps,
    note,
    overnight,
    said_of_day,
    settings,
    seven_days,
    silence,
    snooze,
    undo,
    wishes,
)
from bot.features.check_in.nudges import NUDGES
from bot.features.days import is_told, past_day
from bot.features.trackers import steps as tracker_steps
from conversations.events import Opened
from conversations.formats import WishedTime
from conversations.text import t
from conversations.wishes.gaps import WishWords
from storage import answers, conversations


def check_in(turn: Turn, _argument: str = "") -> None:
    """Ask about today."""
    turn.ack()
    dialog.open_day(turn, turn.today)


def earlier_day(turn: Turn, argument: str) -> None:
    """Ask about the day that was named."""
    if not argument.strip():
        seven_days.ask(turn)
    elif (named := past_day(turn, argument)) is not None:
        dialog.open_day(turn, named)


def open_day(turn: Turn, on: date) -> None:
    """Ask about a day that has been."""
    turn.ack()
    if on <= turn.today or is_told(turn, on):
        dialog.open_day(turn, on)


def yesterday(turn: Turn) -> None:
    """Ask about the day before."""
    open_day(turn, turn.yesterday)


def ask_again(turn: Turn, conversation_id: str) -> None:
    """Show the question again that *Later* had hidden."""
    conversation = conversations.get(turn.tx, turn.user_id, conversation_id)
    if conversation is not None and conversation.day is not None:
        dialogs.feed(turn, dialog.CHECK_IN, conversation, Opened())


def named_day(turn: Turn, said: WishWords) -> None:
    """Show a day that was spoken of, or ask about it; without its name, the latest one told."""
    on = said.day or (turn.today if is_told(turn, turn.today) else turn.yesterday)
    dialog.open_day(turn, on)


def written(turn: Turn, first: date, last: date) -> list[Written]:
    """Give what was said in words with the answers of some days."""
    return [
        Written(answer.day, answer.at, str(answer.value))
        for step in ("note", *tracker_steps.in_words(turn))
        for answer in answers.of_step(turn.tx, turn.user_id, step, first, last)
        if answer.value
    ]


FEATURE = Feature(
    name="check_in",
    commands=(
        Command("checkin", t("fill in today"), check_in, daily=True, group=CommandGroup.EVERY_DAY),
        Command(
            "day",
            t("fill in an earlier day, such as /day 2026-11-20"),
            earlier_day,
            group=CommandGroup.EVERY_DAY,
        ),
    ),
    buttons={
        "checkin": Action(check_in),
        "day": Action(open_day, (day,)),
        "yesterday": Action(yesterday),
        "usual": Action(as_usual.answer_as_usual, (str,)),
        "edit": Action(edit_day.show, (day,)),
        "edit.at": Action(edit_day.show, (day, number)),
        "card": Action(card.show, (day,)),
        "note": Action(note.ask, (day,)),
        "therapy": Action(dialog.mark_for_therapy, (day, switched)),
        "ask": Action(ask_again, (str,)),
        "later": Action(snooze.offer_later, (str,)),
        "snooze": Action(snooze.snooze, (str, int)),
        "nottoday": Action(snooze.not_today, (str,)),
        "onit": Action(morning.on_it, (day,)),
        "rest": Action(morning.not_today, (day,)),
        "sleep.other": Action(night_taps.other_hours, (str, float)),
        "night.half": Action(night_taps.other_night, (day,)),
        "night.asis": Action(night_taps.as_it_is, (day,)),
        "moment.day": Action(overnight.take_for_yesterday, (str,)),
        "evening.usual": Action(wishes.as_usual),
        "time.set": Action(wishes.set_time, (settings.read_kind, WishedTime.read)),
        "time.at": Action(wishes.take_time, (settings.read_kind, WishedTime.read)),
        "days.at": Action(settings.take_days, (settings.read_kind, settings.read_days)),
        "told.mood": Action(said_of_day.take_mood, (day, said_of_day.read_mood)),
        "told.back": Action(
            said_of_day.take_back, (day, str, read_instant, said_of_day.read_before)
        ),
        "fix.it": Action(corrected.put, (day, str, read_instant, str), is_instead=True),
        "fix.back": Action(corrected.put_back, (day, str, read_instant, str)),
        "silence.keep": Action(silence.keep_asking),
    },
    dialogs=(dialog.CHECK_IN, note.NOTE, morning.MORNING, seven_days.WHICH_DAY),
    nudges=NUDGES,
    settings=settings.SETTINGS,
    switches=settings.SWITCHES,
    opt_outs=(OptOut(silence.FEWER, t("Fewer questions when you don't answer")),),
    undo=(undo.last_answer,),
    written=(written,),
    edited=(note.edited,),
    heard=(wishes.heard_time,),
    wishes={
        "evening_time": wishes.ask_daily_at,
        "mood_of_day": said_of_day.mood_was,
        "slept": said_of_day.slept,
        "edit_day": named_day,
        "check_in": as_command(check_in),
    },
    quiet_wishes={
        "later": wishes.later,
        "snooze": wishes.ask_at,
    },
)
