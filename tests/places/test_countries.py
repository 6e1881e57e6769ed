"""A country is known by its code, its names, and what people call it in their language."""

from pathlib import Path

import pytest

from bot import i18n
from bot.places import countries
from conversations.parsing.vocabulary import ENGLISH, read

SPANISH = read((Path(__file__).parents[1] / "conversations" / "words_es.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Holland", "NL"),
        ("u.k.", "GB"),
        ("U K", "GB"),
        ("The moon", None),
        ("Scotland", "GB"),
        ("de", "DE"),
        ("Deutschland", "DE"),
    ],
)
def test_a_country_is_known_by_what_people_call_it(words: str, code: str | None) -> None:
    assert countries.meant(words, "en") == code


def test_a_language_brings_what_its_people_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert countries.meant("EE.UU.", "es") is None
    words = {"en": ENGLISH, "es": SPANISH}
    monkeypatch.setattr(countries, "vocabulary", words.__getitem__)
    monkeypatch.setattr(i18n, "spoken", lambda tag: tag)
    countries._bynames.cache_clear()
    try:
        assert countries.meant("EE.UU.", "es") == "US"
        assert countries.meant("Holanda", "es") == "NL"
        assert countries.meant("England", "es") == "GB", "English is understood by all"
        assert countries.meant("Holanda", "en") is None
    finally:
        countries._bynames.cache_clear()
