"""On a server, too, every hot statement can go through an index.

The server prefers to walk a small table; with that forbidden it walks one only where no index can
serve, whatever the table has grown to.
"""

import asyncio
import re
from collections.abc import Callable

import pytest

from storage import reminders
from storage.statements import Prepared
from storage.store import Store, Tx
from tests.benchmarks.sweep import fill
from tests.storage.test_plans import STATEMENTS, WALK_WHAT_WAITS, WALKS_A_WINDOW

NUMBERED = re.compile(r"\$\d+")


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    new: Callable[[str], str] = request.getfixturevalue("new_database")
    return new(request.getfixturevalue("postgres_template"))


def plan(tx: Tx, statement: Prepared) -> list[str]:
    """How the server would go about it, whatever the values are."""
    sql = statement._compile(tx.dialect).sql
    tx.driver.execute(f"PREPARE looked_at AS {sql}")
    try:
        values = ["NULL"] * len(set(NUMBERED.findall(sql)))
        nothing = f"({', '.join(values)})" if values else ""
        found = tx.driver.execute(f"EXPLAIN EXECUTE looked_at{nothing}").fetchall()
        return [line for (line,) in found]
    finally:
        tx.driver.execute("DEALLOCATE looked_at")


@pytest.mark.postgres
async def test_no_hot_statement_has_to_walk_a_whole_table_on_a_server(store: Store) -> None:
    def walking(tx: Tx) -> dict[str, str]:
        tx.driver.execute("SET LOCAL enable_seqscan = off")
        tx.driver.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        walks = {}
        for name, statement in STATEMENTS.items():
            lines = [line for line in plan(tx, statement) if "Seq Scan" in line]
            if lines:
                walks[name] = lines[0].strip()
        return walks

    walks = await store.write(walking)
    assert set(walks) <= WALKS_A_WINDOW | WALK_WHAT_WAITS, walks
    assert len(STATEMENTS) > 40


@pytest.mark.postgres
async def test_a_statement_without_an_index_would_be_noticed(store: Store) -> None:
    def walks(tx: Tx) -> list[str]:
        tx.driver.execute("SET LOCAL enable_seqscan = off")
        found = tx.driver.execute("EXPLAIN SELECT 1 FROM person WHERE chat_id = 1")
        return [line for (line,) in found.fetchall()]

    assert any("Seq Scan" in line for line in await store.write(walks))


@pytest.mark.postgres
async def test_among_thousands_the_server_chooses_the_index_by_itself(
    store: Store, database_url: str
) -> None:
    await asyncio.to_thread(fill, database_url, 20_000)  # and the server counts what is there

    def chosen(tx: Tx) -> dict[str, list[str]]:
        tx.driver.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        asked = {"due": reminders._DUE, "late": reminders._LATE, "own": reminders._OF}
        return {name: plan(tx, statement) for name, statement in asked.items()}

    found = await store.write(chosen)
    assert not [line for lines in found.values() for line in lines if "Seq Scan" in line], found
    assert any("ix_reminder_next_due_at" in line for line in found["due"])
    assert any("ix_reminder_next_due_at" in line for line in found["late"])
    assert any("Index Scan" in line and "reminder" in line for line in found["own"])
