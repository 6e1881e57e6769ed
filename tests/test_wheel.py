"""What is handed to others is whole; `.ci/wheel` installs it and uses it as a stranger does."""

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "conversations", "storage", "charts")
INFO = f"small_steps-{bot.__version__}.dist-info"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def built(kind: str, into: Path) -> Path:
    order = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)]
    subprocess.run(order, check=True, capture_output=True, cwd=ROOT)
    (archive,) = into.iterdir()
    return archive


def listed(*choice: str) -> set[str]:
    """The files of the checkout that git keeps, or would keep."""
    # In a container the checkout may belong to somebody else, which git would not look at.
    order = ["git", "-c", "safe.directory=*", "ls-files", *choice]
    shown = subprocess.run(order, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    return {name for name in shown.splitlines() if (ROOT / name).exists()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(built("wheel", tmp_path_factory.mktemp("wheel")))


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    return message_from_bytes(wheel.read(f"{INFO}/METADATA"))


def test_the_wheel_holds_every_file_of_the_four_packages_and_no_other(
    wheel: zipfile.ZipFile,
) -> None:
    there = {
        str(file.relative_to(ROOT))
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert {name for name in wheel.namelist() if not name.startswith(INFO)} == there
    assert {Path(name).suffix for name in there} >= {".py", ".toml", ".gz", ".html", ".mako"}


def test_the_wheel_brings_the_command_and_every_licence(wheel: zipfile.ZipFile) -> None:
    script = wheel.read(f"{INFO}/entry_points.txt").decode()
    assert script.split() == ["[console_scripts]", "small-steps", "=", "bot.cli:main"]
    for licence in PROJECT["license-files"]:
        assert wheel.read(f"{INFO}/licenses/{licence}") == (ROOT / licence).read_bytes()


def test_the_version_stands_in_one_place(metadata: Message) -> None:
    assert metadata["Version"] == bot.__version__
    assert "version" not in PROJECT
    assert bot.__version__ not in (ROOT / "pyproject.toml").read_text("utf-8")


def test_no_address_is_invented(metadata: Message) -> None:
    """The project says nowhere where it lives: whoever hosts it knows."""
    assert metadata.get_all("Project-URL") is None
    assert metadata["Home-page"] is None


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone: nobody knows what is kept")
def test_the_source_archive_is_the_checkout_without_what_is_only_yours(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()} - {"PKG-INFO"}
    kept = listed("--cached")
    assert kept <= held
    assert held <= kept | listed("--others", "--exclude-standard")
