"""What the image and compose.yaml promise; a container is only a process with less around it."""

import json
import re
from pathlib import Path

import pytest

from tests.deploy.sandbox import Sandbox
from tests.deploy.unit import ROOT, Unit, size

IMAGE = (ROOT / "deploy/Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "deploy/compose.yaml").read_text("utf-8")
# Each promise of compose.yaml, and how systemd would say it. /dev/shm is there in both worlds.
PROMISES = {
    "read_only: true": "ProtectSystem=strict",
    "- /tmp:noexec,nosuid,size=64m": "PrivateTmp=yes",
    "cap_drop: [ALL]": "CapabilityBoundingSet=",
    'security_opt: ["no-new-privileges:true"]': "NoNewPrivileges=yes",
    "core: 0": "LimitCORE=0",
    "mem_limit: 512m": "MemoryMax=512M",
    "pids_limit: 128": "TasksMax=128",
}


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The container's promises as a unit."""
    lines = {line.strip() for line in COMPOSE.splitlines()}
    assert lines > set(PROMISES)
    environment = " ".join(re.findall(r"^(?:ENV)? +([A-Z_]+=\S+)", IMAGE, re.MULTILINE))
    file = tmp_path / "container.service"
    more = ["UMask=0022", f"Environment={environment}"]
    file.write_text("\n".join(["[Service]", *PROMISES.values(), *more]))
    return file


def test_a_week_is_drawn_within_the_limits_of_the_container(tmp_path: Path, unit: Path) -> None:
    done = Sandbox(unit, tmp_path).python("-m", "tests.deploy.draw")
    assert done.returncode == 0, done.stderr
    drawn, promised = json.loads(done.stdout), Unit.read(unit)
    assert drawn["is_png"]
    assert drawn["memory"] < size(promised.last("MemoryMax"))
    assert drawn["threads"] < int(promised.last("TasksMax"))


def test_both_services_share_every_promise_and_process_one_hears_sigterm() -> None:
    shared, _, services = COMPOSE.partition("\nservices:\n")
    assert "  init: true\n" in shared
    assert re.findall(r"^  ([\w-]+):$", services, re.MULTILINE) == [
        "small-steps", "backup", "steps",
    ]  # fmt: skip
    assert services.count("    <<: *confined\n") == 2


def test_the_container_backs_up_with_the_script_that_the_image_holds() -> None:
    assert "COPY deploy/nightly-backup deploy/\n" in IMAGE
    ignored = (ROOT / "deploy/Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert "!deploy/nightly-backup" in ignored
    assert "deploy/nightly-backup /data/backups /venv/bin/python -m bot;" in COMPOSE


def test_every_image_of_others_is_named_by_its_digest() -> None:
    base, *stages = re.findall(r"^FROM (\S+)", IMAGE, re.MULTILINE)
    assert stages == ["base", "base"]
    clinic = (ROOT / "deploy/compose.clinic.yaml").read_text("utf-8")
    named = set(re.findall(r"^ +image: (\S+)", COMPOSE + clinic, re.MULTILINE))
    assert {image.partition(":")[0] for image in named} == {"small-steps", "postgres", "caddy"}
    for image in (base, *(named - {"small-steps"})):
        assert re.fullmatch(r"[a-z]+:[\w.-]+@sha256:[0-9a-f]{64}", image)


def test_the_bytecode_of_the_image_does_not_depend_on_the_hour() -> None:
    written = re.findall(r"compileall\W+.*", IMAGE)
    assert len(written) == 2
    assert all("unchecked-hash" in line for line in written)
    assert "--no-compile" in IMAGE
