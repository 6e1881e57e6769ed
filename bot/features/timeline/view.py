"""`/timeline`: weeks to a year of mood, questionnaires and what happened, as a picture.

A line of mood with a lane of events is the layout of the NIMH Life Chart (BMC Psychiatry 14:130).
"""

from dataclasses import replace
from datetime import date

from bot import i18n
from bot.core import callback_data
from bot.core.fields import Day
from bot.core.turn import Turn
from bot.features import days
from bot.features.history import drawn, mood_words
from bot.features.history.drawn import PictureAttachment
from bot.features.timeline import data, scores
from bot.features.timeline.data import Happened, TimelineData
from bot.local_forms import reads_right_to_left
from bot.outgoing import Button, Rows
from charts.timeline_pages import plan
from charts.timeline_view import (
    Lane,
    QuotedWords,
    Sign,
    TimelineLabels,
    TimelineView,
    WeekMiddle,
)
from conversations.parsing.clean import in_short
from conversations.parsing.phrases import without
from conversations.text import Text, own, t, tn

KIND = "timeline"
USUAL = "8w"
LONG_GAP = 14
NOTHING = t("There's nothing from these weeks, and that's fine.")
LANES: dict[Sign, Text] = {
    "session": t("Sessions"),
    "medication": t("Medication"),
    "milestone": t("Milestones"),
    "goal": t("Goals"),
    "win": t("Wins"),
}


def run(turn: Turn, argument: str) -> None:
    """Send the timeline; "6 months" or "year" after the command chooses how much."""
    said = in_short(argument)
    found = next((s for s, (_, name) in data.SPANS.items() if said in _names(turn, s, name)), None)
    show(turn, found or USUAL)


def _names(turn: Turn, span: str, name: Text) -> tuple[str, ...]:
    label = in_short(turn.tongue.label(name))
    return (span, label, without(label, turn.tongue.words.one))


class TimelineAttachment(PictureAttachment):
    """A page of the picture of a span that ends with a day."""

    kind: str
    span: str
    last: Day
    page: int = 0


def show(turn: Turn, span: str, last: date | None = None, page: int = 0) -> None:
    """Send the picture, or let another one take its place; without anything told, a sentence."""
    if span not in data.SPANS:
        return
    newest = max(turn.today, days.latest(turn))
    ends = min(last or newest, newest)
    if data.read(turn, span, ends).is_empty:
        drawn.nothing(turn, NOTHING)
    else:
        TimelineAttachment(kind=KIND, span=span, last=ends, page=page).show(turn)


def fresh(turn: Turn) -> None:
    """Send it in a message of its own, after a press."""
    turn.ack()
    show(turn, USUAL)


def picture(told: TimelineData, page: int = 0) -> TimelineView:
    """Gather what the picture shows, every word in the person's language."""
    said, chosen = fact(told), data.quoted(told)
    view = TimelineView(
        title=_say(told, said if said is not None else title(told)),
        subtitle=_say(told, title(told)) if said is not None else "",
        length=len(told.days),
        days=tuple(((day - told.first).days, mood) for day, mood in sorted(told.moods.items())),
        of_moments=tuple((day - told.first).days for day in sorted(told.of_moments)),
        weeks=tuple(
            WeekMiddle((week.first - told.first).days, (week.last - told.first).days,
                       week.low, week.median, week.high)
            for week in told.weeks
        ),
        ticks=_ticks(told),
        lanes=tuple(_lanes(told)),
        scores=tuple(scores.line(told, one) for one in scores.answered(told)),
        told=_told(told, chosen),
        labels=_labels(told, len(chosen)),
        right_to_left=reads_right_to_left(told.language),
        look=told.look,
    )  # fmt: skip
    total = len(plan(view))
    number = page % total
    named = _say(told, t("{n} of {all}", n=number + 1, all=total)) if total > 1 else ""
    return replace(view, page=number, labels=replace(view.labels, page=named))


def fact(told: TimelineData) -> Text | None:
    """Say on how many days there was a mood, and between what most lay."""
    measured = told.measured
    return mood_words.fact(
        [told.moods.get(day) for day in told.days], [measured.get(day) for day in told.days]
    )


def title(told: TimelineData) -> Text:
    """Name the picture by its first and last day."""
    if told.is_first:
        begun = i18n.first_and_last(told.first, told.first, told.language, today=told.today)[1]
        return t("Your timeline so far, from {first}", first=own(begun))
    begins, ends = i18n.first_and_last(told.first, told.last, told.language, today=told.today)
    return t("Your timeline, {first} – {last}", first=own(begins), last=own(ends))


def _ticks(told: TimelineData) -> tuple[tuple[int, str], ...]:
    """Where weeks begin, over more than eight of them where months do; never none."""
    named = list(enumerate(told.days))
    if len(named) <= data.SPANS[USUAL][0]:
        found = [(at, i18n.short_date(d, told.language)) for at, d in named if d.isoweekday() == 1]
    else:
        found = [(at, i18n.month_name(d, told.language)) for at, d in named if d.day == 1]
    return tuple(found) or ((0, i18n.short_date(told.first, told.language)),)


def _lanes(told: TimelineData) -> list[Lane]:
    return [
        Lane(sign, _say(told, name), tuple((event.day - told.first).days for event in found))
        for sign, name in LANES.items()
        if (found := told.of(sign))
    ]


def _told(told: TimelineData, quoted: list[Happened]) -> tuple[QuotedWords, ...]:
    made = []
    before: date | None = None
    for event in quoted:
        apart = (event.day - before).days if before else 0
        gap = tn("{n} week later", "{n} weeks later", apart // 7) if apart >= LONG_GAP else None
        day = i18n.short_date(event.day, told.language)
        made.append(QuotedWords(event.sign, day, event.words, _say(told, gap) if gap else ""))
        before = event.day
    return tuple(made)


def _labels(told: TimelineData, quoted: int) -> TimelineLabels:
    more = sum(bool(event.words) for event in told.happened) - quoted
    return TimelineLabels(
        mood=_say(told, t("Mood")),
        mood_low=_say(told, t("very low")),
        mood_high=_say(told, t("very good")),
        day=_say(told, t("a day")),
        of_moments=_say(told, t("middle of moments")),
        week=_say(told, t("the middle of a week")),
        half=_say(told, t("half of its days")),
        words=_say(told, t("In your words")),
        more=_say(told, tn("and {n} more", "and {n} more", more)) if more > 0 else "",
    )


def _say(told: TimelineData, text: Text) -> str:
    return i18n.render(text, told.language)


def rows(told: TimelineData, span: str, view: TimelineView, *, cut: bool) -> Rows:
    """The next page, all of it in words, how much is shown, and earlier times."""
    last = told.last.isoformat()
    made: list[tuple[Button, ...]] = []
    total = len(plan(view))
    if total > 1:
        following = (view.page + 1) % total
        label = t("Page {n} of {all} ▶", n=following + 1, all=total)
        to = callback_data.action("timeline.page", span, last, str(following))
        made.append((Button(label, to),))
    if cut:
        words = callback_data.action("timeline.words", span, last)
        made.append((Button(t("All of it in words"), words),))
    spans = tuple(
        Button(
            t("✓ {span}", span=data.SPANS[known][1]) if known == span else data.SPANS[known][1],
            callback_data.action(KIND, known, last),
        )
        for known in data.OFFERED
    )
    made += [spans[:2], spans[2:]]
    steps = tuple(
        Button(label, callback_data.action(KIND, span, day.isoformat()))
        for label, day in ((t("◀ Earlier"), told.earlier), (t("Later ▶"), told.later))
        if day is not None
    )
    return (*made, steps) if steps else tuple(made)
