"""Reads the [Service] part of a systemd unit, and which system calls it leaves."""

import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICE = ROOT / "deploy/small-steps.service"
BACKUP = ROOT / "deploy/small-steps-backup.service"
ANALYZE = shutil.which("systemd-analyze")


@dataclass(frozen=True, slots=True)
class Unit:
    """The settings of one service, by name, in the order in which they stand."""

    settings: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, file: Path) -> "Unit":
        """Read a unit file; an empty value forgets what the same name said before."""
        found: dict[str, tuple[str, ...]] = {}
        _, _, service = file.read_text("utf-8").partition("[Service]\n")
        for line in service.partition("\n[")[0].splitlines():
            name, equals, value = line.partition("=")
            if equals and not line.startswith("#"):
                found[name] = (*found.get(name, ()), value) if value else ()
        return cls(found)

    def last(self, name: str) -> str:
        """The value that counts where only one can; empty when there is none."""
        return ("", *self.settings.get(name, ()))[-1]

    def words(self, name: str) -> list[str]:
        """All words of a setting that may stand more than once."""
        return [word for value in self.settings.get(name, ()) for word in shlex.split(value)]

    def environment(self) -> dict[str, str]:
        """What the process finds in its environment."""
        return dict(word.split("=", 1) for word in self.words("Environment"))

    def limits(self) -> dict[str, int]:
        """Each LimitX= by the name that the resource module gives it."""
        return {
            f"RLIMIT_{name.removeprefix('Limit')}": int(values[-1])
            for name, values in self.settings.items()
            if name.startswith("Limit") and values
        }

    def allowed_calls(self) -> set[str]:
        """The system calls that SystemCallFilter= leaves; systemd itself says what a set holds."""
        allowed = calls_of("@default")
        for line in self.settings["SystemCallFilter"]:
            named = {call for word in line.lstrip("~").split() for call in calls_of(word)}
            allowed = allowed - named if line.startswith("~") else allowed | named
        return allowed


@cache
def calls_of(name: str) -> set[str]:
    """The system calls in a set; a name without @ is a call itself."""
    if not name.startswith("@"):
        return {name}
    assert ANALYZE is not None
    listed = subprocess.run(
        [ANALYZE, "syscall-filter", name], capture_output=True, text=True, check=True
    ).stdout
    members = re.findall(r"^ {4}([@\w-]+)", listed, re.MULTILINE)
    return {call for member in members for call in calls_of(member)}


def size(words: str) -> int:
    """Read a size in bytes as systemd writes it: 512M."""
    number, unit = re.fullmatch(r"(\d+)([KMGkmg]?)", words).groups()
    return int(number) << {"": 0, "K": 10, "M": 20, "G": 30}[unit.upper()]
