"""Every flow there is, with and without what it depends on."""

from conversations.flow import Flow
from conversations.flows import own_question, settings, words
from conversations.flows.check_in import check_in, morning
from conversations.flows.goal import change_goal, goal
from conversations.flows.moment import moment
from conversations.flows.onboarding import onboarding
from conversations.formats import ZoneMatch
from conversations.questionnaires.load import flow, instruments
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
    own_question.words_step("factors", ("walk", "work"), ("walk",)),
    own_question.words_step("helped", (), ()),
)

FLOWS: tuple[Flow, ...] = (
    check_in(day=TODAY, zone=RIGA, goals=()),
    check_in(day=TODAY, zone=RIGA, goals=(WALK,), note=True),
    check_in(day=TODAY, zone=RIGA, goals=(WALK, CALL), ask_sleep=False),
    check_in(day=TODAY, zone=RIGA, goals=(WALK, CALL), note=True),
    morning(day=TODAY, zone=RIGA),
    check_in(day=TODAY, zone=RIGA, goals=(WALK, CALL), night={}, more=OWN),
    morning(day=TODAY, zone=RIGA, night={"bed_at": "23:10", "woke_at": "06:40"}, more=OWN),
    own_question.own_question(),
    own_question.rename(),
    own_question.days(),
    own_question.one_word(),
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
    settings.weekdays(),
    settings.zone(search=search, candidates=PLACES),
    settings.pause(today=TODAY),
    words.note(),
    words.journal(),
    words.win(),
    *(flow(instrument) for instrument in instruments()),
)
