"""Draws one real week as the bot does, and tells what it took, as JSON. Run under a sandbox."""

import asyncio
import json
import os
import re
import sys
from pathlib import Path

from bot.app.chart_worker import ChartWorker
from tests.charts import samples


async def main() -> None:
    """Draw."""
    chart_worker = ChartWorker(timeout=120)  # a busy machine is no limit of the service
    picture = await chart_worker.picture(samples.full_week())
    assert chart_worker.process._pool is not None
    assert chart_worker.process._pool._processes is not None
    numbers = [os.getpid(), *chart_worker.process._pool._processes]
    status = [status_of(number) for number in numbers]
    took = {
        "bytes": len(picture),
        "is_png": picture.startswith(b"\x89PNG"),
        "threads": sum(int(re.findall(r"^Threads:\s+(\d+)", one, re.M)[0]) for one in status),
        "memory": 1024 * sum(int(re.findall(r"^VmHWM:\s+(\d+)", one, re.M)[0]) for one in status),
    }
    await chart_worker.close()
    sys.stdout.write(json.dumps(took))


def status_of(number: int) -> str:
    """What the kernel says about a process."""
    return Path(f"/proc/{number}/status").read_text()


if __name__ == "__main__":
    asyncio.run(main())
