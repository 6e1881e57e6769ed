"""What a bot for one person does not need is not loaded: it would cost memory and a slow start."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Loaded when somebody asks for it: a picture, a report, another database, a page for supervisors.
LATE = {
    "aiohttp.web": "the webhook and the pages for supervisors",
    "bot.features.insights.screens": "/insights",
    "bot.features.portability.export": "/export",
    "bot.features.portability.import_read": "/import",
    "bot.features.report.view": "/report",
    "charts.insights.findings": "/insights",
    "charts.panels": "another process, which draws",
    "charts.report.view": "/report",
    "alembic": "a database that must be brought to this version",
    "babel": "another language",
    "fhir": "an export for other programs",
    "httpx._main": "nobody: a command line",
    "matplotlib": "another process, which draws",
    "numpy": "another process, which draws",
    "prometheus_client": "HEALTH_LISTEN",
    "psycopg": "PostgreSQL",
    "rich": "nobody: a command line",
    "scipy": "another process, which counts",
    "typst": "another process, which sets type",
}
LIVES_FOR_A_MOMENT = """
import asyncio, sys
from bot import config
from bot.app import serving, startup
from bot.app.database import open_store
from bot.app.app import App
from bot.clock import SystemClock
from pydantic import SecretStr

async def live(settings):
    store = await open_store(settings, SystemClock())
    app = App(settings, SystemClock(), store)
    await app.start()
    await app.stop()

settings = config.Settings(
    _env_file=None,
    telegram_bot_token=SecretStr("1:nobody"),
    telegram_api_url="http://127.0.0.1:9",
    database_url=f"sqlite:///{sys.argv[1]}",
)
first = asyncio.run(live(settings)) if sys.argv[2] == "new" else None
asyncio.run(live(settings))
print(*(name for name, module in sys.modules.items() if module is not None))
"""


def loaded(database: Path, how: str, *options: str) -> set[str]:
    order = [sys.executable, *options, "-c", LIVES_FOR_A_MOMENT, str(database), how]
    done = subprocess.run(order, capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stdout.split())


def test_what_comes_late_is_not_there_after_a_start(tmp_path: Path) -> None:
    database = tmp_path / "steps.db"
    new = loaded(database, "new")
    assert "alembic" in new, "a new database is made with it"
    assert loaded(database, "again") & set(LATE) == set()


def test_it_lives_without_docstrings_and_assertions(tmp_path: Path) -> None:
    """We do not ask for it, since libraries assert what they rely on; an operator may."""
    database = tmp_path / "steps.db"
    assert "alembic" in loaded(database, "new", "-OO")
    wrong = "from storage.errors import WrongKey; print(WrongKey())"
    order = [sys.executable, "-OO", "-c", wrong]
    done = subprocess.run(order, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "WrongKey\n"


LOADS = """
import gc
from bot import cli

found = []
gc.callbacks.append(lambda phase, info: found.append(phase))
with cli._loading():
    import bot.app.serving
print(len(found), gc.isenabled(), gc.get_freeze_count() > 100_000)
"""


def test_no_garbage_is_searched_for_while_a_start_loads() -> None:
    order = [sys.executable, "-c", LOADS]
    done = subprocess.run(order, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == ["0", "True", "True"]
