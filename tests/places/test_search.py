"""A person names their city in their own spelling, and the right time zone is offered first."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.local_time import zones
from bot.places import search as place_search
from bot.places.cities import index
from bot.places.spelling import folded, slips

EVENING = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


def first(query: str) -> str | None:
    found = place_search.search(query)
    return found[0].zone if found else None


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("  berlin ", "Europe/Berlin"),
        ("Berlni", "Europe/Berlin"),
        ("san fransisco", "America/Los_Angeles"),
        ("sanfrancisco", "America/Los_Angeles"),
        ("new yrok", "America/New_York"),
        ("newyork", "America/New_York"),
        ("NYC", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Kyiv", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("Bombay", "Asia/Kolkata"),
        ("bangalor", "Asia/Kolkata"),
        ("wien", "Europe/Vienna"),
        ("München", "Europe/Berlin"),
        ("Muenchen", "Europe/Berlin"),
        ("koln", "Europe/Berlin"),
        ("Łódź", "Europe/Warsaw"),
        ("lodz", "Europe/Warsaw"),
        ("Malmo", "Europe/Stockholm"),
        ("saigon", "Asia/Ho_Chi_Minh"),
        ("lodnon", "Europe/London"),
        ("amstredam", "Europe/Amsterdam"),
        ("edinbrugh", "Europe/London"),
        ("philidelphia", "America/New_York"),
        ("melborne", "Australia/Melbourne"),
        ("los angelos", "America/Los_Angeles"),
        ("st louis", "America/Chicago"),
        ("saint petersburg", "Europe/Moscow"),
        ("Москва", "Europe/Moscow"),
        ("القاهرة", "Africa/Cairo"),
        ("東京", "Asia/Tokyo"),
        ("Reykjavik", "Atlantic/Reykjavik"),
        ("McMurdo", "Antarctica/McMurdo"),
        ("pari", "Europe/Paris"),
        ("I live near Berlin", "Europe/Berlin"),
    ],
)
def test_a_city_is_found_however_it_is_spelled(typed: str, zone: str) -> None:
    assert first(typed) == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("AMERICA/NEW_YORK", "America/New_York"),
        ("america/los angeles", "America/Los_Angeles"),
        ("America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("utc", "UTC"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_may_be_given_by_its_own_name(typed: str, zone: str) -> None:
    assert first(typed) == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Rigga", "Europe/Riga"),
        ("america/los angelos", "America/Los_Angeles"),
        ("Asia/Tokio", "Asia/Tokyo"),
        ("America/New_Yrok", "America/New_York"),
    ],
)
def test_the_name_of_a_zone_may_hold_a_slip_as_well(typed: str, zone: str) -> None:
    assert [place.zone for place in place_search.search(typed)] == [zone]


@pytest.mark.parametrize("typed", ["and/or", "Berlin/Mitte", "Europe/Atlantis"])
def test_what_resembles_no_zone_gives_none(typed: str) -> None:
    assert place_search.search(typed) == ()


@pytest.mark.parametrize(
    ("typed", "city", "country"),
    [
        ("London", "London", "GB"),
        ("London, Canada", "London", "CA"),
        ("paris france", "Paris", "FR"),
        ("london uk", "London", "GB"),
        ("Cordoba, Spain", "Córdoba", "ES"),
        ("Germany", "Berlin", "DE"),
        ("usa", "New York City", "US"),
        ("California", "Los Angeles", "US"),
        ("Washington, DC", "Washington", "US"),
    ],
)
def test_a_country_says_which_city_is_meant_or_stands_for_its_cities(
    typed: str, city: str, country: str
) -> None:
    place = place_search.search(typed)[0]
    assert (place.name, place.country) == (city, country)


def test_two_cities_of_one_name_are_both_offered() -> None:
    assert {p.zone for p in place_search.search("Portland")} == {
        "America/Los_Angeles",
        "America/New_York",
    }


def test_an_exact_name_is_not_cluttered_with_similar_ones() -> None:
    assert [p.name for p in place_search.search("Berlin")] == ["Berlin"]


@pytest.mark.parametrize("typed", ["EST", "PST", "CST", "IST", "BST", "CET", "eest"])
def test_an_abbreviation_of_several_zones_is_not_guessed_at(typed: str) -> None:
    assert place_search.search(typed) == ()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "x",
        "?!",
        "../../etc/passwd",
        "Europe/../../../etc/passwd",
        "/etc/localtime",
        "Europe",
        "Europe/",
        "localtime",
        "posixrules",
        "Factory",
        "Berlin\0",
        "\ud800",
        "a" * 5_000,
        "Berlin " * 700,
        "%s%n{0.__class__}",
    ],
)
def test_what_is_no_place_finds_nothing_and_opens_nothing(typed: str) -> None:
    for place in place_search.search(typed):
        assert place.zone in zones()
    if typed != "Europe":
        assert place_search.search(typed) == ()


@given(st.text(max_size=100))
def test_any_words_give_at_most_six_known_zones(words: str) -> None:
    found = place_search.search(words)
    assert len(found) <= 6
    assert len({p.zone for p in found}) == len(found)
    assert all(p.zone in zones() for p in found)


def test_every_zone_of_every_place_exists() -> None:
    for place in index().places:
        assert place.zone in zones()
        assert ZoneInfo(place.zone)


def test_one_slip_of_the_finger_still_finds_the_two_hundred_largest_cities() -> None:
    missed = []
    for n, place in enumerate(index().places[:200]):
        name = folded(place.name)
        i = len(name) // 2
        swapped = name[: i - 1] + name[i] + name[i - 1] + name[i + 1 :]
        typed = (swapped, name[:i] + name[i + 1 :], name[:i] + name[i] + name[i:])[n % 3]
        if place.zone not in {p.zone for p in place_search.search(typed)}:
            missed.append(typed)
    assert len(missed) <= 10, missed


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("berlin", "berlin", 0),
        ("berlni", "berlin", 1),
        ("brlin", "berlin", 1),
        ("rome", "paris", 3),
    ],
)
def test_slips_are_counted_as_people_make_them(one: str, other: str, count: int) -> None:
    assert slips(one, other, 2) == count
    assert slips(other, one, 2) == count


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (52.52, 13.40, "Europe/Berlin"),
        (-33.87, 151.21, "Australia/Sydney"),
        (37.77, -122.42, "America/Los_Angeles"),
        (27.70, 85.32, "Asia/Kathmandu"),
    ],
)
def test_a_shared_location_gives_its_zone(latitude: float, longitude: float, zone: str) -> None:
    assert place_search.at(latitude, longitude) == zone


def test_every_point_of_the_earth_gives_a_known_zone_or_nothing() -> None:
    for latitude in range(-90, 91, 15):
        for longitude in range(-180, 181, 15):
            assert place_search.at(latitude, longitude) in {*zones(), None}


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0.0, float("inf"))],
)
def test_a_location_that_is_not_on_earth_gives_nothing(latitude: float, longitude: float) -> None:
    assert place_search.at(latitude, longitude) is None


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/Berlin", "Berlin"),
        ("America/Los_Angeles", "Los Angeles"),
        ("Asia/Calcutta", "Calcutta"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_shown_by_its_best_known_city(zone: str, name: str) -> None:
    assert place_search.named(zone).name == name


def test_the_watch_of_a_berliner_leads_to_berlin() -> None:
    offered = place_search.zones_at(EVENING, time(21, 3))
    assert "Europe/Berlin" in {p.zone for p in offered}


@pytest.mark.parametrize("hour", range(24))
def test_the_watch_offers_only_zones_where_it_is_that_time(hour: int) -> None:
    offered = place_search.zones_at(EVENING, time(hour, 4))
    assert len(offered) <= 6
    for place in offered:
        there = EVENING.astimezone(ZoneInfo(place.zone))
        assert (there.hour, there.minute) == (hour, 0)


def test_zones_that_part_in_summer_are_offered_apart_and_equal_ones_once() -> None:
    at_noon_in_bogota = place_search.zones_at(
        datetime(2026, 11, 24, 17, 0, tzinfo=UTC), time(12, 0)
    )
    names = [p.name for p in at_noon_in_bogota]
    assert "New York City" in names, "keeps summer time"
    assert "Lima" in names or "Bogotá" in names, "does not"
    assert not {"Lima", "Bogotá"} <= set(names), "the same clock all year"


def test_midnight_is_near_a_minute_to_twelve() -> None:
    midnight_in_berlin = datetime(2026, 11, 24, 23, 2, tzinfo=UTC)
    assert "Europe/Berlin" in {
        p.zone for p in place_search.zones_at(midnight_in_berlin, time(23, 58))
    }
