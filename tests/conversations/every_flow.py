"""Every flow there is, with and without what it depends on."""

from datetime import time

from conversations.flow import Flow
from conversations.flows import (
    attainment,
    medication,
    self_notes,
    session_agenda,
    sessions,
    settings,
    trackers,
    weekly_review,
    wins,
)
from conversations.flows.check_in import check_in, morning, note
from conversations.flows.days import which_day
from conversations.flows.goals import change_goal, goal
from conversations.flows.journal import prompted
from conversations.flows.mood import moment
from conversations.flows.onboarding import onboarding
from conversations.flows.plan import one_line, plan
from conversations.formats import ZoneMatch
from conversations.prompts import prompts
from conversations.questionnaires.load import flow, instruments
from conversations.text import t
from conversations.trackers import ask, ready_made
from tests.conversations.people import CALL, RIGA, TODAY, WALK

PLACES = tuple(
    ZoneMatch(zone, zone)
    for zone in ("Europe/Riga", "America/Argentina/ComodRivadavia", "Asia/Tokyo")
)


def search(typed: str) -> tuple[ZoneMatch, ...]:
    return tuple(place for place in PLACES if typed.casefold() in place.zone.casefold())


OWN = (
    *(ask(question) for question in ready_made().values()),
    trackers.words_step("factors", ("walk", "work"), ("walk",)),
    trackers.words_step("helped", (), ()),
)

LEVELS = {level: f"level {level}" for level in attainment.LEVELS}

FLOWS: tuple[Flow, ...] = (
    check_in(day=TODAY, zone=RIGA, goals=()),
    check_in(day=TODAY, zone=RIGA, goals=(WALK,)),
    check_in(day=TODAY, zone=RIGA, goals=(WALK, CALL)),
    morning(day=TODAY, zone=RIGA),
    morning(day=TODAY, zone=RIGA, ask_sleep=False, more=OWN),
    check_in(day=TODAY, zone=RIGA, goals=(WALK, CALL), night={}, more=OWN),
    morning(day=TODAY, zone=RIGA, night={"bed_at": "23:10", "woke_at": "06:40"}, more=OWN),
    which_day(TODAY, offers=True),
    trackers.own_question(),
    trackers.rename(),
    trackers.days(),
    trackers.one_word(),
    moment(),
    goal(today=TODAY),
    goal(today=TODAY, long_term=(WALK, CALL)),
    *(
        change_goal(field, today=TODAY, long_term=(WALK,))
        for field in ("title", "often", "until", "towards")
    ),
    onboarding(search=search, candidates=PLACES),
    settings.evening_time(),
    settings.morning_time(),
    settings.end_of_day(),
    settings.weekdays(),
    settings.free_days(),
    settings.zone(search=search, candidates=PLACES),
    settings.pause(today=TODAY),
    sessions.session(today=TODAY),
    sessions.moved(today=TODAY, day=TODAY, at=time(10)),
    session_agenda.take_along(),
    session_agenda.for_therapy(),
    self_notes.note_to_self(today=TODAY),
    self_notes.reward("Walk"),
    self_notes.count_mark("Walk"),
    attainment.scale("Walk"),
    attainment.rate("Walk", LEVELS),
    weekly_review.look_back([weekly_review.Looked(1, "Walk", t("new"))]),
    weekly_review.look_back([weekly_review.Looked(n, "Walk", t("new"), LEVELS) for n in (1, 2)]),
    *(prompted(prompt.question) for prompt in prompts()),
    plan({}),
    plan({"signs": ("Walk",)}, ("Call Sam",)),
    plan({}, only="worth"),
    one_line("Walk", 100),
    note(),
    medication.changed(),
    wins.win(),
    *(flow(instrument) for instrument in instruments()),
)
