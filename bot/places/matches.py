"""From what somebody typed to the zones they may mean, each named so that it can be told apart."""

from collections import Counter
from datetime import datetime

from bot.places import search, zones
from bot.places.spelling import folded
from conversations.formats import ZoneMatch
from conversations.parsing.clock import read_time
from conversations.parsing.vocabulary import Vocabulary


def find_zone(query: str, now: datetime, words: Vocabulary) -> list[ZoneMatch]:
    """Look up a zone by a city, an IANA name, or the time that a watch shows now."""
    local = read_time(query, words)
    found = search.search(query) if local is None else search.zones_at(now, local)
    alike = Counter(map(_called, found))
    return [
        ZoneMatch(
            place.zone,
            _told_apart(place) if alike[_called(place)] > 1 else _called(place),
            sure=_is_named(place, query),
        )
        for place in found
    ]


def places_called(query: str) -> list[ZoneMatch]:
    """Look up a zone by the name of a city, as it is spelled."""
    return [ZoneMatch(place.zone, _called(place)) for place in search.called(query)]


def _is_named(place: search.Place, query: str) -> bool:
    """Tell whether the words are that place's name, and not only something like it."""
    wanted = folded(query.partition(",")[0])
    return wanted in {folded(place.name), folded(place.zone), folded(place.zone.rsplit("/")[-1])}


def _called(place: search.Place) -> str:
    return f"{place.name} ({place.country})" if place.country else place.name


def _told_apart(place: search.Place) -> str:
    """Name the city whose time it keeps: there is a Portland on either coast."""
    return f"{_called(place)} – {zones.city_of(place.zone)}"
