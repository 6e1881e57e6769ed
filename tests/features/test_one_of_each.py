"""One day, one evening, one night: what is counted is said in the singular where it is one."""

from dataclasses import replace

import pytest

from bot import i18n
from bot.features.history import mood_words
from bot.features.insights import method_words, together_words
from bot.features.insights.exposures import Candidate
from bot.playground.people import TelegramUser
from charts.insights.findings import Lacking
from conversations.text import own
from tests.support.town import Town, does

WALK = Candidate(kind="own", id="walk", name=own("a walk"), read=lambda _: None)


def test_a_first_day_without_a_mood_is_no_plural() -> None:
    assert i18n.render(mood_words.mood(0, 1, None, None, None), "en") == "Mood: no answer."
    assert "in these 7 days" in i18n.render(mood_words.mood(0, 7, None, None, None), "en")


def test_one_more_day_is_one_day() -> None:
    said = together_words.need(Lacking("exposure", 1, WALK.key), {WALK.key: WALK})
    assert said is not None
    assert "about 1 more day with it" in i18n.render(said, "en")


def test_of_a_number_it_is_days_with_it_filled_in() -> None:
    energy = replace(WALK, id="energy", name=own("Energy"), is_amount=True)
    said = together_words.need(Lacking("exposure", 14, energy.key), {energy.key: energy})
    assert said is not None
    assert i18n.render(said, "en").endswith("about 14 more days with it filled in.")


@pytest.mark.parametrize("what", sorted(method_words.NEEDS))
def test_what_is_still_needed_is_counted_in_words(what: str) -> None:
    counted = [
        i18n.render(method_words.NEEDS[what].given(n=n), "en").partition(f"about {n} more ")[2]
        for n in (1, 2)
    ]
    one, many = (said.partition(" ")[0] for said in counted)
    assert many == f"{one}s"


@pytest.mark.parametrize("what", sorted(together_words.NEED))
def test_so_is_what_goes_with_mood(what: str) -> None:
    one, many = (i18n.render(together_words.NEED[what].given(n=n), "en") for n in (1, 2))
    assert one.replace("about 1 more ", "") != many.replace("about 2 more ", "")


async def test_the_words_below_a_timeline_begin_in_bold(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/mood 6", "/timeline")
    title = alice.last.words.partition("\n")[0]
    bold = [one for one in alice.last.message["caption_entities"] if one["type"] == "bold"]
    assert [(one["offset"], one["length"]) for one in bold] == [(0, len(title))]
