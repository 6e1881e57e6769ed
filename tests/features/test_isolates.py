"""Arabic and Hebrew words stand in a sentence without turning it around."""

import pytest

from bot import i18n
from bot.outgoing import Button
from bot.playground.people import TelegramUser
from conversations.isolates import FSI, PDI, isolated, without_isolates
from conversations.text import listed, own, strong, t
from storage import goals
from tests.support.town import ALICE, Town, does

SWIM, READ = "السباحة", "לקרוא"
HELD = f"{FSI}{SWIM}{PDI}"


@pytest.mark.parametrize("words", ["Swim", "", "Плавать", "游泳", "Zażółć 🌱", "21:00"])
def test_words_that_run_from_left_to_right_get_no_sign(words: str) -> None:
    assert isolated(words) == words
    assert i18n.label(t("1. {title}", title=words), "en") == f"1. {words}"


@pytest.mark.parametrize("words", [SWIM, READ, "Swim السباحة", "𐤀𐤁", "٣"])
def test_words_that_run_the_other_way_are_isolated_and_come_out_as_they_were(words: str) -> None:
    assert isolated(words) == f"{FSI}{words}{PDI}"
    assert without_isolates(isolated(words)) == words


def test_each_line_is_isolated_by_itself() -> None:
    assert isolated(f"{SWIM}\n\n{READ}") == f"{HELD}\n\n{FSI}{READ}{PDI}"


def test_in_a_sentence_in_a_list_and_in_what_is_put_together() -> None:
    count = t("{title} — {n} of {all}", title=own(SWIM), n=0, all=1)
    assert i18n.label(count, "en") == f"{HELD} — 0 of 1"
    assert i18n.label(t("{a}", a=count), "en") == f"{HELD} — 0 of 1"
    both = t("{things}", things=listed([own(SWIM), own("Read")]).params["things"])
    assert i18n.label(both, "en") == f"{HELD}, Read"


def test_a_whole_line_of_ones_own_needs_no_sign() -> None:
    assert i18n.formatted([own(SWIM)], "en").text == SWIM


def test_what_is_kept_drawn_or_written_into_a_file_has_no_sign() -> None:
    said = t("{title} — {n}", title=SWIM, n=3)
    assert i18n.render(said, "en") == f"{SWIM} — 3"
    assert i18n.join([said], "en") == f"{SWIM} — 3"


def test_what_is_bold_stands_where_it_stood() -> None:
    said = i18n.formatted([t("{title}: {n}", title=SWIM, n=strong(own("3")))], "en")
    (span,) = said.spans
    assert said.text[span.offset : span.offset + span.length] == "3"


def test_in_a_language_from_right_to_left_other_words_are_isolated() -> None:
    assert isolated("Swim", among_right_to_left=True) == f"{FSI}Swim{PDI}"


async def test_a_goal_in_arabic_keeps_the_list_in_order(town: Town, alice: TelegramUser) -> None:
    new = ("/goals", "[Add a goal]", SWIM, "[Skip]", "[Every day]", "[No end date]")
    await does(town, alice, *new, "/goals")
    assert HELD in alice.last.words
    titles = await town.app.store.read(lambda tx: [goal.title for goal in goals.list_(tx, ALICE)])
    assert titles == [SWIM]
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "6", "7", "3")
    assert alice.last.words.endswith(f"{HELD}: how did it go?\n●●●●")


def test_a_button_holds_its_words_too() -> None:
    button = Button(t("Remove {title}", title=own(SWIM)), "x")
    assert i18n.label(button.label, "en") == f"Remove {HELD}"
