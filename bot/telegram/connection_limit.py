"""An address that strangers can reach: how many may stand in its door, and for how long.

A connection that is opened and never speaks costs its owner nothing, and each one costs us a file
of the few that a process may have open. Whoever proves to be Telegram may stay.
"""

import asyncio
import logging
from typing import cast

from aiohttp import web

from bot.logs import Seldom

log = logging.getLogger(__name__)

PATIENCE = 20.0  # seconds that the connection of a stranger lives


class LimitedServer:
    """Serves an application; when too many have come, the stranger who came first must go."""

    def __init__(self, app: web.Application, listen: tuple[str, int], most: int) -> None:
        self._runner = web.AppRunner(app, access_log=None)
        self._listen = listen
        self._most = most
        self._server: asyncio.Server | None = None
        self._strangers: dict[asyncio.BaseTransport | None, None] = {}
        self._trusted: set[asyncio.BaseTransport | None] = set()
        self._crowds = Seldom()

    async def open(self) -> int:
        """Listen; return the port."""
        await self._runner.setup()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._guest, *self._listen)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        """Listen no more, and let the requests in hand end."""
        if self._server is not None:
            self._server.close()
        await self._runner.cleanup()

    def trust(self, request: web.Request) -> None:
        """Whoever made this request has shown who they are: their connection may stay."""
        if request.transport in self._strangers:
            del self._strangers[request.transport]
            self._trusted.add(request.transport)

    def came(self, transport: asyncio.Transport) -> None:
        """Take a stranger in, and show out the first of them if there are too many."""
        self._strangers[transport] = None
        if len(self._strangers) + len(self._trusted) > self._most:
            if count := self._crowds.count():
                log.warning("too many connections: the oldest are closed", extra={"count": count})
            self.show_out(cast("asyncio.Transport", next(iter(self._strangers))))

    def show_out(self, transport: asyncio.Transport) -> None:
        """Close the connection at once, if it is still a stranger's."""
        if transport in self._strangers:
            del self._strangers[transport]
            transport.abort()

    def left(self, transport: asyncio.Transport) -> None:
        """Forget a connection that is closed."""
        self._strangers.pop(transport, None)
        self._trusted.discard(transport)

    def _guest(self) -> asyncio.Protocol:
        if self._runner.server is None:
            raise ConnectionAbortedError
        return _Guest(self, self._runner.server())


class _Guest(asyncio.Protocol):
    """A connection that counts; what it says goes to the library."""

    def __init__(self, door: LimitedServer, served: asyncio.Protocol) -> None:
        self._door = door
        self._served = served
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.data_received = served.data_received  # type: ignore[method-assign]  # handed on whole: no call more for each piece of data
        self.eof_received = served.eof_received  # type: ignore[method-assign]  # handed on whole: no call more for each piece of data
        self.pause_writing = served.pause_writing  # type: ignore[method-assign]  # handed on whole: no call more for each piece of data
        self.resume_writing = served.resume_writing  # type: ignore[method-assign]  # handed on whole: no call more for each piece of data

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        made = self._transport = cast("asyncio.Transport", transport)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(PATIENCE, self._door.show_out, made)
        self._served.connection_made(made)
        self._door.came(made)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._transport is not None:
            self._door.left(self._transport)
        self._served.connection_lost(exc)
