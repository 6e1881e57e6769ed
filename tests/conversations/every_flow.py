"""Every flow there is, with and without what it depends on."""

from conversations.flow import Flow
from conversations.flows import settings, words
from conversations.flows.check_in import check_in, morning_sleep
from conversations.flows.goal import change_goal, goal
from conversations.flows.onboarding import onboarding
from conversations.formats import ZoneMatch
from tests.conversations.people import CALL, RIGA, TODAY, WALK

PLACES = tuple(
    ZoneMatch(zone, zone)
    for zone in ("Europe/Riga", "America/Argentina/ComodRivadavia", "Asia/Tokyo")
)


def search(typed: str) -> tuple[ZoneMatch, ...]:
    return tuple(place for place in PLACES if typed.casefold() in place.zone.casefold())


FLOWS: tuple[Flow, ...] = (
    check_in(day=TODAY, zone=RIGA, goals=()),
    check_in(day=TODAY, zone=RIGA, goals=(WALK,), note=True),
    check_in(day=TODAY, zone=RIGA, goals=(WALK, CALL), ask_sleep=False),
    check_in(day=TODAY, zone=RIGA, goals=(WALK, CALL), note=True),
    morning_sleep(day=TODAY, zone=RIGA),
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
)
