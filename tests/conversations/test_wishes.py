"""A wish is heard where it is all that was said, and a diary is left alone."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places.matches import find_zone, places_called
from conversations import data
from conversations.parsing.phrases import variants
from conversations.parsing.vocabulary import ENGLISH
from conversations.safety.screen import Tier, screen
from conversations.wishes import load
from conversations.wishes.gaps import Here, WishWords
from conversations.wishes.load import FaultyPhrases, phrases, read
from conversations.wishes.match import Wish, read_wish
from conversations.wishes.spelling import LONGEST

HERE = Path(__file__).parent
NOW, TODAY = datetime(2026, 11, 24, 15, tzinfo=UTC), date(2026, 11, 24)
A_NOTE = "-"


def lines(file: str) -> list[str]:
    return [one for one in (HERE / file).read_text("utf-8").splitlines() if one[0] != "#"]


def heard(text: str, *, asked: bool = False) -> Wish | None:
    here = Here(
        words=ENGLISH,
        today=TODAY,
        search=lambda place: find_zone(place, NOW, ENGLISH),
        called=places_called,
        asked=asked,
    )
    return read_wish(text, phrases("en"), here)


def named(text: str) -> WishWords:
    wish = heard(text)
    assert wish is not None
    return wish.words


def expected_and_heard(file: str) -> list[tuple[str, str, str]]:
    found = []
    for line in lines(file):
        said, wish = line.split("\t")
        wish, asked = wish.removesuffix(" *"), wish.endswith(" *")
        meant = heard(said, asked=asked)
        found.append((said, wish, meant.name if meant else A_NOTE))
    return found


def test_what_people_say_to_a_program_is_heard() -> None:
    told = expected_and_heard("wishes_en.tsv")
    assert len({said for said, _, _ in told}) >= 300
    assert [one for one in told if one[1] != one[2]] == []


def test_of_what_nobody_thought_of_most_is_heard_and_nothing_is_mistaken() -> None:
    told = expected_and_heard("unseen_wishes_en.tsv")
    assert [one for one in told if one[2] not in (one[1], A_NOTE)] == []
    assert sum(wish == meant for _, wish, meant in told) / len(told) >= 0.75


@pytest.mark.parametrize("asked", [False, True])
def test_a_diary_holds_no_wish(asked: bool) -> None:
    told = lines("diary_en.txt")
    assert len(told) >= 100
    assert [line for line in told if heard(line, asked=asked)] == []


def test_every_wish_is_in_the_list_of_what_people_say() -> None:
    assert {line.split("\t")[1].removesuffix(" *") for line in lines("wishes_en.tsv")} == {
        *load.names(),
        A_NOTE,
    }


def test_no_phrase_speaks_plainly_of_danger() -> None:
    """What does goes another way before anybody looks for a wish in it."""
    assert [one for one in phrases("en").whole if screen(one) is Tier.PLAIN] == []


def test_what_is_named_is_read_as_everywhere() -> None:
    assert named("remind me in 90 minutes").minutes == 90
    assert named("remind me at half past nine").at == time(21, 30)
    assert named("pause until 24 dec").until == date(2026, 12, 24)
    assert named("leave me alone this week").until == date(2026, 11, 30)
    monday = named("Monday was a 7/10")
    assert (monday.day, monday.number) == (date(2026, 11, 23), 7)
    october = named("how was October?")
    assert october.span == (date(2026, 10, 1), date(2026, 10, 31))
    moved = named("I'm in New York now")
    assert [match.zone for match in moved.places] == ["America/New_York"]


@pytest.mark.parametrize("words", ["yesterday was an 11", "pause until 1 Jan 2020", "at 25:00"])
def test_what_cannot_be_meant_is_no_wish(words: str) -> None:
    assert heard(words, asked=True) is None


@given(st.text(max_size=80) | st.lists(st.sampled_from(lines("diary_en.txt"))).map(" ".join))
def test_any_text_is_read_and_a_long_one_is_no_wish(text: str) -> None:
    wish = heard(text, asked=True)
    assert wish is None or len(text.strip()) <= LONGEST


def test_a_word_of_politeness_changes_nothing() -> None:
    for said in ("Later, please!", "hey, could you please ask me later? thanks", "LATER 🙏"):
        assert heard(said) == Wish("later", WishWords(raw=said))


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (
            "later:\n  not now\nrest:\n  [do ]not now",
            "“not now” is there twice: later and rest",
        ),
        ("later:\n  not now\n  not now", "“not now” is there twice: later and later"),
        ("later:\n  Not now", "“Not now” can never be typed so"),
        ("later:\n  i'm busy", "“i'm busy” can never be typed so"),
        ("later:\n  in {while}", "“in {while}” has a gap that is not known: while"),
        ("later:\n  from {time} to {time}", "“from {time} to {time}” can never be typed so"),
        ("later:\n  (not now", "“(not now”: ) is missing"),
        ("later:\n  not now]", "“not now]”: ] closes nothing"),
        ("later:\n  " + "not now " * 9 + "ever", "can never be typed so"),
        ("  not now", "“not now” stands under no heading"),
        ("later\n  not now", "“later” is no heading, or one that is there already"),
        ("later:\n  a\nlater:\n  b", "“later:” is no heading, or one that is there already"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(file: str, fault: str) -> None:
    with pytest.raises(FaultyPhrases) as found:
        read(file)
    assert fault in str(found.value)


def test_a_language_without_a_file_has_no_wishes() -> None:
    assert phrases("xx").wishes == frozenset()


def test_another_language_is_read_by_its_own_file_and_its_faults_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = (load.FOLDER / "phrases_en.txt").read_text("utf-8")
    (tmp_path / "phrases_en.txt").write_text(english)
    (tmp_path / "phrases_es.txt").write_text("later:\n  más tarde\nsiesta:\n  a dormir\n")
    (tmp_path / "phrases_nl.txt").write_text("later:\n  Straks\n")
    monkeypatch.setattr(load, "FOLDER", tmp_path)
    load.phrases.cache_clear()
    here = Here(words=ENGLISH, today=TODAY, search=lambda _: (), called=lambda _: ())
    spanish = load.phrases("es")
    assert read_wish("¡Más tarde!", spanish, here) == Wish("later", WishWords(raw="¡Más tarde!"))
    assert read_wish("later", spanish, here) is None
    assert [one for one in data.faults() if "wishes" in one] == [
        "conversations/wishes: phrases_es.txt: no wish is called siesta",
        "conversations/wishes: phrases_nl.txt: “Straks” can never be typed so",
    ]
    monkeypatch.undo()
    load.phrases.cache_clear()
    assert data.faults() == ()


def test_every_way_to_say_a_phrase_is_given() -> None:
    assert variants("[the ]end of (this|[the ]next) {day}") == {
        "end of this {day}",
        "end of next {day}",
        "end of the next {day}",
        "the end of this {day}",
        "the end of next {day}",
        "the end of the next {day}",
    }
