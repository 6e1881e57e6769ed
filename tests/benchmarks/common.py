"""The bot that most people write, after the library's own examples.

A ConversationHandler, PicklePersistence flushed at each check-in, a job of the JobQueue a person,
pyplot in the handler. Run as its own process: `python -m tests.benchmarks.common FILE [SECONDS]
URL`; after so many SECONDS everybody is asked how their day was.
"""

import io
import logging
import sys
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt  # noqa: TID251 - this is what it does
from telegram import Update
from telegram.ext import (
    Application,
    ContextTypes,
    ConversationHandler,  # noqa: TID251 - this is what it does
    MessageHandler,
    PicklePersistence,
    filters,
)

MOOD, SLEEP, QUALITY, GOALS = range(4)
NEXT = ("How long did you sleep?", "How well?", "Which goals?", "Saved.")
HALF_A_DAY = 12 * 60 * 60.0
Context = ContextTypes.DEFAULT_TYPE


async def begin(update: Update, context: Context) -> int:
    """Ask for the mood."""
    context.user_data["today"] = {}
    await update.message.reply_text("How was today?")
    return MOOD


def take(number: int) -> Any:
    """Make the handler of one question."""

    async def answered(update: Update, context: Context) -> int:
        data: Any = context.user_data
        data["today"][number] = update.message.text
        if number == GOALS:
            data.setdefault("days", []).append(data.pop("today"))
            await context.application.update_persistence()
            await context.application.persistence.flush()
        await update.message.reply_text(NEXT[number])
        return ConversationHandler.END if number == GOALS else number + 1

    return answered


async def week(update: Update, context: Context) -> None:
    """Draw the last days."""
    days: Any = context.user_data["days"][-7:]
    figure, axes = plt.subplots(figsize=(6, 7.5))
    axes.plot([float(day[MOOD]) for day in days], marker="o")
    picture = io.BytesIO()
    plt.savefig(picture, format="png")
    plt.close(figure)
    await update.message.reply_photo(picture.getvalue())


async def remind(context: Context) -> None:
    """Ask one person."""
    await context.bot.send_message(context.job.chat_id, "How was today?")


async def plan(at: time, application: Any) -> None:
    """Begin a job for everyone."""
    for user in application.user_data:
        application.job_queue.run_daily(remind, at, chat_id=user)


def main(file: str, url: str, seconds: float = HALF_A_DAY) -> None:
    """Poll until killed."""
    logging.disable()  # thousands of tracebacks would take its time
    now = datetime.now(UTC)  # noqa: TID251 - jobs run by the machine's clock
    at = (now + timedelta(seconds=seconds)).time()
    builder = Application.builder().token("1:benchmark").base_url(f"{url}/bot")
    begin_jobs: Any = partial(plan, at)
    application = builder.persistence(PicklePersistence(file)).post_init(begin_jobs).build()
    states: Any = {
        number: [MessageHandler(filters.TEXT, take(number))] for number in range(len(NEXT))
    }
    entry: Any = [MessageHandler(filters.Regex("^/checkin$"), begin)]
    conversation = ConversationHandler(entry, states, [], name="check-in", persistent=True)
    application.add_handler(MessageHandler(filters.Regex("^/week$"), week))
    application.add_handler(conversation)
    application.run_polling(stop_signals=None)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[-1], *map(float, sys.argv[2:-1]))
