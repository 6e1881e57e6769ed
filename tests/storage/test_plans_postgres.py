"""On a server, too, every hot statement goes through an index, whatever its table has grown to.

The server prefers to walk a small table, and would keep that plan; works forbid it, so it walks
one only where no index can serve.
"""

import asyncio
import re
from collections.abc import Callable

import pytest

from storage import inbox_table, reminders
from storage.statements import Prepared
from storage.store import Store, Tx
from tests.benchmarks.sweep import fill
from tests.storage.test_plans import STATEMENTS, WALK_WHAT_WAITS, WALKS_A_WINDOW

NUMBERED = re.compile(r"\$\d+")


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    lend: Callable[[], str] = request.getfixturevalue("migrated_database")
    return lend()


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
async def test_no_hot_statement_walks_a_whole_table_on_a_server(store: Store) -> None:
    """Planned as works plan, with every table empty."""

    def walking(tx: Tx) -> dict[str, str]:
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
async def test_a_look_up_among_few_people_does_not_go_through_all_of_them(
    store: Store, database_url: str
) -> None:
    """A merge with the whole of a small table looks cheap, and is kept while it grows."""
    await asyncio.to_thread(fill, database_url, 200)  # and the server counts what is there
    lines = await store.write(lambda tx: plan(tx, inbox_table.NEXT))
    assert any("Index Cond: (id = inbox.user_id)" in line for line in lines), lines
    assert not [line for line in lines if "Merge" in line or "Hash" in line], lines


@pytest.mark.postgres
async def test_a_statement_without_an_index_would_be_noticed(store: Store) -> None:
    def walks(tx: Tx) -> list[str]:
        found = tx.driver.execute("EXPLAIN SELECT 1 FROM person WHERE chat_id = 1")
        return [line for (line,) in found.fetchall()]

    assert any("Seq Scan" in line for line in await store.write(walks))


@pytest.mark.postgres
async def test_among_thousands_the_server_chooses_the_index_by_itself(
    store: Store, database_url: str
) -> None:
    await asyncio.to_thread(fill, database_url, 20_000)  # and the server counts what is there

    def chosen(tx: Tx) -> dict[str, list[str]]:
        tx.driver.execute("SET LOCAL enable_seqscan = on")
        asked = {"due": reminders._DUE, "late": reminders._LATE, "own": reminders._OF}
        return {name: plan(tx, statement) for name, statement in asked.items()}

    found = await store.write(chosen)
    assert not [line for lines in found.values() for line in lines if "Seq Scan" in line], found
    assert any("ix_reminder_next_due_at" in line for line in found["due"])
    assert any("ix_reminder_next_due_at" in line for line in found["late"])
    assert any("Index Scan" in line and "reminder" in line for line in found["own"])
