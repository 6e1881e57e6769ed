from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.engine import advance
from conversations.events import Completed, Event, Notice, Prompt, Tapped, Typed
from conversations.flows.sessions import moved, session, session_wish
from conversations.formats.appointment import appointment_of
from conversations.parsing.appointments import Appointment, read_appointment
from conversations.parsing.vocabulary import ENGLISH
from conversations.session import Session

# A Tuesday.
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "weekday", "at", "every"),
    [
        ("Tuesdays 15:00, every other week", 2, time(15), 2),
        ("thursday 10am", 4, time(10), None),
        ("thurs 10am", 4, time(10), None),
        ("every second tuesday at 3", 2, time(15), 2),
        ("tuesday", 2, None, None),
        ("tuesdays", 2, None, 1),
        ("Wed 4pm weekly", 3, time(16), 1),
        ("fortnightly on monday at half past nine", 1, time(9, 30), 2),
        ("friday at 14", 5, time(14), None),
        ("every thursday 16.15", 4, time(16, 15), 1),
        ("once a month mondays 11:00", 1, time(11), 4),
        ("every 3 weeks friday 8:00", 5, time(8), 3),
        ("just once, fri 9:30", 5, time(9, 30), 0),
        ("wednesday around 4", 3, time(16), None),
        ("wed 4ish", 3, time(16), None),
        ("about half past 4 on wednesdays", 3, time(16, 30), 1),
        ("friday at 1 or so", 5, time(13), None),
        ("friday 7", 5, time(19), None),
        ("friday 7am", 5, time(7), None),
        ("friday 07:00", 5, time(7), None),
        ("friday 8", 5, time(8), None),
        ("friday around noon", 5, time(12), None),
    ],
)
def test_a_weekday_with_what_is_said_about_it(said, weekday, at, every) -> None:
    assert read_appointment(said, TODAY, ENGLISH) == Appointment(
        weekday=weekday, at=at, every=every
    )


@pytest.mark.parametrize(
    ("said", "day", "at"),
    [
        ("24 dec 15:00", date(2026, 12, 24), time(15)),
        ("tomorrow 9:30", date(2026, 11, 25), time(9, 30)),
        ("today 5pm", TODAY, time(17)),
        ("3 dec 10", date(2026, 12, 3), time(10)),
        ("2026-12-01 15:00", date(2026, 12, 1), time(15)),
        ("in two weeks 10:00", date(2026, 12, 8), time(10)),
        ("tomorrow around 4", date(2026, 11, 25), time(16)),
        ("around 4 tomorrow", date(2026, 11, 25), time(16)),
        ("wednesday next week around 4", date(2026, 12, 2), time(16)),
        ("next week wednesday", date(2026, 12, 2), None),
        ("friday of next week 10am", date(2026, 12, 4), time(10)),
        ("monday next week", date(2026, 11, 30), None),
        ("this friday at 4", date(2026, 11, 27), time(16)),
        # What has passed in this week has only one next.
        ("next monday around 4", date(2026, 11, 30), time(16)),
        ("next tuesday", date(2026, 12, 1), None),
    ],
)
def test_a_date_with_its_time(said, day, at) -> None:
    assert read_appointment(said, TODAY, ENGLISH) == Appointment(day=day, at=at)


@pytest.mark.parametrize("said", ["next Wednesday around 4", "around 4, next wed"])
def test_next_is_the_coming_one_or_that_of_the_week_after(said) -> None:
    assert read_appointment(said, TODAY, ENGLISH) == Appointment(
        day=date(2026, 11, 25), at=time(16), or_week_after=True
    )


@pytest.mark.parametrize("said", ["", "hello", "15:00", "sometime", "every week", "99:99 monday"])
def test_what_names_no_day_is_not_guessed(said) -> None:
    assert read_appointment(said, TODAY, ENGLISH) is None


@given(st.text(max_size=80))
def test_no_words_break_it(said) -> None:
    read = read_appointment(said, TODAY, ENGLISH)
    assert read is None or read.weekday is not None or read.day is not None


def answered(*events):
    held, flow = Session(answers={}), session(today=TODAY)
    for event in events:
        held, effects = advance(flow, held, event)
    return held, effects, flow


def test_one_sentence_answers_all_but_the_week() -> None:
    held, effects, flow = answered(Typed("Tuesdays 15:00, every other week"))
    assert isinstance(effects[-1], Prompt)
    assert effects[-1].ask.id == "week2"
    held, effects = advance(flow, held, Tapped("week2", "1"))
    assert isinstance(effects[-1], Completed)
    wish = session_wish(flow, held.answers, TODAY)
    assert wish is not None
    assert (wish.first, wish.at, wish.every) == (date(2026, 12, 1), time(15), 2)


def test_every_week_on_buttons() -> None:
    held, effects, flow = answered(
        Tapped("when", "1"), Tapped("time", "09:00"), Tapped("every", "1")
    )
    assert isinstance(effects[-1], Completed)
    wish = session_wish(flow, held.answers, TODAY)
    assert wish is not None
    assert (wish.first, wish.every) == (date(2026, 11, 23), 1)


def test_just_once_is_the_coming_day() -> None:
    held, effects, flow = answered(Typed("monday 10:00"), Tapped("every", "0"))
    assert isinstance(effects[-1], Completed)
    wish = session_wish(flow, held.answers, TODAY)
    assert wish is not None
    assert (wish.first, wish.every) == (date(2026, 11, 30), 0)


@pytest.mark.parametrize(
    ("week", "day"),
    [
        (Tapped("which", "0"), 25),
        (Tapped("which", "1"), 32),
        (Typed("this week"), 25),
        (Typed("next week"), 32),
    ],
)
def test_which_next_wednesday_is_asked_before_it_is_kept(week: Event, day: int) -> None:
    held, effects, flow = answered(Typed("next wednesday around 4"), Tapped("every", "0"))
    assert isinstance(effects[-1], Prompt)
    assert effects[-1].ask.id == "which"
    offered = [option.label for row in effects[-1].ask.format.options(None) for option in row]
    assert [label.params["day"] for label in offered] == [date(2026, 11, 25), date(2026, 12, 2)]
    held, effects = advance(flow, held, week)
    wish = session_wish(flow, held.answers, TODAY)
    assert wish is not None
    assert (wish.first, wish.at) == (date(2026, 11, 1) + timedelta(days=day - 1), time(16))


def test_a_bare_hour_of_a_session_is_after_noon() -> None:
    held, _, flow = answered(Tapped("when", "3"), Typed("around 4"), Tapped("every", "1"))
    wish = session_wish(flow, held.answers, TODAY)
    assert wish is not None
    assert wish.at == time(16)


def test_something_unreadable_gets_one_kind_sentence() -> None:
    _, effects, _ = answered(Typed("when I feel like it"))
    assert isinstance(effects[0], Notice)


def test_a_session_can_be_moved_to_a_day_around_it() -> None:
    flow = moved(today=TODAY, day=date(2026, 11, 26), at=time(10))
    ask = flow.steps[0]
    offered = [option.value for row in ask.format.options(None) for option in row]
    assert date(2026, 11, 26).isoformat() not in offered
    assert min(offered) == TODAY.isoformat()
    assert appointment_of(ask.format.accept(offered[0], None)).day == TODAY
