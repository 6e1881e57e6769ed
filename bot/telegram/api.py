"""The Bot API as plain calls: a method's name and its parameters in, Telegram's raw answer out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from telegram import Bot, InputFile
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.telegram.calls import uploads
from bot.telegram.transport import AiohttpRequest, Seconds

FILE_LIMIT = 20_000_000  # bytes: what getFile hands out at most


class _PlainBot(Bot):
    """The library's Bot without its advice to call `send_message` rather than `sendMessage`."""

    __slots__ = ()

    @classmethod
    def _warn(cls, *_args: object, **_kwargs: object) -> None:
        """Say nothing: outgoing calls are stored as method and parameters on purpose."""


@dataclass(frozen=True, slots=True)
class _Plain:
    """All that our transport reads of the library's RequestData where no file is sent.

    The library would walk through every button, in case it is a file or an object of its own.
    """

    parameters: dict[str, object]
    contains_files: bool = False


class Api:
    """One bot at one server; two pools, so that the long poll never waits behind a send."""

    def __init__(
        self, token: str, url: str, transport: Callable[..., BaseRequest] = AiohttpRequest
    ) -> None:
        self._calls = f"{url}/bot{token}"
        self._files = f"{url}/file/bot{token}/"
        self._sends = transport(url)
        self._polls = transport(url, limit=2)
        self._bot = _PlainBot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=self._sends,
            get_updates_request=self._polls,
        )

    async def open(self) -> None:
        """Make ready to call; nothing is sent, so it works while Telegram is out of reach."""
        await self._sends.initialize()
        await self._polls.initialize()

    async def close(self) -> None:
        """Drop every connection."""
        await self._polls.shutdown()
        await self._sends.shutdown()

    async def reopen(self) -> None:
        """Listen through fresh connections; the old ones may be dead without knowing it.

        Those for sending are left alone: a call in flight would be torn off halfway, and one that
        hangs ends by its own time limit.
        """
        await self._polls.shutdown()
        await self.open()

    async def call(
        self, method: str, params: Mapping[str, object] | None = None, *, wait: float | None = None
    ) -> object:
        """Call a method of the Bot API; `wait` is how long its answer may take, in seconds."""
        timeout: Seconds = BaseRequest.DEFAULT_NONE if wait is None else wait
        plain, files = uploads(dict(params or {}))
        try:
            if not files:
                return await self._post(method, plain, timeout)
            plain |= {name: InputFile(file.content, file.name) for name, file in files.items()}
            return await self._bot.do_api_request(method, api_kwargs=plain, read_timeout=timeout)
        except KeyError:
            # A success without a result: whoever answered, a portal or a proxy, is not Telegram.
            raise TelegramError("Invalid server response") from None

    async def _post(self, method: str, params: dict[str, object], wait: Seconds) -> object:
        pool = self._polls if method == "getUpdates" else self._sends
        given = {name: value for name, value in params.items() if value is not None}
        data = cast("RequestData", _Plain(given))
        return await pool.post(f"{self._calls}/{method}", data, read_timeout=wait)

    async def download(self, file_id: str, limit: int = FILE_LIMIT) -> bytes:
        """Fetch a file someone sent."""
        found = await self.call("getFile", {"file_id": file_id})
        if not isinstance(found, dict):
            raise NetworkError("Invalid server response")
        if found.get("file_size", 0) > limit or not found.get("file_path"):
            raise TelegramError("File is too big")
        return await self._sends.retrieve(self._files + found["file_path"])
