"""Every command: its name, what it does in one line, and who may use it before agreeing."""

from datetime import date

from bot.core.feature import Command, Handler
from bot.core.turn import Turn
from bot.dispatch import answers as answering
from bot.features import onboarding as welcome
from bot.features import privacy, support, undo, wins
from bot.features.check_in import dialog as check_in
from bot.features.goals import screens as goals_list
from bot.features.journal import pages as journal_pages
from bot.features.portability import imports as importing
from bot.features.questionnaires import screens as scales
from bot.features.sessions import screens as sessions
from bot.features.settings import screens as settings
from bot.features.timeline import view as timeline
from bot.features.trackers import feature as tracking
from bot.features.week import view as week
from bot.outgoing import BLANK
from conversations.parsing.dates import read_past_day
from conversations.text import t


def _day(turn: Turn, argument: str) -> None:
    if not argument.strip():
        turn.say(t("Which day? Write it after the command, such as /day 2026-11-20."))
    elif (day := _past_day(turn, argument)) is not None:
        check_in.open_day(turn, day)


def _past_day(turn: Turn, argument: str) -> date | None:
    day = read_past_day(argument, turn.today, turn.tongue.words)
    if day is None:
        turn.say(
            t("I can reach days of the last year, such as 2026-11-20, “yesterday” or “20 Nov”.")
        )
    return day


def _picture(kind: str) -> Handler:
    def run(turn: Turn, argument: str) -> None:
        if not argument.strip():
            week.show(turn, kind)
        elif (last := _past_day(turn, argument)) is not None:
            week.show(turn, kind, last)

    return run


COMMANDS: tuple[Command, ...] = (
    Command(
        "start",
        t("begin, or see that all is still here"),
        lambda turn, _: welcome.start(turn),
        open_=True,
    ),
    Command(
        "checkin",
        t("tell about today"),
        lambda turn, _: check_in.open_day(turn, turn.today),
        daily=True,
    ),
    Command("day", t("tell about an earlier day, such as /day 2026-11-20"), _day),
    Command("week", t("your week as a picture"), _picture("week"), daily=True),
    Command("month", t("four weeks as a picture"), _picture("month")),
    Command(
        "goals",
        t("your goals and this week's count"),
        lambda turn, _: goals_list.show(turn),
        daily=True,
    ),
    Command("journal", t("look back at your notes"), journal_pages.look_back, daily=True),
    Command("win", t("note a small win"), wins.win, daily=True),
    *timeline.COMMANDS,
    *sessions.COMMANDS,
    *scales.COMMANDS,
    *tracking.COMMANDS,
    *importing.COMMANDS,
    Command(
        "reminders",
        t("when I write to you"),
        lambda turn, _: settings.show_reminders(turn),
        daily=True,
    ),
    Command(
        "settings", t("times, zone and more"), lambda turn, _: settings.show(turn), daily=True
    ),
    Command("undo", t("take the last thing back"), lambda turn, _: undo.undo(turn), daily=True),
    Command("skip", t("skip the open question"), lambda turn, _: answering.skip_open(turn)),
    Command("cancel", t("put the open question away"), lambda turn, _: answering.put_away(turn)),
    Command("pause", t("have a rest from reminders"), settings.pause),
    Command(
        "export",
        t("get everything you told me"),
        lambda turn, _: privacy.hand_over(turn),
        open_=True,
    ),
    Command(
        "delete", t("erase everything"), lambda turn, _: privacy.ask_to_delete(turn), open_=True
    ),
    Command("support", t("help lines, at any time"), support.show, daily=True, open_=True),
    Command(
        "privacy",
        t("what is kept, and who could read it"),
        lambda turn, _: privacy.explain(turn),
        open_=True,
    ),
    Command("help", t("all commands"), lambda turn, _: help_(turn), daily=True, open_=True),
)
BY_NAME = {command.name: command for command in COMMANDS}
# What stays even with someone whom the bot no longer serves.
ALWAYS = frozenset({"export", "delete", "support", "privacy"})


def run(turn: Turn, name: str, argument: str) -> None:
    """Obey a command; an open question waits. A stranger is introduced first."""
    command = BY_NAME.get(name)
    if command is None:
        turn.say(t("I do not know that command. /help lists all of them."))
    elif turn.person is None and not command.open_:
        welcome.invite(turn)
    else:
        command.run(turn, argument)


def help_(turn: Turn) -> None:
    """List every command, and what else can be done."""
    turn.say(
        *(
            t("{command} — {summary}", command=f"/{command.name}", summary=command.summary)
            for command in COMMANDS
        ),
        BLANK,
        t("Anything else you write is kept as a journal note."),
        t("Nobody watches this chat. /support has help lines."),
    )
