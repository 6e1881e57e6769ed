"""Nights that tests use and people look at in `docs/gallery.md`."""

from dataclasses import replace
from datetime import date, timedelta

from charts.nights_view import DrawnNight, NightsLabels, NightsView

LABELS = NightsLabels(
    slept="asleep",
    part="of time in bed",
    asleep="asleep",
    to_sleep="falling asleep",
    in_bed="in bed, awake",
    woke="woke up (not when)",
    no_times="no times filled in",
    regular="Half the time, your sleep ended within 35 min of 6:50 (18 nights in four weeks).",
)
MONDAY = date(2026, 11, 16)


def _minutes(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return (hour * 60 + minute - 12 * 60) % (24 * 60)


def _clock(told: str) -> str:
    hour, minute = told.split(":")
    return f"{int(hour)}:{minute}"


def night(place: int, bed: str, wake: str, *, into: str = "", up: str = "", to_sleep: int = 0,
          wakings: int = 0, slept: str = "", part: str = "") -> DrawnNight:  # fmt: skip
    """A night by its times; `place` counts days from a Monday."""
    day = MONDAY + timedelta(place)
    begins, ends = _minutes(bed), _minutes(wake)
    if ends < begins:
        ends += 24 * 60
    in_bed = None
    if into and up:
        in_bed = _minutes(into), ends + (_minutes(up) - ends) % (24 * 60)
    return DrawnNight(
        f"{day:%a}", f"{day.day} {day:%b}", (begins, ends), in_bed, to_sleep, wakings,
        _clock(into or bed), _clock(up or wake), slept, part,
    )  # fmt: skip


def untimed(place: int, slept: str = "") -> DrawnNight:
    """A night of which no times were told."""
    day = MONDAY + timedelta(place)
    return DrawnNight(f"{day:%a}", f"{day.day} {day:%b}", slept=slept)


def week() -> NightsView:
    """A week in detail, a night told by its hours and one not told."""
    return NightsView(
        title="Asleep 79% of the time in bed, 5 nights",
        subtitle="Your nights, 16 Nov – 22 Nov",
        nights=(
            night(0, "23:10", "06:40", into="22:50", up="07:05", to_sleep=25, wakings=2,
                  slept="6:40", part="81%"),
            night(1, "23:40", "06:30", into="23:30", up="06:45", to_sleep=50, wakings=1,
                  slept="5:45", part="79%"),
            untimed(2, "7:00"),
            night(3, "01:15", "06:50", into="00:20", up="08:10", to_sleep=70, wakings=6,
                  slept="3:50", part="49%"),
            untimed(4),
            night(5, "22:45", "07:30", into="22:30", up="08:00", to_sleep=10, slept="8:35",
                  part="90%"),
            night(6, "23:00", "07:10", to_sleep=15, wakings=1, slept="7:45"),
        ),
        labels=LABELS,
    )  # fmt: skip


def month() -> NightsView:
    """Four weeks."""
    nights = []
    for place in range(28):
        if place in (4, 11, 12, 20):
            nights.append(untimed(place - 21))
            continue
        hour, late = 22 + (place * 7 % 3), place * 17 % 60
        bed, wake = f"{hour % 24:02}:{late:02}", f"{6 + place % 2:02}:{place * 23 % 60:02}"
        nights.append(night(place - 21, bed, wake, to_sleep=place * 13 % 50, wakings=place % 4))
    return replace(
        week(), title="Times filled in for 24 of 28 nights",
        subtitle="Your nights, 26 Oct – 22 Nov", nights=tuple(nights),
    )  # fmt: skip


def shifts() -> NightsView:
    """Nights and days slept in turns."""
    return replace(
        week(),
        title="Times filled in for 7 of 7 nights",
        labels=replace(
            LABELS,
            part="",
            regular="Half the time, your sleep ended within 2 h 30 of 7:00 "
            "(18 nights in four weeks).",
        ),
        nights=tuple(
            night(place, "08:30", "16:10", slept="7:40") if place in (2, 3, 4)
            else night(place, "23:00", "07:00", slept="8:00")
            for place in range(7)
        ),
    )  # fmt: skip


def one() -> NightsView:
    """The first night."""
    return replace(
        week(), title="Times filled in for 1 of 1 night",
        subtitle="Your nights so far, from 16 Nov",
        nights=week().nights[:1],
        labels=replace(LABELS, regular="To say how regular your nights are, I need 10 of them in "
                       "four weeks. So far there's 1."),
    )  # fmt: skip


def arabic() -> NightsView:
    """From right to left."""
    view = week()
    labels = NightsLabels(
        "نوم", "من السرير", "نائم", "وقت الغفو", "مستيقظ في السرير", "استيقاظ", "بلا أوقات",
        "نصف لياليك انتهى خلال ٣٥ دقيقة حول ٦:٥٠ (١٨ ليلة).",
    )  # fmt: skip
    return replace(view, title="نائم ٧٩٪ من وقت السرير، ٥ ليالٍ", subtitle="لياليك",
                   labels=labels, right_to_left=True)  # fmt: skip


VIEWS = {
    "nights": week,
    "nights-month": month,
    "nights-shifts": shifts,
    "nights-one": one,
    "nights-arabic": arabic,
}
