"""A line to a PostgreSQL server that can be cut, blocked, or made to lose one answer."""

import asyncio
from contextlib import suppress
from typing import Self

from sqlalchemy import make_url

COMMIT = b"COMMIT\0"  # the name that it is prepared under, as it ends on the wire


class Relay:
    """Listens at a port of its own and hands everything on, until told otherwise."""

    def __init__(self, url: str) -> None:
        self._to = make_url(url)
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = asyncio.Event()
        self._open.set()
        self.port = 0
        self.lose_commits = 0
        """So many COMMITs reach the server, and their answers reach nobody."""
        self.break_commits = 0
        """So many connections break just before their COMMIT reaches the server."""
        self.ways = 0
        """How often somebody asked the server after it had answered them, and waited."""

    @property
    def url(self) -> str:
        """The database's address by way of this relay."""
        return self._to.set(host="127.0.0.1", port=self.port).render_as_string(hide_password=False)

    async def __aenter__(self) -> Self:
        await self.mend()
        return self

    async def __aexit__(self, *_fault: object) -> None:
        await self.refuse()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def refuse(self) -> None:
        """Cut every line and take no new one, as a machine that is down."""
        self._open.set()
        if self._server is not None:
            self._server.close()
            self._server = None
        for line in list(self._lines):
            line.transport.abort()

    async def mend(self) -> None:
        """Take lines again, at the same port, and let them flow."""
        self._open.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    @property
    def is_silent(self) -> bool:
        """Whether it swallows everything just now."""
        return not self._open.is_set()

    def swallow(self) -> None:
        """Let nothing through in either direction, and say nothing, as a dead switch."""
        self._open.clear()

    async def _serve(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._lines.add(back)
        try:
            await self._open.wait()
            with suppress(OSError):
                away, there = await asyncio.open_connection(self._to.host, self._to.port)
                self._lines.add(there)
                try:
                    await self._carry_both(here, back, away, there)
                finally:
                    self._lines.discard(there)
                    there.transport.abort()
        finally:
            self._lines.discard(back)
            self._tasks.discard(task)
            back.transport.abort()

    async def _carry_both(
        self,
        here: asyncio.StreamReader,
        back: asyncio.StreamWriter,
        away: asyncio.StreamReader,
        there: asyncio.StreamWriter,
    ) -> None:
        lost, answered = asyncio.Event(), asyncio.Event()
        answered.set()
        ways = {
            asyncio.create_task(self._ask(here, there, lost, answered)),
            asyncio.create_task(self._answer(away, back, lost, answered)),
        }
        _, left = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in left:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)

    async def _ask(
        self,
        here: asyncio.StreamReader,
        there: asyncio.StreamWriter,
        lost: asyncio.Event,
        answered: asyncio.Event,
    ) -> None:
        while asked := await here.read(1 << 16):
            self.ways += answered.is_set()
            answered.clear()
            await self._open.wait()
            if COMMIT in asked and self.break_commits:
                self.break_commits -= 1
                return
            if COMMIT in asked and self.lose_commits:
                self.lose_commits -= 1
                lost.set()
            there.write(asked)
            await there.drain()

    async def _answer(
        self,
        away: asyncio.StreamReader,
        back: asyncio.StreamWriter,
        lost: asyncio.Event,
        answered: asyncio.Event,
    ) -> None:
        while answer := await away.read(1 << 16):
            answered.set()
            if lost.is_set():  # the server has done it; now the line breaks
                return
            await self._open.wait()
            back.write(answer)
            await back.drain()
