"""What a person does with /report: look, tick, make the file; nothing hard is there by itself."""

import io
import json
import subprocess
from datetime import date
from functools import partial
from typing import Any

import pikepdf
import pytest

from bot.app.chart_worker import ChartFailed
from bot.core import contents
from bot.features.trackers.factors import WordContent
from bot.playground.people import TelegramUser
from charts.drawings import View
from storage import people
from tests.features.report import lives
from tests.support.direct import Easel
from tests.support.town import ALICE, Town, does

# The stories begin on Tuesday, 24 November 2026, at 17:00.
PDF = "small-steps-session-2026-11-23.pdf"
FHIR = "small-steps-session-2026-11-23.fhir.json"


async def lives_through(town: Town, name: str) -> None:
    tell = lives.LIVES[name]
    await town.app.store.write(partial(lives.lived, deps=town.app.deps, tell=tell))


def sent(town: Town, name: str) -> bytes:
    """The file of this name that was sent last."""
    return [f for f in town.playground.world.files.values() if f.name == name][-1].data


def words_of(pdf: bytes) -> str:
    """What a reader program finds in it, in the order of the page."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


async def ticks(town: Town, alice: TelegramUser, *parts: str) -> None:
    """Find each part on the screens of a fresh page, and tap it."""
    for part in parts:
        await does(town, alice, "/report", "[What's on it]")
        while part not in alice.buttons():
            await does(town, alice, "[More ▶]")
        await does(town, alice, f"[{part}]")


async def the_pdf(town: Town, alice: TelegramUser) -> str:
    await does(town, alice, "/report", "[Make the PDF]")
    return words_of(sent(town, PDF))


async def test_a_page_is_looked_at_before_it_is_made(town: Town, alice: TelegramUser) -> None:
    await lives_through(town, "getting_better")
    await does(town, alice, "/report")
    assert alice.last.message.get("photo")
    assert "For my session, 29 Sep – 23 Nov 2026" in alice.last.words
    assert "52 of 56 days answered" in alice.last.words
    assert "Nobody has it but you and this chat." in alice.last.words
    assert not [f for f in town.playground.world.files.values() if f.name == PDF]
    await does(town, alice, "[Make the PDF]")
    assert len(pikepdf.open(io.BytesIO(sent(town, PDF))).pages) == 1


async def test_no_screen_has_more_than_eight_buttons(town: Town, alice: TelegramUser) -> None:
    await lives_through(town, "getting_worse")
    await does(town, alice, "/report")
    assert len(alice.buttons()) <= 8
    await does(town, alice, "[How far back]")
    assert len(alice.buttons()) <= 8
    await does(town, alice, "[‹ The page]", "[What's on it]")
    seen = list(alice.buttons())
    while "More ▶" in alice.buttons():
        assert len(alice.buttons()) <= 8
        await does(town, alice, "[More ▶]")
        seen += alice.buttons()
    assert {"✓ Wins", "○ Urges", "○ Thoughts of death or self-harm"} <= set(seen)


async def test_a_part_is_taken_off_with_a_tap_and_stays_off(
    town: Town, alice: TelegramUser
) -> None:
    await lives_through(town, "getting_better")
    assert "WHO-5" in await the_pdf(town, alice)
    await does(town, alice, "/report", "[What's on it]", "[✓ Questionnaires]")
    assert "○ Questionnaires" in alice.buttons()
    said = await the_pdf(town, alice)
    assert "WHO-5" not in said
    assert "Walk after lunch" in said


async def test_what_could_hurt_is_there_only_after_a_tick(town: Town, alice: TelegramUser) -> None:
    await lives_through(town, "getting_worse")
    await does(town, alice, "/plan", "[Begin]", "I stop answering", "[That's all for this step]")
    said = await the_pdf(town, alice)
    for hard in ("death", "self-harm", "Urges", "I stop answering"):
        assert hard not in said
    await ticks(town, alice, "○ Thoughts of death or self-harm", "○ My plan for hard days")
    said = await the_pdf(town, alice)
    assert "Thoughts of death or self-harm: “Several days” on" in said
    assert "Plan, Warning signs: I stop answering" in said
    assert "Urges to self-harm" not in said
    await ticks(town, alice, "○ Urges")
    assert "Urges to self-harm: 20 of 28 days" in await the_pdf(town, alice)


async def test_how_far_it_looks_back_is_remembered(town: Town, alice: TelegramUser) -> None:
    await lives_through(town, "getting_better")
    await does(town, alice, "/report", "[How far back]", "[○ 2 weeks]")
    assert "✓ 2 weeks" in alice.buttons()
    await does(town, alice, "/report")
    assert "10 Nov – 23 Nov 2026" in alice.last.words
    await does(town, alice, "[How far back]", "[○ Since the last session]", "/report")
    assert "10 Nov – 23 Nov 2026" in alice.last.words
    assert "since the last session" in alice.last.words


async def test_how_far_it_looks_back_can_be_said_with_the_command(
    town: Town, alice: TelegramUser
) -> None:
    await lives_through(town, "getting_better")
    await does(town, alice, "/report 4 weeks")
    assert "27 Oct – 23 Nov 2026" in alice.last.words
    assert "can go back" not in alice.last.words
    await does(town, alice, "[How far back]")
    assert "✓ 4 weeks" in alice.buttons()
    await does(town, alice, "/report since the last session", "[How far back]")
    assert "✓ Since the last session" in alice.buttons()


@pytest.mark.parametrize(
    ("said", "first", "span"),
    [
        ("99 weeks", "1 Sep", "12 weeks"),
        ("3 months", "1 Sep", "12 weeks"),
        ("the last 6 weeks", "29 Sep", "8 weeks"),
        ("three", "27 Oct", "4 weeks"),
        ("a week", "10 Nov", "2 weeks"),
        ("10 days", "10 Nov", "2 weeks"),
    ],
)
async def test_what_it_cannot_look_back_on_is_said_once_and_what_it_can_is_shown(
    town: Town, alice: TelegramUser, said: str, first: str, span: str
) -> None:
    await lives_through(town, "getting_better")
    await does(town, alice, f"/report {said}")
    assert f"For my session, {first} – 23 Nov 2026" in alice.last.words
    assert (
        "This page can go back 2, 4, 8 or 12 weeks, or to your last session. "
        f"I set it to {span}, the closest one." in alice.last.words
    )
    await does(town, alice, "[What's on it]")
    assert "can go back" not in alice.last.words


async def test_words_that_are_no_length_change_nothing_about_it(
    town: Town, alice: TelegramUser
) -> None:
    await lives_through(town, "getting_better")
    await does(town, alice, "/report", "[How far back]", "[○ 2 weeks]", "/report for Dr. Ozols")
    assert "10 Nov – 23 Nov 2026" in alice.last.words
    assert "12 weeks, or to your last session.\n" in alice.last.words


async def test_a_note_of_the_journal_comes_on_a_second_page_once_it_is_ticked(
    town: Town, alice: TelegramUser
) -> None:
    await lives_through(town, "getting_better")

    def writes(tx: Any) -> None:
        life = lives.ToldLife(lives.turn_of(tx, town.app.deps))
        life.notes(3, "Sat by the river.", for_therapy=False)
        life.notes(2, "Quarreled with Mara.", for_therapy=False)

    await town.app.store.write(writes)
    assert "river" not in await the_pdf(town, alice)
    await ticks(town, alice, "Notes from my journal")
    await does(town, alice, "[○ Sat 21 Nov: Sat by the river.]")
    await does(town, alice, "/report")
    assert "Next page ▶" in alice.buttons()
    first = alice.last.message["photo"]
    await does(town, alice, "[Next page ▶]")
    assert alice.last.message["photo"] != first
    await does(town, alice, "[Make the PDF]")
    pages = pikepdf.open(io.BytesIO(sent(town, PDF))).pages
    assert len(pages) == 2
    assert "Sat by the river." in words_of(sent(town, PDF))
    assert "Quarreled" not in words_of(sent(town, PDF))


async def test_a_sleep_diary_and_a_diary_card_can_be_added(
    town: Town, alice: TelegramUser
) -> None:
    await lives_through(town, "insomnia")
    said = await the_pdf(town, alice)
    assert "Nights in numbers" in said
    assert "Sleep diary" not in said
    await ticks(town, alice, "○ Page: sleep diary", "○ Page: diary card (DBT), with urges")
    said = await the_pdf(town, alice)
    assert "Sleep diary" in said
    assert "Diary card, 17 Nov – 23 Nov" in said
    assert "Coffee and tea" in said


async def test_a_word_that_was_put_away_is_not_on_the_diary_card(
    town: Town, alice: TelegramUser
) -> None:
    await lives_through(town, "insomnia")
    await ticks(town, alice, "○ Page: diary card (DBT), with urges")
    assert "got up and" in await the_pdf(town, alice)
    gone = WordContent(list="helped", word="Got up and read", gone=True)
    day = date(2026, 11, 24)
    await town.app.store.write(lambda tx: contents.add(tx, alice.id, day, gone))
    assert "got up and" not in await the_pdf(town, alice)


async def test_the_paper_is_that_of_the_country(town: Town, alice: TelegramUser) -> None:
    await lives_through(town, "insomnia")

    def size() -> tuple[float, float]:
        with pikepdf.open(io.BytesIO(sent(town, PDF))) as pdf:
            _, _, width, height = pdf.pages[0].mediabox
            return float(width), float(height)

    await the_pdf(town, alice)
    assert size() == pytest.approx((595.28, 841.89), abs=0.1)
    moved = {"timezone": "America/Los_Angeles"}
    await town.app.store.write(lambda tx: people.change(tx, ALICE, **moved))
    await the_pdf(town, alice)
    assert size() == (612, 792)


async def test_without_a_picture_there_is_one_kind_sentence(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lives_through(town, "insomnia")

    async def breaks(_self: Easel, _view: View) -> bytes:
        raise ChartFailed("it ended")

    monkeypatch.setattr(Easel, "picture", breaks)
    await does(town, alice, "/report")
    assert alice.last.words == (
        "I couldn't draw the page this time. Everything you told me is safe. "
        "Please try again later."
    )
    await does(town, alice, "[Make the PDF]")
    assert alice.last.words == (
        "I couldn't make the page this time. Everything you told me is safe. "
        "Please try again later."
    )


async def test_what_was_told_today_is_on_it_although_the_day_is_not_over(
    town: Town, alice: TelegramUser
) -> None:
    await lives_through(town, "insomnia")
    await does(
        town, alice, "/scales GAD-7", "[Start]", "[Answer it anyway]", *["[Several days]"] * 7
    )
    await does(town, alice, "[Not difficult at all]")
    await does(town, alice, "/win took the stairs")
    said = await the_pdf(town, alice)
    assert "7 of 21" in said
    assert "took the stairs" in said
    assert "27 Oct – 23 Nov 2026" in said


async def test_who_has_told_nothing_gets_an_honest_page(town: Town, alice: TelegramUser) -> None:
    await town.later(days=3)
    await does(town, alice, "/report")
    assert "The page is empty for now." in alice.last.words
    await does(town, alice, "[Make the PDF]")
    said = words_of(sent(town, "small-steps-session-2026-11-26.pdf"))
    assert "0 of 3 days answered" in said  # of days before she began, silence says nothing


async def test_the_numbers_can_go_along_as_a_record(town: Town, alice: TelegramUser) -> None:
    await lives_through(town, "getting_worse")
    await does(town, alice, "/report", "[As data for a health record]")
    found = json.loads(sent(town, FHIR))
    kinds = [entry["resource"]["resourceType"] for entry in found["entry"]]
    assert found["type"] == "collection"
    assert {"CodeSystem", "QuestionnaireResponse", "Observation"} == set(kinds)


async def test_one_day_is_named_once(town: Town, alice: TelegramUser) -> None:
    await town.later(days=1)
    await does(town, alice, "/report")
    assert alice.last.words.startswith("For my session, 24 Nov 2026\n")


@pytest.mark.parametrize("said", ["Make me a page for my session", "export a PDF please"])
async def test_who_asks_for_a_page_in_words_sees_it(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await lives_through(town, "getting_better")
    await does(town, alice, said)
    assert alice.last.message.get("photo")
    assert "For my session" in alice.last.words


async def test_the_evening_before_a_session_a_page_is_offered(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-24", "21:20")
    assert "A page for your session" in alice.buttons()
    await does(town, alice, "[A page for your session]")
    assert alice.last.message.get("photo")
    assert "For my session" in alice.last.words
