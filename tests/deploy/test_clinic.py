"""The files for many keep the promises of the files for one."""

import re

import pytest

from tests.deploy.unit import ROOT, SERVICE

CLINIC = (ROOT / "deploy/compose.clinic.yaml").read_text("utf-8")
ONE = (ROOT / "deploy/compose.yaml").read_text("utf-8")
TEMPLATE = ROOT / "deploy/small-steps@.service"
# What is an instance's own, and how it stands in the unit for one.
OWN = {
    " (%i)": "",
    "/etc/small-steps/%i.env": "/etc/small-steps.env",
    "small-steps-%i": "small-steps",
}


def services() -> dict[str, str]:
    """Each service of the clinic by its name."""
    part = CLINIC.split("\nservices:\n")[1].split("\nnetworks:\n")[0]
    names = re.split(r"^  ([\w-]+):\n", part, flags=re.MULTILINE)
    return dict(zip(names[1::2], names[2::2], strict=True))


def test_the_template_is_the_unit_for_one_but_for_what_is_an_instance_s_own() -> None:
    text = TEMPLATE.read_text("utf-8")
    for own, alone in OWN.items():
        assert own in text
        text = text.replace(own, alone)
    unit = SERVICE.read_text("utf-8")
    assert text[text.index("[Unit]") :] == unit[unit.index("[Unit]") :]


def test_a_clinic_has_two_workers_a_proxy_a_database_and_backups() -> None:
    assert list(services()) == ["worker-1", "worker-2", "proxy", "database", "backup"]


@pytest.mark.parametrize("name", ["worker-1", "worker-2", "backup"])
def test_each_process_of_the_bot_is_confined_as_the_bot_for_one(name: str) -> None:
    assert "<<: *bot" in services()[name]
    bot = CLINIC.split("\nx-bot: &bot\n")[1].split("\nservices:\n")[0]
    hardened = CLINIC.split("\nx-hardened: &hardened\n")[1].split("\nx-bot:")[0]
    assert "<<: *hardened" in bot
    for promise in ("cap_drop: [ALL]", "- /tmp:noexec,nosuid,size=64m", "pids_limit: 128"):
        assert promise in ONE
        assert promise in bot
    for promise in ("init: true", "read_only: true", "no-new-privileges:true", "core: 0"):
        assert promise in ONE
        assert promise in hardened


@pytest.mark.parametrize("name", ["proxy", "database"])
def test_what_others_made_is_hardened_too(name: str) -> None:
    assert "<<: *hardened" in services()[name]


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, text in services().items() if "ports:" in text] == ["proxy"]
    assert "inside: {internal: true}" in CLINIC
    for name in ("database", "backup"):
        assert "networks: [inside]" in services()[name]


def test_no_password_stands_in_the_file() -> None:
    assert re.findall(r"PASSWORD: (?!\$\{POSTGRES_PASSWORD:\?\})", CLINIC) == []
