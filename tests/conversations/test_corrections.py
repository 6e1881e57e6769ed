"""Words that put the last answer right: plain ones, mere hints, and a diary's that do neither."""

from pathlib import Path

import pytest

from conversations.parsing.corrections import Correction, read_correction
from conversations.parsing.vocabulary import ENGLISH

DIARY = (Path(__file__).parent / "diary_en.txt").read_text("utf-8").splitlines()
PLAIN = {
    "actually it was more like 5": "5",
    "Actually more like a 4.": "a 4",
    "sorry i meant 5": "5",
    "sorry, I meant 5": "5",
    "i mean 5 hours": "5 hours",
    "no i mean five": "five",
    "i meant to say 6": "6",
    "meant 5 not 7": "5",
    "5, not 7": "5",
    "no wait… i meant 5": "5",
    "make it 5": "5",
    "wait make that 5 please": "5",
    "that should be 5": "5",
    "no, it was 5": "5",
    "actually i slept 5 hours": "5 hours",
    "5 i meant": "5",
    "it was closer to 5": "5",
    "i meant 7.5": "7.5",
    "*5": "5",
    "typo, 5": "5",
    "meant to press 5": "5",
    "i said 7 but meant 5": "5",
    "ok make it 5": "5",
    "more like a 5 tbh": "a 5",
}
HINTS = {
    "no wait, 5": "5",
    "No wait 5": "5",
    "wait, 5": "5",
    "sorry 5": "5",
    "oops, 5": "5",
    "actually 5": "5",
    "5 actually": "5",
    "no wait... 5 hours": "5 hours",
    "5*": "5",
    "hang on, 5": "5",
}
NEITHER = [
    "5", "about 5", "maybe 5", "no one", "no 5", "actually no", "no wait", "wait", "i mean it",
    "i mean well",
    "more like hell", "sorry", "sorry about today", "i meant to call her", "make it stop",
    "make it better",
    "5, not bad", "4 not my best day", "7 hours, not great", "2, not feeling it",
    "wait 5 minutes", "hang on 5 minutes", "wait 2 hours", "sorry 5 min",
    "i meant to call mum", "actually it was a good day", "sorry i meant well",
    "no wait i forgot to say thanks",

    "actually i slept badly", "it was more like a dream", "actually not great", "",
]  # fmt: skip


@pytest.mark.parametrize(("said", "answer"), PLAIN.items())
def test_what_can_only_be_a_correction(said: str, answer: str) -> None:
    assert read_correction(said, ENGLISH) == Correction(answer, is_faint=False)


@pytest.mark.parametrize(("said", "answer"), HINTS.items())
def test_what_may_be_one(said: str, answer: str) -> None:
    assert read_correction(said, ENGLISH) == Correction(answer, is_faint=True)


@pytest.mark.parametrize(
    "said", ["no i meant the mood, 5", "actually my mood was more like 5", "mood was closer to 5"]
)
def test_what_is_said_of_the_mood_by_its_name(said: str) -> None:
    found = read_correction(said, ENGLISH)
    assert found is not None
    assert found.named == "mood"
    assert not found.is_faint


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("sleep was more like 4 actually", "4"),
        ("actually slept more like 4", "4"),
        ("can u change my sleep to 4", "4"),
        ("slept 4 hrs not 5", "4 hrs"),
        ("i slept more like 4 hours", "4 hours"),
    ],
)
def test_what_is_said_of_the_night_by_its_name(said: str, answer: str) -> None:
    assert read_correction(said, ENGLISH) == Correction(answer, is_faint=False, named="sleep")


@pytest.mark.parametrize("said", NEITHER)
def test_what_is_none(said: str) -> None:
    assert read_correction(said, ENGLISH) is None


def test_no_line_of_a_diary_is_one() -> None:
    lines = [line for line in DIARY if line and not line.startswith("#")]
    assert len(lines) > 100
    assert [line for line in lines if read_correction(line, ENGLISH)] == []
