"""What the drawing process is given to do instead of drawing; it imports nothing large."""

import os
import time
from pathlib import Path
from typing import Any


def crash(*_args: object) -> bytes:
    os._exit(1)


def crash_once(marker: Any) -> bytes:
    if not Path(marker).exists():
        Path(marker).touch()
        os._exit(1)
    return b"picture"


def sleep(*_args: object) -> bytes:
    time.sleep(60)
    return b""


def pid(*_args: object) -> bytes:
    return str(os.getpid()).encode()


def refuse(*_args: object) -> bytes:
    raise PermissionError


def threads_of_the_library(*_args: object) -> bytes:
    return os.environ["OPENBLAS_NUM_THREADS"].encode()
