"""Databases on the server: made for one test, or lent to one and emptied for the next.

To make a migrated one takes longer than most tests that want one, so a process has few of them.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.errors import ObjectInUse
from sqlalchemy import make_url

from storage.migrate import migrate
from tests.postgres import plain
from tests.support.emptied import State, emptied, empty_all, state

Databases = Callable[..., str]
LEAVING = 5.0  # seconds in which a connection that was just closed may still be listed


class DatabaseServer:
    """Makes databases and drops them, over a connection of its own."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self._connection = psycopg.connect(plain(url), autocommit=True)

    def make(self, like: str | None = None) -> str:
        """Make one, empty or like another one, in which nobody may be."""
        name = _new_name()
        order = f"CREATE DATABASE {name}"
        if like:
            self.is_left(like)
            order += f" TEMPLATE {make_url(like).database}"
        self._run(order)
        return self._address(name)

    def drop(self, url: str) -> None:
        """Drop one, whoever is still in it."""
        self._run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def renamed(self, url: str) -> str | None:
        """Give it another name, by which nobody knows it yet; None while somebody is in it."""
        if not self.is_left(url):
            return None
        name = _new_name()
        try:
            self._run(f"ALTER DATABASE {make_url(url).database} RENAME TO {name}")
        except ObjectInUse:
            return None
        return self._address(name)

    def is_left(self, url: str) -> bool:
        """Wait until nobody is in it; the last connection is gone a moment after its end."""
        until = time.monotonic() + LEAVING
        there = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_type = %s"
        asked: tuple[Any, ...] = (make_url(url).database, "client backend")
        while time.monotonic() < until:
            found = self._connection.execute(there, asked).fetchone()
            if found == (0,):
                return True
            time.sleep(0.005)
        return False

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    def _address(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def _run(self, order: str) -> None:
        self._connection.execute(order)


def _new_name() -> str:
    # A server that others use as well may hold databases of tests that were cut short.
    return f"small_steps_test_{os.getpid()}_{secrets.token_hex(4)}"


@dataclass(frozen=True, slots=True)
class Migrated:
    """A migrated database with nobody in it, and how it was when it was new."""

    url: str
    new: State


class Lender:
    """Migrated databases that are lent to one test after the other.

    One comes back under a new name: the server refuses that while anybody is connected, and who
    comes later by the old one, as a process that a test has left behind, finds nothing. It is lent
    again only if nothing at all tells it from a new one; else it is dropped.
    """

    def __init__(self, server: DatabaseServer, template: str) -> None:
        self._server = server
        self.template = template
        self._free: list[Migrated] = []

    def lend(self) -> Migrated:
        """Lend one that is like new."""
        if not self._free:
            url = self._server.make(self.template)
            self._free.append(Migrated(url, state(url)))
        lent = self._free.pop()
        self._server.is_left(lent.url)
        return lent

    def take_back(self, lent: Migrated) -> bool:
        """Take one back, and say whether it will be lent again."""
        url = self._server.renamed(lent.url)
        if url is not None and emptied(url, lent.new):
            self._free.append(Migrated(url, lent.new))
            return True
        self._server.drop(url or lent.url)
        return False

    def clear(self) -> None:
        """Drop what is there."""
        while self._free:
            self._server.drop(self._free.pop().url)


@pytest.fixture(scope="session")
def server_of_databases(postgres_url: str) -> Iterator[DatabaseServer]:
    """The server on which tests make their databases."""
    server = DatabaseServer(postgres_url)
    yield server
    server.close()


@pytest.fixture(scope="session")
def lender(server_of_databases: DatabaseServer) -> Iterator[Lender]:
    """Migrated databases."""
    template = server_of_databases.make()
    migrate(template)
    empty_all(template)
    lender = Lender(server_of_databases, template)
    yield lender
    lender.clear()
    server_of_databases.drop(template)


@pytest.fixture
def new_database(server_of_databases: DatabaseServer) -> Iterator[Databases]:
    """Makes databases, empty or like another one, and drops them after the test."""
    made: list[str] = []

    def make(like: str | None = None) -> str:
        made.append(server_of_databases.make(like))
        return made[-1]

    yield make
    for url in made:
        server_of_databases.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of one kind and then of the other."""
    if request.param == "postgres":
        make: Databases = request.getfixturevalue("new_database")
        return make()
    return f"sqlite:///{tmp_path}/small-steps.db"


@pytest.fixture
def migrated_database(lender: Lender) -> Iterator[Databases]:
    """Lends migrated databases with nobody in them."""
    lent: list[Migrated] = []

    def lend() -> str:
        lent.append(lender.lend())
        return lent[-1].url

    yield lend
    for one in lent:
        lender.take_back(one)
