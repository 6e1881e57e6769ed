"""The first minute, and single settings changed later."""

import pytest

from conversations.events import Answered, Completed, Notice, Saved, Skipped, Tapped, Typed
from conversations.flows import check_in, settings, wins
from conversations.flows.onboarding import onboarding
from conversations.formats import Zone, ZoneMatch
from conversations.parsing.tongue import IN_ENGLISH
from conversations.text import Rejected
from tests.conversations.people import TODAY, Player

PLACES = {
    "riga": [ZoneMatch("Europe/Riga", "Riga, Latvia")],
    "europe/riga": [ZoneMatch("Europe/Riga", "Europe/Riga")],
    "london": [
        ZoneMatch("Europe/London", "London, United Kingdom"),
        ZoneMatch("America/Toronto", "London, Canada"),
    ],
    "21:40": [ZoneMatch("Europe/Riga", "Riga"), ZoneMatch("Africa/Cairo", "Cairo")],
}
CLOCKS = (ZoneMatch("Europe/Lisbon", "19:40"), ZoneMatch("Europe/Berlin", "20:40"))


def search(words):
    return PLACES.get(words.lower(), [])


def test_a_first_start_can_be_done_with_taps():
    alice = Player(onboarding(search=search, candidates=CLOCKS))
    alice.tell(Tapped("zone", "Europe/Berlin"), Tapped("evening", "21:00"))
    alice.tell(Tapped("morning", "08:00"))
    assert alice.tell(Typed("Walk after lunch")) == (
        Answered("wish", "Walk after lunch"),
        Completed(),
    )


def test_everything_can_be_skipped():
    bob = Player(onboarding(search=search))
    bob.tell(*[Skipped()] * 4)
    assert bob.asks is None
    assert set(bob.session.answers.values()) == {None}


def test_a_city_of_one_name_is_enough():
    alice = Player(settings.zone(search=search))
    assert alice.tell(Typed("Riga")) == (Answered("zone", "Europe/Riga"), Completed())


def test_of_two_cities_with_one_name_one_is_tapped():
    bob = Player(settings.zone(search=search, candidates=CLOCKS))
    (prompt,) = bob.tell(Typed("London"))
    assert bob.asks == "zone"
    buttons = prompt.ask.format.options(prompt.current)
    assert [row[0].label.message for row in buttons] == [
        "London, United Kingdom",
        "London, Canada",
    ]
    bob.tell(Saved("zone"))
    assert isinstance(bob.effects[0], Notice)
    assert bob.tell(Tapped("zone", "America/Toronto")) == (
        Answered("zone", "America/Toronto"),
        Completed(),
    )


def test_a_shared_location_is_a_tap_on_its_zone():
    zone = Zone(search)
    assert zone.accept("Europe/Riga", None) == "Europe/Riga"


@pytest.mark.parametrize(
    "typed", ["", "Atlantis", "../../etc/passwd", "\x00", "x" * 5000, "Europe"]
)
def test_an_unknown_place_is_refused_kindly(typed):
    with pytest.raises(Rejected):
        Zone(search).parse(typed, IN_ENGLISH)
    with pytest.raises(Rejected):
        Zone(search).accept(typed, None)


@pytest.mark.parametrize(
    ("flow", "typed", "kept"),
    [
        (settings.evening_time(), "half past nine", "21:30"),
        (settings.morning_time(), "7:45", "07:45"),
        (settings.weekdays(), "mon-fri", [1, 2, 3, 4, 5]),
        (settings.pause(today=TODAY), "two weeks", "2026-12-08"),
        (check_in.note(), "slept badly\nbut walked", "slept badly\nbut walked"),
        (wins.win(), "called my sister", "called my sister"),
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_one_setting_is_one_question(flow, typed, kept):
    alice = Player(flow)
    assert alice.tell(Typed(typed)) == (Answered(flow.steps[0].id, kept), Completed())
