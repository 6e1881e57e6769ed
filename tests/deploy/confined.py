"""Puts a process under what a unit promises, where no systemd runs:

    python -m tests.deploy.confined UNIT STATE TMP [NAME=VALUE...] COMMAND...

System calls, W^X, address families and namespaces by seccomp, the file system by Landlock, limits
and capabilities by the kernel's own means, each as the unit file says. Only STATE and TMP can be
written to; TMP stands for the private /tmp.
"""

import ctypes
import errno
import os
import resource
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tests.deploy.unit import ANALYZE, Unit

LIBC = ctypes.CDLL(None, use_errno=True)
SECCOMP = "libseccomp.so.2"
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38
ALLOW = 0x7FFF0000
EQUAL, MASKED = 4, 7  # libseccomp's comparisons
PROT_WRITE, PROT_EXEC, SHM_EXEC = 2, 4, 0o100000
NEW_NAMESPACES = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
# Landlock's first version: read and execute, and the thirteen rights in all.
READING, EVERYTHING = 0b1101, 0b1111111111111


class Compare(ctypes.Structure):
    """libseccomp's scmp_arg_cmp: one argument of a call, compared."""

    _fields_ = (
        ("arg", ctypes.c_uint),
        ("op", ctypes.c_int),
        ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64),
    )


class Filter:
    """One seccomp filter; several may be loaded, and the strictest answer counts."""

    def __init__(self, otherwise: int) -> None:
        self._lib = ctypes.CDLL(SECCOMP)
        self._lib.seccomp_init.restype = ctypes.c_void_p
        self._lib.seccomp_rule_add_array.argtypes = (
            ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint,
            ctypes.POINTER(Compare),
        )  # fmt: skip
        self._context = ctypes.c_void_p(self._lib.seccomp_init(ctypes.c_uint32(otherwise)))

    def rule(self, action: int, call: str, *compared: Compare) -> None:
        """Answer a call so; a call that this machine does not have needs no answer."""
        number = self._lib.seccomp_syscall_resolve_name(call.encode())
        if number >= 0:
            many = (Compare * len(compared))(*compared)
            wrong = self._lib.seccomp_rule_add_array(
                self._context, action, number, len(compared), many
            )
            assert not wrong, (call, os.strerror(-wrong))

    def load(self) -> None:
        """Put the process under it, for good."""
        wrong = self._lib.seccomp_load(self._context)
        assert not wrong, os.strerror(-wrong)


def refusal(number: int) -> int:
    """The action that answers a call with an error."""
    return 0x00050000 | number


def masked(arg: int, bits: int) -> Compare:
    """All these bits are set."""
    return Compare(arg, MASKED, bits, bits)


def missing() -> str:
    """What this machine lacks for a sandbox, in a sentence; empty when all is there."""
    if ANALYZE is None:
        return "systemd-analyze, which knows systemd's sets of system calls, is not installed"
    try:
        ctypes.CDLL(SECCOMP)
        landlock(444, None, 0, 1)
    except OSError as fault:
        return f"libseccomp is not installed, or the kernel has no Landlock: {fault}"
    return ""


def confine(unit: Unit, state: Path, tmp: Path) -> None:
    """Put this process, and all that it starts, under the unit's promises."""
    assert unit.settings["CapabilityBoundingSet"] == ()
    drop_capabilities()
    for name, most in unit.limits().items():
        resource.setrlimit(getattr(resource, name), (most, most))
    os.umask(int(unit.last("UMask"), 8))
    assert unit.last("NoNewPrivileges") == "yes"
    LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    assert unit.last("ProtectSystem") == "strict"
    write_only_below([state, tmp, *map(Path, ("/dev/shm", "/dev/null"))])  # noqa: S108 - mounts of a service
    filter_arguments(unit).load()
    if "SystemCallFilter" in unit.settings:
        filter_calls(unit).load()


def drop_capabilities() -> None:
    """Take away all that root can do, from the next program on."""
    for capability in range(64):
        LIBC.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def filter_calls(unit: Unit) -> Filter:
    """Allow the calls of SystemCallFilter=, and refuse all others as the unit says."""
    made = Filter(refusal(getattr(errno, unit.last("SystemCallErrorNumber"))))
    for call in unit.allowed_calls():
        made.rule(ALLOW, call)
    return made


def filter_arguments(unit: Unit) -> Filter:
    """Refuse what depends on a call's arguments, as systemd's src/shared/seccomp-util.c does."""
    made = Filter(ALLOW)
    no = refusal(errno.EPERM)
    if unit.last("MemoryDenyWriteExecute") == "yes":
        made.rule(no, "mmap", masked(2, PROT_WRITE | PROT_EXEC))
        made.rule(no, "mprotect", masked(2, PROT_EXEC))
        made.rule(no, "pkey_mprotect", masked(2, PROT_EXEC))
        made.rule(no, "shmat", masked(2, SHM_EXEC))
    if unit.last("RestrictNamespaces") == "yes":
        for kind in NEW_NAMESPACES:
            made.rule(no, "clone", masked(0, kind))
            made.rule(no, "unshare", masked(0, kind))
        made.rule(no, "setns")
        made.rule(refusal(errno.ENOSYS), "clone3")
    if "RestrictAddressFamilies" in unit.settings:
        _only_families(made, unit)
    return made


def _only_families(made: Filter, unit: Unit) -> None:
    families = {getattr(socket, name) for name in unit.words("RestrictAddressFamilies")}
    for family in set(range(64)) - families:
        made.rule(refusal(errno.EAFNOSUPPORT), "socket", Compare(0, EQUAL, family, 0))


def write_only_below(places: Iterable[Path]) -> None:
    """Let everything be read and run, and nothing be written but below these places."""
    handled = ctypes.c_uint64(EVERYTHING)
    ruleset = landlock(444, ctypes.byref(handled), ctypes.sizeof(handled), 0)
    for rights, found in [(READING, Path("/")), *((EVERYTHING, place) for place in places)]:
        with suppress(OSError):
            _allow(ruleset, found, rights)
    landlock(446, ruleset, 0)


def _allow(ruleset: int, place: Path, rights: int) -> None:
    class Beneath(ctypes.Structure):
        _pack_ = 1
        _fields_ = (("rights", ctypes.c_uint64), ("parent", ctypes.c_int32))

    handle = os.open(place, os.O_PATH)
    # What stands for a file can only have the rights of a file: to run, to write, to read.
    rule = Beneath(rights if place.is_dir() else rights & 0b111, handle)
    landlock(445, ruleset, 1, ctypes.byref(rule), 0)
    os.close(handle)


def landlock(number: int, *arguments: object) -> int:
    """Make one of Landlock's three calls, which have the same numbers on every machine."""
    found = LIBC.syscall(number, *arguments)
    if found < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return int(found)


def environment(unit: Unit, tmp: Path) -> dict[str, str]:
    """What systemd hands on: the unit's own settings, and next to nothing else."""
    own = {
        name: str(tmp) if value == "/tmp" else value  # noqa: S108 - as the unit says
        for name, value in unit.environment().items()
    }
    return {"PATH": os.environ["PATH"], "HOME": "/", "TMPDIR": str(tmp), "LANG": "C.UTF-8", **own}


def main() -> None:
    """Confine this process, then become the command; NAME=VALUE before it is set as well."""
    file, state, tmp, *command = sys.argv[1:]
    unit = Unit.read(Path(file))
    given = environment(unit, Path(tmp))
    while "=" in command[0]:
        name, _, value = command.pop(0).partition("=")
        given[name] = value
    confine(unit, Path(state), Path(tmp))
    os.execve(command[0], command, given)  # noqa: S606 - that is its purpose: to become the command


if __name__ == "__main__":
    main()
