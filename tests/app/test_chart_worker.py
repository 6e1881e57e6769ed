"""Pictures are drawn elsewhere, and whatever happens there stays there."""

import asyncio
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.app import chart_worker as module
from bot.app.chart_worker import ChartFailed, ChartWorker
from charts.report.view import ReportPreview
from tests.app import instead
from tests.charts import samples
from tests.charts.exhibits import sheets
from tests.charts.report import samples as pages
from tests.faults.town import is_alive
from tests.support import direct
from tests.support.drawn import VIEWS
from tests.support.wires import eventually

ROOT = Path(__file__).parents[2]
VIEW: Any = None
PATIENCE = 120  # seconds for a process on a busy machine


def awake(worker: ChartWorker) -> bool:
    """Whether the drawing process is kept."""
    return worker.process._pool is not None


def test_the_bots_own_process_loads_neither_the_drawing_library_nor_statistics() -> None:
    heavy = {"matplotlib", "numpy", "scipy", "typst", "fhir"}
    code = f"import bot.app.app, sys; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"set()\n"


async def test_a_page_for_a_session_is_set_in_the_same_process() -> None:
    worker = ChartWorker(timeout=PATIENCE)
    pdf = await worker.picture(pages.full())
    png = await worker.picture(ReportPreview(pages.full()))
    assert (pdf[:5], png[:4]) == (b"%PDF-", b"\x89PNG")
    await worker.close()


async def test_a_page_is_lost_with_its_process_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = ChartWorker(timeout=PATIENCE)
    with monkeypatch.context() as broken:
        broken.setattr(module, "draw", instead.crash)
        assert await worker.drawn(pages.full()) is None
    made = await worker.drawn(pages.full())
    assert made is not None
    assert made.startswith(b"%PDF-")
    await worker.close()


async def test_a_week_is_drawn() -> None:
    worker = ChartWorker(timeout=PATIENCE)
    assert not awake(worker)
    picture = await worker.picture(samples.full_week())
    assert picture.startswith(b"\x89PNG")
    assert awake(worker)
    await worker.close()
    assert not awake(worker)


async def test_every_kind_is_drawn_there_and_lost_with_the_process_like_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = ChartWorker(timeout=PATIENCE)
    kinds = {type(sheet.view): sheet.view for sheet in sheets()}
    assert set(kinds) == VIEWS
    for view in kinds.values():
        assert (await worker.picture(view)).startswith(b"\x89PNG")
    with monkeypatch.context() as broken:
        broken.setattr(module, "draw", instead.crash)
        for view in kinds.values():
            assert await worker.drawn(view) is None
    await worker.close()


async def test_the_pictures_of_a_story_start_no_process() -> None:
    """Starting one takes longer than the story; what it draws is the same."""
    easel = direct.Easel()
    picture = await easel.picture(samples.full_week())
    assert picture.startswith(b"\x89PNG")
    assert not awake(easel)


async def test_the_same_process_draws_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.pid)
    worker = ChartWorker(timeout=PATIENCE)
    assert await worker.picture(VIEW) == await worker.picture(VIEW) != str(os.getpid()).encode()
    await worker.close()


async def test_a_broken_process_is_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "draw", instead.crash_once)
    worker = ChartWorker(timeout=PATIENCE)
    assert await worker.picture(str(tmp_path / "marker")) == b"picture"
    await worker.close()


async def test_a_picture_that_always_breaks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.crash)
    worker = ChartWorker(timeout=PATIENCE)
    with pytest.raises(ChartFailed):
        await worker.picture(VIEW)
    monkeypatch.setattr(module, "draw", instead.pid)
    assert await worker.picture(VIEW)
    await worker.close()


async def test_a_fault_in_the_drawing_is_given_up_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.refuse)
    worker = ChartWorker(timeout=PATIENCE)
    with pytest.raises(ChartFailed, match="PermissionError"):
        await worker.picture(VIEW)
    monkeypatch.setattr(module, "draw", instead.pid)
    assert await worker.picture(VIEW)
    await worker.close()


async def test_a_process_that_cannot_begin_is_no_picture_and_the_next_try_may_succeed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where a service may have no more processes or files."""
    monkeypatch.setattr(module, "draw", instead.pid)
    worker = ChartWorker(timeout=PATIENCE)
    known = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, known[1]))
    try:
        with pytest.raises(ChartFailed, match="OSError"):
            await worker.picture(VIEW)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, known)
    assert await worker.picture(VIEW)
    await worker.close()


async def test_the_drawing_process_begins_no_thread_for_each_core(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a machine with 64 cores they would be more than a service may have."""
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "64")
    monkeypatch.setattr(module, "draw", instead.threads_of_the_library)
    worker = ChartWorker(timeout=PATIENCE)
    assert await worker.picture(VIEW) == b"1"
    await worker.close()


async def test_a_picture_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.pid)
    worker = ChartWorker(timeout=PATIENCE)
    first = int(await worker.picture(VIEW))
    worker.process.timeout = 0.2
    monkeypatch.setattr(module, "draw", instead.sleep)
    with pytest.raises(ChartFailed):
        await worker.picture(VIEW)
    await eventually(lambda: not is_alive(first))
    assert not awake(worker)


async def test_without_work_the_process_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.pid)
    worker = ChartWorker(timeout=PATIENCE, idle=0.1)
    number = int(await worker.picture(VIEW))
    await eventually(lambda: not is_alive(number))
    assert not awake(worker)


async def test_the_process_ends_with_a_killed_bot(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(
        "import asyncio, os\n"
        "from bot.app import chart_worker\n"
        "from tests.app import instead\n"
        "async def main():\n"
        "    chart_worker.draw = instead.pid\n"
        "    drawn = await chart_worker.ChartWorker().picture(None)\n"
        "    print(drawn.decode(), flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, script, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )  # fmt: skip
    out, _ = await process.communicate()
    assert process.returncode == -9
    await eventually(lambda: not is_alive(int(out)))
