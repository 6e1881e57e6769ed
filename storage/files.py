"""Files that only their owner may read."""

import os
from pathlib import Path


def private_folder(folder: Path) -> None:
    """Make the folder if missing, closed to others; one that exists is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def private_file(file: Path) -> None:
    """Make the file if missing, closed to others; SQLite gives -wal and -shm the same mode."""
    private_folder(file.parent)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def sync_folder(folder: Path) -> None:
    """Make names just created, renamed or removed in the folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
