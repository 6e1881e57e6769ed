"""Make cities.tsv.gz from GeoNames: `python -m bot.places.make_cities FOLDER`, see README.md."""

import gzip
import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from bot.places.spelling import folded, slips

TARGET = Path(__file__).with_name("cities.tsv.gz")
SMALLEST = 50_000

# How many other names a city keeps, by population: the larger, the more ways to spell it.
KEPT = ((3_000_000, 40), (1_000_000, 20), (500_000, 8), (150_000, 3), (0, 1))
# From here on names in other letters are kept too, this many a script.
OTHER_LETTERS = ((1_000_000, 4), (250_000, 2), (0, 0))
SCRIPTS = (
    "CYRILLIC",
    "GREEK",
    "ARABIC",
    "HEBREW",
    "CJK",
    "HANGUL",
    "THAI",
    "DEVANAGARI",
    "KATAKANA",
)

# Names in daily use that GeoNames lists as airport codes or nicknames, or not at all.
ADDED = {
    ("New York City", "US"): ("NYC", "New York"),
    ("Los Angeles", "US"): ("LA",),
    ("San Francisco", "US"): ("SF",),
    ("Washington", "US"): ("Washington DC", "DC"),
    ("Mumbai", "IN"): ("Bombay",),
    ("Kyiv", "UA"): ("Kiev",),
    ("Beijing", "CN"): ("Peking",),
    ("Ho Chi Minh City", "VN"): ("Saigon",),
    ("Chennai", "IN"): ("Madras",),
    ("Kolkata", "IN"): ("Calcutta",),
    ("Bengaluru", "IN"): ("Bangalore",),
    ("Yangon", "MM"): ("Rangoon",),
    ("Köln", "DE"): ("Cologne",),
    ("Saint Petersburg", "RU"): ("St Petersburg", "Leningrad"),
    ("Mexico City", "MX"): ("Ciudad de México", "CDMX"),
}

City: TypeAlias = dict[str, Any]  # a line of the source


def allowed(steps: tuple[tuple[int, int], ...], population: int) -> int:
    """How many names a city of this size may keep."""
    return next(count for size, count in steps if population >= size)


def latin(name: str) -> bool:
    """Whether somebody writes this: Latin letters, a capital first, no code of three letters."""
    letters = [c for c in name if c.isalpha()]
    return (
        len(letters) > 3
        and name[0].isupper()
        and not (name.isupper() and len(name) == 4)
        and all("LATIN" in unicodedata.name(c, "") for c in letters)
        and not re.search(r"[\t|,;()/]", name)
    )


def commonest(others: Iterable[str], count: int, *, unlike: str = "") -> list[str]:
    """The names that most others resemble: the ones in use, before rare spellings of them."""
    pool = {f: o for o in sorted(others, reverse=True) if (f := folded(o)) != folded(unlike)}
    backers = {f: sum(slips(f, other, 2) <= 2 for other in pool) for f in pool}
    return [pool[f] for f in sorted(pool, key=lambda f: (-backers[f], len(f), f))[:count]]


def other_letters(others: list[str], count: int) -> list[str]:
    """A few names for each script outside Latin."""
    by_script: dict[str, list[str]] = {script: [] for script in SCRIPTS}
    for other in filter(None, others):
        script = unicodedata.name(other[0], "").split(" ")[0]
        if script in SCRIPTS and not re.search(r"[|\t]", other):
            by_script[script].append(other)
    return [name for names in by_script.values() for name in commonest(names, count)]


def line(city: City) -> str:
    """One city as the file holds it."""
    name, country, others = city["name"], city["countrycode"], city["alternatenames"]
    written = [other for other in others if latin(other)]
    names = [
        *ADDED.get((name, country), ()),
        *filter(None, [city["state"]]),
        *commonest(written, allowed(KEPT, city["population"]), unlike=name),
        *other_letters(others, allowed(OTHER_LETTERS, city["population"])),
    ]
    return "\t".join(
        (name, country, city["timezone"], "|".join(dict.fromkeys(map(folded, names))))
    )


def with_states(cities: list[City], names: dict[str, str]) -> None:
    """Let the largest city of a state and zone answer to the state: people type California."""
    seen = set()
    for city in cities:
        state = (city["countrycode"], city["admin1code"], city["timezone"])
        city["state"] = names.get(city["admin1code"]) if city["countrycode"] == "US" else None
        if state in seen:
            city["state"] = None
        seen.add(state)


def chosen(folder: Path) -> list[City]:
    """Every city large enough, and every capital however small, most populous first."""
    countries = json.loads((folder / "countries.json").read_text()).values()
    capitals = {(c["iso"], folded(c["capital"])) for c in countries if c["capital"]}
    cities = json.loads((folder / "cities500.json").read_text()).values()
    for city in cities:
        city["capital"] = (city["countrycode"], folded(city["name"])) in capitals
    large = [c for c in cities if c["population"] >= SMALLEST or c["capital"]]
    large.sort(key=lambda c: (-c["population"], c["geonameid"]))
    states = json.loads((folder / "us_states.json").read_text()).values()
    with_states(large, {state["code"]: state["name"] for state in states})
    return large


def main(folder: Path) -> None:
    """Write the file beside this script."""
    text = "\n".join(line(city) for city in chosen(folder)) + "\n"
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
