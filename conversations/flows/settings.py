"""Single questions that change one setting."""

from datetime import date

from conversations.flow import Ask, Flow
from conversations.formats import ClockTime, Until, Weekdays, Zone, ZoneMatch
from conversations.formats.zone import Search
from conversations.text import t

EVENINGS = ("19:00", "20:00", "20:30", "21:00", "21:30", "22:00", "22:30", "23:00")
NIGHTS = ("00:00", "02:00", "03:00", "04:00", "05:00", "06:00")
MORNINGS = ("06:00", "06:30", "07:00", "07:30", "08:00", "08:30", "09:00", "10:00")


def evening_time() -> Flow:
    """Return the question when to ask in the evening."""
    return Flow("evening", (evening_step(),))


def morning_time() -> Flow:
    """Return the question when to show the goals in the morning."""
    return Flow("morningtime", (morning_step(),))


def end_of_day() -> Flow:
    """Return the question until when the night belongs to the day before."""
    ask = Ask(
        id="dayends",
        prompt=t("When does your day end?"),
        hint=t(
            "Up to this hour, the night still counts as the day before. Choose whatever fits you."
        ),
        label=t("End of day"),
        format=ClockTime(NIGHTS, latest="11:59"),
    )
    return Flow("dayends", (ask,))


def weekdays() -> Flow:
    """Return the question on which days to be reminded."""
    ask = Ask(
        id="days",
        prompt=t("Which days should I write to you?"),
        label=t("Days"),
        format=Weekdays(),
    )
    return Flow("days", (ask,))


def free_days() -> Flow:
    """Return the question which days have no work or school."""
    ask = Ask(
        id="free",
        prompt=t("Which days do you have off from work, school and so on?"),
        hint=t(
            "This shows whether you sleep at different times on those days. I don't use "
            "it for anything else."
        ),
        label=t("Days off"),
        format=Weekdays(),
    )
    return Flow("freedays", (ask,))


def zone(*, search: Search, candidates: tuple[ZoneMatch, ...] = ()) -> Flow:
    """Return the question where the person is."""
    return Flow("zone", (zone_step(search, candidates),))


def pause(*, today: date) -> Flow:
    """Return the question until which day to be quiet."""
    ask = Ask(
        id="until",
        prompt=t("How long would you like me to be quiet?"),
        hint=t("You can also type a day, such as “24 Dec”. /checkin still works."),
        # For translators: until when I write nothing.
        label=t("Quiet"),
        format=Until(today, spans=("1w", "2w", "4w")),
    )
    return Flow("pause", (ask,))


def evening_step() -> Ask:
    """Ask for the time of the evening check-in."""
    return Ask(
        id="evening",
        prompt=t("What time in the evening should I ask about your day?"),
        hint=t("Or type a time, such as 21:15, or “around 9”."),
        label=t("Evening"),
        format=ClockTime(EVENINGS, evening=True, roughly=True),
    )


def morning_step() -> Ask:
    """Ask for the time of the morning note."""
    return Ask(
        id="morning",
        prompt=t("What time in the morning should I show your goals for the day?"),
        hint=t("Or type a time, such as 7:45, or “around 8”."),
        label=t("Morning"),
        format=ClockTime(MORNINGS, roughly=True),
    )


def zone_step(search: Search, candidates: tuple[ZoneMatch, ...]) -> Ask:
    """Ask where the person is, or what their clock shows."""
    hint = t("Type a city near you, or tap what your clock shows now.")
    return Ask(
        id="zone",
        prompt=t("Which city are you in or near?"),
        hint=hint,
        label=t("Time zone"),
        format=Zone(search, candidates),
    )
