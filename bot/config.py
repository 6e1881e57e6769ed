"""The settings: one frozen object from the environment and `.env`; a fault is one sentence."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic.config import JsonDict
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from storage.errors import StorageError
from storage.urls import database_url

ENV_FILE = Path(".env")
TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,}")
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
KEY = re.compile(r"\s*(?:[A-Za-z0-9+/_-]{43}=?|[0-9A-Fa-f]{64})\s*")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class Misconfigured(Exception):
    """A setting cannot be used; the message names it and says what to put there."""


def _setting(default: Any, comment: str, put: str, *, shown: bool = True) -> Any:
    """Describe one setting: its comment in `.env.example`, and what a wrong value should be."""
    extra: JsonDict = {"put": put}
    return Field(default=default, description=comment, json_schema_extra=extra, repr=shown)


def _secret(good: Callable[[str], object]) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not good(value.get_secret_value()):
            raise ValueError
        return value

    return AfterValidator(check)


def _text(good: Callable[[str], object]) -> AfterValidator:
    def check(value: str) -> str:
        if value and not good(value):
            raise ValueError
        return value

    return AfterValidator(check)


def host_and_port(listen: str) -> tuple[str, int]:
    """Split `host:port`; raise ValueError when it is none."""
    host, colon, port = listen.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit() and 0 <= int(port) < 65536):
        raise ValueError(listen)
    return host.strip("[]"), int(port)


def _is_url(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_database(value: str) -> bool:
    try:
        return bool(database_url(value))
    except StorageError:
        return False


def _ids(value: object) -> object:
    if isinstance(value, str):
        return frozenset(int(part) for part in re.split(r"[,\s]+", value) if part)
    return value


Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]
Listen = Annotated[str, _text(host_and_port)]


class Settings(BaseSettings):
    """Everything the operator may choose; the names are fixed, see README."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    telegram_bot_token: Annotated[SecretStr, _secret(TOKEN.fullmatch)] = _setting(
        SecretStr(""),
        "The token that @BotFather gives for your bot. The only setting that has to be filled in.",
        "the token from @BotFather, which looks like 123456:ABC-DEF",
    )
    telegram_api_url: Annotated[str, _text(_is_url), AfterValidator(lambda u: u.rstrip("/"))] = (
        _setting(
            TELEGRAM,
            "Where the Bot API is; change it only for a Bot API server of your own.",
            f"an address such as {TELEGRAM}",
        )
    )
    database_url: Annotated[str, _text(_is_database)] = _setting(
        "sqlite:///data/small-steps.db",
        "Where everything is kept: sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME.",
        "sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
        shown=False,
    )
    database_connections: Annotated[int, Field(gt=0, le=100)] = _setting(
        8,
        "How many connections each process opens to a PostgreSQL at most.",
        "a number from 1 to 100",
    )
    encryption_key: Annotated[SecretStr, _secret(KEY.fullmatch)] = _setting(
        SecretStr(""),
        "The key that seals what people tell (32 bytes as base64). Empty: a key file is used.",
        "32 random bytes as base64 (44 characters) or hex (64)",
    )
    encryption_key_file: Path | None = _setting(
        None,
        "The file that holds the key. Empty: one beside the SQLite database, made on first start.",
        "the path of a file that holds the key",
    )
    webhook_url: Annotated[str, _text(_is_url)] = _setting(
        "",
        "The public https address Telegram shall call. Empty: the bot asks Telegram (polling).",
        "an address that starts with https://, or nothing",
    )
    webhook_listen: Listen = _setting(
        "127.0.0.1:8080",
        "Where the webhook listens, as host:port; a proxy with TLS stands before it.",
        "host:port, for example 127.0.0.1:8080",
    )
    webhook_secret: Annotated[SecretStr, _secret(WEBHOOK_SECRET.fullmatch)] = _setting(
        SecretStr(""),
        "What Telegram shows to prove a webhook call is its own. Needed with WEBHOOK_URL.",
        "a long random word of letters, digits, _ and -",
    )
    send_per_second: Annotated[int, Field(gt=0, le=1000)] = _setting(
        30,
        "How many messages may leave in a second; above 30 only where Telegram allows that.",
        "a number from 1 to 1000; Telegram allows 30",
    )
    allowed_users: Ids = _setting(
        frozenset(),
        "Telegram ids of the people who may use the bot, with commas between. Empty: anyone.",
        "numbers with commas between, for example 11111111,22222222",
    )
    invited_only: bool = _setting(
        default=False,
        comment="true: only people in ALLOWED_USERS, or who come by an invitation (see invite).",
        put="true or false",
    )
    log_level: Annotated[str, AfterValidator(str.upper), _text(LEVELS.__contains__)] = _setting(
        "INFO",
        "How much is logged: DEBUG, INFO, WARNING, ERROR or CRITICAL.",
        "one of DEBUG, INFO, WARNING, ERROR, CRITICAL",
    )
    health_listen: Listen = _setting(
        "",
        "Where /health and /metrics (Prometheus) listen, as host:port. Empty: off.",
        "host:port, for example 127.0.0.1:8081, or nothing",
    )


def load(env_file: Path | str | None = ENV_FILE, *, for_telegram: bool = True) -> Settings:
    """Read the settings, or raise Misconfigured; commands that need no Telegram ask for less."""
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as fault:
        raise Misconfigured(_sentence(str(fault.errors()[0]["loc"][0]))) from None
    except UnicodeDecodeError:
        raise Misconfigured(f"{env_file} cannot be read: save it as plain text (UTF-8).") from None
    if for_telegram:
        _check_telegram(settings)
    return settings


def _check_telegram(settings: Settings) -> None:
    if not settings.telegram_bot_token.get_secret_value():
        raise Misconfigured(_sentence("telegram_bot_token", "missing"))
    if not settings.webhook_url:
        return
    if not settings.webhook_secret.get_secret_value():
        raise Misconfigured(_sentence("webhook_secret", "missing"))
    if settings.telegram_api_url == TELEGRAM and not settings.webhook_url.startswith("https://"):
        raise Misconfigured(_sentence("webhook_url"))


def _sentence(name: str, fault: str = "not usable") -> str:
    known = Settings.model_fields.get(name.lower())
    extra = known.json_schema_extra if known else None
    put = extra["put"] if isinstance(extra, dict) else "a value as in .env.example"
    return f"{name.upper()} is {fault}; set it, in the environment or in .env, to {put}."


def example() -> str:
    """Write `.env.example`: every setting with its comment and its default."""
    head = "# Copy this file to .env and fill in the token; everything else has a good default.\n"
    return head + "".join(
        f"\n# {field.description}\n{name.upper()}={_shown(field.default)}\n"
        for name, field in Settings.model_fields.items()
    )


def _shown(default: object) -> str:
    return str(default) if isinstance(default, str | int) else ""
