"""Whose lines somebody sees: of the country they chose, of their zone, or of their language."""

import pytest

from conversations.safety.nearby import Because, near


def test_a_chosen_country_stands_alone():
    found = near(chosen="at", of_zone="DE", tag="de")
    assert (found.countries, found.because) == (("AT",), Because.CHOSEN)
    assert near(chosen="IQ", tag="en").countries == ("IQ",)


def test_the_country_of_the_zone_comes_before_the_language():
    found = near(of_zone="JP", tag="es")
    assert (found.country, found.countries, found.because) == ("JP", ("JP",), Because.ZONE)


def test_where_the_zone_has_no_line_those_of_the_language_follow():
    found = near(of_zone="IQ", tag="de")
    assert (found.countries, found.because) == (("IQ", "DE", "AT", "CH"), Because.ZONE)


@pytest.mark.parametrize(("tag", "first"), [("de", "DE"), ("de-AT", "AT"), ("uk", "UA")])
def test_without_a_zone_the_language_tells(tag, first):
    found = near(tag=tag)
    assert (found.country, found.because) == (first, Because.LANGUAGE)


def test_who_is_known_by_nothing_has_the_directory():
    found = near(tag="cy")
    assert (found.country, found.countries, found.because) == (None, (), Because.NOTHING)
