"""The operator invites, lists and removes, and reads no name of anyone."""

from pathlib import Path

import pytest

from bot import cli


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/steps.db")
    monkeypatch.setenv("INVITED_ONLY", "true")
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)


def test_as_many_links_as_asked_for_each_another(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["invite", "--days", "3", "--count", "4"]) == cli.OK
    said = capsys.readouterr().out.splitlines()
    links = [line for line in said if "?start=" in line]
    assert len(set(links)) == 4
    assert all(line.startswith("https://t.me/YOUR_BOT?start=") for line in links)
    assert "within 3 days" in said[4]


@pytest.mark.parametrize("count", ["0", "-1", "1001", "many"])
def test_a_number_that_cannot_be_is_refused(count: str) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        cli.main(["invite", "--count", count])


def test_who_was_removed_is_listed_by_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["remove", "987654321"]) == cli.OK
    capsys.readouterr()
    assert cli.main(["people"]) == cli.OK
    assert capsys.readouterr().out.splitlines() == ["987654321 removed"]


def test_that_everyone_may_come_in_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVITED_ONLY", "")
    assert cli.main(["invite"]) == cli.OK
    assert "INVITED_ONLY is not set" in capsys.readouterr().out
