"""`/win`: small wins in the person's own words, and those that are milestones to them.

Tracking that lasts is positive and follows the person's own goals (PMC11979477).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.core import callback_data, damaged, dialogs, opt_outs, schedule, slots
from bot.core.dialog import Dialog
from bot.core.feature import (
    Action,
    Command,
    CommandGroup,
    Feature,
    Nudge,
    OptOut,
    Undoable,
    Written,
    as_command,
)
from bot.core.question import Frame
from bot.core.turn import NUDGE, Turn
from bot.features import no_win
from bot.features.goals import milestones
from bot.features.portability import import_undo
from bot.features.undo import WINDOW
from bot.incoming import after_command
from bot.outgoing import BLANK, Button, Rows
from conversations.events import Prompt
from conversations.flows import wins as questions
from conversations.formats.free_text import shortened
from conversations.parsing.clean import clean
from conversations.parsing.nothing_to_say import says_nothing
from conversations.session import Session
from conversations.text import Text, own, t
from storage import answers, wins
from storage.conversations import Conversation
from storage.wins import Win

NUDGE_NAME = "winask"
QUOTED = 300  # characters shown where a win is spoken of; all of it is kept
LISTED = 10  # of a week, so that they fit into a message
WEEK = timedelta(days=6)
NOTHING = t("That's fine. /win is here when something comes up.")


def win(turn: Turn, text: str) -> None:
    """Keep a win; without words, ask for it."""
    said = clean(text).strip()
    if said and says_nothing(said, turn.tongue.words):
        turn.say(NOTHING)
        return
    if said and not no_win.kept_as_note(turn, said):
        kept = _keep(turn, said, turn.message_id)
        turn.say(*_noted(kept), rows=_rows(kept))
    elif not said:
        turn.message_id = None
        dialogs.begin(turn, WIN)


def _keep(turn: Turn, said: str, message_id: int | None) -> Win:
    won = Win(turn.tx.new_id(), turn.today, said, at=turn.now, message_id=message_id)
    return wins.add(turn.tx, turn.user_id, won)


def edited(turn: Turn, message_id: int, text: str) -> bool:
    """Follow an edit of the message that a win of the last days came from."""
    week = wins.between(turn.tx, turn.user_id, turn.today - WEEK, turn.horizon)
    known = next((won for won in week if won.message_id == message_id), None)
    if known is None:
        return False
    said = clean(after_command(text)).strip()
    if said and said != known.text:
        changed = replace(known, text=said)
        wins.remove(turn.tx, turn.user_id, known.id)
        wins.add(turn.tx, turn.user_id, changed)
        turn.say(t("I changed the win too."), rows=_rows(changed), silent=True)
    return True


def write(turn: Turn) -> None:
    """Ask for a win, after a press."""
    turn.ack()
    win(turn, "")


def _noted(kept: Win) -> tuple[Text, ...]:
    if kept.milestone:
        return (t("Noted as a milestone: “{words}”.", words=own(shortened(kept.text, QUOTED))),)
    return (t("Noted as a win: “{words}”.", words=own(shortened(kept.text, QUOTED))),)


def _rows(kept: Win) -> Rows:
    mark = t("✓ A milestone") if kept.milestone else t("A milestone")
    return (
        (
            Button(t("Undo"), callback_data.action("win.undo", kept.id)),
            Button(mark, callback_data.action("win.mark", kept.id)),
        ),
    )


def take_back(turn: Turn, win_id: str) -> None:
    """Remove a win."""
    wins.remove(turn.tx, turn.user_id, win_id)
    import_undo.forget(turn, "wins", id=win_id)
    turn.edit(t("Undone. None of it was kept."), message_id=turn.message_id)


def mark(turn: Turn, win_id: str) -> None:
    """Make a win a milestone, or a milestone a win again."""
    every = wins.between(turn.tx, turn.user_id, date.min, turn.horizon)
    known = next((won for won in every if won.id == win_id), None)
    if known is None:
        turn.ack(t("That win is already gone."))
        return
    changed = replace(known, milestone=not known.milestone)
    wins.remove(turn.tx, turn.user_id, win_id)
    wins.add(turn.tx, turn.user_id, changed)
    turn.edit(*_noted(changed), rows=_rows(changed), message_id=turn.message_id)


def ask(turn: Turn, day: date, late: timedelta) -> None:
    """Once a week, ask gently what went well; not someone who is away or has just told it."""
    told = answers.between(turn.tx, turn.user_id, day - WEEK, day)
    week = wins.between(turn.tx, turn.user_id, day - WEEK, day)
    wanted = opt_outs.wanted(turn, NUDGE_NAME)
    if not wanted or not told or any(won.day == day for won in week):
        return
    turn.say(
        t(
            "What went well this week? Small things count, and if nothing comes to mind, "
            "that's fine too."
        ),
        *_listed(week),
        rows=(
            (Button(t("Write it down"), callback_data.action("win.write")),),
            (Button(t("Don't ask me this"), callback_data.action("quiet.off", NUDGE_NAME)),),
        ),
        priority=NUDGE,
        silent=True,
        expires_at=schedule.stale_at(turn, late),
    )


def _listed(week: list[Win]) -> tuple[Text, ...]:
    if not week:
        return ()
    more = len(week) - LISTED
    return (
        BLANK,
        t("So far this week:"),
        *((t("… and {n} earlier", n=more),) if more > 0 else ()),
        *(t("• “{words}”", words=own(shortened(won.text, QUOTED))) for won in week[-LISTED:]),
    )


def frame(turn: Turn, _conversation: Conversation, _prompt: Prompt) -> Frame:
    """Put the wins of the week above, and what belongs to them below."""
    week = wins.between(turn.tx, turn.user_id, turn.today - WEEK, turn.horizon)
    rows: Rows = (
        (
            Button(t("Notes to myself"), callback_data.action("self")),
            Button(t("Timeline"), callback_data.action("timeline.new")),
        ),
    )
    return Frame(above=(*_listed(week)[1:], *damaged.among(turn, "win.text")), rows=rows)


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Keep the win."""
    said = session.answers.get("text")
    if said is None:
        turn.edit(NOTHING, conversation=conversation.id, message_id=turn.message_id)
        return
    shown_in, turn.message_id = turn.message_id, turn.answer_message_id
    if not no_win.kept_as_note(turn, str(said)):
        kept = _keep(turn, str(said), turn.answer_message_id)
        rows = _rows(kept)
        turn.edit(*_noted(kept), rows=rows, conversation=conversation.id, message_id=shown_in)


def due(turn: Turn) -> datetime | None:
    """Friday evening, while the question is wanted."""
    return slots.weekly(turn, NUDGE_NAME, slots.FRIDAY)


def last_win(turn: Turn) -> Undoable | None:
    """Find the win noted last, of the days since when it may be taken back."""
    since = turn.day_of(turn.now - WINDOW)
    won = [win for win in wins.between(turn.tx, turn.user_id, since, turn.horizon) if win.at]
    if not won:
        return None
    last = max(won, key=lambda win: win.at or turn.now)

    def take_it_back() -> None:
        wins.remove(turn.tx, turn.user_id, last.id)
        resumed = milestones.taken_back(turn, last.id)
        turn.say(
            t("Undone: “{words}”.", words=own(shortened(last.text, QUOTED))),
            *((t("It's one of your goals again."),) if resumed else ()),
        )

    return Undoable(
        last.at or turn.now,
        lambda: t("“{words}”", words=own(shortened(last.text, 200))),
        take_it_back,
    )


def written(turn: Turn, first: date, last: date) -> Iterator[Written]:
    """Give the wins of some days."""
    for won in wins.between(turn.tx, turn.user_id, first, last):
        kind = t("a milestone") if won.milestone else t("a win")
        yield Written(won.day, won.at or turn.now, won.text, kind=kind)


WIN = Dialog("win", flow=lambda _turn, _conversation: questions.win(), finish=finish, frame=frame)

FEATURE = Feature(
    name="wins",
    commands=(
        Command("win", t("note a small win"), win, daily=True, group=CommandGroup.EVERY_DAY),
    ),
    buttons={
        "win.write": Action(write),
        "win.undo": Action(take_back, (str,), is_final=True),
        "win.mark": Action(mark, (str,)),
    },
    dialogs=(WIN,),
    nudges=(
        Nudge(
            name=NUDGE_NAME, due=due, compose=ask, comes_with_the_evening=True, asks_its_own=True
        ),
    ),
    opt_outs=(OptOut(NUDGE_NAME, t("A question about wins on Friday"), rests=True),),
    undo=(last_win,),
    edited=(edited,),
    written=(written,),
    wishes={"win": as_command(win)},
)
