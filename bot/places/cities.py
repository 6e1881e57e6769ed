"""The city file in memory, and the ways to look something up in it. Read on first use."""

import gzip
from array import array
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log10
from sys import intern

from bot.local_time import zones
from bot.places.spelling import folded, letters, slips, slips_allowed
from bot.places.zones import city_of, countries


@dataclass(frozen=True, slots=True)
class Place:
    """A time zone and the city people know it by; country is a two-letter code or empty."""

    zone: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Index:
    """Places, most populous first; spelling n is one of place owners[n]."""

    places: list[Place] = field(default_factory=list)
    spellings: list[str] = field(default_factory=list)
    owners: "array[int]" = field(default_factory=lambda: array("H"))
    letters: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, place: Place, bynames: Iterable[str] = ()) -> None:
        """One more place, the least populous so far; its own name is its first spelling."""
        for spelling in dict.fromkeys(filter(None, (folded(place.name), *bynames))):
            self.spellings.append(spelling)
            self.owners.append(len(self.places))
            self.letters.append(letters(spelling))
        self.places.append(place)

    def called(self, names: Set[str]) -> list[Place]:
        """Places with one of these names, the best known first."""
        found = [n for n, spelling in enumerate(self.spellings) if spelling in names]
        return self._best(found, self._fame)

    def beginning(self, start: str) -> list[Place]:
        """Places whose name begins so, the best known first; without one, a later word of it."""
        found = [n for n, spelling in enumerate(self.spellings) if spelling.startswith(start)]
        if not found:
            found = [n for n, spelling in enumerate(self.spellings) if f" {start}" in spelling]
        return self._best(found, self._fame)

    def resembling(self, query: str) -> list[Place]:
        """Places whose spelling is as few slips away as any, the best known first."""
        for most in range(1, slips_allowed(query) + 1):
            costs = {n: slips(query, self.spellings[n], most) for n in self._likely(query, most)}
            if near := [n for n, cost in costs.items() if cost <= most]:
                return self._best(near, lambda n: self._strangeness(n, query))
        return []

    def _likely(self, query: str, most: int) -> list[int]:
        """Spellings worth comparing: a slip changes at most two letters of the set."""
        bits, spellings, span = (
            letters(query),
            self.spellings,
            range(len(query) - most, len(query) + most + 1),
        )
        close = [
            n for n, other in enumerate(self.letters) if (bits ^ other).bit_count() <= 2 * most
        ]
        return [n for n in close if len(spellings[n]) in span]

    def of(self, country: str) -> list[Place]:
        """The places of a country, most populous first."""
        return [place for place in self.places if place.country == country]

    def _best(self, found: list[int], by: Callable[[int], float]) -> list[Place]:
        return list(dict.fromkeys(self.places[self.owners[n]] for n in sorted(found, key=by)))

    def _byname(self, n: int) -> bool:
        return n > 0 and self.owners[n - 1] == self.owners[n]

    def _fame(self, n: int) -> float:
        """Small for well-known. A byname counts less: a town of that very name may be meant."""
        return self.owners[n] * 3 + 50 if self._byname(n) else self.owners[n]

    def _strangeness(self, n: int, query: str) -> float:
        """Small for what was probably meant: a known place, and rarely a wrong first letter."""
        return 2 * (self.spellings[n][0] != query[0]) + log10(1 + self._fame(n))


@cache
def index() -> Index:
    """All cities of the file, then the towns that only the names of time zones mention."""
    made, seen, known = Index(), set[str](), zones()
    for name, country, zone, others in _lines():
        if zone in known:
            made.add(Place(intern(zone), name, intern(country)), others.split("|"))
            seen.add(zone)
    for zone, country in countries().items():
        if zone not in seen:
            made.add(Place(zone, city_of(zone), country))
    return made


def _lines() -> Iterator[list[str]]:
    packed = files("bot.places").joinpath("cities.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        yield line.split("\t")
