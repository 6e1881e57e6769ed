"""Somebody who looks for another country finds their language's first and the rest by name."""

import pytest

from bot.places import countries, help_countries
from bot.places.spelling import folded
from conversations.safety.help_lines import known_countries


@pytest.mark.parametrize("tag", ["en", "es-MX", "de", "cy", ""])
def test_every_country_with_a_line_is_there_once_on_pages_that_can_be_read(tag: str) -> None:
    pages = help_countries.pages(tag)
    assert sorted(code for page in pages for code in page) == sorted(known_countries())
    assert all(0 < len(page) <= 20 for page in pages)
    assert all(len(page) == help_countries.PAGE for page in pages[:-1])


def test_the_countries_of_the_language_come_first_and_the_others_by_their_names_in_it() -> None:
    order = [code for page in help_countries.pages("de") for code in page]
    assert order[:3] == ["DE", "AT", "CH"]
    names = [folded(countries.name(code, "de")) for code in order[3:]]
    assert names == sorted(names)
    assert order.index("GR") < order.index("US") < order.index("GB")  # Griechenland, Vereinigte …
