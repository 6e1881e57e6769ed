"""The support card: numbers first, one a line, and what explains them last."""

import pytest

from bot import i18n
from bot.outgoing import Formatted, Kind, Span
from conversations.safety import OwnPlan, help_lines, known_countries, support_card
from conversations.safety.card import MOST_LINES, again, numbers, short_support
from conversations.safety.help_lines import emergency_number, likely_countries
from conversations.safety.line_words import unbroken
from conversations.text import Text
from tests.conversations.test_words_of_danger import LANGUAGES


def spoken(texts: tuple[Text, ...]) -> str:
    return i18n.join(texts, "en")


def part(said: Formatted, span: Span) -> str:
    units = said.text.encode("utf-16-le")
    return units[2 * span.offset : 2 * (span.offset + span.length)].decode("utf-16-le")


def bold(said: Formatted) -> list[str]:
    return [part(said, span) for span in said.spans]


@pytest.mark.parametrize("country", known_countries())
def test_every_line_is_on_the_card_of_its_country(country: str) -> None:
    said = spoken(support_card([country], lives_there=True))
    emergency = emergency_number(country)
    assert emergency
    assert said.startswith(f"{unbroken(emergency)} – emergency services")
    assert len(help_lines(country)) <= MOST_LINES
    for line in help_lines(country):
        assert unbroken(line.number) in said
        assert line.number in [one.shown for one in numbers([country])]


@pytest.mark.parametrize("country", known_countries())
def test_every_number_is_bold_and_no_line_end_tears_it_apart(country: str) -> None:
    found = bold(i18n.formatted(support_card([country], lives_there=True), "en"))
    assert set(found) == {unbroken(one.shown) for one in numbers([country])}
    assert not any(" " in number or "-" in number for number in found)


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("GB", "116 123"),
        ("IE", "116 123"),
        ("DE", "0800 111 0 111"),
        ("FR", "3114"),
        ("US", "988"),
    ],
)
def test_well_known_lines_are_on_the_card(country: str, number: str) -> None:
    assert unbroken(number) in spoken(support_card([country], lives_there=True))


@pytest.mark.parametrize("country", ["", "XX", "europe", "anywhere", "🇱🇻", "x" * 99])
def test_without_a_known_line_the_card_still_leads_somewhere(country: str) -> None:
    for said in (spoken(support_card()), spoken(support_card([country], lives_there=True))):
        assert "emergency number" in said
        assert "findahelpline.com" in said
    assert [one.shown for one in numbers([country])] == ["112"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_for_a_language_the_numbers_of_its_likely_countries_are_there(language: str) -> None:
    likely = likely_countries(language)[:4]
    said = spoken(support_card(likely, language=language))
    for country in likely:
        assert f" {country}:" in said
        assert unbroken(str(emergency_number(country))) in said
        assert any(unbroken(line.number) in said for line in help_lines(country))


def test_of_other_countries_nobody_is_told_what_to_call_in_danger() -> None:
    said = spoken(support_card(["LV", "US"], lives_there=True))
    assert said.startswith("112 – emergency services")
    assert "911" not in said
    assert "988" in said


def test_own_people_and_own_plan_come_before_any_line() -> None:
    plan = OwnPlan(people=("Sam, 555",), steps=("Go outside", "Call {Sam}"), is_cut=True)
    said = spoken(support_card(["GB"], plan))
    assert said.index("Sam, 555") < said.index("Go outside") < said.index("116\u00a0123")
    assert "Call {Sam}" in said
    assert "/plan" in said
    assert "plan" not in spoken(support_card(["GB"]))


def test_a_plan_is_folded_so_that_the_numbers_stay_in_sight() -> None:
    people = tuple(f"Friend {n}" for n in range(9))
    plan = OwnPlan(people=people, steps=("a hot shower", "the dog"), is_cut=True)
    said = i18n.formatted(support_card(["GB"], plan, lives_there=True), "en")
    whose, helps = (span for span in said.spans if span.kind is Kind.QUOTE)
    assert part(said, whose).splitlines() == [f"• {name}" for name in people]
    assert part(said, helps).splitlines() == [
        "• a hot shower",
        "• the dog",
        "The rest is in /plan.",
    ]
    above, _, below = said.text.partition(part(said, helps))
    in_sight = len(above.replace(part(said, whose), "").splitlines())
    assert in_sight == 4  # two headings, a blank line, and the one where the people stood
    assert below.lstrip().startswith("999")


def test_numbers_come_first_and_two_honest_sentences_last() -> None:
    lines = spoken(support_card(["GB"], lives_there=True, because_of_words=True)).splitlines()
    assert lines[0].startswith("999")
    assert lines[-1].startswith("I'm a diary program. Nobody reads this chat live")
    assert lines[-2].startswith("Thank you for writing that. I can't understand messages.")
    assert lines[-3] == ""
    for never in ("committed", "will get better", "are you sure", "monitor", "!"):
        assert never not in "\n".join(lines).casefold()


def test_the_short_lines_lead_to_the_card() -> None:
    assert "/support" in spoken((short_support(),))
    assert "/support" in spoken(again())


def test_the_second_card_of_a_night_still_says_whom_to_call() -> None:
    lines = spoken(again(("GB",), "en")).splitlines()
    assert lines[0].startswith("999")
    assert lines[1].startswith("Call 116")
    assert len(lines) == 4
    assert "112" in spoken(again())
