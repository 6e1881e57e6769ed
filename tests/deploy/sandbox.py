"""Commands under a unit's own promises: by systemd where one runs, else by our own means."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy import confined
from tests.deploy.unit import ROOT, Unit

# What begins, names and ends a service; the rest is what it lives under.
NOT_LIMITS = (
    "Type",
    "ExecStart",
    "WorkingDirectory",
    "EnvironmentFile",
    "Restart",
    "TimeoutStopSec",
    "StateDirectory",
)


@dataclass(frozen=True, slots=True)
class Sandbox:
    """One service: its unit file, and a folder of its own to be written to."""

    file: Path
    folder: Path

    def __post_init__(self) -> None:
        """Make the state and the private /tmp; without the means there is nothing to be tested."""
        for place in (self.state, self.tmp):
            place.mkdir(parents=True, exist_ok=True)
        if not by_systemd() and (lacking := confined.missing()):
            pytest.skip(lacking)

    @property
    def state(self) -> Path:
        """What stands for /var/lib/small-steps."""
        return self.folder / "state"

    @property
    def tmp(self) -> Path:
        """What stands for the private /tmp."""
        return self.folder / "tmp"

    def command(self, *words: str, **settings: str) -> list[str]:
        """The words of a command that runs in the sandbox, with settings in its environment."""
        given = [f"{name}={value}" for name, value in ({"PYTHONPATH": ROOT} | settings).items()]
        if by_systemd():
            return [*self._systemd_run(), *(f"--setenv={one}" for one in given), *words]
        inside = (self.file, self.state, self.tmp, *given, *words)
        return [sys.executable, "-m", "tests.deploy.confined", *map(str, inside)]

    def run(self, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return subprocess.run(
            self.command(*words, **settings), cwd=ROOT, capture_output=True, text=True, check=False
        )

    def python(self, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        """Run this Python to its end."""
        return self.run(sys.executable, *words, **settings)

    def _systemd_run(self) -> list[str]:
        limits = [
            f"--property={name}={value}"
            for name, values in Unit.read(self.file).settings.items()
            if not name.startswith(NOT_LIMITS)
            for value in values or ("",)
        ]
        # The checkout may stand where a service must not look; it may look at that, and no more.
        places = {str(ROOT), sys.prefix, sys.base_prefix}
        return [
            "systemd-run", "--quiet", "--wait", "--pipe", "--collect", *limits,
            "--property=ProtectHome=tmpfs", f"--property=WorkingDirectory={ROOT}",
            *(f"--property=BindReadOnlyPaths={place}" for place in sorted(places)),
            f"--property=BindPaths={self.folder}",
        ]  # fmt: skip


def by_systemd() -> bool:
    """Whether a systemd runs that does what we say."""
    return Path("/run/systemd/system").is_dir() and os.geteuid() == 0
