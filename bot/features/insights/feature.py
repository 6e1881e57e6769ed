"""`/insights`: what the weeks say, worked out in the drawing process, said here.

What it takes to read a diary so and to tell of it is loaded by the threads that do.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.core import callback_data
from bot.core.attachments import Made, MakerDeps, Params
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.features.goals import dialogs as goal_dialogs
from bot.features.history import summary
from bot.features.insights import free_days, put_away
from bot.features.insights.asked import KIND, InsightsAttachment
from bot.features.week import view as week_view
from conversations.text import strong, t
from storage import people
from storage.outbox import Message
from storage.store import Tx

if TYPE_CHECKING:
    from bot.features.insights.data import DiaryReading
    from charts.insights.findings import Insights


def insights(turn: Turn, _argument: str = "") -> None:
    """Look through everything that was told."""
    leaf(turn, 0)


def leaf(turn: Turn, page: int) -> None:
    """Show some of what was found."""
    InsightsAttachment(kind=KIND, page=page).put(turn)


def unfit(turn: Turn, mark: str) -> None:
    """Put away what does not fit the person."""
    from bot.features.insights.exposures import candidates
    from charts.insights.findings import KEYS

    every = (*KEYS, *(one.key for one in candidates(turn)))
    key = next((key for key in every if put_away.mark(key) == mark), None)
    if key is None:
        turn.ack(t("That's already gone."))
    else:
        put_away.put_away(turn, key)


def again(turn: Turn, entry_id: str) -> None:
    """Take it back that something does not fit, and look anew."""
    put_away.bring_back(turn, entry_id)
    leaf(turn, 0)


def step(turn: Turn) -> None:
    """From seeing to doing: ask for a goal, below what was found."""
    turn.ack()
    turn.message_id = None
    goal_dialogs.begin(turn)


def week(turn: Turn, first: date) -> None:
    """Show the picture of a week that was alike, below."""
    turn.ack()
    turn.message_id = None
    week_view.show(turn, "week", first + timedelta(days=6))


def day(turn: Turn, on: date) -> None:
    """Tell of a day that was alike, below."""
    turn.ack()
    turn.message_id = None
    turn.say(strong(t("{day}", day=on)), *summary.told(turn, on))


async def make(
    maker_deps: MakerDeps, message: Message, params: Params, wanted: object
) -> Made | None:
    """Read the diary, let it be examined, and write the message."""
    asked = InsightsAttachment.model_validate(wanted)
    at = partial(_turn, maker_deps, message)
    reading = await maker_deps.store.read(lambda tx: _begun(at(tx)))
    if reading is None:
        return None
    for first, last in reading.parts():
        await maker_deps.store.read(partial(_read, at, reading, first, last))
    found = await maker_deps.examine(reading.numbers(), reading.put_away)
    said = await maker_deps.store.read(lambda tx: _said(at(tx), reading, found, asked.page))
    return None if said is None else (message.method, {**params, **said})


def _turn(maker_deps: MakerDeps, message: Message, tx: Tx) -> Turn | None:
    person = people.get(tx, message.user_id) if message.user_id else None
    return Turn.of(tx, maker_deps.deps, person) if person is not None else None


def _begun(turn: Turn | None) -> "DiaryReading | None":
    from bot.features.insights import data

    return None if turn is None else data.begin(turn)


def _read(
    at: Callable[[Tx], Turn | None], reading: "DiaryReading", first: date, last: date, tx: Tx
) -> None:
    from bot.features.insights import data

    turn = at(tx)
    if turn is not None:
        data.read(turn, reading, first, last)


def _said(
    turn: Turn | None, reading: "DiaryReading", found: "Insights | None", page: int
) -> Params | None:
    from bot.features.insights import screens

    if turn is None:
        return None
    return screens.not_now(turn) if found is None else screens.message(turn, reading, found, page)


FEATURE = Feature(
    name=KIND,
    commands=(
        Command(
            KIND,
            t("what your weeks say, and what goes with what"),
            insights,
            group=CommandGroup.LOOKING_BACK,
        ),
    ),
    buttons={
        KIND: Action(leaf, (callback_data.number,)),
        "insights.unfit": Action(unfit, (str,)),
        "insights.again": Action(again, (str,)),
        "insights.step": Action(step),
        "insights.week": Action(week, (callback_data.day,)),
        "insights.day": Action(day, (callback_data.day,)),
    },
    settings=(free_days.SETTING,),
    attachments=lambda maker_deps: {KIND: partial(make, maker_deps)},
    wishes={KIND: as_command(insights)},
    entries=(put_away.UnfittingContent,),
    undo=(put_away.last,),
)
