import pytest

from tests.support.town import Town, does

AUSTRIA, AUSTRALIA, GERMANY, BRITAIN, SWITZERLAND = (
    "142",
    "13\u00a011\u00a014",
    "0800\u00a0111\u00a00\u00a0111",
    "999",
    "143",
)


@pytest.mark.parametrize(
    ("named", "number"),
    [
        ("Austria", AUSTRIA),
        ("Österreich", AUSTRIA),
        ("at", AUSTRIA),
        ("Australia", AUSTRALIA),
        ("uk", BRITAIN),
        ("Great Britain", BRITAIN),
        ("Germany", GERMANY),
        ("Deutschland", GERMANY),
        ("Switzerland", SWITZERLAND),
        ("Suisse", SWITZERLAND),
    ],
)
async def test_a_country_is_understood_by_code_and_by_name(
    town: Town, alice, named: str, number: str
) -> None:
    await does(town, alice, f"/support {named}")
    assert number in alice.last.words
    assert (AUSTRALIA in alice.last.words) is (number == AUSTRALIA)
    await does(town, alice, "/support")
    assert number in alice.last.words


async def test_an_unknown_country_is_said_to_be_unknown_and_the_general_card_comes(
    town: Town, alice
) -> None:
    await does(town, alice, "/support Atlantis")
    assert "I don't know the country “Atlantis”." in alice.last.words
    assert "findahelpline.com" in alice.last.words
    await does(town, alice, "/support Iraq")
    assert "I have no help lines for Iraq yet." in alice.last.words
    assert "local emergency number" in alice.last.words


async def test_the_zone_gives_a_country_until_the_person_chooses_one(town: Town, alice) -> None:
    await does(town, alice, "/settings", "[Time zone]", "Vienna", "/support")
    assert AUSTRIA in alice.last.words
    assert "These are for Austria, going by your time zone." in alice.last.words
    await does(town, alice, "[Another country]", "[🇬🇧 United Kingdom]", "/support")
    assert BRITAIN in alice.last.words
    assert "time zone" not in alice.last.words


async def test_a_stranger_gets_the_card_without_a_guess(town: Town) -> None:
    bob = town.person(43, "Bob")
    await does(town, bob, "/support")
    assert "🇺🇸 US:" in bob.last.words
    assert "🇬🇧 GB:" in bob.last.words
    await does(town, bob, "/support Germany")
    assert GERMANY in bob.last.words
    assert "time zone" not in bob.last.words


async def test_correcting_the_lowest_mood_offers_support_once(town: Town, alice) -> None:
    await does(town, alice, "/checkin", "[1]", "[‹ Back]", "[2]", "[‹ Back]", "[1]")
    assert len([m for m in alice.heard if "If it's very hard right now" in m.words]) == 1


async def test_another_country_is_found_page_by_page_while_the_numbers_stay(
    town: Town, alice
) -> None:
    await does(town, alice, "/support Austria")
    card = alice.last
    await does(town, alice, "[Another country]")
    assert alice.last.words == "Which country are you in?"
    assert AUSTRIA in card.words
    first, second, *others = alice.buttons()
    assert (first, second) == ("🇺🇸 United States", "🇬🇧 United Kingdom")
    assert len(others) <= 18
    await does(town, alice, "[More countries]", "[🇩🇪 Germany]")
    assert GERMANY in alice.last.words
    assert AUSTRIA in card.words
    await does(town, alice, "/support")
    assert GERMANY in alice.last.words


async def test_after_the_last_country_comes_the_first(town: Town, alice) -> None:
    await does(town, alice, "/support", "[Another country]", *4 * ["[More countries]"])
    assert "🇺🇸 United States" in alice.buttons()


@pytest.mark.parametrize("country", ["Germany", "Japan", "Russia", "Philippines", "Australia"])
async def test_a_button_that_copies_a_number_is_torn_by_no_line_end(
    town: Town, alice, country: str
) -> None:
    await does(town, alice, f"/support {country}")
    copies = [label for label in alice.buttons() if label.startswith("Copy ")]
    assert len(copies) > 1
    for label in copies:
        number = label.removeprefix("Copy ")
        assert not {" ", "-"} & set(number)
        assert number in alice.last.words
        # What is dialled is plain.
        assert alice.copies(label) == number.replace("\u00a0", " ").replace("\u2011", "-")
