"""A time zone by what a person types, where they are, or what their watch says.

Works offline and keeps nothing.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import cache
from itertools import islice

from bot import local_time
from bot.places import countries, zones
from bot.places.cities import Place, index
from bot.places.spelling import folded

__all__ = ["Place", "at", "called", "named", "search", "zones_at"]

MOST = 6
LONGEST_QUERY = 80
WATCH_IS_RIGHT_WITHIN = 7  # minutes
RULES_ARE_COMPARED_FOR = 366  # days

# Those that mean one zone. Those that mean several find nothing, so that a city is asked for.
_ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "utc": ("UTC",),
    "gmt": ("UTC", "Europe/London"),
    "edt": ("America/New_York",),
    "pdt": ("America/Los_Angeles",),
    "jst": ("Asia/Tokyo",),
} | dict.fromkeys(
    (
        *("est", "cst", "cdt", "mst", "mdt", "pst", "ist", "bst", "ast", "gst", "wst"),
        *("cet", "cest", "eet", "eest"),
    ),
    (),
)


def search(query: str) -> tuple[Place, ...]:
    """The places somebody may have meant, best first and at most six; none for other words."""
    if not _plausible(query):
        return ()
    if "/" in query:
        return _by_zone(query)
    if (short := _ABBREVIATIONS.get(folded(query))) is not None:
        return tuple(map(named, short))
    head, country = _country_last(query)
    found = _by_name(head) if head else []
    if country:
        found = [place for place in found if place.country == country]
        found += _one_a_zone(index().of(country)) if not found else []
    return tuple(_one_a_zone(found)[:MOST])


def called(query: str) -> tuple[Place, ...]:
    """The places of just that name, a zone each, best first: quick, and without a guess."""
    if not _plausible(query):
        return ()
    head, country = _country_last(query)
    found = index().called({folded(head)}) if head else []
    return tuple(_one_a_zone(p for p in found if country in (None, p.country))[:MOST])


def at(latitude: float, longitude: float) -> str | None:
    """The zone at a shared location. The coordinates are used for this look-up and forgotten."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    # Imported when first needed: the map takes 36 MB, and most people type a city.
    from tzfpy import get_tz

    return zones.spelled(get_tz(longitude, latitude))


def named(zone: str) -> Place:
    """The city a zone is best known by, for showing it to a person."""
    best = next((place for place in index().places if place.zone == zone), None)
    return best or Place(zone, zones.city_of(zone), zones.countries().get(zone, ""))


def zones_at(now: datetime, local: time) -> tuple[Place, ...]:
    """One city for each set of rules under which it is about that time now, largest first."""
    fitting = [
        zone for zone in _leading() if _minutes_apart(now, zone, local) <= WATCH_IS_RIGHT_WITHIN
    ]
    by_rules: dict[tuple[timedelta | None, ...], Place] = {}
    for zone in fitting:
        by_rules.setdefault(_rules(zone, now), _leading()[zone])
    return tuple(islice(by_rules.values(), MOST))


def _plausible(query: str) -> bool:
    return (
        0 < len(query) <= LONGEST_QUERY
        and query.isprintable()
        and ".." not in query
        and "\\" not in query
    )


def _by_zone(query: str) -> tuple[Place, ...]:
    """The zone of that name, else those whose names are as few slips away as any."""
    zone = zones.spelled(query)
    found = [zone] if zone else zones.resembling(query)
    return tuple(
        Place(name, zones.city_of(name), zones.countries().get(name, "")) for name in found[:MOST]
    )


def _by_name(query: str) -> list[Place]:
    """Countries and whole names; without one: beginnings, then slips, then parts of a phrase."""
    cities, wanted = index(), folded(query)
    if len(wanted) < 2 and wanted.isascii():
        return []
    found = _one_a_zone(cities.of(countries.english().get(wanted, "none")))
    found += cities.called({wanted})
    if len(wanted) < 4 or not found:
        found += cities.beginning(wanted)
    return found or cities.resembling(wanted) or cities.called(_phrases(wanted))


def _phrases(words: str) -> set[str]:
    """Every run of words inside, long enough to be a name: "near Berlin" holds "berlin"."""
    split = words.split()
    spans = ((i, j) for i in range(len(split)) for j in range(i + 1, len(split) + 1))
    return {phrase for i, j in spans if len(phrase := " ".join(split[i:j])) > 3}


def _country_last(query: str) -> tuple[str, str | None]:
    """A city and the country named after it: "Paris, France", "london uk"."""
    head, comma, tail = query.rpartition(",")
    if comma:
        code = countries.english().get(folded(tail), tail.strip().upper())
        return head, code if code in countries.english().values() else None
    words = folded(query).split()
    for i in range(1, len(words)):
        if named_last := countries.english().get(" ".join(words[i:])):
            return " ".join(words[:i]), named_last
    return query, None


def _one_a_zone(places: Iterable[Place]) -> list[Place]:
    """The first of each zone: the zone is the question, a second place in it is no choice."""
    by_zone: dict[str, Place] = {}
    for place in places:
        by_zone.setdefault(place.zone, place)
    return list(by_zone.values())


@cache
def _leading() -> dict[str, Place]:
    """The most populous place of each zone, most populous first."""
    return {place.zone: place for place in _one_a_zone(index().places)}


def _minutes_apart(now: datetime, zone: str, local: time) -> int:
    there = now.astimezone(local_time.zone(zone))
    apart = (there.hour - local.hour) * 60 + there.minute - local.minute
    return min(apart % 1440, -apart % 1440)


def _rules(zone: str, now: datetime) -> tuple[timedelta | None, ...]:
    """What the clocks there do for a year: equal for zones that keep the same time."""
    info = local_time.zone(zone)
    return tuple(
        (now + timedelta(days)).astimezone(info).utcoffset()
        for days in range(RULES_ARE_COMPARED_FOR)
    )
