"""What the shipped units promise, and that the bot can do everything under it."""

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.clock import SystemClock
from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from tests.deploy.sandbox import Sandbox
from tests.deploy.unit import ANALYZE, BACKUP, ROOT, SERVICE, Unit, size

UNITS = sorted([*ROOT.glob("deploy/*.service"), *ROOT.glob("deploy/*.timer")])
INSTALLED = "/opt/small-steps"
PATIENCE = 60  # seconds for a real process on a busy machine
TRIES = """
import mmap, os, pathlib, resource, socket
def tried(what):
    try:
        what()
    except OSError as fault:
        return type(fault).__name__
    return "done"
print(
    tried(lambda: os.nice(1)),
    tried(lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)),
    tried(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)),
    tried(lambda: pathlib.Path("docs/written").write_text("")),
    tried(lambda: pathlib.Path(os.environ["MPLCONFIGDIR"], "written").write_text("")),
    resource.getrlimit(resource.RLIMIT_CORE)[0],
)
"""
# What alice does, and what she waits to read before she goes on.
EVENING = (
    ("/start", "May I store what you tell me"),
    ("[Yes, let's begin]", "Which city are you in"),
    ("Riga", "What time in the evening"),
    ("[21:00]", "What time in the morning"),
    ("[08:00]", "one small thing"),
    ("[Skip]", "All set."),
    # What its ends mean, for after midnight the question names the day: the clock is the real one.
    ("/checkin", "very low"),
    ("[7]", "night"),
    ("7:30", "How well did you sleep?"),
    ("[4]", "Slept 7 h 30"),
)

needs_analyze = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")


@pytest.fixture
def service(tmp_path: Path) -> Sandbox:
    return Sandbox(SERVICE, tmp_path)


def test_a_week_is_drawn_within_the_limits_of_the_service(service: Sandbox) -> None:
    done = service.python("-m", "tests.deploy.draw")
    assert done.returncode == 0, done.stderr
    drawn, unit = json.loads(done.stdout), Unit.read(SERVICE)
    assert drawn["is_png"]
    assert drawn["memory"] < size(unit.last("MemoryMax"))
    assert drawn["threads"] < int(unit.last("TasksMax"))


def test_the_service_may_do_no_more_than_it_must(service: Sandbox) -> None:
    """If this were not so, the other tests here would show nothing."""
    done = service.python("-c", TRIES)
    nice, executable, family, elsewhere, tmp, core = done.stdout.split()
    assert nice == executable == "PermissionError", done.stderr
    assert family == "OSError"  # the family is not known
    assert elsewhere in {"PermissionError", "OSError"}  # by Landlock, or a read-only file system
    assert (tmp, core) == ("done", "0")


@pytest.mark.slow
async def test_the_whole_bot_lives_within_the_limits_of_the_service(service: Sandbox) -> None:
    async with Playground(now=SystemClock().now) as telegram:
        bot = await started(service, telegram)
        try:
            alice = telegram.person(42, "Alice")
            await has_an_evening(alice)
            assert await gets_a_picture(telegram, alice)
        finally:
            code = await service.stop(bot)
    log = (service.folder / "log").read_text()
    assert "ERROR" not in log, log
    assert code == 0


async def started(service: Sandbox, telegram: Playground) -> asyncio.subprocess.Process:
    command = service.command(
        sys.executable,
        "-m",
        "bot",
        TELEGRAM_BOT_TOKEN=telegram.token,
        TELEGRAM_API_URL=telegram.url,
        DATABASE_URL=f"sqlite:///{service.state}/small-steps.db",
    )
    with (service.folder / "log").open("wb") as log:
        return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=log)


async def has_an_evening(alice: TelegramUser) -> None:
    for act, words in EVENING:
        if act.startswith("["):
            alice.presses(act[1:-1])
        else:
            alice.says(act)
        await alice.reads(words, within=PATIENCE)


async def gets_a_picture(telegram: Playground, alice: TelegramUser) -> bool:
    """Send /week, and tell whether what comes is a photo, rather than the same in words."""
    before = len(alice.heard)
    alice.says("/week")

    def answer() -> Any:
        return alice.last.message if len(alice.heard) > before else None

    message = await telegram.world.until(answer, PATIENCE)
    return "photo" in message


def test_a_wrong_setting_is_not_tried_again_for_ever() -> None:
    assert Unit.read(SERVICE).words("RestartPreventExitStatus") == [str(cli.MISCONFIGURED)]


def test_the_documented_line_makes_a_doctor_under_the_same_limits() -> None:
    pages = (ROOT / "docs/operating.md").read_text("utf-8")
    order = re.search(
        r"^sed '(.*?)' /etc/systemd/system/small-steps\.service", pages, re.MULTILINE
    )
    assert order
    made = subprocess.run(["sed", order[1], SERVICE], capture_output=True, text=True, check=True)
    was, is_ = SERVICE.read_text("utf-8").splitlines(), made.stdout.splitlines()
    assert [line for line in is_ if line not in was] == [
        "Type=oneshot",
        "ExecStart=/opt/small-steps/.venv/bin/python -m bot doctor",
        "Restart=no",
    ]
    assert len(is_) == len(was)


@needs_analyze
def test_systemd_has_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    """As they are, but for the place where the bot is installed."""
    for unit in UNITS:
        text = unit.read_text("utf-8").replace(f"{INSTALLED}/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text.replace(INSTALLED, str(ROOT)))
    order = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no"]
    done = subprocess.run(
        [*order, *(tmp_path / unit.name for unit in UNITS)], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@needs_analyze
@pytest.mark.parametrize(("unit", "most"), [(SERVICE, 1.2), (BACKUP, 0.5)], ids=["bot", "backup"])
def test_a_service_is_no_more_exposed_than_it_was(unit: Path, most: float) -> None:
    order = ["systemd-analyze", "security", "--offline=true", "--no-pager", unit]
    done = subprocess.run(order, capture_output=True, text=True)
    found = re.search(r"Overall exposure level.*: ([\d.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= most
