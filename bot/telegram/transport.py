"""The way to the Bot API: python-telegram-bot's request interface over aiohttp.

The stock httpx transport slows to a sixth with many calls in flight. This one also tells a call
that never left (NotSent) from one of which nobody knows whether it arrived.
"""

import json
from functools import lru_cache
from io import BytesIO
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from pydantic_core import to_json
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

# Seconds, none at all, or the mark of the library that nothing was given.
Seconds: TypeAlias = Any

CONNECT_TIMEOUT = 5.0
READ_TIMEOUT = 8.0
WRITE_TIMEOUT = 5.0
UPLOAD_TIMEOUT = 20.0
POOL_TIMEOUT = 10.0
KEEP_ALIVE = 30.0


class NotSent(NetworkError):
    """The call never left this machine: trying again can double nothing."""

    __slots__ = ()


class AiohttpRequest(BaseRequest):
    """A pool of connections to one Bot API server; no address, so no token, is ever logged."""

    __slots__ = ("_api_url", "_limit", "_proxy", "_session")

    def __init__(self, api_url: str, limit: int = 64) -> None:
        self._limit = limit
        self._api_url = api_url
        self._proxy: str | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """The seconds waited for an answer when the caller names none."""
        return READ_TIMEOUT

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is None:
            self._proxy = _proxy_for(self._api_url)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._limit, keepalive_timeout=KEEP_ALIVE),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call; raise NotSent, TimedOut or NetworkError with the cause kept."""
        if self._session is None:
            raise NotSent("The connection is closed")
        body, headers, files = _body(request_data)
        timeout = _timeout(read_timeout, write_timeout, connect_timeout, pool_timeout, files=files)
        try:
            response = await self._session.request(
                method,
                URL(url, encoded=True),
                data=body,
                headers=headers,
                timeout=timeout,
                proxy=self._proxy,
                allow_redirects=False,
            )
            # Read to its end it gives its connection back; what breaks that closes it.
            return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as fault:
            raise NotSent(type(fault).__name__) from fault
        except TimeoutError as fault:
            raise TimedOut(type(fault).__name__) from fault
        except (aiohttp.ClientError, OSError) as fault:
            raise NetworkError(type(fault).__name__) from fault

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Read the answer; unlike the library's own, put nothing of it into the log."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer


def _body(data: RequestData | None) -> tuple[object, dict[str, str], bool]:
    if data is None:
        return None, {}, False
    if not data.contains_files:
        # In a form a keyboard would be JSON in percent signs: twice the work, twice the bytes.
        return to_json(data.parameters), {"Content-Type": "application/json"}, False
    parts = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        parts.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        # A stream is written piece by piece, where large bytes would hold up the event loop.
        stream = BytesIO(content) if isinstance(content, bytes) else content
        parts.add_field(name, stream, filename=filename, content_type=mime)
    return parts, {}, True


@lru_cache(maxsize=64)
def _timeout(
    read: Seconds, write: Seconds, connect: Seconds, pool: Seconds, *, files: bool
) -> aiohttp.ClientTimeout:
    given = BaseRequest.DEFAULT_NONE
    read = READ_TIMEOUT if read is given else read
    write = (UPLOAD_TIMEOUT if files else WRITE_TIMEOUT) if write is given else write
    connect = CONNECT_TIMEOUT if connect is given else connect
    pool = POOL_TIMEOUT if pool is given else pool
    if None in (read, write, connect, pool):
        return aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=read)
    # Without a total a server that drips one byte at a time would hold the call for ever.
    return aiohttp.ClientTimeout(
        total=pool + connect + write + read,
        connect=pool + connect,
        sock_connect=connect,
        sock_read=read,
    )


def _proxy_for(api_url: str) -> str | None:
    """Find the operator's proxy once; aiohttp would look through the environment on every call."""
    parts = urlsplit(api_url)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)
