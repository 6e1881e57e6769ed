"""A migrated database with nobody in it: made once in a process, then copied.

Migrating takes longer than most stories.
"""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from storage.files import private_file
from storage.migrate import migrate


@cache
def empty_database() -> Path:
    """The one that is copied."""
    file = Path(mkdtemp(prefix="fresh-")) / "empty.db"
    atexit.register(shutil.rmtree, file.parent, ignore_errors=True)
    migrate(f"sqlite:///{file}")
    return file


def fresh_database(file: Path) -> str:
    """Put a copy there, as private as the program makes it; its address."""
    private_file(file)
    file.write_bytes(empty_database().read_bytes())
    return f"sqlite:///{file}"
