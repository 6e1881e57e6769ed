"""What a bot for one person does not need is not loaded: it would cost memory and a slow start."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Loaded when somebody asks for it: a picture, a report, another database, a page for supervisors.
LATE = {
    "aiohttp.web": "the webhook and the pages for supervisors",
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


def loaded(database: Path, how: str) -> set[str]:
    order = [sys.executable, "-c", LIVES_FOR_A_MOMENT, str(database), how]
    done = subprocess.run(order, capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stdout.split())


def test_what_comes_late_is_not_there_after_a_start(tmp_path: Path) -> None:
    database = tmp_path / "steps.db"
    new = loaded(database, "new")
    assert "alembic" in new, "a new database is made with it"
    assert loaded(database, "again") & set(LATE) == set()
