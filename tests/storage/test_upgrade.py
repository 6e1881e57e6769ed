"""A database from before names were sealed: whoever starts the new program finds all in place."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bot.features.portability import export
from storage import people
from storage.errors import KeysLost
from storage.migrate import migrate
from storage.migrations import seal_names
from storage.schema import HEAD
from storage.store import Store
from storage.transaction import Tx
from storage.urls import database_url
from tests.databases import Databases
from tests.storage.old_life import (
    ALICE,
    BOB,
    DATA,
    THEN,
    bring_up_to_date,
    opened,
    put_back,
    texts,
    vault,
)
from tests.support.entry_kinds import BY_THE_WAY, ENTRY_KINDS
from tests.support.full_life import telling_words


@pytest.fixture
def url(empty_address: str) -> str:
    """The address of a database as it was then."""
    put_back(empty_address)
    return empty_address


async def exports(store: Store) -> dict[str, bytes]:
    """What everybody's export holds, by the name of its file."""

    def collect(tx: Tx) -> dict[str, bytes]:
        found = {}
        for user_id in people.all_ids(tx):
            of = export.collect(tx, user_id, ENTRY_KINDS)
            assert of is not None
            document = export.document(of, THEN)
            found[f"{user_id}.json"] = export.as_json(document)
            found[f"{user_id}.csv"] = export.as_csv(document, BY_THE_WAY)
        return found

    return await store.read(collect)


async def as_exported(url: str, *who: int) -> None:
    """See that the exports are what they were, byte for byte, of these people and nobody else.

    The table is a way to look at the document, and has more columns by now.
    """
    store = await asyncio.to_thread(opened, url)
    try:
        found = await exports(store)
    finally:
        await store.close()
    then = {user_id: (DATA / f"{user_id}.json").read_bytes() for user_id in who}
    tables = {
        f"{user_id}.csv": export.as_csv(json.loads(told), BY_THE_WAY)
        for user_id, told in then.items()
    }
    assert found == {f"{user_id}.json": told for user_id, told in then.items()} | tables


def told_without_a_key(url: str) -> set[tuple[str, str]]:
    """The telling words that stand in any column."""
    words = telling_words()
    return {(where, word) for where, value in texts(url) for word in words if word in value}


def change(url: str, statement: str) -> int:
    """Change something as only someone with the database in their hands can."""
    engine = create_engine(database_url(url), poolclass=NullPool)
    with engine.begin() as connection:
        return connection.execute(text(statement)).rowcount


async def upgraded(url: str) -> str:
    """Bring it up to date as a start does, off the event loop."""
    return await asyncio.to_thread(bring_up_to_date, url)


async def test_everything_told_comes_back_as_it_was_and_no_name_is_left(url: str) -> None:
    before = {word for _, word in told_without_a_key(url)}
    assert {"alcohol", "scale.gad7", "session.eve", "appointment", "Europe/Riga"} <= before
    assert await upgraded(url) == HEAD
    assert told_without_a_key(url) == set()
    await as_exported(url, ALICE, BOB)


async def test_a_second_start_finds_nothing_to_do(url: str) -> None:
    await upgraded(url)
    first = sorted(texts(url))
    assert await upgraded(url) == HEAD
    assert sorted(texts(url)) == first


async def test_the_schema_alone_is_not_brought_forward_over_plain_names(url: str) -> None:
    with pytest.raises(Exception, match="migrate"):
        await asyncio.to_thread(migrate, url)
    with suppress(Exception):
        await asyncio.to_thread(migrate, url, "0005")
    with pytest.raises(Exception, match="migrate"):
        await asyncio.to_thread(migrate, url)
    assert await upgraded(url) == HEAD
    await as_exported(url, ALICE, BOB)


async def test_what_was_sealed_is_not_laid_open_by_going_back(url: str) -> None:
    await upgraded(url)
    with pytest.raises(Exception, match="restore the backup"):
        await asyncio.to_thread(migrate, url, "0005")
    await as_exported(url, ALICE, BOB)


async def test_it_goes_on_where_it_was_cut_short(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before each change of each person's rows, again and again, until it is through."""
    real, cut = seal_names._change, 0

    def cut_short(at: int) -> Callable[..., None]:
        done = 0

        def change(*given: object) -> None:
            nonlocal done
            done += 1
            if done > at:
                raise OSError("a power cut")
            real(*given)

        return change

    while True:
        monkeypatch.setattr(seal_names, "_change", cut_short(cut))
        try:
            await upgraded(url)
        except OSError:
            cut += 1
        else:
            break
    assert cut >= len(seal_names.STEPS)
    assert told_without_a_key(url) == set()
    await as_exported(url, ALICE, BOB)


async def test_whoever_was_erased_meanwhile_is_erased_and_not_sealed(url: str) -> None:
    keys = vault(url)
    keys.destroy(BOB)
    keys.close()
    await upgraded(url)
    assert told_without_a_key(url) == set()
    await as_exported(url, ALICE)


async def test_a_lost_key_is_no_reason_to_lose_anybodys_rows(url: str) -> None:
    schema = "" if url.startswith("sqlite") else "small_steps_keys."
    keys = url.replace("small-steps.db", "keys.db")
    engine = create_engine(database_url(keys), poolclass=NullPool)
    with engine.begin() as connection:
        taken = connection.execute(
            text(f"SELECT user_id, key_id, wrapped FROM {schema}person_key WHERE user_id = 43")  # noqa: S608 - names of our own tables
        ).one()
        connection.execute(text(f"DELETE FROM {schema}person_key WHERE user_id = 43"))  # noqa: S608 - names of our own tables
    with pytest.raises(KeysLost):
        await upgraded(url)
    with engine.begin() as connection:
        put = f"INSERT INTO {schema}person_key VALUES (:user_id, :key_id, :wrapped)"  # noqa: S608 - names of our own tables
        connection.execute(text(put), dict(taken._mapping))
    await upgraded(url)
    await as_exported(url, ALICE, BOB)


async def test_a_value_that_does_not_open_holds_nobody_up(url: str) -> None:
    blank = "x'00'" if url.startswith("sqlite") else "'\\x00'"
    damage = f"UPDATE entry SET content = {blank} WHERE kind = 'moment'"  # noqa: S608 - names of our own tables
    assert change(url, damage) == 1
    assert await upgraded(url) == HEAD
    assert told_without_a_key(url) == set()


async def test_nothing_of_it_is_left_in_the_files(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/small-steps.db"
    put_back(url)
    words = [word.encode() for word in telling_words() if len(word) > 5]

    def left() -> set[bytes]:
        files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        return {word for word in words if word in files}

    assert {b"alcohol", b"scale.gad7", b"session.eve", b"appointment"} <= left()
    await upgraded(url)
    assert left() == set()


@pytest.mark.postgres
async def test_nothing_of_it_is_left_in_the_files_of_a_server(new_database: Databases) -> None:
    """As far as its tables and indexes go; its write-ahead log is the operator's.

    A snapshot that is open meanwhile keeps the rows it sees in the new files, and the server opens
    one of its own now and then, to count what tables hold (ANALYZE). It does not three times.
    """
    for _ in range(3):
        url = new_database()
        put_back(url)
        assert {"alcohol", "scale.gad7", "session.eve", "appointment"} <= left_on_server(url)
        await upgraded(url)
        left = left_on_server(url)
        if not left:
            break
    assert left == set()


def left_on_server(url: str) -> set[str]:
    """Say which telling words stand in the files of the server's tables and indexes."""
    engine = create_engine(database_url(url), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        files = connection.execute(
            text(
                "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
                "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')"
            )
        )
        data = b"".join(bytes(file) for file in files.scalars())
    return {word for word in telling_words() if len(word) > 5 and word.encode() in data}


@pytest.mark.slow
def test_killed_at_any_statement_it_ends_whole(tmp_path: Path) -> None:
    """A process of its own dies there, with nobody to clean up; the next start goes on."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.killed_upgrades", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 15
