"""How many sentences of danger are seen, and how many everyday ones are taken for one.

The sentences stand beside the lists, in conversations/safety/sentences_*.tsv: some written with
them, some kept aside and never used to mend them. The rounds in unseen_sentences*.tsv were written
before they were measured and mended by, but for the twelfth: nobody has looked at what it missed.
docs/safety.md tells the rates of all, and how each round was met at first sight.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.safety.screen import Tier, asks_for_help, has_phrases, screen

FOLDER = files("conversations.safety")
# Every language that has phrases, so that none comes without sentences.
LANGUAGES = sorted(
    file.name.removeprefix("phrases_").removesuffix(".txt")
    for file in FOLDER.iterdir()
    if file.name.startswith("phrases_")
)
NONE, POSSIBLE, PLAIN = Tier.NONE, Tier.POSSIBLE, Tier.PLAIN


@dataclass(frozen=True)
class Sentence:
    expected: Tier
    aside: bool
    words: str


def written(language: str) -> Iterator[Sentence]:
    table = FOLDER.joinpath(f"sentences_{language}.tsv")
    for line in table.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            expected, how, words = line.split("\t")
            assert how in ("with", "aside")
            yield Sentence(Tier[expected.upper()], how == "aside", words.replace("\\n", "\n"))


@dataclass(frozen=True)
class Rates:
    """Of plain ones the share with the card; of all of danger the share with at least a line."""

    card: float
    line: float
    false_card: float
    false_line: float


def rates(some: list[Sentence]) -> Rates:
    counted = Counter((one.expected, screen(one.words)) for one in some)

    def share(expected: tuple[Tier, ...], shown: tuple[Tier, ...]) -> float:
        every = sum(counted[e, s] for e in expected for s in Tier)
        return sum(counted[e, s] for e in expected for s in shown) / every

    return Rates(
        card=share((PLAIN,), (PLAIN,)),
        line=share((PLAIN, POSSIBLE), (PLAIN, POSSIBLE)),
        false_card=share((NONE,), (PLAIN,)),
        false_line=share((NONE,), (PLAIN, POSSIBLE)),
    )


def test_the_first_languages_are_still_there() -> None:
    assert set(LANGUAGES) >= {"en", "es", "de", "fr", "nl"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_sentences_to_tell(language: str) -> None:
    found = list(written(language))
    assert has_phrases(language)
    assert len(found) >= (150 if language == "en" else 40)
    assert len({one.words for one in found}) == len(found)
    assert {one.expected for one in found if one.aside} == set(Tier)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_that_the_lists_were_made_with_are_seen(language: str) -> None:
    found = rates([one for one in written(language) if not one.aside])
    assert found.card >= 0.95
    assert found.line >= 0.95
    assert found.false_card <= 0.02
    assert found.false_line <= 0.05


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_that_were_kept_aside_are_seen_as_often_as_is_told(language: str) -> None:
    found = rates([one for one in written(language) if one.aside])
    assert found.card >= 0.9
    assert found.line >= 0.7
    assert found.false_card <= 0.1


@pytest.mark.parametrize("file", ["diary_en.txt", "wishes_en.tsv", "unseen_wishes_en.tsv"])
def test_what_people_write_every_day_shows_nothing(file: str) -> None:
    found = (Path(__file__).parent / file).read_text("utf-8").splitlines()
    said = [line.split("\t")[0] for line in found if not line.startswith("#")]
    assert [words for words in said if screen(words) is not NONE] == []


def unseen(round_: str) -> list[Sentence]:
    """Read a round of sentences, which were committed before they were measured."""
    tiers = {"card": PLAIN, "line": POSSIBLE, "nothing": NONE}
    table = Path(__file__).with_name(f"unseen_sentences{round_}.tsv")
    columns, *lines = table.read_text("utf-8").splitlines()
    assert columns.split("\t") == ["language", "expected", "sentence"]
    told = (line.split("\t") for line in lines)
    return [Sentence(tiers[expected], aside=True, words=words) for _, expected, words in told]


@pytest.mark.parametrize(
    ("round_", "size", "reached"),
    [
        ("", 144, Rates(card=35 / 36, line=72 / 72, false_card=0, false_line=4 / 72)),
        ("_2", 72, Rates(card=17 / 18, line=34 / 36, false_card=0, false_line=6 / 36)),
        ("_3", 72, Rates(card=17 / 18, line=36 / 36, false_card=0, false_line=0)),
        ("_4", 40, Rates(card=8 / 10, line=19 / 20, false_card=0, false_line=2 / 20)),
        ("_5", 240, Rates(card=116 / 120, line=118 / 120, false_card=0, false_line=2 / 120)),
        ("_6", 240, Rates(card=117 / 120, line=118 / 120, false_card=0, false_line=3 / 120)),
        ("_7", 120, Rates(card=54 / 60, line=55 / 60, false_card=0, false_line=1 / 60)),
        ("_8", 240, Rates(card=119 / 120, line=119 / 120, false_card=0, false_line=0)),
        ("_9", 120, Rates(card=59 / 60, line=60 / 60, false_card=0, false_line=3 / 60)),
        ("_10", 120, Rates(card=60 / 60, line=60 / 60, false_card=0, false_line=6 / 60)),
        ("_11", 120, Rates(card=57 / 60, line=59 / 60, false_card=0, false_line=6 / 60)),
        ("_12", 300, Rates(card=128 / 150, line=137 / 150, false_card=0, false_line=5 / 150)),
    ],
)
def test_rounds_that_were_new_to_the_lists_are_seen_as_often_as_was_reached_since(
    round_: str, size: int, reached: Rates
) -> None:
    some = unseen(round_)
    assert len({one.words for one in some}) == len(some) == size
    found = rates(some)
    assert found.card >= reached.card
    assert found.line >= reached.line
    assert found.false_card <= reached.false_card
    assert found.false_line <= reached.false_line


@pytest.mark.parametrize(
    ("words", "tier"),
    [
        # everyday spelling, a slip in a long word, signs in place of letters
        ("i dont wanna live anymore", PLAIN),
        ("im gonna kill my self", PLAIN),
        ("thinking about suicde", PLAIN),
        ("i hurt mysef again", PLAIN),
        ("I want to k1ll myself", PLAIN),
        ("un\u200balive myself", PLAIN),
        ("ＫＭＳ", PLAIN),
        ("𝐈 𝐖𝐀𝐍𝐓 𝐓𝐎 𝐃𝐈𝐄", PLAIN),
        ("🄸 🅆🄰🄽🅃 🅃🄾 🄳🄸🄴", PLAIN),
        ("I want to d\u0131e", PLAIN),
        ("I want to d\u20ddi\u20dde", PLAIN),
        *((f"I want to d{unseen}ie", PLAIN) for unseen in "\xad\u034f\u200c\u200d\u2063\ufe0f"),
        ("quiero suicidarme mañana", PLAIN),
        ("quiero suicidarme manana", PLAIN),
        ("ich moechte sterben", PLAIN),
        ("j’ai envie d’en finir", PLAIN),
        # a no that is about it, and one that is not
        ("no suicidal thoughts this week", NONE),
        ("I never cut myself any more", NONE),
        ("I am not going to kill myself", POSSIBLE),
        ("I can't stop thinking about killing myself", PLAIN),
        ("no, I want to die", PLAIN),
        ("I don't want help, I want to die", PLAIN),
        # the past, and what is now after all
        ("I used to cut myself", POSSIBLE),
        ("I used to cut myself and tonight I want to cut myself again", PLAIN),
        # idioms, titles, laughs
        ("cut myself some slack", NONE),
        ("this deadline is killing me", NONE),
        ("watched Suicide Squad", NONE),
        ("I couldn't do this a month ago", NONE),
        ("took all my meds on time", NONE),
        ("I took all my tablets every day this week", NONE),
        ("took all my meds today", PLAIN),
        ("took all my meds on time and I want to die", PLAIN),
        ("I just took all my meds on purpose", PLAIN),
        ("I couldn't do this a month ago and I can't do this now", POSSIBLE),
        ("I couldn't do this a year ago and I still want to die", PLAIN),
        # nobody laughs a thing away that is all they say
        ("I want to die lol", PLAIN),
        ("wanna kms lol", PLAIN),
        ("want to die lol", PLAIN),
        ("haha i wanna kill myself today", PLAIN),
        ("not gonna lie bro i actually want to kms rn lmao", PLAIN),
        ("going to jump in front of a train lol", PLAIN),
        ("quiero morirme jaja", PLAIN),
        ("ich will sterben haha", PLAIN),
        ("je veux mourir mdr", PLAIN),
        ("ik wil dood haha", PLAIN),
        ("want to die \U0001f602", PLAIN),
        ("this homework makes me want to die lol", POSSIBLE),
        ("work makes me want to die haha", POSSIBLE),
        ("I want to die, just kidding", POSSIBLE),
        # whole words only
        ("want to diet", NONE),
        ("harmony", NONE),
        ("", NONE),
        ("7", NONE),
    ],
)
def test_each_kind_of_weighing(words: str, tier: Tier) -> None:
    assert screen(words) is tier


def test_words_of_several_languages_are_read_in_one_text() -> None:
    assert screen("Slept well. Pero quiero morirme.") is PLAIN


@pytest.mark.parametrize(
    "words",
    ["help", "Help!", "help me", "HELP ME PLEASE", "support", "support.", "i need help", "ayuda",
     "ayúdame", "Hilfe", "hilf mir!", "au secours", "à l’aide", "help mij", "sos"],
)  # fmt: skip
def test_whoever_asks_for_help_in_two_words_is_understood(words: str) -> None:
    assert asks_for_help(words)


@pytest.mark.parametrize(
    "words",
    ["", "he helped me", "help me to write a list of goals for the week", "supporter", "5"],
)
def test_a_thought_about_help_is_no_call_for_it(words: str) -> None:
    assert not asks_for_help(words)


@given(st.text(st.characters()))
def test_any_text_can_be_read(text: str) -> None:
    assert screen(text) in Tier
    assert asks_for_help(text) in (True, False)
