"""An installed Small Steps, used as a stranger does: `python -m tests.installed SMALL-STEPS`.

`.ci/wheel` hands it the command of an environment that knows nothing of the checkout.
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from bot import __version__
from storage.schema import HEAD
from tests.visitor import Visitor, chromium, visit

EXAMPLE = "Fill in eight weeks of example data"


class Installed:
    """The command, called in a folder of its own, with nothing of this environment but PATH.

    The home is another folder: matplotlib keeps its list of fonts there, as for any program.
    """

    def __init__(self, command: Path, folder: Path, home: Path) -> None:
        self._command = command
        self.folder = folder
        self._given = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}

    def __call__(self, *arguments: str, ends: int = 0) -> str:
        done = subprocess.run(
            [self._command, *arguments],
            cwd=self.folder,
            env=self._given,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        assert done.returncode == ends, (arguments, done)
        return done.stdout

    def starts(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self._command, *arguments],
            cwd=self.folder,
            env=self._given,
            stdout=subprocess.PIPE,
            text=True,
        )


def examine(small_steps: Installed) -> None:
    """Ask for the version and the doctor: only the token is missing, and nothing is left lying."""
    assert small_steps("--version") == f"small-steps {__version__}\n"
    found = small_steps("doctor", ends=1)
    sick = [line.split(":")[0] for line in found.splitlines() if line.startswith("not ok")]
    assert sick == ["not ok  configuration", "not ok  token"], found
    left = sorted(small_steps.folder.rglob("*"))
    assert left == [], left


def migrate(small_steps: Installed) -> None:
    """Make the database: in the folder in which the command was called."""
    assert small_steps("migrate") == f"The database is at revision {HEAD}.\n"
    assert (small_steps.folder / "data/small-steps.db").is_file()


async def try_it(small_steps: Installed) -> None:
    """Go through the first minute in a browser, as far as a picture and a page for a session."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with small_steps.starts("try", "--no-browser", "--port", str(port)) as trying:
        try:
            assert trying.stdout is not None
            ready = await asyncio.to_thread(trying.stdout.readline)
            url = f"http://127.0.0.1:{port}"
            assert ready.startswith(f"Small Steps is ready: {url}"), ready
            async with chromium() as browser, visit(browser, url) as alice:
                await _sees_her_week(alice)
        finally:
            trying.terminate()
    assert trying.returncode == 0


async def _sees_her_week(alice: Visitor) -> None:
    await alice.uses("Start")
    await alice.sees("May I store")
    await alice.presses("Yes, let's begin")
    await alice.types("Riga")
    await alice.sees("What time in the evening")
    await alice.presses("21:00", "08:00")
    await alice.sees("Is there one small thing")
    await alice.presses("Skip")
    await alice.sees("All set")
    await alice.uses(EXAMPLE)
    await alice.is_told("Eight weeks are filled in")
    await alice.types("/week")
    assert await alice.picture_width() > 500
    await alice.types("/report")
    await alice.sees("Nobody has it but you and this chat.")
    await alice.presses("Make the PDF")
    await alice.sees("Here it is.")


def main(command: Path) -> None:
    """Do what a stranger does first."""
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as home:
        small_steps = Installed(command, Path(empty), Path(home))
        examine(small_steps)
        migrate(small_steps)
        asyncio.run(try_it(small_steps))


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
    sys.stdout.write("The installed program works.\n")
