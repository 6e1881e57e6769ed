"""Where memory runs out it is the process for files or pictures that goes, never the bot."""

import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app.worker_process import WorkerProcess
from bot.core.background import NotDone

UNIT = Path(__file__).parents[2] / "deploy" / "small-steps.service"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux is asked")


@pytest.fixture
async def worker() -> AsyncIterator[WorkerProcess]:
    """A process for files."""
    process = WorkerProcess("files")
    yield process
    process.dismiss()


def _likely(who: int | str) -> int:
    return int(Path(f"/proc/{who}/oom_score_adj").read_text("ascii"))


async def test_the_kernel_would_rather_end_the_worker_than_the_bot(worker: WorkerProcess) -> None:
    there = await worker.run(os.getpid)
    assert _likely(there) >= 500
    assert _likely(there) > _likely("self")


async def test_the_bot_outlives_that_and_the_next_file_is_made(worker: WorkerProcess) -> None:
    with pytest.raises(NotDone):
        await worker.run(_ended_by_the_kernel)
    assert await worker.run(sum, (1, 2)) == 3


def test_the_service_is_not_stopped_when_its_worker_is_ended() -> None:
    # systemd's own choice, "stop", would end the bot with everybody's conversation.
    assert "OOMPolicy=continue" in UNIT.read_text("utf-8").splitlines()


def _ended_by_the_kernel() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
