"""What the project says about itself is true: README, settings, locks, docs and CI agree."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.config import Settings, example
from bot.core.feature import CommandGroup
from bot.core.registry import Registry
from bot.features import FEATURES

ROOT = Path(__file__).parents[1]
COMMANDS = Registry(FEATURES).commands
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")]
PAGES += [*ROOT.glob(".github/*.md"), *ROOT.glob("bot/*/README.md")]

TRY = (
    "python3 -m venv .venv && .venv/bin/python -m pip install -q --require-hashes "
    "-r requirements.lock && .venv/bin/python -m bot try"
)
TEST = (
    "python3 -m venv .venv && .venv/bin/python -m pip install -q --require-hashes "
    "-r requirements-dev.lock && .venv/bin/python -m pytest -n auto"
)


QUICK = (
    '.venv/bin/python -m pytest -n auto -m "not slow" '
    "tests/conversations tests/core tests/features/check_in tests/features/goals "
    "tests/features/hard_days tests/features/insights tests/features/plan "
    "tests/features/questionnaires tests/features/week"
)


def block_after(marker: str) -> str:
    found = re.search(rf"<!-- {marker} -->\n+```\w*\n(.*?)\n```", README, re.DOTALL)
    assert found, f"README has no block after <!-- {marker} -->"
    return found[1]


def pinned(lock: str) -> dict[str, list[str]]:
    text = (ROOT / lock).read_text("utf-8")
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def wanted(*groups: list[str]) -> list[Requirement]:
    return [Requirement(line) for group in groups for line in group]


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEV = PROJECT["dependency-groups"]["dev"]


def test_two_lines_do_all_the_set_up() -> None:
    assert block_after("try") == TRY
    assert block_after("test") == TEST


def test_ci_runs_the_very_line_a_newcomer_pastes() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert "<!-- test -->" in script
    assert ".ci/run" in (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    subprocess.run(["bash", "-n", ROOT / ".ci/run"], check=True)
    read = re.search(r"awk '(.*?)' README\.md", script)
    assert read
    awk = ["awk", read[1], ROOT / "README.md"]
    line = subprocess.run(awk, capture_output=True, text=True, check=True).stdout
    assert line.strip() == TEST


def test_the_quick_command_leaves_out_nothing_of_its_folders_but_what_is_slow() -> None:
    assert f"\n    {QUICK}\n" in (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
    start, folders = shlex.split(QUICK)[:7], shlex.split(QUICK)[7:]
    assert start == [".venv/bin/python", "-m", "pytest", "-n", "auto", "-m", "not slow"]
    found = {folder: [*(ROOT / folder).rglob("test_*.py")] for folder in folders}
    assert all(found.values())
    files = [file for files in found.values() for file in files]
    assert [file for file in files if "mark.slow" in file.read_text("utf-8")] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_names_every_command(command: str) -> None:
    assert re.search(rf"`/{command}\b", README)


def test_readme_has_the_groups_of_help_with_their_commands() -> None:
    table = README.partition("| **Every day** | |")
    found: dict[str, set[str]] = {}
    for line in (table[1] + table[2]).partition("\n\n")[0].splitlines():
        if heading := re.fullmatch(r"\| \*\*(.+)\*\* \| \|", line):
            found[heading[1]] = set()
        else:
            cell = re.findall(r"`/(\w+)", line.split("|")[1])
            found[[*found][-1]] |= set(cell)
    groups = {group.value.message: set() for group in CommandGroup}
    for command in COMMANDS.values():
        groups[command.group.value.message].add(command.name)
    assert found == groups


def test_readme_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"`/([a-z]+)", README)) - {"newbot"}
    assert named == set(COMMANDS)


@pytest.mark.parametrize("setting", [name.upper() for name in Settings.model_fields])
def test_readme_names_every_setting(setting: str) -> None:
    assert f"| `{setting}` |" in README


def test_readme_names_every_script_and_no_other() -> None:
    there = {file.name for file in ROOT.glob("conversations/flows/[!_]*.py")}
    assert set(re.findall(r"^\| `(\w+\.py)` \|", README, re.MULTILINE)) == there


def test_readme_names_every_way_to_start() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    ways = re.findall(r"^    (\w+) ", shown, re.MULTILINE)
    assert {"try", "doctor", "backup", "migrate"} <= set(ways)
    for way in ways:
        assert f"`python -m bot {way}" in README


def test_the_example_settings_are_those_of_the_program() -> None:
    assert (ROOT / ".env.example").read_text("utf-8") == example()


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [("requirements.lock", wanted(RUNTIME)), ("requirements-dev.lock", wanted(RUNTIME, DEV))],
)
def test_the_locks_hold_what_the_project_asks_for(
    lock: str, requirements: list[Requirement]
) -> None:
    versions = pinned(lock)
    for requirement in requirements:
        locked = versions[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in locked), requirement


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_its_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    for entry in re.split(r"^(?=\S)", text, flags=re.MULTILINE):
        assert not entry.strip() or "--hash=sha256:" in entry, entry
    assert "://" not in text
    assert "--index" not in text


def test_no_property_test_fails_because_the_machine_is_busy() -> None:
    assert settings().deadline is None


def test_tests_run_on_the_versions_people_run() -> None:
    dev = pinned("requirements-dev.lock")
    for name, versions in pinned("requirements.lock").items():
        assert dev[name] == versions


def test_a_commit_is_checked_as_ci_checks_it() -> None:
    """With the tools of `.venv`, whose versions are those of the lock."""
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    before = re.findall(r"^ +entry: \.venv/bin/([\w-]+(?: [a-z]+)?)", hooks, re.MULTILINE)
    assert len(before) == hooks.count("- id:")
    checks = re.search(r"^ *for check in (.+); do$", (ROOT / ".ci/run").read_text("utf-8"), re.M)
    assert checks
    assert before == [check.replace(" --check", "") for check in shlex.split(checks[1])]


def test_ci_runs_on_every_python_that_is_promised() -> None:
    workflow = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    matrix = re.search(r"python: \[(.+)\]", workflow)
    assert matrix
    said = "Programming Language :: Python :: 3."
    promised = [
        f"3.{one[len(said) :]}" for one in PROJECT["project"]["classifiers"] if said in one
    ]
    assert re.findall(r'"([\d.]+)"', matrix[1]) == promised
    assert PROJECT["project"]["requires-python"] == f">={promised[0]}"
    assert all(re.search("@[0-9a-f]{40} # v", used) for used in re.findall("uses: .+", workflow))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_leads_nowhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text) + re.findall(r'src="([^"]+)"', text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_readme_is_quick_to_load() -> None:
    pictures = re.findall(r'<img src="([^"]+)"', README)
    assert pictures
    assert sum((ROOT / picture).stat().st_size for picture in pictures) < 300_000


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    for decision in ROOT.glob("docs/decisions/0*.md"):
        assert f"({decision.name})" in listed


def test_every_package_says_what_lives_there() -> None:
    for package in ROOT.glob("*/**/__init__.py"):
        if "tests" in package.parts or any(part.startswith(".") for part in package.parts):
            continue
        assert package.read_text("utf-8").startswith('"""'), package


def test_nothing_is_deployed_unpinned_or_as_root() -> None:
    container = (ROOT / "deploy/Dockerfile").read_text("utf-8")
    assert "--require-hashes" in container
    assert re.search(r"^USER (?!root)", container, re.MULTILINE)
    unit = (ROOT / "deploy/small-steps.service").read_text("utf-8")
    for line in ("DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes", "UMask=0077"):
        assert line in unit.splitlines()


def test_a_copied_env_file_blanks_nothing_that_the_image_sets() -> None:
    """Compose hands on the empty lines of `.env.example` as well."""
    container = (ROOT / "deploy/Dockerfile").read_text("utf-8")
    compose = (ROOT / "deploy/compose.yaml").read_text("utf-8")
    said = dict(re.findall(r"^(?:ENV)? +([A-Z_]+)=(\S+)", container, re.MULTILINE))
    ours = {name for name in said if name.lower() in Settings.model_fields}
    assert ours == {"DATABASE_URL", "HEALTH_LISTEN"}
    for name in ours:
        assert f"      {name}: {said[name]}\n" in compose


def test_the_city_file_names_its_source_and_licence() -> None:
    beside = (ROOT / "bot/places/README.md").read_text("utf-8")
    assert "GeoNames" in beside
    assert "CC BY 4.0" in beside
    assert (ROOT / "bot/places/cities.tsv.gz").stat().st_size <= 400_000
