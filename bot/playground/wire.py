"""One call of the Bot API as it comes over the wire, and the words with which it is refused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader
from aiohttp.web import BaseRequest

Json = dict[str, Any]

UPLOAD_LIMIT = 50 * 1024 * 1024


class Refused(Exception):
    """A call that Telegram answers with `ok: false`, in Telegram's words."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """Return the answer's JSON."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(why: str) -> Refused:
    """Return a 400 with Telegram's prefix."""
    return Refused(400, f"Bad Request: {why}")


def too_many_requests(seconds: int) -> Refused:
    """Return a 429 that asks to wait."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    type: str
    data: bytes


@dataclass(slots=True)
class MethodCall:
    """The parameters of one call, whichever way they were sent."""

    method: str
    params: Json = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a string parameter; absent is empty. Telegram takes nothing but UTF-8."""
        value = self.params.get(name)
        if value is None:
            return ""
        words = value if isinstance(value, str) else str(value)
        if not words.isascii() and any("\ud800" <= sign <= "\udfff" for sign in words):
            raise bad_request("strings must be encoded in UTF-8")
        return words

    def integer(self, name: str) -> int | None:
        """Return an integer parameter, or None where there is none or it is not one."""
        value = self.params.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        try:
            return int(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """Return a boolean parameter; absent is False."""
        value = self.params.get(name)
        return value is True or value == 1 or str(value).lower() in {"true", "1", "yes"}

    def structure(self, name: str, called: str) -> Any:
        """Return a parameter that is JSON: sent as JSON, or as a string that holds JSON."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {called} JSON object") from None


async def read_call(method: str, request: BaseRequest) -> MethodCall:
    """Read the parameters of a request: query, JSON, form or multipart."""
    params: Json = dict(request.query) if request.query_string else {}
    if not request.body_exists:
        return MethodCall(method, params)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _multipart(method, request, params)
    body = await request.read()
    if kind == "application/json":
        params.update(_json_object(body))
    elif kind == "application/x-www-form-urlencoded":
        try:
            params.update(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return MethodCall(method, params)


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body) if body else {}
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


async def _multipart(method: str, request: BaseRequest, params: Json) -> MethodCall:
    files: dict[str, Upload] = {}
    taken = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytearray()
        while chunk := await part.read_chunk(65536):
            data += chunk
            taken += len(chunk)
            if taken > UPLOAD_LIMIT:
                raise Refused(413, "Request Entity Too Large")
        if part.filename is None:
            params[part.name] = data.decode("utf-8", "surrogateescape")
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, kind, bytes(data))
    return MethodCall(method, params, files)
