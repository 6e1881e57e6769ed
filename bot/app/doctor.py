"""Examines an installation: one line for each part, and what to do where something is wrong."""

import sys
import zoneinfo
from collections.abc import Callable
from datetime import date, timedelta
from importlib import metadata
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot import i18n, local_time
from bot.app import doctor_storage
from bot.app.chart_worker import ChartFailed, ChartWorker
from bot.app.finding import Finding
from bot.clock import Clock, SystemClock
from bot.config import ENV_FILE, Misconfigured, Settings, load
from bot.locale.catalogues import begun, lacks, languages
from bot.telegram.api import Api
from charts.view import WEEK, Day, Labels, WeekView
from conversations import data
from conversations.safety.help_lines import BrokenLines, known_countries, lines_older_than


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


async def examine(
    say: Callable[[str], object] = _print,
    env_file: Path | None = ENV_FILE,
    clock: Clock | None = None,
    chart_worker: ChartWorker | None = None,
) -> int:
    """Say one line about each part; return the exit code, 0 when all is well."""
    try:
        settings = load(env_file, for_telegram=False)
    except Misconfigured as fault:
        say(str(Finding("configuration", ok=False, words=str(fault))))
        return 1
    findings = [
        _configuration(env_file),
        _questions(),
        _help_lines(clock or SystemClock()),
        _languages(),
        *doctor_storage.database(settings),
        *doctor_storage.key(settings),
        await _token(settings),
        _zones(clock or SystemClock()),
        await _pictures(chart_worker or ChartWorker()),
    ]
    for finding in findings:
        say(str(finding))
    return 0 if all(finding.ok for finding in findings) else 1


def _configuration(env_file: Path | None) -> Finding:
    part = "configuration"
    try:
        load(env_file)
    except Misconfigured as fault:
        return Finding(part, ok=False, words=str(fault))
    if env_file is not None and env_file.exists() and env_file.stat().st_mode & 0o077:
        words = f"complete; others on this machine can read {env_file}: chmod 600 {env_file}"
        return Finding(part, ok=True, words=words)
    return Finding(part, ok=True, words="complete")


def _questions() -> Finding:
    part = "questions"
    if faults := data.faults():
        return Finding(part, ok=False, words="; ".join(faults))
    return Finding(part, ok=True, words="every data file can be used")


def _help_lines(clock: Clock) -> Finding:
    """Name the lines that nobody has looked up for a year; they are still shown."""
    part = "help lines"
    try:
        old = lines_older_than(clock.now().date())
        words = f"{len(known_countries())} countries"
    except BrokenLines as fault:
        return Finding(part, ok=False, words=str(fault))
    if old:
        words += "; looked up over a year ago, to be looked up again (docs/help-lines.md): "
        words += ", ".join(old)
    return Finding(part, ok=True, words=words)


def _languages() -> Finding:
    part = "languages"
    words = ", ".join(map(i18n.name_of, languages()))
    for language in begun():
        if fault := next(iter(lacks(language)), ""):
            words += f"; {i18n.name_of(language)} is not offered yet, {fault}"
    return Finding(part, ok=True, words=words)


async def _token(settings: Settings) -> Finding:
    part = "token"
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        return Finding(part, ok=False, words="none; set TELEGRAM_BOT_TOKEN")
    api = Api(token, settings.telegram_api_url)
    await api.open()
    try:
        me = await api.call("getMe")
    except InvalidToken:
        words = "Telegram does not know it; get the present one from @BotFather"
        return Finding(part, ok=False, words=words)
    except TelegramError:
        words = "Telegram cannot be reached; check the network and TELEGRAM_API_URL"
        return Finding(part, ok=False, words=words)
    finally:
        await api.close()
    name = me.get("username", "?") if isinstance(me, dict) else "?"
    return Finding(part, ok=True, words=f"belongs to @{name}")


def _zones(clock: Clock) -> Finding:
    """Zones change by law several times a year; old ones ring at the wrong hour."""
    part = "time zones"
    local_time.use_shipped_zones()
    version = metadata.version("tzdata")
    if zoneinfo.TZPATH or not local_time.zones():
        return Finding(part, ok=False, words="the tzdata package is not used; install it anew")
    age = clock.now().year - int(version[:4])
    if age > 1:
        words = f"tzdata {version} is old; run pip install --upgrade tzdata"
        return Finding(part, ok=False, words=words)
    return Finding(part, ok=True, words=f"tzdata {version}, {len(local_time.zones())} zones")


async def _pictures(chart_worker: ChartWorker) -> Finding:
    """Draw a week as /week has it drawn: by another process, under the limits that hold here."""
    part = "pictures"
    try:
        picture = await chart_worker.picture(_example_week())
    except ChartFailed as fault:
        words = (
            f"none can be drawn ({fault}): under systemd look at SystemCallFilter, MemoryMax and "
            "TasksMax of the unit, in a container at mem_limit, pids_limit and a writable /tmp; "
            "until then people get the same in words"
        )
        return Finding(part, ok=False, words=words)
    finally:
        await chart_worker.close()
    return Finding(part, ok=True, words=f"a week was drawn, {len(picture)} bytes")


def _example_week() -> WeekView:
    monday = date(2026, 11, 16)
    days = (monday + timedelta(number) for number in range(WEEK))
    return WeekView(
        title="A week",
        subtitle="drawn by the doctor",
        days=tuple(
            Day(day, f"{day:%a}", f"{day:%d %b}", mood=4 + day.day % 4, sleep_hours=7.5)
            for day in days
        ),
        usual=None,
        goals=(),
        words=(),
        labels=Labels("Mood", "low", "high", "", "Sleep", "hours", "Goals", "Words", ""),
    )
