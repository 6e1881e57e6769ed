"""The baseline: the library's own echo bot, as its documentation shows it, durable in nothing.

Run as its own process: `python -m tests.benchmarks.echo TRANSPORT URL`; the transport is `httpx`,
the library's own, or `aiohttp`, this bot's. With `twice` before the address it also leaves a short
line where its last answer stood, so that it calls the Bot API as often as this bot does for words
that are typed. It handles one update after the other, the library's default.
"""

import sys

from telegram import Message, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

ANSWERS: dict[int, Message] = {}  # the last answer in each chat


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    if update.message is not None and update.message.text:
        await update.message.reply_text(update.message.text)


async def echo_and_edit(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same, and leave a line where the answer before stood."""
    if update.message is None or not update.message.text:
        return
    answer = await update.message.reply_text(update.message.text)
    before = ANSWERS.get(answer.chat_id, answer)
    ANSWERS[answer.chat_id] = answer
    await before.edit_text("Answered below.")


def main(transport: str, *rest: str) -> None:
    """Poll and echo until killed."""
    *twice, url = rest
    builder = Application.builder().token("1:benchmark").base_url(f"{url}/bot")
    if transport == "aiohttp":
        from bot.telegram.transport import AiohttpRequest

        builder = builder.request(AiohttpRequest(url)).get_updates_request(AiohttpRequest(url))
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo_and_edit if twice else echo))
    application.run_polling(stop_signals=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
