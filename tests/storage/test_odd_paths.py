"""What an operator points at by mistake is named for what it is, and takes no memory."""

import resource
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


def test_a_key_file_that_never_ends_is_not_read_to_the_end(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    file = tmp_path / "small-steps.key"
    with file.open("wb") as out:
        out.truncate(1 << 28)  # a quarter of a gigabyte of nothing
    file.chmod(0o600)
    with pytest.raises(BadKey):
        installation_key(None, file, bytes)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
