"""Whoever is tired can read it: no room of the bot asks more than seven years of school.

Plain language for patients aims at a sixth- to eighth-grade reader; the grade is that of Flesch
and Kincaid (Kincaid and others 1975, Naval Technical Training Command, report 8-75).
"""

import textstat

from tests.voice.sentences import aloud, rooms

MOST = 7.0
# A label of a word or two has no grade; what has a verb in it mostly has four words.
WORDS = 4


def grade(sentences: list[str]) -> float:
    """The Flesch-Kincaid grade of some sentences, labels left out."""
    read = [aloud(one) for one in sentences if len(one.split()) >= WORDS]
    return float(textstat.flesch_kincaid_grade(" ".join(read)))


def test_every_room_can_be_read_after_seven_years_of_school() -> None:
    grades = {room: grade(said) for room, said in rooms().items()}
    assert len(grades) > 20
    assert {room: found for room, found in grades.items() if found > MOST} == {}


def test_no_single_sentence_is_one_for_lawyers() -> None:
    hard = {
        sentence: grade([sentence])
        for said in rooms().values()
        for sentence in said
        if len(sentence.split()) >= 12 and grade([sentence]) > 12
    }
    assert hard == {}


def test_the_grade_tells_plain_words_from_heavy_ones() -> None:
    plain = "How was your mood today? You can skip this one."
    heavy = (
        "Subsequent utilisation of this functionality necessitates authorisation by an operator."
    )
    assert grade([plain]) < MOST < grade([heavy])
