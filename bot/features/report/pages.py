"""Further pages, each only where it was ticked: sleep diary, diary card, notes of the journal.

The diary card is a table of own ratings of urges, emotions and skills, day by day, as dialectical
behaviour therapy has one filled in every day; Linehan's own card is not used.
"""

from datetime import date

from bot.core.turn import Turn
from bot.features import media_words
from bot.features.report.data import WEEK, ReportData
from bot.features.report.nights import DiaryNight, NightsMean, by_week, together
from bot.features.report.wording import Wording, same_length
from bot.features.trackers import factors
from bot.features.week import own_rows
from bot.features.week.own_told import OwnTold
from charts.report.view import ReportTable
from conversations.formats.own_words import key_of, words_of
from conversations.text import Text, own, t

ABBREVIATIONS = t(
    "SOL: minutes to fall asleep. NWAK: times awake. WASO: minutes awake in between. TIB: "
    "time in bed. TST: time asleep. SE: time asleep as a share of time in bed."
)


def weeks_of_nights(data: ReportData, say: Wording) -> ReportTable | None:
    """Take the nights told in detail together week by week, as CBT-I looks at them."""
    if not data.nights:
        return None
    weeks = by_week(data.nights, data.now.first, data.now.last)
    rows = [[say.span(week.first, week.last), *_means(week, say)] for week in weeks]
    is_more = len(weeks) > 1
    if is_more:
        whole = together(data.nights, data.now.first, data.now.last)
        rows.append([say(t("All")), *_means(whole, say)])
    head = (
        t("Week"), t("Nights"), t("To bed"), t("Up"), t("Up, from–to"), own("SOL"),
        own("NWAK"), own("WASO"), own("TIB"), own("TST"), own("SE"),
    )  # fmt: skip
    return ReportTable(
        heading=say(t("Nights in numbers")),
        head=tuple(say(words) for words in head),
        rows=same_length(rows),
        note=say(ABBREVIATIONS),
        last_is_sum=is_more,
    )


def _means(week: NightsMean, say: Wording) -> list[str]:
    ends = f"{say.clock(week.earliest)}–{say.clock(week.latest)}" if week.earliest else "–"
    return [
        say.number(week.n),
        say.clock(week.to_bed),
        say.clock(week.rose),
        ends,
        say.number(_whole(week.fell_asleep)),
        say.number(week.wakings),
        say.number(_whole(week.awake)),
        say.hours(week.in_bed),
        say.hours(week.slept),
        _percent(week.efficiency, say),
    ]


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _percent(value: float | None, say: Wording) -> str:
    return "–" if value is None else say(t("{n}%", n=round(value)))


def sleep_diary(data: ReportData, say: Wording) -> ReportTable | None:
    """Give each night told in detail a row."""
    if not data.nights:
        return None
    head = (
        t("Night to"), t("Got into bed"), t("Lights out"), own("SOL"), own("NWAK"),
        own("WASO"), t("Woke up"), t("Out of bed"), own("TIB"), own("TST"), own("SE"),
        t("Felt, 1–5"),
    )  # fmt: skip
    return ReportTable(
        heading=say(t("Sleep diary")),
        head=tuple(say(words) for words in head),
        rows=same_length([_night(night, say) for night in data.nights]),
        note=say(ABBREVIATIONS),
    )


def _night(night: DiaryNight, say: Wording) -> list[str]:
    part = 100 * night.slept / night.in_bed if night.in_bed and night.slept is not None else None
    return [
        say.day(night.day),
        say.clock(night.into_bed),
        say.clock(night.light_out),
        say.number(night.fell_asleep),
        say.number(night.wakings),
        say.number(night.awake),
        say.clock(night.woke),
        say.clock(night.up),
        say.hours(night.in_bed),
        say.hours(night.slept),
        _percent(part, say),
        say.number(night.quality),
    ]


def diary_card(turn: Turn, data: ReportData, say: Wording) -> tuple[ReportTable, ...]:
    """Give each week a table: mood, every question that can be counted, what helped, by day."""
    told = [*own_rows.questions(turn, data.now, lambda question: question.kind != "text")]
    tables = []
    length = len(data.now.days)
    for end in range(length, 0, -WEEK):
        places = range(max(0, end - WEEK), end)
        tables.append(_card(turn, data, told, places, say))
    return tuple(tables)


def _card(
    turn: Turn, data: ReportData, told: list[OwnTold], places: range, say: Wording
) -> ReportTable:
    days = [data.now.days[place] for place in places]
    rows = [[say(t("Mood, 1–10")), *(say.number(day.mood) for day in days)]]
    rows.append([say(t("Sleep")), *(say.hours(day.sleep_hours) for day in days)])
    rows += [[say(one.name), *(_cell(one.cells[place], say) for place in places)] for one in told]
    if helped := _helped(turn, data, [day.date for day in days], say):
        rows.append(helped)
    return ReportTable(
        heading=say(t("Diary card, {span}", span=own(say.span(days[0].date, days[-1].date)))),
        head=(say(t("Each day")), *(f"{day.label} {day.date.day}" for day in days)),
        rows=same_length(rows),
        note=say(t("A dash: no answer.")) if places.start == 0 else "",
    )


def _cell(told: Text | None, say: Wording) -> str:
    return "–" if told is None else say(told)


def _helped(turn: Turn, data: ReportData, days: list[date], say: Wording) -> list[str]:
    away = factors.away(turn, "helped")
    told = [words_of(data.now.told.get(day, {}).get("helped")) for day in days]
    words = [", ".join(word for word in said if key_of(word) not in away) for said in told]
    return [say(t("What helped")), *(said or "–" for said in words)] if any(words) else []


def of_journal(data: ReportData, say: Wording) -> ReportTable | None:
    """Give the notes that were ticked, whole."""
    if not data.journal:
        return None
    return ReportTable(
        heading=say(t("From my journal")),
        head=(say(t("Day")), say(t("In my words"))),
        rows=tuple(
            (say.day(note.day), say(media_words.in_brief(note, own(note.text))))
            for note in data.journal
        ),
    )
