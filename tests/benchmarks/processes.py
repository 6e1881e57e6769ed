"""Bots in processes of their own, and what they cost."""

import asyncio
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.benchmarks.canned import Canned

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


def bytecode(folder: Path) -> dict[str, str]:
    """Settings for Python to keep its bytecode, as an installed bot has it, from one start on."""
    return {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONDONTWRITEBYTECODE": ""}


class Bot:
    """A bot that was started and polls. What the system does not tell is 0."""

    def __init__(self, process: Process, seconds: float) -> None:
        self.process = process
        self.seconds = seconds
        self._proc = Path("/proc") / str(process.pid)

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads."""
        try:
            threads = list((self._proc / "task").iterdir())
            return sum(int((t / "schedstat").read_text().split()[0]) for t in threads) / 1e9
        except OSError:
            return 0.0

    def memory(self) -> float:
        """Megabytes resident in memory."""
        try:
            status = (self._proc / "status").read_text()
        except OSError:
            return 0.0
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def holds(self, library: str) -> bool:
        """Whether the process has loaded a compiled library of that name."""
        try:
            return library in (self._proc / "maps").read_text()
        except OSError:
            return False


async def begin(*command: str, env: Mapping[str, str], prints: bool) -> Process:
    """Start `python COMMAND…`."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=ROOT,
        env={**os.environ, **env},
        stdin=DEVNULL,
        stdout=PIPE if prints else None,
    )


@asynccontextmanager
async def running(
    api: Canned,
    *command: str,
    env: Mapping[str, str] | None = None,
    prints: bool = False,
    patience: float = PATIENCE,
) -> AsyncIterator[Bot]:
    """Start `python COMMAND…`, wait until it polls, and kill it in the end."""
    began = time.perf_counter()
    process = await begin(*command, env=env or {}, prints=prints)
    try:
        await asyncio.wait_for(api.polled.wait(), patience)
        yield Bot(process, api.polled_at - began)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
