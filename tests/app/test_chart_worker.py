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
from bot.app.chart_worker import Artist, NoPicture
from tests.app import instead
from tests.charts import samples
from tests.support.wires import eventually

ROOT = Path(__file__).parents[2]
VIEW: Any = None
PATIENCE = 120  # seconds for a process on a busy machine


def is_alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def awake(artist: Artist) -> bool:
    """Whether the drawing process is kept."""
    return artist._pool is not None


def test_the_bots_own_process_never_loads_the_drawing_library() -> None:
    code = "import bot.app.chart_worker, sys; print({'matplotlib', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"set()\n"


async def test_a_week_is_drawn() -> None:
    artist = Artist(timeout=PATIENCE)
    assert not awake(artist)
    picture = await artist.week(samples.full_week())
    assert picture.startswith(b"\x89PNG")
    assert awake(artist)
    await artist.close()
    assert not awake(artist)


async def test_the_same_process_draws_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.pid)
    artist = Artist(timeout=PATIENCE)
    assert await artist.week(VIEW) == await artist.month(VIEW) != str(os.getpid()).encode()
    await artist.close()


async def test_a_broken_process_is_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "draw", instead.crash_once)
    artist = Artist(timeout=PATIENCE)
    assert await artist.week(str(tmp_path / "marker")) == b"picture"  # type: ignore[arg-type]
    await artist.close()


async def test_a_picture_that_always_breaks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.crash)
    artist = Artist(timeout=PATIENCE)
    with pytest.raises(NoPicture):
        await artist.week(VIEW)
    monkeypatch.setattr(module, "draw", instead.pid)
    assert await artist.week(VIEW)
    await artist.close()


async def test_a_fault_in_the_drawing_is_given_up_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.refuse)
    artist = Artist(timeout=PATIENCE)
    with pytest.raises(NoPicture, match="PermissionError"):
        await artist.week(VIEW)
    monkeypatch.setattr(module, "draw", instead.pid)
    assert await artist.week(VIEW)
    await artist.close()


async def test_a_process_that_cannot_begin_is_no_picture_and_the_next_try_may_succeed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where a service may have no more processes or files."""
    monkeypatch.setattr(module, "draw", instead.pid)
    artist = Artist(timeout=PATIENCE)
    known = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, known[1]))
    try:
        with pytest.raises(NoPicture, match="OSError"):
            await artist.week(VIEW)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, known)
    assert await artist.week(VIEW)
    await artist.close()


async def test_the_drawing_process_begins_no_thread_for_each_core(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a machine with 64 cores they would be more than a service may have."""
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "64")
    monkeypatch.setattr(module, "draw", instead.threads_of_the_library)
    artist = Artist(timeout=PATIENCE)
    assert await artist.week(VIEW) == b"1"
    await artist.close()


async def test_a_picture_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.pid)
    artist = Artist(timeout=PATIENCE)
    first = int(await artist.week(VIEW))
    artist._timeout = 0.2
    monkeypatch.setattr(module, "draw", instead.sleep)
    with pytest.raises(NoPicture):
        await artist.week(VIEW)
    await eventually(lambda: not is_alive(first))
    assert not awake(artist)


async def test_without_work_the_process_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "draw", instead.pid)
    artist = Artist(timeout=PATIENCE, idle=0.1)
    number = int(await artist.week(VIEW))
    await eventually(lambda: not is_alive(number))
    assert not awake(artist)


async def test_the_process_ends_with_a_killed_bot(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(
        "import asyncio, os\n"
        "from bot.app import chart_worker as artist\n"
        "from tests.app import instead\n"
        "async def main():\n"
        "    artist.draw = instead.pid\n"
        "    print((await artist.Artist().week(None)).decode(), flush=True)\n"
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
