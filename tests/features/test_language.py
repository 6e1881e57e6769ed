"""The language that somebody is spoken to in: guessed once, chosen at any time."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.i18n import render
from bot.playground.people import TelegramUser
from conversations.text import t
from storage import people
from tests.support.evening import QUESTION
from tests.support.pseudo import lay_out, spoken_from
from tests.support.town import ALICE, Town, does, settled_in

WORDS = Path(__file__).parents[1] / "conversations" / "words_es.toml"


async def language_of(town: Town) -> str:
    alice = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert alice is not None
    return alice.language


async def test_with_english_alone_it_says_so_kindly(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/settings", "[Language]")
    assert "So far I only speak English." in alice.last.words
    assert alice.buttons() == ["✓ English", "All settings"]
    await does(town, alice, "[✓ English]")
    assert alice.last.words.startswith("Your settings")
    assert await language_of(town) == "en"


async def test_the_command_says_the_same(town: Town, alice: TelegramUser) -> None:
    for said in ("/language", "/language Deutsch"):
        await does(town, alice, said)
        assert alice.last.words.startswith("So far I only speak English.")
        assert alice.buttons() == ["✓ English", "All settings"]
    assert await language_of(town) == "en"


@pytest.fixture(name="spanish")
async def fixture_spanish(tmp_path: Path) -> AsyncIterator[None]:
    """Spanish as it could be: typed in Spanish, said in marks."""
    folder = tmp_path / "languages"
    folder.mkdir()
    lay_out(folder, "es")
    (folder / "words_es.toml").write_text(WORDS.read_text("utf-8"), "utf-8")
    with spoken_from(folder):
        yield


async def test_the_language_can_be_changed_at_any_time(
    spanish: None, town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/settings", "[Language]")
    assert alice.last.words == "Which language would you like me to speak?"
    await does(town, alice, "[Español]")
    assert alice.last.words.startswith("⟦Your settings⟧")
    await town.at_local("2026-11-24", "21:00")
    assert alice.last.words.startswith(f"⟦{QUESTION}⟧")
    await does(town, alice, "/settings", "[⟦Language⟧]", "[English]")
    assert alice.last.words.startswith("Your settings")
    assert await language_of(town) == "en"


@pytest.mark.parametrize("named", ["Español", "español", "es"])
async def test_the_command_takes_the_language_that_is_named(
    spanish: None, town: Town, alice: TelegramUser, named: str
) -> None:
    await does(town, alice, "/language")
    assert alice.buttons()[:2] == ["✓ English", "Español"]
    await does(town, alice, f"/language {named}")
    assert await language_of(town) == "es"
    assert alice.last.words.startswith("⟦Which language would you like me to speak?⟧")
    assert alice.buttons()[:2] == ["English", "⟦✓ ⟧Español"]
    await does(town, alice, "/language en")
    assert await language_of(town) == "en"


async def test_a_regional_form_of_the_language_stays(spanish: None, town: Town) -> None:
    alice = town.person(language_code="en-GB")
    await settled_in(town, alice)
    await does(town, alice, "/settings", "[Language]", "[✓ English]")
    assert await language_of(town) == "en-GB"


async def test_an_evening_is_told_in_the_words_of_the_persons_language(
    spanish: None, town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/settings", "[Language]", "[Español]", "/checkin")
    await does(town, alice, "siete", "siete horas y media", "atrás", "saltar", "cuatro")
    card = "\n".join(kept.words for kept in alice.heard)
    assert "⟦Mood ⟧7⟦ of ⟧10" in card
    assert "⟦Slept ⟧7⟦ h ⟧30" in card
    await does(town, alice, "/pause dos semanas")
    assert "mar, 8 dic" in alice.last.words
    await does(town, alice, "/day ayer", "cancelar")
    assert alice.last.words.startswith("⟦That's fine.")
    await does(town, alice, "/timeline ⟦A year⟧")
    assert "24 nov" in alice.last.words


async def test_words_of_crisis_are_seen_in_whatever_language_they_are_written(
    spanish: None, town: Town, alice: TelegramUser, tmp_path: Path
) -> None:
    (tmp_path / "languages" / "phrases_es.txt").write_text("quiero morir\n", "utf-8")
    with spoken_from(tmp_path / "languages"):
        await does(town, alice, "No puedo más, quiero morir")
        thanks = render(t("Thank you for writing that."), "en")
        assert any(thanks in kept.words for kept in alice.heard)
        before = len(alice.heard)
        await does(town, alice, "I want to die")
        assert any(thanks in kept.words for kept in alice.heard[before:])
