"""The baseline: the library's own echo bot, as its documentation shows it, durable in nothing.

Run as its own process: `python -m tests.benchmarks.echo URL stock|aiohttp`.
"""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.telegram.requests import AiohttpRequest


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    if update.message is not None and update.message.text:
        await update.message.reply_text(update.message.text)


def main(url: str, transport: str) -> None:
    """Poll and echo until killed."""
    builder = Application.builder().token("1:benchmark").base_url(f"{url}/bot")
    if transport == "aiohttp":
        builder = builder.request(AiohttpRequest(url)).get_updates_request(AiohttpRequest(url))
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(stop_signals=None)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
