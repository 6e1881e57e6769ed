"""The server alone in its own process, for crash tests and benchmarks."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence

from bot.clock import SystemClock, TravelClock
from bot.playground.control import Control
from bot.playground.faults import SpeedLimit
from bot.playground.server import TOKEN, Playground


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until SIGINT or SIGTERM; the first line of output is the address."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.playground.server",
        description="A Bot API server on 127.0.0.1 for tests and benchmarks.",
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on (0: a free one)")
    parser.add_argument("--token", default=TOKEN, help="the bot's token")
    parser.add_argument("--control", action="store_true", help="answer /control/…")
    parser.add_argument("--keep", type=int, help="effects to remember (default: all)")
    parser.add_argument(
        "--limit", type=int, help="messages a second before 429 (default: no limit)"
    )
    parser.add_argument("--people", type=int, default=0, help="create people 1 to N")
    parser.add_argument(
        "--patience", type=float, default=1.0, help="waits before a webhook is called again, times"
    )
    asyncio.run(_serve(parser.parse_args(arguments)))


async def _serve(chosen: argparse.Namespace) -> None:
    clock = TravelClock(SystemClock())
    control = Control(clock) if chosen.control else None
    server = Playground(now=clock.now, token=chosen.token, control=control, keep=chosen.keep)
    server.webhook.patience = chosen.patience
    if chosen.limit:
        server.api.limit = SpeedLimit(chosen.limit)
    for number in range(1, chosen.people + 1):
        server.person(number)
    over = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, over.set)
    await server.start(chosen.port)
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    await over.wait()
    await server.stop()
