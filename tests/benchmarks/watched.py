"""The bot with a pulse: how late its event loop is, told on request.

Run as its own process: `python -m tests.benchmarks.watched FOLDER URL`; at SIGUSR1 it prints one
line of JSON about the time since the last one.
"""

import asyncio
import json
import signal
import sys
import time
from pathlib import Path

from bot.app.app import App
from tests.benchmarks.durable import begin, built

BEAT = 0.002


class LoopPulse:
    """Wakes every two milliseconds and notes how late it woke."""

    def __init__(self) -> None:
        self.beats: list[tuple[float, float]] = []

    async def run(self) -> None:
        """Beat for ever."""
        last = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            self.beats.append((now - last, max(0.0, now - last - BEAT)))
            last = now

    def tell(self) -> None:
        """Print what an update arriving at a random moment would have had to wait."""
        beats, self.beats = self.beats, []
        told = {"p99": late(beats, 0.99), "worst": max((late for _, late in beats), default=0.0)}
        print(json.dumps(told), flush=True)


def late(beats: list[tuple[float, float]], share: float) -> float:
    """Take a percentile, weighted by time: a long stall is met more often than a short one."""
    ordered = sorted(beats, key=lambda beat: beat[1])
    left = share * sum(span for span, _ in ordered)
    for span, late in ordered:
        left -= span
        if left <= 0:
            return late
    return 0.0


async def main(app: App) -> None:
    """Live until killed."""
    pulse = LoopPulse()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, pulse.tell)
    beating = asyncio.create_task(pulse.run())
    await app.run()
    beating.cancel()


async def _start() -> None:
    await main(await built(Path(sys.argv[1]), sys.argv[2]))


if __name__ == "__main__":
    begin()
    asyncio.run(_start())
