"""Every setting is read, and a wrong one is told in one sentence that helps."""

from pathlib import Path

import pytest

from bot.config import Misconfigured, Settings, example, host_and_port, load

ROOT = Path(__file__).parents[2]
TOKEN = "123456:ABC-DEF"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_example_is_what_the_settings_say() -> None:
    assert (ROOT / ".env.example").read_text("utf-8") == example()


def test_the_example_with_a_token_is_enough(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(example().replace("TELEGRAM_BOT_TOKEN=", f"TELEGRAM_BOT_TOKEN={TOKEN}"))
    settings = load(file)
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert settings == Settings(_env_file=None, telegram_bot_token=TOKEN)


def test_the_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nLOG_LEVEL=INFO\n")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("ALLOWED_USERS", "7000000001, 2")
    settings = load(file)
    assert settings.log_level == "DEBUG"
    assert settings.allowed_users == {7_000_000_001, 2}


@pytest.mark.parametrize(
    ("name", "value", "put"),
    [
        ("TELEGRAM_BOT_TOKEN", "hello", "@BotFather"),
        ("TELEGRAM_API_URL", "api.telegram.org", "https://"),
        ("DATABASE_URL", "mysql://x/y", "postgresql://"),
        ("DATABASE_URL", "small-steps.db", "sqlite:///"),
        ("ENCRYPTION_KEY", "short", "base64"),
        ("WEBHOOK_URL", "example.org", "https://"),
        ("WEBHOOK_LISTEN", "8080", "host:port"),
        ("WEBHOOK_SECRET", "with space", "random"),
        ("ALLOWED_USERS", "alice", "numbers"),
        ("LOG_LEVEL", "LOUD", "DEBUG"),
        ("HEALTH_LISTEN", "localhost", "host:port"),
        ("HEALTH_LISTEN", "localhost:99999", "host:port"),
    ],
)
def test_a_wrong_setting_is_told_in_one_sentence(
    name: str, value: str, put: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as told:
        load(None)
    sentence = str(told.value)
    assert sentence.startswith(name)
    assert put in sentence
    assert sentence.count(". ") == 0
    assert value not in sentence.partition(";")[0]


def test_without_a_token_only_what_needs_telegram_stops() -> None:
    with pytest.raises(Misconfigured, match="TELEGRAM_BOT_TOKEN is missing"):
        load(None)
    assert load(None, for_telegram=False).database_url.startswith("sqlite:///")


def test_a_webhook_needs_a_secret_and_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org/hook")
    with pytest.raises(Misconfigured, match="WEBHOOK_SECRET"):
        load(None)
    monkeypatch.setenv("WEBHOOK_SECRET", "a-long-secret")
    assert load(None).webhook_url == "https://bot.example.org/hook"
    monkeypatch.setenv("WEBHOOK_URL", "http://bot.example.org/hook")
    with pytest.raises(Misconfigured, match="WEBHOOK_URL"):
        load(None)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    assert load(None).telegram_api_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    "url", ["sqlite:///data/x.db", "postgresql://a:b@h/n", "postgres://h/n", "sqlite:////x.db"]
)
def test_databases_are_named_as_people_write_them(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert load(None, for_telegram=False).database_url == url


def test_no_secret_shows_when_settings_are_printed() -> None:
    settings = Settings(
        _env_file=None,
        telegram_bot_token=TOKEN,
        database_url="postgresql://me:hush@host/name",
        webhook_secret="hush",
        encryption_key="A" * 43,
    )
    assert not {TOKEN, "hush", "A" * 43} & set(repr(settings).replace("'", " ").split())
    assert "hush" not in repr(settings)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Misconfigured, match="UTF-8"):
        load(file)


def test_addresses_are_split() -> None:
    assert host_and_port("127.0.0.1:80") == ("127.0.0.1", 80)
    assert host_and_port("[::1]:80") == ("::1", 80)
