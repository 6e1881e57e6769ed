"""Help is always at hand, its numbers have a source, and certain words bring it up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.safety import (
    OwnPlan,
    help_lines,
    known_countries,
    screen,
    support_card,
)
from conversations.safety.card import short_support
from conversations.safety.help_lines import emergency_number
from conversations.text import Text


def spoken(texts):
    """Fill the sentences in as English, the way the shell does."""
    return "\n".join(filled(text) for text in texts)


def filled(text):
    if text.own:
        return text.message
    gaps = {k: filled(v) if isinstance(v, Text) else v for k, v in text.params.items()}
    return text.message.format(**gaps)


@pytest.mark.parametrize("country", known_countries())
def test_every_line_is_on_the_card_of_its_country(country):
    said = spoken(support_card(country))
    assert f"emergency services: {emergency_number(country)}" in said
    for line in help_lines(country):
        assert line.number in said


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("GB", "116 123"),
        ("ie", "116 123"),
        ("DE", "0800 111 0 111"),
        ("FR", "3114"),
        ("US", "988"),
    ],
)
def test_well_known_lines_are_on_the_card(country, number):
    assert number in spoken(support_card(country))


@pytest.mark.parametrize("country", [None, "", "XX", "LV", "europe", "anywhere", "🇱🇻", "x" * 99])
def test_without_a_known_line_the_card_still_leads_somewhere(country):
    said = spoken(support_card(country))
    assert "112" in said
    assert "findahelpline.com" in said


def test_the_own_plan_comes_before_the_lines():
    plan = OwnPlan(people=("Sam, 555", "Dr Lee"), steps=("Go outside", "Call {Sam}"))
    said = spoken(support_card("GB", plan))
    assert said.index("Sam, 555") < said.index("Go outside") < said.index("116 123")
    assert "Call {Sam}" in said
    assert "/plan" not in said
    assert "The rest is in /plan." in spoken(support_card("GB", OwnPlan(("Sam",), is_cut=True)))
    assert "your plan" not in spoken(support_card("GB"))


def test_a_card_brought_up_by_words_says_why_and_promises_nothing():
    said = spoken(support_card("GB", because_of_words=True))
    assert "certain words" in said
    assert "nobody reads this chat live" in said
    for never in ("committed", "will get better", "are you sure", "monitor", "!"):
        assert never not in said.casefold()
    assert "/support" in spoken([short_support()])


@pytest.mark.parametrize(
    "text",
    [
        "I want to die", "i WANT to   die.", "I don't want to be alive", "I don’t want to live",
        "dont want to live",
        "thinking about suicide again", "suicidal", "I could kill myself", "kms", "self-harm",
        "I hurt\nmyself today",
        "better off without me", "end it all", "wanted to (end my life)", "un\u200balive",
    ],
)  # fmt: skip
def test_certain_words_bring_up_the_card(text):
    assert screen(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a good day",
        "I skilled myself up",
        "kmsx",
        "the diet",
        "suicidally",
        "harmony",
        "want to diet",
        "died",
    ],
)
def test_whole_words_only(text):
    assert not screen(text)


@given(st.text(st.characters()))
def test_any_text_can_be_screened(text):
    assert screen(text) in (True, False)
