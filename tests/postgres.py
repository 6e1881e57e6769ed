"""A PostgreSQL server for tests: the one in POSTGRES_URL, else a private one, else none.

The private server lives in a temporary folder on a free port of 127.0.0.1 and goes away with the
tests. PostgreSQL refuses to run as root, so root starts it as the user postgres.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a server where databases may be created."""
    given = os.environ.get("POSTGRES_URL")
    if given:
        yield given
        return
    with private_server() as server:
        yield server.url


def order(url: str, command: str) -> None:
    """Give the server an order."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        connection.execute(command)


def plain(url: str) -> str:
    """Write the address as the driver wants it."""
    bare = make_url(url).set(drivername="postgresql")
    return bare.render_as_string(hide_password=False)


def _binaries() -> Path | None:
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places += [Path(found).parent for name in ("pg_ctl",) if (found := shutil.which(name))]
    whole = (place for place in places if all((place / n).exists() for n in ("initdb", "pg_ctl")))
    return next(whole, None)


class PrivateServer:
    """A private server that can be stopped and started, always at the same port."""

    def __init__(self, binaries: Path, folder: Path, user: str | None) -> None:
        self._binaries, self._folder, self._user = binaries, folder, user
        port = _free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        # Nothing here needs to survive a power cut; what was committed survives a crash.
        self._options = f"-p {port} -c listen_addresses=127.0.0.1 "
        self._options += f"-c unix_socket_directories={folder} -c max_connections=60 "
        self._options += "-c fsync=off"
        encoding = ("-E", "UTF8", "--locale=C")
        self._run("initdb", "-A", "trust", "-U", "postgres", "--no-sync", *encoding)

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._run("pg_ctl", "-o", self._options, "-l", str(self._folder / "log"), "-w", "start")

    def stop(self) -> None:
        """Stop at once, as a crash would."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def _run(self, name: str, *arguments: str) -> None:
        command = [str(self._binaries / name), "-D", str(self._folder / "data"), *arguments]
        with (self._folder / f"{name}.out").open("ab") as out:
            subprocess.run(
                command,
                check=True,
                user=self._user,
                cwd=self._folder,
                stdout=out,
                stderr=out,
                timeout=60,
            )


@contextmanager
def private_server() -> Iterator[PrivateServer]:
    """Run a server of our own; skips the test where none is installed."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here: set POSTGRES_URL or install the server")
    folder = Path(tempfile.mkdtemp(prefix="small-steps-postgres-"))
    user = "postgres" if os.geteuid() == 0 else None
    try:
        if user:
            try:
                shutil.chown(folder, user)
            except LookupError:
                pytest.skip(
                    "no PostgreSQL here: root cannot run it, and there is no user postgres"
                )
        server = PrivateServer(binaries, folder, user)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
