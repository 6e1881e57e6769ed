"""Words of danger are read also where they are torn apart, run together or in other letters."""

from itertools import chain

import pytest
from babel import Locale

from conversations.safety.disguises import mended_tears, torn_apart, undisguised
from conversations.safety.screen import Tier, screen

NONE, PLAIN = Tier.NONE, Tier.PLAIN


@pytest.mark.parametrize(
    "words",
    [
        # a sign, a mark or a break between words, or between letters
        *("i.want.to.die", "i-want-to-die", "i_want_to_die", "i,want,to,die", "i*want*to*die"),
        *("i/want/to/die", "I. want. to. die.", "I! want! to! die!", "i\nwant\nto\ndie"),
        *("k i l l  myself", "k i l l myself", "k.i.l.l myself", "k-i-l-l myself"),
        *("i w a n t  t o  d i e", "i w a n t t o d i e", "I want to d.i.e", "i want to d i e"),
        *("K.M.S", "i want to c u t  m y s e l f", "quiero.morir.ya", "ich-will-s t e r b e n"),
        # no space at all
        *("#iwanttodie", "iwanttodie", "killmyself", "today i am endingmylife"),
        # a sign for a letter
        *("I want to d!e", "k!ll myself", "I want to d|e"),
        # Cyrillic and Greek letters among Latin ones, and in place of all of them
        *("і wаnt tо dіе", "I WAΝΤ ΤΟ DΙΕ", "ι ωαηт тσ ∂ιє", "k\u0456ll myself", "kіӏӏ myѕеlf"),
        # letters of the same alphabet in another dress
        *("ɪ ᴡᴀɴᴛ ᴛᴏ ᴅɪᴇ", "Ｉ ｗａｎｔ ｔｏ ｄｉｅ", "𝓘 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓭𝓲𝓮", "ⓘ ⓦⓐⓝⓣ ⓣⓞ ⓓⓘⓔ"),
    ],
)
def test_a_disguise_hides_nothing(words: str) -> None:
    assert screen(words) is PLAIN


@pytest.mark.parametrize(
    "words",
    [
        *("Got up. Ate. Slept.", "tea, bath, bed", "A. B. C. or D.?", "plan: a, b, c, d, e"),
        *(
            "w w w",
            "U.S.A.",
            "e.g. a walk, i.e. outside",
            "no.suicidal.thoughts",
            "d.i.y. all day",
        ),
        *("the deadline for the paintwork", "painkiller", "killjoy", "overkill", "nobody outside"),
        "∂x/∂t and a die to throw",
        # Russian, Ukrainian, Bulgarian, Serbian and Greek
        "Сегодня я хорошо спал, потом была тренировка и кофе с мамой.",
        "СОС, опять нет кофе, а там ещё и ремонт",
        "Сьогодні було тихо, ми пили чай і дивилися кіно.",
        "Днес беше добре, ходих на разходка.",
        "Данас сам спавао добро и шетао по парку.",
        "Σήμερα ήταν καλή μέρα, πήγα βόλτα και ήπια καφέ.",
    ],
)
def test_what_only_looks_like_one_is_left_in_peace(words: str) -> None:
    assert screen(words) is NONE


@pytest.mark.parametrize("language", ["ru", "uk", "bg", "sr", "mk", "el", "kk", "be"])
def test_no_word_of_another_alphabet_is_taken_for_danger(language: str) -> None:
    where = Locale.parse(language)
    names = chain(where.territories.values(), where.languages.values(), where.currencies.values())
    found = [name for name in names if screen(name) is not NONE]
    assert found == []


def test_a_word_wholly_of_another_alphabet_stays_one() -> None:
    assert undisguised("мама и хор, and a choir") == "мама и хор, and a choir"
    assert undisguised("wаnt") == "want"


def test_marks_stay_where_they_part_sentences() -> None:
    said = ("no", "rest", ".", "i", "want", "to", "sleep")
    assert mended_tears(said) == said


def test_run_together_is_only_what_is_made_of_known_words() -> None:
    assert torn_apart("iwanttodie", {"i", "want", "to", "die"}) == ("i", "want", "to", "die")
    assert torn_apart("iwanttodye", {"i", "want", "to", "die"}) == ()
