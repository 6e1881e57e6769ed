"""What the page on the Raspberry Pi says was checked is what is installed."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/raspberry-pi.md").read_text("utf-8")


def pins() -> set[tuple[str, str]]:
    """Name and version of all that the lock has; some have another version for a newer Python."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    found = re.findall(r"^([\w.-]+)(?:\[\w,]+)?==([\w.]+)", lock, re.MULTILINE)
    return {(plain(name), version) for name, version in found}


def plain(name: str) -> str:
    return re.sub(r"[_.]", "-", name.lower())


def test_each_wheel_that_was_looked_for_is_one_that_is_pinned() -> None:
    rows = re.findall(r"^\| `([\w.-]+)`[^|]* \| ([\w.]+) \|", PAGE, re.MULTILINE)
    checked = {(plain(name), version) for name, version in rows}
    assert len(checked) == 23
    assert checked <= pins()
