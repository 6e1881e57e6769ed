"""Time zones as people name them, looked up in the timetable's list and never opened as files."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.local_time import zones
from bot.places.spelling import folded, slips, slips_allowed


@cache
def _livable() -> Mapping[str, str]:
    # Short names such as EST or MST stand still in summer or mean other places to other people.
    return {name.lower(): name for name in zones() if "/" in name or name == "UTC"}


def spelled(name: str) -> str | None:
    """The zone somebody named, in whatever case: "europe/berlin", "America/los angeles"."""
    return _livable().get("_".join(name.lower().split()))


def resembling(name: str) -> list[str]:
    """The zones whose names are as few slips away as any: Europe/Riga for "Europe/Rigga"."""
    wanted = folded(name)
    most = slips_allowed(wanted)
    costs = {zone: slips(wanted, folded(zone), most) for zone in _livable().values()}
    least = min(costs.values())
    return [zone for zone, cost in costs.items() if cost == least] if least <= most else []


def city_of(zone: str) -> str:
    """The city inside a zone's name: "Los Angeles" of America/Los_Angeles."""
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def countries() -> Mapping[str, str]:
    """The two-letter country code of each zone that lies in one."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    return {row[2]: row[0] for row in rows}
