"""Pages that tests set: a full one, an empty one, and one of words that people really type."""

from dataclasses import replace
from datetime import UTC, datetime

from charts.report.view import (
    DaysChart,
    DayStrip,
    ReportBand,
    ReportList,
    ReportTable,
    ReportView,
)

MADE = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
N = 28


def more(shown: int, of: int) -> tuple[str, ...]:
    return tuple(f"and {of - n} more in the app" if n < of else "" for n in range(shown + 1))


def part(heading: str, *lines: str) -> ReportList:
    return ReportList(heading, lines, more(len(lines), len(lines)))


def table(heading: str, head: tuple[str, ...], *rows: tuple[str, ...]) -> ReportTable:
    return ReportTable(heading, head, rows, more(len(rows), len(rows)))


def days(n: int = N) -> DaysChart:
    hours = tuple(None if place % 9 == 4 else 6.5 + place % 3 for place in range(n))
    scores = tuple(float(place % 7 - 3) for place in range(n))
    strip = DayStrip("Low or high", scores, -3, 3, 0, ("-3", "3"))
    return DaysChart(
        heading="Mood and sleep",
        moods=tuple(None if place % 9 == 4 else 3 + place % 6 for place in range(n)),
        as_usual=tuple(place == 6 for place in range(n)),
        medians=(5.0, None, 6.0, 5.5),
        usual=ReportBand(4, 6),
        mood_name="Mood",
        mood_ends=("very low", "very good"),
        sleep=DayStrip("Sleep", hours, 0, 10, 0, ("0", "10 h"), ReportBand(6, 7.5)),
        strips=(strip,),
        marks=((5, "session"), (12, "medication")),
        ticks=((0, "27 Oct"), (7, "3 Nov")),
        legend="● a day",
        alt="Mood, day by day: 5, 4, no answer",
        said=(("Mood: 25 of 28 days.", "Before: 5."), ("Sleep: 25 of 28 nights.", "")),
    )


def full() -> ReportView:
    return ReportView(
        title="For my session",
        period="27 Oct – 23 Nov 2026",
        known="25 of 28 days answered",
        name="Name",
        paper="a4",
        language="en",
        right_to_left=False,
        made=MADE,
        agenda=part("What I want to talk about", "the dose", "the move"),
        scales=table(
            "Questionnaires",
            ("Which", "First", "Before", "Now", "Range", "Change"),
            (
                "PHQ-9\nlower is better",
                "17\n5 Sep",
                "9\n31 Oct",
                "6 of 27\n21 Nov",
                "“mild”",
                "11 better",
            ),
        ),
        days=days(),
        nights=table("Nights", ("Week", "SE"), ("17 Nov – 23 Nov", "86 %")),
        goals=table("Goals", ("Goal", "Done"), ("Walk", "3 of 4")),
        agreed=("Agreed on 10 Nov: “walk”",),
        own=part("My own questions", "Energy: 5 in the middle."),
        helped=part("What helped", "a walk: 3 days"),
        hindered=part("What got in the way", "work: on 4 of 6 lower days"),
        wins=part("Wins", "9 Nov: “cooked”"),
        medication=part("Changes of medication", "1 Nov: “50 mg”"),
        harm=part("The hard parts", "ticked by me"),
        questions=part("Questions for the session", "What helped?"),
        method="As I told it.",
        journal=ReportTable("From my journal", ("Day", "Words"), (("9 Nov", "One.\nTwo."),)),
        diary=table("Sleep diary", ("Night", "SE"), ("9 Nov", "80 %")),
        card=(table("Diary card", ("Each day", "Mon"), ("Mood", "5")),),
    )


def only_front(view: ReportView) -> ReportView:
    return replace(view, journal=None, diary=None, card=())


def empty() -> ReportView:
    return ReportView(
        "For my session",
        "27 Oct – 23 Nov 2026",
        "0 of 28 days answered",
        "Name",
        "us-letter",
        "en",
        right_to_left=False,
        made=MADE,
        method="As I told it.",
    )


HOSTILE = (
    '#read("/etc/passwd")',
    '#import "x.typ": y',
    "*not bold* _not slanted_ $x^2$ @ref <label> `code` // no comment /* nor this */ \\ [a] {b}",
    "= no heading",
    "- no list",
    "~ -- --- ... 'quotes' \"too\"",
    "المشي بعد الغداء كل يوم",
    "הליכה אחרי ארוחת הצהריים",
    "दोपहर के भोजन के बाद टहलना",
    "和朋友散步",
    "👩‍👩‍👧‍👦 🚶‍♀️ 🎉",
    "a" * 4096,
    "Ź" + "\u0301" * 300,
    "\u202eevil\u202c \u0000\u0007 \ud800 tabs\tand\nlines",
    "   ",
)


def hostile() -> ReportView:
    """What people type, everywhere it can stand, and more of everything than fits."""
    many = HOSTILE * 2
    lines = ReportList("What I want to talk about", many[:14], more(14, 300), note=HOSTILE[0])
    row = (HOSTILE[2], HOSTILE[6][:20])
    return replace(
        only_front(full()),
        agenda=lines,
        own=lines,
        helped=lines,
        hindered=lines,
        wins=lines,
        medication=lines,
        harm=lines,
        goals=table("Goals", ("Goal", "Done"), *(row for _ in range(9))),
        agreed=HOSTILE[:2],
        journal=ReportTable(
            "From my journal", ("Day", "Words"), tuple(("9 Nov", w) for w in HOSTILE)
        ),
    )
