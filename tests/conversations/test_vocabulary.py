"""Somebody who types Spanish is understood as well as in English; no reader knows either."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from conversations.engine import advance
from conversations.events import Typed
from conversations.flow import AnswerFormat, Ask, Flow, Option
from conversations.flows.mood import near_scale, read_moment
from conversations.formats import (
    NO_END,
    Amount,
    Bounds,
    Checklist,
    Choice,
    ClockTime,
    Count,
    Length,
    Rhythm,
    Scale,
    Sleep,
    Until,
    Weekdays,
    YesNo,
)
from conversations.formats.appointment import AppointmentFormat
from conversations.formats.night_part import Bedtime, SoonAfter
from conversations.formats.return_day import HARD_DAY, ReturnDay
from conversations.parsing.dates import read_past_day
from conversations.parsing.spans import read_past_span
from conversations.parsing.tongue import Tongue
from conversations.parsing.vocabulary import ENGLISH, Incomplete, read
from conversations.session import Session
from conversations.text import Rejected, Text, from_file, t

TODAY = date(2026, 11, 24)  # a Tuesday
SPANISH = read((Path(__file__).parent / "words_es.toml").read_text("utf-8"))
LABELS = {"Every week": "Cada semana", "Just once": "Solo una vez", "glasses": "vasos"}


def in_spanish(text: Text) -> str:
    return LABELS.get(text.message, text.message)


TONGUE = Tongue(SPANISH, in_spanish)
MOOD = Scale(1, 10, t("hard"), t("good"))
UNTIL = Until(TODAY)
SOON = SoonAfter(ClockTime(), "in_bed", after="22:30")
PICK = Choice((Option("week", t("Every week")), Option("once", t("Just once"))))


@pytest.mark.parametrize(
    ("format", "typed", "value"),
    [
        (MOOD, "siete", 7),
        (MOOD, "como un siete", 7),
        (MOOD, "siete de diez", 7),
        (Sleep(), "siete horas y media", {"hours": 7.5, "bed": None, "wake": None}),
        (Sleep(), "siete y media", {"hours": 7.5, "bed": None, "wake": None}),
        (Sleep(), "no dormí", {"hours": 0.0, "bed": None, "wake": None}),
        (Sleep(), "dormí de 23:10 a 6:40", {"hours": 7.5, "bed": "23:10", "wake": "06:40"}),
        (Length(), "media hora", 30),
        (Length(), "2 horas y 15 minutos", 135),
        (ClockTime(evening=True), "las nueve y media", "21:30"),
        (ClockTime(), "ocho menos cuarto de la tarde", "19:45"),
        (ClockTime(), "mediodía", "12:00"),
        (Bedtime(), "once", "23:00"),
        (SOON, "misma hora", "22:30"),
        (Count(), "tres veces", 3),
        (
            Sleep(),
            "7 h y siesta de 1 h",
            {
                "hours": 7.0,
                "bed": None,
                "wake": None,
                "naps": [{"hours": 1.0, "bed": None, "wake": None}],
            },
        ),
        (Amount(-9, 9, unit=from_file("glasses")), "menos 3 vasos", -3),
        (Amount(high=9000), "8.432", 8432),
        (Amount(high=9, unit=from_file("glasses")), "3 vasos", 3),
        (Amount(high=9, unit=from_file("glasses")), "un vaso", 1),
        (YesNo(), "sí", True),
        (YesNo(), "hoy no", False),
        (Checklist((("1", "Andar"), ("2", "Leer"))), "1 y 2", {"1": "done", "2": "done"}),
        (Checklist((("1", "Andar"),)), "en parte", {"1": "partly"}),
        (Weekdays(), "lunes, miercoles y vie", [1, 3, 5]),
        (Weekdays(), "de lunes a viernes", [1, 2, 3, 4, 5]),
        (Weekdays(), "fin de semana", [6, 7]),
        (Rhythm(), "3 veces por semana", 3),
        (Rhythm(), "todos los días", "daily"),
        (Rhythm(), "una vez", "once"),
        (Rhythm(), "algunos días", "days"),
        (Bounds(), "de 0 a 10", [0, 10]),
        (UNTIL, "dos semanas", "2026-12-08"),
        (UNTIL, "24 de diciembre", "2026-12-24"),
        (UNTIL, "pasado mañana", "2026-11-26"),
        (UNTIL, "final de mes", "2026-11-30"),
        (UNTIL, "sin fecha", NO_END),
        (ReturnDay(UNTIL), "en un día difícil", HARD_DAY),
        (PICK, "cada semana", "week"),
        (PICK, "solo", "once"),
    ],
)
def test_typed_words_are_understood_in_the_persons_language(
    format: AnswerFormat, typed: str, value: object
) -> None:
    assert format.parse(typed, TONGUE) == value


def test_an_appointment_is_understood_in_the_persons_language() -> None:
    read_as = AppointmentFormat(TODAY).parse("jueves a las 15:00, cada dos semanas", TONGUE)
    assert read_as == {
        "weekday": 4,
        "date": None,
        "time": "15:00",
        "every": 2,
        "or_week_after": False,
    }


@pytest.mark.parametrize(
    ("format", "typed"),
    [
        (MOOD, "seven"),
        (Sleep(), "half an hour"),
        (ClockTime(), "half past nine"),
        (YesNo(), "yes"),
        (Weekdays(), "monday"),
        (UNTIL, "tomorrow"),
        (UNTIL, "no end"),
        (Rhythm(), "daily"),
        (PICK, "every week"),
    ],
)
def test_the_words_of_another_language_are_not_guessed_at(
    format: AnswerFormat, typed: str
) -> None:
    with pytest.raises(Rejected):
        format.parse(typed, TONGUE)


def test_days_and_weeks_looked_back_on_are_understood_too() -> None:
    assert read_past_day("hace dos días", TODAY, SPANISH) == date(2026, 11, 22)
    assert read_past_day("el domingo", TODAY, SPANISH) == date(2026, 11, 22)
    assert read_past_span("la semana pasada", TODAY, SPANISH) == (
        date(2026, 11, 16),
        date(2026, 11, 22),
    )
    assert read_past_span("noviembre", TODAY, SPANISH) == (date(2026, 11, 1), TODAY)


def test_a_moment_begins_with_a_number_of_the_persons_language() -> None:
    told = read_moment("seis después de comer", TONGUE)
    assert told is not None
    assert (told.mood, told.words) == (6, "después de comer")
    assert near_scale("once", TONGUE) == (10,)


def test_the_engine_hands_the_language_on() -> None:
    flow = Flow("one", (Ask(id="mood", prompt=t("How?"), format=MOOD),))
    session, _ = advance(flow, Session(), Typed("siete", TONGUE))
    assert session.answers == {"mood": 7}


def test_numbers_up_to_a_hundred_have_a_name() -> None:
    for words in (ENGLISH, SPANISH):
        assert set(words.number_names.values()) == set(range(101))
        assert set(words.months.values()) == set(range(1, 13))
        assert set(words.weekdays.values()) == set(range(1, 8))


def test_a_vocabulary_says_what_it_lacks() -> None:
    english = (files("conversations.parsing") / "words_en.toml").read_text("utf-8")
    with pytest.raises(Incomplete, match="skip"):
        read(english.replace('skip = ["skip"]', ""))
    with pytest.raises(Incomplete, match="jump"):
        read(f'{english}\njump = ["jump"]\n')
    with pytest.raises(Incomplete, match="back has another shape"):
        read(english.replace('back = ["back"]', "back = 3"))
