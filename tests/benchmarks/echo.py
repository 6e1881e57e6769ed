"""The baseline: the library's own echo bot, as its documentation shows it, durable in nothing.

Run as its own process: `python -m tests.benchmarks.echo TRANSPORT URL`; the transport is `httpx`,
the library's own, or `aiohttp`, this bot's. It handles one update after the other, the library's
default.
"""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    if update.message is not None and update.message.text:
        await update.message.reply_text(update.message.text)


def main(transport: str, url: str) -> None:
    """Poll and echo until killed."""
    builder = Application.builder().token("1:benchmark").base_url(f"{url}/bot")
    if transport == "aiohttp":
        from bot.telegram.transport import AiohttpRequest

        builder = builder.request(AiohttpRequest(url)).get_updates_request(AiohttpRequest(url))
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(stop_signals=None)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
