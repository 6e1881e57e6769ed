"""Hot statements go through an index, whatever the table has grown to."""

import pytest

from storage import outbox_statements
from storage.clock_rollback import _WHO
from storage.conversation_table import OF_DAY, PURGE_CLOSED, PURGE_OPEN
from storage.entries import _PAST
from storage.nudges import _PURGE
from storage.reminders import _DUE
from storage.schema import TABLES
from storage.statements import Prepared
from storage.store import Store
from tests.support.fresh import fresh_database

# A look at a window of rows that were found by the primary key before.
WALKS_A_WINDOW = {"outbox_statements.WINDOW", "inbox_table.WINDOW"}
# These walk an index of waiting rows only.
WALK_WHAT_WAITS = {
    "outbox_statements.PENDING",
    "outbox_statements.SOONER",
    "outbox_statements.WAITING",
    "inbox_table.WAITING",
    "inbox_table.LEFT",
    "inbox_table.NEW_COUNT",
    "outbox_statements.PENDING_COUNT",
    "outbox_statements.SENDING_COUNT",
}

STATEMENTS = {
    f"{module.__name__.removeprefix('storage.')}.{name}": value
    for module in (*TABLES, outbox_statements)
    for name, value in vars(module).items()
    if isinstance(value, Prepared)
}


@pytest.fixture
def database_url(tmp_path):
    return fresh_database(tmp_path / "small-steps.db")


async def plan(store: Store, statement: Prepared) -> list[str]:
    def explain(tx):
        statement._compile(tx.dialect)
        sql = statement._compiled["sqlite"].sql
        found = tx.driver.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?"))
        return [row[3] for row in found.fetchall()]

    return await store.write(explain)


async def test_no_hot_statement_walks_a_whole_table(store: Store):
    walking = {
        name
        for name, statement in STATEMENTS.items()
        if any(line.startswith("SCAN") for line in await plan(store, statement))
    }
    assert walking <= WALKS_A_WINDOW | WALK_WHAT_WAITS
    assert len(STATEMENTS) > 40


@pytest.mark.parametrize("name", sorted(WALK_WHAT_WAITS))
async def test_what_looks_for_waiting_rows_sees_only_those(store: Store, name):
    lines = await plan(store, STATEMENTS[name])
    first = next(line for line in lines if not line.startswith("CO-ROUTINE"))
    assert "USING INDEX" in first or "USING COVERING INDEX" in first


async def test_a_sweep_looks_only_at_what_is_due(store: Store):
    lines = await plan(store, _DUE)
    assert lines == ["SEARCH reminder USING INDEX ix_reminder_next_due_at (next_due_at<?)"]


async def test_who_was_touched_by_a_clock_that_ran_ahead_is_a_look_up_for_each(store: Store):
    everyone, *looks = await plan(store, _WHO)
    assert everyone.startswith("SCAN person")
    assert [line for line in looks if "SCAN" in line] == []
    assert sum("user_id=?" in line for line in looks) == 3


async def test_a_day_s_conversation_is_found_by_its_day(store: Store):
    assert "day=? AND flow=?" in (await plan(store, OF_DAY))[0]


async def test_what_goes_by_itself_is_found_by_when_it_goes(store: Store):
    lines = await plan(store, _PAST)
    assert lines == ["SEARCH entry USING COVERING INDEX ix_entry_kept_until (kept_until<?)"]


@pytest.mark.parametrize(
    ("purge", "index"),
    [
        (_PURGE, "PRIMARY KEY (user_id=? AND day<?)"),
        (PURGE_CLOSED, "INDEX ix_conversation_closed (user_id=? AND touched_at<?)"),
        (PURGE_OPEN, "INDEX ix_conversation_user_id_touched_at (user_id=? AND touched_at<?)"),
    ],
    ids=["nudges", "closed conversations", "open conversations"],
)
async def test_a_purge_looks_only_at_what_is_old_and_at_what_it_must_keep(
    store: Store, purge: Prepared, index: str
):
    lines = await plan(store, purge)
    assert lines[0].endswith(index)
    assert [line for line in lines if "SCAN" in line or "B-TREE" in line] == []
