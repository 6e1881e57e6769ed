"""What an operator points at by mistake is named for what it is, and takes no memory."""

import resource
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.errors import BadKey, StorageError
from storage.keyfile import installation_key
from storage.restore import restore

NOW = datetime(2026, 11, 28, tzinfo=UTC)


async def test_a_folder_is_no_copy_and_the_sentence_says_so(tmp_path: Path) -> None:
    url, folder = f"sqlite:///{tmp_path}/data/small-steps.db", tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(StorageError, match="is a folder: name the copy in it"):
        await restore(url, folder, key=bytes(32), now=lambda: NOW, random=bytes)
    assert not (tmp_path / "data").exists()


def folder(file: Path) -> None:
    file.mkdir()


def device(file: Path) -> None:
    file.symlink_to("/dev/zero")


def loop(file: Path) -> None:
    file.symlink_to(file)


def below_a_file(file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("")


def no_text(file: Path) -> None:
    file.write_bytes(b"\xff" * 44)
    file.chmod(0o600)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (folder, "is no file but a folder"),
        (device, "is no file but a folder, a pipe or a device"),
        (loop, "cannot be read: Too many levels of symbolic links"),
        (below_a_file, "cannot be read: Not a directory"),
        (no_text, "holds no text"),
    ],
)
def test_what_is_no_key_file_is_one_sentence(
    tmp_path: Path, made: Callable[[Path], None], why: str
) -> None:
    file = tmp_path / "data" / "small-steps.key"
    file.parent.mkdir()
    made(file)
    with pytest.raises(BadKey, match=why):
        installation_key(None, file, bytes)


@pytest.mark.parametrize("part", ["stat", "open"])
def test_a_key_file_that_may_not_be_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    file = tmp_path / "small-steps.key"
    installation_key(None, file, bytes)

    def refused(*_given: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(f"storage.keyfile.Path.{part}", refused)
    with pytest.raises(BadKey, match=r"cannot be read: Permission denied\.$"):
        installation_key(None, file, bytes)


def test_a_key_file_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.keyfile.os.open", full)
    with pytest.raises(BadKey, match="cannot be made: No space left on device"):
        installation_key(None, tmp_path / "small-steps.key", bytes)


def test_a_key_file_that_never_ends_is_not_read_to_the_end(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    file = tmp_path / "small-steps.key"
    with file.open("wb") as out:
        out.truncate(1 << 28)  # a quarter of a gigabyte of nothing
    file.chmod(0o600)
    with pytest.raises(BadKey):
        installation_key(None, file, bytes)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
