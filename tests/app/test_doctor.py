"""The doctor says one line for each part, and what to do."""

import base64
import multiprocessing
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.app.chart_worker import ChartWorker
from bot.app.database import open_store
from bot.app.doctor import examine
from bot.clock import Clock, FrozenClock, SystemClock
from bot.config import Settings, load
from bot.playground.server import Playground
from conversations import data
from conversations.safety.help_lines import FRESH, help_lines
from storage import people, server_version
from storage.migrate import migrate
from tests.databases import Databases
from tests.storage.samples import ALICE, person
from tests.support import direct
from tests.support.pseudo import lay_out, spoken_from
from tests.support.wires import KEY

PATIENCE = 120  # seconds for a picture on a busy machine


@pytest.fixture(autouse=True)
def _installation(server: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", server.token)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/data/steps.db")


async def visit(
    clock: Clock | None = None, env_file: Path | None = None, *, draws_elsewhere: bool = False
) -> tuple[int, str]:
    """Examine; only two stories are about the process that draws, and it takes a second."""
    lines: list[str] = []
    worker = ChartWorker(timeout=PATIENCE) if draws_elsewhere else direct.Easel()
    code = await examine(lines.append, env_file, clock or SystemClock(), worker)
    return code, "\n".join(lines)


async def test_a_fresh_installation_is_well_and_stays_untouched(tmp_path: Path) -> None:
    code, said = await visit(draws_elsewhere=True)
    assert code == 0, said
    assert [line.split(":")[0] for line in said.splitlines()] == [
        "ok      configuration",
        "ok      questions",
        "ok      help lines",
        "ok      languages",
        "ok      database",
        "ok      encryption key",
        "ok      token",
        "ok      time zones",
        "ok      pictures",
    ]
    assert "@small_steps_bot" in said
    assert not (tmp_path / "data").exists()


async def test_a_drawing_process_that_cannot_work_is_noticed_and_what_to_look_at() -> None:
    multiprocessing.set_executable("/nowhere/python")
    try:
        code, said = await visit(draws_elsewhere=True)
    finally:
        multiprocessing.set_executable(sys.executable)
    assert code == 1
    (line,) = [line for line in said.splitlines() if line.startswith("not ok")]
    assert line.startswith("not ok  pictures: none can be drawn (the drawing process ended ")
    assert "SystemCallFilter" in line
    assert "mem_limit" in line


async def test_help_lines_that_nobody_has_looked_up_for_a_year_are_named_and_still_shown() -> None:
    (canada,) = help_lines("CA")
    noon = datetime.combine(canada.verified_on, time(12), UTC)
    for age, named in ((FRESH, False), (FRESH + timedelta(days=1), True)):
        _, said = await visit(FrozenClock(noon + age))
        line = next(line for line in said.splitlines() if "help lines" in line)
        assert line.startswith("ok      help lines: ")
        assert ("CA: 988" in line) is named


async def test_a_language_that_is_not_whole_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "phrases_cy.txt").unlink()
    with spoken_from(tmp_path):
        _, said = await visit()
    line = next(line for line in said.splitlines() if "languages" in line)
    assert line.startswith("ok      languages: English; Cymraeg is not offered yet, ")
    assert "phrases_cy.txt is missing" in line


async def test_a_data_file_that_cannot_be_used_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "conversations/prompts/prompts.toml: one question cannot rotate"
    monkeypatch.setattr(data, "faults", lambda: (sentence,))
    code, said = await visit()
    assert code == 1
    assert f"not ok  questions: {sentence}" in said


async def test_a_used_installation_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENCRYPTION_KEY", base64.b64encode(KEY).decode())
    await (await open_store(load(None, for_telegram=False), SystemClock())).close()
    code, said = await visit()
    assert code == 0, said
    assert "whole, schema" in said
    assert "from ENCRYPTION_KEY" in said


async def test_values_that_do_not_open_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENCRYPTION_KEY", base64.b64encode(KEY).decode())
    store = await open_store(load(None, for_telegram=False), SystemClock())
    await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)))
    _, said = await visit()
    assert "ok      sealed rows: every one opens" in said
    await store.write(lambda tx: tx.driver.execute("UPDATE person SET content = zeroblob(600)"))
    await store.close()
    code, said = await visit()
    assert code == 1
    assert "not ok  sealed rows: 1 do not open any more (person 1): see docs/operating.md" in said


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("webhook", "mark"), [("https://bot.example.org/hook", "not ok"), ("", "ok    ")]
)
async def test_a_server_too_old_for_several_processes_is_named(
    monkeypatch: pytest.MonkeyPatch,
    migrated_database: Databases,
    webhook: str,
    mark: str,
) -> None:
    monkeypatch.setenv("DATABASE_URL", migrated_database())
    monkeypatch.setenv("WEBHOOK_URL", webhook)
    assert "several processes" not in (await visit())[1]
    monkeypatch.setattr(server_version, "MINDS_SILENCE", 990_000)
    (line,) = [line for line in (await visit())[1].splitlines() if "several processes" in line]
    assert line.startswith(f"{mark}  server: PostgreSQL 1")
    assert "need PostgreSQL 14 or newer" in line


async def test_another_key_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await test_a_used_installation_is_well(tmp_path, monkeypatch)
    monkeypatch.setenv("ENCRYPTION_KEY", base64.b64encode(KEY[::-1]).decode())
    code, said = await visit()
    assert code == 1
    assert "not ok  encryption key" in said


async def test_a_damaged_database_is_noticed(tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path}/data/steps.db")
    file = tmp_path / "data" / "steps.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
    code, said = await visit()
    assert code == 1
    assert "not ok  database" in said


@pytest.mark.parametrize("lost", ["steps.db", "keys.db", "small-steps.key"])
async def test_a_half_that_is_lost_is_noticed_and_none_is_made(tmp_path: Path, lost: str) -> None:
    folder = tmp_path / "data"
    here = Settings(_env_file=None, database_url=f"sqlite:///{folder}/steps.db")
    store = await open_store(here, SystemClock())
    await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)))
    await store.close()
    assert (await visit())[0] == 0
    (folder / lost).unlink()
    code, said = await visit()
    assert code == 1
    assert f"{folder / lost} is missing" in said
    assert not (folder / lost).exists()


async def test_a_wrong_token_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1000000:mistyped")
    code, said = await visit()
    assert code == 1
    assert "not ok  token" in said
    assert ":mistyped" not in said


async def test_no_network_is_noticed(server: Playground) -> None:
    await server.stop()
    code, said = await visit()
    assert code == 1
    assert "cannot be reached" in said


async def test_a_missing_token_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN")
    code, said = await visit()
    assert code == 1
    assert "TELEGRAM_BOT_TOKEN is missing" in said


async def test_a_wrong_setting_ends_the_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    code, said = await visit()
    assert code == 1
    assert said.startswith("not ok  configuration: LOG_LEVEL")
    assert len(said.splitlines()) == 1


async def test_a_settings_file_open_to_others_is_mentioned(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("LOG_LEVEL=INFO\n")
    file.chmod(0o644)
    code, said = await visit(env_file=file)
    assert code == 0
    assert "chmod 600" in said.splitlines()[0]
