"""`/timeline`: weeks to a year of mood, and what happened along it, as a picture and in words.

A line of mood with a lane of events is the layout of the NIMH Life Chart (BMC Psychiatry 14:130).
"""

from datetime import date, timedelta
from statistics import median

from bot import i18n
from bot.core import callback_data
from bot.core.attachments import Attachment
from bot.core.fields import Day
from bot.core.turn import Turn
from bot.features import days
from bot.features.timeline import data
from bot.features.timeline.data import Happened, Stretch
from bot.outgoing import Button, Rows
from charts.timeline_view import Event, Lane, QuotedWords, Sign, TimelineLabels, TimelineView
from conversations.parsing.clean import in_short
from conversations.parsing.phrases import without
from conversations.text import Text, own, t, tn

KIND = "timeline"
USUAL = "8w"
DAILY_UP_TO = 91
FOR_A_WEEK = 3
"""Days told before a week has a middle worth a point."""
LONG_GAP = 14
LANES: dict[Sign, Text] = {
    "milestone": t("Milestones"),
    "goal": t("Goals"),
    "win": t("Wins"),
    "session": t("Sessions"),
    "medication": t("Medication"),
}


def run(turn: Turn, argument: str) -> None:
    """Send the timeline; "6 months" or "year" after the command chooses how much."""
    said = in_short(argument)
    found = next((s for s, (_, name) in data.SPANS.items() if said in _names(turn, s, name)), None)
    show(turn, found or _fitting(turn))


def _names(turn: Turn, span: str, name: Text) -> tuple[str, ...]:
    label = in_short(turn.tongue.label(name))
    return (span, label, without(label, turn.tongue.words.one))


def _fitting(turn: Turn) -> str:
    """As long as the diary, within reason."""
    begun = (turn.today - turn.first_day).days
    return USUAL if begun >= data.SPANS["4w"][0] else "4w"


class TimelineAttachment(Attachment):
    """The picture of a span that ends with a day."""

    kind: str
    span: str
    last: Day


def show(turn: Turn, span: str, last: date | None = None) -> None:
    """Send the picture, or let another one take its place."""
    if span not in data.SPANS:
        return
    # Up to today: what happened today belongs to it, and a day not told yet is a gap.
    newest = max(turn.today, days.latest(turn))
    day = min(last or newest, newest)
    TimelineAttachment(kind=KIND, span=span, last=day).show(turn)


def fresh(turn: Turn) -> None:
    """Send it in a message of its own, after a press."""
    turn.ack()
    show(turn, _fitting(turn))


def view(turn: Turn, span: str, last: date) -> TimelineView:
    """Gather what the picture shows, every word in the person's language."""
    told = data.read(turn, span, last)
    length = data.SPANS[span][0]
    chosen = data.quoted(told)
    return TimelineView(
        title=title(turn, told),
        subtitle=_say(turn, t("{n} of {days} days filled in", n=len(told.moods), days=length)),
        length=length,
        moods=_points(told, length),
        step=1 if length <= DAILY_UP_TO else 7,
        ticks=_ticks(turn, told, length),
        lanes=(*_lanes(turn, told), *_scales(told)),
        told=_told(turn, chosen),
        labels=_labels(turn, told, length, len(chosen)),
        right_to_left=i18n.reads_right_to_left(turn.language),
    )


def _say(turn: Turn, text: Text) -> str:
    return i18n.render(text, turn.language)


def title(turn: Turn, told: Stretch) -> str:
    """Name the picture by its first and last day."""
    begins, ends = i18n.first_and_last(told.first, told.last, turn.language, today=turn.today)
    return _say(turn, t("Your timeline, {first} – {last}", first=own(begins), last=own(ends)))


def _points(told: Stretch, length: int) -> tuple[tuple[int, float], ...]:
    if length <= DAILY_UP_TO:
        return tuple(
            ((day - told.first).days, float(rated)) for day, rated in sorted(told.moods.items())
        )
    points = []
    for start in range(0, length, 7):
        week = (told.first + timedelta(days=start + n) for n in range(7))
        given = [told.moods[day] for day in week if day in told.moods]
        if len(given) >= FOR_A_WEEK:
            points.append((start + 3, float(median(given))))
    return tuple(points)


def _ticks(turn: Turn, told: Stretch, length: int) -> tuple[tuple[int, str], ...]:
    every = [told.first + timedelta(days=n) for n in range(length)]
    if length <= data.SPANS[USUAL][0]:
        return tuple(
            ((day - told.first).days, i18n.short_date(day, turn.language))
            for day in every
            if day.isoweekday() == 1
        )
    return tuple(
        ((day - told.first).days, i18n.month_name(day, turn.language))
        for day in every
        if day.day == 1
    )


def _lanes(turn: Turn, told: Stretch) -> list[Lane]:
    return [
        Lane(sign, _say(turn, name), tuple(Event((e.day - told.first).days) for e in found))
        for sign, name in LANES.items()
        if (found := told.of(sign))
    ]


def _scales(told: Stretch) -> list[Lane]:
    by_name: dict[str, list[Event]] = {}
    for event in told.of("scale"):
        scored = Event((event.day - told.first).days, str(event.score))
        by_name.setdefault(event.instrument, []).append(scored)
    return [Lane("scale", name, tuple(events)) for name, events in by_name.items()]


def _told(turn: Turn, quoted: list[Happened]) -> tuple[QuotedWords, ...]:
    made = []
    before: date | None = None
    for event in quoted:
        apart = (event.day - before).days if before else 0
        gap = tn("{n} week later", "{n} weeks later", apart // 7) if apart >= LONG_GAP else None
        day = i18n.short_date(event.day, turn.language)
        made.append(QuotedWords(event.sign, day, event.words, _say(turn, gap) if gap else ""))
        before = event.day
    return tuple(made)


def _labels(turn: Turn, told: Stretch, length: int, quoted: int) -> TimelineLabels:
    daily = length <= DAILY_UP_TO
    more = sum(bool(event.words) for event in told.happened) - quoted
    return TimelineLabels(
        mood=_say(turn, t("Mood")),
        mood_low=_say(turn, t("very low")),
        mood_high=_say(turn, t("very good")),
        point=_say(turn, t("each day") if daily else t("the middle of each week")),
        words=_say(turn, t("In your words")),
        more=_say(turn, tn("and {n} more", "and {n} more", more)) if more > 0 else "",
        footer=_say(
            turn,
            t("Drawn from what you told me. Gaps are days without an answer.")
            if daily
            else t("Drawn from what you told me. Gaps are weeks with fewer than three answers."),
        ),
        empty=_say(turn, t("There's nothing from these weeks, and that's fine.")),
    )


def rows(turn: Turn, span: str, last: date) -> Rows:
    """Choose how much is shown, and step through earlier times."""
    spans = [
        Button(
            t("✓ {span}", span=name) if known == span else name,
            callback_data.action(KIND, known, last.isoformat()),
        )
        for known, (_, name) in data.SPANS.items()
    ]
    step = timedelta(days=data.SPANS[span][0])
    earlier = callback_data.action(KIND, span, (last - step).isoformat())
    leaf = [Button(t("◀ Earlier"), earlier)]
    end = days.latest(turn)
    if last < end:
        later = callback_data.action(KIND, span, min(last + step, end).isoformat())
        leaf.append(Button(t("Later ▶"), later))
    return (tuple(spans[:3]), tuple(spans[3:]), tuple(leaf))
